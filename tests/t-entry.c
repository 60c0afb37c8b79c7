/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line editor, and the keys that reach it. */
#include "tests/test.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/view/entry.h"

static void type(struct entry *e, const char *text)
{
	for (; *text; text++)
		entry_insert(e, text, 1);
}

static void press(struct entry *e, enum press p, int times)
{
	while (times--)
		entry_press(e, p);
}

/* Shows what a window of that width holds. */
static bool shows(const struct entry *e, size_t width, const char *want,
		  size_t cursor)
{
	struct buf b = {0};
	size_t at;
	bool same;

	entry_show(e, width, &b, &at);
	same = strcmp(b.data, want) == 0 && at == cursor;
	if (!same)
		fprintf(stderr, "shows \"%s\" %zu\n", b.data, at);
	buf_clear(&b);
	return same;
}

static void too_long_a_paste_leaves_the_line_as_it_was(void)
{
	static char big[ENTRY_MAX + 1];
	struct entry e = {0};

	memset(big, 'x', sizeof(big));
	type(&e, "ab");
	CU_ASSERT_FALSE(entry_paste(&e, big, sizeof(big)));
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "ab");
	entry_clear(&e);
}

static void a_secret_never_outgrows_its_home(void)
{
	static char big[SECRET_PHRASE_MAX + 1];
	struct entry e;

	memset(big, 'x', sizeof(big));
	entry_init_secret(&e);
	CU_ASSERT_FALSE(entry_paste(&e, big, sizeof(big)));
	CU_ASSERT_EQUAL(entry_len(&e), 0);
	entry_clear(&e);
}

static void keys_at_the_ends_do_nothing(void)
{
	struct entry e = {0};

	press(&e, PRESS_LEFT, 2);
	press(&e, PRESS_BACKSPACE, 2);
	press(&e, PRESS_DELETE, 2);
	press(&e, PRESS_CUT_WORD, 2);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "");
	type(&e, "a");
	press(&e, PRESS_RIGHT, 3);
	press(&e, PRESS_DELETE, 1);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "a");
	entry_clear(&e);
}

static void text_is_put_in_at_the_cursor(void)
{
	struct entry e = {0};

	type(&e, "ac");
	press(&e, PRESS_LEFT, 1);
	type(&e, "b");
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "abc");
	entry_clear(&e);
}

/* The cluster of e and a combining diaeresis goes as one. */
static void backspace_takes_a_letter_with_its_marks(void)
{
	struct entry e = {0};

	type(&e, "ae\xcc\x88");
	press(&e, PRESS_BACKSPACE, 1);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "a");
	entry_clear(&e);
}

static void double_width_letters_are_kept_whole(void)
{
	struct entry e = {0};

	type(&e, "\xe6\xbc\xa2\xe5\xad\x97");
	CU_ASSERT(shows(&e, 8, "\xe6\xbc\xa2\xe5\xad\x97    ", 4));
	press(&e, PRESS_LEFT, 1);
	press(&e, PRESS_DELETE, 1);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "\xe6\xbc\xa2");
	entry_clear(&e);
}

/* Woman, joiner, laptop: one letter of a name, as far as keys go. What
 * joins cannot be seen, so it shows as one '?'. */
static void joined_pictures_go_as_one(void)
{
	static const char woman[] = "\360\237\221\251\342\200\215"
				    "\360\237\222\273";
	struct entry e = {0};

	type(&e, "a");
	entry_insert(&e, woman, strlen(woman));
	CU_ASSERT(shows(&e, 6, "a?    ", 2));
	press(&e, PRESS_BACKSPACE, 1);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "a");
	entry_clear(&e);
}

static void the_cursor_counts_letters_and_not_bytes(void)
{
	struct entry e = {0};

	type(&e, "u\314\210\346\274\242x"); /* u with its dots, a wide one */
	CU_ASSERT(shows(&e, 8, "u\314\210\346\274\242x    ", 4));
	press(&e, PRESS_LEFT, 2);
	CU_ASSERT(shows(&e, 8, "u\314\210\346\274\242x    ", 1));
	press(&e, PRESS_RIGHT, 1);
	CU_ASSERT(shows(&e, 8, "u\314\210\346\274\242x    ", 3));
	press(&e, PRESS_HOME, 1);
	CU_ASSERT(shows(&e, 8, "u\314\210\346\274\242x    ", 0));
	entry_clear(&e);
}

/* A letter of two cells is not shown by half. */
static void a_wide_letter_at_the_edge_waits(void)
{
	struct entry e = {0};

	type(&e, "abc\346\274\242\345\255\227");
	press(&e, PRESS_HOME, 1);
	CU_ASSERT(shows(&e, 5, "abc >", 0));
	entry_clear(&e);
}

static void do_anything(struct entry *e, unsigned *seed)
{
	static const char *const letters[] = {
		"a",	" ",	      "\303\274", "\314\210", "\346\274\242",
		"\327\251", "\342\200\215", "\360\237\221\251",
	};
	static const enum press keys[] = {
		PRESS_LEFT,    PRESS_RIGHT,	PRESS_HOME,	PRESS_END,
		PRESS_DELETE,  PRESS_BACKSPACE, PRESS_CUT_WORD, PRESS_LEFT,
		PRESS_CUT_END, PRESS_CUT_START,
	};
	unsigned n;

	*seed = *seed * 1103515245u + 12345u;
	n = *seed >> 16;
	if (n % 8 < 5)
		entry_insert(e, letters[n / 8 % ARRAY_LEN(letters)],
			     strlen(letters[n / 8 % ARRAY_LEN(letters)]));
	else
		entry_press(e, keys[n / 8 % ARRAY_LEN(keys)]);
}

static void no_keys_damage_the_text(void)
{
	struct entry e = {0};
	unsigned seed = 1;

	for (int i = 0; i < 20000; i++) {
		struct buf b = {0};
		size_t width = 4 + (size_t)i % 17, at;

		do_anything(&e, &seed);
		entry_show(&e, width, &b, &at);
		if (!text_is_utf8(entry_text(&e), entry_len(&e)) ||
		    e.at > entry_len(&e) || text_width(b.data) != width ||
		    at >= width) {
			fprintf(stderr, "%d: \"%s\" %zu %zu\n", i, b.data, width,
				at);
			CU_FAIL("damaged");
			buf_clear(&b);
			break;
		}
		buf_clear(&b);
	}
	entry_clear(&e);
}

static void control_w_takes_the_word_before(void)
{
	struct entry e = {0};

	type(&e, "one two  ");
	press(&e, PRESS_CUT_WORD, 1);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "one ");
	entry_clear(&e);
}

static void control_k_and_u_cut_to_the_ends(void)
{
	struct entry e = {0};

	type(&e, "abcd");
	press(&e, PRESS_LEFT, 2);
	press(&e, PRESS_CUT_END, 1);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "ab");
	press(&e, PRESS_LEFT, 1);
	press(&e, PRESS_CUT_START, 1);
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "b");
	entry_clear(&e);
}

static void a_paste_loses_its_line_ends(void)
{
	struct entry e = {0};

	CU_ASSERT(entry_paste(&e, "  a\nb\n\n", 7));
	CU_ASSERT_STRING_EQUAL(entry_text(&e), "a b");
	entry_clear(&e);
}

static void long_text_shows_that_there_is_more(void)
{
	struct entry e = {0};

	type(&e, "0123456789");
	CU_ASSERT(shows(&e, 6, "<789  ", 4));
	press(&e, PRESS_HOME, 1);
	CU_ASSERT(shows(&e, 6, "01234>", 0));
	entry_clear(&e);
}

static void a_secret_shows_only_its_length(void)
{
	struct entry e;

	entry_init_secret(&e);
	type(&e, "p\xc3\xa4ss");
	CU_ASSERT(shows(&e, 8, "****    ", 4));
	entry_clear(&e);
}

static void what_cannot_be_seen_shows_as_a_question_mark(void)
{
	struct entry e = {0};

	type(&e, "a\xe2\x80\xae"); /* U+202E turns the line around */
	CU_ASSERT(shows(&e, 6, "a?    ", 2));
	entry_clear(&e);
}

/* --- keys --------------------------------------------------------------- */

static struct event next(struct keys *k, const char *bytes, bool waited)
{
	struct event e = {0};

	keys_feed(k, bytes, strlen(bytes));
	if (!keys_next(k, waited, &e))
		e.kind = EVENT_NONE;
	return e;
}

static void an_unknown_sequence_is_passed_over(void)
{
	struct keys k;

	keys_init(&k, NULL);
	CU_ASSERT_STRING_EQUAL(next(&k, "\033[99;5ux", false).text, "x");
	keys_clear(&k);
}

static void a_lone_escape_waits_for_more(void)
{
	struct keys k;

	keys_init(&k, NULL);
	CU_ASSERT_EQUAL(next(&k, "\033", false).kind, EVENT_NONE);
	CU_ASSERT_EQUAL(next(&k, "", true).press, PRESS_ESC);
	keys_clear(&k);
}

static void arrows_are_known_in_both_modes(void)
{
	struct keys k;

	keys_init(&k, NULL);
	CU_ASSERT_EQUAL(next(&k, "\033[A", false).press, PRESS_UP);
	CU_ASSERT_EQUAL(next(&k, "\033OB", false).press, PRESS_DOWN);
	keys_clear(&k);
}

static void keys_that_a_terminal_may_lack_have_another(void)
{
	struct keys k;

	keys_init(&k, NULL);
	CU_ASSERT_EQUAL(next(&k, "\033OS", false).press, PRESS_F4);
	CU_ASSERT_EQUAL(next(&k, "\022", false).press, PRESS_F4);
	CU_ASSERT_EQUAL(next(&k, "\033[1;3A", false).press, PRESS_LIFT);
	CU_ASSERT_EQUAL(next(&k, "\024", false).press, PRESS_LIFT);
	keys_clear(&k);
}

static void a_paste_is_one_event_without_control_bytes(void)
{
	struct keys k;
	struct event e;

	keys_init(&k, NULL);
	e = next(&k, "\033[200~a\r\nb\033c\001\033[201~", false);
	CU_ASSERT_EQUAL_FATAL(e.kind, EVENT_PASTE);
	CU_ASSERT_STRING_EQUAL(secret_data(e.paste), "a\nbc");
	keys_clear(&k);
}

static void a_paste_without_end_is_over_after_a_while(void)
{
	struct keys k;
	struct event e;

	keys_init(&k, NULL);
	CU_ASSERT_EQUAL(next(&k, "\033[200~abc", false).kind, EVENT_NONE);
	e = next(&k, "", true);
	CU_ASSERT_EQUAL_FATAL(e.kind, EVENT_PASTE);
	CU_ASSERT_STRING_EQUAL(secret_data(e.paste), "abc");
	keys_clear(&k);
}

static void a_paste_that_is_too_long_says_so(void)
{
	struct keys k;
	struct event e;

	keys_init(&k, NULL);
	e = next(&k, "\033[200~", false);
	for (size_t n = 0; n <= KEYS_PASTE_MAX; n += 64) {
		CU_ASSERT_FALSE(keys_next(&k, false, &e));
		keys_feed(&k, "0123456789abcdef0123456789abcdef"
			      "0123456789abcdef0123456789abcdef", 64);
	}
	e = next(&k, "\033[201~", false);
	CU_ASSERT_EQUAL_FATAL(e.kind, EVENT_PASTE);
	CU_ASSERT_TRUE(e.cut);
	e = next(&k, "\033[200~short\033[201~", false);
	CU_ASSERT_FALSE(e.cut);
	keys_clear(&k);
}

static void letters_arrive_as_utf8(void)
{
	struct keys k;

	if (!setlocale(LC_CTYPE, "C.UTF-8")) {
		test_skip("no UTF-8 locale here");
		return;
	}
	keys_init(&k, NULL);
	CU_ASSERT_EQUAL(next(&k, "\xc3", false).kind, EVENT_NONE);
	CU_ASSERT_STRING_EQUAL(next(&k, "\xa4", false).text, "\xc3\xa4");
	keys_clear(&k);
	setlocale(LC_CTYPE, "C");
}

static void typed_bytes_do_not_stay_behind(void)
{
	static const char phrase[] = "correct horse";
	struct keys k;
	struct event e;

	keys_init(&k, NULL);
	keys_feed(&k, phrase, strlen(phrase));
	while (keys_next(&k, false, &e))
		;
	for (size_t i = 0; i < sizeof(k.bytes); i++)
		CU_ASSERT_EQUAL(k.bytes[i], 0);
	keys_clear(&k);
}

const struct test tests_entry[] = {
	TEST(too_long_a_paste_leaves_the_line_as_it_was),
	TEST(a_secret_never_outgrows_its_home),
	TEST(keys_at_the_ends_do_nothing),
	TEST(text_is_put_in_at_the_cursor),
	TEST(backspace_takes_a_letter_with_its_marks),
	TEST(double_width_letters_are_kept_whole),
	TEST(joined_pictures_go_as_one),
	TEST(the_cursor_counts_letters_and_not_bytes),
	TEST(a_wide_letter_at_the_edge_waits),
	TEST(no_keys_damage_the_text),
	TEST(control_w_takes_the_word_before),
	TEST(control_k_and_u_cut_to_the_ends),
	TEST(a_paste_loses_its_line_ends),
	TEST(long_text_shows_that_there_is_more),
	TEST(a_secret_shows_only_its_length),
	TEST(what_cannot_be_seen_shows_as_a_question_mark),
	TEST(an_unknown_sequence_is_passed_over),
	TEST(a_lone_escape_waits_for_more),
	TEST(arrows_are_known_in_both_modes),
	TEST(keys_that_a_terminal_may_lack_have_another),
	TEST(a_paste_is_one_event_without_control_bytes),
	TEST(a_paste_without_end_is_over_after_a_while),
	TEST(a_paste_that_is_too_long_says_so),
	TEST(letters_arrive_as_utf8),
	TEST(typed_bytes_do_not_stay_behind),
	{0},
};
