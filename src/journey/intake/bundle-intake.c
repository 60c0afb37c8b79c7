/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A .p12 as the way in: identity, key, certificate and chain at once. */
#include "journey/intake/bundle-intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/desk.h"
#include "journey/identity/old.h"
#include "journey/page/show.h"
#include "mail/unpack.h"
#include "x509/address.h"

/* A key with the certificate it belongs to; both are the bundle's. */
struct pair {
	const struct key *key;
	const struct cert *leaf;
};

struct pairs {
	struct pair *items;	/* the one that is valid longest first */
	size_t n;
};

static const struct cert *leaf_for(const struct bundle *b,
				   const struct key *key)
{
	const struct cert *best = NULL;

	for (size_t i = 0; i < b->ncerts; i++) {
		const struct cert *c = b->certs[i].cert;

		if (spki_equal(&c->spki, key_spki(key)) &&
		    (!best || c->not_after > best->not_after))
			best = c;
	}
	return best;
}

static int longest_first(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return (x->leaf->not_after < y->leaf->not_after) -
	       (x->leaf->not_after > y->leaf->not_after);
}

static int find_pairs(const struct bundle *b, const char *label,
		      struct pairs *out, struct report *report)
{
	out->items = xcalloc(b->nkeys, sizeof(*out->items));
	for (size_t i = 0; i < b->nkeys; i++) {
		const struct cert *leaf = leaf_for(b, b->keys[i].key);

		if (leaf)
			out->items[out->n++] =
				(struct pair){b->keys[i].key, leaf};
	}
	if (out->n > 1)
		qsort(out->items, out->n, sizeof(*out->items), longest_first);
	if (out->n)
		return 0;
	return report_fail(report,
			   !b->nkeys	? FINDING_P12_NO_KEY
			   : !b->ncerts ? FINDING_P12_NO_CERT
					: FINDING_P12_KEY_MISMATCH,
			   label, "");
}

/* The addresses the certificate is for: the first names the identity. */
static int find_addresses(const struct cert *leaf, const char *label,
			  struct strlist *out, struct report *report)
{
	for (size_t i = 0; i < leaf->emails.n; i++) {
		struct report ignored = {0};
		char *clean = NULL;

		if (address_clean(leaf->emails.items[i], &clean, &ignored) ==
		    0)
			strlist_take(out, clean);
		report_clear(&ignored);
	}
	if (!out->n && leaf->subject_email) {
		char *clean = NULL;

		if (address_clean(leaf->subject_email, &clean, report) < 0)
			return -1;
		strlist_take(out, clean);
	}
	if (out->n)
		return 0;
	return report_fail(report, FINDING_CERT_NO_EMAIL, label, "");
}

/* All certificates but the leaves, so that each pair finds its chain. */
static void find_chain(const struct bundle *b, const struct pairs *pairs,
		       struct cert_list *out)
{
	for (size_t i = 0; i < b->ncerts; i++) {
		bool is_leaf = false;

		for (size_t p = 0; p < pairs->n; p++)
			is_leaf |= b->certs[i].cert == pairs->items[p].leaf;
		if (!is_leaf && !cert_list_has(out, b->certs[i].cert))
			cert_list_take(out, cert_dup(b->certs[i].cert));
	}
}

static bool has_this_key(const struct facts *f, const struct pair *pair)
{
	return f->key_known && spki_equal(&f->key, key_spki(pair->key));
}

/* Without a yes nothing takes the place of a key that is here (security.md
 * 7). */
static bool waits_for_yes(const struct task *task, const struct facts *f,
			  const struct pair *pair)
{
	return f->has_key && !has_this_key(f, pair) &&
	       !answers_is(&task->answers, "replace", "yes");
}

static int keep_aside(struct task *task, const struct desk *desk,
		      const struct pair *pair, const struct cert_list *chain,
		      enum finding_id why)
{
	const struct secret *phrase = answers_secret(&task->answers,
						     "passphrase");
	char *title = cert_title(pair->leaf);
	struct buf pem = {0};
	int r = key_write(pair->key, phrase, &pem, &task->report);

	if (r == 0)
		r = old_keep(&desk->ws, pair->leaf, &pem, chain,
			     &task->report);
	if (r == 0)
		report_add(&task->report, why, task->address, "%s", title);
	buf_clear(&pem);
	free(title);
	return r;
}

/* NAME.~N~ with the first number that is free; the identity is locked. */
static char *free_name(const char *path)
{
	char *aside = NULL;

	for (unsigned i = 1; !aside || fsio_exists(place_of(aside)); i++) {
		free(aside);
		aside = xasprintf("%s.~%u~", path, i);
	}
	return aside;
}

/* An older pair goes where old mail finds it; a key that waited for an answer
 * stays beside the new one, and its request with it. */
static int replace_key(struct task *task, struct desk *desk,
		       const struct pair *pair)
{
	struct facts *f = &desk->facts;
	char *request = path_join(f->path, WS_REQUEST);
	char *aside = free_name(request);
	char *title = f->leaf ? cert_title(f->leaf) : NULL;
	int r = old_keep_current(&desk->ws, f, &task->report);

	if (r == 0 && title)
		report_add(&task->report, FINDING_KEY_KEPT_OLD, task->address,
			   "%s", title);
	if (r == 0)
		r = desk_write_key(task, ws_place(&desk->ws, WS_KEY), FSIO_KEEP,
				   pair->key);
	if (r == 0 && f->request)
		r = fsio_move(request, aside, &task->report);
	free(request);
	free(aside);
	free(title);
	return r;
}

/* Details, key, chain, certificate: with each, what is there is of use, and a
 * run that is killed in between can be made again. */
static int make_own(struct task *task, struct desk *desk,
		    const struct pair *pair, const struct cert_list *chain)
{
	struct buf pem = {0}, rest = {0};
	int r = -1;

	if (!desk->facts.has_key &&
	    desk_write_key(task, ws_place(&desk->ws, WS_KEY), FSIO_NEW,
			   pair->key) < 0)
		goto out;
	if (desk->facts.has_key && !has_this_key(&desk->facts, pair) &&
	    replace_key(task, desk, pair) < 0)
		goto out;
	cert_pem(pair->leaf, &pem);
	for (size_t i = 0; i < chain->n; i++)
		cert_pem(chain->items[i], &rest);
	if (rest.len && ws_write(&desk->ws, WS_CHAIN, FSIO_PUBLIC, &rest,
				 &task->report) < 0)
		goto out;
	r = ws_write(&desk->ws, WS_CERT, FSIO_KEEP | FSIO_PUBLIC, &pem,
		     &task->report);
	/* It may have been kept there until somebody said yes. */
	if (r == 0)
		r = old_forget(&desk->ws, pair->leaf, &task->report);
out:
	buf_clear(&pem);
	buf_clear(&rest);
	return r;
}

/* The identity takes the pair as its own where it has none, or one that ends
 * sooner: that is how an issuer that makes keys renews. A person has to have
 * said so where another key is here. */
static bool takes_as_own(const struct facts *f, const struct pair *pair)
{
	return !f->has_key || !f->leaf ||
	       f->leaf->not_after < pair->leaf->not_after;
}

static bool is_own(const struct facts *f, const struct pair *pair)
{
	return f->leaf && cert_equal(f->leaf, pair->leaf);
}

static int store(struct task *task, struct desk *desk,
		 const struct pairs *pairs, const struct cert_list *chain)
{
	for (size_t i = 0; i < pairs->n; i++) {
		const struct pair *pair = &pairs->items[i];
		int r;

		if (is_own(&desk->facts, pair))
			continue;
		if (i > 0 || !takes_as_own(&desk->facts, pair))
			r = keep_aside(task, desk, pair, chain,
				       FINDING_KEY_KEPT_OLD);
		else if (waits_for_yes(task, &desk->facts, pair))
			r = keep_aside(task, desk, pair, chain,
				       FINDING_KEY_NOT_REPLACED);
		else
			r = make_own(task, desk, pair, chain);
		if (r < 0)
			return -1;
	}
	return 0;
}

static void tell(struct task *task, const struct facts *before)
{
	struct page *page = &task->outcome.page;
	struct facts now = {0};

	ws_scan(task->env, task->address, &now);
	if (report_has(&task->report, FINDING_KEY_NOT_REPLACED)) {
		page_add(page, ROLE_DONE,
			 _("The key in the file is kept beside the one that "
			   "%s uses."),
			 task->address);
		page_add(page, ROLE_TODO, "%s",
			 _("To use it from now on, bring the file once more and "
			   "say so, or: smime-setup import FILE --replace"));
		facts_clear(&now);
		return;
	}
	task->outcome.next = STEP_BUNDLE;
	page_add(page, ROLE_DONE,
		 _("Key and certificate for %s are taken in."), task->address);
	if (before->has_key && !before->leaf &&
	    !spki_equal(&before->key, &now.key))
		page_add(page, ROLE_WARN,
			 _("The key that waited here for a certificate is kept "
			   "beside it as %s.~1~, or with the next number that "
			   "is free."),
			 WS_KEY);
	if (now.leaf)
		show_certificate(now.leaf, now.now, page);
	page_add(page, ROLE_TITLE, "%s", _("The chain"));
	show_chain(&now.chain, now.now, page);
	page_add(page, ROLE_TODO, "%s",
		 _("Now write a bundle for your device: the file you brought "
		   "may be in a form that it refuses."));
	report_add(&task->report, FINDING_KEY_FROM_ISSUER, task->address, "");
	facts_clear(&now);
}

static int open_identity(struct task *task, const struct cert *leaf,
			 const char *label, struct desk *desk)
{
	struct strlist addresses = {0};
	struct details details = {.aliases = &addresses};
	char *name = NULL;
	int r = -1;

	if (find_addresses(leaf, label, &addresses, &task->report) < 0)
		goto out;
	task->outcome.identity = xstrdup(addresses.items[0]);
	task->address = task->outcome.identity;
	if (desk_open(task, desk) < 0)
		goto out;
	name = leaf->common_name && !text_has_hidden(leaf->common_name) &&
			       !strchr(leaf->common_name, '@')
		       ? xstrdup(leaf->common_name)
		       : NULL;
	details.address = task->address;
	details.name = name;
	if (!desk->facts.made &&
	    desk_write_details(task, &desk->ws, &details) < 0)
		goto out;
	r = 0;
out:
	free(name);
	strlist_clear(&addresses);
	return r;
}

/* The bundle in a mail, an archive or text; else what was brought, so that
 * opening it says what is wrong. */
static const struct buf *find_bundle(const struct parts *parts,
				     const struct buf *file)
{
	const struct part *part = parts_first(parts, ITEM_P12);

	return part ? &part->item.der : file;
}

int bundle_intake(struct task *task, const struct buf *file, const char *label)
{
	struct desk desk = {.ws = {.dirfd = -1, .lockfd = -1}};
	struct cert_list chain = {0};
	struct bundle *b = NULL;
	struct pairs pairs = {0};
	struct parts parts;
	int r = -1;

	unpack(file->data, file->len, &parts);
	if (bundle_open(find_bundle(&parts, file),
			answers_secret(&task->answers, "bundle-password"), &b,
			&task->report) < 0 ||
	    find_pairs(b, label, &pairs, &task->report) < 0)
		goto out;
	find_chain(b, &pairs, &chain);
	if (task_is_over(task) ||
	    open_identity(task, pairs.items[0].leaf, label, &desk) < 0 ||
	    store(task, &desk, &pairs, &chain) < 0)
		goto out;
	tell(task, &desk.facts);
	r = 0;
out:
	desk_close(&desk);
	cert_list_clear(&chain);
	free(pairs.items);
	bundle_free(b);
	parts_clear(&parts);
	return r;
}
