/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for a person's certificate: rules/check-cert.c. */
#include "rules/store.h"
#include "tests/rules.h"

#define FIND(subject, id) rules_find(&(subject), FINDING_##id)

static const time_t before_2022_04 = 1648771200 - 1;

static struct subject subject_of(const struct cert *leaf)
{
	return (struct subject){.label = "alice.pem",
				.now = TEST_NOW,
				.leaf = leaf,
				.address = ALICE};
}

/* Puts the leaf under a root that Apple has. */
static void make_public(struct subject *s, struct cert *root,
			struct chain *chain)
{
	const struct store_ops *apple = store_apple();
	size_t i = 0;

	while (!apple->rows[i].email)
		i++;
	memcpy(root->fingerprint, apple->rows[i].fingerprint, FINGERPRINT_LEN);
	root->self_signed = root->self_issued = true;
	*chain = (struct chain){.links = {s->leaf, root},
		.n = 2, .end = CHAIN_ROOT};
	s->chain = chain;
}

static void good_certificate_passes(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);
	struct report report = {0};

	check_all(&s, &report, NULL);
	CU_ASSERT_EQUAL(report.n, 0);
	report_clear(&report);
}

static void issuers_certificate_is_not_a_persons(void)
{
	struct cert leaf = RULES_CA("Lab Root", "Lab Root");
	struct subject s = subject_of(&leaf);

	CU_ASSERT_TRUE(
		rules_detail(&s, FINDING_CERT_WRONG_TYPE_CA, "Lab Root"));
	CU_ASSERT_FALSE(FIND(s, CERT_NO_EMAIL));
	CU_ASSERT_FALSE(FIND(s, CERT_KU_SIGN_ONLY));
}

static void certificate_without_address_is_refused(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.emails = (struct strlist){0};
	CU_ASSERT_TRUE(FIND(s, CERT_NO_EMAIL));
	CU_ASSERT_FALSE(FIND(s, CERT_EMAIL_MISMATCH));
}

static void address_as_common_name_does_not_count(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.emails = (struct strlist){0};
	leaf.common_name = ALICE;
	CU_ASSERT_TRUE(FIND(s, CERT_EMAIL_CN_ONLY));
	CU_ASSERT_FALSE(FIND(s, CERT_NO_EMAIL));
}

static void address_in_utf8_form_only_is_refused(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.emails = (struct strlist){0};
	leaf.has_smtp_utf8 = true;
	CU_ASSERT_TRUE(FIND(s, CERT_SMTPUTF8_ONLY));
}

static void address_in_the_subject_is_a_warning_for_private_issuers(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.emails = (struct strlist){0};
	leaf.subject_email = ALICE;
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_CERT_EMAIL_SUBJECT_ONLY),
			SEVERITY_WARNING);
	CU_ASSERT_FALSE(FIND(s, CERT_EMAIL_MISMATCH));
}

static void address_in_the_subject_blocks_under_public_roots(void)
{
	struct cert leaf = RULES_LEAF;
	struct cert root = RULES_CA("Big Root", "Big Root");
	struct subject s = subject_of(&leaf);
	struct chain chain;

	leaf.emails = (struct strlist){0};
	leaf.subject_email = ALICE;
	make_public(&s, &root, &chain);
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_CERT_EMAIL_SUBJECT_ONLY),
			SEVERITY_BLOCKER);
	leaf.not_before = before_2022_04;
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_CERT_EMAIL_SUBJECT_ONLY),
			SEVERITY_WARNING);
}

static void address_of_the_subject_counts_beside_others(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.emails = RULES_LIST("a.example@example.org");
	leaf.subject_email = ALICE;
	CU_ASSERT_TRUE(FIND(s, CERT_EMAIL_SUBJECT_ONLY));
	CU_ASSERT_FALSE(FIND(s, CERT_EMAIL_MISMATCH));
}

/* What the certificate holds, and what is found for alice@example.org. */
static const struct match {
	const char *address;
	int id;
} matches[] = {
	{"alice@example.org", -1},
	{"alice@Example.ORG", -1},
	{"ALICE@example.org", FINDING_CERT_EMAIL_CASE_DIFFERS},
	{"bob@example.org", FINDING_CERT_EMAIL_MISMATCH},
	{"alice@example.org.evil.example", FINDING_CERT_EMAIL_MISMATCH},
};

static void address_is_held_against_the_one_looked_for(void)
{
	for (size_t i = 0; i < ARRAY_LEN(matches); i++) {
		char *list[] = {(char *)matches[i].address};
		struct cert leaf = RULES_LEAF;
		struct subject s = subject_of(&leaf);

		leaf.emails = (struct strlist){list, 1};
		CU_ASSERT_EQUAL(FIND(s, CERT_EMAIL_CASE_DIFFERS),
				matches[i].id ==
					FINDING_CERT_EMAIL_CASE_DIFFERS);
		CU_ASSERT_EQUAL(FIND(s, CERT_EMAIL_MISMATCH),
				matches[i].id == FINDING_CERT_EMAIL_MISMATCH);
	}
}

static void both_addresses_are_told(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	s.address = "bob@example.org";
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_CERT_EMAIL_MISMATCH,
				    "bob@example.org, the certificate has "
				    ALICE));
}

/* Days from now to the last day, and what is found with which severity. */
static const struct end {
	int days;
	int id, severity;
} ends[] = {
	{-1, FINDING_CERT_EXPIRED, SEVERITY_BLOCKER},
	{0, FINDING_CERT_EXPIRES_SOON, SEVERITY_WARNING},
	{29, FINDING_CERT_EXPIRES_SOON, SEVERITY_WARNING},
	{30, FINDING_CERT_EXPIRES_SOON, SEVERITY_NOTE},
	{59, FINDING_CERT_EXPIRES_SOON, SEVERITY_NOTE},
	{60, FINDING_CERT_EXPIRES_SOON, -1},
	{60, FINDING_CERT_EXPIRED, -1},
};

static void the_last_day_is_watched(void)
{
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		struct cert leaf = RULES_LEAF;
		struct subject s = subject_of(&leaf);

		leaf.not_after = TEST_NOW + ends[i].days * RULES_DAY;
		CU_ASSERT_EQUAL(
			rules_severity(&s, (enum finding_id)ends[i].id),
			ends[i].severity);
	}
}

static void expired_certificate_tells_its_last_day(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.not_after = TEST_NOW - 1;
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_CERT_EXPIRED,
				    "2026-06-01 11:59 UTC"));
}

static void certificate_of_tomorrow_is_not_valid_yet(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.not_before = TEST_NOW + 1;
	CU_ASSERT_TRUE(FIND(s, CERT_NOT_YET_VALID));
	leaf.not_before = TEST_NOW;
	CU_ASSERT_FALSE(FIND(s, CERT_NOT_YET_VALID));
}

static void long_life_is_refused_by_apple_under_public_roots_only(void)
{
	struct cert leaf = RULES_LEAF;
	struct cert root = RULES_CA("Big Root", "Big Root");
	struct subject s = subject_of(&leaf);
	struct chain chain;

	leaf.not_after = leaf.not_before + 1186 * RULES_DAY;
	CU_ASSERT_FALSE(FIND(s, CERT_TOO_LONG_APPLE));
	make_public(&s, &root, &chain);
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_CERT_TOO_LONG_APPLE, "1186"));
	leaf.not_after = leaf.not_before + 1185 * RULES_DAY;
	CU_ASSERT_FALSE(FIND(s, CERT_TOO_LONG_APPLE));
	leaf.not_after = leaf.not_before + 1186 * RULES_DAY;
	leaf.not_before = before_2022_04;
	CU_ASSERT_FALSE(FIND(s, CERT_TOO_LONG_APPLE));
}

static const struct life {
	const char *policy;
	int days;
	bool is_found;
} lives[] = {
	{"2.23.140.1.5.1.2", 825, false},
	{"2.23.140.1.5.1.2", 826, true},
	{"2.23.140.1.5.4.3", 826, true},
	{"2.23.140.1.5.1.1", 826, false},
	{"2.23.140.1.5.1.1", 1186, true},
	{"1.2.3.4", 4000, false},
};

static void long_life_breaks_the_rules_of_its_policy(void)
{
	for (size_t i = 0; i < ARRAY_LEN(lives); i++) {
		char *list[] = {"1.2.3", (char *)lives[i].policy};
		struct cert leaf = RULES_LEAF;
		struct subject s = subject_of(&leaf);

		leaf.policies = (struct strlist){list, 2};
		leaf.not_after = leaf.not_before + lives[i].days * RULES_DAY;
		CU_ASSERT_EQUAL(FIND(s, CERT_TOO_LONG_SBR), lives[i].is_found);
	}
}

/* Key usage by kind of key, and what is found. */
static const struct use {
	enum key_algo algo;
	unsigned usage;
	int id; /* or -1 */
} uses[] = {
	{ALGO_RSA, KU_SIGN | KU_KEY_ENCIPHER, -1},
	{ALGO_RSA, KU_SIGN | KU_NONREPUDIATION, FINDING_CERT_KU_SIGN_ONLY},
	{ALGO_EC, KU_SIGN, FINDING_CERT_KU_SIGN_ONLY},
	{ALGO_RSA, KU_KEY_ENCIPHER, FINDING_CERT_KU_ENCRYPT_ONLY},
	{ALGO_RSA, KU_NONREPUDIATION | KU_KEY_ENCIPHER,
	 FINDING_CERT_KU_NONREPUDIATION_ONLY},
	{ALGO_RSA, KU_SIGN | KU_AGREE, FINDING_CERT_KU_WRONG_FOR_KEY},
	{ALGO_RSA, KU_SIGN | KU_DATA_ENCIPHER, FINDING_CERT_KU_WRONG_FOR_KEY},
	{ALGO_EC, KU_SIGN | KU_KEY_ENCIPHER, FINDING_CERT_KU_WRONG_FOR_KEY},
	{ALGO_EC, KU_SIGN | KU_AGREE, -1},
	{ALGO_EDDSA, KU_SIGN, FINDING_CERT_KU_SIGN_ONLY},
};

static void each_key_usage_has_its_finding(void)
{
	static const enum finding_id all[] = {
		FINDING_CERT_KU_SIGN_ONLY, FINDING_CERT_KU_ENCRYPT_ONLY,
		FINDING_CERT_KU_NONREPUDIATION_ONLY,
		FINDING_CERT_KU_WRONG_FOR_KEY, FINDING_CERT_KU_ABSENT};

	for (size_t i = 0; i < ARRAY_LEN(uses); i++) {
		struct cert leaf = RULES_LEAF;
		struct subject s = subject_of(&leaf);

		leaf.spki.algo = uses[i].algo;
		leaf.usage = uses[i].usage;
		for (size_t k = 0; k < ARRAY_LEN(all); k++)
			CU_ASSERT_EQUAL(rules_find(&s, all[k]),
					(int)all[k] == uses[i].id);
	}
}

static void absent_key_usage_is_warned_of(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.has_usage = false;
	leaf.usage = 0;
	CU_ASSERT_TRUE(FIND(s, CERT_KU_ABSENT));
	CU_ASSERT_FALSE(FIND(s, CERT_KU_SIGN_ONLY));
	CU_ASSERT_FALSE(FIND(s, CERT_KU_ENCRYPT_ONLY));
}

static const struct purpose {
	unsigned extended;
	int id;
} purposes[] = {
	{EKU_EMAIL, -1},
	{EKU_EMAIL | EKU_CLIENT, -1},
	{EKU_SERVER, FINDING_CERT_EKU_NO_EMAIL},
	{EKU_OTHER, FINDING_CERT_EKU_NO_EMAIL},
	{EKU_ANY, FINDING_CERT_EKU_ANY_ONLY},
	{EKU_EMAIL | EKU_ANY, -1},
	{EKU_EMAIL | EKU_OCSP, FINDING_CERT_EKU_OCSP_OR_SERVER},
	{EKU_EMAIL | EKU_SERVER, FINDING_CERT_EKU_OCSP_OR_SERVER},
};

static void each_set_of_purposes_has_its_finding(void)
{
	static const enum finding_id all[] = {
		FINDING_CERT_EKU_NO_EMAIL, FINDING_CERT_EKU_ANY_ONLY,
		FINDING_CERT_EKU_OCSP_OR_SERVER, FINDING_CERT_EKU_ABSENT};

	for (size_t i = 0; i < ARRAY_LEN(purposes); i++) {
		struct cert leaf = RULES_LEAF;
		struct subject s = subject_of(&leaf);

		leaf.extended = purposes[i].extended;
		for (size_t k = 0; k < ARRAY_LEN(all); k++)
			CU_ASSERT_EQUAL(rules_find(&s, all[k]),
					(int)all[k] == purposes[i].id);
	}
}

static void absent_purposes_block_under_public_roots_only(void)
{
	struct cert leaf = RULES_LEAF;
	struct cert root = RULES_CA("Big Root", "Big Root");
	struct subject s = subject_of(&leaf);
	struct chain chain;

	leaf.has_extended = false;
	leaf.extended = 0;
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_CERT_EKU_ABSENT),
			SEVERITY_WARNING);
	make_public(&s, &root, &chain);
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_CERT_EKU_ABSENT),
			SEVERITY_BLOCKER);
}

static void weak_signature_is_found_on_leaf_and_issuers(void)
{
	struct cert leaf = RULES_LEAF;
	struct cert inter = RULES_CA("Lab Issuer", "Lab Root");
	struct chain chain = {.links = {&leaf, &inter},
		.n = 2, .end = CHAIN_MISSING};
	struct subject s = subject_of(&leaf);

	leaf.signature_weak = true;
	leaf.signature = "RSA-SHA1";
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_CERT_SIG_SHA1, "RSA-SHA1"));
	leaf.signature_weak = false;
	inter.signature_weak = true;
	s.chain = &chain;
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_CERT_SIG_SHA1, "Lab Issuer"));
}

static void a_roots_own_weak_signature_does_not_matter(void)
{
	struct cert leaf = RULES_LEAF;
	struct cert root = RULES_CA("Lab Root", "Lab Root");
	struct chain chain = {.links = {&leaf, &root},
		.n = 2, .end = CHAIN_ROOT};
	struct subject s = subject_of(&leaf);

	root.signature_weak = true;
	root.self_signed = true;
	s.chain = &chain;
	CU_ASSERT_FALSE(FIND(s, CERT_SIG_SHA1));
}

static void self_signed_certificate_is_warned_of(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.self_signed = true;
	CU_ASSERT_TRUE(FIND(s, CERT_SELF_SIGNED));
}

static void bad_serial_number_is_noticed(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	CU_ASSERT_FALSE(FIND(s, CERT_SERIAL_BAD));
	leaf.serial_bad = true;
	CU_ASSERT_TRUE(FIND(s, CERT_SERIAL_BAD));
}

static void certificate_that_names_no_list_is_noted(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.crl_urls = (struct strlist){0};
	CU_ASSERT_TRUE(FIND(s, CERT_NO_CRLDP));
	leaf.ocsp_urls = RULES_LIST("http://ocsp.example.org");
	CU_ASSERT_FALSE(FIND(s, CERT_NO_CRLDP));
}

static void unknown_critical_extension_is_refused(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.critical_unknown = true;
	CU_ASSERT_TRUE(FIND(s, CERT_CRITICAL_UNKNOWN));
}

static void legacy_rules_ended_on_a_day(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.not_before = 1752624000;
	CU_ASSERT_FALSE(FIND(s, CERT_LEGACY_PROFILE));
	leaf.policies = RULES_LIST("2.23.140.1.5.2.2");
	CU_ASSERT_FALSE(FIND(s, CERT_LEGACY_PROFILE));
	leaf.policies = RULES_LIST("2.23.140.1.5.2.1");
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_CERT_LEGACY_PROFILE,
				    "2.23.140.1.5.2.1"));
	leaf.not_before--;
	CU_ASSERT_FALSE(FIND(s, CERT_LEGACY_PROFILE));
}

static void evolution_passes_over_keyagreement_alone(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&leaf);

	leaf.usage = KU_SIGN | KU_AGREE;
	CU_ASSERT_FALSE(FIND(s, CERT_EC_KEYAGREEMENT_EVOLUTION));
	leaf.spki.algo = ALGO_EC;
	CU_ASSERT_TRUE(FIND(s, CERT_EC_KEYAGREEMENT_EVOLUTION));
	leaf.usage |= KU_KEY_ENCIPHER;
	CU_ASSERT_FALSE(FIND(s, CERT_EC_KEYAGREEMENT_EVOLUTION));
	leaf.usage = KU_SIGN | KU_AGREE;
	leaf.has_usage = false;
	CU_ASSERT_FALSE(FIND(s, CERT_EC_KEYAGREEMENT_EVOLUTION));
}

const struct test tests_check_cert[] = {
	TEST(good_certificate_passes),
	TEST(issuers_certificate_is_not_a_persons),
	TEST(certificate_without_address_is_refused),
	TEST(address_as_common_name_does_not_count),
	TEST(address_in_utf8_form_only_is_refused),
	TEST(address_in_the_subject_is_a_warning_for_private_issuers),
	TEST(address_in_the_subject_blocks_under_public_roots),
	TEST(address_of_the_subject_counts_beside_others),
	TEST(address_is_held_against_the_one_looked_for),
	TEST(both_addresses_are_told),
	TEST(the_last_day_is_watched),
	TEST(expired_certificate_tells_its_last_day),
	TEST(certificate_of_tomorrow_is_not_valid_yet),
	TEST(long_life_is_refused_by_apple_under_public_roots_only),
	TEST(long_life_breaks_the_rules_of_its_policy),
	TEST(each_key_usage_has_its_finding),
	TEST(absent_key_usage_is_warned_of),
	TEST(each_set_of_purposes_has_its_finding),
	TEST(absent_purposes_block_under_public_roots_only),
	TEST(weak_signature_is_found_on_leaf_and_issuers),
	TEST(a_roots_own_weak_signature_does_not_matter),
	TEST(self_signed_certificate_is_warned_of),
	TEST(bad_serial_number_is_noticed),
	TEST(certificate_that_names_no_list_is_noted),
	TEST(unknown_critical_extension_is_refused),
	TEST(legacy_rules_ended_on_a_day),
	TEST(evolution_passes_over_keyagreement_alone),
	{0},
};
