/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text made harmless, measured and wrapped: base/text.h; security.md 25. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include <unigbrk.h>

#include "tests/test.h"

struct pair {
	const char *in;
	const char *out;
};

static void check_safe(const struct pair *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *got = text_safe_str(rows[i].in);

		CU_ASSERT_STRING_EQUAL(got, rows[i].out);
		free(got);
	}
}

static void controls_and_escapes_are_written_out(void)
{
	static const struct pair rows[] = {
		{"a\x1b[2Jb", "a\\x1B[2Jb"},
		{"a\nb\r\tc", "a\\x0Ab\\x0D\\x09c"},
		{"a\x7f", "a\\x7F"},
		{"a\xC2\x9b" "2J", "a\\u{009B}2J"},
		{"a\\x1B", "a\\\\x1B"},
	};

	check_safe(rows, ARRAY_LEN(rows));
}

static void bytes_that_are_no_utf8_are_written_out(void)
{
	static const struct pair rows[] = {
		{"a\xff" "b", "a\\xFFb"},
		{"\xC0\x9b", "\\xC0\\x9B"},	    /* overlong */
		{"\xED\xA0\x80", "\\xED\\xA0\\x80"}, /* a surrogate */
		{"a\xE2\x82", "a\\xE2\\x82"},	    /* cut */
		{"\x9b" "2J", "\\x9B2J"},
	};

	check_safe(rows, ARRAY_LEN(rows));
}

static void invisible_and_reordering_letters_are_written_out(void)
{
	static const struct pair rows[] = {
		{"\xE2\x80\xAEgro", "\\u{202E}gro"},
		{"\xE2\x81\xA6x\xE2\x81\xA9", "\\u{2066}x\\u{2069}"},
		{"a\xE2\x80\x8B" "b", "a\\u{200B}b"},
		{"a\xC2\xAD" "b", "a\\u{00AD}b"},
		{"\xE2\x80\xA8", "\\u{2028}"},
		{"a\xC2\xA0" "b", "a\\u{00A0}b"},
		{"\xE3\x85\xA4", "\\u{3164}"},
		{"\xF3\xA0\x81\x81", "\\u{E0041}"},
		{"a\xEF\xB8\x8F", "a\\u{FE0F}"},
		{"\xEE\x80\x80", "\\u{E000}"},
		{"\xEF\xBF\xBF", "\\u{FFFF}"},
	};

	check_safe(rows, ARRAY_LEN(rows));
}

static void third_combining_mark_is_written_out(void)
{
	static const struct pair rows[] = {
		{"e\xCC\x81\xCC\x81\xCC\x81", "e\xCC\x81\xCC\x81\\u{0301}"},
		{"\xCC\x81" "e", "\\u{0301}e"}, /* no letter to stand on */
	};

	check_safe(rows, ARRAY_LEN(rows));
}

static void plain_names_stay_as_they_are(void)
{
	static const struct pair rows[] = {
		{"Zo\xC3\xAB \xC5\x81uk", "Zo\xC3\xAB \xC5\x81uk"},
		{"\xE6\xBC\xA2\xE5\xAD\x97", "\xE6\xBC\xA2\xE5\xAD\x97"},
		{"", ""},
		{NULL, ""},
	};

	check_safe(rows, ARRAY_LEN(rows));
}

static void nul_is_shown_and_does_not_end_the_text(void)
{
	char *got = text_safe("good\0.evil", 10);

	CU_ASSERT_STRING_EQUAL(got, "good\\x00.evil");
	free(got);
}

static void long_text_is_cut_and_says_so(void)
{
	char *in = xmalloc(100000);
	char *got;

	memset(in, 'w', 100000);
	got = text_safe(in, 100000);
	CU_ASSERT_EQUAL(strlen(got), TEXT_CELLS_MAX);
	CU_ASSERT_STRING_EQUAL(got + TEXT_CELLS_MAX - 6, "w[...]");
	free(got);
	got = text_safe(in, TEXT_CELLS_MAX);
	CU_ASSERT_EQUAL(strlen(got), TEXT_CELLS_MAX);
	CU_ASSERT_PTR_NULL(strchr(got, '['));
	free(got);
	got = text_safe_full(in, 1000);
	CU_ASSERT_EQUAL(strlen(got), 1000);
	free(got);
	free(in);
}

static void wide_text_is_cut_by_cells_not_bytes(void)
{
	struct buf in = {0};
	char *got;

	for (int i = 0; i < 500; i++)
		buf_adds(&in, "\xE6\xBC\xA2");
	got = text_safe(in.data, in.len);
	CU_ASSERT(text_width(got) <= TEXT_CELLS_MAX);
	CU_ASSERT_TRUE(text_is_utf8(got, strlen(got)));
	free(got);
	buf_clear(&in);
}

static void ascii_form_shows_code_points(void)
{
	char *got = text_ascii("Zo\xC3\xAB \xF0\x9F\x98\x80\xff");

	CU_ASSERT_STRING_EQUAL(got, "Zo\\u{00EB} \\u{1F600}\\xFF");
	CU_ASSERT_TRUE(text_is_ascii(got));
	CU_ASSERT_FALSE(text_is_ascii("\xC3\xAB"));
	free(got);
}

static void hidden_characters_are_noticed(void)
{
	CU_ASSERT_TRUE(text_has_hidden("ali\xE2\x80\x8B" "ce"));
	CU_ASSERT_TRUE(text_has_hidden("a\tb"));
	CU_ASSERT_TRUE(text_has_hidden("\xff"));
	CU_ASSERT_FALSE(text_has_hidden("al\xC3\xAD" "ce b"));
}

static void width_counts_cells_of_what_is_seen(void)
{
	CU_ASSERT_EQUAL(text_width(""), 0);
	CU_ASSERT_EQUAL(text_width("abc"), 3);
	CU_ASSERT_EQUAL(text_width("e\xCC\x81"), 1);
	CU_ASSERT_EQUAL(text_width("\xE6\xBC\xA2"), 2);
	CU_ASSERT_EQUAL(text_width("a\tb"), 3);
}

static void text_that_fits_ends_between_characters(void)
{
	CU_ASSERT_EQUAL(text_fit("abc", 2), 2);
	CU_ASSERT_EQUAL(text_fit("abc", 9), 3);
	CU_ASSERT_EQUAL(text_fit("a\xE6\xBC\xA2", 2), 1);
	CU_ASSERT_EQUAL(text_fit("e\xCC\x81x", 1), 3);
}

static void a_letter_and_its_marks_are_one_step(void)
{
	CU_ASSERT_EQUAL(text_cluster("e\xCC\x81x"), 3);
	CU_ASSERT_EQUAL(text_cluster(""), 0);
	CU_ASSERT_EQUAL(text_cluster("e\xE2\x80\x8Dx"), 4);
}

/* ASCII is measured by a way of its own. */
static void every_pair_of_ascii_parts_as_unicode_says(void)
{
	unsigned wrong = 0;

	for (unsigned i = 1; i < 0x80 * 0x80; i++) {
		const uint8_t pair[] = {(uint8_t)(i / 0x80),
					(uint8_t)(i % 0x80), '\0'};
		const char *text = (const char *)pair;
		size_t n = strlen(text);
		const uint8_t *next = u8_grapheme_next(pair, pair + n);
		size_t step = next ? (size_t)(next - pair) : 0;

		wrong += text_cluster(text) != step;
		wrong += text_width(text) != (step == n ? n > 0 : 2);
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void check_wrap(const char *in, size_t cells, const char *joined)
{
	struct strlist l = {0};
	struct buf b = {0};

	text_wrap(in, cells, &l);
	for (size_t i = 0; i < l.n; i++)
		buf_addf(&b, "%s|", l.items[i]);
	CU_ASSERT_STRING_EQUAL(b.data, joined);
	buf_clear(&b);
	strlist_clear(&l);
}

static void empty_text_is_one_empty_line(void)
{
	check_wrap("", 10, "|");
}

static void lines_break_at_blanks(void)
{
	check_wrap("the quick brown fox", 10, "the quick|brown fox|");
	check_wrap("ab cd", 5, "ab cd|");
	check_wrap("ab   cd", 4, "ab|cd|");
}

static void a_word_longer_than_a_line_is_broken_inside(void)
{
	check_wrap("abcdefghij kl", 4, "abcd|efgh|ij|kl|");
	check_wrap("/home/alice/mail", 10, "/home/|alice/mail|");
	check_wrap("a/bcdefgh", 6, "a/bcde|fgh|");
	check_wrap("61A8647EA652922C-apple.p12", 20,
		   "61A8647EA652922C-|apple.p12|");
}

static void japanese_breaks_between_its_characters(void)
{
	check_wrap("証明書を確認します", 8, "証明書を|確認しま|す|");
	check_wrap("証明書 (.p12) です", 8, "証明書|(.p12)|です|");
	check_wrap("鍵smime-setupを使う", 12, "鍵|smime-setup|を使う|");
}

static void a_line_of_japanese_begins_with_no_full_stop(void)
{
	check_wrap("鍵です。次です。", 6, "鍵で|す。次|です。|");
	check_wrap("鍵を「開く」と", 6, "鍵を|「開|く」と|");
}

static void a_line_of_french_begins_with_no_lone_mark(void)
{
	check_wrap("Est-il valide ?", 14, "Est-il|valide ?|");
	check_wrap("la clé : ici", 7, "la|clé :|ici|");
	check_wrap("il dit « non ».", 9, "il dit|« non ».|");
	check_wrap("le « nom » ici", 7, "le|« nom »|ici|");
	check_wrap("a ?b", 3, "a|?b|");
	check_wrap("« mot »", 4, "«|mot|»|");
}

static void latin_words_do_not_break_where_unicode_would_let_them(void)
{
	check_wrap("clé and/or --plain", 9, "clé|and/or|--plain|");
}

static void a_character_wider_than_the_line_still_gets_on(void)
{
	check_wrap("\xE6\xBC\xA2\xE5\xAD\x97", 1,
		   "\xE6\xBC\xA2|\xE5\xAD\x97|");
	check_wrap("ab", 0, "a|b|");
}

static void text_is_composed_and_bad_bytes_are_none(void)
{
	char *got = text_nfc("e\xCC\x81");

	CU_ASSERT_STRING_EQUAL(got, "\xC3\xA9");
	free(got);
	CU_ASSERT_PTR_NULL(text_nfc("a\xff"));
}

/* Where another letter follows, it goes the way of all the others. */
static void ascii_is_folded_as_all_else_is(void)
{
	for (int c = 1; c < 128; c++) {
		char one[] = {(char)c, '\0'}, two[] = {(char)c, '\xC3', '\x9F', '\0'};
		char *a = text_fold(one), *b = text_fold(two);

		CU_ASSERT_EQUAL(strlen(a), 1);
		CU_ASSERT_EQUAL(a[0], b[0]);
		CU_ASSERT_STRING_EQUAL(b + 1, "ss");
		free(a);
		free(b);
	}
}

static void folding_ignores_case_and_composition(void)
{
	char *a = text_fold("STRASSE E\xCC\x81");
	char *b = text_fold("stra\xC3\x9F" "e \xC3\xA9");
	char *bad = text_fold("A\xff");

	CU_ASSERT_STRING_EQUAL(a, b);
	CU_ASSERT_PTR_NOT_NULL(bad);
	free(a);
	free(b);
	free(bad);
}

static void dates_are_iso_8601_in_utc(void)
{
	char *date = text_date(TEST_NOW);
	char *both = text_datetime(TEST_NOW);

	CU_ASSERT_STRING_EQUAL(date, "2026-06-01");
	CU_ASSERT_STRING_EQUAL(both, "2026-06-01 12:00 UTC");
	free(date);
	free(both);
}

static void days_left_are_whole_and_negative_when_past(void)
{
	CU_ASSERT_EQUAL(text_days_until(TEST_NOW + 86399, TEST_NOW), 0);
	CU_ASSERT_EQUAL(text_days_until(TEST_NOW + 86400, TEST_NOW), 1);
	CU_ASSERT_EQUAL(text_days_until(TEST_NOW - 1, TEST_NOW), -1);
	CU_ASSERT_EQUAL(text_days_until(TEST_NOW - 86400, TEST_NOW), -1);
	CU_ASSERT_EQUAL(text_days_until(TEST_NOW - 86401, TEST_NOW), -2);
}

static void untranslated_text_is_itself(void)
{
	CU_ASSERT_STRING_EQUAL(tr(""), "");
	CU_ASSERT_STRING_EQUAL(tr("no such text"), "no such text");
	CU_ASSERT_STRING_EQUAL(trn("one", "many", 1), "one");
	CU_ASSERT_STRING_EQUAL(trn("one", "many", 5), "many");
}

static bool cut_is(const char *text, size_t cells, const char *mark,
		   const char *should)
{
	char *is = text_cut(text, cells, mark);
	bool same = strcmp(is, should) == 0 && text_width(is) <= cells;

	free(is);
	return same;
}

static void what_is_cut_says_so(void)
{
	CU_ASSERT(cut_is("a long name", 11, "...", "a long name"));
	CU_ASSERT(cut_is("a long name", 10, "...", "a long..."));
	CU_ASSERT(cut_is("a long name", 10, "\u2026", "a long na\u2026"));
	CU_ASSERT(cut_is("a long name", 8, "\u2026", "a long\u2026"));
	CU_ASSERT(cut_is("a long name", 2, "...", "a "));
	CU_ASSERT(cut_is("a long name", 0, "...", ""));
	/* Two cells each, and a letter with its accent in one. */
	CU_ASSERT(cut_is("\u6F22\u5B57\u6F22", 5, "\u2026", "\u6F22\u5B57\u2026"));
	CU_ASSERT(cut_is("\u6F22\u5B57\u6F22", 4, "\u2026", "\u6F22\u2026"));
	CU_ASSERT(cut_is("e\u0301e\u0301e\u0301", 2, "\u2026", "e\u0301\u2026"));
}

const struct test tests_text[] = {
	TEST(controls_and_escapes_are_written_out),
	TEST(bytes_that_are_no_utf8_are_written_out),
	TEST(invisible_and_reordering_letters_are_written_out),
	TEST(third_combining_mark_is_written_out),
	TEST(plain_names_stay_as_they_are),
	TEST(nul_is_shown_and_does_not_end_the_text),
	TEST(long_text_is_cut_and_says_so),
	TEST(wide_text_is_cut_by_cells_not_bytes),
	TEST(what_is_cut_says_so),
	TEST(ascii_form_shows_code_points),
	TEST(hidden_characters_are_noticed),
	TEST(width_counts_cells_of_what_is_seen),
	TEST(text_that_fits_ends_between_characters),
	TEST(a_letter_and_its_marks_are_one_step),
	TEST(every_pair_of_ascii_parts_as_unicode_says),
	TEST(empty_text_is_one_empty_line),
	TEST(lines_break_at_blanks),
	TEST(a_word_longer_than_a_line_is_broken_inside),
	TEST(japanese_breaks_between_its_characters),
	TEST(a_line_of_japanese_begins_with_no_full_stop),
	TEST(a_line_of_french_begins_with_no_lone_mark),
	TEST(latin_words_do_not_break_where_unicode_would_let_them),
	TEST(a_character_wider_than_the_line_still_gets_on),
	TEST(text_is_composed_and_bad_bytes_are_none),
	TEST(ascii_is_folded_as_all_else_is),
	TEST(folding_ignores_case_and_composition),
	TEST(dates_are_iso_8601_in_utc),
	TEST(days_left_are_whole_and_negative_when_past),
	TEST(untranslated_text_is_itself),
	{0},
};
