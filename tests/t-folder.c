/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders listed, and what is in their files. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "journey/intake/file-look.h"
#include "tests/journey-kit.h"

static char *place;

static char *in(const char *name)
{
	return path_join(place, name);
}

/* A file of that age. */
static void make(const char *name, time_t time)
{
	const struct timespec times[] = {{.tv_sec = time}, {.tv_sec = time}};
	char *path = in(name);

	test_write(path, "x", 1);
	CU_ASSERT_EQUAL(utimensat(AT_FDCWD, path, times, 0), 0);
	free(path);
}

static void begin(void)
{
	struct report report = {0};

	free(place);
	place = path_join(test_dir(), "folder");
	CU_ASSERT_EQUAL(fsio_mkdir(place, &report), 0);
}

static void end(void)
{
	free(place);
	place = NULL;
}

static void read_all(struct folder *f)
{
	struct report report = {0};

	*f = (struct folder){0};
	CU_ASSERT_EQUAL_FATAL(folder_read(place, f, &report), 0);
}

static void a_folder_that_is_not_there_is_unreadable(void)
{
	struct report report = {0};
	struct folder f = {0};
	char *path;

	begin();
	path = in("nowhere");
	CU_ASSERT_EQUAL(folder_read(path, &f, &report), -1);
	CU_ASSERT_TRUE(test_only(&report, FINDING_FILE_UNREADABLE));
	report_clear(&report);
	free(path);
	end();
}

static void the_newest_comes_first(void)
{
	struct folder f;

	begin();
	make("old", 1000);
	make("new", 3000);
	make(".hidden", 2000);
	read_all(&f);
	CU_ASSERT_EQUAL_FATAL(f.n, 3);
	CU_ASSERT_STRING_EQUAL(f.items[0].name, "new");
	CU_ASSERT_STRING_EQUAL(f.items[1].name, ".hidden");
	CU_ASSERT_STRING_EQUAL(f.items[2].name, "old");
	CU_ASSERT_EQUAL(f.items[2].size, 1);
	folder_clear(&f);
	end();
}

static void pipes_and_links_in_a_circle_are_left_out(void)
{
	struct folder f;
	char *pipe_at, *loop, *up;

	begin();
	pipe_at = in("pipe");
	loop = in("loop");
	up = in("up");
	CU_ASSERT_EQUAL(mkfifo(pipe_at, 0600), 0);
	CU_ASSERT_EQUAL(symlink("loop", loop), 0);
	CU_ASSERT_EQUAL(symlink("..", up), 0);
	read_all(&f);
	CU_ASSERT_EQUAL_FATAL(f.n, 1);
	CU_ASSERT_STRING_EQUAL(f.items[0].name, "up");
	CU_ASSERT_TRUE(f.items[0].is_folder);
	folder_clear(&f);
	free(pipe_at);
	free(loop);
	free(up);
	end();
}

static void a_name_nobody_can_see_is_not_plain(void)
{
	CU_ASSERT_TRUE(folder_name_is_plain("M\xc3\xbcller.p7b"));
	CU_ASSERT_FALSE(folder_name_is_plain("a\033[2Jb"));
	CU_ASSERT_FALSE(folder_name_is_plain("a\xe2\x80\xae" "b"));
	CU_ASSERT_FALSE(folder_name_is_plain("a\xff"));
}

static bool is(const char *path, const char *want)
{
	char *word = file_look(path, NULL);
	bool same = strcmp(word, want) == 0;

	free(word);
	return same;
}

static void what_cannot_be_read_says_why(void)
{
	char *path;

	begin();
	path = in("nothing");
	CU_ASSERT_TRUE(is(path, "The file cannot be read"));
	test_write(path, "", 0);
	CU_ASSERT_TRUE(is(path, "The file is empty"));
	CU_ASSERT_TRUE(is(place, "This is a folder, not a file"));
	free(path);
	end();
}

static void files_are_named_by_what_is_in_them(void)
{
	struct page more = {0};
	char *cert, *key, *word;

	kit_begin();
	kit_walk(STEP_CERTIFICATE);
	cert = kit_file(WS_CERT);
	key = kit_file(WS_KEY);
	word = file_look(cert, &more);
	CU_ASSERT_STRING_EQUAL(word, "a certificate");
	CU_ASSERT_EQUAL_FATAL(more.n, 1);
	CU_ASSERT_PTR_NOT_NULL(strstr(more.lines[0].text, "Alice Example"));
	CU_ASSERT_TRUE(is(key, "a private key with a passphrase"));
	page_clear(&more);
	free(word);
	free(cert);
	free(key);
	kit_end();
}

const struct test tests_folder[] = {
	TEST(a_folder_that_is_not_there_is_unreadable),
	TEST(the_newest_comes_first),
	TEST(pipes_and_links_in_a_circle_are_left_out),
	TEST(a_name_nobody_can_see_is_not_plain),
	TEST(what_cannot_be_read_says_why),
	TEST(files_are_named_by_what_is_in_them),
	{0},
};
