/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages: lines with roles. */
#include <string.h>

#include "journey/page/page.h"
#include "tests/test.h"

static void an_empty_page_can_be_cleared(void)
{
	struct page p = {0};

	page_clear(&p);
	CU_ASSERT_EQUAL(p.n, 0);
}

static void lines_keep_order_and_role(void)
{
	struct page p = {0};

	page_add(&p, ROLE_TITLE, "one %d", 1);
	page_field(&p, "Label", "%s", "value");
	CU_ASSERT_EQUAL_FATAL(p.n, 2);
	CU_ASSERT_EQUAL(p.lines[0].role, ROLE_TITLE);
	CU_ASSERT_STRING_EQUAL(p.lines[0].text, "one 1");
	CU_ASSERT_STRING_EQUAL(p.lines[1].label, "Label");
	CU_ASSERT_STRING_EQUAL(p.lines[1].text, "value");
	page_clear(&p);
}

static void two_gaps_are_one(void)
{
	struct page p = {0};

	page_gap(&p);
	CU_ASSERT_EQUAL(p.n, 0);
	page_add(&p, ROLE_TEXT, "x");
	page_gap(&p);
	page_gap(&p);
	CU_ASSERT_EQUAL(p.n, 2);
	page_clear(&p);
}

static void a_list_labels_its_first_line_only(void)
{
	struct strlist l = {0};
	struct page p = {0};

	strlist_add(&l, "a");
	strlist_add(&l, "b");
	page_strlist(&p, "L", &l);
	CU_ASSERT_EQUAL_FATAL(p.n, 2);
	CU_ASSERT_STRING_EQUAL(p.lines[0].label, "L");
	CU_ASSERT_STRING_EQUAL(p.lines[1].label, "");
	strlist_clear(&l);
	page_clear(&p);
}

static void a_finding_says_why_and_what_to_do(void)
{
	struct report r = {0};
	struct page p = {0};

	report_add(&r, FINDING_FILE_EMPTY, "f", "detail");
	page_finding(&p, &r.items[0]);
	CU_ASSERT_EQUAL_FATAL(p.n, 6);
	CU_ASSERT_EQUAL(p.lines[0].role, ROLE_BAD);
	CU_ASSERT_STRING_EQUAL(p.lines[1].text, "f");
	CU_ASSERT_STRING_EQUAL(p.lines[2].text, "detail");
	report_clear(&r);
	page_clear(&p);
}

/* For paper: one column of labels where fields stand together. */
static void a_page_becomes_plain_text(void)
{
	struct page p = {0};
	struct buf text = {0};

	page_add(&p, ROLE_TITLE, "Title");
	page_field(&p, "A", "one");
	page_field(&p, "Long", "two");
	page_add(&p, ROLE_DONE, "good");
	page_field(&p, "A", "three");
	page_add(&p, ROLE_CODE, "  run");
	page_add(&p, ROLE_TITLE, "Next");
	page_text(&p, 40, &text);
	CU_ASSERT_STRING_EQUAL(text.data, "Title\n-----\n"
					  "  A     one\n  Long  two\n"
					  "[ok] good\n"
					  "  A  three\n"
					  "  run\n"
					  "\nNext\n----\n");
	buf_clear(&text);
	page_clear(&p);
}

static void plain_text_is_wrapped_under_its_mark(void)
{
	struct page p = {0};
	struct buf text = {0};

	page_add(&p, ROLE_WARN, "one two three four five six seven");
	page_text(&p, 30, &text);
	CU_ASSERT_STRING_EQUAL(text.data, "[! ] one two three four five\n"
					  "     six seven\n");
	buf_clear(&text);
	page_clear(&p);
}

static void text_without_blanks_is_wrapped_too(void)
{
	struct page p = {0};
	struct buf text = {0};

	page_add(&p, ROLE_WARN, "証明書の期限が切れました。");
	page_text(&p, 25, &text);
	CU_ASSERT_STRING_EQUAL(text.data, "[! ] 証明書の期限が切れま\n"
					  "     した。\n");
	buf_clear(&text);
	page_clear(&p);
}

static const char *key_for(enum finding_id id)
{
	return id == FINDING_FILE_EMPTY ? "press b" : NULL;
}

static bool advises(const struct finding *f, bool brief, const char *what)
{
	struct page p = {0};
	bool any = false;

	if (brief)
		page_finding_brief(&p, f);
	else
		page_finding(&p, f);
	for (size_t i = 0; i < p.n; i++)
		any |= strcmp(p.lines[i].text, what) == 0;
	page_clear(&p);
	return any;
}

static void a_front_end_may_have_advice_of_its_own(void)
{
	struct report r = {0};

	report_add(&r, FINDING_FILE_EMPTY, NULL, "");
	report_add(&r, FINDING_PASS_EMPTY, NULL, "");
	page_set_fix(key_for);
	for (int brief = 0; brief < 2; brief++) {
		CU_ASSERT_TRUE(advises(&r.items[0], brief, "press b"));
		CU_ASSERT_TRUE(advises(&r.items[1], brief,
				       finding_info(FINDING_PASS_EMPTY)->fix));
	}
	page_set_fix(NULL);
	CU_ASSERT_FALSE(advises(&r.items[0], true, "press b"));
	report_clear(&r);
}

const struct test tests_page[] = {
	TEST(an_empty_page_can_be_cleared),
	TEST(lines_keep_order_and_role),
	TEST(two_gaps_are_one),
	TEST(a_list_labels_its_first_line_only),
	TEST(a_finding_says_why_and_what_to_do),
	TEST(a_front_end_may_have_advice_of_its_own),
	TEST(a_page_becomes_plain_text),
	TEST(plain_text_is_wrapped_under_its_mark),
	TEST(text_without_blanks_is_wrapped_too),
	{0},
};
