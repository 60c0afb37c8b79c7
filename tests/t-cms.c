/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CMS messages: what is refused, what comes back, what can be seen. */
#include "tests/cms-kit.h"

/* --- opening --- */

static void what_is_no_cms_is_named(void)
{
	struct buf b = {0};

	assert_look_fails(&b, FINDING_MSG_NOT_SMIME);
	buf_adds(&b, "Content-Type: text/plain\r\n\r\nHello");
	assert_look_fails(&b, FINDING_MSG_NOT_SMIME);
	buf_copy(&b, &identity(KEY_P256)->leaf->der);
	assert_look_fails(&b, FINDING_MSG_NOT_SMIME);
	buf_clear(&b);
}

static void each_cut_is_one_finding(void)
{
	struct buf whole = {0}, cut = {0};

	encrypted(KEY_P256, CMS_AES_256_GCM, &whole);
	for (size_t n = 0; n < whole.len; n++) {
		buf_clear(&cut);
		buf_add(&cut, whole.data, n);
		assert_look_fails(&cut, n < 17 ? FINDING_MSG_NOT_SMIME
					       : FINDING_MSG_DAMAGED);
		assert_open_fails(KEY_P256, &cut,
				  n < 17 ? FINDING_MSG_NOT_SMIME
					 : FINDING_MSG_DAMAGED);
	}
	buf_clear(&whole);
	buf_clear(&cut);
}

/* Whatever a bit does to it: opened as it was, or one finding. */
static void each_flipped_bit_is_at_most_one_finding(void)
{
	struct buf whole = {0}, plain = {0};

	encrypted(KEY_P256, CMS_AES_256_GCM, &whole);
	for (size_t i = 0; i < whole.len * 8; i += 5) {
		struct report r = {0};

		whole.data[i / 8] ^= (char)(1 << i % 8);
		if (open_as(KEY_P256, &whole, &plain, &r) == 0)
			CU_ASSERT(is_letter(&plain) && r.n == 0)
		else
			CU_ASSERT_EQUAL(r.n, 1)
		whole.data[i / 8] ^= (char)(1 << i % 8);
		report_clear(&r);
	}
	buf_clear(&whole);
	buf_clear(&plain);
}

static void a_letter_to_somebody_else_is_named(void)
{
	struct buf der = {0};

	encrypted(KEY_P256, CMS_AES_256_CBC, &der);
	assert_open_fails(KEY_P384, &der, FINDING_MSG_NO_RECIPIENT_MATCH);
	buf_clear(&der);
}

static void a_certificate_without_its_key_is_named(void)
{
	struct cms_identity id = {identity(KEY_P256)->leaf, NULL};
	struct buf der = {0}, plain = {0};
	struct cms_look look = {0};
	struct report r = {0};

	encrypted(KEY_P256, CMS_AES_256_CBC, &der);
	CU_ASSERT_EQUAL(read_as(&id, 1, &der, SIZE_MAX, &look, &plain, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_MSG_NEEDS_OLD_KEY));
	CU_ASSERT_EQUAL(look.nrecipients, 1);
	cms_look_clear(&look);
	report_clear(&r);
	buf_clear(&der);
	buf_clear(&plain);
}

/* The last byte is of the seal; 120 bytes before it there is the encrypted key.
 */
static void a_wrong_key_and_a_wrong_seal_are_the_same_finding(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256};
	const struct identity *other = identity(KEY_P384);
	struct buf der = {0};

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		struct cms_identity id = {identity(types[i])->leaf, NULL};
		struct cms_look look = {0};
		struct report r = {0};
		struct buf plain = {0};

		encrypted(types[i], CMS_AES_256_GCM, &der);
		der.data[der.len - 1] ^= 1;
		assert_open_fails(types[i], &der, FINDING_MSG_UNOPENABLE);
		der.data[der.len - 1] ^= 1;
		der.data[der.len - 120] ^= 1;
		assert_open_fails(types[i], &der, FINDING_MSG_UNOPENABLE);
		der.data[der.len - 120] ^= 1;
		/* A key of another kind cannot even be tried. */
		id.key = other->key;
		if (types[i] == KEY_RSA_2048) {
			CU_ASSERT_EQUAL(read_as(&id, 1, &der, SIZE_MAX, &look,
						&plain, &r),
					-1);
			CU_ASSERT(test_only(&r, FINDING_MSG_UNKNOWN_METHOD));
		}
		cms_look_clear(&look);
		report_clear(&r);
		buf_clear(&plain);
	}
	buf_clear(&der);
}

static void wrong_padding_is_that_finding_too(void)
{
	struct buf der = {0};

	encrypted(KEY_RSA_2048, CMS_AES_256_CBC, &der);
	/* The block before the last: its bits are those of the padding. */
	der.data[der.len - 17] ^= 0x55;
	assert_open_fails(KEY_RSA_2048, &der, FINDING_MSG_UNOPENABLE);
	buf_clear(&der);
}

static void each_cipher_opens_with_each_key(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256, KEY_P384,
					      KEY_P521};
	struct buf der = {0}, plain = {0};

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		for (int c = 0; c < CMS_RC2_CBC; c++) {
			struct report r = {0};

			encrypted(types[i], (enum cms_cipher)c, &der);
			CU_ASSERT_EQUAL(open_as(types[i], &der, &plain, &r), 0);
			CU_ASSERT(is_letter(&plain));
			CU_ASSERT_EQUAL(r.n, 0);
			report_clear(&r);
		}
	}
	buf_clear(&der);
	buf_clear(&plain);
}

static void a_signing_key_cannot_be_encrypted_to(void)
{
	struct buf plain = {0}, der = {0};
	struct report r = {0};

	letter(&plain);
	CU_ASSERT_EQUAL(encrypt_to(identity(KEY_ED25519)->leaf, CMS_AES_256_CBC,
				   &plain, &der, &r),
			-1);
	CU_ASSERT(test_only(&r, FINDING_MSG_CANNOT_ENCRYPT));
	CU_ASSERT_EQUAL(der.len, 0);
	report_clear(&r);
	buf_clear(&plain);
}

static void a_length_that_is_not_kept_is_refused(void)
{
	struct cms_sign how = sign_of(identity(KEY_RSA_2048));
	struct buf plain = {0}, out = {0};
	struct report r = {0};

	letter(&plain);
	how.length = (long long)plain.len + 1;
	CU_ASSERT_EQUAL(sign_as(&how, &plain, &out, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_MSG_FILE_CHANGED));
	report_clear(&r);
	buf_clear(&plain);
	buf_clear(&out);
}

/* --- seen without a key --- */

static void recipients_and_cipher_are_seen(void)
{
	static const struct {
		enum key_type type;
		enum cms_scheme scheme;
		const char *text;
	} rows[] = {
		{KEY_RSA_2048, CMS_RSA, "RSA (PKCS#1 v1.5)"},
		{KEY_P256, CMS_ECDH, "ECDH (SHA-256, AES-256)"},
		{KEY_P521, CMS_ECDH, "ECDH (SHA-512, AES-256)"},
	};
	struct buf der = {0};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct cms_look look = {0};
		struct report r = {0};
		char *text;

		encrypted(rows[i].type, CMS_AES_256_CBC, &der);
		CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
		CU_ASSERT_EQUAL(look.kind, CMS_ENVELOPED);
		CU_ASSERT_EQUAL(look.cipher, CMS_AES_256_CBC);
		CU_ASSERT_EQUAL_FATAL(look.nrecipients, 1);
		CU_ASSERT_EQUAL(look.recipients[0].scheme, rows[i].scheme);
		CU_ASSERT(cms_id_means(&look.recipients[0].id,
				       identity(rows[i].type)->leaf));
		text = cms_recipient_text(&look.recipients[0]);
		CU_ASSERT_STRING_EQUAL(text, rows[i].text);
		free(text);
		cms_look_clear(&look);
		report_clear(&r);
	}
	buf_clear(&der);
}

/* --- signing --- */

static enum cms_verdict verdict_of(const struct buf *der,
				   const struct cms_hash *content,
				   const struct cert_list *more,
				   struct report *r)
{
	struct buf inside = {0};
	struct cms_look look = {0};
	enum cms_verdict v = CMS_NOT_CHECKED;

	CU_ASSERT_EQUAL(read_as(NULL, 0, der, 100, &look, &inside, r), 0);
	cms_verify(&look, content, more, r);
	if (look.nsigners == 1)
		v = look.signers[0].verdict;
	cms_look_clear(&look);
	buf_clear(&inside);
	return v;
}

static struct cms_hash *hash_of(const char *text)
{
	struct cms_hash *h = cms_hash_new(1u << CMS_SHA256, NULL);

	CU_ASSERT_EQUAL(sink_put(cms_hash_in(h), text, strlen(text)), 0);
	CU_ASSERT_EQUAL(sink_end(cms_hash_in(h)), 0);
	return h;
}

static void a_signature_holds_inside_and_outside(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256, KEY_P384,
					      KEY_P521};
	struct cms_hash *h = hash_of(LETTER);
	struct buf der = {0};

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		struct report r = {0};

		signed_by(types[i], false, &der);
		CU_ASSERT_EQUAL(verdict_of(&der, NULL, NULL, &r), CMS_GOOD);
		signed_by(types[i], true, &der);
		CU_ASSERT_EQUAL(verdict_of(&der, h, NULL, &r), CMS_GOOD);
		CU_ASSERT_EQUAL(r.n, 0);
		report_clear(&r);
	}
	cms_hash_free(h);
	buf_clear(&der);
}

/* Whatever a bit does to it: nothing but the letter is ever called good. */
static void nothing_but_what_was_signed_holds(void)
{
	struct buf whole = {0};

	signed_by(KEY_P256, false, &whole);
	for (size_t i = 0; i < whole.len * 8; i += 11) {
		struct buf inside = {0};
		struct cms_look look = {0};
		struct report r = {0};

		whole.data[i / 8] ^= (char)(1 << i % 8);
		if (read_as(NULL, 0, &whole, SIZE_MAX, &look, &inside, &r) == 0)
			cms_verify(&look, NULL, NULL, &r);
		else
			CU_ASSERT_EQUAL(r.n, 1);
		if (look.nsigners && look.signers[0].verdict == CMS_GOOD)
			CU_ASSERT(is_letter(&inside));
		whole.data[i / 8] ^= (char)(1 << i % 8);
		cms_look_clear(&look);
		report_clear(&r);
		buf_clear(&inside);
	}
	buf_clear(&whole);
}

/* Thunderbird's "mismatch-econtent": what is shown is what stands outside. */
static void content_beside_it_is_what_counts(void)
{
	struct cms_hash *h = hash_of("Hello Mallory\r\n");
	struct report r = {0};
	struct buf der = {0};

	signed_by(KEY_P256, false, &der);
	CU_ASSERT_EQUAL(verdict_of(&der, h, NULL, &r), CMS_CHANGED);
	CU_ASSERT(test_only(&r, FINDING_MSG_SIGN_INVALID));
	report_clear(&r);
	cms_hash_free(h);
	buf_clear(&der);
}

static void another_text_is_changed(void)
{
	struct cms_hash *h = hash_of("Hello Mallory\r\n");
	struct report r = {0};
	struct buf der = {0};

	signed_by(KEY_P256, true, &der);
	CU_ASSERT_EQUAL(verdict_of(&der, h, NULL, &r), CMS_CHANGED);
	CU_ASSERT(test_only(&r, FINDING_MSG_SIGN_INVALID));
	report_clear(&r);
	cms_hash_free(h);
	buf_clear(&der);
}

static void another_signature_is_forged(void)
{
	struct cms_hash *h = hash_of(LETTER);
	struct report r = {0};
	struct buf der = {0};

	signed_by(KEY_RSA_2048, true, &der);
	der.data[der.len - 1] ^= 1;
	CU_ASSERT_EQUAL(verdict_of(&der, h, NULL, &r), CMS_FORGED);
	CU_ASSERT(test_only(&r, FINDING_MSG_SIGN_INVALID));
	report_clear(&r);
	cms_hash_free(h);
	buf_clear(&der);
}

static void content_that_was_not_hashed_is_not_checked(void)
{
	struct report r = {0};
	struct buf der = {0};

	signed_by(KEY_P256, true, &der);
	CU_ASSERT_EQUAL(verdict_of(&der, NULL, NULL, &r), CMS_NOT_CHECKED);
	CU_ASSERT(test_only(&r, FINDING_MSG_UNKNOWN_METHOD));
	report_clear(&r);
	buf_clear(&der);
}

/* The certificate's issuer in the SignedData is renamed, not the signer's. */
static void a_signer_without_certificate_is_named(void)
{
	const struct identity *id = identity(KEY_P256);
	struct cms_sign how = sign_of(id);
	struct cms_hash *h = hash_of(LETTER);
	struct cert stranger = *id->leaf;
	struct cert_list more = {(struct cert *[]){id->leaf}, 1};
	struct buf plain = {0}, der = {0};
	struct report r = {0};

	letter(&plain);
	stranger.der = id->root->der;
	how.cert = &stranger;
	how.is_detached = true;
	CU_ASSERT_EQUAL(sign_as(&how, &plain, &der, &r), 0);
	CU_ASSERT_EQUAL(verdict_of(&der, h, NULL, &r), CMS_NO_CERT);
	CU_ASSERT(test_only(&r, FINDING_MSG_SIGN_NO_CHAIN));
	report_clear(&r);
	CU_ASSERT_EQUAL(verdict_of(&der, h, &more, &r), CMS_GOOD);
	CU_ASSERT_EQUAL(r.n, 0);
	cms_hash_free(h);
	buf_clear(&plain);
	buf_clear(&der);
}

static void an_ed25519_key_does_not_sign(void)
{
	struct cms_sign how = sign_of(identity(KEY_ED25519));
	struct buf plain = {0}, der = {0};
	struct report r = {0};

	letter(&plain);
	CU_ASSERT_EQUAL(sign_as(&how, &plain, &der, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_MSG_CANNOT_SIGN));
	CU_ASSERT_EQUAL(der.len, 0);
	report_clear(&r);
	buf_clear(&plain);
}

static void what_a_signer_says_is_seen(void)
{
	const struct identity *id = identity(KEY_RSA_2048);
	struct cms_look look = {0};
	struct report r = {0};
	struct buf der = {0};

	signed_by(KEY_RSA_2048, true, &der);
	CU_ASSERT_EQUAL(look_at(&der, &look, &r), 0);
	CU_ASSERT_EQUAL(look.kind, CMS_SIGNED);
	CU_ASSERT_FALSE(look.has_content);
	CU_ASSERT_EQUAL(look.certs.n, 1);
	CU_ASSERT_EQUAL(look.digests, 1u << CMS_SHA256);
	CU_ASSERT_EQUAL_FATAL(look.nsigners, 1);
	CU_ASSERT(cms_id_means(&look.signers[0].id, id->leaf));
	CU_ASSERT(look.signers[0].has_time);
	CU_ASSERT_EQUAL(look.signers[0].time, TEST_NOW);
	CU_ASSERT(look.signers[0].has_preference);
	CU_ASSERT(cms_id_means(&look.signers[0].preference, id->leaf));
	CU_ASSERT_EQUAL(look.signers[0].ciphers,
			1u << CMS_AES_256_CBC | 1u << CMS_AES_192_CBC |
				1u << CMS_AES_128_CBC | 1u << CMS_3DES_CBC);
	cms_look_clear(&look);
	report_clear(&r);
	buf_clear(&der);
}

const struct test tests_cms[] = {
	TEST(what_is_no_cms_is_named),
	TEST(each_cut_is_one_finding),
	TEST(each_flipped_bit_is_at_most_one_finding),
	TEST(a_letter_to_somebody_else_is_named),
	TEST(a_certificate_without_its_key_is_named),
	TEST(a_wrong_key_and_a_wrong_seal_are_the_same_finding),
	TEST(wrong_padding_is_that_finding_too),
	TEST(each_cipher_opens_with_each_key),
	TEST(a_signing_key_cannot_be_encrypted_to),
	TEST(a_length_that_is_not_kept_is_refused),
	TEST(recipients_and_cipher_are_seen),
	TEST(a_signature_holds_inside_and_outside),
	TEST(nothing_but_what_was_signed_holds),
	TEST(content_beside_it_is_what_counts),
	TEST(another_text_is_changed),
	TEST(another_signature_is_forged),
	TEST(content_that_was_not_hashed_is_not_checked),
	TEST(a_signer_without_certificate_is_named),
	TEST(an_ed25519_key_does_not_sign),
	TEST(what_a_signer_says_is_seen),
	{0}};
