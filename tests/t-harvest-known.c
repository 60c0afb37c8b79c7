/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second scan reads only what is new: journey/harvest/harvest-known.c. */
#include "tests/harvest-kit.h"

static void what_was_read_is_not_read_again(void)
{
	struct buf mbox = {0};
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &mbox);
	write_mail(&s, "inbox", &mbox);
	buf_adds(&mbox, "x");
	write_mail(&s, "other.eml", &mbox);
	for (int i = 0; i < 3; i++) {
		scan(&s, NULL);
		CU_ASSERT_EQUAL(s.h.files, i ? 0 : 2);
		CU_ASSERT_EQUAL(s.h.known, i ? 2 : 0);
		CU_ASSERT_EQUAL(s.h.letters, i ? 0 : 2);
	}
	end(&s);
	buf_clear(&mbox);
}

static void an_mbox_that_grew_is_read_from_there(void)
{
	struct buf mbox = {0};
	struct scene s;
	size_t before;

	begin(&s);
	for (int i = 0; i < 1000; i++)
		buf_adds(&mbox, PLAIN);
	write_mail(&s, "inbox", &mbox);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.letters, 1000);
	before = mbox.len;
	add_signed(KEY_P256, &mbox);
	write_mail(&s, "inbox", &mbox);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.fresh, 1);
	/* The last one may have grown. */
	CU_ASSERT_EQUAL(s.h.letters, 2);
	CU_ASSERT_EQUAL(s.h.bytes, mbox.len - before + strlen(PLAIN));
	end(&s);
	buf_clear(&mbox);
}

/* Compacted, and then grown again: not what stood there before. */
static void an_mbox_that_was_rewritten_is_read_anew(void)
{
	struct buf mbox = {0};
	struct scene s;

	begin(&s);
	for (int i = 0; i < 100; i++)
		buf_adds(&mbox, PLAIN);
	write_mail(&s, "inbox", &mbox);
	scan(&s, NULL);
	buf_clear(&mbox);
	add_signed(KEY_P256, &mbox);
	for (int i = 0; i < 100; i++)
		buf_adds(&mbox, PLAIN);
	write_mail(&s, "inbox", &mbox);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.letters, 101);
	CU_ASSERT(knows(&s, KEY_P256));
	end(&s);
	buf_clear(&mbox);
}

static void flags_of_a_maildir_are_no_news(void)
{
	struct buf letter = {0};
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &letter);
	make_folder(&s, "cur");
	make_folder(&s, "new");
	make_folder(&s, "tmp");
	for (int i = 0; i < 3; i++) {
		char *name = xasprintf("cur/1%d.M1.host:2,", i);

		write_mail(&s, name, &letter);
		free(name);
	}
	write_mail(&s, "tmp/unfinished", &letter);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 3);
	rename_mail(&s, "cur/11.M1.host:2,", "cur/11.M1.host:2,RS");
	write_mail(&s, "new/14.M1.host", &letter);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 1);
	CU_ASSERT_EQUAL(s.h.known, 3);
	end(&s);
	buf_clear(&letter);
}

static void age(const struct scene *s, const char *name, time_t t)
{
	const struct timespec times[2] = {{t, 0}, {t, 0}};
	char *path = in_mail(s, name);

	CU_ASSERT_EQUAL(utimensat(AT_FDCWD, path, times, 0), 0);
	free(path);
}

/* Known by its time alone, unless that was a moment ago. */
static void a_quiet_maildir_is_not_listed(void)
{
	struct buf letter = {0};
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &letter);
	make_folder(&s, "cur");
	write_mail(&s, "cur/1.M1.host:2,", &letter);
	age(&s, "cur", TEST_NOW - 100);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 1);
	write_mail(&s, "cur/2.M1.host:2,", &letter);
	age(&s, "cur", TEST_NOW - 100);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 0);
	CU_ASSERT_EQUAL(s.h.known, 1);
	age(&s, "cur", TEST_NOW - 1);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 1);
	write_mail(&s, "cur/3.M1.host:2,", &letter);
	age(&s, "cur", TEST_NOW - 1);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 1);
	end(&s);
	buf_clear(&letter);
}

/* Most of a big folder gone: what is kept of it shrinks. */
static void what_is_gone_is_forgotten(void)
{
	enum { MANY = 3000 };
	struct report r = {0};
	struct book_file file = {0};
	struct buf letter = {0};
	struct scene s;
	char *whole;

	begin(&s);
	buf_adds(&letter, "To: bob@example.org\n\nText\n");
	for (int i = 0; i < MANY; i++) {
		char *name = xasprintf("%d", i);

		write_mail(&s, name, &letter);
		free(name);
	}
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, MANY);
	for (int i = 10; i < MANY; i++) {
		char *name = xasprintf("%s/%d", s.mail, i);

		CU_ASSERT_EQUAL(unlink(name), 0);
		free(name);
	}
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.known, 10);
	whole = fsio_whole_path(s.mail);
	CU_ASSERT_EQUAL(book_file_get(s.book, whole, "/0", &file, &r), 1);
	CU_ASSERT_EQUAL(file.mark.len, 10 * 8);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.known, 10);
	free(whole);
	buf_clear(&file.mark);
	end(&s);
	buf_clear(&letter);
}

const struct test tests_harvest_known[] = {
	TEST(what_was_read_is_not_read_again),
	TEST(an_mbox_that_grew_is_read_from_there),
	TEST(an_mbox_that_was_rewritten_is_read_anew),
	TEST(flags_of_a_maildir_are_no_news),
	TEST(a_quiet_maildir_is_not_listed),
	TEST(what_is_gone_is_forgotten),
	{0}};
