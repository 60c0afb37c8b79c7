/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for keys: rules/check-key.c; and running tables: rules/check.c. */
#include "tests/rules.h"

#define FIND(subject, id) rules_find(&(subject), FINDING_##id)

static struct subject subject_of(const struct cert *leaf,
				 const struct spki *key)
{
	return (struct subject){
		.label = ALICE, .now = TEST_NOW, .leaf = leaf, .key = key};
}

static void missing_key_is_found_with_its_public_half(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf, NULL);

	s.key_missing = true;
	CU_ASSERT_TRUE(FIND(s, KEY_MISSING));
	/* "alice" in hexadecimal */
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_KEY_MISSING, "61:6C:69:63:65"));
}

static void key_nobody_looked_for_is_not_missing(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf, NULL);

	CU_ASSERT_FALSE(FIND(s, KEY_MISSING));
}

static void key_of_another_certificate_does_not_match(void)
{
	struct cert leaf = RULES_LEAF;
	struct spki key = rules_key("bob");
	struct subject s = subject_of(&leaf, &key);

	CU_ASSERT_TRUE(FIND(s, KEY_NOT_MATCHING));
}

static void its_own_key_matches(void)
{
	struct cert leaf = RULES_LEAF;
	struct spki key = rules_key("alice");
	struct subject s = subject_of(&leaf, &key);

	CU_ASSERT_FALSE(FIND(s, KEY_NOT_MATCHING));
	CU_ASSERT_FALSE(FIND(s, KEY_MISSING));
}

static const struct kind {
	enum key_algo algo;
	unsigned bits;
	const char *curve;
	bool common;
	int id; /* the one finding about it, or -1 */
} kinds[] = {
	{ALGO_RSA, 1024, NULL, false, FINDING_KEY_RSA_TOO_SHORT},
	{ALGO_RSA, 2047, NULL, false, FINDING_KEY_RSA_TOO_SHORT},
	{ALGO_RSA, 2048, NULL, false, -1},
	{ALGO_RSA, 2056, NULL, false, FINDING_KEY_RSA_ODD_SIZE},
	{ALGO_RSA, 3071, NULL, false, FINDING_KEY_RSA_ODD_SIZE},
	{ALGO_RSA, 4096, NULL, false, -1},
	{ALGO_RSA, 8192, NULL, false, FINDING_KEY_RSA_HUGE},
	{ALGO_RSA_PSS, 2048, NULL, false, FINDING_KEY_PSS_TYPE},
	{ALGO_EDDSA, 255, "Ed25519", false, FINDING_KEY_EDDSA},
	{ALGO_XDH, 255, "X25519", false, FINDING_KEY_X25519},
	{ALGO_DSA, 2048, NULL, false, FINDING_KEY_DSA},
	{ALGO_OTHER, 0, NULL, false, FINDING_KEY_DSA},
	{ALGO_EC, 256, "P-256", true, FINDING_KEY_EC_ENCRYPT_APPLE},
	{ALGO_EC, 256, "secp256k1", false, FINDING_KEY_EC_CURVE},
};

static void each_kind_of_key_has_its_finding(void)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct kind *k = &kinds[i];
		struct spki key = rules_key("alice");
		struct subject s = {.now = TEST_NOW, .key = &key};
		struct report report = {0};

		key.algo = k->algo;
		key.bits = k->bits;
		key.curve = (char *)k->curve;
		key.curve_is_common = k->common;
		check_all(&s, &report, NULL);
		CU_ASSERT_EQUAL(report.n, k->id < 0 ? 0u : 1u);
		if (report.n)
			CU_ASSERT_EQUAL((int)report.items[0].id, k->id);
		report_clear(&report);
	}
}

static void the_certificates_key_is_judged_before_the_one_at_hand(void)
{
	struct cert leaf = RULES_LEAF;
	struct spki key = rules_key("alice");
	struct subject s = subject_of(&leaf, &key);

	leaf.spki.bits = 1024;
	CU_ASSERT_TRUE(
		rules_detail(&s, FINDING_KEY_RSA_TOO_SHORT, "RSA 1024"));
}

static void odd_exponent_is_a_warning(void)
{
	struct spki key = rules_key("alice");
	struct subject s = {.now = TEST_NOW, .key = &key};

	key.exponent_odd_big = false;
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_KEY_RSA_BAD_EXPONENT),
			SEVERITY_WARNING);
}

static void ec_key_for_signing_only_is_fine_with_apple(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf, NULL);

	leaf.spki.algo = ALGO_EC;
	leaf.spki.curve = "P-256";
	leaf.spki.curve_is_common = true;
	leaf.usage = KU_SIGN;
	CU_ASSERT_FALSE(FIND(s, KEY_EC_ENCRYPT_APPLE));
	leaf.usage |= KU_AGREE;
	CU_ASSERT_TRUE(FIND(s, KEY_EC_ENCRYPT_APPLE));
}

static void key_file_of_others_is_warned_of(void)
{
	struct spki key = rules_key("alice");
	struct subject s = {.now = TEST_NOW, .key = &key};

	CU_ASSERT_FALSE(FIND(s, KEY_WORLD_READABLE));
	s.key_loose = true;
	CU_ASSERT_TRUE(FIND(s, KEY_WORLD_READABLE));
}

static void key_file_without_passphrase_is_noted(void)
{
	struct spki key = rules_key("alice");
	struct subject s = {.now = TEST_NOW, .key = &key};

	CU_ASSERT_FALSE(FIND(s, KEY_UNENCRYPTED));
	s.key_plain = true;
	CU_ASSERT_TRUE(FIND(s, KEY_UNENCRYPTED));
}

static void nothing_is_claimed_of_what_is_not_there(void)
{
	struct subject s = {.now = TEST_NOW};
	struct report report = {0};
	struct strlist passed = {0};

	check_all(&s, &report, &passed);
	CU_ASSERT_EQUAL(report.n, 0);
	CU_ASSERT_EQUAL(passed.n, 1); /* the clock */
	strlist_clear(&passed);
}

static void a_check_that_finds_nothing_is_named_as_passed(void)
{
	struct spki key = rules_key("alice");
	struct subject s = {.now = TEST_NOW, .key = &key, .key_loose = true};
	struct report report = {0};
	struct strlist passed = {0};

	check_all(&s, &report, &passed);
	CU_ASSERT_TRUE(strlist_has(&passed, "length of the key"));
	CU_ASSERT_FALSE(strlist_has(&passed, "permissions of the key file"));
	report_clear(&report);
	strlist_clear(&passed);
}

static void blockers_come_first(void)
{
	struct spki key = rules_key("alice");
	struct subject s = {.now = TEST_NOW, .key = &key, .key_loose = true,
			    .key_plain = true};
	struct report report = {0};

	key.bits = 1024;
	check_all(&s, &report, NULL);
	CU_ASSERT_EQUAL_FATAL(report.n, 3);
	CU_ASSERT_EQUAL(report.items[0].id, FINDING_KEY_RSA_TOO_SHORT);
	CU_ASSERT_EQUAL(report.items[2].id, FINDING_KEY_UNENCRYPTED);
	report_clear(&report);
}

/* cause, what it hides, what it leaves */
static const struct hiding {
	enum finding_id cause;
	int hidden; /* or -1 */
	enum finding_id kept;
} hidings[] = {
	{FINDING_CERT_IS_HTML, FINDING_CERT_NO_EMAIL, FINDING_KEY_DSA},
	{FINDING_CERT_IS_REQUEST, FINDING_CERT_EXPIRED, FINDING_KEY_DSA},
	{FINDING_CERT_IS_ZIP, FINDING_CERT_CRITICAL_UNKNOWN, FINDING_KEY_DSA},
	{FINDING_CERT_TEXT_DAMAGED, FINDING_CERT_WRONG_TYPE_CA,
	 FINDING_CERT_IS_KEY},
	{FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_KU_SIGN_ONLY,
	 FINDING_CERT_EXPIRED},
	{FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_NO_EMAIL,
	 FINDING_CERT_SIG_SHA1},
	{FINDING_CERT_EXPIRED, FINDING_CERT_EXPIRES_SOON,
	 FINDING_CERT_NOT_YET_VALID},
	{FINDING_KEY_MISSING, FINDING_P12_NO_KEY, FINDING_P12_NO_CERT},
	{FINDING_P12_KEY_MISMATCH, FINDING_KEY_NOT_MATCHING,
	 FINDING_KEY_MISSING},
	{FINDING_TRUST_CHAIN_INCOMPLETE, FINDING_TRUST_ROOT_UNKNOWN,
	 FINDING_TRUST_CA_EKU},
	{FINDING_TRUST_CHAIN_INCOMPLETE, FINDING_RCPT_UNTRUSTED,
	 FINDING_RCPT_EXPIRED},
	{FINDING_RCPT_MISSING_INTERMEDIATE, FINDING_RCPT_UNTRUSTED,
	 FINDING_TRUST_ROOT_UNKNOWN},
	{FINDING_CERT_IS_HTML, FINDING_CERT_DUPLICATES, FINDING_CERT_IS_KEY},
	{FINDING_KEY_MISSING, FINDING_CL_MAC_CERT_IN_CERTIFICATES,
	 FINDING_CL_MAC_KEY_DENIED},
	{FINDING_KEY_MISSING, FINDING_CL_OUTLOOK_NO_ID,
	 FINDING_CL_OUTLOOK_CAPS},
	{FINDING_RCPT_NO_CERT, FINDING_RCPT_ADDRESS_MISMATCH,
	 FINDING_RCPT_OPENPGP_ONLY},
	{FINDING_RCPT_NO_CERT, FINDING_RCPT_RENEWED, FINDING_RCPT_GROUP},
	{FINDING_RCPT_NO_CERT, FINDING_RCPT_STALE_DIRECTORY,
	 FINDING_RCPT_FILE_IS_P12},
	{FINDING_RCPT_NO_CERT, FINDING_RCPT_SEEN_NOT_INSTALLED,
	 FINDING_RCPT_ONE_OF_MANY},
	{FINDING_CL_TB_SETTING_CLEARED, FINDING_CL_IDENTITY_NOT_SELECTED,
	 FINDING_CL_TB_OS_STORE},
	/* The reasons are the evidence of the head line. */
	{FINDING_P12_ALG_UNSUPPORTED_APPLE, -1, FINDING_P12_AES128},
};

static void what_only_follows_is_dropped(void)
{
	for (size_t i = 0; i < ARRAY_LEN(hidings); i++) {
		const struct hiding *h = &hidings[i];
		struct report report = {0};

		rules_put(&report, h->kept);
		if (h->hidden >= 0)
			rules_put(&report, (enum finding_id)h->hidden);
		check_suppress(&report);
		CU_ASSERT_EQUAL(report.n, h->hidden >= 0 ? 2u : 1u);
		rules_put(&report, h->cause);
		check_suppress(&report);
		CU_ASSERT_EQUAL(report.n, 2);
		CU_ASSERT_TRUE(report_has(&report, h->kept));
		CU_ASSERT_TRUE(report_has(&report, h->cause));
		report_clear(&report);
	}
}

static void old_form_of_passphrase_is_noted(void)
{
	struct spki key = rules_key("alice");
	struct subject s = {.now = TEST_NOW, .key = &key};

	CU_ASSERT_FALSE(FIND(s, KEY_PEM_LEGACY_ENCRYPTED));
	s.key_legacy = true;
	CU_ASSERT_TRUE(FIND(s, KEY_PEM_LEGACY_ENCRYPTED));
	s.key_plain = true;
	CU_ASSERT_FALSE(FIND(s, KEY_PEM_LEGACY_ENCRYPTED));
}

/* Who has no certificate says nothing of another person's. */
static void cause_hides_only_what_is_about_the_same(void)
{
	struct report report = {0};

	report_add(&report, FINDING_RCPT_NO_CERT, "bob@example.org", "%s", "");
	report_add(&report, FINDING_RCPT_EXPIRED, "carol@example.org", "%s",
		   "");
	check_suppress(&report);
	CU_ASSERT_EQUAL(report.n, 2);
	report_add(&report, FINDING_RCPT_EXPIRED, "bob@example.org", "%s", "");
	check_suppress(&report);
	CU_ASSERT_EQUAL(report.n, 2);
	report_clear(&report);
}

static void longest_curve_is_told_for_gmail(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf, NULL);

	leaf.spki.algo = ALGO_EC;
	leaf.spki.curve_is_common = true;
	leaf.spki.bits = 384;
	CU_ASSERT_FALSE(FIND(s, KEY_EC_P521));
	leaf.spki.bits = 521;
	CU_ASSERT_TRUE(FIND(s, KEY_EC_P521));
}

const struct test tests_check_key[] = {
	TEST(missing_key_is_found_with_its_public_half),
	TEST(key_nobody_looked_for_is_not_missing),
	TEST(key_of_another_certificate_does_not_match),
	TEST(its_own_key_matches),
	TEST(each_kind_of_key_has_its_finding),
	TEST(the_certificates_key_is_judged_before_the_one_at_hand),
	TEST(odd_exponent_is_a_warning),
	TEST(ec_key_for_signing_only_is_fine_with_apple),
	TEST(key_file_of_others_is_warned_of),
	TEST(key_file_without_passphrase_is_noted),
	TEST(old_form_of_passphrase_is_noted),
	TEST(nothing_is_claimed_of_what_is_not_there),
	TEST(a_check_that_finds_nothing_is_named_as_passed),
	TEST(blockers_come_first),
	TEST(what_only_follows_is_dropped),
	TEST(cause_hides_only_what_is_about_the_same),
	TEST(longest_curve_is_told_for_gmail),
	{0},
};
