/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that cannot hold S/MIME are passed over, and no others. */
#include "mail/prescan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/test.h"

/* The same numbers in every run. */
static uint64_t state;

static unsigned below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 11) % n;
}

static struct slice text_of(const char *s)
{
	return (struct slice){(const unsigned char *)s, strlen(s)};
}

/* --- lines --- */

static size_t next_slowly(const unsigned char *p, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (p[i] == '\n' && p[i + 1] && strchr("FCc", p[i + 1]) &&
		    (i + 5 >= n || (p[i + 5] && strchr(" eE", p[i + 5]))))
			return i;
	return n;
}

/* What could be taken for one, at any place of a block, and cut off anywhere. */
static void lines_are_found_wherever_they_stand(void)
{
	enum { N = 400 };
	unsigned char *room = xmalloc(N + 5);
	unsigned found = 0, none = 0;

	state = 1;
	for (int run = 0; run < 20000; run++) {
		static const char firsts[] = "FCcfBGbg\xc3\n",
				  fifths[] = " eEDd$\0\xe5x\n";
		size_t from = below(70), n = from + below(N - 70), next;
		unsigned rare = 1 + below(90);

		memset(room, 'a', N + 5);
		for (size_t i = below(rare); i < N; i += 1 + below(rare)) {
			room[i] = '\n';
			room[i + 1] = (unsigned char)firsts[below(10)];
			room[i + 5] = (unsigned char)fifths[below(10)];
		}
		next = next_slowly(room + from, n - from);
		CU_ASSERT_EQUAL(prescan_next(room + from, room + n) -
					(room + from),
				(long)next);
		found += next < n - from;
		none += next == n - from;
	}
	CU_ASSERT(found > 2000 && none > 2000);
	free(room);
}

static const struct {
	const char *lines;
	bool after_empty;
	enum prescan_mark mark;
} from_lines[] = {
	{"From a@b Mon Jan  1 00:00:00 2024\nTo: x\n", true, PRESCAN_FROM},
	{"From a@b Mon Jan  1 00:00:00 2024\r\nTo: x\n", true, PRESCAN_FROM},
	/* Nothing between the letters. */
	{"From a@b Mon Jan  1 00:00:00 2024\nTo: x\n", false, PRESCAN_FROM},
	{"From - Sat Dec 30 12:00:00 2023\nX-Mozilla-Status: 0001\n", true,
	 PRESCAN_FROM},
	{"From ???@??? Sat Dec 30 12:00:00 1995\nTo: x\n", true, PRESCAN_FROM},
	{"From MAILER-DAEMON Fri, 5 Jul 2013 12:00 +0200\nTo: x\n", true,
	 PRESCAN_FROM},
	{"From 1234@xxx Mon Jan 01 00:00:00 +0000 2024\nX-GM-THRID: 1\n", true,
	 PRESCAN_FROM},
	{"From a b c Mon Jan  1 00:00 MET 2024\n>From a Mon\n", true,
	 PRESCAN_FROM},
	/* A field with a blank before its colon. */
	{"From a Mon Jan  1 00:00:00 2024\nTo : x\n", true, PRESCAN_FROM},
	/* Thunderbird. */
	{"From \nTo: x\n", true, PRESCAN_FROM},
	{"From \r\nTo: x\n", true, PRESCAN_FROM},
	{"From \nTo: x\n", false, PRESCAN_NOTHING},
	/* The end of the file. */
	{"From a@b Mon Jan  1 00:00:00 2024", true, PRESCAN_FROM},
	{"From a@b Mon Jan  1 00:00:00 2024\n", true, PRESCAN_FROM},
	/* Text. */
	{"From here on it is easy:\nTo: x\n", true, PRESCAN_NOTHING},
	{"From 12:30 on we are at lunch.\nTo: x\n", true, PRESCAN_NOTHING},
	{"From 2024 on, at 12:30, we are at lunch.\nSee you there\n", true,
	 PRESCAN_NOTHING},
	{"From: a@b Mon Jan  1 00:00:00 2024\nTo: x\n", true, PRESCAN_NOTHING},
	{"FROM a@b Mon Jan  1 00:00:00 2024\nTo: x\n", true, PRESCAN_NOTHING},
	{"Frommage Mon Jan  1 00:00:00 2024\nTo: x\n", true, PRESCAN_NOTHING},
	{"From", true, PRESCAN_NOTHING},
	{"", true, PRESCAN_NOTHING},
};

static void letters_begin_with_a_date_and_a_head(void)
{
	for (size_t i = 0; i < ARRAY_LEN(from_lines); i++) {
		struct slice s = text_of(from_lines[i].lines);
		enum prescan_mark mark =
			prescan_line(s, true, from_lines[i].after_empty);

		CU_ASSERT_EQUAL(mark, from_lines[i].mark);
		if (mark != from_lines[i].mark)
			fprintf(stderr, "%s", from_lines[i].lines);
	}
}

/* Cut anywhere, it is told as it is, or not yet. */
static void what_is_cut_is_not_told_otherwise(void)
{
	static const char *const lines[] = {
		"From a@b Mon Jan  1 00:00:00 2024\nTo: x\n",
		"Content-Type: application/octet-stream;\n name=smime.p7m\nTo: x\n",
		"Content-Disposition: attachment;\n\tfilename=\"a.pdf\"\nTo: x\n",
		"Carbon: x\n y\nTo: z\n"};

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		enum prescan_mark whole =
			prescan_line(text_of(lines[i]), true, true);

		for (size_t n = 0; n < strlen(lines[i]); n++) {
			struct slice cut = {(const unsigned char *)lines[i], n};
			enum prescan_mark mark = prescan_line(cut, false, true);

			CU_ASSERT(mark == whole || mark == PRESCAN_MORE);
		}
	}
}

/* No line, no field needs more than the window has. */
static void endless_lines_are_told_as_well(void)
{
	struct buf b = {0};

	buf_adds(&b, "From 12:00 2024");
	while (b.len <= PRESCAN_LINE_MAX)
		buf_addc(&b, 'a');
	CU_ASSERT_EQUAL(prescan_line(slice_of(&b), false, true),
			PRESCAN_NOTHING);
	buf_clear(&b);
	buf_adds(&b, "Content-Type: text/plain;");
	while (b.len <= PRESCAN_FIELD_MAX)
		buf_adds(&b, "\n a");
	CU_ASSERT_EQUAL(prescan_line(slice_of(&b), false, true), PRESCAN_SMIME);
	buf_clear(&b);
	buf_adds(&b, "From a Mon Jan  1 00:00:00 2024\n");
	while (b.len <= (size_t)2 * PRESCAN_LINE_MAX + 40)
		buf_addc(&b, 'a');
	CU_ASSERT_EQUAL(prescan_line(slice_of(&b), false, true),
			PRESCAN_NOTHING);
	buf_clear(&b);
}

/* --- fields --- */

static enum prescan_mark field(const char *lines)
{
	return prescan_line(text_of(lines), true, false);
}

static void parts_of_smime_are_marked(void)
{
	static const char *const fields[] = {
		"Content-Type: application/pkcs7-mime\n",
		"content-type:APPLICATION/X-PKCS7-SIGNATURE\n",
		"Content-Type: multipart/signed; boundary=x\n",
		"Content-Type: multipart/signed; boundary=x;\r\n"
		"\tprotocol=\"application/x-pkcs7-signature\"\r\n",
		"Content-Type: application/octet-stream; name=\"smime.p7m\"\n",
		"Content-Disposition: attachment; filename=SMIME.P7M\n",
		"Content-Disposition: attachment; filename=\"smime.\\p7m\"\n",
		"Content-Disposition: attachment; filename*=utf-8''smime%2Ep7m\n",
		"Content-Disposition: attachment;\n filename*0=\"smi\";\n"
		" filename*1=\"me.p\";\n filename*2=\"7m\"\n",
		"Content-Type: application/octet-stream;\n"
		" name=\"=?utf-8?B?c21pbWUucDdt?=\"\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		CU_ASSERT_EQUAL(field(fields[i]), PRESCAN_SMIME);
		if (field(fields[i]) != PRESCAN_SMIME)
			fputs(fields[i], stderr);
	}
}

static void other_parts_are_not(void)
{
	static const char *const fields[] = {
		"Content-Type: text/plain; charset=utf-8\n",
		"Content-Type: multipart/mixed; boundary=\"p7s7\"\n",
		"Content-Type: multipart/signed; boundary=x;\n"
		" protocol=\"application/pgp-signature\"\n",
		"Content-Type: application/pdf; name=\"report (1).pdf\"\n",
		"Content-Disposition: attachment;\n"
		" filename*=utf-8''R%C3%A9sum%C3%A9.pdf\n",
		"Content-Transfer-Encoding: pkcs7-mime\n",
		"Content-Description: smime.p7s\n",
		"Comments: application/pkcs7-mime\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		CU_ASSERT_EQUAL(field(fields[i]), PRESCAN_NOTHING);
}

/* Pieces that heads are made of, and that hide something. */
static const char *const pieces[] = {
	"Content-Type", "content-type", "CONTENT-TYPE", "Content-Disposition",
	"Content-disposition", "Subject", ":", ": ", " : ", ":\t", ";", "; ",
	";\n ", ";\r\n\t", "\n", "\n", "\r\n", "\n ", "\n\n", "application/",
	"APPLICATION/", "application /", "text/plain", "multipart/signed",
	"multipart/", "signed", "pkcs7-mime", "x-pkcs7-mime", "pkcs7-signature",
	"PKCS7-Signature", "pk", "cs7-mime", "x-pkcs", "7-signature", "(a)",
	"( \\) )", "name=", "name*=", "name*0=", "name*1=", "name*0*=",
	"filename=", "filename*=", "filename*0*=", "filename*1*=", "filename",
	"=", "\"", "\"", "smime", ".p7m", ".P7M", ".p7", ".p", "7m", "%2Ep7m",
	".%70%37m", "utf-8''", "us-ascii'en'", "''", "\\", "\\p", "attachment",
	"inline", "boundary=x", "boundary=\"a b\"", "protocol=",
	"application/pkcs7-signature", "application/pgp-signature",
	"=?utf-8?B?c21pbWUucDdt?=", "=?utf-8?Q?smime.=707m?=", "=?", "?=",
	"=?utf-8?q?.p7?=", "\t", "  ", "\xc3\xa9", "\xff", "a", "b", "\x01",
};

static const char *const starts[] = {
	"", "", "Content-Type: ", "Content-Type: application/", "Content-Type: ",
	"Content-Type: application/octet-stream; name", "content-type:\n ",
	"Content-Type: multipart/signed; boundary=x", "Content-Disposition: ",
	"Content-Disposition: attachment; filename",
	"Content-Disposition: attachment; filename*0=\"smi\"; filename*1",
	"Content-Type: application/pk", "Subject: a\nContent-Type: ",
};

/* Whatever the library makes of a head, there is a mark on one of its fields. */
static void no_head_of_smime_goes_unmarked(void)
{
	unsigned smime = 0, marked = 0;

	state = 20260601;
	for (int run = 0; run < 30000; run++) {
		struct message_head head = {0};
		struct buf b = {0};
		bool found = false;
		size_t at = 0;

		buf_adds(&b, starts[below(ARRAY_LEN(starts))]);
		for (unsigned n = below(12); n; n--)
			buf_adds(&b, below(9) ? pieces[below(ARRAY_LEN(pieces))]
					      : "\nContent-Type: ");
		buf_addc(&b, '\n');
		while (at < b.len) {
			struct slice line = {(unsigned char *)b.data + at,
					     b.len - at};
			const char *nl = memchr(b.data + at, '\n', b.len - at);

			found |= prescan_line(line, true, false) ==
				 PRESCAN_SMIME;
			at = (size_t)(nl - b.data) + 1;
		}
		CU_ASSERT_EQUAL(message_head_parse(slice_of(&b), &head), 0);
		CU_ASSERT(found || !message_head_is_smime(&head));
		if (!found && message_head_is_smime(&head))
			fprintf(stderr, "unmarked:\n%s---\n", b.data);
		smime += message_head_is_smime(&head);
		marked += found;
		message_head_clear(&head);
		buf_clear(&b);
	}
	CU_ASSERT(smime > 500);
	CU_ASSERT(marked < 20000);
}

/* --- the stage --- */

static void a_mark_is_seen_as_it_goes_by(void)
{
	static const char letter[] =
		"Content-Type: multipart/mixed;\n boundary=x\n\n--x\n\nText\n"
		"--x\nContent-Type: application/octet-stream\n"
		"Content-Disposition: attachment;\n filename=smime.p7m\n\nMII\n";

	for (size_t piece = 1; piece < sizeof(letter); piece++) {
		bool found = false;
		struct sink *s = prescan_watch_new(&found);

		for (size_t at = 0; at < sizeof(letter) - 1; at += piece) {
			size_t n = sizeof(letter) - 1 - at;

			CU_ASSERT_EQUAL(sink_put(s, letter + at,
						 n < piece ? n : piece),
					0);
		}
		CU_ASSERT_EQUAL(sink_end(s), 0);
		CU_ASSERT(found);
		sink_free(s);
	}
}

static void text_about_it_is_no_mark(void)
{
	static const char text[] = "The Content-Type is application/pkcs7-mime\n"
				   " Content-Type: application/pkcs7-mime\n"
				   "> Content-Type: application/pkcs7-mime\n";
	bool found = false;
	struct sink *s = prescan_watch_new(&found);

	CU_ASSERT_EQUAL(sink_put(s, text, sizeof(text) - 1), 0);
	CU_ASSERT_EQUAL(sink_end(s), 0);
	CU_ASSERT_FALSE(found);
	sink_free(s);
}

const struct test tests_prescan[] = {
	TEST(lines_are_found_wherever_they_stand),
	TEST(letters_begin_with_a_date_and_a_head),
	TEST(what_is_cut_is_not_told_otherwise),
	TEST(endless_lines_are_told_as_well),
	TEST(parts_of_smime_are_marked),
	TEST(other_parts_are_not),
	TEST(no_head_of_smime_goes_unmarked),
	TEST(a_mark_is_seen_as_it_goes_by),
	TEST(text_about_it_is_no_mark),
	{0}};
