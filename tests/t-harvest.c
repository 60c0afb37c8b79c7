/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives read for certificates: journey/harvest/harvest.c, into a book. */
#include "mail/mbox.h"
#include "tests/harvest-kit.h"

static const struct harvest_style brief, all = {.all = true};

/* --- what cannot be read --- */

static void a_path_that_is_not_there_is_a_finding(void)
{
	struct scene s;

	begin(&s);
	scan(&s, "nothing");
	CU_ASSERT(test_only(&s.report, FINDING_FILE_UNREADABLE));
	CU_ASSERT_EQUAL(s.h.passed[HARVEST_UNREADABLE], 1);
	CU_ASSERT_EQUAL(s.h.nnotes, 1);
	end(&s);
}

static void the_others_are_read_all_the_same(void)
{
	struct buf mbox = {0};
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &mbox);
	write_mail(&s, "good", &mbox);
	make_folder(&s, "locked");
	{
		char *locked = in_mail(&s, "locked"), *loop = in_mail(&s, "loop");
		char *pipe = in_mail(&s, "pipe"), *list = in_mail(&s, "list.dat");

		CU_ASSERT_EQUAL(chmod(locked, 0), 0);
		CU_ASSERT_EQUAL(symlink(".", loop), 0);
		CU_ASSERT_EQUAL(mkfifo(pipe, 0600), 0);
		test_write(list, "\0\1\2\3", 4);
		scan(&s, NULL);
		CU_ASSERT_EQUAL(chmod(locked, 0700), 0);
		free(locked);
		free(loop);
		free(pipe);
		free(list);
	}
	CU_ASSERT_EQUAL(s.report.n, 0);
	CU_ASSERT_EQUAL(s.h.fresh, 1);
	CU_ASSERT_EQUAL(s.h.passed[HARVEST_LINK], 1);
	CU_ASSERT_EQUAL(s.h.passed[HARVEST_NOT_REGULAR], 1);
	CU_ASSERT_EQUAL(s.h.passed[HARVEST_NO_MAIL], 1);
	/* Nothing is locked for the superuser. */
	CU_ASSERT_EQUAL(s.h.passed[HARVEST_UNREADABLE], geteuid() != 0);
	end(&s);
	buf_clear(&mbox);
}

static void folders_in_folders_have_an_end(void)
{
	struct buf path = {0}, mbox = {0};
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &mbox);
	buf_adds(&path, "a");
	for (int i = 0; i < 40; i++) {
		make_folder(&s, path.data);
		buf_adds(&path, "/a");
	}
	write_mail(&s, path.data, &mbox);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.passed[HARVEST_TOO_DEEP], 1);
	CU_ASSERT_EQUAL(s.h.fresh, 0);
	end(&s);
	buf_clear(&path);
	buf_clear(&mbox);
}

static void a_signature_that_is_not_good_is_listed(void)
{
	struct buf mbox = {0};
	struct page page = {0};
	struct scene s;

	begin(&s);
	buf_adds(&mbox, PLAIN);
	add_signed(KEY_P256, &mbox);
	memcpy(strstr(mbox.data, "Hello Bob"), "Hello Rob", 9);
	write_mail(&s, "inbox", &mbox);
	scan(&s, "inbox");
	CU_ASSERT_EQUAL(s.h.fresh, 0);
	CU_ASSERT_EQUAL(s.h.fates[SIGNERS_CHANGED], 1);
	CU_ASSERT_EQUAL_FATAL(s.h.nnotes, 1);
	CU_ASSERT_EQUAL(s.h.notes[0].at, (long long)strlen(PLAIN));
	CU_ASSERT_FALSE(knows(&s, KEY_P256));
	harvest_page(&s.h, &brief, &page);
	CU_ASSERT(page.n > 4);
	page_clear(&page);
	end(&s);
	buf_clear(&mbox);
}

/* More than are listed; all are counted. */
static void the_list_has_an_end(void)
{
	struct buf mbox = {0};
	struct page page = {0};
	struct scene s;

	begin(&s);
	for (int i = 0; i < HARVEST_LISTED_MAX + 20; i++)
		buf_adds(&mbox, FROM_LINE
			 "Content-Type: application/pkcs7-mime\n\nnone\n\n");
	write_mail(&s, "inbox", &mbox);
	scan(&s, "inbox");
	CU_ASSERT_EQUAL(s.h.fates[SIGNERS_DAMAGED], HARVEST_LISTED_MAX + 20);
	CU_ASSERT_EQUAL(s.h.nnotes, HARVEST_LISTED_MAX);
	harvest_page(&s.h, &brief, &page);
	CU_ASSERT(strstr(page.lines[page.n - 1].text, "first 20 ") != NULL);
	CU_ASSERT(page.n < HARVEST_FEW + 10);
	page_clear(&page);
	harvest_page(&s.h, &all, &page);
	CU_ASSERT(strstr(page.lines[page.n - 1].text, "100") != NULL);
	page_clear(&page);
	end(&s);
	buf_clear(&mbox);
}

/* --- what is found --- */

static void a_certificate_comes_with_where_it_was_seen(void)
{
	struct buf mbox = {0};
	struct book_entries e;
	struct scene s;

	begin(&s);
	buf_adds(&mbox, PLAIN);
	add_signed(KEY_P256, &mbox);
	write_mail(&s, "inbox", &mbox);
	scan(&s, "inbox");
	CU_ASSERT_EQUAL(s.h.fresh, 1);
	CU_ASSERT_EQUAL(s.h.letters, 2);
	CU_ASSERT_EQUAL(s.h.fates[SIGNERS_GOOD], 1);
	CU_ASSERT_EQUAL(s.h.total, mbox.len);
	CU_ASSERT_EQUAL(s.h.bytes, mbox.len);
	e = found(s.book, "alice@example.com");
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	CU_ASSERT(cert_equal(e.items[0].cert, identity(KEY_P256)->leaf));
	CU_ASSERT_EQUAL(e.items[0].last.at, TEST_NOW);
	CU_ASSERT_STRING_EQUAL(e.items[0].last.folder, "inbox");
	CU_ASSERT(e.items[0].announces);
	CU_ASSERT(e.items[0].ciphers & 1u << CMS_AES_256_CBC);
	book_entries_clear(&e);
	end(&s);
	buf_clear(&mbox);
}

static void a_saved_letter_is_in_no_folder(void)
{
	struct buf whole = {0}, letter = {0};
	struct book_entries e;
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &whole);
	buf_adds(&letter, whole.data + strlen(FROM_LINE));
	write_mail(&s, "s1.eml", &letter);
	scan(&s, "s1.eml");
	e = found(s.book, "alice@example.com");
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	CU_ASSERT(strstr(e.items[0].last.source, "/s1.eml") != NULL);
	CU_ASSERT_PTR_NULL(e.items[0].last.folder);
	book_entries_clear(&e);
	end(&s);
	buf_clear(&letter);
	buf_clear(&whole);
}

static bool page_says(const struct harvest *h,
		      const struct harvest_style *style, const char *text)
{
	struct page page = {0};
	bool says = false;

	harvest_page(h, style, &page);
	for (size_t i = 0; i < page.n; i++)
		says |= strstr(page.lines[i].text, text) != NULL;
	page_clear(&page);
	return says;
}

/* Options are no help on a screen. */
static void a_screen_names_no_options_and_short_paths(void)
{
	const struct harvest_style screen = {
		.is_screen = true, .all = true, .user_home = test_dir()};
	struct harvest h = {.fates = {[SIGNERS_FORWARDED] = 2}};
	char *path = path_join(test_dir(), "a link");
	struct harvest_note note = {.path = path, .at = -1,
				    .reason = HARVEST_LINK};

	h.notes = &note;
	h.nnotes = h.passed[HARVEST_LINK] = 1;
	CU_ASSERT(page_says(&h, &brief, "--forwarded reads"));
	CU_ASSERT_FALSE(page_says(&h, &screen, "--"));
	CU_ASSERT(page_says(&h, &screen, "and were not looked at"));
	CU_ASSERT(page_says(&h, &screen, "~/a link: It is a link"));
	CU_ASSERT(page_says(&h, &brief, path));
	free(path);
}

static void forwarded_letters_count_when_asked_for(void)
{
	struct buf letter = {0}, mbox = {0};
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &letter);
	buf_adds(&mbox, "From: carol@example.org\n"
			"Content-Type: message/rfc822\n\n");
	buf_adds(&mbox, letter.data + strlen(FROM_LINE));
	write_mail(&s, "one.eml", &mbox);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.fates[SIGNERS_FORWARDED], 1);
	CU_ASSERT_FALSE(knows(&s, KEY_P256));
	/* What was read before counts for scans of the same kind. */
	s.forwarded = true;
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 1);
	CU_ASSERT(knows(&s, KEY_P256));
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 0);
	end(&s);
	buf_clear(&letter);
	buf_clear(&mbox);
}

/* --- stopped --- */

static enum harvest_turn stop_soon(const struct harvest *h, void *arg)
{
	struct scene *s = arg;

	(void)h;
	return ++s->ticks > 2 ? HARVEST_STOP : HARVEST_GO_ON;
}

static enum harvest_turn stop_at_once(const struct harvest *h, void *arg)
{
	struct scene *s = arg;

	(void)h;
	s->ticks++;
	return HARVEST_STOP;
}

static enum harvest_turn save_always(const struct harvest *h, void *arg)
{
	(void)h;
	(void)arg;
	return HARVEST_SAVE;
}

/* A signed letter, a megabyte of others, another signed one. */
static void long_mbox(struct buf *mbox)
{
	add_signed(KEY_P256, mbox);
	while (mbox->len < 4 * MBOX_WINDOW)
		buf_adds(mbox, PLAIN);
	add_signed(KEY_RSA_2048, mbox);
}

/* Another program moves, removes and cuts what is being read. */
static enum harvest_turn meddle(const struct harvest *h, void *arg)
{
	struct scene *s = arg;
	char *gone = in_mail(s, "cur/1.M1.host:2,");
	char *mbox = in_mail(s, "inbox");
	bool first = s->ticks++ == 0;

	(void)h;
	if (first)
		CU_ASSERT_EQUAL(unlink(gone), 0);
	if (first)
		rename_mail(s, "cur/2.M1.host:2,", "cur/2.M1.host:2,S");
	if (h->bytes > MBOX_WINDOW)
		CU_ASSERT_EQUAL(truncate(mbox, MBOX_WINDOW / 2), 0);
	free(gone);
	free(mbox);
	return HARVEST_SAVE;
}

static void what_changes_meanwhile_does_no_harm(void)
{
	struct buf mbox = {0}, letter = {0};
	struct scene s;

	begin(&s);
	long_mbox(&mbox);
	add_signed(KEY_P256, &letter);
	make_folder(&s, "cur");
	write_mail(&s, "inbox", &mbox);
	write_mail(&s, "cur/1.M1.host:2,", &letter);
	write_mail(&s, "cur/2.M1.host:2,", &letter);
	s.tick = meddle;
	scan(&s, NULL);
	CU_ASSERT(knows(&s, KEY_P256));
	CU_ASSERT_EQUAL(s.report.n, 0);
	/* And what was cut can grow again. */
	s.tick = NULL;
	write_mail(&s, "inbox", &mbox);
	scan(&s, NULL);
	CU_ASSERT(knows(&s, KEY_RSA_2048));
	end(&s);
	buf_clear(&mbox);
	buf_clear(&letter);
}

/* Broken MIME, NUL bytes and lines of megabytes between letters that are good. */
static void good_letters_among_monsters_are_found(void)
{
	static const char zeros[4096];
	struct buf mbox = {0};
	struct scene s;

	begin(&s);
	buf_adds(&mbox, FROM_LINE "Content-Type: multipart/signed; boundary=x;"
			" protocol=\"application/pkcs7-signature\"\n\n--x\n");
	while (mbox.len < 11 * 1024 * 1024)
		buf_add(&mbox, zeros, sizeof(zeros));
	buf_adds(&mbox, "\n\n");
	add_signed(KEY_P256, &mbox);
	buf_adds(&mbox, FROM_LINE "Content-Type: application/pkcs7-mime\n"
			"Content-Transfer-Encoding: base64\n\nMIIB\n");
	for (int i = 0; i < 100000; i++)
		buf_adds(&mbox, "--x\nContent-Type: application/pkcs7-mime\n\n");
	buf_adds(&mbox, "\n");
	buf_adds(&mbox, FROM_LINE "Content-Type: multipart/mixed; boundary=x\n\n");
	for (int i = 0; i < 100000; i++)
		buf_adds(&mbox, "--x\nContent-Type: application/pkcs7-mime\n\n");
	buf_adds(&mbox, "\n");
	add_signed(KEY_RSA_2048, &mbox);
	write_mail(&s, "inbox", &mbox);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.letters, 5);
	CU_ASSERT_EQUAL(s.h.fates[SIGNERS_GOOD], 2);
	CU_ASSERT(s.h.fates[SIGNERS_DAMAGED] > 1000);
	CU_ASSERT_EQUAL(s.h.passed[HARVEST_PARTS], 1);
	CU_ASSERT_EQUAL(s.h.nnotes, HARVEST_LISTED_MAX);
	end(&s);
	buf_clear(&mbox);
}

static void what_was_stopped_goes_on_there(void)
{
	struct buf mbox = {0};
	unsigned long long first;
	struct scene s;

	begin(&s);
	long_mbox(&mbox);
	write_mail(&s, "inbox", &mbox);
	s.tick = stop_soon;
	scan(&s, "inbox");
	CU_ASSERT(s.h.is_stopped);
	CU_ASSERT(knows(&s, KEY_P256));
	CU_ASSERT_FALSE(knows(&s, KEY_RSA_2048));
	first = s.h.bytes;
	s.tick = NULL;
	scan(&s, "inbox");
	CU_ASSERT_FALSE(s.h.is_stopped);
	CU_ASSERT(s.h.bytes < mbox.len - first / 2);
	CU_ASSERT_EQUAL(s.h.bytes + s.h.skipped, mbox.len);
	CU_ASSERT(knows(&s, KEY_RSA_2048));
	end(&s);
	buf_clear(&mbox);
}

/* Before anything is read. */
static void measuring_a_large_folder_can_be_stopped(void)
{
	struct buf letter = {0};
	struct scene s;

	begin(&s);
	buf_adds(&letter, PLAIN);
	for (int i = 0; i < 300; i++) {
		char *name = xasprintf("%d", i);

		write_mail(&s, name, &letter);
		free(name);
	}
	s.tick = stop_at_once;
	scan(&s, NULL);
	CU_ASSERT_TRUE(s.h.is_stopped);
	CU_ASSERT_EQUAL(s.ticks, 1);
	CU_ASSERT_EQUAL(s.h.files, 0);
	CU_ASSERT_EQUAL(s.h.bytes, 0);
	CU_ASSERT_TRUE(s.h.total < 300 * letter.len);
	s.tick = NULL;
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.files, 300);
	CU_ASSERT_EQUAL(s.h.total, 300 * letter.len);
	end(&s);
	buf_clear(&letter);
}

static void saving_often_changes_nothing(void)
{
	struct buf mbox = {0};
	struct scene s;

	begin(&s);
	long_mbox(&mbox);
	write_mail(&s, "inbox", &mbox);
	write_mail(&s, "other", &mbox);
	s.tick = save_always;
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.fresh, 2);
	CU_ASSERT_EQUAL(s.h.fates[SIGNERS_GOOD], 4);
	scan(&s, NULL);
	CU_ASSERT_EQUAL(s.h.known, 2);
	end(&s);
	buf_clear(&mbox);
}

static void a_book_that_cannot_be_written_ends_it(void)
{
	struct buf mbox = {0};
	struct book *other;
	char *path;
	struct scene s;

	begin(&s);
	add_signed(KEY_P256, &mbox);
	write_mail(&s, "inbox", &mbox);
	other = opened(&s.env, BOOK_WRITE);
	CU_ASSERT_EQUAL(book_begin(other, &s.report), 0);
	book_patience(s.book, 1);
	path = in_mail(&s, "inbox");
	CU_ASSERT_EQUAL(harvest_run(s.book,
				    &(struct harvest_ask){.paths = &path,
							  .n = 1,
							  .now = TEST_NOW},
				    &s.h, &s.report),
			-1);
	CU_ASSERT(test_only(&s.report, FINDING_LOCK_HELD));
	book_close(other);
	free(path);
	end(&s);
	buf_clear(&mbox);
}

const struct test tests_harvest[] = {
	TEST(a_path_that_is_not_there_is_a_finding),
	TEST(the_others_are_read_all_the_same),
	TEST(folders_in_folders_have_an_end),
	TEST(a_signature_that_is_not_good_is_listed),
	TEST(the_list_has_an_end),
	TEST(a_certificate_comes_with_where_it_was_seen),
	TEST(a_screen_names_no_options_and_short_paths),
	TEST(a_saved_letter_is_in_no_folder),
	TEST(forwarded_letters_count_when_asked_for),
	TEST(what_changes_meanwhile_does_no_harm),
	TEST(good_letters_among_monsters_are_found),
	TEST(what_was_stopped_goes_on_there),
	TEST(measuring_a_large_folder_can_be_stopped),
	TEST(saving_often_changes_nothing),
	TEST(a_book_that_cannot_be_written_ends_it),
	{0}};
