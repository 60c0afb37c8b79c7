/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a file a person has: recognised, opened, judged. */
#include "journey/diagnose.h"

#include <string.h>

#include "base/text.h"
#include "journey/intake.h"
#include "journey/workspace.h"
#include "x509/recognise.h"

void diagnosis_clear(struct diagnosis *d)
{
	report_clear(&d->report);
	strlist_clear(&d->passed);
	cert_list_clear(&d->certs);
	csr_free(d->request);
	spki_clear(&d->key);
	bundle_info_clear(&d->info);
	bundle_free(d->bundle);
	*d = (struct diagnosis){0};
}

bool diagnose_is_bundle(const struct buf *bytes)
{
	struct items items = {0};
	bool is;

	recognise(bytes->data, bytes->len, &items);
	is = items_first(&items, ITEM_P12) != NULL;
	items_clear(&items);
	return is;
}

/* The person's own among several: the first that is no authority's. */
static const struct cert *leaf_of(const struct cert_list *certs)
{
	for (size_t i = 0; i < certs->n; i++)
		if (!certs->items[i]->is_ca)
			return certs->items[i];
	return certs->n ? certs->items[0] : NULL;
}

static void add_extra(struct diagnosis *d, const struct cert_list *extra)
{
	for (size_t i = 0; extra && i < extra->n; i++)
		if (!cert_list_has(&d->certs, extra->items[i]))
			cert_list_take(&d->certs, cert_dup(extra->items[i]));
}

/* The public half of a key made here that fits the certificate. */
static void find_key(struct diagnosis *d, const struct env *env,
		     const struct spki *wanted)
{
	struct strlist all = {0};
	struct facts f = {0};

	ws_identities(env, &all);
	for (size_t i = 0; i < all.n && !d->subject.key; i++) {
		ws_scan(env, all.items[i], &f);
		if (f.key_known && spki_equal(&f.key, wanted)) {
			spki_copy(&d->key, &f.key);
			d->subject.key = &d->key;
		}
		facts_clear(&f);
	}
	strlist_clear(&all);
}

static void judge_leaf(struct diagnosis *d, const struct diagnose_ask *ask)
{
	const struct cert *leaf = leaf_of(&d->certs);

	if (!leaf)
		return;
	add_extra(d, ask->extra);
	/* Roots complete a chain as well; they are trusted all the same. */
	add_extra(d, ask->roots);
	chain_build(leaf, &d->certs, &d->chain);
	d->subject.leaf = leaf;
	d->subject.chain = &d->chain;
	if (!d->bundle)
		find_key(d, ask->env, &leaf->spki);
}

static void judge_certificates(const struct buf *bytes,
			       const struct diagnose_ask *ask,
			       struct diagnosis *d)
{
	d->kind = "certificate";
	if (intake_certs(bytes, ask->file, &d->certs, &d->report) == 0)
		judge_leaf(d, ask);
}

static void judge_request(const struct item *item,
			  const struct diagnose_ask *ask, struct diagnosis *d)
{
	d->kind = "request";
	if (csr_parse(item->der.data, item->der.len, &d->request,
		      &d->report) < 0)
		return;
	d->subject.request = d->request;
	find_key(d, ask->env, &d->request->spki);
}

static void open_bundle(const struct buf *file, const struct diagnose_ask *ask,
			struct diagnosis *d)
{
	if (bundle_open(file, ask->password, &d->bundle, &d->report) < 0)
		return;
	d->subject.bundle = d->bundle;
	d->subject.bundle_password = ask->password;
	for (size_t i = 0; i < d->bundle->ncerts; i++)
		cert_list_take(&d->certs, cert_dup(d->bundle->certs[i].cert));
	if (d->bundle->nkeys)
		spki_copy(&d->key, key_spki(d->bundle->keys[0].key));
	d->subject.key = d->bundle->nkeys ? &d->key : NULL;
	judge_leaf(d, ask);
}

/* Without a password what can be seen is judged, and no more is claimed. */
static void judge_bundle(const struct item *item,
			 const struct diagnose_ask *ask, struct diagnosis *d)
{
	d->kind = "bundle";
	if (bundle_peek(&item->der, &d->info, &d->report) < 0)
		return;
	d->subject.bundle_info = &d->info;
	if (ask->password)
		open_bundle(&item->der, ask, d);
	else
		report_add(&d->report, FINDING_P12_NOT_OPENED, ask->file, "");
}

void diagnose(const struct buf *bytes, const struct diagnose_ask *ask,
	      struct diagnosis *out)
{
	struct items items = {0};
	const struct item *item;
	struct report found = {0};

	*out = (struct diagnosis){.kind = "other"};
	out->subject = (struct subject){.label = ask->file,
					.now = ask->env->now,
					.address = ask->address,
					.roots = ask->roots};
	recognise(bytes->data, bytes->len, &items);
	out->words = item_kind_name(items.items[0].kind);
	if ((item = items_first(&items, ITEM_P12)) != NULL)
		judge_bundle(item, ask, out);
	else if (items_first(&items, ITEM_CERT) ||
		 items_first(&items, ITEM_PKCS7))
		judge_certificates(bytes, ask, out);
	else if ((item = items_first(&items, ITEM_CSR)) != NULL)
		judge_request(item, ask, out);
	else
		report_add(&out->report, item_finding(items.items[0].kind),
			   ask->file, _("It is %s."), out->words);
	check_all(&out->subject, &found, &out->passed);
	report_append(&out->report, &found);
	check_sort(&out->report);
	report_clear(&found);
	items_clear(&items);
}
