/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for requests: rules/check-request.c. */
#include "tests/rules.h"

#define FIND(subject, id) rules_find(&(subject), FINDING_##id)

static struct subject subject_of(const struct csr *request)
{
	return (struct subject){.label = "request.pem",
				.now = TEST_NOW,
				.request = request,
				.address = ALICE};
}

static void good_request_passes(void)
{
	struct csr r = RULES_REQUEST;
	struct spki key = rules_key("alice");
	struct subject s = subject_of(&r);
	struct report report = {0};

	s.key = &key;
	check_all(&s, &report, NULL);
	CU_ASSERT_EQUAL(report.n, 0);
	report_clear(&report);
}

static void bad_signature_is_damage(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.signature_good = false;
	CU_ASSERT_TRUE(FIND(s, REQ_SIGNATURE_BAD));
}

static void request_without_address_is_refused(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.emails = (struct strlist){0};
	CU_ASSERT_TRUE(FIND(s, REQ_NO_EMAIL));
	CU_ASSERT_FALSE(FIND(s, REQ_ADDRESS_NOT_FROM));
}

static void address_in_the_subject_only_is_warned_of(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.emails = (struct strlist){0};
	r.subject_email = ALICE;
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_REQ_EMAIL_SUBJECT_ONLY, ALICE));
	CU_ASSERT_FALSE(FIND(s, REQ_NO_EMAIL));
}

/* What the request holds, and what is found when alice@example.org sends. */
static const struct from {
	const char *address;
	int id;
} froms[] = {
	{"alice@example.org", -1},
	{"alice@EXAMPLE.org", -1},
	{"Alice@example.org", FINDING_REQ_ADDRESS_CASE},
	{"bob@example.org", FINDING_REQ_ADDRESS_NOT_FROM},
	{"alice+tag@example.org", FINDING_REQ_ADDRESS_NOT_FROM},
};

static void address_is_held_against_the_senders(void)
{
	for (size_t i = 0; i < ARRAY_LEN(froms); i++) {
		char *list[] = {(char *)froms[i].address};
		struct csr r = RULES_REQUEST;
		struct subject s = subject_of(&r);

		r.emails = (struct strlist){list, 1};
		CU_ASSERT_EQUAL(FIND(s, REQ_ADDRESS_CASE),
				froms[i].id == FINDING_REQ_ADDRESS_CASE);
		CU_ASSERT_EQUAL(FIND(s, REQ_ADDRESS_NOT_FROM),
				froms[i].id == FINDING_REQ_ADDRESS_NOT_FROM);
	}
}

static void one_of_several_addresses_is_enough(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.emails = RULES_LIST("bob@example.org", ALICE);
	CU_ASSERT_FALSE(FIND(s, REQ_ADDRESS_NOT_FROM));
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_REQ_MULTI_ADDRESS,
				    "bob@example.org, " ALICE));
}

static void long_lists_of_addresses_are_cut(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.emails = RULES_LIST("a@x.org", "b@x.org", "c@x.org", "d@x.org",
			      "e@x.org", "f@x.org", "g@x.org", "h@x.org");
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_REQ_MULTI_ADDRESS,
				    "f@x.org and 2 more"));
}

static void address_with_a_display_name_is_malformed(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.emails = RULES_LIST("Alice <alice@example.org>");
	CU_ASSERT_TRUE(FIND(s, REQ_ADDRESS_MALFORMED));
}

static void letters_outside_ascii_before_the_at_are_a_warning(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.emails = RULES_LIST("\xc3\xa4lice@example.org");
	CU_ASSERT_EQUAL(rules_severity(&s, FINDING_REQ_ADDRESS_NONASCII_LOCAL),
			SEVERITY_WARNING);
}

static void domain_outside_ascii_is_shown_in_its_other_form(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.emails = RULES_LIST("alice@b\xc3\xbc" "cher.example");
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_REQ_ADDRESS_IDN,
				    "xn--bcher-kva.example"));
}

static void weak_hash_is_warned_of(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.signature_weak = true;
	r.signature = "RSA-SHA1";
	CU_ASSERT_TRUE(rules_detail(&s, FINDING_REQ_HASH_WEAK, "RSA-SHA1"));
}

static void challenge_password_is_warned_of(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	r.has_challenge = true;
	CU_ASSERT_TRUE(FIND(s, REQ_CHALLENGE_PASSWORD));
}

static void request_whose_key_is_gone_is_lost(void)
{
	struct csr r = RULES_REQUEST;
	struct spki key = rules_key("bob");
	struct subject s = subject_of(&r);

	CU_ASSERT_FALSE(FIND(s, REQ_LOST_KEY));
	s.key_missing = true;
	CU_ASSERT_TRUE(FIND(s, REQ_LOST_KEY));
	s.key_missing = false;
	s.key = &key;
	CU_ASSERT_TRUE(FIND(s, REQ_LOST_KEY));
}

static void answered_request_is_not_lost(void)
{
	struct csr r = RULES_REQUEST;
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&r);

	s.leaf = &leaf;
	s.key_missing = true;
	CU_ASSERT_FALSE(FIND(s, REQ_LOST_KEY));
	CU_ASSERT_TRUE(FIND(s, KEY_MISSING));
}

static void waiting_is_noted(void)
{
	struct csr r = RULES_REQUEST;
	struct subject s = subject_of(&r);

	CU_ASSERT_FALSE(FIND(s, REQ_WAITING));
	s.waiting = true;
	CU_ASSERT_TRUE(FIND(s, REQ_WAITING));
}

static void certificate_as_asked_for_differs_in_nothing(void)
{
	struct csr r = RULES_REQUEST;
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&r);

	s.leaf = &leaf;
	CU_ASSERT_FALSE(FIND(s, CERT_DIFFERS_FROM_REQUEST));
}

static void each_difference_to_the_request_is_told(void)
{
	static const char *const texts[] = {
		"name A. Example instead of Alice",
		"address " ALICE " is missing",
		"address bob@example.org is added",
		"key usage digitalSignature instead of",
		"purposes ",
	};
	struct csr r = RULES_REQUEST;
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&r);

	s.leaf = &leaf;
	leaf.common_name = "A. Example";
	leaf.emails = RULES_LIST("bob@example.org");
	leaf.usage = KU_SIGN;
	leaf.extended = EKU_EMAIL | EKU_CLIENT;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		CU_ASSERT_TRUE(rules_detail(
			&s, FINDING_CERT_DIFFERS_FROM_REQUEST, texts[i]));
}

static void what_was_not_asked_for_is_no_difference(void)
{
	struct csr r = RULES_REQUEST;
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&r);

	s.leaf = &leaf;
	r.common_name = NULL;
	r.usage = 0;
	r.extended = 0;
	CU_ASSERT_FALSE(FIND(s, CERT_DIFFERS_FROM_REQUEST));
}

static void certificate_of_another_key_is_not_compared(void)
{
	struct csr r = RULES_REQUEST;
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&r);

	s.leaf = &leaf;
	leaf.common_name = "Bob";
	leaf.spki = rules_key("bob");
	CU_ASSERT_FALSE(FIND(s, CERT_DIFFERS_FROM_REQUEST));
}

static void second_request_that_waits_is_noted(void)
{
	struct csr r = RULES_REQUEST, other = RULES_REQUEST;
	struct subject s = subject_of(&r);

	s.other_request = &other;
	CU_ASSERT_FALSE(FIND(s, REQ_DUPLICATE_OPEN));
	other.spki = rules_key("bob");
	CU_ASSERT_TRUE(FIND(s, REQ_DUPLICATE_OPEN));
	s.other_request = NULL;
	CU_ASSERT_FALSE(FIND(s, REQ_DUPLICATE_OPEN));
}

static void use_that_was_asked_for_and_not_given_is_noted(void)
{
	struct csr r = RULES_REQUEST;
	struct cert leaf = RULES_LEAF;
	struct subject s = subject_of(&r);

	s.leaf = &leaf;
	CU_ASSERT_FALSE(FIND(s, CERT_KEY_USAGE_MISMATCH_PLAN));
	leaf.usage = KU_SIGN;
	CU_ASSERT_TRUE(rules_detail(
		&s, FINDING_CERT_KEY_USAGE_MISMATCH_PLAN, "Encryption"));
	leaf.usage = KU_KEY_ENCIPHER;
	CU_ASSERT_TRUE(rules_detail(
		&s, FINDING_CERT_KEY_USAGE_MISMATCH_PLAN, "Signing"));
	r.usage = KU_KEY_ENCIPHER;
	CU_ASSERT_FALSE(FIND(s, CERT_KEY_USAGE_MISMATCH_PLAN));
	r.usage = KU_SIGN;
	leaf.has_usage = false;
	CU_ASSERT_FALSE(FIND(s, CERT_KEY_USAGE_MISMATCH_PLAN));
	leaf.has_usage = true;
	leaf.spki = rules_key("bob");
	CU_ASSERT_FALSE(FIND(s, CERT_KEY_USAGE_MISMATCH_PLAN));
}

const struct test tests_check_request[] = {
	TEST(good_request_passes),
	TEST(bad_signature_is_damage),
	TEST(request_without_address_is_refused),
	TEST(address_in_the_subject_only_is_warned_of),
	TEST(address_is_held_against_the_senders),
	TEST(one_of_several_addresses_is_enough),
	TEST(long_lists_of_addresses_are_cut),
	TEST(address_with_a_display_name_is_malformed),
	TEST(letters_outside_ascii_before_the_at_are_a_warning),
	TEST(domain_outside_ascii_is_shown_in_its_other_form),
	TEST(weak_hash_is_warned_of),
	TEST(challenge_password_is_warned_of),
	TEST(request_whose_key_is_gone_is_lost),
	TEST(answered_request_is_not_lost),
	TEST(waiting_is_noted),
	TEST(second_request_that_waits_is_noted),
	TEST(use_that_was_asked_for_and_not_given_is_noted),
	TEST(certificate_as_asked_for_differs_in_nothing),
	TEST(each_difference_to_the_request_is_told),
	TEST(what_was_not_asked_for_is_no_difference),
	TEST(certificate_of_another_key_is_not_compared),
	{0},
};
