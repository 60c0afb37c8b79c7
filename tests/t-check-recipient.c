/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates of others: rules/check-recipient.c. */
#include "tests/make-crl.h"
#include "tests/rules.h"

static struct subject subject(const struct cert *c)
{
	return (struct subject){
		.label = ALICE, .now = TEST_NOW, .address = ALICE, .leaf = c};
}

/* Whether it is found as that of a recipient, with its first name as basis. */
static bool finds(const struct subject *s, enum finding_id id,
		  enum finding_id basis)
{
	struct report report = {0};
	bool found = false;

	check_recipient(s, &report, NULL);
	for (size_t i = 0; i < report.n; i++) {
		const struct finding *f = &report.items[i];

		found |= f->id == id && f->basis == basis;
		CU_ASSERT_PTR_NOT_NULL(strchr(finding_info(f->id)->affects, 'E'));
	}
	CU_ASSERT_FALSE(report_has(&report, basis) && basis != id);
	report_clear(&report);
	return found;
}

static void sound_certificate_has_no_findings(void)
{
	struct cert c = RULES_LEAF;
	struct subject s = subject(&c);
	struct report report = {0};
	struct strlist passed = {0};

	check_recipient(&s, &report, &passed);
	CU_ASSERT_EQUAL(report.n, 0);
	CU_ASSERT_TRUE(passed.n > 5);
	report_clear(&report);
	strlist_clear(&passed);
}

static void no_certificate_is_the_only_finding(void)
{
	struct subject s = subject(NULL);
	struct report report = {0};

	check_recipient(&s, &report, NULL);
	CU_ASSERT_TRUE(test_only(&report, FINDING_RCPT_NO_CERT));
	report_clear(&report);
}

static void dates_are_told_of_the_recipient(void)
{
	struct cert c = RULES_LEAF;
	struct subject s = subject(&c);

	s.now = c.not_after + 1;
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_EXPIRED, FINDING_CERT_EXPIRED));
	s.now = c.not_before - 1;
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_NOT_YET_VALID,
			     FINDING_CERT_NOT_YET_VALID));
	/* To renew it in time is the owner's business. */
	s.now = c.not_after - RULES_DAY;
	CU_ASSERT_FALSE(finds(&s, FINDING_CERT_EXPIRES_SOON,
			      FINDING_CERT_EXPIRES_SOON));
}

static void addresses_are_those_written_to(void)
{
	struct cert c = RULES_LEAF;
	struct subject s = subject(&c);

	c.emails = RULES_LIST("robert@example.org");
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_ADDRESS_MISMATCH,
			     FINDING_CERT_EMAIL_MISMATCH));
	c.emails = RULES_LIST("Alice@EXAMPLE.org");
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_ADDRESS_CASE,
			     FINDING_CERT_EMAIL_CASE_DIFFERS));
	c.emails = RULES_LIST("alice@EXAMPLE.org");
	CU_ASSERT_FALSE(finds(&s, FINDING_RCPT_ADDRESS_CASE,
			      FINDING_CERT_EMAIL_CASE_DIFFERS));
	c.emails = (struct strlist){0};
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_ADDRESS_MISMATCH,
			     FINDING_CERT_NO_EMAIL));
	c.common_name = (char *)ALICE;
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_ADDRESS_MISMATCH,
			     FINDING_CERT_EMAIL_CN_ONLY));
}

static void uses_are_those_of_who_encrypts(void)
{
	struct cert c = RULES_LEAF;
	struct subject s = subject(&c);

	c.usage = KU_SIGN;
	CU_ASSERT_TRUE(
		finds(&s, FINDING_RCPT_SIGN_ONLY, FINDING_CERT_KU_SIGN_ONLY));
	/* That it cannot sign is no matter here. */
	c.usage = KU_KEY_ENCIPHER;
	CU_ASSERT_FALSE(finds(&s, FINDING_CERT_KU_ENCRYPT_ONLY,
			      FINDING_CERT_KU_ENCRYPT_ONLY));
	c.has_usage = false;
	CU_ASSERT_TRUE(
		finds(&s, FINDING_RCPT_KU_ABSENT, FINDING_CERT_KU_ABSENT));
	c = RULES_LEAF;
	c.extended = EKU_SERVER;
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_EKU, FINDING_CERT_EKU_NO_EMAIL));
	c.extended = EKU_ANY;
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_EKU, FINDING_CERT_EKU_ANY_ONLY));
}

static void keys_are_told_of_the_recipient(void)
{
	struct cert c = RULES_LEAF;
	struct subject s = subject(&c);

	c.spki.bits = 1024;
	CU_ASSERT_TRUE(
		finds(&s, FINDING_RCPT_WEAK_KEY, FINDING_KEY_RSA_TOO_SHORT));
	c = RULES_LEAF;
	c.signature_weak = true;
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_WEAK_KEY, FINDING_CERT_SIG_SHA1));
	c = RULES_LEAF;
	c.spki.algo = ALGO_EC;
	c.spki.bits = 256;
	c.spki.curve_is_common = true;
	c.usage = KU_SIGN | KU_AGREE;
	CU_ASSERT_TRUE(
		finds(&s, FINDING_RCPT_EC_KEY, FINDING_KEY_EC_ENCRYPT_APPLE));
}

static void withdrawn_one_is_told_of_the_recipient(void)
{
	struct ca issuer = ca_new("Issuer"), bob = ca_new("Bob");
	struct cert *root = certify(&issuer, &issuer);
	struct cert *c = certify_leaf(&bob, &issuer);
	struct crl_wish wish = {.revoked = c, .made = -9, .due = 9};
	struct crl *crl = crl_made(&wish, &issuer, &issuer);
	struct crl_list crls = {&crl, 1};
	struct chain chain = {.links = {c, root}, .n = 2, .end = CHAIN_ROOT};
	struct subject s = subject(c);

	root->usage |= KU_CRL_SIGN;
	s.chain = &chain;
	s.crls = &crls;
	CU_ASSERT_TRUE(finds(&s, FINDING_RCPT_REVOKED, FINDING_TRUST_REVOKED));
	crl_free(crl);
	cert_free(c);
	cert_free(root);
	ca_clear(&bob);
	ca_clear(&issuer);
}

const struct test tests_check_recipient[] = {
	TEST(sound_certificate_has_no_findings),
	TEST(no_certificate_is_the_only_finding),
	TEST(dates_are_told_of_the_recipient),
	TEST(addresses_are_those_written_to),
	TEST(uses_are_those_of_who_encrypts),
	TEST(keys_are_told_of_the_recipient),
	TEST(withdrawn_one_is_told_of_the_recipient),
	{0},
};
