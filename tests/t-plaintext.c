/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done to text is undone, and nothing else is touched. */
#include "tests/test.h"

#include <string.h>

#include "mail/plaintext.h"

#define SLICE(text) \
	((struct slice){(const unsigned char *)(text), sizeof(text) - 1})

static struct slice slice_text(const char *text)
{
	return (struct slice){(const unsigned char *)text, strlen(text)};
}

struct row {
	const char *in, *out;
};

static void check(plain_fn *fn, const struct row *rows, size_t n, bool changes)
{
	for (size_t i = 0; i < n; i++) {
		struct buf out = {0};

		CU_ASSERT_EQUAL(fn(slice_text(rows[i].in), &out), changes);
		CU_ASSERT_STRING_EQUAL(out.data ? out.data : "", rows[i].out);
		buf_clear(&out);
	}
}

#define CHANGES(fn, rows) check(fn, rows, ARRAY_LEN(rows), true)
#define KEEPS(fn, rows) check(fn, rows, ARRAY_LEN(rows), false)

static void narrow_is(struct slice in, const char *text)
{
	struct buf out = {0};

	CU_ASSERT_TRUE(plain_utf8(in, &out));
	CU_ASSERT_STRING_EQUAL(out.data ? out.data : "", text);
	buf_clear(&out);
}

static void bytes_that_are_no_wide_text_are_left(void)
{
	static const struct slice rows[] = {
	    {NULL, 0},
	};
	struct buf out = {0};

	CU_ASSERT_FALSE(plain_utf8(rows[0], &out));
	CU_ASSERT_FALSE(plain_utf8(SLICE("abcdefgh"), &out));
	CU_ASSERT_FALSE(plain_utf8(SLICE("\0\0\0\0\0\0\0\0\0\0"), &out));
	CU_ASSERT_FALSE(plain_utf8(SLICE("a\0b\0c"), &out));
	CU_ASSERT_FALSE(plain_utf8(SLICE("\x30\x82\1\0\2\1\3\x30\x82\0"), &out));
	CU_ASSERT_PTR_NULL(out.data);
}

static void a_byte_order_mark_is_taken_off(void)
{
	narrow_is(SLICE("\xEF\xBB\xBFx"), "x");
	narrow_is(SLICE("\xEF\xBB\xBF"), "");
	narrow_is(SLICE("\xFF\xFEx\0y\0"), "xy");
	narrow_is(SLICE("\xFE\xFF\0x\0y"), "xy");
	narrow_is(SLICE("\xFF\xFEx"), "");
}

static void wide_text_needs_no_mark(void)
{
	narrow_is(SLICE("-\0-\0-\0-\0-\0B\0E\0"), "-----BE");
	narrow_is(SLICE("\0-\0-\0-\0-\0-\0B\0E"), "-----BE");
}

static void all_of_unicode_comes_through(void)
{
	narrow_is(SLICE("\xFF\xFE\xE4\0\xAC\x20\x3D\xD8\x00\xDE"),
		  "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
}

static void half_a_pair_becomes_a_mark_for_it(void)
{
	narrow_is(SLICE("\xFF\xFE\x3D\xD8x\0"), "\xEF\xBF\xBDx");
	narrow_is(SLICE("\xFF\xFEx\0\x3D\xD8"), "x\xEF\xBF\xBD");
	narrow_is(SLICE("\xFF\xFE\x00\xDEx\0"), "\xEF\xBF\xBDx");
}

static void text_without_quote_marks_is_left(void)
{
	static const struct row rows[] = {
	    {"a\nb > c\n", "a\nb > c\n"},
	    {" folded\n", " folded\n"},
	    {"", ""},
	};

	KEEPS(plain_unquote, rows);
}

static void quote_marks_are_taken_off(void)
{
	static const struct row rows[] = {
	    {"> a\n> > b\r\n>c", "a\nb\r\nc"},
	    {">\n> \n", "\n\n"},
	    {"x\n> a\n b\n", "x\na\n b\n"},
	};

	CHANGES(plain_unquote, rows);
}

static void what_is_not_printable_quoted_is_left(void)
{
	static const struct row rows[] = {
	    {"MIIB==", "MIIB=="},
	    {"a=", "a="},
	    {"a=b", "a=b"},
	    {"a=zz", "a=zz"},
	};

	KEEPS(plain_unprint, rows);
}

static void printable_quoted_is_decoded(void)
{
	static const struct row rows[] = {
	    {"MIIB=3D=3D", "MIIB=="}, {"MII=\nB", "MIIB"},
	    {"MII=\r\nB", "MIIB"},    {"MII= \t\nB", "MIIB"},
	    {"=c3=A4", "\xC3\xA4"},   {"a=20b=", "a b="},
	};

	CHANGES(plain_unprint, rows);
}

static void text_without_tags_is_left(void)
{
	static const struct row rows[] = {
	    {"a & b", "a & b"},
	    {"a < b", "a < b"},
	    {"&copy;", "&copy;"},
	};

	KEEPS(plain_untag, rows);
}

static void tags_and_entities_are_taken_off(void)
{
	static const struct row rows[] = {
	    {"MII<br>B<BR />C", "MII\nB\nC"},
	    {"MII&#43;B&NBSP;C", "MII+B C"},
	    {"<p class=\"x\">MII", "\nMII"},
	};

	CHANGES(plain_untag, rows);
}

static void good_armour_is_written_as_it_was(void)
{
	static const struct row rows[] = {
	    {"plain\n", "plain\n"},
	    {"--\nsignature\n", "--\nsignature\n"},
	    {"-\n", "-\n"},
	    {"-- END\n", "-- END\n"},
	};

	KEEPS(plain_mend, rows);
}

static void odd_dashes_and_blanks_are_mended(void)
{
	static const struct row rows[] = {
	    {"\xE2\x80\x94\xE2\x80\x94-BEGIN CERTIFICATE\xE2\x80\x94-\n",
	     "-----BEGIN CERTIFICATE-----\n"},
	    {"\x96\x96-END CERTIFICATE\x97\n", "-----END CERTIFICATE-----\n"},
	    {"----Begin Certificate----", "-----BEGIN CERTIFICATE-----\n"},
	    {"> ---- BEGIN X509 CRL ----\r\n", "-----BEGIN X509 CRL-----\n"},
	    {"-----BEGIN\xC2\xA0" "CERTIFICATE-----\n",
	     "-----BEGIN CERTIFICATE-----\n"},
	    {"MII\xC2\xA0\n", "MII \n"},
	    {"MII\xA0\n", "MII \n"},
	    {"MII\xE2\x80\xA8" "B", "MII\nB"},
	};

	CHANGES(plain_mend, rows);
}

#define LINE "MIIBszCCAVmgAwIBAgIUXYlq3pGTIAQyjKmMoKQ7nh0rY2Mw"

static void bare_is(const char *text, const char *run)
{
	struct slice rest = slice_text(text), found = {0};
	bool is = plain_base64_next(&rest, &found);

	CU_ASSERT_EQUAL(is, run != NULL);
	CU_ASSERT_EQUAL_FATAL(found.n, run ? strlen(run) : 0);
	CU_ASSERT(!run || memcmp(found.p, run, found.n) == 0);
	CU_ASSERT_FALSE(plain_base64_next(&rest, &found));
}

static void text_has_no_bare_base64(void)
{
	bare_is("", NULL);
	bare_is("Dear Alice\nMIIB\nhere it is\n", NULL);
	bare_is("MI is what she called it, and " LINE "\n", NULL);
}

static void bare_base64_is_found_between_text(void)
{
	bare_is("Dear Alice,\n\n" LINE "\n" LINE "\nMII=\n\nYours,\n",
		LINE "\n" LINE "\nMII=\n");
	bare_is("> " LINE "\n> MII=\n> --\n", "> " LINE "\n> MII=\n");
	bare_is(LINE, LINE);
}

const struct test tests_plaintext[] = {
    TEST(bytes_that_are_no_wide_text_are_left),
    TEST(a_byte_order_mark_is_taken_off),
    TEST(wide_text_needs_no_mark),
    TEST(all_of_unicode_comes_through),
    TEST(half_a_pair_becomes_a_mark_for_it),
    TEST(text_without_quote_marks_is_left),
    TEST(quote_marks_are_taken_off),
    TEST(what_is_not_printable_quoted_is_left),
    TEST(printable_quoted_is_decoded),
    TEST(text_without_tags_is_left),
    TEST(tags_and_entities_are_taken_off),
    TEST(good_armour_is_written_as_it_was),
    TEST(odd_dashes_and_blanks_are_mended),
    TEST(text_has_no_bare_base64),
    TEST(bare_base64_is_found_between_text),
    {0},
};
