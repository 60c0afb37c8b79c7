/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what somebody sees to its cause, with what is at hand. */
#include <stdlib.h>
#include <string.h>

#include "journey/diagnose/walk.h"
#include "tests/journey-kit.h"

static struct env *env;
static struct walk walk;

static void begin(const char *tree, const char *identity)
{
	struct walk_ask ask = {.env = env, .identity = identity};

	walk_begin(tree_by_name(tree), &ask, &walk);
}

static bool page_says(const struct page *p, const char *text)
{
	for (size_t i = 0; i < p->n; i++)
		if (strstr(p->lines[i].text, text))
			return true;
	return false;
}

static bool concludes(const char *text)
{
	struct page page = {0};
	bool does;

	walk_conclude(&walk, &page);
	does = page_says(&page, text);
	page_clear(&page);
	return does;
}

static void without_anything_all_is_open(void)
{
	env = kit_begin();
	begin("sign", NULL);
	CU_ASSERT_TRUE(walk_lacks_file(&walk));
	CU_ASSERT_EQUAL(walk_found(&walk, 0), -1);
	CU_ASSERT_TRUE(concludes("Your turn"));
	walk_clear(&walk);
	kit_end();
}

static void a_remark_does_not_answer_the_question(void)
{
	size_t remarks = 0;

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	begin("trust", kit_address);
	for (size_t i = 0; i < walk.tree->n; i++) {
		if (strcmp(walk_mark(&walk, i), "[i ]") != 0)
			continue;
		CU_ASSERT_STRING_EQUAL(walk_word(&walk, i), "remark");
		remarks++;
	}
	CU_ASSERT_TRUE(remarks > 0);
	walk_clear(&walk);
	kit_end();
}

static void what_the_files_tell_is_the_cause(void)
{
	struct page page = {0};
	size_t at;

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	env->now += 900 * 86400;
	begin("sign", kit_address);
	at = walk_first(&walk);
	CU_ASSERT_EQUAL(walk_found(&walk, at), FINDING_CERT_EXPIRED);
	CU_ASSERT_STRING_EQUAL(walk_mark(&walk, at), "[!!]");
	CU_ASSERT_TRUE(concludes("This is the cause: "));
	walk_step_show(&walk, at, &page);
	CU_ASSERT_TRUE(page_says(&page, "(cert-expired)"));
	page_clear(&page);
	walk_clear(&walk);
	env->now -= 900 * 86400;
	kit_end();
}

static void an_answer_is_a_cause_and_says_so(void)
{
	struct replies replies = {0};
	const struct question *q;
	struct page page = {0};
	size_t at;

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	begin("sign", kit_address);
	walk_on(&walk, &replies, "ios-18");
	at = walk_first(&walk);
	q = walk_question(&walk, at);
	CU_ASSERT_PTR_NOT_NULL_FATAL(q);
	CU_ASSERT_STRING_EQUAL(walk_mark(&walk, at), "[->]");
	replies.of[q->finding] = q->bad;
	walk_on(&walk, &replies, "ios-18");
	CU_ASSERT_EQUAL(walk_found(&walk, at), (int)q->finding);
	walk_show(&walk, &page);
	CU_ASSERT_TRUE(page_says(&page, "You said so."));
	page_clear(&page);
	walk_clear(&walk);
	kit_end();
}

static void the_other_answer_rules_it_out(void)
{
	struct replies replies = {0};
	const struct question *q;
	size_t at;

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	begin("sign", kit_address);
	walk_on(&walk, &replies, "ios-18");
	while (at = walk_first(&walk), (q = walk_question(&walk, at)) != NULL) {
		replies.of[q->finding] =
			q->bad == REPLY_YES ? REPLY_NO : REPLY_YES;
		walk_on(&walk, &replies, "ios-18");
	}
	CU_ASSERT_FALSE(concludes("Your turn"));
	CU_ASSERT_FALSE(concludes("This is the cause"));
	walk_clear(&walk);
	kit_end();
}

static void who_has_no_certificate_cannot_be_written_to(void)
{
	struct strlist to = {0};
	struct walk_ask ask = {.identity = kit_address, .to = &to};

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	ask.env = env;
	strlist_add(&to, "bob@example.org");
	walk_begin(tree_by_name("encrypt"), &ask, &walk);
	CU_ASSERT_FALSE(walk_lacks_file(&walk));
	CU_ASSERT_EQUAL(walk_found(&walk, 0), FINDING_RCPT_NO_CERT);
	walk_clear(&walk);
	strlist_clear(&to);
	kit_end();
}

static void a_bundle_that_is_none_is_the_cause(void)
{
	struct buf file = {0};
	struct walk_ask ask = {.file = &file, .name = "x.p12"};

	env = kit_begin();
	ask.env = env;
	buf_adds(&file, "<html>log in first</html>");
	walk_begin(tree_by_name("password"), &ask, &walk);
	CU_ASSERT_EQUAL(walk_found(&walk, 0), FINDING_P12_NOT_A_BUNDLE);
	walk_clear(&walk);
	buf_clear(&file);
	kit_end();
}

const struct test tests_walk[] = {
	TEST(without_anything_all_is_open),
	TEST(a_remark_does_not_answer_the_question),
	TEST(what_the_files_tell_is_the_cause),
	TEST(an_answer_is_a_cause_and_says_so),
	TEST(the_other_answer_rules_it_out),
	TEST(who_has_no_certificate_cannot_be_written_to),
	TEST(a_bundle_that_is_none_is_the_cause),
	{0},
};
