/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every cipher and key derivation of bundles, written by openssl; passwords in
 * each of their readings; and more parts than GnuTLS reads. */
#include "tests/bundle-parts.h"

/* The sample identity as openssl writes it; NULL path where it cannot. */
static bool by_openssl(const char *password, const char *arguments,
		       struct buf *out)
{
	char *path = path_join(test_dir(), "a");
	char *result = NULL;
	int rc;

	test_write(path, sample_bundle()->data, sample_bundle()->len);
	rc = run_shell(NULL,
		       "openssl pkcs12 -in %1$s -passin pass:" PASSWORD
		       " -nodes -out %1$s.pem 2>/dev/null && openssl pkcs12 "
		       "-legacy -export -in %1$s.pem -out %1$s.p12 "
		       "-passout 'pass:%2$s' %3$s 2>/dev/null",
		       path, password, arguments);
	result = xasprintf("%s.p12", path);
	if (rc == 0)
		test_read(result, out);
	free(result);
	free(path);
	return rc == 0;
}

static bool opens_whole(const struct buf *file, const char *password)
{
	struct secret *secret = secret_of(password);
	struct bundle *b = NULL;
	struct report r = {0};
	bool is_whole = bundle_open(file, secret, &b, &r) == 0 &&
			b->nkeys == 1 && b->ncerts == 2 &&
			spki_equal(key_spki(b->keys[0].key),
				   &identity(KEY_P256)->leaf->spki);

	if (r.n)
		fprintf(stderr, "%s\n", r.items[0].detail);
	bundle_free(b);
	secret_free(secret);
	report_clear(&r);
	return is_whole;
}

static void each_cipher_of_bundles_is_read(void)
{
	static const char *const ciphers[] = {
		"PBE-SHA1-3DES", "PBE-SHA1-2DES",    "PBE-SHA1-RC2-40",
		"PBE-SHA1-RC4-128", "PBE-MD5-DES",
		"PBE-SHA1-DES",  "AES-128-CBC",      "AES-192-CBC",
		"AES-256-CBC",	 "DES-EDE3-CBC",     "DES-CBC",
		"CAMELLIA-128-CBC", "CAMELLIA-256-CBC",
	};

	if (!has_program("openssl"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(ciphers); i++) {
		char *arguments = xasprintf("-keypbe %s -certpbe %s",
					    ciphers[i], ciphers[i]);
		struct buf file = {0};
		bool is_whole = by_openssl("secret", arguments, &file) &&
				opens_whole(&file, "secret");

		CU_ASSERT_TRUE(is_whole);
		if (!is_whole)
			fprintf(stderr, "%s\n", ciphers[i]);
		buf_clear(&file);
		free(arguments);
	}
}

static void each_password_check_is_made(void)
{
	static const char *const hashes[] = {"sha1",   "sha224", "sha256",
					     "sha384", "sha512", "md5"};

	if (!has_program("openssl"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(hashes); i++) {
		char *arguments = xasprintf("-macalg %s", hashes[i]);
		struct buf file = {0};

		CU_ASSERT_TRUE(by_openssl("secret", arguments, &file) &&
			       opens_whole(&file, "secret"));
		CU_ASSERT_EQUAL(verdict(&file, "wrong"),
				FINDING_P12_WRONG_PASSWORD);
		buf_clear(&file);
		free(arguments);
	}
}

static void cipher_that_is_not_here_is_named(void)
{
	static const char *const ciphers[][2] = {
		{"PBE-SHA1-RC2-128", "RC2-128"},
		{"PBE-SHA1-RC4-40", "RC4-40"},
		{"ARIA-256-CBC", "ARIA-256-CBC"},
	};

	if (!has_program("openssl"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(ciphers); i++) {
		char *arguments = xasprintf("-certpbe %s", ciphers[i][0]);
		struct buf file = {0};
		char *detail;

		CU_ASSERT_TRUE_FATAL(by_openssl("secret", arguments, &file));
		CU_ASSERT_EQUAL(verdict(&file, "secret"),
				FINDING_P12_CIPHER_UNKNOWN);
		CU_ASSERT_EQUAL(verdict(&file, "wrong"),
				FINDING_P12_WRONG_PASSWORD);
		detail = words(&file, "secret");
		CU_ASSERT_PTR_NOT_NULL(strstr(detail, ciphers[i][1]));
		free(detail);
		buf_clear(&file);
		free(arguments);
	}
}

/* openssl takes the PRF for key files only: such a one becomes a bag. */
static bool key_of(const char *how, struct buf *out)
{
	char *path = path_join(test_dir(), "a");
	char *der = xasprintf("%s.der", path);
	struct buf key = {0};
	int rc;

	test_write(path, sample_bundle()->data, sample_bundle()->len);
	rc = run_shell(NULL,
		       "openssl pkcs12 -in %1$s -passin pass:" PASSWORD
		       " -nodes -nocerts -out %1$s.pem 2>/dev/null && openssl "
		       "pkcs8 -topk8 -in %1$s.pem -outform DER -out %1$s.der "
		       "-passout pass:secret %2$s 2>/dev/null",
		       path, how);
	if (rc == 0) {
		test_read(der, &key);
		*out = pfx(plain_safe(typed_in_0(OID_SHROUDED_BAG, key)), NULL);
	}
	free(der);
	free(path);
	return rc == 0;
}

static void each_key_derivation_is_read(void)
{
	static const char *const ciphers[] = {"aes-128-cbc", "aes-192-cbc",
					      "aes-256-cbc", "des3"};
	static const char *const prfs[] = {
		"hmacWithSHA1",	  "hmacWithSHA224", "hmacWithSHA256",
		"hmacWithSHA384", "hmacWithSHA512",
	};

	if (!has_program("openssl"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(ciphers) * ARRAY_LEN(prfs); i++) {
		char *how = xasprintf("-v2 %s -v2prf %s",
				      ciphers[i % ARRAY_LEN(ciphers)],
				      prfs[i / ARRAY_LEN(ciphers)]);
		struct buf file = {0};

		CU_ASSERT_TRUE_FATAL(key_of(how, &file));
		CU_ASSERT_EQUAL(verdict(&file, "secret"), -1);
		CU_ASSERT_NOT_EQUAL(verdict(&file, "wrong"), -1);
		buf_clear(&file);
		free(how);
	}
}

static void scrypt_is_named_and_no_password_blamed(void)
{
	struct buf file = {0};
	char *detail;

	if (!has_program("openssl"))
		return;
	CU_ASSERT_TRUE_FATAL(key_of("-scrypt", &file));
	CU_ASSERT_EQUAL(verdict(&file, "secret"), FINDING_P12_CIPHER_UNKNOWN);
	detail = words(&file, "secret");
	CU_ASSERT_PTR_NOT_NULL(strstr(detail, "scrypt"));
	free(detail);
	buf_clear(&file);
}

static void passwords_of_all_letters_are_read(void)
{
	static const char *const passwords[] = {
		"Schl\xC3\xBCssel \xE2\x82\xAC", "\xF0\x9F\x98\x80 smile",
		"\xE6\xBC\xA2\xE5\xAD\x97"};
	static const char *const forms[] = {
		"-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1",
		""};

	if (!has_program("openssl"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(passwords) * ARRAY_LEN(forms); i++) {
		const char *password = passwords[i / ARRAY_LEN(forms)];
		struct buf file = {0};

		CU_ASSERT_TRUE_FATAL(by_openssl(
			password, forms[i % ARRAY_LEN(forms)], &file));
		CU_ASSERT_TRUE(opens_whole(&file, password));
		buf_clear(&file);
	}
}

/* Bytes that are no UTF-8 are characters of Latin-1: to openssl, too. */
static void password_in_latin_1_is_read(void)
{
	struct buf file = {0};

	if (!has_program("openssl"))
		return;
	CU_ASSERT_TRUE_FATAL(by_openssl(
		"Schl\xFCssel",
		"-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1",
		&file));
	CU_ASSERT_TRUE(opens_whole(&file, "Schl\xFCssel"));
	CU_ASSERT_TRUE(opens_whole(&file, "Schl\xC3\xBCssel"));
	buf_clear(&file);
}

/* GnuTLS 3.7 drops whatever is behind the 32nd element of a safe. */
static void forty_certificates_in_one_safe_all_arrive(void)
{
	enum { N = 40 };
	const struct cert *leaf = identity(KEY_P256)->leaf;
	struct buf bags = {0}, file;
	struct bundle *b;

	for (int i = 0; i < N; i++) {
		struct buf bag = cert_bag(leaf->der.data, leaf->der.len);

		buf_add(&bags, bag.data, bag.len);
		buf_clear(&bag);
	}
	file = pfx(plain_safe(bags), NULL);
	b = opened(&file, "");
	CU_ASSERT_EQUAL(b->ncerts, N);
	bundle_free(b);
	buf_clear(&file);
}

static void thousands_of_parts_are_too_many(void)
{
	struct buf bag, bags = {0}, file;

	bag = typed_in_0("1.2.840.113549.1.12.10.1.5", (struct buf){0});
	for (int i = 0; i < 1001; i++)
		buf_add(&bags, bag.data, bag.len);
	file = pfx(plain_safe(bags), NULL);
	CU_ASSERT_EQUAL(verdict(&file, ""), FINDING_FILE_TOO_BIG);
	buf_clear(&bag);
	buf_clear(&file);
}

/* A safe inside a bag, and that again, as often as wanted. */
static struct buf nested(int depth)
{
	const struct cert *leaf = identity(KEY_P256)->leaf;
	struct buf bags = cert_bag(leaf->der.data, leaf->der.len);

	for (int i = 0; i < depth; i++) {
		wrap(&bags, DER_SEQUENCE);
		bags = typed_in_0("1.2.840.113549.1.12.10.1.6", bags);
	}
	return pfx(plain_safe(bags), NULL);
}

static void safes_in_bags_are_opened_to_a_depth(void)
{
	struct buf some = nested(2), many = nested(9);

	CU_ASSERT_EQUAL(verdict(&some, ""), -1);
	CU_ASSERT_EQUAL(verdict(&many, ""), FINDING_P12_NOT_A_BUNDLE);
	buf_clear(&some);
	buf_clear(&many);
}

const struct test tests_bundle_ciphers[] = {
	TEST(each_cipher_of_bundles_is_read),
	TEST(each_password_check_is_made),
	TEST(cipher_that_is_not_here_is_named),
	TEST(each_key_derivation_is_read),
	TEST(scrypt_is_named_and_no_password_blamed),
	TEST(passwords_of_all_letters_are_read),
	TEST(password_in_latin_1_is_read),
	TEST(forty_certificates_in_one_safe_all_arrive),
	TEST(thousands_of_parts_are_too_many),
	TEST(safes_in_bags_are_opened_to_a_depth),
	{0},
};
