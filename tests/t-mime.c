/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a mail are given decoded, and no more of them than is safe. */
#include "tests/test.h"

#include <string.h>

#include "mail/mime.h"

struct seen {
	size_t n, letters;
	struct buf text; /* "NAME TYPE BODY|" of each */
};

static void note(const struct mime_part *part, void *arg)
{
	struct seen *s = arg;

	s->n++;
	s->letters += part->is_letter;
	buf_addf(&s->text, "%s %s ", part->name ? part->name : "-",
		 part->type);
	buf_add(&s->text, part->body.p, part->body.n);
	buf_addc(&s->text, '|');
}

static int read_all(const void *bytes, size_t n, struct seen *s)
{
	*s = (struct seen){0};
	return mime_each((struct slice){bytes, n}, note, s);
}

static void check(const char *mail, const char *parts)
{
	struct seen s;

	CU_ASSERT_EQUAL(read_all(mail, strlen(mail), &s), 0);
	CU_ASSERT_STRING_EQUAL(s.text.data ? s.text.data : "", parts);
	buf_clear(&s.text);
}

static void no_bytes_are_no_mail(void)
{
	struct seen s;

	CU_ASSERT(read_all(NULL, 0, &s) <= 0);
	CU_ASSERT_EQUAL(s.n, 0);
}

static void a_letter_is_one_part(void)
{
	check("Subject: x\n\nhello\n", "- text/plain hello\n|");
	check("MIME-Version: 1.0\r\nContent-Type: Text/HTML\r\n\r\n<p>\r\n",
	      "- Text/HTML <p>\r\n|");
}

static void encodings_are_taken_off(void)
{
	check("Content-Transfer-Encoding: base64\n\naGVs\nbG8=\n",
	      "- text/plain hello|");
	check("Content-Transfer-Encoding: quoted-printable\n\na=3Db=\nc\n",
	      "- text/plain a=bc\n|");
}

static void each_part_has_its_name(void)
{
	check("Content-Type: multipart/mixed; boundary=b\n\nprologue\n"
	      "--b\n\nhello\n"
	      "--b\nContent-Type: application/pkix-cert; name=a.cer\n"
	      "Content-Transfer-Encoding: base64\n\neA==\n"
	      "--b\nContent-Type: application/octet-stream\n"
	      "Content-Disposition: attachment;\n filename*=utf-8''%C3%A4.p7b\n"
	      "\ny\n--b--\n",
	      "- text/plain hello|a.cer application/pkix-cert x|"
	      "\xC3\xA4.p7b application/octet-stream y|");
}

static void letters_are_told_from_attachments(void)
{
	static const char mail[] =
	    "Content-Type: multipart/mixed; boundary=b\n\n"
	    "--b\n\nhello\n--b\nContent-Type: text/html\n\n<p>\n"
	    "--b\nContent-Type: image/png; name=a.png\n"
	    "Content-Disposition: inline\n\nx\n"
	    "--b\nContent-Type: text/plain; name=c.pem\n\nx\n"
	    "--b\nContent-Disposition: attachment\n\nx\n"
	    "--b\nContent-Type: application/octet-stream\n\nx\n--b--\n";
	struct seen s;

	CU_ASSERT_EQUAL(read_all(mail, sizeof(mail) - 1, &s), 0);
	CU_ASSERT_EQUAL(s.n, 6);
	CU_ASSERT_EQUAL(s.letters, 3);
	buf_clear(&s.text);
}

static void mails_inside_mails_are_opened(void)
{
	check("Content-Type: message/rfc822\n\nSubject: inner\n"
	      "Content-Type: multipart/mixed; boundary=b\n\n"
	      "--b\n\none\n--b\n\ntwo\n--b--\n",
	      "- text/plain one|- text/plain two|");
}

static void every_mail_of_an_mbox_is_read(void)
{
	check("From a@b Mon Jan  1 00:00:00 2024\nSubject: x\n\none\n\n"
	      "From a@b Mon Jan  1 00:00:00 2024\nSubject: y\n\ntwo\n",
	      "- text/plain one\n|- text/plain two\n|");
}

static void a_torn_mail_gives_what_there_is(void)
{
	check("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n"
	      "--b\nContent-Type: a",
	      "- text/plain one|- application/octet-stream |");
}

/* `times` times the text behind the beginning. */
static int repeated(const char *begin, const char *text, size_t times,
		    struct seen *s)
{
	struct buf mail = {0};
	int r;

	buf_adds(&mail, begin);
	while (times--)
		buf_adds(&mail, text);
	r = read_all(mail.data, mail.len, s);
	buf_clear(&mail);
	return r;
}

static void at_most_10000_parts_are_given(void)
{
	static const char begin[] =
	    "Content-Type: multipart/mixed; boundary=b\n\n";
	struct seen s;

	CU_ASSERT_EQUAL(repeated(begin, "--b\n\nx\n", MIME_PARTS_MAX, &s), 0);
	CU_ASSERT_EQUAL(s.n, MIME_PARTS_MAX);
	buf_clear(&s.text);
	CU_ASSERT_EQUAL(repeated(begin, "--b\n\nx\n", MIME_PARTS_MAX + 1, &s),
			1);
	CU_ASSERT_EQUAL(s.n, MIME_PARTS_MAX);
	buf_clear(&s.text);
}

static void no_more_than_64_levels_are_entered(void)
{
	for (int i = 0; i < 2; i++) {
		struct buf mail = {0};
		struct seen s;

		for (int k = 1; k < MIME_DEPTH_MAX + i; k++)
			buf_adds(&mail, "Content-Type: message/rfc822\n\n");
		buf_adds(&mail, "Subject: x\n\nhello\n");
		CU_ASSERT_EQUAL(read_all(mail.data, mail.len, &s), i);
		CU_ASSERT_EQUAL(s.n, !i);
		buf_clear(&s.text);
		buf_clear(&mail);
	}
}

static void endless_headers_are_cut(void)
{
	struct seen s;

	CU_ASSERT_EQUAL(repeated("", "a:b\n", 60000, &s), 1);
	buf_clear(&s.text);
	CU_ASSERT_EQUAL(repeated("Content-Type: a/b", ";a=b\n ", 200000, &s),
			1);
	buf_clear(&s.text);
	CU_ASSERT_EQUAL(repeated("", "a: =?b?q?c?=\n", 30000, &s), 1);
	buf_clear(&s.text);
	CU_ASSERT_EQUAL(repeated("To: ", "a@b,", 1000000, &s), 0);
	buf_clear(&s.text);
}

static void a_mail_is_read_up_to_16_mib(void)
{
	struct seen s;

	CU_ASSERT_EQUAL(repeated("Subject: x\n\n", "0123456789abcde\n",
				 MIME_SIZE_MAX / 16, &s),
			1);
	CU_ASSERT_EQUAL(s.n, 1);
	buf_clear(&s.text);
}

const struct test tests_mime[] = {
    TEST(no_bytes_are_no_mail),
    TEST(a_letter_is_one_part),
    TEST(encodings_are_taken_off),
    TEST(each_part_has_its_name),
    TEST(letters_are_told_from_attachments),
    TEST(mails_inside_mails_are_opened),
    TEST(every_mail_of_an_mbox_is_read),
    TEST(a_torn_mail_gives_what_there_is),
    TEST(at_most_10000_parts_are_given),
    TEST(no_more_than_64_levels_are_entered),
    TEST(endless_headers_are_cut),
    TEST(a_mail_is_read_up_to_16_mib),
    {0},
};
