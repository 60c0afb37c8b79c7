/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of what is in an opened .p12: key, certificate, tags, issuers. */
#include "rules/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/store.h"

static bool is_of_key(const struct cert *c, const struct bundle_key *k)
{
	return spki_equal(&c->spki, key_spki(k->key));
}

/* The certificate of a key; NULL where it is not in the bundle. */
static const struct bundle_cert *own_cert(const struct bundle *b,
					  const struct bundle_key *k)
{
	for (size_t i = 0; i < b->ncerts; i++)
		if (is_of_key(b->certs[i].cert, k))
			return &b->certs[i];
	return NULL;
}

static bool is_own(const struct bundle *b, const struct cert *c)
{
	for (size_t i = 0; i < b->nkeys; i++)
		if (is_of_key(c, &b->keys[i]))
			return true;
	return false;
}

static void check_has_key(const struct subject *s, struct report *report)
{
	if (s->bundle->nkeys == 0)
		report_add(report, FINDING_P12_NO_KEY, s->label,
			   trn("There is %zu certificate in it, and no key.",
			       "There are %zu certificates in it, and no key.",
			       s->bundle->ncerts),
			   s->bundle->ncerts);
}

static void check_has_cert(const struct subject *s, struct report *report)
{
	if (s->bundle->ncerts == 0)
		report_add(report, FINDING_P12_NO_CERT, s->label,
			   trn("There is %zu key in it, and no certificate.",
			       "There are %zu keys in it, and no certificate.",
			       s->bundle->nkeys),
			   s->bundle->nkeys);
}

static void check_pairs(const struct subject *s, struct report *report)
{
	const struct bundle *b = s->bundle;

	for (size_t i = 0; b->ncerts && i < b->nkeys; i++) {
		char *kind, *title;

		if (own_cert(b, &b->keys[i]))
			continue;
		kind = spki_text(key_spki(b->keys[i].key));
		title = cert_title(b->certs[0].cert);
		report_add(report, FINDING_P12_KEY_MISMATCH, s->label,
			   _("No certificate in it fits the key (%s); the "
			     "first one is that of %s."),
			   kind, title);
		free(title);
		free(kind);
	}
}

static void check_number(const struct subject *s, struct report *report)
{
	if (s->bundle->nkeys > 1)
		report_add(report, FINDING_P12_MULTIPLE_KEYS, s->label,
			   _("There are %zu keys in it."), s->bundle->nkeys);
}

static void check_key_type(const struct subject *s, struct report *report)
{
	for (size_t i = 0; i < s->bundle->nkeys; i++) {
		const struct spki *key = key_spki(s->bundle->keys[i].key);
		char *kind;

		if (key->algo == ALGO_RSA || key->algo == ALGO_EC)
			continue;
		kind = spki_text(key);
		report_add(report, FINDING_P12_KEY_TYPE_APPLE, s->label,
			   _("A key in it is of the kind %s."), kind);
		free(kind);
		return;
	}
}

/* GnuTLS up to 3.8.12 reads this many out of one safe. */
enum { BAG_MAX = 32 };

static void check_size(const struct subject *s, struct report *report)
{
	if (s->bundle->largest > BAG_MAX)
		report_add(report, FINDING_P12_LARGE_BAG, s->label,
			   _("%zu things stand in one part of it."),
			   s->bundle->largest);
}

static void check_shrouded(const struct subject *s, struct report *report)
{
	for (size_t i = 0; i < s->bundle->nkeys; i++) {
		char *kind;

		if (s->bundle->keys[i].shrouded)
			continue;
		kind = spki_text(key_spki(s->bundle->keys[i].key));
		report_add(report, FINDING_P12_KEY_UNSHROUDED, s->label,
			   _("The key (%s) is in a plain key bag."), kind);
		free(kind);
	}
}

static void check_gpgsm(const struct subject *s, struct report *report)
{
	for (size_t i = 0; i < s->bundle->nkeys; i++) {
		const struct spki *key = key_spki(s->bundle->keys[i].key);
		char *kind;

		if (key->algo != ALGO_EC)
			continue;
		kind = spki_text(key);
		report_add(report, FINDING_P12_EC_GPGSM, s->label,
			   _("The key is of the kind %s."), kind);
		free(kind);
		return;
	}
}

static bool is_same_id(const struct buf *a, const struct buf *b)
{
	return a->len > 0 && buf_equal(a, b);
}

static bool is_same_name(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* By localKeyID, failing that by friendlyName (p12import.c). */
static void check_tags(const struct subject *s, struct report *report)
{
	const struct bundle *b = s->bundle;

	for (size_t i = 0; i < b->nkeys; i++) {
		const struct bundle_key *k = &b->keys[i];
		const struct bundle_cert *c = own_cert(b, k);
		char *title;

		if (!c || is_same_id(&k->local_key_id, &c->local_key_id) ||
		    is_same_name(k->friendly_name, c->friendly_name))
			continue;
		title = cert_title(c->cert);
		report_add(report, FINDING_P12_NO_LOCALKEYID, s->label,
			   _("The key of %s and its certificate share neither "
			     "localKeyID nor friendlyName."),
			   title);
		free(title);
	}
}

static bool is_clash(const struct bundle_cert *a, const struct bundle_cert *b)
{
	if (a->local_key_id.len || b->local_key_id.len)
		return is_same_id(&a->local_key_id, &b->local_key_id);
	return is_same_name(a->friendly_name, b->friendly_name);
}

static void check_labels(const struct subject *s, struct report *report)
{
	const struct bundle *b = s->bundle;

	for (size_t i = 0; i < b->ncerts; i++) {
		size_t k = 0;
		char *first, *second;

		while (k < i && !is_clash(&b->certs[k], &b->certs[i]))
			k++;
		if (k == i)
			continue;
		first = cert_title(b->certs[k].cert);
		second = cert_title(b->certs[i].cert);
		report_add(report, FINDING_P12_FRIENDLYNAME_CLASH, s->label,
			   _("The certificates of %s and of %s carry the same "
			     "tag."),
			   first, second);
		free(second);
		free(first);
	}
}

/* The path as far as the bundle itself leads. */
static void chain_inside(const struct bundle *b, const struct cert *leaf,
			 struct chain *out)
{
	struct cert_list pool = {xcalloc(b->ncerts, sizeof(struct cert *)),
				 b->ncerts};

	for (size_t i = 0; i < b->ncerts; i++)
		pool.items[i] = b->certs[i].cert;
	chain_build(leaf, &pool, out);
	free(pool.items);
}

static bool is_issued_by(const struct cert *c, const struct cert *issuer)
{
	return buf_equal(&c->issuer_der, &issuer->subject_der);
}

/* The root belongs outside: a device has it, or gets it in another way. Of
 * public ones only the name can be compared. */
static bool is_below_root(const struct subject *s, const struct cert *c)
{
	const struct cert *root = subject_root(s);
	char *issuer;
	bool is_listed = false;

	if (root && is_issued_by(c, root))
		return true;
	for (size_t i = 0; s->roots && i < s->roots->n; i++)
		if (is_issued_by(c, s->roots->items[i]))
			return true;
	issuer = cert_issuer_title(c);
	for (size_t i = 0; i < store_count(); i++)
		is_listed |= store_has_name(store_at(i), issuer);
	free(issuer);
	return is_listed;
}

static void check_issuers(const struct subject *s, struct report *report)
{
	const struct bundle *b = s->bundle;

	for (size_t i = 0; i < b->nkeys; i++) {
		const struct bundle_cert *own = own_cert(b, &b->keys[i]);
		struct chain chain = {0};
		char *issuer, *title;

		if (!own)
			continue;
		chain_inside(b, own->cert, &chain);
		if (chain.n == 0 || chain.end == CHAIN_ROOT ||
		    is_below_root(s, chain.links[chain.n - 1]))
			continue;
		issuer = cert_issuer_title(chain.links[chain.n - 1]);
		title = cert_title(chain.links[chain.n - 1]);
		report_add(report, FINDING_P12_MISSING_INTERMEDIATE, s->label,
			   _("The certificate of %s, which issued that of %s, "
			     "is not in it."),
			   issuer, title);
		free(title);
		free(issuer);
	}
}

static void check_root_outside(const struct subject *s, struct report *report)
{
	const struct bundle *b = s->bundle;

	for (size_t i = 0; i < b->ncerts; i++) {
		const struct cert *c = b->certs[i].cert;
		char *title;

		if (!c->self_signed || !c->is_ca || is_own(b, c))
			continue;
		title = cert_title(c);
		report_add(report, FINDING_P12_ROOT_INSIDE, s->label,
			   _("The root %s is in it."), title);
		free(title);
	}
}

/* Folders for downloads and passing files, and those that are copied to other
 * computers; by how the name begins: "OneDrive - Example Ltd". */
static const char *const exposed[] = {
	"/Downloads/",	      "/tmp/",	    "/Temp/",	      "/Dropbox",
	"/OneDrive",	      "/Nextcloud", "/ownCloud",      "/Google Drive",
	"/Mobile Documents/", "/iCloud Drive/", "/CloudStorage/",
};

static bool is_exposed(const char *path)
{
	for (size_t i = 0; i < ARRAY_LEN(exposed); i++)
		if (strstr(path, exposed[i]))
			return true;
	return false;
}

static void check_place(const struct subject *s, struct report *report)
{
	if (!s->bundle_new && is_exposed(s->path))
		report_add(report, FINDING_P12_LEFTOVER, s->label,
			   _("It is the file %s."), s->path);
}

static const struct check checks[] = {
	{N_("a key is in the bundle"), NEEDS_BUNDLE, check_has_key},
	{N_("a certificate is in the bundle"), NEEDS_BUNDLE, check_has_cert},
	{N_("key and certificate in the bundle belong together"), NEEDS_BUNDLE,
	 check_pairs},
	{N_("one key in the bundle"), NEEDS_BUNDLE, check_number},
	{N_("a kind of key that Apple reads"), NEEDS_BUNDLE, check_key_type},
	{N_("number of things in the bundle"), NEEDS_BUNDLE, check_size},
	{N_("the key in the bundle is encrypted by itself"), NEEDS_BUNDLE,
	 check_shrouded},
	{N_("a kind of key that GnuPG reads"), NEEDS_BUNDLE, check_gpgsm},
	{N_("tags that tie key and certificate"), NEEDS_BUNDLE, check_tags},
	{N_("labels in the bundle"), NEEDS_BUNDLE, check_labels},
	{N_("the issuers are in the bundle"), NEEDS_BUNDLE, check_issuers},
	{N_("the root is outside the bundle"), NEEDS_BUNDLE,
	 check_root_outside},
	{N_("folder in which the file stands"), NEEDS_PATH, check_place},
};

struct check_table check_contents(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
