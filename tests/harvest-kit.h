/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of scans: a folder with mail, and a book. */
#ifndef TESTS_HARVEST_KIT_H
#define TESTS_HARVEST_KIT_H

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journey/harvest/harvest.h"
#include "tests/book-kit.h"
#include "tests/message-kit.h"

#define FROM_LINE "From alice@example.org Mon Jan  1 00:00:00 2024\n"
#define PLAIN FROM_LINE "To: bob@example.org\nSubject: x\n\nText\n\n"

/* A home, and a folder with mail. */
struct scene {
	struct env env;
	char *mail;
	struct book *book;
	struct harvest h;
	struct report report;
	harvest_tick_fn *tick;
	int ticks;
	bool forwarded;
};

MAYBE_UNUSED static void begin(struct scene *s)
{
	static int n;

	*s = (struct scene){.env = book_home()};
	s->mail = xasprintf("%s/mail-%d", test_dir(), n++);
	CU_ASSERT_EQUAL_FATAL(mkdir(s->mail, 0700), 0);
	s->book = opened(&s->env, BOOK_WRITE);
}

MAYBE_UNUSED static void end(struct scene *s)
{
	book_close(s->book);
	harvest_clear(&s->h);
	report_clear(&s->report);
	free(s->mail);
}

MAYBE_UNUSED static char *in_mail(const struct scene *s, const char *name)
{
	return path_join(s->mail, name);
}

MAYBE_UNUSED static void write_mail(const struct scene *s, const char *name,
		       const struct buf *bytes)
{
	char *path = in_mail(s, name);

	test_write(path, bytes->data ? bytes->data : "", bytes->len);
	free(path);
}

MAYBE_UNUSED static void make_folder(const struct scene *s, const char *name)
{
	char *path = in_mail(s, name);

	CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
	free(path);
}

MAYBE_UNUSED static void rename_mail(const struct scene *s, const char *from, const char *to)
{
	char *a = in_mail(s, from), *b = in_mail(s, to);

	CU_ASSERT_EQUAL(rename(a, b), 0);
	free(a);
	free(b);
}

/* NULL: the whole folder. */
MAYBE_UNUSED static void scan(struct scene *s, const char *name)
{
	char *path = name ? in_mail(s, name) : xstrdup(s->mail);
	const struct harvest_ask ask = {.paths = &path,
					.n = 1,
					.forwarded = s->forwarded,
					.measures = true,
					.now = s->env.now,
					.tick = s->tick,
					.arg = s};

	harvest_clear(&s->h);
	report_clear(&s->report);
	CU_ASSERT_EQUAL(harvest_run(s->book, &ask, &s->h, &s->report), 0);
	free(path);
}

/* A letter signed with a key of this type, as an mbox has it. */
MAYBE_UNUSED static void add_signed(enum key_type type, struct buf *mbox)
{
	struct buf text = {0}, letter = {0};

	buf_adds(&text, TEXT_LETTER);
	sign_letter(type, false, &text, SIZE_MAX, &letter);
	buf_adds(mbox, FROM_LINE);
	buf_add(mbox, letter.data, letter.len);
	buf_adds(mbox, "\n");
	buf_clear(&text);
	buf_clear(&letter);
}

MAYBE_UNUSED static bool knows(struct scene *s, enum key_type type)
{
	return book_has(s->book, identity(type)->leaf->fingerprint);
}

#endif
