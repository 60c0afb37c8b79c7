/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a PKCS#12 file (RFC 7292) in the forms that devices read. */
#include "x509/bundle/bundle-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/text.h"
#include "x509/gtls.h"

enum {
	/* GnuTLS before 3.8.13 drops what is behind the 32nd element. */
	CERTS_IN_SAFE = 30,
	NAME_CHARS_MAX = 255, /* RFC 2985: pkcs-9-ub-friendlyName */
	LOCAL_KEY_ID_LEN = 20,
};

/* What ties key and certificate together: the attributes of both bags. */
struct tie {
	unsigned char local_key_id[LOCAL_KEY_ID_LEN];
	const char *friendly_name;
};

/* BMPString is UCS-2: it has no surrogate pairs, and what needs them becomes
 * U+FFFD (X.690 section 8.23.7). */
static void put_bmp(struct buf *to, const char *utf8)
{
	char *harmless =
		text_is_utf8(utf8, strlen(utf8)) ? NULL : text_safe_str(utf8);
	const char *text = harmless ? harmless : utf8;
	const unsigned char *p = (const unsigned char *)text;
	struct buf wide = {0};

	for (size_t n = 0; *p && n < NAME_CHARS_MAX; n++) {
		unsigned long c = bundle_next_char(&p);

		if (c > 0xFFFF)
			c = 0xFFFD;
		buf_addc(&wide, (char)(c >> 8));
		buf_addc(&wide, (char)(c & 0xFF));
	}
	der_put_buf(to, DER_BMP, &wide);
	buf_clear(&wide);
	free(harmless);
}

/* A bundle while it is being written. */
struct writing {
	const struct bundle_wish *wish;
	struct seal seal;
};

/* Attribute ::= SEQUENCE { OID, SET { one value } }; takes the value. */
static void put_attribute(struct buf *to, const char *oid, struct buf *value)
{
	struct buf attribute = {0};

	der_put_oid(&attribute, oid);
	der_put_buf(&attribute, DER_SET, value);
	der_put_buf(to, DER_SEQUENCE, &attribute);
	buf_clear(&attribute);
	buf_clear(value);
}

/* DER sorts a SET OF by its elements' encodings (X.690 section 11.6). */
static void put_sorted(struct buf *to, const struct buf *a, const struct buf *b)
{
	size_t n = a->len < b->len ? a->len : b->len;
	bool a_first = n == 0 || memcmp(a->data, b->data, n) <= 0;
	const struct buf *first = a_first ? a : b;
	const struct buf *second = a_first ? b : a;
	struct buf set = {0};

	buf_add(&set, first->data, first->len);
	buf_add(&set, second->data, second->len);
	der_put_buf(to, DER_SET, &set);
	buf_clear(&set);
}

static void put_attributes(struct buf *to, const struct tie *tie)
{
	struct buf name = {0}, id = {0}, value = {0};

	der_put(&value, DER_OCTETS, tie->local_key_id, LOCAL_KEY_ID_LEN);
	put_attribute(&id, OID_LOCAL_KEY_ID, &value);
	if (tie->friendly_name && tie->friendly_name[0]) {
		put_bmp(&value, tie->friendly_name);
		put_attribute(&name, OID_FRIENDLY_NAME, &value);
	}
	put_sorted(to, &name, &id);
	buf_clear(&name);
	buf_clear(&id);
}

/* SafeBag ::= SEQUENCE { OID, [0] value, SET attributes }; takes the value. */
static void put_bag(struct buf *to, const char *oid, struct buf *value,
		    const struct tie *tie)
{
	struct buf bag = {0};

	der_put_oid(&bag, oid);
	der_put_buf(&bag, DER_CONTEXT_CONS, value);
	if (tie)
		put_attributes(&bag, tie);
	der_put_buf(to, DER_SEQUENCE, &bag);
	buf_clear(&bag);
	buf_clear(value);
}

static void put_cert_bag(struct buf *to, const struct cert *c,
			 const struct tie *tie)
{
	struct buf value = {0}, octets = {0};

	der_put_oid(&value, OID_X509_CERT);
	der_put_buf(&octets, DER_OCTETS, &c->der);
	der_put_buf(&value, DER_CONTEXT_CONS, &octets);
	der_wrap(&value, DER_SEQUENCE);
	put_bag(to, OID_CERT_BAG, &value, tie);
	buf_clear(&octets);
}

/* ContentInfo ::= SEQUENCE { OID, [0] content }; takes the content. */
static void put_content_info(struct buf *to, const char *oid,
			     struct buf *content)
{
	struct buf info = {0};

	der_put_oid(&info, oid);
	der_put_buf(&info, DER_CONTEXT_CONS, content);
	der_put_buf(to, DER_SEQUENCE, &info);
	buf_clear(&info);
	buf_clear(content);
}

/* EncryptedData (RFC 5652 section 8) around the safe's bags. */
static int put_encrypted_safe(struct buf *to, const struct writing *w,
			      const struct buf *bags, struct report *report)
{
	struct buf info = {0}, data = {0};
	int r = -1;

	der_put_oid(&info, OID_DATA);
	if (seal_put_encrypted(&info, &w->seal, slice_of(bags), DER_CONTEXT,
			       report) < 0)
		goto out;
	der_put_number(&data, 0);
	der_put_buf(&data, DER_SEQUENCE, &info);
	der_wrap(&data, DER_SEQUENCE);
	put_content_info(to, OID_ENCRYPTED_DATA, &data);
	r = 0;
out:
	buf_clear(&info);
	buf_clear(&data);
	return r;
}

/* The tie of an identity: 0 is the newest. */
static struct bundle_pair pair_at(const struct bundle_wish *wish, size_t i)
{
	if (i > 0)
		return wish->more[i - 1];
	return (struct bundle_pair){wish->key, wish->leaf, wish->friendly_name};
}

static struct tie tie_of(const struct bundle_pair *pair)
{
	struct tie tie = {.friendly_name = pair->friendly_name};

	gtls_sha1(pair->leaf->der.data, pair->leaf->der.len, tie.local_key_id);
	return tie;
}

/* The leaf first; only identities carry attributes, as two certificates under
 * one identifier or name overwrite each other (Apple p12import.c). */
static void put_cert(struct buf *to, const struct bundle_wish *wish, size_t i)
{
	if (i > 0 && i <= wish->nissuers) {
		put_cert_bag(to, wish->issuers[i - 1], NULL);
	} else {
		struct bundle_pair pair =
			pair_at(wish, i ? i - wish->nissuers : 0);
		struct tie tie = tie_of(&pair);

		put_cert_bag(to, pair.leaf, &tie);
	}
}

static int put_cert_safes(struct buf *to, const struct writing *w,
			  struct report *report)
{
	size_t n = 1 + w->wish->nissuers + w->wish->nmore;

	for (size_t from = 0; from < n; from += CERTS_IN_SAFE) {
		struct buf bags = {0};
		int r;

		for (size_t i = from; i < n && i < from + CERTS_IN_SAFE; i++)
			put_cert(&bags, w->wish, i);
		der_wrap(&bags, DER_SEQUENCE);
		r = put_encrypted_safe(to, w, &bags, report);
		buf_clear(&bags);
		if (r < 0)
			return -1;
	}
	return 0;
}

/* PKCS#8 without encryption. GnuTLS writes the public point into an EC key
 * (RFC 5915), without which Apple does not import it (p12import.c). */
static int export_plain(const struct key *key, struct secret **out,
			struct report *report)
{
	gnutls_datum_t der = {0};
	struct secret *s;
	int e = gnutls_x509_privkey_export2_pkcs8(key_native(key),
						  GNUTLS_X509_FMT_DER, NULL,
						  GNUTLS_PKCS_PLAIN, &der);

	if (e < 0)
		return gtls_fail(e, _("The private key could not be packed"),
				 report);
	s = secret_new(der.size);
	memcpy(secret_room(s), der.data, der.size);
	secret_set_len(s, der.size);
	gnutls_memset(der.data, 0, der.size);
	gnutls_free(der.data);
	secret_scrub_stack();
	*out = s;
	return 0;
}

/* EncryptedPrivateKeyInfo (RFC 5958 section 3). */
static int put_shrouded_key(struct buf *to, const struct writing *w,
			    const struct bundle_pair *pair,
			    struct report *report)
{
	struct tie tie = tie_of(pair);
	struct secret *plain = NULL;
	struct buf value = {0};
	struct slice bytes;
	int r = -1;

	if (export_plain(pair->key, &plain, report) < 0)
		return -1;
	bytes.p = (const unsigned char *)secret_data(plain);
	bytes.n = secret_len(plain);
	if (seal_put_encrypted(&value, &w->seal, bytes, DER_OCTETS, report) < 0)
		goto out;
	der_wrap(&value, DER_SEQUENCE);
	put_bag(to, OID_SHROUDED_BAG, &value, &tie);
	r = 0;
out:
	secret_free(plain);
	buf_clear(&value);
	return r;
}

static int put_key_safe(struct buf *to, const struct writing *w,
			struct report *report)
{
	struct buf bags = {0};
	int r = 0;

	for (size_t i = 0; i <= w->wish->nmore && r == 0; i++) {
		struct bundle_pair pair = pair_at(w->wish, i);

		r = put_shrouded_key(&bags, w, &pair, report);
	}
	if (r == 0) {
		der_wrap(&bags, DER_SEQUENCE);
		der_wrap(&bags, DER_OCTETS);
		put_content_info(to, OID_DATA, &bags);
	}
	buf_clear(&bags);
	return r;
}

/* PFX ::= SEQUENCE { 3, authSafe, macData }. */
static int put_pfx(struct buf *to, const struct writing *w,
		   const struct buf *safes, struct report *report)
{
	struct buf pfx = {0}, content = {0};
	int r = -1;

	der_put_number(&pfx, 3);
	der_put_buf(&content, DER_OCTETS, safes);
	put_content_info(&pfx, OID_DATA, &content);
	if (seal_put_mac(&pfx, &w->seal, safes, report) < 0)
		goto out;
	der_put_buf(to, DER_SEQUENCE, &pfx);
	r = 0;
out:
	buf_clear(&pfx);
	return r;
}

/* Beyond ASCII programs disagree on the bytes; empty has two readings (RFC
 * 7292 appendix B.1) and iOS asks for a password anyway. */
static int check_password(const struct secret *password, struct report *report)
{
	size_t len = secret_len(password);

	if (len == 0)
		return report_fail(report, FINDING_P12_EMPTY_PASSWORD, NULL,
				   "%s", _("The password is empty."));
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)secret_data(password)[i];

		if (c < 0x20 || c > 0x7E)
			return report_fail(
				report, FINDING_PASS_UNUSABLE, NULL, "%s",
				_("The password of a bundle can only have the "
				  "letters A to Z and a to z, digits, spaces "
				  "and ordinary signs: devices read others "
				  "differently."));
	}
	return 0;
}

static int check_wish(const struct bundle_wish *wish, struct report *report)
{
	if (check_password(wish->password, report) < 0)
		return -1;
	/* 3DES and the derivation by SHA-1 are not among what it allows. */
	if (wish->form == BUNDLE_APPLE && gnutls_fips140_mode_enabled())
		return report_fail(report, FINDING_P12_FIPS_BLOCKED, NULL, "%s",
				   _("GnuTLS says that its FIPS mode is on."));
	for (size_t i = 0; i <= wish->nmore; i++) {
		struct bundle_pair pair = pair_at(wish, i);

		if (!spki_equal(key_spki(pair.key), &pair.leaf->spki))
			return report_fail(report, FINDING_P12_KEY_MISMATCH,
					   NULL, "%s",
					   _("The certificate was made for "
					     "another key."));
	}
	return 0;
}

int bundle_write(const struct bundle_wish *wish, struct buf *out,
		 struct report *report)
{
	struct writing w = {.wish = wish, .seal = {.form = wish->form}};
	struct buf safes = {0}, pfx = {0};
	int r = -1;

	if (check_wish(wish, report) < 0)
		return -1;
	w.seal.rounds = wish->iterations ? wish->iterations : BUNDLE_ITERATIONS;
	reading_make(secret_data(wish->password), secret_len(wish->password),
		     false, &w.seal.reading);
	if (put_cert_safes(&safes, &w, report) < 0 ||
	    put_key_safe(&safes, &w, report) < 0)
		goto out;
	der_wrap(&safes, DER_SEQUENCE);
	if (put_pfx(&pfx, &w, &safes, report) < 0)
		goto out;
	buf_move(out, &pfx);
	r = 0;
out:
	reading_clear(&w.seal.reading);
	buf_clear(&safes);
	buf_clear(&pfx);
	return r;
}
