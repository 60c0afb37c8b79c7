/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen of a bundle without its password. */
#include "tests/bundle-parts.h"

#include <limits.h>

static bool is_refused(struct buf file, enum finding_id id)
{
	struct bundle_info info = {0};
	struct report r = {0};
	bool ok = bundle_peek(&file, &info, &r) == -1 && !info.ciphers &&
		  test_only(&r, id);

	report_clear(&r);
	buf_clear(&file);
	return ok;
}

static struct buf text(const char *s)
{
	struct buf b = {0};

	buf_adds(&b, s);
	return b;
}

/* Takes the file; the test fails where it is not read. */
static struct bundle_info peek(struct buf file)
{
	struct bundle_info info = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(bundle_peek(&file, &info, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	report_clear(&r);
	buf_clear(&file);
	return info;
}

static void other_files_are_no_bundles(void)
{
	struct buf cert = {0};

	buf_copy(&cert, &identity(KEY_P256)->leaf->der);
	CU_ASSERT_TRUE(is_refused(cert, FINDING_P12_NOT_A_BUNDLE));
	CU_ASSERT_TRUE(is_refused(text(""), FINDING_P12_NOT_A_BUNDLE));
	CU_ASSERT_TRUE(is_refused(text("0"), FINDING_P12_NOT_A_BUNDLE));
	CU_ASSERT_TRUE(is_refused(text("0\x82 is a number of text"),
				  FINDING_P12_NOT_A_BUNDLE));
	CU_ASSERT_TRUE(is_refused(text("<html>"), FINDING_P12_NOT_A_BUNDLE));
}

static void version_one_is_no_bundle(void)
{
	struct buf b = {0};

	der_put_number(&b, 1);
	wrap(&b, DER_SEQUENCE);
	CU_ASSERT_TRUE(is_refused(b, FINDING_P12_NOT_A_BUNDLE));
}

static void file_beyond_sixteen_megabytes_is_refused(void)
{
	struct buf b = {0}, big = {0};

	buf_copy(&b, sample_bundle());
	big.data = xcalloc(1, BUNDLE_SIZE_MAX + 2);
	big.len = BUNDLE_SIZE_MAX + 1;
	memcpy(big.data, b.data, b.len);
	CU_ASSERT_TRUE(is_refused(big, FINDING_P12_NOT_A_BUNDLE));
	buf_clear(&b);
}

static void each_truncation_is_named(void)
{
	const struct buf *whole = sample_bundle();

	for (size_t n = 7; n < whole->len; n++) {
		struct buf cut = {0};

		buf_add(&cut, whole->data, n);
		CU_ASSERT_TRUE(is_refused(cut, FINDING_P12_TRUNCATED));
	}
}

static void first_bytes_alone_are_no_bundle(void)
{
	for (size_t n = 0; n < 7; n++) {
		struct buf cut = {0};

		buf_add(&cut, sample_bundle()->data, n);
		CU_ASSERT_TRUE(is_refused(cut, FINDING_P12_NOT_A_BUNDLE));
	}
}

static void flipped_bits_give_one_finding_or_none(void)
{
	const struct buf *whole = sample_bundle();

	for (size_t i = 0; i < whole->len; i++) {
		struct bundle_info info = {0};
		struct report r = {0};
		struct buf bad = {0};
		bool failed;

		buf_copy(&bad, whole);
		bad.data[i] ^= (char)(1 << i % 8);
		failed = bundle_peek(&bad, &info, &r) < 0;
		CU_ASSERT_EQUAL(r.n, failed);
		bundle_info_clear(&info);
		report_clear(&r);
		buf_clear(&bad);
	}
}

static void damage_inside_is_named(void)
{
	struct buf junk = {0}, bag = {0};

	buf_adds(&junk, "junk");
	CU_ASSERT_TRUE(is_refused(pfx(junk, NULL), FINDING_P12_NOT_A_BUNDLE));
	der_put_null(&bag);
	CU_ASSERT_TRUE(is_refused(pfx(plain_safe(bag), NULL),
				  FINDING_P12_NOT_A_BUNDLE));
}

static void thousands_of_safes_are_refused(void)
{
	struct buf safes = {0}, one = encrypted_safe(pbe(OID_3DES, 1));

	for (int i = 0; i < 257; i++)
		buf_add(&safes, one.data, one.len);
	CU_ASSERT_TRUE(is_refused(pfx(safes, NULL), FINDING_P12_NOT_A_BUNDLE));
	buf_clear(&one);
}

static void own_form_is_seen(void)
{
	struct buf file = {0};
	struct bundle_info info;

	buf_copy(&file, sample_bundle());
	info = peek(file);
	CU_ASSERT_TRUE(info.has_mac);
	CU_ASSERT_STRING_EQUAL(info.mac, "SHA1");
	CU_ASSERT_EQUAL(info.mac_iterations, 100000);
	CU_ASSERT_FALSE(info.is_public_key_mode);
	CU_ASSERT_EQUAL_FATAL(info.nciphers, 2);
	CU_ASSERT_FALSE(info.ciphers[0].on_key);
	CU_ASSERT_TRUE(info.ciphers[1].on_key);
	for (size_t i = 0; i < 2; i++) {
		CU_ASSERT_STRING_EQUAL(info.ciphers[i].name, "3DES");
		CU_ASSERT_EQUAL(info.ciphers[i].iterations, 100000);
		CU_ASSERT_EQUAL(info.ciphers[i].salt_len, 8);
		CU_ASSERT_FALSE(info.ciphers[i].is_pbes2);
		CU_ASSERT_PTR_NULL(info.ciphers[i].prf);
	}
	bundle_info_clear(&info);
}

static void bytes_behind_the_end_are_ignored(void)
{
	struct buf file = {0};
	struct bundle_info info;

	buf_copy(&file, sample_bundle());
	buf_adds(&file, "\r\nand more");
	info = peek(file);
	CU_ASSERT_EQUAL(info.nciphers, 2);
	bundle_info_clear(&info);
}

/* Takes the algorithm of a safe and shows how it is seen. */
static struct bundle_info peek_algorithm(struct buf algorithm)
{
	struct bundle_info info = peek(pfx(encrypted_safe(algorithm), NULL));

	CU_ASSERT_EQUAL_FATAL(info.nciphers, 1);
	return info;
}

static void old_protections_have_names(void)
{
	static const struct {
		const char *oid, *name;
	} known[] = {
		{"1.2.840.113549.1.12.1.1", "RC4-128"},
		{"1.2.840.113549.1.12.1.2", "RC4-40"},
		{"1.2.840.113549.1.12.1.4", "2-key 3DES"},
		{"1.2.840.113549.1.12.1.5", "RC2-128"},
		{"1.2.840.113549.1.12.1.6", "RC2-40"},
		{"1.2.3.4", "1.2.3.4"},
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		struct bundle_info info = peek_algorithm(pbe(known[i].oid, 5));

		CU_ASSERT_STRING_EQUAL(info.ciphers[0].name, known[i].name);
		CU_ASSERT_EQUAL(info.ciphers[0].iterations, 5);
		bundle_info_clear(&info);
	}
}

static void count_that_is_absent_is_one(void)
{
	struct buf params = {0};
	struct bundle_info info;

	der_put(&params, DER_OCTETS, "salt", 4);
	wrap(&params, DER_SEQUENCE);
	info = peek_algorithm(typed(OID_3DES, params));
	CU_ASSERT_EQUAL(info.ciphers[0].iterations, 1);
	CU_ASSERT_EQUAL(info.ciphers[0].salt_len, 4);
	bundle_info_clear(&info);
}

static void count_beyond_32_bits_is_the_greatest(void)
{
	struct buf params = {0};
	struct bundle_info info;

	der_put(&params, DER_OCTETS, "salt", 4);
	der_put(&params, DER_INTEGER, "\x7F\xFF\xFF\xFF\xFF", 5);
	wrap(&params, DER_SEQUENCE);
	info = peek_algorithm(typed(OID_3DES, params));
	CU_ASSERT_EQUAL(info.ciphers[0].iterations, ULONG_MAX);
	bundle_info_clear(&info);
}

enum prf_form { PRF_ABSENT, PRF_BARE, PRF_WITH_NULL };

static struct buf pbes2(enum prf_form form, const char *prf, const char *cipher)
{
	struct buf b = {0}, params = {0}, null = {0}, one = {0};

	der_put(&params, DER_OCTETS, "0123456789abcdef", 16);
	der_put_number(&params, 2048);
	der_put_number(&params, 32);
	if (form == PRF_WITH_NULL)
		der_put_null(&null);
	if (form != PRF_ABSENT) {
		one = typed(prf, null);
		buf_add(&params, one.data, one.len);
		buf_clear(&one);
	}
	wrap(&params, DER_SEQUENCE);
	b = typed("1.2.840.113549.1.5.12", params);
	params = (struct buf){0};
	der_put(&params, DER_OCTETS, "0123456789abcdef", 16);
	one = typed(cipher, params);
	buf_add(&b, one.data, one.len);
	buf_clear(&one);
	wrap(&b, DER_SEQUENCE);
	return typed("1.2.840.113549.1.5.13", b);
}

static void modern_protection_is_seen_in_full(void)
{
	struct bundle_info info =
		peek_algorithm(pbes2(PRF_WITH_NULL, "1.2.840.113549.2.9",
				     "2.16.840.1.101.3.4.1.42"));
	const struct bundle_cipher *c = info.ciphers;

	CU_ASSERT_TRUE(c->is_pbes2);
	CU_ASSERT_STRING_EQUAL(c->name, "AES-256-CBC");
	CU_ASSERT_STRING_EQUAL(c->prf, "HMAC-SHA256");
	CU_ASSERT_TRUE(c->prf_present);
	CU_ASSERT_TRUE(c->prf_has_null);
	CU_ASSERT_EQUAL(c->iterations, 2048);
	CU_ASSERT_EQUAL(c->salt_len, 16);
	bundle_info_clear(&info);
}

static void prf_without_its_null_is_seen(void)
{
	struct bundle_info info = peek_algorithm(pbes2(
		PRF_BARE, "1.2.840.113549.2.11", "2.16.840.1.101.3.4.1.2"));

	CU_ASSERT_STRING_EQUAL(info.ciphers[0].name, "AES-128-CBC");
	CU_ASSERT_STRING_EQUAL(info.ciphers[0].prf, "HMAC-SHA512");
	CU_ASSERT_TRUE(info.ciphers[0].prf_present);
	CU_ASSERT_FALSE(info.ciphers[0].prf_has_null);
	bundle_info_clear(&info);
}

static void prf_that_is_absent_is_sha_1(void)
{
	struct bundle_info info =
		peek_algorithm(pbes2(PRF_ABSENT, NULL, "1.2.840.113549.3.7"));

	CU_ASSERT_STRING_EQUAL(info.ciphers[0].name, "3DES-CBC");
	CU_ASSERT_STRING_EQUAL(info.ciphers[0].prf, "HMAC-SHA1");
	CU_ASSERT_FALSE(info.ciphers[0].prf_present);
	bundle_info_clear(&info);
}

static void scrypt_is_named(void)
{
	struct buf kdf = {0}, cipher = {0}, one;
	struct bundle_info info;

	kdf = typed("1.3.6.1.4.1.11591.4.11", kdf);
	one = typed("2.16.840.1.101.3.4.1.42", cipher);
	buf_add(&kdf, one.data, one.len);
	buf_clear(&one);
	wrap(&kdf, DER_SEQUENCE);
	info = peek_algorithm(typed("1.2.840.113549.1.5.13", kdf));
	CU_ASSERT_STRING_EQUAL(info.ciphers[0].name, "AES-256-CBC");
	CU_ASSERT_STRING_EQUAL(info.ciphers[0].prf, "scrypt");
	bundle_info_clear(&info);
}

static void key_bags_in_sight_are_seen(void)
{
	struct bundle_info info =
		peek(pfx(plain_safe(shrouded_bag(pbe(OID_3DES, 7))), NULL));

	CU_ASSERT_EQUAL_FATAL(info.nciphers, 1);
	CU_ASSERT_TRUE(info.ciphers[0].on_key);
	CU_ASSERT_EQUAL(info.ciphers[0].iterations, 7);
	CU_ASSERT_FALSE(info.has_mac);
	CU_ASSERT_PTR_NULL(info.mac);
	bundle_info_clear(&info);
}

static struct buf mac_of(struct buf algorithm)
{
	struct buf b = {0};

	der_put(&algorithm, DER_OCTETS, "digest", 6);
	der_put_buf(&b, DER_SEQUENCE, &algorithm);
	der_put(&b, DER_OCTETS, "salt", 4);
	wrap(&b, DER_SEQUENCE);
	buf_clear(&algorithm);
	return b;
}

static void mac_without_a_count_is_seen(void)
{
	struct buf none = {0};
	struct buf mac = mac_of(typed("2.16.840.1.101.3.4.2.3", none));
	struct bundle_info info =
		peek(pfx(encrypted_safe(pbe(OID_3DES, 1)), &mac));

	CU_ASSERT_STRING_EQUAL(info.mac, "SHA512");
	CU_ASSERT_EQUAL(info.mac_iterations, 1);
	bundle_info_clear(&info);
	buf_clear(&mac);
}

static void public_key_modes_are_seen(void)
{
	struct buf b = {0}, auth = {0}, safe = {0};
	struct bundle_info info;

	der_put_null(&safe);
	info = peek(pfx(typed_in_0(OID_ENVELOPED_DATA, safe), NULL));
	CU_ASSERT_TRUE(info.is_public_key_mode);
	bundle_info_clear(&info);
	der_put_null(&auth);
	auth = typed_in_0(OID_SIGNED_DATA, auth);
	der_put_number(&b, 3);
	buf_add(&b, auth.data, auth.len);
	buf_clear(&auth);
	wrap(&b, DER_SEQUENCE);
	info = peek(b);
	CU_ASSERT_TRUE(info.is_public_key_mode);
	bundle_info_clear(&info);
}

/* As NSS writes: everything of indefinite length, octets in pieces. */
static void pieces_of_unknown_length_are_read(void)
{
	struct buf safes = encrypted_safe(pbe(OID_3DES, 9)), b = {0},
		   pieces = {0};
	struct bundle_info info;

	wrap(&safes, DER_SEQUENCE);
	der_put(&pieces, DER_OCTETS, safes.data, 10);
	der_put(&pieces, DER_OCTETS, safes.data + 10, safes.len - 10);
	buf_adds(&b, "\x30\x80\x02\x01\x03\x30\x80");
	der_put_oid(&b, OID_DATA);
	buf_adds(&b, "\xA0\x80\x24\x80");
	buf_add(&b, pieces.data, pieces.len);
	buf_add(&b, "\0\0\0\0\0\0\0\0", 8);
	info = peek(b);
	CU_ASSERT_EQUAL_FATAL(info.nciphers, 1);
	CU_ASSERT_EQUAL(info.ciphers[0].iterations, 9);
	bundle_info_clear(&info);
	buf_clear(&safes);
	buf_clear(&pieces);
}

/* Real files of other projects, and what OpenSSL says of them. */
static const struct {
	const char *file, *mac, *cipher, *prf;
	bool has_null;
} corpus[] = {
	{"gmime/smime.p12", "SHA1", "RC2-40", NULL, false},
	{"nss/p12/PKCS5WithImplicitKDF.p12", "SHA1", "AES-128-CBC", "HMAC-SHA1",
	 false},
	{"nss/p12/TestOldCA.p12", "SHA1", "AES-256-CBC", "HMAC-SHA1", false},
	{"nss/p12/pbmac1-valid-sha256.p12", "PBMAC1", "AES-256-CBC",
	 "HMAC-SHA256", true},
	{"thunderbird/Alice.p12", "SHA256", "AES-256-CBC", "HMAC-SHA256",
	 false},
	{"rfc9216/alice.p12", "SHA1", "3DES", NULL, false},
};

static void corpus_bundles_are_seen_as_they_are(void)
{
	for (size_t i = 0; i < ARRAY_LEN(corpus); i++) {
		const char *path = test_corpus(corpus[i].file);
		struct buf file = {0};
		struct bundle_info info;
		const char *prf;

		if (!path) {
			test_skip("the corpus is not here");
			return;
		}
		test_read(path, &file);
		info = peek(file);
		CU_ASSERT_STRING_EQUAL(info.mac, corpus[i].mac);
		CU_ASSERT_TRUE(info.mac_iterations > 0);
		CU_ASSERT_FATAL(info.nciphers > 0);
		CU_ASSERT_STRING_EQUAL(info.ciphers[0].name, corpus[i].cipher);
		prf = info.ciphers[0].prf;
		CU_ASSERT_EQUAL(!prf, !corpus[i].prf);
		if (prf && corpus[i].prf)
			CU_ASSERT_STRING_EQUAL(prf, corpus[i].prf);
		CU_ASSERT_EQUAL(info.ciphers[0].prf_has_null,
				corpus[i].has_null);
		bundle_info_clear(&info);
	}
}

static void certtool_writes_the_prf_without_null(void)
{
	struct buf file = {0};
	struct bundle_info info;
	char *dir, *path;

	if (!has_program("certtool"))
		return;
	dir = xstrdup(test_dir());
	CU_ASSERT_EQUAL_FATAL(
		run_shell(
			NULL,
			"cd %s && certtool --generate-privkey --key-type "
			"ecdsa --outfile k.pem --no-text >/dev/null 2>&1 && "
			"certtool --to-p12 --load-privkey k.pem --p12-name a "
			"--password x --outder --outfile a.p12 >/dev/null 2>&1",
			dir),
		0);
	path = path_join(dir, "a.p12");
	test_read(path, &file);
	info = peek(file);
	CU_ASSERT_STRING_EQUAL(info.ciphers[0].prf, "HMAC-SHA256");
	CU_ASSERT_TRUE(info.ciphers[0].prf_present);
	CU_ASSERT_FALSE(info.ciphers[0].prf_has_null);
	bundle_info_clear(&info);
	free(path);
	free(dir);
}

const struct test tests_bundle_peek[] = {
	TEST(other_files_are_no_bundles),
	TEST(version_one_is_no_bundle),
	TEST(file_beyond_sixteen_megabytes_is_refused),
	TEST(each_truncation_is_named),
	TEST(first_bytes_alone_are_no_bundle),
	TEST(flipped_bits_give_one_finding_or_none),
	TEST(damage_inside_is_named),
	TEST(thousands_of_safes_are_refused),
	TEST(own_form_is_seen),
	TEST(bytes_behind_the_end_are_ignored),
	TEST(old_protections_have_names),
	TEST(count_that_is_absent_is_one),
	TEST(count_beyond_32_bits_is_the_greatest),
	TEST(modern_protection_is_seen_in_full),
	TEST(prf_without_its_null_is_seen),
	TEST(prf_that_is_absent_is_sha_1),
	TEST(scrypt_is_named),
	TEST(key_bags_in_sight_are_seen),
	TEST(mac_without_a_count_is_seen),
	TEST(public_key_modes_are_seen),
	TEST(pieces_of_unknown_length_are_read),
	TEST(corpus_bundles_are_seen_as_they_are),
	TEST(certtool_writes_the_prf_without_null),
	{0},
};
