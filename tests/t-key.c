/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private keys: every type, every wrong passphrase, what others read. */
#include "tests/keys.h"

#include <stdlib.h>
#include <string.h>

/* Made once: P-256 takes no time. */
static const struct key *small_key(void)
{
	static struct key *made;
	struct report r = {0};

	if (!made && key_generate(KEY_P256, &made, &r) < 0)
		CU_FAIL_FATAL("no key");
	return made;
}

static void write_key(const char *passphrase, struct buf *pem)
{
	struct secret *s = phrase_of(passphrase);
	struct report r = {0};

	CU_ASSERT_EQUAL(key_write(small_key(), s, pem, &r), 0);
	report_clear(&r);
	secret_free(s);
}

static void wrong_passphrase_is_told(void)
{
	struct buf pem = {0};

	write_key("right", &pem);
	assert_open_fails(&pem, "wrong", FINDING_KEY_WRONG_PASSPHRASE);
	buf_clear(&pem);
}

static void missing_passphrase_is_told(void)
{
	struct buf pem = {0};

	write_key("right", &pem);
	assert_open_fails(&pem, NULL, FINDING_KEY_WRONG_PASSPHRASE);
	buf_clear(&pem);
}

static void passphrase_with_nul_is_unusable_for_opening(void)
{
	struct secret *s = phrase("right\0more", 10);
	struct report r = {0};
	struct key *k = NULL;
	struct buf pem = {0};

	write_key("right", &pem);
	CU_ASSERT_EQUAL(key_open(&pem, s, "key.pem", &k, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_PASS_UNUSABLE));
	report_clear(&r);
	secret_free(s);
	buf_clear(&pem);
}

static void assert_unusable(const void *bytes, size_t n, enum finding_id id)
{
	struct secret *s = phrase(bytes, n);
	struct report r = {0};
	struct buf pem = {0};

	CU_ASSERT_EQUAL(key_write(small_key(), s, &pem, &r), -1);
	CU_ASSERT(test_only(&r, id));
	CU_ASSERT_EQUAL(pem.len, 0);
	report_clear(&r);
	secret_free(s);
}

static void empty_passphrase_is_refused(void)
{
	assert_unusable("", 0, FINDING_PASS_EMPTY);
}

static void passphrase_with_nul_is_unusable_for_writing(void)
{
	assert_unusable("a\0b", 3, FINDING_PASS_UNUSABLE);
}

static void passphrase_that_is_not_utf8_is_unusable(void)
{
	assert_unusable("caf\xE9", 4, FINDING_PASS_UNUSABLE);
}

static void passphrase_with_a_tab_is_unusable(void)
{
	assert_unusable("a\tb", 3, FINDING_PASS_UNUSABLE);
}

static void passphrase_of_more_than_1024_bytes_is_unusable(void)
{
	char text[1025];

	memset(text, 'x', sizeof(text));
	assert_unusable(text, sizeof(text), FINDING_PASS_UNUSABLE);
}

static void passphrase_of_1024_bytes_works(void)
{
	char text[1025];
	struct buf pem = {0};

	memset(text, 'x', 1024);
	text[1024] = '\0';
	write_key(text, &pem);
	assert_opens(&pem, text);
	buf_clear(&pem);
}

static void passphrase_of_any_script_works(void)
{
	struct buf pem = {0};

	write_key("Pässwörd \xE2\x82\xAC \xE6\xBC\xA2", &pem);
	assert_opens(&pem, "Pässwörd \xE2\x82\xAC \xE6\xBC\xA2");
	buf_clear(&pem);
}

static void no_truncation_of_a_key_file_crashes(void)
{
	struct buf pem = {0};

	write_key("right", &pem);
	for (size_t n = 0; n < pem.len; n += 13) {
		struct buf cut = {0};
		struct report r = {0};
		int code;

		buf_add(&cut, pem.data, n);
		code = try_open(&cut, "other", &r);
		CU_ASSERT_EQUAL(code, -1);
		CU_ASSERT_EQUAL(r.n, 1);
		report_clear(&r);
		buf_clear(&cut);
	}
	buf_clear(&pem);
}

static void encrypted_is_seen_without_the_passphrase(void)
{
	struct buf pem = {0};

	write_key("right", &pem);
	CU_ASSERT(key_is_encrypted(&pem));
	buf_clear(&pem);
}

static void file_without_a_public_key_block_gives_no_public_half(void)
{
	struct buf pem = {0};
	struct spki s = {0};

	buf_adds(&pem, "-----BEGIN PUBLIC KEY-----\nMAAA\n"
		       "-----END PUBLIC KEY-----\n");
	CU_ASSERT_EQUAL(key_peek(&pem, &s), -1);
	buf_clear(&pem);
	CU_ASSERT_EQUAL(key_peek(&pem, &s), -1);
	spki_clear(&s);
}

static void public_half_is_known_without_the_passphrase(void)
{
	struct buf pem = {0};
	struct spki s = {0};

	write_key("right", &pem);
	CU_ASSERT_EQUAL(key_peek(&pem, &s), 0);
	CU_ASSERT(spki_equal(&s, key_spki(small_key())));
	spki_clear(&s);
	buf_clear(&pem);
}

static void every_type_is_made_written_and_opened(void)
{
	for (int i = 0; i < KEY_TYPE_COUNT; i++) {
		struct secret *s = phrase_of("right");
		struct key *k = NULL, *again = NULL;
		struct report r = {0};
		struct buf pem = {0};

		CU_ASSERT_EQUAL_FATAL(key_generate(i, &k, &r), 0);
		CU_ASSERT_EQUAL(key_write(k, s, &pem, &r), 0);
		CU_ASSERT_EQUAL_FATAL(key_open(&pem, s, "k", &again, &r), 0);
		CU_ASSERT(spki_equal(key_spki(k), key_spki(again)));
		CU_ASSERT_EQUAL(r.n, 0);
		key_free(again);
		key_free(k);
		buf_clear(&pem);
		secret_free(s);
	}
}

static void every_type_is_what_its_name_says(void)
{
	static const struct {
		enum key_algo algo;
		unsigned bits;
	} wanted[KEY_TYPE_COUNT] = {
	    {ALGO_RSA, 2048},  {ALGO_RSA, 3072}, {ALGO_RSA, 4096},
	    {ALGO_EC, 256},    {ALGO_EC, 384},   {ALGO_EC, 521},
	    {ALGO_EDDSA, 255},
	};

	for (int i = 0; i < KEY_TYPE_COUNT; i++) {
		struct report r = {0};
		struct key *k = NULL;
		char *text;

		CU_ASSERT_EQUAL_FATAL(key_generate(i, &k, &r), 0);
		CU_ASSERT_EQUAL(key_spki(k)->algo, wanted[i].algo);
		CU_ASSERT_EQUAL(key_spki(k)->bits, wanted[i].bits);
		text = spki_text(key_spki(k));
		CU_ASSERT_STRING_EQUAL(text, key_type_info(i)->label);
		CU_ASSERT_EQUAL(key_type_by_name(key_type_info(i)->name), i);
		free(text);
		key_free(k);
	}
}

static void unknown_type_is_not_found(void)
{
	CU_ASSERT_EQUAL(key_type_by_name("rsa-1024"), -1);
}

static void rsa_exponent_is_the_usual_one(void)
{
	struct report r = {0};
	struct key *k = NULL;

	CU_ASSERT_EQUAL_FATAL(key_generate(KEY_RSA_2048, &k, &r), 0);
	CU_ASSERT(key_spki(k)->exponent_odd_big);
	key_free(k);
}

static void openssl_and_certtool_open_what_was_written(void)
{
	static const char *const commands[] = {
	    "openssl pkey -in key.pem -passin pass:right -noout",
	    "certtool --key-info --infile key.pem --password right",
	    "openssl pkey -pubin -in key.pem -noout",
	};
	const char *dir = test_dir();
	char *path = path_join(dir, "key.pem");
	struct buf pem = {0};

	write_key("right", &pem);
	test_write(path, pem.data, pem.len);
	if (!tool(dir, "openssl version && certtool --version"))
		test_skip("openssl or certtool is not there");
	else
		for (size_t i = 0; i < ARRAY_LEN(commands); i++)
			CU_ASSERT(tool(dir, commands[i]));
	free(path);
	buf_clear(&pem);
}

static void written_key_has_600000_rounds_of_aes_256(void)
{
	const char *dir = test_dir();
	char *path = path_join(dir, "key.pem");
	struct buf pem = {0};

	write_key("right", &pem);
	test_write(path, pem.data, pem.len);
	if (!tool(dir, "openssl version"))
		test_skip("openssl is not there");
	else
		CU_ASSERT(tool(dir, "openssl asn1parse -in key.pem >dump && "
				    "grep -q 'INTEGER *:0927C0' dump && "
				    "grep -q aes-256-cbc dump && "
				    "grep -q hmacWithSHA256 dump"));
	free(path);
	buf_clear(&pem);
}

static void damaged_public_key_is_told(void)
{
	struct report r = {0};
	struct spki s = {0};

	CU_ASSERT_EQUAL(spki_parse("\x30\x03\x02\x01\x01", 5, &s, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_CERT_TEXT_DAMAGED));
	report_clear(&r);
}

static void copied_public_key_is_equal(void)
{
	struct spki s = {0}, empty = {0};

	spki_copy(&s, key_spki(small_key()));
	CU_ASSERT(spki_equal(&s, key_spki(small_key())));
	CU_ASSERT(spki_can_encrypt(&s));
	CU_ASSERT_STRING_EQUAL(s.curve, "P-256");
	CU_ASSERT_FALSE(spki_equal(&empty, &empty));
	spki_clear(&s);
}

const struct test tests_key[] = {
    TEST(wrong_passphrase_is_told),
    TEST(missing_passphrase_is_told),
    TEST(passphrase_with_nul_is_unusable_for_opening),
    TEST(empty_passphrase_is_refused),
    TEST(passphrase_with_nul_is_unusable_for_writing),
    TEST(passphrase_that_is_not_utf8_is_unusable),
    TEST(passphrase_with_a_tab_is_unusable),
    TEST(passphrase_of_more_than_1024_bytes_is_unusable),
    TEST(passphrase_of_1024_bytes_works),
    TEST(passphrase_of_any_script_works),
    TEST(no_truncation_of_a_key_file_crashes),
    TEST(encrypted_is_seen_without_the_passphrase),
    TEST(file_without_a_public_key_block_gives_no_public_half),
    TEST(public_half_is_known_without_the_passphrase),
    TEST(every_type_is_made_written_and_opened),
    TEST(every_type_is_what_its_name_says),
    TEST(unknown_type_is_not_found),
    TEST(rsa_exponent_is_the_usual_one),
    TEST(openssl_and_certtool_open_what_was_written),
    TEST(written_key_has_600000_rounds_of_aes_256),
    TEST(damaged_public_key_is_told),
    TEST(copied_public_key_is_equal),
    {0},
};
