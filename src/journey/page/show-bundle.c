/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PKCS#12 bundle in plain words, on a page: from outside, and opened. */
#include "journey/page/show-bundle.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	LINES_MAX = 50, /* of ciphers, keys and certificates each */
	ID_BYTES_SHOWN = 20,
};

static char *rounds_text(unsigned long n)
{
	return n == ULONG_MAX ? xstrdup(_("more rounds than can be counted"))
			      : xasprintf(trn("%lu round", "%lu rounds", n), n);
}

static char *salt_text(size_t n)
{
	return xasprintf(trn("salt of %zu byte", "salt of %zu bytes", n), n);
}

/* Names that are an OID come out of the file: digits and dots. */
static void show_mac(const struct bundle_info *info, struct page *out)
{
	char *rounds, *salt;

	if (!info->has_mac) {
		page_field(out, _("Password check"), "%s", _("none"));
		return;
	}
	rounds = rounds_text(info->mac_iterations);
	salt = salt_text(info->mac_salt_len);
	page_field(out, _("Password check"), "%s, %s, %s", info->mac, rounds,
		   salt);
	if (info->mac_prf && info->mac_hmac)
		page_field(out, "", _("%s, its key by %s"), info->mac_hmac,
			   info->mac_prf);
	free(rounds);
	free(salt);
}

/* The PRF and its NULL: whether Apple reads the bundle hangs on both. */
static char *prf_text(const struct bundle_cipher *c)
{
	if (!c->prf_present)
		return xasprintf(_("key by %s, as none is stated"), c->prf);
	return xasprintf(c->prf_has_null ? _("key by %s, with its NULL")
					 : _("key by %s, without its NULL"),
			 c->prf);
}

static bool is_same_cipher(const struct bundle_cipher *a,
			   const struct bundle_cipher *b)
{
	return a->on_key == b->on_key && a->is_pbes2 == b->is_pbes2 &&
	       a->iterations == b->iterations && a->salt_len == b->salt_len &&
	       a->prf_present == b->prf_present &&
	       a->prf_has_null == b->prf_has_null &&
	       strcmp(a->name, b->name) == 0 &&
	       (!a->prf || strcmp(a->prf, b->prf) == 0);
}

static void show_cipher(const struct bundle_cipher *c, struct page *out)
{
	char *rounds = rounds_text(c->iterations);
	char *salt = salt_text(c->salt_len);
	char *prf;

	page_field(out, c->on_key ? _("Key") : _("Certificates"), "%s, %s, %s",
		   c->name, rounds, salt);
	if (c->is_pbes2) {
		prf = prf_text(c);
		page_field(out, "", "%s", prf);
		free(prf);
	}
	free(rounds);
	free(salt);
}

/* Parts that are protected alike are told of once. */
static void show_ciphers(const struct bundle_cipher *ciphers, size_t n,
			 struct page *out)
{
	size_t shown = 0;

	for (size_t i = 0; i < n && shown < LINES_MAX; i++) {
		size_t k = 0;

		while (k < i && !is_same_cipher(&ciphers[k], &ciphers[i]))
			k++;
		if (k < i)
			continue;
		show_cipher(&ciphers[i], out);
		shown++;
	}
}

static void show_tags(const char *name, const struct buf *id, struct page *out)
{
	char *safe = text_safe_str(name);
	size_t n = id->len < ID_BYTES_SHOWN ? id->len : ID_BYTES_SHOWN;
	char *hex = hex_text(id->data, n, 0);

	if (name)
		page_field(out, _("friendlyName"), "%s", safe);
	if (id->len)
		page_field(out, _("localKeyID"), "%s%s", hex,
			   n < id->len ? "..." : "");
	free(safe);
	free(hex);
}

static bool is_same_id(const struct buf *a, const struct buf *b)
{
	return a->len > 0 && buf_equal(a, b);
}

static bool is_same_name(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* How a key is tied to the certificate that was made for it. */
static void show_pair(const struct bundle_key *k, const struct bundle *b,
		      struct page *out)
{
	const struct bundle_cert *own = NULL;
	char *title;

	for (size_t i = 0; i < b->ncerts && !own; i++)
		if (spki_equal(&b->certs[i].cert->spki, key_spki(k->key)))
			own = &b->certs[i];
	if (!own) {
		page_field(out, _("Belongs to"), "%s",
			   _("no certificate in the bundle"));
		return;
	}
	title = cert_title(own->cert);
	page_field(out, _("Belongs to"),
		   is_same_id(&k->local_key_id, &own->local_key_id)
			   ? _("%s, tied by localKeyID")
		   : is_same_name(k->friendly_name, own->friendly_name)
			   ? _("%s, tied by friendlyName")
			   : _("%s, not tied to it"),
		   title);
	free(title);
}

static void show_keys(const struct bundle *b, struct page *out)
{
	for (size_t i = 0; i < b->nkeys && i < LINES_MAX; i++) {
		const struct bundle_key *k = &b->keys[i];
		char *kind = spki_text(key_spki(k->key));

		page_gap(out);
		page_field(out, _("Private key"), "%s", kind);
		show_pair(k, b, out);
		show_tags(k->friendly_name, &k->local_key_id, out);
		free(kind);
	}
}

static void show_certs(const struct bundle *b, struct page *out)
{
	for (size_t i = 0; i < b->ncerts && i < LINES_MAX; i++) {
		const struct bundle_cert *c = &b->certs[i];
		char *title = cert_title(c->cert);
		char *issuer = cert_issuer_title(c->cert);
		char *until = text_date(c->cert->not_after);

		page_gap(out);
		page_field(out, _("Certificate"), "%s", title);
		page_field(out, _("Issuer"), "%s", issuer);
		page_field(out, _("Valid until"), "%s", until);
		show_tags(c->friendly_name, &c->local_key_id, out);
		free(title);
		free(issuer);
		free(until);
	}
}

static void show_rest(size_t n, struct page *out)
{
	if (n > LINES_MAX)
		page_add(out, ROLE_TEXT,
			 trn("%zu more is not shown.",
			     "%zu more are not shown.", n - LINES_MAX),
			 n - LINES_MAX);
}

void show_bundle(const struct bundle_info *info, const struct bundle *b,
		 struct page *out)
{
	show_mac(info, out);
	show_ciphers(info->ciphers, info->nciphers, out);
	if (b) {
		show_ciphers(b->hidden, b->nhidden, out);
		show_keys(b, out);
		show_rest(b->nkeys, out);
		show_certs(b, out);
		show_rest(b->ncerts, out);
	}
	page_gap(out);
	page_add(
		out, ROLE_HINT, "%s",
		_("smime-setup export converts it: take it in with smime-setup "
		  "import, then write the form that your device reads."));
	page_gap(out);
}
