/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for what protects a .p12: rules/check-bundle.c. */
#include "base/secret.h"
#include "rules/client.h"
#include "tests/rules.h"

#define FIND(subject, id) rules_find(&(subject), FINDING_##id)

enum { NO, OLD, ALL }; /* who of Apple's releases refuses */

#define DES3 {.name = "3DES", .iterations = 100000, .salt_len = 8}
#define AES(cipher, hash, has_null)                              \
	{.name = cipher, .is_pbes2 = true, .iterations = 100000, \
	 .salt_len = 16, .prf = hash, .prf_present = true,       \
	 .prf_has_null = has_null}

/* One protection and one password check, who refuses, and for which reason. */
static const struct form {
	struct bundle_cipher cipher;
	const char *mac;
	int refused_by;
	int reason; /* or -1 */
} forms[] = {
	{DES3, "SHA1", NO, -1},
	{DES3, "SHA256", OLD, FINDING_P12_MAC_SHA2_OLD},
	{DES3, "PBMAC1", ALL, FINDING_P12_PBMAC1},
	{DES3, "MD5", ALL, FINDING_P12_MAC_UNKNOWN},
	{DES3, NULL, ALL, FINDING_P12_NO_MAC},
	{AES("AES-256-CBC", "HMAC-SHA256", true), "SHA1", OLD,
	 FINDING_P12_PBES2_OLD_APPLE},
	{AES("AES-128-CBC", "HMAC-SHA256", true), "SHA1", ALL,
	 FINDING_P12_AES128},
	{AES("3DES-CBC", "HMAC-SHA256", true), "SHA1", ALL,
	 FINDING_P12_AES128},
	{AES("AES-256-CBC", "HMAC-SHA256", false), "SHA1", ALL,
	 FINDING_P12_PRF_NO_NULL},
	{AES("AES-256-CBC", "HMAC-SHA512", true), "SHA1", ALL,
	 FINDING_P12_PRF_NOT_SHA256},
	{{.name = "AES-256-CBC", .is_pbes2 = true, .prf = "HMAC-SHA1"},
	 "SHA1", ALL, FINDING_P12_PRF_NOT_SHA256},
	{{.name = "RC2-40"}, "SHA1", NO, FINDING_P12_RC2_40},
	{{.name = "RC4-128"}, "SHA1", NO, FINDING_P12_RC2_40},
	{{.name = "2-key 3DES"}, "SHA1", ALL, FINDING_P12_3DES_2KEY},
	{{.name = "DES-MD5"}, "SHA1", ALL, FINDING_P12_3DES_2KEY},
};

/* The verdict on importing, or -1 where there can be none. */
static int import_verdict(const struct subject *s, const char *client)
{
	struct report report = {0};
	struct client_verdict v;
	int verdict = -1;

	check_all(s, &report, NULL);
	if (client_verdict(client_by_name(client), ABILITY_IMPORT, s, &report,
			   &v))
		verdict = (int)v.verdict;
	report_clear(&report);
	return verdict;
}

static void each_form_is_refused_for_its_reason(void)
{
	static const struct bundle opened;

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		const struct form *f = &forms[i];
		struct bundle_cipher cipher = f->cipher;
		struct bundle_info info = {.has_mac = f->mac != NULL,
					   .mac = (char *)f->mac,
					   .mac_iterations = 100000,
					   .ciphers = &cipher,
					   .nciphers = 1};
		struct subject s = {.now = TEST_NOW,
				    .bundle_info = &info,
				    .bundle = &opened};

		CU_ASSERT_EQUAL(
			rules_severity(&s, FINDING_P12_ALG_UNSUPPORTED_APPLE),
			f->refused_by == NO ? -1 : SEVERITY_BLOCKER);
		CU_ASSERT_EQUAL(rules_find(&s, FINDING_P12_PBES2_MACOS_GUI),
				f->refused_by == OLD);
		CU_ASSERT_EQUAL(import_verdict(&s, "ios-17") == VERDICT_NO,
				f->refused_by != NO);
		CU_ASSERT_EQUAL(import_verdict(&s, "macos-15") == VERDICT_NO,
				f->refused_by == ALL);
		if (f->reason >= 0)
			CU_ASSERT_TRUE(
				rules_find(&s, (enum finding_id)f->reason));
	}
}

static void cipher_inside_an_encrypted_safe_counts_too(void)
{
	struct bundle_cipher outside = DES3;
	struct bundle_cipher inside = AES("AES-128-CBC", "HMAC-SHA256", true);
	struct bundle_info info = {.has_mac = true,
				   .mac = "SHA1",
				   .mac_iterations = 100000,
				   .ciphers = &outside,
				   .nciphers = 1};
	struct bundle bundle = {.hidden = &inside, .nhidden = 1};
	struct subject s = {.now = TEST_NOW, .bundle_info = &info};

	CU_ASSERT_FALSE(FIND(s, P12_AES128));
	s.bundle = &bundle;
	CU_ASSERT_TRUE(FIND(s, P12_AES128));
}

static struct bundle_info plain_info(struct bundle_cipher *cipher)
{
	*cipher = (struct bundle_cipher)DES3;
	return (struct bundle_info){.has_mac = true,
				    .mac = "SHA1",
				    .mac_iterations = 100000,
				    .ciphers = cipher,
				    .nciphers = 1};
}

static void the_form_for_apple_has_no_finding(void)
{
	struct bundle_cipher cipher;
	struct bundle_info info = plain_info(&cipher);
	struct subject s = {.now = TEST_NOW, .bundle_info = &info};
	struct report report = {0};

	check_all(&s, &report, NULL);
	CU_ASSERT_EQUAL(report.n, 0);
	report_clear(&report);
}

static void the_reason_tells_cipher_and_place(void)
{
	struct bundle_cipher ciphers[] = {
		DES3, AES("AES-128-CBC", "HMAC-SHA256", false)};
	struct bundle_info info = plain_info(&ciphers[0]);
	struct subject s = {.now = TEST_NOW, .bundle_info = &info};

	info.nciphers = 2;
	ciphers[1].on_key = true;
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_P12_AES128,
				    "key is protected by AES-128-CBC"));
	ciphers[1].on_key = false;
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_P12_AES128,
				    "certificates are protected by"));
}

static void bundle_for_a_public_key_is_refused(void)
{
	struct bundle_cipher cipher;
	struct bundle_info info = plain_info(&cipher);
	struct subject s = {.now = TEST_NOW, .bundle_info = &info};

	CU_ASSERT_FALSE(FIND(s, P12_PUBKEY_MODE));
	info.is_public_key_mode = true;
	CU_ASSERT_TRUE(FIND(s, P12_PUBKEY_MODE));
}

static void rounds_have_two_limits(void)
{
	struct bundle_cipher cipher;
	struct bundle_info info = plain_info(&cipher);
	struct subject s = {.now = TEST_NOW, .bundle_info = &info};

	cipher.iterations = 600000;
	info.mac_iterations = 2048;
	CU_ASSERT_FALSE(FIND(s, P12_ITERATIONS_HIGH));
	CU_ASSERT_FALSE(FIND(s, P12_ITERATIONS_LOW));
	cipher.iterations = 600001;
	CU_ASSERT_TRUE(
		rules_detail(&s, FINDING_P12_ITERATIONS_HIGH, "600001"));
	info.mac_iterations = 1;
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_P12_ITERATIONS_LOW, "1 round;"));
}

static const struct phrase {
	const char *password;
	int id; /* when the bundle is new, or -1 */
} phrases[] = {
	{"", FINDING_P12_EMPTY_PASSWORD},
	{"secret", FINDING_P12_PASSWORD_WEAK},
	{"aaaaaaaaaaaaaaaaaaaa", FINDING_P12_PASSWORD_WEAK},
	{"abcdefghijklmnopqrst", FINDING_P12_PASSWORD_WEAK},
	{"019283746501", FINDING_P12_PASSWORD_WEAK},
	{"kx7m-p9wq-t4hz-n2cv", -1},
	{"Correct Horse Battery", -1},
	{"Schl\xc3\xbcssel zum Gl\xc3\xbc" "ck 7",
	 FINDING_P12_PASSWORD_NONASCII},
};

static void each_password_has_its_finding(void)
{
	static const enum finding_id all[] = {FINDING_P12_EMPTY_PASSWORD,
					      FINDING_P12_PASSWORD_WEAK,
					      FINDING_P12_PASSWORD_NONASCII};
	struct bundle opened = {0};
	struct subject s = {.now = TEST_NOW, .bundle = &opened};

	for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
		const char *text = phrases[i].password;
		struct secret *password = secret_new(64);

		CU_ASSERT_EQUAL(secret_add(password, text, strlen(text)), 0);
		s.bundle_password = password;
		s.bundle_new = true;
		for (size_t k = 0; k < ARRAY_LEN(all); k++)
			CU_ASSERT_EQUAL(rules_find(&s, all[k]),
					(int)all[k] == phrases[i].id);
		secret_free(password);
	}
}

static void weak_password_of_a_bundle_from_elsewhere_is_not_told(void)
{
	struct secret *password = secret_new(16);
	struct bundle opened = {0};
	struct subject s = {.now = TEST_NOW, .bundle = &opened};

	CU_ASSERT_EQUAL(secret_add(password, "1234", 4), 0);
	s.bundle_password = password;
	CU_ASSERT_FALSE(FIND(s, P12_PASSWORD_WEAK));
	secret_free(password);
}

static void suggested_password_is_strong(void)
{
	struct secret *password = NULL;
	struct report report = {0};
	struct bundle opened = {0};
	struct subject s = {.now = TEST_NOW, .bundle = &opened};

	CU_ASSERT_EQUAL_FATAL(bundle_password(&password, &report), 0);
	s.bundle_password = password;
	s.bundle_new = true;
	CU_ASSERT_FALSE(FIND(s, P12_PASSWORD_WEAK));
	secret_free(password);
}

const struct test tests_check_bundle[] = {
	TEST(each_form_is_refused_for_its_reason),
	TEST(cipher_inside_an_encrypted_safe_counts_too),
	TEST(the_form_for_apple_has_no_finding),
	TEST(the_reason_tells_cipher_and_place),
	TEST(bundle_for_a_public_key_is_refused),
	TEST(rounds_have_two_limits),
	TEST(each_password_has_its_finding),
	TEST(weak_password_of_a_bundle_from_elsewhere_is_not_told),
	TEST(suggested_password_is_strong),
	{0},
};
