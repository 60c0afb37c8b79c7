/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is in the address book, who is alike, and in which words. */
#include "journey/book/book-page.h"
#include "tests/book-kit.h"

static struct book *with_three(const struct env *env)
{
	struct book *b = opened(env, BOOK_WRITE);

	put(b, person("Bob Baker", "bob@example.org", TEST_NOW, 365), NULL);
	put(b, person("Eve Miller", "e.miller@example.net", TEST_NOW, 20),
	    NULL);
	put(b, person("Ärla", "arla@example.org", TEST_NOW + 50 * DAY, 365),
	    NULL);
	return b;
}

static void lists(struct book *b, const char *filter, const char *wanted)
{
	struct book_people p;
	struct buf names = {0};
	size_t total = 99;

	p = listed(b, filter, &total);
	for (size_t i = 0; i < p.n; i++)
		buf_addf(&names, "%s ", p.items[i].address);
	CU_ASSERT_STRING_EQUAL(names.data ? names.data : "", wanted);
	CU_ASSERT_EQUAL(p.n, total);
	buf_clear(&names);
	book_people_clear(&p);
}

static void people_come_by_address(void)
{
	struct env env = book_home();
	struct book *b = with_three(&env);

	lists(b, NULL, "arla@example.org bob@example.org "
		       "e.miller@example.net ");
	lists(b, "  ", "arla@example.org bob@example.org "
		       "e.miller@example.net ");
	book_close(b);
}

static void all_words_of_a_filter_have_to_fit(void)
{
	struct env env = book_home();
	struct book *b = with_three(&env);

	lists(b, "EXAMPLE.ORG", "arla@example.org bob@example.org ");
	lists(b, "org baker", "bob@example.org ");
	lists(b, "är", "arla@example.org ");
	lists(b, "nobody", "");
	lists(b, "%", "");
	book_close(b);
}

static void a_page_of_it_knows_how_many_there_are(void)
{
	struct env env = book_home();
	struct book *b = with_three(&env);
	struct book_page page = {.skip = 1, .max = 1};
	struct book_people p = {0};
	struct report r = {0};
	size_t total = 0;

	CU_ASSERT_EQUAL(book_list(b, &page, &p, &total, &r), 0);
	CU_ASSERT_EQUAL(total, 3);
	CU_ASSERT_EQUAL_FATAL(p.n, 1);
	CU_ASSERT_STRING_EQUAL(p.items[0].address, "bob@example.org");
	book_people_clear(&p);
	book_close(b);
}

static void is(const struct book_person *p, time_t now, const char *words)
{
	enum role role;
	char *state = book_state(p, now, &role);

	CU_ASSERT_STRING_EQUAL(state, words);
	/* Who vouches for them is not known here. */
	CU_ASSERT_NOT_EQUAL(role, ROLE_DONE);
	free(state);
}

static void the_state_is_told_in_words(void)
{
	struct book_person p = {.encrypts = true, .starts = TEST_NOW,
				.ends = TEST_NOW + 100 * DAY};

	is(&p, TEST_NOW, "certificate until 2026-09-09");
	is(&p, TEST_NOW + 80 * DAY, "ends soon, on 2026-09-09");
	is(&p, TEST_NOW + 101 * DAY, "ended on 2026-09-09");
	is(&p, TEST_NOW - DAY, "valid from 2026-06-01 on");
	p.encrypts = false;
	is(&p, TEST_NOW, "for signatures only");
}

/* Whoever sends the next one early stays reachable until it begins. */
static void the_one_that_is_valid_now_counts(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *now = person("Bob", "bob@example.org", TEST_NOW, 100);
	struct book_page page = {.now = TEST_NOW};
	struct book_people p = {0};
	struct report r = {0};

	put(b, person("Bob", "bob@example.org", TEST_NOW + 90 * DAY, 365),
	    NULL);
	put(b, cert_dup(now), NULL);
	CU_ASSERT_EQUAL(book_list(b, &page, &p, NULL, &r), 0);
	CU_ASSERT_EQUAL_FATAL(p.n, 1);
	CU_ASSERT_EQUAL(p.items[0].ends, now->not_after);
	book_people_clear(&p);
	book_close(b);
	cert_free(now);
}

static void tells(struct book *b, const char *asked, const char *part)
{
	struct report r = {0};

	CU_ASSERT_EQUAL(book_nobody(b, asked, TEST_NOW, &r), -1);
	CU_ASSERT_TRUE(report_has(&r, FINDING_RCPT_NO_CERT));
	CU_ASSERT_EQUAL(report_has(&r, FINDING_RCPT_ALIKE), part != NULL);
	if (part && report_has(&r, FINDING_RCPT_ALIKE))
		CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, part));
	report_clear(&r);
}

static void who_may_be_meant_is_told_with_the_difference(void)
{
	struct env env = book_home();
	struct book *b = with_three(&env);

	tells(b, "bob+mail@example.org", "plus sign");
	tells(b, "b0b@example.org", "only look alike");
	tells(b, "b\xD0\xBE"
		 "b@example.org",
	      "b[U+043E]b@example.org");
	tells(b, "miller@example.com", "name fits");
	tells(b, "carol@example.org", NULL);
	book_close(b);
}

static void a_line_says_whom_and_how(void)
{
	struct env env = book_home();
	struct book *b = with_three(&env);
	struct book_people p = listed(b, "bob", NULL);
	struct page page = {0};

	book_list_page(&p, 0, 5, TEST_NOW, &page);
	CU_ASSERT_EQUAL_FATAL(page.n, 2);
	CU_ASSERT_STRING_EQUAL(page.lines[0].text,
			       "bob@example.org (Bob Baker): certificate "
			       "until 2027-06-01");
	CU_ASSERT_PTR_NOT_NULL(strstr(page.lines[1].text, "And 4 more"));
	page_clear(&page);
	book_people_clear(&p);
	book_close(b);
}

const struct test tests_book_list[] = {
	TEST(people_come_by_address),
	TEST(all_words_of_a_filter_have_to_fit),
	TEST(a_page_of_it_knows_how_many_there_are),
	TEST(the_state_is_told_in_words),
	TEST(the_one_that_is_valid_now_counts),
	TEST(who_may_be_meant_is_told_with_the_difference),
	TEST(a_line_says_whom_and_how),
	{0},
};
