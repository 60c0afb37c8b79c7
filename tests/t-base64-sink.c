/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base64 as a stage: vectors of RFC 4648, any pieces, what is passed over. */
#include "tests/tool.h"

#include <string.h>

#include "base/base64-sink.h"

static void run(struct sink *stage, const char *bytes, size_t n, size_t piece)
{
	for (size_t at = 0; at < n; at += piece)
		CU_ASSERT_EQUAL(sink_put(stage, bytes + at,
					 n - at < piece ? n - at : piece),
				0);
	CU_ASSERT_EQUAL(sink_end(stage), 0);
	sink_free(stage);
}

static void encode(const char *bytes, size_t n, size_t piece, struct buf *out)
{
	struct sink *end = sink_to_buf(out);

	buf_clear(out);
	run(base64_encoder_new(end, "\r\n"), bytes, n, piece);
	sink_free(end);
}

static void decode(const char *text, size_t n, size_t piece, struct buf *out)
{
	struct sink *end = sink_to_buf(out);

	buf_clear(out);
	run(base64_decoder_new(end), text, n, piece);
	sink_free(end);
}

static bool decodes_to(const char *text, const char *bytes)
{
	struct buf out = {0};
	bool same;

	decode(text, strlen(text), 3, &out);
	same = out.len == strlen(bytes) &&
	       (!out.len || memcmp(out.data, bytes, out.len) == 0);
	buf_clear(&out);
	return same;
}

static void vectors_of_rfc_4648_section_10_hold(void)
{
	static const char *const vectors[][2] = {
		{"f", "Zg==\r\n"},         {"fo", "Zm8=\r\n"},
		{"foo", "Zm9v\r\n"},       {"foob", "Zm9vYg==\r\n"},
		{"fooba", "Zm9vYmE=\r\n"}, {"foobar", "Zm9vYmFy\r\n"},
	};
	struct buf out = {0};

	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		encode(vectors[i][0], strlen(vectors[i][0]), 2, &out);
		CU_ASSERT_STRING_EQUAL(out.data, vectors[i][1]);
		CU_ASSERT(decodes_to(vectors[i][1], vectors[i][0]));
	}
	encode("", 0, 1, &out);
	CU_ASSERT_EQUAL(out.len, 0);
	buf_clear(&out);
}

static void what_is_no_character_of_it_is_passed_over(void)
{
	CU_ASSERT(decodes_to("Zm\r\n9v Y\tm-F.y", "foobar"));
	CU_ASSERT(decodes_to("\x80Zm9v\xFF", "foo"));
}

static void texts_joined_are_both_read(void)
{
	CU_ASSERT(decodes_to("Zg==\nZm8=\nZm9v", "ffofoo"));
}

static void padding_may_be_missing(void)
{
	CU_ASSERT(decodes_to("Zm8", "fo"));
	CU_ASSERT(decodes_to("Zm9vZ", "foo"));
}

static void any_pieces_give_the_same(void)
{
	static const size_t pieces[] = {1, 2, 47, 48, 49, 65536, 1 << 20};
	struct buf bytes = {0}, text = {0}, one = {0}, back = {0};

	for (size_t i = 0; i < 500 * 1000; i++)
		buf_addc(&bytes, (char)(i * 7919 >> 5));
	encode(bytes.data, bytes.len, bytes.len, &one);
	for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
		encode(bytes.data, bytes.len, pieces[i], &text);
		CU_ASSERT(buf_equal(&text, &one));
		decode(text.data, text.len, pieces[i], &back);
		CU_ASSERT(buf_equal(&back, &bytes));
	}
	buf_clear(&bytes);
	buf_clear(&text);
	buf_clear(&one);
	buf_clear(&back);
}

static void openssl_writes_and_reads_the_same(void)
{
	const char *dir = test_dir();
	char *in = path_join(dir, "in"), *theirs = path_join(dir, "theirs");
	struct buf bytes = {0}, text = {0}, other = {0};

	for (size_t i = 0; i < 10000; i++)
		buf_addc(&bytes, (char)(i * i >> 3));
	test_write(in, bytes.data, bytes.len);
	if (tool(dir, "openssl base64 -in in -out theirs")) {
		struct sink *end = sink_to_buf(&text);

		run(base64_encoder_new(end, "\n"), bytes.data, bytes.len, 100);
		sink_free(end);
		test_read(theirs, &other);
		CU_ASSERT(buf_equal(&text, &other));
	} else {
		test_skip("no openssl");
	}
	buf_clear(&bytes);
	buf_clear(&text);
	buf_clear(&other);
	free(in);
	free(theirs);
}

const struct test tests_base64_sink[] = {
	TEST(vectors_of_rfc_4648_section_10_hold),
	TEST(what_is_no_character_of_it_is_passed_over),
	TEST(texts_joined_are_both_read),
	TEST(padding_may_be_missing),
	TEST(any_pieces_give_the_same),
	TEST(openssl_writes_and_reads_the_same),
	{0}};
