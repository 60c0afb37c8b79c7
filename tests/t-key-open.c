/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private keys from elsewhere: opened, or refused with the reason. */
#include "tests/keys.h"

#include <stdio.h>
#include <string.h>

static void scrypt_is_named(void)
{
	struct buf file = {0};
	struct report r = {0};

	if (!tool_makes(
		"openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 "
		"-scrypt -passout pass:right -out made",
		&file))
		return;
	CU_ASSERT_EQUAL(try_open(&file, "right", &r), -1);
	CU_ASSERT(test_only(&r, FINDING_LIB_FAILED));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, "scrypt"));
	report_clear(&r);
	buf_clear(&file);
}

static void camellia_is_named(void)
{
	struct buf file = {0};
	struct report r = {0};

	if (!tool_makes(
		"openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 "
		"-v2 camellia-256-cbc -passout pass:right -out made",
		&file))
		return;
	CU_ASSERT_EQUAL(try_open(&file, "right", &r), -1);
	CU_ASSERT(test_only(&r, FINDING_LIB_FAILED));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, "Camellia-256"));
	report_clear(&r);
	buf_clear(&file);
}

static void unknown_old_cipher_is_named(void)
{
	struct buf file = {0};
	struct report r = {0};

	if (!tool_makes("openssl genrsa -traditional -aria256 "
			"-passout pass:right -out made 2048",
			&file))
		return;
	CU_ASSERT_EQUAL(try_open(&file, "right", &r), -1);
	CU_ASSERT(test_only(&r, FINDING_LIB_FAILED));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, "ARIA-256-CBC"));
	report_clear(&r);
	buf_clear(&file);
}

static void too_many_rounds_are_refused(void)
{
	struct buf file = {0};

	if (!tool_makes(
		"openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 "
		"-iter 10000001 -passout pass:right -out made",
		&file))
		return;
	assert_open_fails(&file, "right", FINDING_LIB_FAILED);
	buf_clear(&file);
}

static void broken_armour_is_damage(void)
{
	struct buf file = {0};

	buf_adds(&file, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII*\n"
			"-----END ENCRYPTED PRIVATE KEY-----\n");
	assert_open_fails(&file, "right", FINDING_CERT_TEXT_DAMAGED);
	buf_clear(&file);
}

static void encrypted_block_of_rubbish_is_damage(void)
{
	struct buf file = {0};

	buf_adds(&file, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAAA\n"
			"-----END ENCRYPTED PRIVATE KEY-----\n");
	assert_open_fails(&file, "right", FINDING_CERT_TEXT_DAMAGED);
	buf_clear(&file);
}

static void rubbish_is_no_key(void)
{
	struct buf file = {0};

	buf_adds(&file, "rubbish");
	assert_open_fails(&file, NULL, FINDING_LIB_FAILED);
	buf_clear(&file);
}

static void huge_file_is_no_key(void)
{
	struct buf file = {0};

	for (int i = 0; i < 70000; i++)
		buf_adds(&file, "0123456789ABCDE\n");
	assert_open_fails(&file, NULL, FINDING_FILE_TOO_BIG);
	buf_clear(&file);
}

static void many_wrong_passphrases_are_all_told_the_same(void)
{
	struct buf file = {0};
	char guess[24];

	if (!tool_makes(
		"openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 "
		"-iter 1 -passout pass:right -out made",
		&file))
		return;
	for (int i = 0; i < 600; i++) {
		snprintf(guess, sizeof(guess), "guess%d", i);
		assert_open_fails(&file, guess, FINDING_KEY_WRONG_PASSPHRASE);
	}
	buf_clear(&file);
}

static void open_der_key_opens_with_a_needless_passphrase(void)
{
	struct buf file = {0};

	if (!tool_makes("openssl genpkey -algorithm ed25519 -outform DER "
			"-out made",
			&file))
		return;
	CU_ASSERT_FALSE(key_is_encrypted(&file));
	assert_opens(&file, "needless");
	buf_clear(&file);
}

static void keys_of_other_programs_open(void)
{
	static const char *const commands[] = {
	    "openssl genrsa -traditional -aes256 -passout pass:right "
	    "-out made 2048",
	    "openssl ecparam -name prime256v1 -genkey -out made",
	    "openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 "
	    "-v1 PBE-SHA1-3DES -passout pass:right -out made",
	    "openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 "
	    "-outform DER -passout pass:right -out made",
	    "certtool --generate-privkey --key-type ecdsa --outfile made",
	};

	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		struct buf file = {0};

		if (tool_makes(commands[i], &file))
			assert_opens(&file, "right");
		buf_clear(&file);
	}
}

const struct test tests_key_open[] = {
    TEST(scrypt_is_named),
    TEST(camellia_is_named),
    TEST(unknown_old_cipher_is_named),
    TEST(too_many_rounds_are_refused),
    TEST(broken_armour_is_damage),
    TEST(encrypted_block_of_rubbish_is_damage),
    TEST(rubbish_is_no_key),
    TEST(huge_file_is_no_key),
    TEST(many_wrong_passphrases_are_all_told_the_same),
    TEST(open_der_key_opens_with_a_needless_passphrase),
    TEST(keys_of_other_programs_open),
    {0},
};
