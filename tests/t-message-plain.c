/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that no mail server changes, passed on as it is: mail/message-plain.c. */
#include "mail/message-transport.h"
#include "tests/message-kit.h"

static bool is_safe(const char *text)
{
	return transport_is_safe((struct slice){(const unsigned char *)text,
						strlen(text)});
}

/* What comes of text in pieces of this size; false where it changes. */
static bool pass(const char *text, bool crlf, size_t piece, struct buf *as_is,
		 struct buf *canonical)
{
	struct sink *one = sink_to_buf(as_is), *two = sink_to_buf(canonical);
	bool changes = false;
	struct sink *in = transport_plain_new(one, two, crlf, &changes);
	struct buf from = {0};

	buf_clear(as_is);
	buf_clear(canonical);
	buf_adds(&from, text);
	CU_ASSERT_EQUAL(pump(in, &from, piece), 0);
	sink_free(in);
	sink_free(one);
	sink_free(two);
	buf_clear(&from);
	return !changes;
}

static void assert_passes(const char *text, bool crlf, const char *canonical)
{
	struct buf a = {0}, b = {0};

	for (size_t piece = 1; piece < 20; piece++) {
		CU_ASSERT(pass(text, crlf, piece, &a, &b));
		CU_ASSERT_STRING_EQUAL(a.data, text);
		CU_ASSERT_STRING_EQUAL(b.data, canonical);
	}
	CU_ASSERT(pass(text, crlf, SIZE_MAX, &a, &b));
	CU_ASSERT_STRING_EQUAL(b.data, canonical);
	buf_clear(&a);
	buf_clear(&b);
}

static void lines_are_passed_on_with_crlf_ends(void)
{
	assert_passes("a\n\n\tb c\nFrom: x\n>From y\n", false,
		      "a\r\n\r\n\tb c\r\nFrom: x\r\n>From y\r\n");
	assert_passes("a\r\n\r\n\tb c\r\nlast", true,
		      "a\r\n\r\n\tb c\r\nlast");
	assert_passes("last", false, "last");
}

/* Alone, as the last line, and between others; in pieces of any size. */
static void assert_changes(const char *line)
{
	struct buf text = {0}, a = {0}, b = {0};

	for (unsigned crlf = 0; crlf < 2; crlf++) {
		const char *nl = crlf ? "\r\n" : "\n";

		buf_clear(&text);
		buf_addf(&text, "good%s%s%sgood%s", nl, line, nl, nl);
		CU_ASSERT_FALSE(is_safe(text.data));
		for (size_t piece = 1; piece < 30; piece++)
			CU_ASSERT_FALSE(pass(text.data, crlf, piece, &a, &b));
		CU_ASSERT_FALSE(pass(text.data, crlf, SIZE_MAX, &a, &b));
		buf_clear(&text);
		buf_addf(&text, "good%s%s", nl, line);
		CU_ASSERT_FALSE(is_safe(text.data));
		CU_ASSERT_FALSE(pass(text.data, crlf, 3, &a, &b));
	}
	CU_ASSERT_FALSE(is_safe(line));
	buf_clear(&text);
	buf_clear(&a);
	buf_clear(&b);
}

static void what_a_server_changes_is_told(void)
{
	assert_changes("From here");
	assert_changes("blank ");
	assert_changes("tab\t");
	assert_changes(" ");
	assert_changes("caf\xC3\xA9");
	assert_changes("\x7F");
	assert_changes("bell\a is in a long enough line");
	assert_changes("1234567\x1F");
	assert_changes("12345678\xFF");
	assert_changes("a\rb");
}

static void every_byte_is_told_from_the_others(void)
{
	for (int c = 1; c < 256; c++) {
		char line[20] = "0123456789abcdefg";
		bool good = (c >= 32 && c < 127) || c == '\t' || c == '\n';

		for (size_t at = 0; at < 16; at++) {
			char kept = line[at];

			line[at] = (char)c;
			CU_ASSERT_EQUAL(is_safe(line), good);
			line[at] = kept;
		}
	}
}

static void a_line_has_at_most_998_characters(void)
{
	struct buf text = {0}, a = {0}, b = {0};

	for (size_t i = 0; i < 998; i++)
		buf_addc(&text, 'x');
	CU_ASSERT(is_safe(text.data));
	CU_ASSERT(pass(text.data, false, 100, &a, &b));
	buf_adds(&text, "\r\nx\r\n");
	CU_ASSERT(is_safe(text.data));
	CU_ASSERT(pass(text.data, true, 100, &a, &b));
	CU_ASSERT(pass(text.data, true, SIZE_MAX, &a, &b));
	text.len = 998;
	buf_adds(&text, "x");
	CU_ASSERT_FALSE(is_safe(text.data));
	CU_ASSERT_FALSE(pass(text.data, false, 100, &a, &b));
	for (size_t i = 0; i < 2000; i++)
		buf_addc(&text, 'x');
	CU_ASSERT_FALSE(pass(text.data, false, 7, &a, &b));
	CU_ASSERT_FALSE(pass(text.data, false, SIZE_MAX, &a, &b));
	buf_clear(&text);
	buf_clear(&a);
	buf_clear(&b);
}

/* Its reader would see ends of one kind only. */
static void ends_of_both_kinds_are_a_change(void)
{
	struct buf a = {0}, b = {0};

	for (size_t piece = 1; piece < 12; piece++) {
		CU_ASSERT_FALSE(pass("a\r\nb\nc\r\n", true, piece, &a, &b));
		CU_ASSERT_FALSE(pass("a\nb\r\nc\n", false, piece, &a, &b));
		CU_ASSERT_FALSE(pass("a\r\nb\r", true, piece, &a, &b));
		CU_ASSERT_FALSE(pass("a\r\n\n", true, piece, &a, &b));
	}
	CU_ASSERT(is_safe("a\r\nb\nc\r\n"));
	buf_clear(&a);
	buf_clear(&b);
}

/* --- through the writer --- */

/* Longer than what is looked at, with this in a line near its end. */
static void long_letter(const char *nl, const char *line, struct buf *out)
{
	buf_clear(out);
	buf_addf(out, "From: alice@example.org%sSubject: Long%s%s", nl, nl,
		 nl);
	for (size_t i = 0; out->len < 2 * MESSAGE_PEEK; i++)
		buf_addf(out, "line %zu of this letter%s", i, nl);
	buf_addf(out, "%s%sgood bye%s", line, nl, nl);
}

/* Whether it has to be written again. */
static bool write_long(const struct buf *letter, bool opaque, bool repeats,
		       struct buf *out)
{
	struct message_sign how = {sign_of(identity(KEY_P256)), opaque,
				   repeats};
	struct report r = {0};
	struct sink *end = sink_to_buf(out), *in;
	bool again;

	buf_clear(out);
	in = message_sign_new(&how, NULL, end, &r);
	CU_ASSERT_EQUAL_FATAL(pump(in, letter, 30 * 1000), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	again = message_write_again(in);
	sink_free(in);
	sink_free(end);
	return again;
}

static void assert_good(const struct buf *letter)
{
	struct buf plain = {0};
	struct message m = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(read_letter(KEY_P256, MESSAGE_CONTENT, letter,
				    SIZE_MAX, &m, &plain, &r),
			0);
	CU_ASSERT_EQUAL(r.n, 0);
	CU_ASSERT_EQUAL_FATAL(m.n, 1);
	CU_ASSERT_EQUAL(m.layers[0]->look.signers[0].verdict, CMS_GOOD);
	message_clear(&m);
	buf_clear(&plain);
	report_clear(&r);
}

static void a_long_letter_stays_as_it_is(void)
{
	struct buf text = {0}, out = {0};

	for (unsigned i = 0; i < 4; i++) {
		long_letter(i & 1 ? "\r\n" : "\n", "so long", &text);
		CU_ASSERT_FALSE(write_long(&text, i & 2, true, &out));
		assert_good(&out);
		CU_ASSERT((strstr(out.data, "\r\n") != NULL) == (i & 1));
		if (!(i & 2)) {
			const char *body = strstr(text.data, "line 0 of");

			CU_ASSERT_PTR_NULL(strstr(out.data, "quoted"));
			CU_ASSERT_PTR_NOT_NULL(strstr(out.data, body));
		}
	}
	buf_clear(&text);
	buf_clear(&out);
}

static void one_that_changes_late_is_written_again(void)
{
	struct buf text = {0}, out = {0};

	long_letter("\n", "From the end", &text);
	CU_ASSERT(write_long(&text, false, true, &out));
	CU_ASSERT(write_long(&text, true, true, &out));
	CU_ASSERT_FALSE(write_long(&text, false, false, &out));
	assert_good(&out);
	CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "=46rom the end"));
	buf_clear(&text);
	buf_clear(&out);
}

const struct test tests_message_plain[] = {
	TEST(lines_are_passed_on_with_crlf_ends),
	TEST(what_a_server_changes_is_told),
	TEST(every_byte_is_told_from_the_others),
	TEST(a_line_has_at_most_998_characters),
	TEST(ends_of_both_kinds_are_a_change),
	TEST(a_long_letter_stays_as_it_is),
	TEST(one_that_changes_late_is_written_again),
	{0}};
