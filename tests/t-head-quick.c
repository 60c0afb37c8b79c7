/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read quickly is what the library reads, or nothing. */
#include "mail/head-quick.h"

#include <stdint.h>
#include <string.h>

#include "tests/test.h"

static uint64_t state;

static unsigned below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 11) % n;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* True where it could be read quickly. */
static bool compare(struct slice bytes)
{
	struct message_head quick = {0}, slow = {0};
	bool r = head_quick(bytes, &quick), good;

	CU_ASSERT_EQUAL(message_head_parse(bytes, &slow), 0);
	good = !r ||
	       (same(quick.type, slow.type) && quick.has_type == slow.has_type &&
		same(quick.boundary, slow.boundary) &&
		same(quick.protocol, slow.protocol) &&
		same(quick.micalg, slow.micalg) &&
		same(quick.smime_type, slow.smime_type) &&
		same(quick.name, slow.name) &&
		same(quick.encoding, slow.encoding) &&
		same(quick.id, slow.id) && quick.has_date == slow.has_date &&
		quick.date == slow.date);
	CU_ASSERT(good);
	if (!good)
		fprintf(stderr,
			"head:\n%.*s---\n%s %s %s %s %lld\n%s %s %s %s %lld\n",
			(int)bytes.n, (const char *)bytes.p, quick.type,
			quick.name, quick.boundary, quick.id,
			(long long)quick.date, slow.type, slow.name,
			slow.boundary, slow.id, (long long)slow.date);
	message_head_clear(&quick);
	message_head_clear(&slow);
	return r;
}

static bool compare_text(const char *head)
{
	return compare((struct slice){(const unsigned char *)head,
				      strlen(head)});
}

static void ordinary_heads_are_read(void)
{
	static const char *const heads[] = {
		"",
		"Content-Type: text/plain; charset=us-ascii\n\n",
		"Content-Type: Multipart/Signed; micalg=SHA-256;\r\n"
		"\tprotocol=\"application/pkcs7-signature\";\r\n"
		" boundary=\"----=_Part 1'()+,.:?=\"\r\n\r\n",
		"Content-Type: application/pkcs7-mime; smime-type=Signed-Data;\n"
		" name=\"smime.p7m\"\nContent-Transfer-Encoding: BASE64\n"
		"Content-Disposition: attachment; filename=\"x y.p7m\"\n\n",
		"Received: from a (b [192.0.2.1])\n\tby c; x\nFrom: A <a@b>\n"
		"Subject: =?utf-8?q?=C3=A9?=\nDate: Mon, 1 Jan 2024 10:00:00 +0100\n"
		"Message-ID: <1.2-3@example.org>\nMIME-Version: 1.0\n\n",
		"Date: 29 Feb 2024 23:59:59 -1130\n\n",
		"Date: Thu, 31 Dec 1970 00:00:00 +0000\n\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		CU_ASSERT(compare_text(heads[i]));
		if (!compare_text(heads[i]))
			fputs(heads[i], stderr);
	}
}

static void odd_ones_are_left_to_the_library(void)
{
	static const char *const heads[] = {
		"Content-Type: text\n\n",
		"Content-Type: text/plain (a)\n\n",
		"Content-Type: text/plain; name=a; name=b\n\n",
		"Content-Type: text/plain; name*=utf-8''a\n\n",
		"Content-Type: text/plain; name=\"a\\b\"\n\n",
		"Content-Type: text/plain; name=\"=?utf-8?q?a?=\"\n\n",
		"Content-Type: text/plain; name=a b\n\n",
		"Content-Type: text/plain\nContent-Type: text/html\n\n",
		"Content-Type : text/plain\n\n",
		"Date: 29 Feb 2023 10:00:00 +0000\n\n",
		"Date: 1 Jan 24 10:00:00 GMT\n\n",
		"Message-ID: <a b@c>\n\n",
		"no field\n\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		CU_ASSERT_FALSE(compare_text(heads[i]));
}

/* Where the library finds an address, so does the sketch, and the other way. */
static void assert_sketched(const char *head)
{
	struct slice bytes = {(const unsigned char *)head, strlen(head)};
	struct message_head sketch = {0}, whole = {0};

	CU_ASSERT_EQUAL(message_head_sketch(bytes, &sketch), 0);
	CU_ASSERT_EQUAL(message_head_parse(bytes, &whole), 0);
	CU_ASSERT_EQUAL(sketch.from.n > 0, whole.from.n > 0);
	CU_ASSERT_EQUAL(sketch.to.n > 0, whole.to.n > 0);
	CU_ASSERT_EQUAL(sketch.has_date, whole.has_date);
	CU_ASSERT_EQUAL(sketch.has_type, whole.has_type);
	message_head_clear(&sketch);
	message_head_clear(&whole);
}

static void a_sketch_knows_whether_there_are_addresses(void)
{
	static const char *const heads[] = {
		"",
		"From: a@example.org\n\n",
		"From: Alice <a@example.org>\r\nTo: b@c.d, Carl <c@d.e>\r\n\r\n",
		"From: Alice\nTo:\n\n",
		"From: =?utf-8?q?=C3=84?= <a@b>\nTo: \"a, b\" <c@d>\n\n",
		"To: a@b,\n c@d\nFrom:\n <a@b>\n\n",
		"From: @\nTo: undisclosed-recipients:;\n\n",
		"From: a@b\nFrom: c@d\nTo: <>\n\n",
		"From: a@b\n\nTo: c@d\n",
		"From: a @ b\nDate: Mon, 1 Jan 2024 10:00:00 +0100\n\n",
		"from: Alice <a@b\nto: a@b> c\nContent-Type: text/plain\n\n",
		"From: a.b@-c\nTo: <<a@b>>\n\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		assert_sketched(heads[i]);
}

static const char *const pieces[] = {
	"Content-Type: ", "Content-type:", "Content-Disposition: ",
	"Content-Transfer-Encoding: ", "Date: ", "Message-ID: ", "Subject: x",
	"X: y", ":", ";", "; ", ";\n ", "\n", "\n", "\n", "\r\n", "\n\t",
	"text/plain", "multipart/signed", "application/pkcs7-mime", "text/",
	"a/b/c", "name=", "filename=", "boundary=", "protocol=", "micalg=",
	"charset=utf-8", "smime-type=", "name*=", "\"", "\"", "\"a b\"", "\"\"",
	"\"a;b=c\"", "smime.p7m", "base64", "7bit", "8BIT", "a", "_", "'", "(x)",
	"attachment", "inline", "<a@b>", "<a.b@c.d>", "<a@b", "@", "<", ">",
	"Mon, ", "1 Jan 2024 10:00:00 +0000", "31 Apr 2024 10:00:00 +0000",
	"28 Feb 1999 01:02:03 -0730", " ", "\t", "10:00", "%41", "\\", "=",
	"==", "a=b", "\xc3\xa9", "\x7f", "\x01",
};

static void both_agree_on_heads_of_all_kinds(void)
{
	unsigned quick = 0;

	state = 7;
	for (int run = 0; run < 30000; run++) {
		struct buf b = {0};

		for (unsigned n = 1 + below(10); n; n--)
			buf_adds(&b, pieces[below(ARRAY_LEN(pieces))]);
		buf_adds(&b, "\n\n");
		quick += compare(slice_of(&b));
		buf_clear(&b);
	}
	CU_ASSERT(quick > 1000);
}

static void a_date_is_the_same_on_every_day(void)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	state = 9;
	for (int run = 0; run < 2000; run++) {
		struct buf b = {0};

		buf_addf(&b, "Date: Tue, %02u %.3s %u %02u:%02u:%02u %c%02u%02u\n\n",
			 1 + below(31), months + 3 * below(12),
			 1970 + below(130), below(24), below(60), below(60),
			 below(2) ? '+' : '-', below(14), below(60));
		(void)compare(slice_of(&b));
		buf_clear(&b);
	}
}

const struct test tests_head_quick[] = {
	TEST(ordinary_heads_are_read),
	TEST(odd_ones_are_left_to_the_library),
	TEST(a_sketch_knows_whether_there_are_addresses),
	TEST(both_agree_on_heads_of_all_kinds),
	TEST(a_date_is_the_same_on_every_day),
	{0}};
