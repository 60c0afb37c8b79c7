/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check leaves open: journey/page/doubts.c. */
#include "journey/page/doubts.h"

#include <string.h>

#include "tests/rules.h"

static struct doubts find(const char *trees, unsigned given,
			  const char *clients)
{
	struct doubts_ask ask = {trees, given, clients};
	struct doubts d;

	doubts_find(&ask, &d);
	return d;
}

static bool asks(const struct doubts *d, enum finding_id id)
{
	for (size_t i = 0; i < d->nasks; i++)
		if (d->asks[i]->finding == id)
			return true;
	return false;
}

static void nothing_is_open_where_nothing_is_given(void)
{
	struct doubts d = find("", 0, NULL);

	CU_ASSERT_EQUAL(d.nasks, 0);
	doubts_clear(&d);
}

static void questions_are_those_of_the_trees(void)
{
	struct doubts d = find("sign", GIVEN_OWN, NULL);

	CU_ASSERT_TRUE(asks(&d, FINDING_CL_SIGN_OFF));
	CU_ASSERT_FALSE(asks(&d, FINDING_CL_ENCRYPT_OFF));
	doubts_clear(&d);
	d = find("sign encrypt", GIVEN_OWN, NULL);
	CU_ASSERT_TRUE(asks(&d, FINDING_CL_ENCRYPT_OFF));
	/* Nobody was named who is written to. */
	CU_ASSERT_FALSE(asks(&d, FINDING_RCPT_GROUP));
	doubts_clear(&d);
	d = find("encrypt", GIVEN_THEIRS, NULL);
	CU_ASSERT_TRUE(asks(&d, FINDING_RCPT_GROUP));
	doubts_clear(&d);
}

static void programs_have_their_own_questions(void)
{
	struct doubts d = find("sign", GIVEN_OWN, "thunderbird evolution");

	CU_ASSERT_TRUE(asks(&d, FINDING_CL_IDENTITY_NOT_SELECTED));
	CU_ASSERT_FALSE(asks(&d, FINDING_CL_SIGN_OFF));
	for (size_t i = 0; i < d.nasks; i++)
		CU_ASSERT_PTR_NULL(strstr(d.asks[i]->look, "Settings > Apps"));
	doubts_clear(&d);
}

static void a_root_that_all_have_needs_no_switch(void)
{
	struct doubts d = find("trust", GIVEN_OWN, NULL);

	CU_ASSERT_TRUE(asks(&d, FINDING_TRUST_IOS_SWITCH));
	doubts_clear(&d);
	d = find("trust", GIVEN_OWN | GIVEN_PUBLIC, NULL);
	CU_ASSERT_FALSE(asks(&d, FINDING_TRUST_IOS_SWITCH));
	doubts_clear(&d);
}

static void a_subject_says_what_was_given(void)
{
	struct cert c = RULES_LEAF;
	struct bundle_info info = {0};
	struct subject s = {.leaf = &c};

	CU_ASSERT_STRING_EQUAL(doubts_of(&s, NULL).trees, "sign encrypt trust");
	CU_ASSERT_TRUE(doubts_of(&s, NULL).given & GIVEN_OWN);
	s = (struct subject){.bundle_info = &info};
	CU_ASSERT_STRING_EQUAL(doubts_of(&s, NULL).trees, "password key");
	s = (struct subject){0};
	CU_ASSERT_STRING_EQUAL(doubts_of(&s, NULL).trees, "");
}

static size_t count(const struct page *p, const char *text)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->lines[i].text && strstr(p->lines[i].text, text);
	return n;
}

static void the_page_tells_as_much_as_is_wanted(void)
{
	const char *grey = "Are the switches for S/MIME grey?";
	struct doubts d = find("sign", GIVEN_OWN, NULL);
	struct page page = {0};

	doubts_show(&d, DOUBTS_COUNT, &page);
	CU_ASSERT_EQUAL(count(&page, grey), 0);
	CU_ASSERT_EQUAL(count(&page, "--client PROGRAM"), 1);
	page_clear(&page);
	doubts_show(&d, DOUBTS_LIST, &page);
	CU_ASSERT_EQUAL(count(&page, grey), 1);
	CU_ASSERT_EQUAL(count(&page, "Settings > Apps"), 0);
	page_clear(&page);
	doubts_show(&d, DOUBTS_FULL, &page);
	CU_ASSERT_EQUAL(count(&page, grey), 2);
	CU_ASSERT_TRUE(count(&page, "Settings > Apps") > 0);
	CU_ASSERT_TRUE(count(&page, "cl-profile-managed") > 0);
	page_clear(&page);
	doubts_clear(&d);
}

const struct test tests_doubts[] = {
	TEST(nothing_is_open_where_nothing_is_given),
	TEST(questions_are_those_of_the_trees),
	TEST(programs_have_their_own_questions),
	TEST(a_root_that_all_have_needs_no_switch),
	TEST(a_subject_says_what_was_given),
	TEST(the_page_tells_as_much_as_is_wanted),
	{0},
};
