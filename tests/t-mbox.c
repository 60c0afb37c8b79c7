/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of an mbox, one after another, whatever is between them. */
#include "tests/mbox-kit.h"

#include <errno.h>

static void say(struct buf *b, const char *text)
{
	buf_clear(b);
	buf_adds(b, text);
}

static void hear_text(struct heard *h, const char *text)
{
	struct buf b = {0};

	buf_adds(&b, text);
	CU_ASSERT_EQUAL(hear(h, &b, 0), MBOX_READ);
	buf_clear(&b);
}

static void what_is_no_mail_is_named(void)
{
	static const struct {
		const char *text;
		enum mbox_kind kind;
		size_t n;
	} files[] = {
		{"", MBOX_EMPTY, 0},
		{"\n\r\n\n", MBOX_EMPTY, 0},
		{"Hello\nTo: you\n", MBOX_NO_MAIL, 0},
		{"From here: nothing\n\nText\n", MBOX_NO_MAIL, 0},
		{"To: x\nSubject: y\n\nText\n", MBOX_ONE, 1},
		{"\n\nTo: x\n\nText\n", MBOX_ONE, 1},
		{"-----BEGIN PKCS7-----\nMIIB\n", MBOX_ONE, 1},
		{"-----BEGIN PKCS #7 SIGNED DATA-----\nMIIB\n", MBOX_ONE, 1},
		{"-----BEGIN CMS-----\nMIIB\n", MBOX_ONE, 1},
		{"-----BEGIN CERTIFICATE-----\nMIIB\n", MBOX_NO_MAIL, 0},
		{"-----BEGIN CERTIFICATE REQUEST-----\nMI\n", MBOX_NO_MAIL, 0},
		{"0\200\6\t*\206H\206\367\r\1\7\2", MBOX_ONE, 1},
		/* PKCS#12, by NSS: the same OID, later. */
		{"0\200\2\1\3" "0\200\6\t*\206H\206\367\r\1\7\1", MBOX_NO_MAIL,
		 0},
		{FROM_LINE "To: x\n\nText\n", MBOX_MANY, 1},
		{FROM_LINE, MBOX_MANY, 1},
		/* Apple Mail's .emlx. */
		{"123   \nTo: x\nSubject: y\n\nText\n", MBOX_ONE, 1},
	};

	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		struct heard h = {0};

		hear_text(&h, files[i].text);
		CU_ASSERT_EQUAL(h.kind, files[i].kind);
		CU_ASSERT_EQUAL(h.n, files[i].n);
		if (h.kind != files[i].kind)
			fprintf(stderr, "%s", files[i].text);
	}
}

static void a_descriptor_that_cannot_be_read_is_told(void)
{
	struct heard h = {0};
	const struct mbox_read how = {.letter = heard_letter, .arg = &h};
	struct mbox *m = mbox_new(&how);
	int fd = open(test_dir(), O_RDONLY | O_CLOEXEC);

	CU_ASSERT_EQUAL(mbox_read(m, fd, 0, &h.kind), MBOX_BROKEN);
	CU_ASSERT_EQUAL(errno, EISDIR);
	close(fd);
	mbox_free(m);
}

static int stop(struct heard *h, const struct mbox_letter *l)
{
	(void)l;
	return h->n == 2 ? -1 : 0;
}

static void it_can_be_stopped(void)
{
	struct heard h = {.then = stop};
	struct buf b = {0};

	for (int i = 0; i < 5; i++)
		buf_adds(&b, FROM_LINE "To: x\n\nText\n\n");
	CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_STOPPED);
	CU_ASSERT_EQUAL(h.n, 2);
	buf_clear(&b);
}

/* The letters have no gap between them, and end where the file does. */
static void assert_whole(const struct heard *h, size_t size)
{
	for (size_t i = 1; i < h->n && i < HEARD_MAX; i++)
		CU_ASSERT_EQUAL(h->letters[i].start, h->letters[i - 1].end);
	if (h->n && h->n <= HEARD_MAX)
		CU_ASSERT_EQUAL(h->letters[h->n - 1].end, (off_t)size);
}

/* A boundary, and each byte of it, on either side of the end of the window. */
static void the_window_cuts_no_line(void)
{
	static const char next[] = "\n" FROM_LINE
		"Content-Type: application/octet-stream;\r\n"
		" name=\"a.p7m\"\r\n\r\nText\n";

	for (size_t back = 0; back < sizeof(next) + 6; back++) {
		struct heard h = {0};
		struct buf b = {0};

		buf_adds(&b, FROM_LINE "To: x\n\n");
		while (b.len < MBOX_WINDOW - back)
			buf_addc(&b, b.len % 70 ? 'a' : '\n');
		b.data[b.len - 1] = '\n';
		buf_adds(&b, next);
		CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_READ);
		CU_ASSERT_EQUAL(h.n, 2);
		CU_ASSERT_FALSE(h.letters[0].may_sign);
		CU_ASSERT(h.letters[1].may_sign);
		assert_whole(&h, b.len);
		buf_clear(&b);
	}
}

/* Ten megabytes in a line, NUL bytes, a hundred thousand parts. */
static void monsters_are_passed_over(void)
{
	struct heard h = {0};
	struct buf b = {0}, zeros = {0};

	buf_adds(&b, FROM_LINE "To: x\nContent-Type: multipart/mixed;\n");
	buf_adds(&b, " boundary=x\n\n");
	for (int i = 0; i < 100000; i++)
		buf_adds(&b, "--x\nContent-Type: text/plain\n\n");
	while (b.len < (size_t)12 * 1024 * 1024)
		buf_adds(&b, "From the Content-Type: application/pkcs7-mime ");
	for (int i = 0; i < 1000; i++)
		buf_addc(&zeros, '\0');
	for (int i = 0; i < 400; i++)
		buf_add(&b, zeros.data, zeros.len);
	buf_adds(&b, "\n\n" FROM_LINE "Content-Type: application/pkcs7-mime\n\n");
	CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_READ);
	CU_ASSERT_EQUAL(h.n, 2);
	CU_ASSERT_FALSE(h.letters[0].may_sign);
	CU_ASSERT(h.letters[1].may_sign);
	assert_whole(&h, b.len);
	buf_clear(&b);
	buf_clear(&zeros);
}

static void junk_before_the_first_letter_is_passed_over(void)
{
	struct heard h = {0};
	struct buf b = {0};

	for (int i = 0; i < 5000; i++)
		buf_addc(&b, i % 90 ? '\0' : '\n');
	buf_adds(&b, "\n" FROM_LINE "Content-Type: application/pkcs7-mime\n\n");
	CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_READ);
	CU_ASSERT_EQUAL(h.kind, MBOX_MANY);
	CU_ASSERT_EQUAL(h.n, 1);
	CU_ASSERT(h.letters[0].may_sign);
	buf_clear(&b);
}

/* Too short, too long, past the end: nobody asks it. */
static void a_length_that_is_claimed_counts_for_nothing(void)
{
	static const char *const lengths[] = {"0", "3", "17", "99999999999", "-1",
					      "x"};

	for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
		struct heard h = {0};
		struct buf b = {0};

		for (int k = 0; k < 3; k++)
			buf_addf(&b, FROM_LINE "To: x\nContent-Length: %s\n\n"
				 "From me\nText\n\n", lengths[i]);
		CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_READ);
		CU_ASSERT_EQUAL(h.n, 3);
		assert_whole(&h, b.len);
		buf_clear(&b);
	}
}

static void a_letter_alone_is_not_split(void)
{
	struct heard h = {0};

	hear_text(&h, "To: x\nContent-Type: application/pkcs7-mime\n\n\n"
		      FROM_LINE "To: y\n\nText\n");
	CU_ASSERT_EQUAL(h.kind, MBOX_ONE);
	CU_ASSERT_EQUAL(h.n, 1);
	CU_ASSERT(h.letters[0].may_sign);
}

static void its_first_line_can_be_the_one_that_matters(void)
{
	struct heard h = {0};

	hear_text(&h, "Content-Type: application/pkcs7-mime\nTo: x\n\nMII\n");
	CU_ASSERT_EQUAL(h.n, 1);
	CU_ASSERT(h.letters[0].may_sign);
}

static void reading_begins_where_it_is_told(void)
{
	struct heard all = {0}, rest = {0};
	struct buf b = {0};

	for (int i = 0; i < 4; i++)
		buf_addf(&b, FROM_LINE "To: x%d\n\nText\n\n", i);
	CU_ASSERT_EQUAL(hear(&all, &b, 0), MBOX_READ);
	CU_ASSERT_EQUAL_FATAL(all.n, 4);
	CU_ASSERT_EQUAL(hear(&rest, &b, all.letters[2].start), MBOX_READ);
	CU_ASSERT_EQUAL_FATAL(rest.n, 2);
	CU_ASSERT_EQUAL(rest.letters[0].start, all.letters[2].start);
	CU_ASSERT_EQUAL(rest.letters[1].end, (off_t)b.len);
	buf_clear(&b);
}

/* --- the bytes of one --- */

#define BODY ">From a\n>>From b\n> From c\nFrom d\n>From e"

static void assert_unquoted(enum mbox_quoting quoting, const char *body)
{
	struct buf b = {0}, got = {0}, want = {0};
	struct heard h = {.bytes = &got, .which = 1, .quoting = quoting};

	buf_adds(&b, FROM_LINE "To: x\n\nText\n\n");
	say(&want, FROM_LINE "To: y\n\n");
	buf_adds(&b, want.data);
	buf_adds(&b, BODY);
	buf_adds(&want, body);
	CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_READ);
	CU_ASSERT(buf_equal(&got, &want));
	CU_ASSERT_EQUAL(h.changed, strcmp(body, BODY) != 0);
	buf_clear(&b);
	buf_clear(&got);
	buf_clear(&want);
}

static void quoting_is_undone_as_it_was_made(void)
{
	assert_unquoted(MBOX_PLAIN, BODY);
	assert_unquoted(MBOX_RD, "From a\n>From b\n> From c\nFrom d\nFrom e");
	assert_unquoted(MBOX_O, "From a\n>>From b\n> From c\nFrom d\nFrom e");
}

/* Out of the window, or with chunks that end in the middle of a mark. */
static void long_letters_come_whole(void)
{
	for (int q = MBOX_PLAIN; q <= MBOX_O; q++) {
		struct buf b = {0}, got = {0}, want = {0};
		struct heard h = {.bytes = &got,
				  .quoting = (enum mbox_quoting)q};

		buf_adds(&b, FROM_LINE "To: x\n\n");
		buf_copy(&want, &b);
		for (int i = 0; b.len < (size_t)3 * MBOX_WINDOW; i++) {
			buf_addf(&b, "%.*s\n>From x\n", i % 17, "aaaaaaaaaaaaaaaaa");
			buf_addf(&want, "%.*s\n%sFrom x\n", i % 17,
				 "aaaaaaaaaaaaaaaaa", q == MBOX_PLAIN ? ">" : "");
		}
		while (b.len % 64) {
			buf_addc(&b, 'z');
			buf_addc(&want, 'z');
		}
		CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_READ);
		CU_ASSERT(buf_equal(&got, &want));
		buf_clear(&b);
		buf_clear(&got);
		buf_clear(&want);
	}
}

static void a_line_longer_than_all_is_no_quotation(void)
{
	struct buf b = {0}, got = {0}, want = {0};
	struct heard h = {.bytes = &got, .quoting = MBOX_RD};

	buf_adds(&b, FROM_LINE "To: x\n\n");
	while (b.len < 300000)
		buf_adds(&b, "aaaaaaaaaaaaa>From ");
	buf_copy(&want, &b);
	buf_adds(&b, "\n>From x");
	buf_adds(&want, "\nFrom x");
	CU_ASSERT_EQUAL(hear(&h, &b, 0), MBOX_READ);
	CU_ASSERT(buf_equal(&got, &want));
	buf_clear(&b);
	buf_clear(&got);
	buf_clear(&want);
}

const struct test tests_mbox[] = {
	TEST(what_is_no_mail_is_named),
	TEST(a_descriptor_that_cannot_be_read_is_told),
	TEST(it_can_be_stopped),
	TEST(the_window_cuts_no_line),
	TEST(monsters_are_passed_over),
	TEST(junk_before_the_first_letter_is_passed_over),
	TEST(a_length_that_is_claimed_counts_for_nothing),
	TEST(a_letter_alone_is_not_split),
	TEST(its_first_line_can_be_the_one_that_matters),
	TEST(reading_begins_where_it_is_told),
	TEST(quoting_is_undone_as_it_was_made),
	TEST(long_letters_come_whole),
	TEST(a_line_longer_than_all_is_no_quotation),
	{0}};
