/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles opened: every key and certificate, and the right words else. */
#include "tests/bundle-parts.h"

static void wrong_password_is_named(void)
{
	CU_ASSERT_EQUAL(verdict(sample_bundle(), "wrong"),
			FINDING_P12_WRONG_PASSWORD);
	CU_ASSERT_EQUAL(verdict(sample_bundle(), ""),
			FINDING_P12_WRONG_PASSWORD);
	CU_ASSERT_EQUAL(verdict(sample_bundle(), NULL),
			FINDING_P12_WRONG_PASSWORD);
}

static void password_with_a_nul_is_not_cut_short(void)
{
	struct secret *s = secret_of(PASSWORD);
	struct bundle *b = NULL;
	struct report r = {0};

	CU_ASSERT_EQUAL(secret_add(s, "\0more", 5), 0);
	CU_ASSERT_EQUAL(bundle_open(sample_bundle(), s, &b, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_PASS_UNUSABLE));
	secret_free(s);
	report_clear(&r);
}

static void other_file_is_no_bundle(void)
{
	struct buf b = {0};

	buf_adds(&b, "nothing");
	CU_ASSERT_EQUAL(verdict(&b, "x"), FINDING_P12_NOT_A_BUNDLE);
	buf_clear(&b);
}

static void truncated_file_is_named(void)
{
	struct buf b = {0};

	buf_add(&b, sample_bundle()->data, sample_bundle()->len - 1);
	CU_ASSERT_EQUAL(verdict(&b, PASSWORD), FINDING_P12_TRUNCATED);
	buf_clear(&b);
}

static void without_mac_nobody_says_the_password_is_wrong(void)
{
	struct buf b = without_mac(sample_bundle());

	CU_ASSERT_EQUAL(verdict(&b, "wrong"), FINDING_LIB_FAILED);
	buf_clear(&b);
}

static void without_mac_it_opens(void)
{
	struct buf b = without_mac(sample_bundle());

	CU_ASSERT_EQUAL(verdict(&b, PASSWORD), -1);
	buf_clear(&b);
}

static void unknown_cipher_is_named(void)
{
	struct buf b =
		pfx(encrypted_safe(pbe("1.2.840.113549.1.12.1.5", 1)), NULL);
	char *detail = words(&b, "x");

	CU_ASSERT_EQUAL(verdict(&b, "x"), FINDING_P12_CIPHER_UNKNOWN);
	CU_ASSERT_PTR_NOT_NULL(strstr(detail, "RC2-128"));
	free(detail);
	buf_clear(&b);
}

static void unknown_cipher_of_a_key_is_named(void)
{
	struct buf b =
		pfx(plain_safe(shrouded_bag(pbe("1.2.840.113549.1.12.1.5", 1))),
		    NULL);
	char *detail = words(&b, "x");

	CU_ASSERT_PTR_NOT_NULL(strstr(detail, "RC2-128"));
	free(detail);
	buf_clear(&b);
}

static void public_key_safe_is_named(void)
{
	struct buf safe = {0}, b;

	der_put_null(&safe);
	b = pfx(typed_in_0(OID_ENVELOPED_DATA, safe), NULL);
	CU_ASSERT_EQUAL(verdict(&b, "x"), FINDING_LIB_FAILED);
	buf_clear(&b);
}

static struct buf mac_of(unsigned long rounds)
{
	struct buf b = {0}, algorithm = {0};

	der_put_null(&algorithm);
	algorithm = typed("1.3.14.3.2.26", algorithm);
	der_put(&algorithm, DER_OCTETS, "12345678901234567890", 20);
	der_put_buf(&b, DER_SEQUENCE, &algorithm);
	der_put(&b, DER_OCTETS, "saltsalt", 8);
	der_put_number(&b, rounds);
	wrap(&b, DER_SEQUENCE);
	buf_clear(&algorithm);
	return b;
}

/* Were the key derived all the same, the test would take minutes. */
static void too_many_rounds_are_refused_first(void)
{
	static const unsigned long counts[] = {10000001, 0x7FFFFFFF,
					       0xFFFFFFFF};

	for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
		struct buf mac = mac_of(counts[i]);
		struct buf a = pfx(encrypted_safe(pbe(OID_3DES, 1)), &mac);
		struct buf b =
			pfx(encrypted_safe(pbe(OID_3DES, counts[i])), NULL);
		struct buf c =
			pfx(plain_safe(shrouded_bag(pbe(OID_3DES, counts[i]))),
			    NULL);

		CU_ASSERT_EQUAL(verdict(&a, "x"), FINDING_P12_ITERATIONS_HIGH);
		CU_ASSERT_EQUAL(verdict(&b, "x"), FINDING_P12_ITERATIONS_HIGH);
		CU_ASSERT_EQUAL(verdict(&c, "x"), FINDING_P12_ITERATIONS_HIGH);
		buf_clear(&mac);
		buf_clear(&a);
		buf_clear(&b);
		buf_clear(&c);
	}
}

static void many_safes_of_many_rounds_are_refused(void)
{
	struct buf safes = {0}, one = encrypted_safe(pbe(OID_3DES, 7000000)), b;

	for (int i = 0; i < 3; i++)
		buf_add(&safes, one.data, one.len);
	b = pfx(safes, NULL);
	CU_ASSERT_EQUAL(verdict(&b, "x"), FINDING_P12_ITERATIONS_HIGH);
	buf_clear(&one);
	buf_clear(&b);
}

static void damaged_certificate_is_named(void)
{
	struct buf b = pfx(plain_safe(cert_bag("junk", 4)), NULL);

	CU_ASSERT_EQUAL(verdict(&b, ""), FINDING_CERT_TEXT_DAMAGED);
	buf_clear(&b);
}

static void damaged_key_is_no_crash(void)
{
	struct buf key = {0}, b;

	der_put(&key, DER_SEQUENCE, "junk", 4);
	b = pfx(plain_safe(typed_in_0(OID_KEY_BAG, key)), NULL);
	CU_ASSERT_EQUAL(verdict(&b, ""), FINDING_LIB_FAILED);
	buf_clear(&b);
}

static void safe_that_is_damaged_inside_is_named(void)
{
	struct buf octets = {0}, safe, b;

	der_put(&octets, DER_OCTETS, "\x30\x02\x30\x00", 4);
	safe = typed_in_0(OID_DATA, octets);
	b = pfx(safe, NULL);
	CU_ASSERT_EQUAL(verdict(&b, ""), FINDING_P12_NOT_A_BUNDLE);
	buf_clear(&b);
}

/* Every hundredth byte: each costs the key derivations of a real bundle. */
static void flipped_bits_give_one_finding_or_none(void)
{
	const struct buf *whole = sample_bundle();

	for (size_t i = 3; i < whole->len; i += 97) {
		struct buf bad = {0};

		buf_copy(&bad, whole);
		bad.data[i] ^= (char)(1 << i % 8);
		(void)verdict(&bad, PASSWORD);
		buf_clear(&bad);
	}
}

/* Without the MAC the damage is met further inside. */
static void flipped_bits_behind_the_mac_are_survived(void)
{
	struct buf whole = without_mac(sample_bundle());

	for (size_t i = 5; i < whole.len; i += 83) {
		struct buf bad = {0};

		buf_copy(&bad, &whole);
		bad.data[i] ^= (char)(1 << i % 8);
		(void)verdict(&bad, PASSWORD);
		buf_clear(&bad);
	}
	buf_clear(&whole);
}

static void certificates_in_the_clear_are_read(void)
{
	const struct cert *leaf = identity(KEY_P256)->leaf;
	struct buf b =
		pfx(plain_safe(cert_bag(leaf->der.data, leaf->der.len)), NULL);
	struct bundle *opened_bundle = opened(&b, "");

	CU_ASSERT_EQUAL(opened_bundle->nkeys, 0);
	CU_ASSERT_EQUAL_FATAL(opened_bundle->ncerts, 1);
	CU_ASSERT_TRUE(cert_equal(opened_bundle->certs[0].cert, leaf));
	bundle_free(opened_bundle);
	buf_clear(&b);
}

static void bytes_behind_the_end_are_ignored(void)
{
	struct buf b = {0};

	buf_copy(&b, sample_bundle());
	buf_adds(&b, "\n");
	CU_ASSERT_EQUAL(verdict(&b, PASSWORD), -1);
	buf_clear(&b);
}

/* A bundle of openssl's: arguments behind those that name its files. */
static struct buf of_openssl(const char *arguments)
{
	const struct identity *id = identity(KEY_P256);
	struct buf pem = {0}, file = {0};
	char *path = path_join(test_dir(), "a");
	char *out = NULL;
	int rc;

	test_write(path, sample_bundle()->data, sample_bundle()->len);
	cert_pem(id->leaf, &pem);
	rc = run_shell(&out,
		       "openssl pkcs12 -in %1$s -passin pass:" PASSWORD
		       " -nodes -out %1$s.pem 2>&1 && openssl pkcs12 -export "
		       "-in %1$s.pem -out %1$s.p12 %2$s 2>&1",
		       path, arguments);
	CU_ASSERT_EQUAL_FATAL(rc, 0);
	free(out);
	out = xasprintf("%s.p12", path);
	test_read(out, &file);
	free(out);
	free(path);
	buf_clear(&pem);
	return file;
}

static void check_openssl(const char *arguments, const char *password)
{
	struct buf file = of_openssl(arguments);
	struct bundle *b = opened(&file, password);

	CU_ASSERT_EQUAL(b->nkeys, 1);
	CU_ASSERT_EQUAL(b->ncerts, 2);
	CU_ASSERT_EQUAL(b->keys[0].local_key_id.len, 20);
	bundle_free(b);
	buf_clear(&file);
}

static void openssl_bundles_open(void)
{
	static const char *const arguments[] = {
		"-passout pass:x",
		"-passout pass:x -keypbe NONE -certpbe NONE",
		"-passout pass:x -legacy",
		"-passout pass:x -nomac",
		"-passout pass:x -macalg sha512 -iter 1",
		"-passout pass:x -keypbe AES-128-CBC -certpbe AES-192-CBC",
	};

	if (!has_program("openssl"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(arguments); i++)
		check_openssl(arguments[i], "x");
}

static void openssl_bundles_without_password_open(void)
{
	if (!has_program("openssl"))
		return;
	check_openssl("-passout pass:", "");
	check_openssl("-passout pass: -keypbe NONE -certpbe NONE", "");
}

/* "ä" as one character in the file, as two from the keyboard. */
static void password_typed_in_pieces_is_normalised(void)
{
	if (!has_program("openssl"))
		return;
	check_openssl("-passout pass:P\xC3\xA4ss", "P\xC3\xA4ss");
	check_openssl("-passout pass:P\xC3\xA4ss", "Pa\xCC\x88ss");
}

static void plain_key_bag_is_not_called_shrouded(void)
{
	struct buf file;
	struct bundle *b;

	if (!has_program("openssl"))
		return;
	file = of_openssl("-passout pass:x -keypbe NONE -certpbe NONE");
	b = opened(&file, "x");
	CU_ASSERT_FALSE(b->keys[0].shrouded);
	bundle_free(b);
	buf_clear(&file);
}

const struct test tests_bundle_open[] = {
	TEST(wrong_password_is_named),
	TEST(password_with_a_nul_is_not_cut_short),
	TEST(other_file_is_no_bundle),
	TEST(truncated_file_is_named),
	TEST(without_mac_nobody_says_the_password_is_wrong),
	TEST(without_mac_it_opens),
	TEST(unknown_cipher_is_named),
	TEST(unknown_cipher_of_a_key_is_named),
	TEST(public_key_safe_is_named),
	TEST(too_many_rounds_are_refused_first),
	TEST(many_safes_of_many_rounds_are_refused),
	TEST(damaged_certificate_is_named),
	TEST(damaged_key_is_no_crash),
	TEST(safe_that_is_damaged_inside_is_named),
	TEST(flipped_bits_give_one_finding_or_none),
	TEST(flipped_bits_behind_the_mac_are_survived),
	TEST(certificates_in_the_clear_are_read),
	TEST(bytes_behind_the_end_are_ignored),
	TEST(openssl_bundles_open),
	TEST(openssl_bundles_without_password_open),
	TEST(password_typed_in_pieces_is_normalised),
	TEST(plain_key_bag_is_not_called_shrouded),
	{0},
};
