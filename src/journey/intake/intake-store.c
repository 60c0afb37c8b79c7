/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storing what an issuer sent: for the key that waits, its chain in order. */
#include "journey/intake/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/desk.h"
#include "journey/identity/renewal.h"
#include "journey/page/show.h"
#include "x509/address.h"

/* The newest, where a mail or a chain file brings those of before along. */
static int find_key(const struct spki *key, const struct cert_list *certs)
{
	int at = -1;

	for (size_t i = 0; i < certs->n; i++) {
		const struct cert *c = certs->items[i];

		if (spki_equal(&c->spki, key) &&
		    (at < 0 || c->not_before > certs->items[at]->not_before))
			at = (int)i;
	}
	return at;
}

static int find_kept(const struct cert_list *kept,
		     const struct cert_list *certs)
{
	for (size_t i = 0; i < certs->n; i++)
		if (cert_list_has(kept, certs->items[i]))
			return (int)i;
	return -1;
}

/* Number of the certificate that is for this identity, or -1: for a renewal's
 * key before the one in use, and last one that is kept for old mail. A key
 * whose public half is not known could be anybody's and is passed over. */
static int find_for(const struct facts *f, const struct cert_list *certs)
{
	int at = -1;

	if (f->renew_has_key)
		at = find_key(&f->renew_key, certs);
	if (at < 0 && f->key_known)
		at = find_key(&f->key, certs);
	return at >= 0 ? at : find_kept(&f->old, certs);
}

static bool is_renewal(const struct facts *f, const struct cert *leaf)
{
	if (f->renew_has_key)
		return spki_equal(&leaf->spki, &f->renew_key);
	/* The same key again: any certificate but the one that is here. */
	return f->renewing && f->leaf && !cert_equal(f->leaf, leaf);
}

/* The one that is here has followed it: it has ended, or it is for a key that
 * is kept for old mail. */
static bool is_earlier(const struct facts *f, const struct cert *leaf)
{
	if (!f->leaf || cert_equal(f->leaf, leaf) ||
	    (f->renew_has_key && is_renewal(f, leaf)))
		return false;
	if (leaf->not_after < f->now)
		return leaf->not_after < f->leaf->not_after;
	return !f->key_known || !spki_equal(&leaf->spki, &f->key);
}

static char *find_among(const struct env *env, const struct strlist *addresses,
			const struct cert_list *certs)
{
	struct facts f = {0};
	char *owner = NULL;

	for (size_t i = 0; i < addresses->n && !owner; i++) {
		ws_scan(env, addresses->items[i], &f);
		if (find_for(&f, certs) >= 0)
			owner = xstrdup(addresses->items[i]);
		facts_clear(&f);
	}
	return owner;
}

char *intake_owner(const struct env *env, const char *address,
		   const struct cert_list *certs)
{
	struct strlist list = {0};
	char *owner = NULL;

	if (address) {
		strlist_add(&list, address);
		owner = find_among(env, &list, certs);
	}
	if (!owner) {
		ws_identities(env, &list);
		owner = find_among(env, &list, certs);
	}
	strlist_clear(&list);
	return owner;
}

static bool is_for(const struct facts *f, const char *address)
{
	return address_compare(f->address, address) != ADDRESS_DIFFERS ||
	       address_in_list(address, &f->aliases) != ADDRESS_DIFFERS;
}

/* None of its addresses is one of an identity that is here. */
static bool is_of_another(const struct env *env, const struct strlist *all,
			  const struct cert *leaf)
{
	struct facts f = {0};
	bool ours = leaf->emails.n == 0;

	for (size_t i = 0; i < all->n && !ours; i++) {
		ws_scan(env, all->items[i], &f);
		for (size_t k = 0; k < leaf->emails.n; k++)
			ours |= is_for(&f, leaf->emails.items[k]);
		facts_clear(&f);
	}
	return !ours;
}

static int refuse_leaf(struct task *task, const struct cert *leaf,
		       const char *label)
{
	struct strlist all = {0};
	char *title = cert_title(leaf);

	ws_identities(task->env, &all);
	if (!all.n)
		report_add(&task->report, FINDING_KEY_MISSING, label,
			   _("It is for %s. No key has been made here yet."),
			   title);
	else if (is_of_another(task->env, &all, leaf))
		report_add(&task->report, FINDING_CERT_OF_ANOTHER, label,
			   _("It is for %s. None of your keys made here fits."),
			   title);
	else
		report_add(&task->report, FINDING_KEY_NOT_MATCHING, label,
			   _("It is for %s. None of your keys made here fits."),
			   title);
	free(title);
	strlist_clear(&all);
	return -1;
}

/* Why nothing that came is for a key that is here. */
static int refuse(struct task *task, const struct cert_list *certs,
		  const char *label)
{
	const struct cert *leaf = NULL;

	for (size_t i = 0; i < certs->n && !leaf; i++)
		if (!certs->items[i]->is_ca)
			leaf = certs->items[i];
	if (leaf)
		return refuse_leaf(task, leaf, label);
	if (certs->n > 1)
		return report_fail(&task->report, FINDING_CERT_PKCS7_NO_LEAF,
				   label, "");
	return report_fail(&task->report,
			   certs->items[0]->self_signed
				   ? FINDING_CERT_IS_ROOT
				   : FINDING_CERT_WRONG_TYPE_CA,
			   label, "");
}

/* In order from the issuer up; what has no place in the chain goes last, so
 * that nothing that was brought is lost. */
static void order_chain(const struct cert *leaf, const struct cert_list *pool,
			struct buf *pem)
{
	struct chain chain;

	chain_build(leaf, pool, &chain);
	for (size_t i = 1; i < chain.n; i++)
		cert_pem(chain.links[i], pem);
	for (size_t i = 0; i < pool->n; i++)
		if (!chain_has(&chain, pool->items[i]) &&
		    !cert_equal(pool->items[i], leaf))
			cert_pem(pool->items[i], pem);
}

/* Certificates that were here before and may still be needed. */
static void keep_old(const struct facts *f, struct cert_list *pool)
{
	for (size_t i = 0; i < f->pool.n; i++)
		if (!cert_list_has(pool, f->pool.items[i]))
			cert_list_take(pool, cert_dup(f->pool.items[i]));
}

static bool replaces(const struct facts *f, const struct cert *leaf)
{
	return f->leaf && !cert_equal(f->leaf, leaf);
}

/* An earlier one of the key in use goes to the others that are kept. */
static int keep_earlier(const struct desk *desk, const struct cert *leaf,
			const struct cert_list *pool, struct report *report)
{
	const struct facts *f = &desk->facts;
	struct buf key = {0};
	int r;

	if (cert_list_has(&f->old, leaf) || !spki_equal(&leaf->spki, &f->key))
		return 0;
	r = fsio_read(ws_place(&desk->ws, WS_KEY), INTAKE_FILE_MAX, &key,
		      report);
	if (r == 0)
		r = old_keep(&desk->ws, leaf, &key, pool, report);
	buf_clear(&key);
	return r;
}

/* The chain first: a certificate without its chain would look incomplete, a
 * chain without its certificate is not looked at. */
static int save(struct task *task, const struct desk *desk,
		const struct cert *leaf, const struct cert_list *pool)
{
	struct buf pem = {0}, chain = {0};
	int r = -1;

	order_chain(leaf, pool, &chain);
	cert_pem(leaf, &pem);
	if (task_is_over(task))
		goto out;
	if (is_earlier(&desk->facts, leaf)) {
		r = keep_earlier(desk, leaf, pool, &task->report);
		goto out;
	}
	if (is_renewal(&desk->facts, leaf)) {
		r = renewal_arrive(&desk->ws, leaf, &chain, &task->report);
		if (r == 0)
			r = renewal_finish(&desk->ws, &task->report);
		goto out;
	}
	if (replaces(&desk->facts, leaf) &&
	    old_keep_current(&desk->ws, &desk->facts, &task->report) < 0)
		goto out;
	if (chain.len && ws_write(&desk->ws, WS_CHAIN, FSIO_PUBLIC, &chain,
				  &task->report) < 0)
		goto out;
	if (ws_write(&desk->ws, WS_CERT, FSIO_KEEP | FSIO_PUBLIC, &pem,
		     &task->report) < 0)
		goto out;
	r = 0;
out:
	buf_clear(&pem);
	buf_clear(&chain);
	return r;
}

static void tell_first(const struct facts *f, const struct cert *leaf,
		       struct page *page)
{
	char *last = text_date(leaf->not_after);

	if (is_earlier(f, leaf))
		page_add(page, ROLE_DONE,
			 _("This is an earlier certificate, until %s. It is "
			   "kept for old mail; the one in use stays."),
			 last);
	else if (f->leaf && cert_equal(f->leaf, leaf))
		page_add(page, ROLE_DONE,
			 _("The certificate for %s was here already."),
			 f->address);
	else
		page_add(page, ROLE_DONE,
			 _("The certificate for %s is stored."), f->address);
	free(last);
}

/* What is still to do: for a renewal that waits on, and after one. */
static void tell_next(const struct facts *before, const struct facts *now,
		      struct page *page)
{
	if (now->renewing)
		page_add(page, ROLE_TODO, "%s",
			 _("The answer to the renewal is still to come."));
	else if (before->leaf && !cert_equal(before->leaf, now->leaf))
		page_add(page, ROLE_TODO, "%s",
			 _("Bring the new certificate to each device, then "
			   "send a signed mail to the people who write to "
			   "you, so that they get it. The one before it is "
			   "kept for old mail."));
}

static void tell(struct task *task, const struct desk *desk,
		 const struct cert *leaf)
{
	struct page *page = &task->outcome.page;
	const struct facts *f = &desk->facts;
	struct facts now = {0};
	const struct csr *asked = is_renewal(f, leaf) ? f->renew_request
						      : f->request;

	tell_first(f, leaf, page);
	ws_scan(task->env, f->address, &now);
	if (now.leaf)
		tell_next(f, &now, page);
	if (!is_earlier(f, leaf)) {
		if (asked && spki_equal(&asked->spki, &leaf->spki))
			show_asked_got(asked, leaf, page);
		page_add(page, ROLE_TITLE, "%s", _("The chain"));
		show_chain(&now.chain, now.now, page);
	}
	facts_clear(&now);
}

/* The same certificate again: only what is new of the chain is taken. */
static void note_same(struct task *task, const struct facts *f,
		      const struct cert *leaf)
{
	if (f->leaf && cert_equal(f->leaf, leaf))
		report_add(&task->report, FINDING_CERT_SAME, f->address, "");
}

/* Somebody else's certificate has no place in a chain: that of whoever signed
 * the mail it came in, say. */
static void leave_others(struct task *task, struct cert_list *certs,
			 const char *label)
{
	size_t kept = 0;

	for (size_t i = 0; i < certs->n; i++) {
		struct cert *c = certs->items[i];
		char *title;

		if (c->is_ca) {
			certs->items[kept++] = c;
			continue;
		}
		title = cert_title(c);
		report_add(&task->report, FINDING_FILE_PART_IGNORED, label,
			   _("It holds the certificate of %s as well."), title);
		free(title);
		cert_free(c);
	}
	certs->n = kept;
}

int intake_store(struct task *task, struct cert_list *certs, const char *label)
{
	struct cert *leaf = NULL;
	char *owner = intake_owner(task->env, task->address, certs);
	struct desk desk = {.ws = {.dirfd = -1, .lockfd = -1}};
	int at, r = -1;

	if (!owner) {
		refuse(task, certs, label);
		goto out;
	}
	task->address = owner;
	if (desk_open(task, &desk) < 0)
		goto out;
	at = find_for(&desk.facts, certs);
	if (at < 0) {
		step_lacks(task, STEP_KEY);
		goto out;
	}
	leaf = certs->items[at];
	certs->items[at] = certs->items[--certs->n];
	note_same(task, &desk.facts, leaf);
	leave_others(task, certs, label);
	keep_old(&desk.facts, certs);
	if (save(task, &desk, leaf, certs) < 0)
		goto out;
	tell(task, &desk, leaf);
	r = 0;
out:
	desk_close(&desk);
	cert_free(leaf);
	task->outcome.identity = owner;
	return r;
}
