/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DER: what is refused, what is read, what is built. */
#include "tests/test.h"

#include <stdlib.h>
#include <string.h>

#include "x509/der.h"

/* A literal's bytes, without its NUL. */
#define BYTES(s) ((struct slice){(const unsigned char *)(s), sizeof(s) - 1})

static bool is_refused(struct slice s)
{
	struct slice before = s, content = {0};
	unsigned tag;

	return der_next(&s, &tag, &content) < 0 && s.p == before.p &&
	       s.n == before.n && der_size(s) == 0;
}

static void nothing_is_no_element(void)
{
	CU_ASSERT_TRUE(is_refused((struct slice){NULL, 0}));
	CU_ASSERT_TRUE(is_refused(BYTES("\x30")));
}

static void length_beyond_the_end_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused(BYTES("\x04\x03"
					"ab")));
	CU_ASSERT_TRUE(is_refused(BYTES("\x04\x82\x01")));
	CU_ASSERT_TRUE(is_refused(BYTES("\x04\x84\xFF\xFF\xFF\xFF"
					"ab")));
	CU_ASSERT_TRUE(
		is_refused(BYTES("\x04\x88\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
				 "ab")));
}

/* libtasn1 4.19 reads a lone 0x82 as the length zero. */
static void torn_length_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused(BYTES("\x05\x81")));
	CU_ASSERT_TRUE(is_refused(BYTES("\x05\xFF")));
	CU_ASSERT_TRUE(is_refused(BYTES("\x05\x82\x00")));
}

static void unfinished_tag_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused(BYTES("\x1F\x81\x81\x81")));
	CU_ASSERT_TRUE(is_refused(BYTES("\x3F\x21")));
}

static void end_of_contents_alone_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused(BYTES("\x00\x00")));
}

static void indefinite_primitive_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused(BYTES("\x04\x80\x00\x00")));
}

static void indefinite_without_its_end_is_refused(void)
{
	CU_ASSERT_TRUE(is_refused(BYTES("\x30\x80\x02\x01\x05")));
	CU_ASSERT_TRUE(is_refused(BYTES("\x30\x80\x30\x80\x00\x00")));
	CU_ASSERT_TRUE(is_refused(BYTES("\x30\x80\x00\x81\x00")));
}

static void nest(struct buf *b, size_t depth)
{
	for (size_t i = 0; i < depth; i++)
		buf_add(b, "\x30\x80", 2);
	for (size_t i = 0; i < depth; i++)
		buf_add(b, "\0\0", 2);
}

static void indefinite_nesting_has_a_bound(void)
{
	struct buf ok = {0}, deep = {0}, deepest = {0};

	nest(&ok, 64);
	CU_ASSERT_EQUAL(der_size(slice_of(&ok)), ok.len);
	nest(&deep, 65);
	CU_ASSERT_TRUE(is_refused(slice_of(&deep)));
	nest(&deepest, 500000);
	CU_ASSERT_TRUE(is_refused(slice_of(&deepest)));
	buf_clear(&ok);
	buf_clear(&deep);
	buf_clear(&deepest);
}

static void other_tag_is_not_entered(void)
{
	struct slice s = BYTES("\x02\x01\x05"), content;

	CU_ASSERT_EQUAL(der_enter(&s, DER_OCTETS, &content), -1);
	CU_ASSERT_EQUAL(s.n, 3);
}

static void elements_are_taken_one_by_one(void)
{
	struct slice s = BYTES("\x02\x01\x05\x04\x02"
			       "ab\x05\x00"),
		     content;
	unsigned tag;

	CU_ASSERT_EQUAL(der_size(s), 3);
	CU_ASSERT_EQUAL(der_enter(&s, DER_INTEGER, &content), 0);
	CU_ASSERT_EQUAL(content.n, 1);
	CU_ASSERT_EQUAL(der_next(&s, &tag, &content), 0);
	CU_ASSERT_EQUAL(tag, DER_OCTETS);
	CU_ASSERT_EQUAL(memcmp(content.p, "ab", 2), 0);
	CU_ASSERT_EQUAL(der_next(&s, &tag, &content), 0);
	CU_ASSERT_EQUAL(content.n, 0);
	CU_ASSERT_EQUAL(s.n, 0);
	CU_ASSERT_EQUAL(der_next(&s, &tag, &content), -1);
}

static void indefinite_element_is_read_whole(void)
{
	struct slice s = BYTES("\x30\x80\x24\x80\x04\x01"
			       "a\x00\x00\x02\x01\x05"
			       "\x00\x00\x05\x00");
	struct slice content;

	CU_ASSERT_EQUAL(der_size(s), 14);
	CU_ASSERT_EQUAL(der_enter(&s, DER_SEQUENCE, &content), 0);
	CU_ASSERT_EQUAL(content.n, 10);
	CU_ASSERT_EQUAL(s.n, 2);
}

static void zeros_inside_an_element_end_nothing(void)
{
	struct slice s = BYTES("\x30\x80\x04\x02\x00\x00\x00\x00");

	CU_ASSERT_EQUAL(der_size(s), 8);
}

static void cut_element_shows_what_is_there(void)
{
	struct slice content = {0};

	CU_ASSERT_EQUAL(der_cut(BYTES("\x30\x03\x02\x01"), &content), 0);
	CU_ASSERT_EQUAL(content.n, 2);
	CU_ASSERT_EQUAL(der_cut(BYTES("\x30\x80\x02\x01\x05"), &content), 0);
	CU_ASSERT_EQUAL(content.n, 3);
}

static void whole_element_is_not_cut(void)
{
	struct slice content;

	CU_ASSERT_EQUAL(der_cut(BYTES("\x30\x03\x02\x01\x05"), &content), -1);
	CU_ASSERT_EQUAL(der_cut(BYTES("\x30\x80\x00\x00"), &content), -1);
	CU_ASSERT_EQUAL(der_cut(BYTES("\x30"), &content), -1);
}

static void numbers_out_of_range_are_refused(void)
{
	unsigned long n = 7;

	CU_ASSERT_EQUAL(der_number(BYTES(""), &n), -1);
	CU_ASSERT_EQUAL(der_number(BYTES("\xFF"), &n), -1);
	CU_ASSERT_EQUAL(der_number(BYTES("\x01\x00\x00\x00\x00"), &n), -1);
	CU_ASSERT_EQUAL(n, 7);
}

static void numbers_of_32_bits_are_read(void)
{
	unsigned long n;

	CU_ASSERT_EQUAL(der_number(BYTES("\x00"), &n), 0);
	CU_ASSERT_EQUAL(n, 0);
	CU_ASSERT_EQUAL(der_number(BYTES("\x00\xFF\xFF\xFF\xFF"), &n), 0);
	CU_ASSERT_EQUAL(n, 0xFFFFFFFFul);
}

static void numbers_are_built_shortest(void)
{
	static const struct {
		unsigned long value;
		struct slice der;
	} cases[] = {
		{0, BYTES("\x02\x01\x00")},
		{127, BYTES("\x02\x01\x7F")},
		{128, BYTES("\x02\x02\x00\x80")},
		{100000, BYTES("\x02\x03\x01\x86\xA0")},
		{0x80000000ul, BYTES("\x02\x05\x00\x80\x00\x00\x00")},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = {0};

		der_put_number(&b, cases[i].value);
		CU_ASSERT_EQUAL_FATAL(b.len, cases[i].der.n);
		CU_ASSERT_EQUAL(memcmp(b.data, cases[i].der.p, b.len), 0);
		buf_clear(&b);
	}
}

static bool is_oid(struct slice content, const char *text)
{
	char *got = der_oid_text(content);
	bool same = text ? got && strcmp(got, text) == 0 : !got;

	free(got);
	return same;
}

static void damaged_oid_has_no_text(void)
{
	unsigned char big[200];

	memset(big, 1, sizeof(big));
	CU_ASSERT_TRUE(is_oid(BYTES(""), NULL));
	CU_ASSERT_TRUE(is_oid(BYTES("\x2A\x80\x01"), NULL));
	CU_ASSERT_TRUE(is_oid((struct slice){big, sizeof(big)}, NULL));
}

static void oid_is_known_without_its_text(void)
{
	static const char *const others[] = {
		"2.5.29",    "2.5.29.17.1", "2.5.29.18",
		"2.5.28.17", "1.5.29.17",   "2.16.840.1.113730.1.1",
	};
	struct buf b = {0};
	struct slice all, oid;

	der_put_oid(&b, "2.5.29.17");
	all = slice_of(&b);
	CU_ASSERT_EQUAL_FATAL(der_enter(&all, DER_OID, &oid), 0);
	CU_ASSERT_TRUE(der_oid_is(oid, "2.5.29.17"));
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		CU_ASSERT_FALSE(der_oid_is(oid, others[i]));
	buf_clear(&b);
	CU_ASSERT_FALSE(der_oid_is(BYTES(""), "2.5.29.17"));
	CU_ASSERT_FALSE(der_oid_is(BYTES("\x55\x1D\x91"), "2.5.29.17"));
	CU_ASSERT_FALSE(der_oid_is(BYTES("\x55\x1D\x80\x11"), "2.5.29.17"));
	CU_ASSERT_FALSE(
		der_oid_is(BYTES("\x55\x1D\x90\x80\x80\x80\x11"), "2.5.29.17"));
}

static void oid_goes_there_and_back(void)
{
	static const char *const oids[] = {"1.2.840.113549.1.12.10.1.3",
					   "2.23.140.1.5.1.2", "2.5.4.3",
					   "1.3.14.3.2.26"};

	for (size_t i = 0; i < ARRAY_LEN(oids); i++) {
		struct buf b = {0};
		struct slice s, content;

		der_put_oid(&b, oids[i]);
		s = slice_of(&b);
		CU_ASSERT_EQUAL_FATAL(der_enter(&s, DER_OID, &content), 0);
		CU_ASSERT_EQUAL(s.n, 0);
		CU_ASSERT_TRUE(is_oid(content, oids[i]));
		buf_clear(&b);
	}
}

static void content_goes_there_and_back_at_each_length(void)
{
	static const size_t lengths[] = {0,   1,   127,   128,
					 255, 256, 65535, 65536};

	for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
		struct buf content = {0}, b = {0};
		struct slice s, back;

		for (size_t n = 0; n < lengths[i]; n++)
			buf_addc(&content, 'x');
		der_put_buf(&b, DER_CONTEXT_CONS, &content);
		der_put_null(&b);
		s = slice_of(&b);
		CU_ASSERT_EQUAL(der_size(s), b.len - 2);
		CU_ASSERT_EQUAL(der_enter(&s, DER_CONTEXT_CONS, &back), 0);
		CU_ASSERT_EQUAL(back.n, lengths[i]);
		CU_ASSERT_EQUAL(der_enter(&s, DER_NULL, &back), 0);
		buf_clear(&content);
		buf_clear(&b);
	}
}

/* Any bytes at all: the reader stays inside, which the sanitizer watches. */
static void random_bytes_are_survived(void)
{
	unsigned long state = 1;

	for (int round = 0; round < 20000; round++) {
		size_t n = 1 + (size_t)round % 40;
		unsigned char *bytes = xmalloc(n);
		struct slice s = {bytes, n}, content;
		unsigned tag;

		for (size_t i = 0; i < n; i++) {
			state = state * 6364136223846793005ul +
				1442695040888963407ul;
			bytes[i] = (unsigned char)(state >> 33);
			if (i % 3 == 0)
				bytes[i] &= 0xB0;
		}
		while (der_next(&s, &tag, &content) == 0)
			CU_ASSERT_FATAL(content.p + content.n <= bytes + n);
		(void)!der_cut(s, &content);
		free(der_oid_text((struct slice){bytes, n}));
		free(bytes);
	}
}

const struct test tests_der[] = {
	TEST(nothing_is_no_element),
	TEST(length_beyond_the_end_is_refused),
	TEST(torn_length_is_refused),
	TEST(unfinished_tag_is_refused),
	TEST(end_of_contents_alone_is_refused),
	TEST(indefinite_primitive_is_refused),
	TEST(indefinite_without_its_end_is_refused),
	TEST(indefinite_nesting_has_a_bound),
	TEST(other_tag_is_not_entered),
	TEST(elements_are_taken_one_by_one),
	TEST(indefinite_element_is_read_whole),
	TEST(zeros_inside_an_element_end_nothing),
	TEST(cut_element_shows_what_is_there),
	TEST(whole_element_is_not_cut),
	TEST(numbers_out_of_range_are_refused),
	TEST(numbers_of_32_bits_are_read),
	TEST(numbers_are_built_shortest),
	TEST(damaged_oid_has_no_text),
	TEST(oid_is_known_without_its_text),
	TEST(oid_goes_there_and_back),
	TEST(content_goes_there_and_back_at_each_length),
	TEST(random_bytes_are_survived),
	{0},
};
