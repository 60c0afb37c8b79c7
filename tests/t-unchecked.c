/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nobody has looked at: rules/unchecked.c. */
#include "rules/unchecked.h"

#include "journey/page/verdicts.h"
#include "tests/rules.h"

static bool arises(const char *name, unsigned given)
{
	const struct unchecked *u = unchecked_by_name(name);

	CU_ASSERT_PTR_NOT_NULL_FATAL(u);
	return unchecked_arises(u, given);
}

static void unknown_name_has_no_row(void)
{
	CU_ASSERT_PTR_NULL(unchecked_by_name("cert-expired"));
}

static void every_row_says_what_and_why(void)
{
	for (size_t i = 0; i < unchecked_count(); i++) {
		const struct unchecked *u = unchecked_at(i);

		CU_ASSERT_PTR_EQUAL(unchecked_by_name(u->name), u);
		CU_ASSERT_EQUAL(strncmp(u->text, "whether ", 8), 0);
		CU_ASSERT_EQUAL(u->why[strlen(u->why) - 1], '.');
	}
}

static void withdrawal_is_open_until_a_list_is_given(void)
{
	CU_ASSERT_TRUE(arises("trust-revoked", GIVEN_OWN));
	CU_ASSERT_FALSE(arises("trust-revoked", GIVEN_OWN | GIVEN_CRL));
	CU_ASSERT_FALSE(arises("trust-revoked", GIVEN_THEIRS));
	CU_ASSERT_TRUE(arises("rcpt-revoked", GIVEN_THEIRS));
}

static void missing_issuer_could_be_fetched(void)
{
	struct cert leaf = RULES_LEAF;
	struct chain chain = {.links = {&leaf}, .n = 1, .end = CHAIN_MISSING};
	struct subject s = {.now = TEST_NOW, .leaf = &leaf, .chain = &chain};

	CU_ASSERT_TRUE(arises("trust-aia-available", given_of(&s)));
	chain.end = CHAIN_ROOT;
	CU_ASSERT_FALSE(arises("trust-aia-available", given_of(&s)));
}

static void what_was_given_is_read_off_the_subject(void)
{
	struct cert leaf = RULES_LEAF;
	struct bundle_info info = {0};
	struct subject s = {.now = TEST_NOW};

	CU_ASSERT_EQUAL(given_of(&s), 0);
	s.leaf = &leaf;
	CU_ASSERT_EQUAL(given_of(&s), GIVEN_OWN);
	s.key_missing = true;
	CU_ASSERT_EQUAL(given_of(&s), GIVEN_OWN | GIVEN_KEY);
	s = (struct subject){.bundle_info = &info};
	CU_ASSERT_EQUAL(given_of(&s), GIVEN_BUNDLE);
}

static void theirs_are_asked_for_in_other_places(void)
{
	struct cert leaf = RULES_LEAF;
	struct subject s = {.now = TEST_NOW, .leaf = &leaf};

	CU_ASSERT_EQUAL(given_of_theirs(&s), GIVEN_THEIRS);
}

static void page_tells_each_and_a_reason_once(void)
{
	struct page page = {0};
	struct buf text = {0};
	const char *why = unchecked_by_name("trust-revoked")->why;
	char *first;

	unchecked_show(0, &page);
	CU_ASSERT_EQUAL(page.n, 0);
	unchecked_show(GIVEN_OWN, &page);
	page_text(&page, 4000, &text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "whether the certificate was "
						 "withdrawn"));
	first = strstr(text.data, why);
	CU_ASSERT_PTR_NOT_NULL_FATAL(first);
	CU_ASSERT_PTR_NULL(strstr(first + 1, why));
	CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "Open the address"));
	buf_clear(&text);
	page_clear(&page);
}

const struct test tests_unchecked[] = {
	TEST(unknown_name_has_no_row),
	TEST(every_row_says_what_and_why),
	TEST(withdrawal_is_open_until_a_list_is_given),
	TEST(missing_issuer_could_be_fetched),
	TEST(what_was_given_is_read_off_the_subject),
	TEST(theirs_are_asked_for_in_other_places),
	TEST(page_tells_each_and_a_reason_once),
	{0},
};
