/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where mail programs keep their mail: what is there, the newest first. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journey/harvest/mail-places.h"
#include "tests/test.h"

static char *home;
static struct env env;
static struct mail_places places;

static void begin(void)
{
	static int n;
	struct report r = {0};

	home = xasprintf("%s/user-%d", test_dir(), n++);
	CU_ASSERT_EQUAL_FATAL(fsio_mkdir(home, &r), 0);
	env = (struct env){.now = TEST_NOW, .user_home = home};
}

static void end(void)
{
	mail_places_clear(&places);
	free(home);
}

/* A file of that age; empty where text is "". */
static void make(const char *name, const char *text, time_t time)
{
	const struct timespec times[] = {{.tv_sec = time}, {.tv_sec = time}};
	char *path = path_join(home, name);
	char *folder = xstrndup(path, (size_t)(path_base(path) - path) - 1);
	struct report r = {0};

	CU_ASSERT_EQUAL(fsio_mkdir(folder, &r), 0);
	test_write(path, text, strlen(text));
	CU_ASSERT_EQUAL(utimensat(AT_FDCWD, path, times, 0), 0);
	free(folder);
	free(path);
}

static bool is_at(size_t i, const char *name)
{
	char *path = path_join(home, name);
	bool is = i < places.n && strcmp(places.items[i].path, path) == 0;

	free(path);
	return is;
}

static void an_empty_home_has_none(void)
{
	begin();
	mail_places_find(&env, &places);
	CU_ASSERT_EQUAL(places.n, 0);
	env.user_home = NULL;
	mail_places_find(&env, &places);
	CU_ASSERT_EQUAL(places.n, 0);
	end();
}

static void what_holds_no_file_is_left_out(void)
{
	begin();
	make("Maildir/cur/empty", "", 1);
	make(".thunderbird/profiles.ini", "x", 1);
	mail_places_find(&env, &places);
	CU_ASSERT_EQUAL(places.n, 0);
	end();
}

static void the_newest_comes_first(void)
{
	begin();
	make(".thunderbird/a1.default/ImapMail/imap.example.org/INBOX", "x",
	     2000);
	make(".thunderbird/b2.old/Mail/Local Folders/Inbox", "x", 1000);
	make(".local/share/evolution/mail/local/cur/1", "x", 3000);
	make("Mail/inbox/1", "x", 1500);
	mail_places_find(&env, &places);
	CU_ASSERT_EQUAL(places.n, 4);
	CU_ASSERT(is_at(0, ".local/share/evolution/mail"));
	CU_ASSERT_STRING_EQUAL(places.items[0].program, "Evolution");
	CU_ASSERT(is_at(1, ".thunderbird/a1.default/ImapMail"));
	CU_ASSERT_STRING_EQUAL(places.items[1].program, "Thunderbird");
	CU_ASSERT_EQUAL(places.items[1].time, 2000);
	CU_ASSERT(is_at(2, "Mail"));
	CU_ASSERT_PTR_NULL(places.items[2].program);
	CU_ASSERT(is_at(3, ".thunderbird/b2.old/Mail"));
	end();
}

static void a_link_to_another_place_is_not_named_twice(void)
{
	char *link;

	begin();
	make("Mail/inbox/1", "x", 1500);
	link = path_join(home, "mail");
	CU_ASSERT_EQUAL(symlink("Mail", link), 0);
	mail_places_find(&env, &places);
	CU_ASSERT_EQUAL(places.n, 1);
	free(link);
	end();
}

/* A loop has no end; what is inside of a place is not followed. */
static void links_inside_are_not_followed(void)
{
	char *link;

	begin();
	make("Mail/inbox/1", "x", 1500);
	make("elsewhere/1", "x", 9000);
	link = path_join(home, "Mail/inbox/loop");
	CU_ASSERT_EQUAL(symlink("..", link), 0);
	free(link);
	link = path_join(home, "Mail/other");
	CU_ASSERT_EQUAL(symlink("../elsewhere", link), 0);
	mail_places_find(&env, &places);
	CU_ASSERT_EQUAL(places.n, 1);
	CU_ASSERT_EQUAL(places.items[0].time, 1500);
	free(link);
	end();
}

const struct test tests_mail_places[] = {
	TEST(an_empty_home_has_none),
	TEST(what_holds_no_file_is_left_out),
	TEST(the_newest_comes_first),
	TEST(a_link_to_another_place_is_not_named_twice),
	TEST(links_inside_are_not_followed),
	{0},
};
