/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts per mail program: rules/client.c, rules/client-generic.c. */
#include "rules/client.h"

#include <stdlib.h>
#include <string.h>

#include "tests/rules.h"

/* Alice with key and certificate below a root that has no opinion. */
struct scene {
	struct cert leaf;
	struct spki key;
	struct chain chain;
	struct subject subject;
	struct report report;
};

#define SCENE(name)                                            \
	struct scene name = {.leaf = RULES_LEAF,               \
			     .key = rules_key("alice")};       \
	name.chain = (struct chain){.links = {&name.leaf},     \
				     .n = 1,                   \
				     .end = CHAIN_ROOT};       \
	name.subject = (struct subject){.now = TEST_NOW,       \
					.leaf = &name.leaf,    \
					.chain = &name.chain,  \
					.key = &name.key}

/* The verdict, or -1 where there can be none. */
static int verdict_of(const struct scene *x, enum ability a)
{
	struct client_verdict v;

	return client_verdict(client_by_name("generic"), a, &x->subject,
			      &x->report, &v)
		       ? (int)v.verdict
		       : -1;
}

static void unknown_client_is_none(void)
{
	CU_ASSERT_PTR_NULL(client_by_name("pine"));
}

static void every_client_is_found_by_its_name(void)
{
	CU_ASSERT_TRUE(client_count() > 0);
	for (size_t i = 0; i < client_count(); i++)
		CU_ASSERT_PTR_EQUAL(client_by_name(client_at(i)->name),
				    client_at(i));
}

static void every_ability_and_verdict_has_a_name(void)
{
	CU_ASSERT_STRING_EQUAL(ability_name(ABILITY_SIGN), "sign");
	CU_ASSERT_STRING_EQUAL(ability_name(ABILITY_TRUST), "trust");
	for (int a = 0; a < ABILITY_COUNT; a++)
		CU_ASSERT_TRUE(*ability_title((enum ability)a));
	CU_ASSERT_STRING_EQUAL(verdict_name(VERDICT_YES), "yes");
	CU_ASSERT_STRING_EQUAL(verdict_name(VERDICT_NO), "no");
	CU_ASSERT_STRING_EQUAL(verdict_name(VERDICT_UNKNOWN), "unknown");
}

static void every_rule_has_a_source(void)
{
	for (size_t i = 0; i < client_count(); i++) {
		const struct client_table *t = client_at(i)->tables;

		for (; t->rules; t++)
			for (size_t k = 0; k < t->n; k++) {
				const struct client_rule *r = &t->rules[k];

				CU_ASSERT_TRUE(r->source && *r->source);
				CU_ASSERT_TRUE(r->id < FINDING_COUNT);
				CU_ASSERT_TRUE(r->abilities != 0);
			}
	}
}

/* What names other programs only does not stand in the way of this one. */
static void finding_counts_for_the_programs_it_names(void)
{
	struct finding f = {.basis = FINDING_CERT_KU_NONREPUDIATION_ONLY};
	SCENE(x);

	CU_ASSERT_EQUAL(client_judge(client_by_name("ios-17"), &f, ABILITY_SIGN,
				     &x.subject),
			VERDICT_NO);
	CU_ASSERT_EQUAL(client_judge(client_by_name("thunderbird"), &f,
				     ABILITY_SIGN, &x.subject),
			VERDICT_YES);
	f.basis = FINDING_CERT_EXPIRED;
	CU_ASSERT_EQUAL(client_judge(client_by_name("thunderbird"), &f,
				     ABILITY_SIGN, &x.subject),
			VERDICT_NO);
}

static void without_findings_everything_is_allowed(void)
{
	SCENE(x);

	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), VERDICT_YES);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_ENCRYPT), VERDICT_YES);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_DECRYPT), VERDICT_YES);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_TRUST), VERDICT_YES);
}

static void nothing_is_said_of_what_is_not_there(void)
{
	SCENE(x);

	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_IMPORT), -1);
	x.subject.key = NULL;
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), VERDICT_YES);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_DECRYPT), -1);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_ENCRYPT), VERDICT_YES);
	x.subject.leaf = NULL;
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), -1);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_ENCRYPT), -1);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_TRUST), -1);
}

static void what_is_still_to_come_is_unknown(void)
{
	struct bundle_info info = {0};
	SCENE(x);

	x.subject.chain = NULL;
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_TRUST), VERDICT_UNKNOWN);
	x.subject.leaf = NULL;
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), VERDICT_UNKNOWN);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_ENCRYPT), VERDICT_UNKNOWN);
	x.subject.bundle_info = &info;
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_IMPORT), VERDICT_UNKNOWN);
}

/* A finding, and what it does to signing, encrypting and trusting. */
static const struct effect {
	enum finding_id id;
	enum verdict sign, encrypt, trust;
} effects[] = {
	{FINDING_CERT_KU_SIGN_ONLY, VERDICT_YES, VERDICT_NO, VERDICT_YES},
	{FINDING_CERT_KU_ENCRYPT_ONLY, VERDICT_NO, VERDICT_YES, VERDICT_YES},
	{FINDING_CERT_EXPIRED, VERDICT_NO, VERDICT_NO, VERDICT_NO},
	{FINDING_CERT_KU_ABSENT, VERDICT_YES, VERDICT_YES, VERDICT_YES},
	{FINDING_TRUST_ROOT_UNKNOWN, VERDICT_NO, VERDICT_NO, VERDICT_NO},
	{FINDING_TRUST_IMPORTED_NOT_TRUSTED, VERDICT_YES, VERDICT_YES,
	 VERDICT_UNKNOWN},
	{FINDING_KEY_UNENCRYPTED, VERDICT_YES, VERDICT_YES, VERDICT_YES},
};

static void each_finding_forbids_what_it_affects(void)
{
	for (size_t i = 0; i < ARRAY_LEN(effects); i++) {
		const struct effect *e = &effects[i];
		SCENE(x);

		rules_put(&x.report, e->id);
		CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), e->sign);
		CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_ENCRYPT), e->encrypt);
		CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_TRUST), e->trust);
		report_clear(&x.report);
	}
}

static void lowered_finding_forbids_nothing(void)
{
	SCENE(x);

	rules_put(&x.report, FINDING_CERT_EMAIL_SUBJECT_ONLY);
	report_lower(&x.report);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), VERDICT_YES);
	report_clear(&x.report);
}

static void chain_that_likely_goes_on_leaves_trust_open(void)
{
	SCENE(x);

	rules_put(&x.report, FINDING_TRUST_CHAIN_INCOMPLETE);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_TRUST), VERDICT_NO);
	report_lower(&x.report);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_TRUST), VERDICT_UNKNOWN);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), VERDICT_YES);
	report_clear(&x.report);
}

static void reasons_are_those_of_the_verdict_each_once(void)
{
	struct client_verdict v;
	SCENE(x);

	rules_put(&x.report, FINDING_CERT_EXPIRED);
	rules_put(&x.report, FINDING_TRUST_PATHLEN);
	rules_put(&x.report, FINDING_TRUST_PATHLEN);
	rules_put(&x.report, FINDING_TRUST_IMPORTED_NOT_TRUSTED);
	CU_ASSERT_TRUE_FATAL(client_verdict(client_at(0), ABILITY_TRUST,
					    &x.subject, &x.report, &v));
	CU_ASSERT_EQUAL(v.verdict, VERDICT_NO);
	CU_ASSERT_EQUAL_FATAL(v.because.n, 2);
	CU_ASSERT_EQUAL(v.because.ids[0], FINDING_CERT_EXPIRED);
	CU_ASSERT_EQUAL(v.because.ids[1], FINDING_TRUST_PATHLEN);
	report_clear(&x.report);
}

static void many_reasons_do_not_overflow(void)
{
	struct client_verdict v;
	SCENE(x);

	for (int i = 0; i < FINDING_COUNT; i++)
		rules_put(&x.report, (enum finding_id)i);
	CU_ASSERT_TRUE_FATAL(client_verdict(client_at(0), ABILITY_ENCRYPT,
					    &x.subject, &x.report, &v));
	CU_ASSERT_EQUAL(v.because.n, ARRAY_LEN(v.because.ids));
	report_clear(&x.report);
}

static void missing_key_forbids_signing_and_reading(void)
{
	SCENE(x);

	x.subject.key = NULL;
	x.subject.key_missing = true;
	check_all(&x.subject, &x.report, NULL);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_SIGN), VERDICT_NO);
	CU_ASSERT_EQUAL(verdict_of(&x, ABILITY_DECRYPT), VERDICT_NO);
	report_clear(&x.report);
}

static bool words_are(const char *column, const char *should)
{
	char *is = clients_words(column);
	bool same = strcmp(is, should) == 0;

	free(is);
	return same;
}

static void who_is_concerned_is_named_for_people(void)
{
	CU_ASSERT(words_are("thunderbird", "Thunderbird"));
	CU_ASSERT(words_are("outlook exo issuers",
			    "Outlook on Windows; Exchange Online, the mail "
			    "server; Public issuers"));
	CU_ASSERT(words_are("apple", "iPhone, iPad and Mac"));
	CU_ASSERT(words_are("", ""));
	for (int i = 0; i < FINDING_COUNT; i++) {
		const char *column = finding_info((enum finding_id)i)->clients;
		char *words = clients_words(column);

		/* Each has a word: none stands as it is in the catalogue. */
		for (const char *at = words; *at; at += strcspn(at, ";"))
			CU_ASSERT((at += strspn(at, "; "),
				   (*at >= 'A' && *at <= 'Z') ||
					   strncmp(at, "iPhone", 6) == 0));
		free(words);
	}
}

const struct test tests_client[] = {
	TEST(unknown_client_is_none),
	TEST(every_client_is_found_by_its_name),
	TEST(every_ability_and_verdict_has_a_name),
	TEST(every_rule_has_a_source),
	TEST(finding_counts_for_the_programs_it_names),
	TEST(without_findings_everything_is_allowed),
	TEST(nothing_is_said_of_what_is_not_there),
	TEST(what_is_still_to_come_is_unknown),
	TEST(each_finding_forbids_what_it_affects),
	TEST(lowered_finding_forbids_nothing),
	TEST(chain_that_likely_goes_on_leaves_trust_open),
	TEST(reasons_are_those_of_the_verdict_each_once),
	TEST(many_reasons_do_not_overflow),
	TEST(missing_key_forbids_signing_and_reading),
	TEST(who_is_concerned_is_named_for_people),
	{0},
};
