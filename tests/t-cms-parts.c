/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CMS put together by hand: what no program here writes, and too much of it. */
#include "tests/cms-kit.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "x509/der.h"

#define OID_DATA           "1.2.840.113549.1.7.1"
#define OID_SIGNED         "1.2.840.113549.1.7.2"
#define OID_ENVELOPED      "1.2.840.113549.1.7.3"
#define OID_COMPRESSED     "1.2.840.113549.1.9.16.1.9"
#define OID_AUTH_ENVELOPED "1.2.840.113549.1.9.16.1.23"

/* ContentInfo around what b held. */
static void info(struct buf *b, const char *oid)
{
	struct buf out = {0};

	der_put_oid(&out, oid);
	der_put_buf(&out, DER_CONTEXT_CONS, b);
	der_wrap(&out, DER_SEQUENCE);
	buf_move(b, &out);
}

static void put_algorithm(struct buf *to, const char *oid)
{
	struct buf one = {0};

	der_put_oid(&one, oid);
	der_put_buf(to, DER_SEQUENCE, &one);
	buf_clear(&one);
}

/* SignedData with nothing inside around these. */
static void signed_data(const struct buf *certs, const struct buf *signers,
			struct buf *out)
{
	buf_clear(out);
	der_put_number(out, 1);
	der_put(out, DER_SET, "", 0);
	put_algorithm(out, OID_DATA);
	if (certs->len)
		der_put_buf(out, DER_CONTEXT_CONS, certs);
	der_put_buf(out, DER_SET, signers);
	der_wrap(out, DER_SEQUENCE);
	info(out, OID_SIGNED);
}

/* EnvelopedData with these RecipientInfos and 16 bytes. */
static void enveloped(const struct buf *recipients, struct buf *out)
{
	struct buf content = {0}, cipher = {0};

	der_put_oid(&cipher, "2.16.840.1.101.3.4.1.42");
	der_put(&cipher, DER_OCTETS, "0123456789ABCDEF", 16);
	der_put_oid(&content, OID_DATA);
	der_put_buf(&content, DER_SEQUENCE, &cipher);
	der_put(&content, DER_CONTEXT, "0123456789ABCDEF", 16);
	buf_clear(out);
	der_put_number(out, 0);
	der_put_buf(out, DER_SET, recipients);
	der_put_buf(out, DER_SEQUENCE, &content);
	der_wrap(out, DER_SEQUENCE);
	info(out, OID_ENVELOPED);
	buf_clear(&content);
	buf_clear(&cipher);
}

static void add_recipient(struct buf *to, const char *key_id)
{
	struct buf one = {0};

	der_put_number(&one, 2);
	der_put(&one, DER_CONTEXT, key_id, strlen(key_id));
	put_algorithm(&one, "1.2.840.113549.1.1.1");
	der_put(&one, DER_OCTETS, "key", 3);
	der_put_buf(to, DER_SEQUENCE, &one);
	buf_clear(&one);
}

/* --- too much --- */

static void a_hundred_thousand_recipients_are_the_most(void)
{
	struct buf recipients = {0}, der = {0};
	struct cms_look look = {0};
	struct report r = {0};

	for (int i = 0; i < 100 * 1000; i++)
		add_recipient(&recipients, "somebody");
	enveloped(&recipients, &der);
	CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
	CU_ASSERT_EQUAL(look.nrecipients, 100 * 1000);
	cms_look_clear(&look);
	report_clear(&r);
	add_recipient(&recipients, "one more");
	enveloped(&recipients, &der);
	assert_look_fails(&der, FINDING_MSG_DAMAGED);
	buf_clear(&recipients);
	buf_clear(&der);
}

static void long_lists_of_recipients_are_refused(void)
{
	char *long_id = xcalloc(1, 500 * 1000);
	struct buf recipients = {0}, der = {0};

	memset(long_id, 'x', 500 * 1000 - 1);
	for (int i = 0; i < 34; i++)
		add_recipient(&recipients, long_id);
	enveloped(&recipients, &der);
	assert_look_fails(&der, FINDING_MSG_DAMAGED);
	buf_clear(&recipients);
	for (int i = 0; i < 3; i++)
		buf_add(&recipients, long_id, 500 * 1000 - 1);
	der_wrap(&recipients, DER_SEQUENCE);
	enveloped(&recipients, &der);
	assert_look_fails(&der, FINDING_MSG_DAMAGED);
	buf_clear(&recipients);
	buf_clear(&der);
	free(long_id);
}

static void a_thousand_certificates_are_the_most(void)
{
	struct buf certs = {0}, none = {0}, der = {0};
	struct cms_look look = {0};
	struct report r = {0};

	for (int i = 0; i < 1000; i++)
		der_put(&certs, DER_SEQUENCE, "rubbish", 7);
	signed_data(&certs, &none, &der);
	CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
	CU_ASSERT_EQUAL(look.certs.n, 0);
	cms_look_clear(&look);
	report_clear(&r);
	der_put(&certs, DER_SEQUENCE, "rubbish", 7);
	signed_data(&certs, &none, &der);
	assert_look_fails(&der, FINDING_MSG_DAMAGED);
	buf_clear(&certs);
	buf_clear(&der);
}

static void add_signer(struct buf *to)
{
	struct buf one = {0};

	der_put_number(&one, 3);
	der_put(&one, DER_CONTEXT, "somebody", 8);
	put_algorithm(&one, "2.16.840.1.101.3.4.2.1");
	put_algorithm(&one, "1.2.840.113549.1.1.1");
	der_put(&one, DER_OCTETS, "signature", 9);
	der_put_buf(to, DER_SEQUENCE, &one);
	buf_clear(&one);
}

static void long_attributes_of_signers_are_refused(void)
{
	struct buf one = {0}, signers = {0}, none = {0}, der = {0};

	for (int i = 0; i < 5; i++) {
		buf_clear(&one);
		der_put_number(&one, 3);
		der_put(&one, DER_CONTEXT, "somebody", 8);
		put_algorithm(&one, "2.16.840.1.101.3.4.2.1");
		der_put_header(&one, DER_CONTEXT_CONS, 900 * 1000);
		for (int k = 0; k < 900 * 100; k++)
			buf_add(&one,
				"\x30\x08\x06\x02\x2A\x03\x31\x02\x05\x00", 10);
		put_algorithm(&one, "1.2.840.113549.1.1.1");
		der_put(&one, DER_OCTETS, "signature", 9);
		der_put_buf(&signers, DER_SEQUENCE, &one);
	}
	signed_data(&none, &signers, &der);
	assert_look_fails(&der, FINDING_MSG_DAMAGED);
	buf_clear(&one);
	buf_clear(&signers);
	buf_clear(&der);
}

static void a_hundred_signers_are_the_most(void)
{
	struct buf signers = {0}, none = {0}, der = {0};
	struct cms_look look = {0};
	struct report r = {0};

	for (int i = 0; i < 100; i++)
		add_signer(&signers);
	signed_data(&none, &signers, &der);
	CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
	CU_ASSERT_EQUAL(look.nsigners, 100);
	CU_ASSERT_STRING_EQUAL(look.signers[99].signature, "RSA-SHA256");
	cms_look_clear(&look);
	report_clear(&r);
	add_signer(&signers);
	signed_data(&none, &signers, &der);
	assert_look_fails(&der, FINDING_MSG_DAMAGED);
	buf_clear(&signers);
	buf_clear(&der);
}

/* --- what is only named --- */

static void compressed_data_is_named_and_not_read(void)
{
	struct cms_look look = {0};
	struct report r = {0};
	struct buf der = {0};

	der_put_number(&der, 0);
	der_wrap(&der, DER_SEQUENCE);
	info(&der, OID_COMPRESSED);
	CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
	CU_ASSERT_EQUAL(look.kind, CMS_COMPRESSED);
	cms_look_clear(&look);
	report_clear(&r);
	assert_open_fails(KEY_P256, &der, FINDING_MSG_UNKNOWN_METHOD);
	buf_clear(&der);
}

static void a_cipher_that_is_not_known_is_named(void)
{
	struct buf der = {0};
	char *at;

	encrypted(KEY_P256, CMS_3DES_CBC, &der);
	/* 1.2.840.113549.3.7 becomes 1.2.840.113549.3.2, which is RC2. */
	at = memmem(der.data, der.len, "\x2A\x86\x48\x86\xF7\x0D\x03\x07", 8);
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	at[7] = 2;
	assert_open_fails(KEY_P256, &der, FINDING_MSG_UNKNOWN_METHOD);
	buf_clear(&der);
}

static void a_key_wrap_that_is_not_known_is_named(void)
{
	struct buf der = {0};
	char *at;

	encrypted(KEY_P256, CMS_AES_256_CBC, &der);
	/* id-aes256-wrap becomes id-aes256-GCM. */
	at = memmem(der.data, der.len, "\x60\x86\x48\x01\x65\x03\x04\x01\x2D",
		    9);
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	at[8]++;
	assert_open_fails(KEY_P256, &der, FINDING_MSG_UNKNOWN_METHOD);
	buf_clear(&der);
}

static void bytes_behind_the_end_are_seen(void)
{
	struct cms_look look = {0};
	struct report r = {0};
	struct buf der = {0};

	encrypted(KEY_P256, CMS_AES_256_CBC, &der);
	buf_adds(&der, "\r\n");
	CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
	CU_ASSERT_FALSE(look.has_more);
	cms_look_clear(&look);
	buf_adds(&der, "and more");
	CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
	CU_ASSERT_TRUE(look.has_more);
	cms_look_clear(&look);
	report_clear(&r);
	buf_clear(&der);
}

/* --- AuthEnvelopedData with attributes, RFC 5083 section 2.2 --- */

enum { CEK_LEN = 32, NONCE_LEN = 12, TAG_LEN = 16 };

static const unsigned char cek[CEK_LEN] = "a key of thirty-two bytes......";

static void put_own_recipient(struct buf *to)
{
	const struct cert *c = identity(KEY_RSA_2048)->leaf;
	gnutls_datum_t spki = {(unsigned char *)c->spki.der.data,
			       (unsigned)c->spki.der.len};
	gnutls_datum_t key = {(unsigned char *)cek, CEK_LEN}, wrapped = {0};
	struct buf one = {0}, id = {0};
	gnutls_pubkey_t public;

	CU_ASSERT_EQUAL_FATAL(gnutls_pubkey_init(&public), 0);
	CU_ASSERT_EQUAL(
		gnutls_pubkey_import(public, &spki, GNUTLS_X509_FMT_DER), 0);
	CU_ASSERT_EQUAL(gnutls_pubkey_encrypt_data(public, 0, &key, &wrapped),
			0);
	gnutls_pubkey_deinit(public);
	der_put_number(&one, 0);
	buf_add(&id, c->issuer_der.data, c->issuer_der.len);
	der_put_buf(&id, DER_INTEGER, &c->serial);
	der_put_buf(&one, DER_SEQUENCE, &id);
	put_algorithm(&one, "1.2.840.113549.1.1.1");
	der_put(&one, DER_OCTETS, wrapped.data, wrapped.size);
	der_put_buf(to, DER_SEQUENCE, &one);
	gnutls_free(wrapped.data);
	buf_clear(&one);
	buf_clear(&id);
}

/* Ciphertext and tag of the letter, the attributes authenticated as a SET. */
static size_t seal(const struct buf *attributes, unsigned char *out)
{
	gnutls_datum_t key = {(unsigned char *)cek, CEK_LEN};
	gnutls_aead_cipher_hd_t h;
	struct buf set = {0};
	size_t n = sizeof(LETTER) + TAG_LEN;

	der_put_buf(&set, DER_SET, attributes);
	CU_ASSERT_EQUAL_FATAL(
		gnutls_aead_cipher_init(&h, GNUTLS_CIPHER_AES_256_GCM, &key),
		0);
	CU_ASSERT_EQUAL(gnutls_aead_cipher_encrypt(
				h, "nonce of 12.", NONCE_LEN, set.data, set.len,
				TAG_LEN, LETTER, sizeof(LETTER) - 1, out, &n),
			0);
	gnutls_aead_cipher_deinit(h);
	buf_clear(&set);
	return n;
}

static void with_attributes(struct buf *out)
{
	struct buf set = {0}, attributes = {0}, part = {0}, params = {0};
	unsigned char sealed[sizeof(LETTER) + TAG_LEN];
	size_t n;

	der_put_oid(&part, OID_DATA);
	der_wrap(&part, DER_SET);
	der_put_oid(&attributes, "1.2.840.113549.1.9.3");
	buf_add(&attributes, part.data, part.len);
	der_wrap(&attributes, DER_SEQUENCE);
	n = seal(&attributes, sealed);
	put_own_recipient(&set);
	der_put(&params, DER_OCTETS, "nonce of 12.", NONCE_LEN);
	der_put_number(&params, TAG_LEN);
	der_wrap(&params, DER_SEQUENCE);
	buf_clear(&part);
	der_put_oid(&part, "2.16.840.1.101.3.4.1.46");
	buf_add(&part, params.data, params.len);
	der_wrap(&part, DER_SEQUENCE);
	buf_clear(&params);
	der_put_oid(&params, OID_DATA);
	buf_add(&params, part.data, part.len);
	der_put(&params, DER_CONTEXT, sealed, n - TAG_LEN);
	buf_clear(out);
	der_put_number(out, 0);
	der_put_buf(out, DER_SET, &set);
	der_put_buf(out, DER_SEQUENCE, &params);
	der_put_buf(out, DER_CONTEXT_CONS + 1, &attributes);
	der_put(out, DER_OCTETS, sealed + n - TAG_LEN, TAG_LEN);
	der_wrap(out, DER_SEQUENCE);
	info(out, OID_AUTH_ENVELOPED);
	buf_clear(&set);
	buf_clear(&attributes);
	buf_clear(&part);
	buf_clear(&params);
}

static int open_after(const struct cms_look *before, const struct buf *der,
		      struct buf *plain, struct report *r)
{
	const struct identity *alice = identity(KEY_RSA_2048);
	struct cms_identity id = {alice->leaf, alice->key};
	struct sink *out = sink_to_buf(plain);
	struct cms_read how = {&id, 1, out, before, NULL};
	struct cms_look look = {0};
	struct sink *in = cms_read_new(&how, &look, r);
	int code = pump(in, der, 10);

	sink_free(in);
	sink_free(out);
	cms_look_clear(&look);
	return code;
}

static void authenticated_attributes_need_a_look_before(void)
{
	struct buf der = {0}, plain = {0};
	struct cms_look before = {0};
	struct report r = {0};

	with_attributes(&der);
	assert_open_fails(KEY_RSA_2048, &der, FINDING_MSG_UNKNOWN_METHOD);
	CU_ASSERT_EQUAL(look_at(&der, &before, &r), 0);
	CU_ASSERT_EQUAL(open_after(&before, &der, &plain, &r), 0);
	CU_ASSERT(is_letter(&plain));
	CU_ASSERT_EQUAL(r.n, 0);
	/* The last byte of them, behind which there is only the tag. */
	der.data[der.len - TAG_LEN - 3] ^= 1;
	buf_clear(&plain);
	CU_ASSERT_EQUAL(open_after(&before, &der, &plain, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_MSG_UNOPENABLE));
	report_clear(&r);
	cms_look_clear(&before);
	CU_ASSERT_EQUAL(look_at(&der, &before, &r), 0);
	CU_ASSERT_EQUAL(open_after(&before, &der, &plain, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_MSG_UNOPENABLE));
	report_clear(&r);
	cms_look_clear(&before);
	buf_clear(&der);
	buf_clear(&plain);
}

const struct test tests_cms_parts[] = {
	TEST(a_hundred_thousand_recipients_are_the_most),
	TEST(long_lists_of_recipients_are_refused),
	TEST(a_thousand_certificates_are_the_most),
	TEST(a_hundred_signers_are_the_most),
	TEST(long_attributes_of_signers_are_refused),
	TEST(compressed_data_is_named_and_not_read),
	TEST(a_cipher_that_is_not_known_is_named),
	TEST(a_key_wrap_that_is_not_known_is_named),
	TEST(bytes_behind_the_end_are_seen),
	TEST(authenticated_attributes_need_a_look_before),
	{0}};
