/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose lists have the root: rules/check-root.c, and what follows for each
 * program. */
#include "rules/client.h"
#include "tests/rules.h"

#define FIND(subject, id) rules_find(&(subject), FINDING_##id)

/* Alice below an intermediate below a root that the person trusts. */
struct scene {
	struct cert leaf, inter, root;
	struct cert *root_list[1];
	struct cert_list roots;
	struct chain chain;
	struct subject subject;
};

#define SCENE(name)                                          \
	struct scene name = {.leaf = RULES_LEAF,             \
			     .inter = RULES_CA("Lab Issuer", \
					       "Lab Root"),  \
			     .root = RULES_CA("Lab Root",    \
					      "Lab Root")};  \
	scene_join(&name)

static void scene_join(struct scene *x)
{
	x->root.self_signed = x->root.self_issued = true;
	x->leaf.issuer_der = x->inter.subject_der;
	x->root_list[0] = &x->root;
	x->roots = (struct cert_list){x->root_list, 1};
	x->chain = (struct chain){.links = {&x->leaf, &x->inter, &x->root},
				  .n = 3,
				  .end = CHAIN_ROOT};
	x->subject = (struct subject){.label = "alice.pem",
				      .now = TEST_NOW,
				      .leaf = &x->leaf,
				      .chain = &x->chain,
				      .roots = &x->roots};
}

/* The root becomes the first of any list that passes. */
static bool scene_list(struct scene *x, enum store_trust apple,
		       enum store_trust mozilla)
{
	x->roots.n = 0;
	for (size_t k = 0; k < store_count(); k++)
		for (size_t i = 0; i < store_at(k)->n; i++) {
			memcpy(x->root.fingerprint,
			       store_at(k)->rows[i].fingerprint,
			       FINGERPRINT_LEN);
			if (store_find(store_apple(), &x->root) == apple &&
			    store_find(store_mozilla(), &x->root) == mozilla)
				return true;
		}
	return false;
}

/* What a program says of trust; -1 where nothing can be said. */
static int trust_of(const struct scene *x, const char *client)
{
	struct report report = {0};
	struct client_verdict v;
	int verdict = -1;

	check_all(&x->subject, &report, NULL);
	if (client_verdict(client_by_name(client), ABILITY_TRUST, &x->subject,
			   &report, &v))
		verdict = (int)v.verdict;
	report_clear(&report);
	return verdict;
}

/* Cross-signed: the other path ends in a root that both lists have. */
static void each_list_may_take_a_path_of_its_own(void)
{
	static struct paths paths;
	struct cert other = RULES_CA("Other Root", "Other Root");
	SCENE(x);

	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_EMAIL));
	other = x.root;
	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_UNKNOWN));
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_NO);
	paths.items[0] = paths.items[1] = x.chain;
	paths.items[1].links[2] = &other;
	paths.n = 2;
	x.subject.paths = &paths;
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "ios-18"), VERDICT_YES);
	paths.items[1].marks[1] = LINK_EXPIRED;
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_NO);
}

/* Warnings for all others. */
static void what_thunderbird_refuses_is_its_own(void)
{
	static const unsigned marks[] = {LINK_NAMES_LITERAL,
					 LINK_PATH_LENGTH_ALL,
					 LINK_CRITICAL_RARE};

	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		SCENE(x);

		CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_EMAIL));
		CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_YES);
		x.chain.marks[1] = marks[i];
		CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_NO);
		CU_ASSERT_EQUAL(trust_of(&x, "ios-18"), VERDICT_YES);
	}
}

static void openssl_alone_reads_a_name_in_another_spelling(void)
{
	SCENE(x);

	x.chain.marks[1] = LINK_ENCODING;
	CU_ASSERT_EQUAL(trust_of(&x, "openssl"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_NO);
}

static void strange_root_is_not_trusted(void)
{
	SCENE(x);

	x.roots.n = 0;
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_TRUST_ROOT_UNKNOWN, "00:00"));
	x.subject.roots = NULL;
	CU_ASSERT_TRUE(FIND(x.subject, TRUST_ROOT_UNKNOWN));
}

static void self_signed_leaf_is_its_own_unknown_root(void)
{
	SCENE(x);

	x.leaf.self_signed = true;
	x.roots.n = 0;
	x.chain.n = 1;
	CU_ASSERT_TRUE(FIND(x.subject, TRUST_ROOT_UNKNOWN));
	CU_ASSERT_TRUE(FIND(x.subject, CERT_SELF_SIGNED));
}

static void public_root_for_mail_is_trusted(void)
{
	SCENE(x);

	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_EMAIL));
	CU_ASSERT_FALSE(FIND(x.subject, TRUST_ROOT_UNKNOWN));
	CU_ASSERT_FALSE(FIND(x.subject, TRUST_ROOT_NO_EMAIL_BIT));
	CU_ASSERT_FALSE(FIND(x.subject, TRUST_IMPORTED_NOT_TRUSTED));
}

static void public_root_for_other_purposes_is_refused(void)
{
	SCENE(x);

	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_OTHER, STORE_UNKNOWN));
	CU_ASSERT_EQUAL(rules_severity(&x.subject,
				       FINDING_TRUST_ROOT_NO_EMAIL_BIT),
			SEVERITY_BLOCKER);
	CU_ASSERT_FALSE(FIND(x.subject, TRUST_ROOT_UNKNOWN));
}

static void root_for_mail_in_one_list_only_is_a_warning(void)
{
	SCENE(x);

	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_OTHER));
	CU_ASSERT_EQUAL(rules_severity(&x.subject,
				       FINDING_TRUST_ROOT_NO_EMAIL_BIT),
			SEVERITY_WARNING);
	CU_ASSERT_TRUE(rules_detail(&x.subject, FINDING_TRUST_ROOT_NO_EMAIL_BIT,
				    "Mozilla"));
}

/* "Trusted in your Thunderbird, not on their iPhone", out of one check. */
static void root_in_one_list_only_is_told_with_where_to_install_it(void)
{
	SCENE(x);

	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_UNKNOWN, STORE_EMAIL));
	CU_ASSERT_TRUE(rules_detail(&x.subject,
				    FINDING_TRUST_ROOT_STORE_DIFFERS,
				    "is in the list of Mozilla, not in that of "
				    "Apple"));
	CU_ASSERT_TRUE(rules_detail(&x.subject,
				    FINDING_TRUST_ROOT_STORE_DIFFERS,
				    "iPhone, iPad and Mac"));
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "ios-18"), VERDICT_NO);
	CU_ASSERT_EQUAL(trust_of(&x, "generic"), VERDICT_UNKNOWN);
}

static void root_that_only_apple_has_is_not_thunderbirds(void)
{
	SCENE(x);

	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_UNKNOWN));
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_NO);
	CU_ASSERT_EQUAL(trust_of(&x, "evolution"), VERDICT_NO);
	CU_ASSERT_EQUAL(trust_of(&x, "macos-14"), VERDICT_YES);
	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_OTHER));
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_NO);
	CU_ASSERT_EQUAL(trust_of(&x, "macos-14"), VERDICT_YES);
}

static void root_of_both_lists_is_open_where_the_list_is_not_known(void)
{
	SCENE(x);

	CU_ASSERT_TRUE_FATAL(scene_list(&x, STORE_EMAIL, STORE_EMAIL));
	CU_ASSERT_FALSE(FIND(x.subject, TRUST_ROOT_STORE_DIFFERS));
	CU_ASSERT_EQUAL(trust_of(&x, "ios-17"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "generic"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "outlook"), VERDICT_UNKNOWN);
}

/* On a device of Apple's the switch can be off: only the person can look. */
static void installed_root_is_trusted_but_for_the_switch(void)
{
	SCENE(x);

	CU_ASSERT_TRUE(FIND(x.subject, TRUST_IMPORTED_NOT_TRUSTED));
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "openssl"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "ios-18"), VERDICT_UNKNOWN);
}

static void root_said_to_be_public_is_in_every_list(void)
{
	SCENE(x);

	x.subject.public_roots = x.subject.roots;
	x.subject.roots = NULL;
	CU_ASSERT_FALSE(FIND(x.subject, TRUST_ROOT_UNKNOWN));
	CU_ASSERT_TRUE(subject_is_public(&x.subject));
	CU_ASSERT_EQUAL(trust_of(&x, "thunderbird"), VERDICT_YES);
	CU_ASSERT_EQUAL(trust_of(&x, "ios-18"), VERDICT_YES);
}

const struct test tests_check_root[] = {
	TEST(each_list_may_take_a_path_of_its_own),
	TEST(what_thunderbird_refuses_is_its_own),
	TEST(openssl_alone_reads_a_name_in_another_spelling),
	TEST(strange_root_is_not_trusted),
	TEST(self_signed_leaf_is_its_own_unknown_root),
	TEST(public_root_for_mail_is_trusted),
	TEST(public_root_for_other_purposes_is_refused),
	TEST(root_for_mail_in_one_list_only_is_a_warning),
	TEST(root_in_one_list_only_is_told_with_where_to_install_it),
	TEST(root_that_only_apple_has_is_not_thunderbirds),
	TEST(root_of_both_lists_is_open_where_the_list_is_not_known),
	TEST(installed_root_is_trusted_but_for_the_switch),
	TEST(root_said_to_be_public_is_in_every_list),
	{0},
};
