/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BER as a stream: the forms of X.690 section 8.1, and what is refused. */
#include "tests/test.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "x509/ber.h"

/* What a table got, as text: "w[..]" whole, "s[..]" content, "." an end. */
static struct buf got;

static void note(const char *mark, struct slice s)
{
	char *hex = hex_text(s.p, s.n, 0);

	buf_addf(&got, "%s%s", mark, hex);
	free(hex);
}

static int take_whole(void *arg, struct slice bytes)
{
	(void)arg;
	note("w", bytes);
	return 0;
}

static int take_content(void *arg, struct slice bytes)
{
	(void)arg;
	for (size_t i = 0; i < bytes.n; i++)
		note("s", (struct slice){bytes.p + i, 1});
	return 0;
}

static int take_no(void *arg, struct slice bytes)
{
	(void)arg;
	(void)bytes;
	return -1;
}

static int end(void *arg)
{
	(void)arg;
	buf_adds(&got, ".");
	return 0;
}

static const struct ber_field inside[] = {
	{.tag = DER_INTEGER, .how = BER_WHOLE, .max = 8, .take = take_whole},
	{.tag = DER_SET,
	 .how = BER_EACH,
	 .optional = true,
	 .max = 16,
	 .take = take_whole,
	 .done = end},
	{.tag = DER_OCTETS,
	 .how = BER_STREAM,
	 .take = take_content,
	 .done = end},
	{.tag = DER_CONTEXT_CONS, .how = BER_SKIP, .optional = true},
	{0}};
static const struct ber_field table[] = {
	{.tag = DER_SEQUENCE, .how = BER_INTO, .inside = inside, .done = end},
	{0}};

static enum ber_state read_in(const struct ber_field *with, const void *bytes,
			      size_t n, size_t piece)
{
	struct ber *b = ber_new(with, NULL);
	const char *p = bytes;
	enum ber_state state;
	int r = 0;

	buf_clear(&got);
	for (size_t at = 0; r == 0 && at < n; at += piece)
		r = ber_put(b, p + at, n - at < piece ? n - at : piece);
	state = ber_state(b);
	CU_ASSERT_EQUAL(r<0, state> BER_DONE);
	ber_free(b);
	return state;
}

#define READ(bytes) read_in(table, bytes, sizeof(bytes) - 1, SIZE_MAX)

/* In one piece and byte by byte. */
#define ASSERT_GIVES(bytes, text)                                              \
	do {                                                                   \
		CU_ASSERT_EQUAL(READ(bytes), BER_DONE);                        \
		CU_ASSERT_STRING_EQUAL(got.data, text);                        \
		CU_ASSERT_EQUAL(read_in(table, bytes, sizeof(bytes) - 1, 1),   \
				BER_DONE);                                     \
		CU_ASSERT_STRING_EQUAL(got.data, text);                        \
		buf_clear(&got);                                               \
	} while (0)

#define ASSERT_IS(bytes, state)                                                \
	do {                                                                   \
		CU_ASSERT_EQUAL(READ(bytes), state);                           \
		CU_ASSERT_EQUAL(read_in(table, bytes, sizeof(bytes) - 1, 1),   \
				state);                                        \
		buf_clear(&got);                                               \
	} while (0)

static void definite_lengths_are_read(void)
{
	ASSERT_GIVES("\x30\x07\x02\x01\x05\x04\x02\xAA\xBB", "w020105sAAsBB..");
	ASSERT_GIVES("\x30\x81\x05\x02\x01\x05\x04\x00", "w020105..");
}

static void indefinite_lengths_are_read(void)
{
	ASSERT_GIVES("\x30\x80\x02\x01\x05\x04\x01\xAA\x00\x00",
		     "w020105sAA..");
	ASSERT_GIVES("\x30\x80\x02\x01\x05\x31\x80\x30\x80\x05\x00\x00\x00\x02"
		     "\x01\x07\x00\x00\x04\x00\x00\x00",
		     "w020105w308005000000w020107...");
}

static void octets_in_pieces_are_one_content(void)
{
	ASSERT_GIVES("\x30\x0D\x02\x01\x05\x24\x08\x04\x01\xAA\x04\x00\x04\x01"
		     "\xBB",
		     "w020105sAAsBB..");
	ASSERT_GIVES("\x30\x80\x02\x01\x05\x24\x80\x24\x80\x04\x01\xAA\x00\x00"
		     "\x04\x01\xBB\x00\x00\x00\x00",
		     "w020105sAAsBB..");
}

static void what_is_skipped_may_hold_anything(void)
{
	ASSERT_GIVES("\x30\x80\x02\x01\x05\x04\x00\xA0\x80\x30\x80\x00\x00\x04"
		     "\x01\x00\x00\x00\x00\x00",
		     "w020105..");
}

static bool has_more(const char *bytes, size_t n)
{
	struct ber *b = ber_new(table, NULL);
	bool has;

	CU_ASSERT_EQUAL(ber_put(b, bytes, n), 0);
	has = ber_has_more(b);
	CU_ASSERT_EQUAL(ber_put(b, "\r\n", 2), 0);
	CU_ASSERT_EQUAL(ber_has_more(b), has);
	ber_free(b);
	buf_clear(&got);
	return has;
}

static void bytes_behind_the_end_are_not_looked_at(void)
{
	CU_ASSERT_FALSE(has_more("\x30\x05\x02\x01\x05\x04\x00", 7));
	CU_ASSERT_TRUE(has_more("\x30\x05\x02\x01\x05\x04\x00\x00", 8));
	ASSERT_GIVES("\x30\x05\x02\x01\x05\x04\x00\xFF\xFF", "w020105..");
}

static void what_ends_too_early_wants_more(void)
{
	ASSERT_IS("", BER_MORE);
	ASSERT_IS("\x30", BER_MORE);
	ASSERT_IS("\x30\x07\x02\x01\x05\x04\x02\xAA", BER_MORE);
	ASSERT_IS("\x30\x80\x02\x01\x05\x04\x00", BER_MORE);
	ASSERT_IS("\x30\x80\x02\x01\x05\x04\x00\x00", BER_MORE);
}

static void lengths_that_do_not_fit_are_damage(void)
{
	/* The inner is longer than the outer. */
	ASSERT_IS("\x30\x05\x02\x01\x05\x04\x02\xAA\xBB", BER_DAMAGED);
	/* 2^64 - 1, and nine octets of a length. */
	ASSERT_IS("\x30\x10\x02\x88\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
		  BER_DAMAGED);
	ASSERT_IS("\x30\x89\x01\x01\x01\x01\x01\x01\x01\x01\x01", BER_DAMAGED);
	/* The reserved one. */
	ASSERT_IS("\x30\xFF\x01", BER_DAMAGED);
	/* No element of 2 bytes is whole in 1. */
	ASSERT_IS("\x30\x01\x02\x01\x05", BER_DAMAGED);
	/* Indefinite, and longer than what is around it. */
	ASSERT_IS("\x30\x0B\x02\x01\x05\x31\x80\x30\x80\x04\x03\x01\x02\x03\x00"
		  "\x00\x00\x00\x04\x00",
		  BER_DAMAGED);
}

static void elements_that_are_not_expected_are_damage(void)
{
	ASSERT_IS("\x31\x00", BER_DAMAGED);
	ASSERT_IS("\x30\x00", BER_DAMAGED);
	ASSERT_IS("\x30\x03\x02\x01\x05", BER_DAMAGED);
	ASSERT_IS("\x30\x07\x02\x01\x05\x04\x00\x05\x00", BER_DAMAGED);
	ASSERT_IS("\x30\x06\x02\x01\x05\x1F\x81\x01", BER_DAMAGED);
	/* An end where none belongs; a primitive without a length. */
	ASSERT_IS("\x30\x05\x02\x01\x05\x00\x00", BER_DAMAGED);
	ASSERT_IS("\x30\x80\x02\x80\x05\x00\x00", BER_DAMAGED);
	ASSERT_IS("\x00\x00", BER_DAMAGED);
	/* Pieces of another kind. */
	ASSERT_IS("\x30\x80\x02\x01\x05\x24\x80\x0C\x01\x41", BER_DAMAGED);
}

static void more_than_the_table_allows_is_too_big(void)
{
	ASSERT_IS("\x30\x84\x10\x00\x00\x00\x02\x09\x01", BER_TOO_BIG);
	ASSERT_IS("\x30\x80\x02\x01\x05\x31\x80\x30\x80\x04\x10"
		  "0123456789ABCDEF",
		  BER_TOO_BIG);
}

static void deep_nesting_is_damage(void)
{
	struct buf b = {0};

	buf_add(&b, "\x30\x80\x02\x01\x05", 5);
	for (int i = 0; i < 100 * 1000; i++)
		buf_add(&b, "\x24\x80", 2);
	CU_ASSERT_EQUAL(read_in(table, b.data, b.len, SIZE_MAX), BER_DAMAGED);
	b.len = 5;
	buf_add(&b, "\x04\x00", 2);
	for (int i = 0; i < 100 * 1000; i++)
		buf_add(&b, "\xA0\x80", 2);
	CU_ASSERT_EQUAL(read_in(table, b.data, b.len, 7), BER_DAMAGED);
	buf_clear(&b);
	buf_clear(&got);
}

static void a_take_that_fails_stops_it(void)
{
	static const struct ber_field stopping[] = {{.tag = DER_INTEGER,
						     .how = BER_WHOLE,
						     .max = 8,
						     .take = take_no},
						    {0}};

	CU_ASSERT_EQUAL(read_in(stopping, "\x02\x01\x01", 3, 1), BER_STOPPED);
}

static void into_without_a_table_is_damage(void)
{
	static const struct ber_field open[] = {
		{.tag = DER_SEQUENCE, .how = BER_INTO}, {0}};

	CU_ASSERT_EQUAL(read_in(open, "\x30\x00", 2, 1), BER_DAMAGED);
}

const struct test tests_ber[] = {
	TEST(definite_lengths_are_read),
	TEST(indefinite_lengths_are_read),
	TEST(octets_in_pieces_are_one_content),
	TEST(what_is_skipped_may_hold_anything),
	TEST(bytes_behind_the_end_are_not_looked_at),
	TEST(what_ends_too_early_wants_more),
	TEST(lengths_that_do_not_fit_are_damage),
	TEST(elements_that_are_not_expected_are_damage),
	TEST(more_than_the_table_allows_is_too_big),
	TEST(deep_nesting_is_damage),
	TEST(a_take_that_fails_stops_it),
	TEST(into_without_a_table_is_damage),
	{0}};
