/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PKCS#12 files put together piece by piece, for tests of the readers. */
#ifndef TESTS_BUNDLE_PARTS_H
#define TESTS_BUNDLE_PARTS_H

#include "tests/identity.h"

#include "x509/der.h"

#define PASSWORD "k7wm-4pcr-tana-3xhd-e8ju"

#define OID_DATA           "1.2.840.113549.1.7.1"
#define OID_SIGNED_DATA    "1.2.840.113549.1.7.2"
#define OID_ENVELOPED_DATA "1.2.840.113549.1.7.3"
#define OID_ENCRYPTED_DATA "1.2.840.113549.1.7.6"
#define OID_KEY_BAG        "1.2.840.113549.1.12.10.1.1"
#define OID_SHROUDED_BAG   "1.2.840.113549.1.12.10.1.2"
#define OID_CERT_BAG       "1.2.840.113549.1.12.10.1.3"
#define OID_3DES           "1.2.840.113549.1.12.1.3"

/* b becomes one element of this tag around what it was. */
MAYBE_UNUSED static void wrap(struct buf *b, unsigned tag)
{
	struct buf outer = {0};

	der_put_buf(&outer, tag, b);
	buf_move(b, &outer);
}

/* SEQUENCE { OID, content }, the content as it is; takes the content. */
MAYBE_UNUSED static struct buf typed(const char *oid, struct buf content)
{
	struct buf b = {0};

	der_put_oid(&b, oid);
	buf_add(&b, content.data, content.len);
	wrap(&b, DER_SEQUENCE);
	buf_clear(&content);
	return b;
}

/* The same with the content in [0]. */
MAYBE_UNUSED static struct buf typed_in_0(const char *oid, struct buf content)
{
	wrap(&content, DER_CONTEXT_CONS);
	return typed(oid, content);
}

/* An AlgorithmIdentifier with a salt and a count, as the PKCS#12 ones. */
MAYBE_UNUSED static struct buf pbe(const char *oid, unsigned long rounds)
{
	struct buf b = {0};

	der_put(&b, DER_OCTETS, "saltsalt", 8);
	der_put_number(&b, rounds);
	wrap(&b, DER_SEQUENCE);
	return typed(oid, b);
}

/* An encrypted safe of eight bytes that mean nothing; takes the algorithm. */
MAYBE_UNUSED static struct buf encrypted_safe(struct buf algorithm)
{
	struct buf info = {0}, data = {0};

	der_put_oid(&info, OID_DATA);
	buf_add(&info, algorithm.data, algorithm.len);
	der_put(&info, DER_CONTEXT, "12345678", 8);
	der_put_number(&data, 0);
	der_put_buf(&data, DER_SEQUENCE, &info);
	wrap(&data, DER_SEQUENCE);
	buf_clear(&info);
	buf_clear(&algorithm);
	return typed_in_0(OID_ENCRYPTED_DATA, data);
}

/* A safe that shows its bags; takes them. */
MAYBE_UNUSED static struct buf plain_safe(struct buf bags)
{
	wrap(&bags, DER_SEQUENCE);
	wrap(&bags, DER_OCTETS);
	return typed_in_0(OID_DATA, bags);
}

/* A bag with a shrouded key of eight bytes that mean nothing. */
MAYBE_UNUSED static struct buf shrouded_bag(struct buf algorithm)
{
	der_put(&algorithm, DER_OCTETS, "12345678", 8);
	wrap(&algorithm, DER_SEQUENCE);
	return typed_in_0(OID_SHROUDED_BAG, algorithm);
}

MAYBE_UNUSED static struct buf cert_bag(const void *der, size_t n)
{
	struct buf b = {0};

	der_put(&b, DER_OCTETS, der, n);
	b = typed_in_0("1.2.840.113549.1.9.22.1", b);
	return typed_in_0(OID_CERT_BAG, b);
}

/* The file: safes one behind the other, and a MacData or nothing. */
MAYBE_UNUSED static struct buf pfx(struct buf safes, const struct buf *mac)
{
	struct buf b = {0}, auth;

	wrap(&safes, DER_SEQUENCE);
	wrap(&safes, DER_OCTETS);
	auth = typed_in_0(OID_DATA, safes);
	der_put_number(&b, 3);
	buf_add(&b, auth.data, auth.len);
	if (mac)
		buf_add(&b, mac->data, mac->len);
	wrap(&b, DER_SEQUENCE);
	buf_clear(&auth);
	return b;
}

/* What bundle_write() makes for the P-256 identity; kept. */
MAYBE_UNUSED static const struct buf *sample_bundle(void)
{
	static struct buf sample;
	const struct identity *id = identity(KEY_P256);
	struct secret *password = secret_of(PASSWORD);
	const struct cert *issuers[] = {id->root};
	struct bundle_wish wish = {.key = id->key,
				   .leaf = id->leaf,
				   .issuers = issuers,
				   .nissuers = 1,
				   .friendly_name = "Älice",
				   .password = password};
	struct report r = {0};

	if (!sample.data)
		CU_ASSERT_EQUAL_FATAL(bundle_write(&wish, &sample, &r), 0);
	secret_free(password);
	return &sample;
}

/* A bundle with everything behind its authenticated safe left out. */
MAYBE_UNUSED static struct buf without_mac(const struct buf *file)
{
	struct slice s = slice_of(file), inner, version, auth;
	struct buf b = {0};

	CU_ASSERT_EQUAL_FATAL(der_enter(&s, DER_SEQUENCE, &inner), 0);
	CU_ASSERT_EQUAL_FATAL(der_enter(&inner, DER_INTEGER, &version), 0);
	CU_ASSERT_EQUAL_FATAL(der_enter(&inner, DER_SEQUENCE, &auth), 0);
	der_put_number(&b, 3);
	der_put(&b, DER_SEQUENCE, auth.p, auth.n);
	wrap(&b, DER_SEQUENCE);
	return b;
}

/* Opens and closes; the finding's number, or -1 where it opened. */
MAYBE_UNUSED static int verdict(const struct buf *file, const char *password)
{
	struct secret *secret = password ? secret_of(password) : NULL;
	struct bundle *b = NULL;
	struct report r = {0};
	int rc = bundle_open(file, secret, &b, &r);
	int id = rc < 0 && r.n > 0 ? (int)r.items[0].id : -1;

	CU_ASSERT_EQUAL(r.n, rc < 0);
	CU_ASSERT_EQUAL(!b, rc < 0);
	bundle_free(b);
	secret_free(secret);
	report_clear(&r);
	return id;
}

MAYBE_UNUSED static struct bundle *opened(const struct buf *file,
					  const char *password)
{
	struct secret *secret = secret_of(password);
	struct bundle *b = NULL;
	struct report r = {0};

	CU_ASSERT_EQUAL_FATAL(bundle_open(file, secret, &b, &r), 0);
	secret_free(secret);
	return b;
}

/* The detail of the one finding; the caller frees. */
MAYBE_UNUSED static char *words(const struct buf *file, const char *password)
{
	struct secret *secret = secret_of(password);
	struct bundle *b = NULL;
	struct report r = {0};
	char *detail;

	CU_ASSERT_EQUAL_FATAL(bundle_open(file, secret, &b, &r), -1);
	detail = xstrdup(r.items[0].detail);
	secret_free(secret);
	report_clear(&r);
	return detail;
}

#endif
