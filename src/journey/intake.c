/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what an issuer sent: found, matched with a waiting key, stored. */
#include "journey/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/show.h"
#include "journey/step-impl.h"
#include "x509/pkcs7.h"
#include "x509/recognise.h"

int intake_read(const struct env *env, const char *brought, struct buf *out,
		struct report *report)
{
	char *path;
	int r;

	if (strchr(brought, '\n')) {
		buf_clear(out);
		buf_adds(out, brought);
		return 0;
	}
	path = expand_home(env, brought);
	r = fsio_read(place_of(path), INTAKE_FILE_MAX, out, report);
	free(path);
	return r;
}

static int take_item(const struct item *item, struct cert_list *out,
		     struct report *report)
{
	struct cert *c = NULL;

	if (item->kind == ITEM_PKCS7)
		return pkcs7_certs(item->der.data, item->der.len, out, report);
	if (item->kind != ITEM_CERT)
		return 0;
	if (cert_parse(item->der.data, item->der.len, &c, report) < 0)
		return -1;
	cert_list_take(out, c);
	return 0;
}

/* What is there already is there once. */
static void merge(struct cert_list *to, struct cert_list *from)
{
	for (size_t i = 0; i < from->n; i++)
		if (!cert_list_has(to, from->items[i]))
			cert_list_take(to, cert_dup(from->items[i]));
	cert_list_clear(from);
}

int intake_certs(const struct buf *bytes, const char *label,
		 struct cert_list *out, struct report *report)
{
	struct cert_list got = {0};
	struct items items = {0};
	int r = 0;

	recognise(bytes->data, bytes->len, &items);
	for (size_t i = 0; i < items.n && r == 0; i++)
		r = take_item(&items.items[i], &got, report);
	if (r == 0 && got.n == 0)
		r = report_fail(report, item_finding(items.items[0].kind),
				label, _("It is %s."),
				item_kind_name(items.items[0].kind));
	if (r == 0 && items_first(&items, ITEM_PKCS7))
		report_add(report, FINDING_CERT_IS_PKCS7, label, "");
	if (r == 0)
		merge(out, &got);
	cert_list_clear(&got);
	items_clear(&items);
	return r;
}

static bool gives_key_away(const struct items *items)
{
	return items_first(items, ITEM_KEY) ||
	       items_first(items, ITEM_KEY_ENCRYPTED) ||
	       items_first(items, ITEM_P12);
}

int intake_request(const struct buf *bytes, const char *label,
		   struct csr **out, struct report *report)
{
	struct items items = {0};
	const struct item *item;
	int r;

	recognise(bytes->data, bytes->len, &items);
	item = items_first(&items, ITEM_CSR);
	if (gives_key_away(&items))
		r = report_fail(report, FINDING_REQ_KEY_PASTED, label, "");
	else if (item)
		r = csr_parse(item->der.data, item->der.len, out, report);
	else
		r = report_fail(report, FINDING_REQ_NOT_A_REQUEST, label,
				_("It is %s."),
				item_kind_name(items.items[0].kind));
	items_clear(&items);
	return r;
}

/* Number of the certificate that is for this key, or -1. A key whose public
 * half is not known could be anybody's and is passed over. */
static int find_for(const struct facts *f, const struct cert_list *certs)
{
	for (size_t i = 0; f->key_known && i < certs->n; i++)
		if (spki_equal(&certs->items[i]->spki, &f->key))
			return (int)i;
	return -1;
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

/* The address of the identity one of the certificates is for; NULL if none. */
static char *find_owner(struct task *task, const struct cert_list *certs)
{
	struct strlist list = {0};
	char *owner = NULL;

	if (task->address) {
		strlist_add(&list, task->address);
		owner = find_among(task->env, &list, certs);
	}
	if (!owner) {
		ws_identities(task->env, &list);
		owner = find_among(task->env, &list, certs);
	}
	strlist_clear(&list);
	return owner;
}

/* Why nothing that came is for a key that is here. */
static int refuse(struct task *task, const struct cert_list *certs,
		  const char *label)
{
	const struct cert *leaf = NULL;
	struct strlist all = {0};
	char *title;

	for (size_t i = 0; i < certs->n && !leaf; i++)
		if (!certs->items[i]->is_ca)
			leaf = certs->items[i];
	if (!leaf)
		return report_fail(&task->report,
				   certs->n > 1 ? FINDING_CERT_PKCS7_NO_LEAF
						: FINDING_CERT_WRONG_TYPE_CA,
				   label, "");
	ws_identities(task->env, &all);
	title = cert_title(leaf);
	report_add(&task->report,
		   all.n ? FINDING_KEY_NOT_MATCHING : FINDING_KEY_MISSING,
		   label,
		   all.n ? _("It is for %s. None of your keys made here fits.")
			 : _("It is for %s. No key has been made here yet."),
		   title);
	free(title);
	strlist_clear(&all);
	return -1;
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

static void tell(struct task *task, const struct desk *desk,
		 const struct cert *leaf)
{
	struct page *page = &task->outcome.page;
	struct facts now = {0};
	const struct csr *asked = desk->facts.request;

	page_add(page, ROLE_DONE, _("The certificate for %s is stored."),
		 desk->facts.address);
	if (asked && spki_equal(&asked->spki, &leaf->spki))
		show_asked_got(asked, leaf, page);
	page_add(page, ROLE_TITLE, "%s", _("The chain"));
	ws_scan(task->env, desk->facts.address, &now);
	show_chain(&now.chain, now.now, page);
	facts_clear(&now);
}

/* The same certificate again: only what is new of the chain is taken. */
static void note_same(struct task *task, const struct facts *f,
		      const struct cert *leaf)
{
	if (f->leaf && cert_equal(f->leaf, leaf))
		report_add(&task->report, FINDING_CERT_SAME, f->address, "");
}

int intake_store(struct task *task, struct cert_list *certs, const char *label)
{
	struct cert *leaf = NULL;
	char *owner = find_owner(task, certs);
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
