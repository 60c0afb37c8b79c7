/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers: text and secrets by name. */
#include <string.h>

#include "journey/desk/answers.h"
#include "tests/test.h"

static struct secret *phrase(const char *s)
{
	struct secret *made = secret_new(64);

	CU_ASSERT_EQUAL(secret_add(made, s, strlen(s)), 0);
	return made;
}

static void what_was_not_answered_is_null(void)
{
	struct answers a = {0};

	CU_ASSERT_PTR_NULL(answers_get(&a, "x"));
	CU_ASSERT_PTR_NULL(answers_secret(&a, "x"));
	CU_ASSERT_FALSE(answers_is(&a, "x", ""));
	answers_clear(&a);
}

static void a_second_answer_replaces_the_first(void)
{
	struct answers a = {0};

	answers_set(&a, "x", "1");
	answers_set(&a, "x", "2");
	CU_ASSERT_EQUAL(a.n, 1);
	CU_ASSERT_TRUE(answers_is(&a, "x", "2"));
	answers_set(&a, "x", NULL);
	CU_ASSERT_PTR_NULL(answers_get(&a, "x"));
	answers_clear(&a);
}

static void an_answer_may_be_set_from_itself(void)
{
	struct answers a = {0};

	answers_set(&a, "x", "same");
	answers_set(&a, "x", answers_get(&a, "x"));
	CU_ASSERT_TRUE(answers_is(&a, "x", "same"));
	answers_clear(&a);
}

static void wiping_leaves_the_text(void)
{
	struct answers a = {0};

	answers_set(&a, "x", "1");
	answers_take_secret(&a, "s", phrase("hush"));
	answers_wipe(&a);
	CU_ASSERT_PTR_NULL(answers_secret(&a, "s"));
	CU_ASSERT_TRUE(answers_is(&a, "x", "1"));
	answers_clear(&a);
}

static void a_copy_has_secrets_of_its_own(void)
{
	struct answers a = {0}, b = {0};

	answers_take_secret(&a, "s", phrase("hush"));
	answers_copy(&b, &a);
	CU_ASSERT_PTR_NOT_EQUAL(answers_secret(&a, "s"),
				answers_secret(&b, "s"));
	CU_ASSERT_TRUE(secret_equal(answers_secret(&a, "s"),
				    answers_secret(&b, "s")));
	answers_clear(&a);
	answers_clear(&b);
}

const struct test tests_answers[] = {
	TEST(what_was_not_answered_is_null),
	TEST(a_second_answer_replaces_the_first),
	TEST(an_answer_may_be_set_from_itself),
	TEST(wiping_leaves_the_text),
	TEST(a_copy_has_secrets_of_its_own),
	{0},
};
