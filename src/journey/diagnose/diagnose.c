/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a file a person has: recognised, opened, judged. */
#include "journey/diagnose/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "journey/intake/intake.h"
#include "journey/page/show-bundle.h"
#include "journey/page/show.h"
#include "journey/page/verdicts.h"
#include "journey/profile/profile-look.h"
#include "mail/announced.h"
#include "x509/address.h"

void diagnosis_clear(struct diagnosis *d)
{
	report_clear(&d->report);
	strlist_clear(&d->passed);
	cert_list_clear(&d->certs);
	csr_free(d->request);
	csr_free(d->other_request);
	free(d->path);
	spki_clear(&d->key);
	bundle_info_clear(&d->info);
	bundle_free(d->bundle);
	page_clear(&d->page);
	*d = (struct diagnosis){0};
}

bool diagnose_is_bundle(const struct buf *bytes)
{
	struct parts parts;
	bool is;

	unpack(bytes->data, bytes->len, &parts);
	is = parts_first(&parts, ITEM_P12) ||
	     parts_first(&parts, ITEM_PROFILE);
	parts_clear(&parts);
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

static void find_key(struct diagnosis *d, const struct diagnose_ask *ask,
		     const struct spki *wanted)
{
	struct known_keys *keys =
		ask->keys ? ask->keys : known_keys_new(ask->env);
	const struct spki *key = known_keys_find(keys, wanted);

	if (key) {
		spki_copy(&d->key, key);
		d->subject.key = &d->key;
	}
	if (!ask->keys)
		known_keys_free(keys);
}

/* A request of an identity here that waits for the same address. */
static void find_request(struct diagnosis *d, const struct env *env)
{
	struct strlist all = {0};
	struct facts f = {0};

	ws_identities(env, &all);
	for (size_t i = 0; i < all.n && !d->other_request; i++) {
		if (address_in_list(all.items[i], &d->request->emails) ==
		    ADDRESS_DIFFERS)
			continue;
		ws_scan(env, all.items[i], &f);
		if (!f.leaf || f.renewing)
			d->other_request = facts_take_request(&f);
		facts_clear(&f);
	}
	d->subject.other_request = d->other_request;
	strlist_clear(&all);
}

static void judge_leaf(struct diagnosis *d, const struct cert *leaf,
		       const struct cert_list *more,
		       const struct diagnose_ask *ask)
{
	struct pool *pool = ask->pool ? ask->pool : pool_new();

	/* Roots complete a chain as well. */
	if (!ask->pool) {
		pool_add(pool, ask->roots);
		pool_add(pool, ask->public_roots);
	}
	d->subject.leaf = leaf;
	if (leaf)
		subject_build(&d->subject, pool, more, &d->paths);
	if (!ask->pool)
		pool_free(pool);
	if (leaf && !d->bundle)
		find_key(d, ask, &leaf->spki);
}

static void judge_certificates(const struct parts *parts,
			       const struct diagnose_ask *ask,
			       struct diagnosis *d)
{
	d->kind = "certificate";
	if (intake_parts(parts, ask->file, &d->certs, &d->report) == 0)
		judge_leaf(d, leaf_of(&d->certs), &d->certs, ask);
}

static void judge_request(const struct item *item,
			  const struct diagnose_ask *ask, struct diagnosis *d)
{
	d->kind = "request";
	if (csr_parse(item->der.data, item->der.len, &d->request,
		      &d->report) < 0)
		return;
	d->subject.request = d->request;
	find_request(d, ask->env);
	find_key(d, ask, &d->request->spki);
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
	judge_leaf(d, leaf_of(&d->certs), &d->certs, ask);
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

/* A bundle inside is judged as one outside: its form has the same limits. */
static bool judge_profile(const struct buf *bytes,
			  const struct diagnose_ask *ask, struct diagnosis *d)
{
	struct item inner = {.kind = ITEM_P12};
	struct payload_look look = {.label = d->subject.label,
				    .page = &d->page,
				    .report = &d->report,
				    .bundle = &inner.der};

	if (!profile_look(bytes, &look))
		return false;
	if (inner.der.len)
		judge_bundle(&inner, ask, d);
	d->kind = "profile";
	d->words = item_kind_name(ITEM_PROFILE);
	buf_clear(&inner.der);
	return true;
}

/* The part that is judged; what else came with it is told. */
static void judge(const struct buf *bytes, const struct parts *parts,
		  const struct diagnose_ask *ask, struct diagnosis *out)
{
	const struct part *part;

	if (judge_profile(bytes, ask, out))
		return;
	if ((part = parts_first(parts, ITEM_P12)) != NULL) {
		judge_bundle(&part->item, ask, out);
		intake_note_rest(parts, 1u << ITEM_P12, ask->file,
				 &out->report);
	} else if (parts_first(parts, ITEM_CERT) ||
		   parts_first(parts, ITEM_PKCS7)) {
		judge_certificates(parts, ask, out);
	} else if ((part = parts_first(parts, ITEM_CSR)) != NULL) {
		judge_request(&part->item, ask, out);
		intake_note_rest(parts, 1u << ITEM_CSR, ask->file,
				 &out->report);
	} else {
		intake_refuse(parts, item_finding(parts_main(parts)->item.kind),
			      ask->file, &out->report);
	}
}

/* Where it lies matters of a file with a private key in it only. */
static void note_place(const struct parts *parts, const char *file,
		       struct diagnosis *d)
{
	d->subject.key_plain = parts_first(parts, ITEM_KEY) != NULL;
	if (d->subject.key_plain || d->subject.bundle_info)
		d->path = fsio_whole_path(file);
	d->subject.path = d->path;
}

static void begin(const struct diagnose_ask *ask, struct diagnosis *out)
{
	*out = (struct diagnosis){.kind = "other"};
	out->subject = (struct subject){.label = ask->file,
					.now = ask->env->now,
					.address = ask->address,
					.roots = ask->roots,
					.public_roots = ask->public_roots,
					.crls = ask->crls};
}

static void check(const struct diagnose_ask *ask, struct diagnosis *out)
{
	struct report found = {0};

	check_all(&out->subject, &found, ask->brief ? NULL : &out->passed);
	report_append(&out->report, &found);
	check_sort(&out->report);
	verdicts_weigh(ask->clients, ~0u, &out->subject, &out->report);
	report_clear(&found);
}

void diagnose_certificate(const struct cert *leaf, const struct cert_list *more,
			  const struct diagnose_ask *ask, struct diagnosis *out)
{
	begin(ask, out);
	out->kind = "certificate";
	out->words = item_kind_name(ITEM_CERT);
	out->subject.others = more;
	judge_leaf(out, leaf, more, ask);
	check(ask, out);
}

/* Of a signed mail: whose signature it is, as long as it holds. */
static void tell_signer(const struct buf *bytes, const struct parts *parts,
			const struct diagnose_ask *ask, struct diagnosis *out)
{
	struct message m = {0};
	struct announced a;
	char *who;

	if (ask->brief || !parts_main(parts)->is_signer ||
	    !recognise_is_mail(bytes->data, bytes->len))
		return;
	if (announced_read(slice_of(bytes), &m) && announced_at(&m, 0, &a)) {
		who = cert_title(a.cert);
		page_field(&out->page, _("Signed by"), "%s", who);
		free(who);
	} else {
		page_add(&out->page, ROLE_WARN, "%s",
			 _("Its signature is not confirmed. This says why: "
			   "smime-setup message verify FILE"));
	}
	message_clear(&m);
}

void diagnose(const struct buf *bytes, const struct diagnose_ask *ask,
	      struct diagnosis *out)
{
	struct parts parts;

	begin(ask, out);
	unpack(bytes->data, bytes->len, &parts);
	out->words = parts_words(&parts, bytes);
	tell_signer(bytes, &parts, ask, out);
	out->subject.others = &out->certs;
	judge(bytes, &parts, ask, out);
	note_place(&parts, ask->file, out);
	check(ask, out);
	parts_clear(&parts);
}

void diagnosis_page(const struct diagnosis *d, const struct diagnose_ask *ask,
		    struct page *out)
{
	char *name = text_safe_str(ask->file);

	page_add(out, ROLE_TITLE, _("%s: %s"), name, d->words);
	free(name);
	page_append(out, &d->page);
	if (d->subject.leaf)
		show_certificate(d->subject.leaf, d->subject.now, out);
	if (d->subject.chain)
		show_chain(d->subject.chain, d->subject.now, out);
	if (d->request)
		show_request(d->request, out);
	if (d->subject.bundle_info && !d->page.n)
		show_bundle(&d->info, d->bundle, out);
	page_gap(out);
	check_show(&d->subject, &d->report, &d->passed, ask->clients, out);
}
