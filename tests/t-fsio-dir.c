/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders, locks, sweeping and questions: base/fsio.h; security.md 8, 11, 12.
 */
#include "base/fsio.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"

static void folder_is_not_made_in_place_of_a_file(void)
{
	struct report r = {0};
	const char *dir = test_dir();
	char *file = path_join(dir, "file");
	char *below = path_join(file, "below");

	test_write(file, "x", 1);
	CU_ASSERT_EQUAL(fsio_mkdir(file, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_HOME_UNUSABLE));
	report_clear(&r);
	CU_ASSERT_EQUAL(fsio_mkdir(below, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_HOME_UNUSABLE));
	report_clear(&r);
	free(file);
	free(below);
}

static void folder_without_a_name_is_not_made(void)
{
	struct report r = {0};

	CU_ASSERT_EQUAL(fsio_mkdir("", &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_HOME_UNUSABLE));
	report_clear(&r);
}

static void folders_are_private_and_parents_are_made(void)
{
	struct report r = {0};
	mode_t kept = umask(0);
	const char *dir = test_dir();
	char *a = path_join(dir, "a");
	char *b = path_join(a, "b//");

	CU_ASSERT_EQUAL(fsio_mkdir(b, &r), 0);
	umask(kept);
	CU_ASSERT_EQUAL(fsio_mode(place_of(a)), 0700);
	CU_ASSERT_EQUAL(fsio_mode(place_of(b)), 0700);
	CU_ASSERT_EQUAL(fsio_mkdir(b, &r), 0); /* it is there */
	CU_ASSERT_EQUAL(r.n, 0);
	free(a);
	free(b);
}

static void absent_folder_cannot_be_opened(void)
{
	struct report r = {0};
	char *path = path_join(test_dir(), "absent");

	CU_ASSERT_EQUAL(fsio_open_dir(path, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_HOME_UNUSABLE));
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, path);
	report_clear(&r);
	free(path);
}

/* --- locks --- */

static void second_run_is_told_who_holds_the_lock(void)
{
	struct report r = {0};
	char *path = path_join(test_dir(), "lock");
	char *says = xasprintf("It is process %ld.", (long)getpid());
	int fd = fsio_lock(place_of(path), &r);

	CU_ASSERT(fd >= 0);
	CU_ASSERT_EQUAL(fsio_lock(place_of(path), &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_LOCK_HELD));
	CU_ASSERT_STRING_EQUAL(r.items[0].detail, says);
	report_clear(&r);
	close(fd);
	free(says);
	free(path);
}

static void lock_that_does_not_say_who_is_held_all_the_same(void)
{
	struct report r = {0};
	char *path = path_join(test_dir(), "lock");
	int fd = fsio_lock(place_of(path), &r);

	test_write(path, "?", 1);
	CU_ASSERT_EQUAL(fsio_lock(place_of(path), &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_LOCK_HELD));
	CU_ASSERT_STRING_EQUAL(r.items[0].detail, "");
	report_clear(&r);
	close(fd);
	free(path);
}

static void lock_ends_with_its_process_though_killed(void)
{
	struct report r = {0};
	char *path = path_join(test_dir(), "lock");
	pid_t pid = fork();
	int status = -1, fd;

	if (pid == 0)
		_exit(fsio_lock(place_of(path), &r) >= 0 ? 0 : 1);
	CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
	CU_ASSERT_EQUAL(status, 0);
	fd = fsio_lock(place_of(path), &r);
	CU_ASSERT(fd >= 0);
	CU_ASSERT_EQUAL(fsio_mode(place_of(path)), 0600);
	close(fd);
	free(path);
}

static void lock_file_that_is_a_link_is_not_followed(void)
{
	struct report r = {0};
	const char *dir = test_dir();
	char *path = path_join(dir, "lock");
	char *victim = path_join(dir, "victim");

	CU_ASSERT_EQUAL(symlink("victim", path), 0);
	CU_ASSERT_EQUAL(fsio_lock(place_of(path), &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_HOME_UNUSABLE));
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, dir);
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, path));
	CU_ASSERT_FALSE(fsio_exists(place_of(victim)));
	report_clear(&r);
	free(path);
	free(victim);
}

/* --- sweeping and listing --- */

static void sweeping_takes_temporary_files_only(void)
{
	static const char *const stay[] = {
		"key.pem",
		".hidden",
		".key.pem.tmp-0123456789abcde",
		".key.pem.tmp-0123456789ABCDEF",
		"key.pem.tmp-0123456789abcdef",
		".key.pem.tmp-0123456789abcdefx",
		".tmp-0123456789abcdef",
	};
	struct report r = {0};
	const char *dir = test_dir();
	char *left = path_join(dir, ".key.pem.tmp-0123456789abcdef");
	char *folder = path_join(dir, ".d.tmp-0123456789abcdef");
	int fd = fsio_open_dir(dir, &r);

	test_write(left, "x", 1);
	CU_ASSERT_EQUAL(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < ARRAY_LEN(stay); i++) {
		char *path = path_join(dir, stay[i]);

		test_write(path, "x", 1);
		free(path);
	}
	fsio_sweep(fd);
	CU_ASSERT_FALSE(fsio_exists(place_of(left)));
	CU_ASSERT_TRUE(fsio_exists(place_of(folder)));
	for (size_t i = 0; i < ARRAY_LEN(stay); i++)
		CU_ASSERT_TRUE(fsio_exists((struct place){fd, stay[i], NULL}));
	fsio_sweep(-1);
	close(fd);
	free(left);
	free(folder);
}

static void listing_is_sorted_and_without_hidden_names(void)
{
	static const char *const names[] = {"b", ".a", "a", "B"};
	struct strlist l = {0};
	const char *dir = test_dir();

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		char *path = path_join(dir, names[i]);

		test_write(path, "x", 1);
		free(path);
	}
	strlist_add(&l, "from before");
	fsio_list(dir, &l);
	CU_ASSERT_EQUAL(l.n, 3);
	CU_ASSERT_STRING_EQUAL(l.items[0], "B");
	CU_ASSERT_STRING_EQUAL(l.items[2], "b");
	fsio_list("/no/such/folder", &l);
	CU_ASSERT_EQUAL(l.n, 0);
	strlist_clear(&l);
}

static void absent_file_has_no_mode_and_no_time(void)
{
	char *path = path_join(test_dir(), "absent");

	CU_ASSERT_FALSE(fsio_exists(place_of(path)));
	CU_ASSERT_EQUAL(fsio_mode(place_of(path)), 0);
	CU_ASSERT_EQUAL(fsio_mtime(place_of(path)), 0);
	test_write(path, "x", 1);
	CU_ASSERT(fsio_mtime(place_of(path)) > 0);
	free(path);
}

static void paths_are_joined_and_taken_apart(void)
{
	char *a = path_join("dir", "name");
	char *b = path_join("/", "name");

	CU_ASSERT_STRING_EQUAL(a, "dir/name");
	CU_ASSERT_STRING_EQUAL(b, "/name");
	CU_ASSERT_STRING_EQUAL(path_base(a), "name");
	CU_ASSERT_STRING_EQUAL(path_base("name"), "name");
	CU_ASSERT_STRING_EQUAL(path_base("dir/"), "");
	free(a);
	free(b);
}

static bool is_short(const char *home, const char *path, const char *should)
{
	char *is = path_short(home, path);
	bool same = strcmp(is, should) == 0;

	free(is);
	return same;
}

static void paths_in_the_own_folder_begin_with_a_tilde(void)
{
	CU_ASSERT(is_short("/home/me", "/home/me/a b", "~/a b"));
	CU_ASSERT(is_short("/home/me/", "/home/me/a", "~/a"));
	CU_ASSERT(is_short("/home/me", "/home/me", "~"));
	CU_ASSERT(is_short("/home/me", "/home/mean/a", "/home/mean/a"));
	CU_ASSERT(is_short("/", "/etc", "/etc"));
	CU_ASSERT(is_short(NULL, "/etc", "/etc"));
}

static bool reads(const char *home, const char *text, const char *should)
{
	char *is = text_short_paths(home, text);
	bool same = strcmp(is ? is : text, should) == 0;

	free(is);
	return same;
}

/* What is printed for copying has to mean the same to a shell. */
static void paths_in_a_text_are_shortened_where_a_shell_knows_them(void)
{
	CU_ASSERT(reads("/home/me", "In /home/me/a: no", "In ~/a: no"));
	CU_ASSERT(reads("/home/me", "/home/me/a /home/me/b", "~/a ~/b"));
	CU_ASSERT(reads("/home/me", "cat '/home/me/a b'",
			"cat '/home/me/a b'"));
	CU_ASSERT(reads("/home/me", "--home=/home/me/a", "--home=/home/me/a"));
	CU_ASSERT(reads("/home/me", "/home/mean/a", "/home/mean/a"));
	CU_ASSERT(reads("/home/me", "/mnt/home/me/a", "/mnt/home/me/a"));
	CU_ASSERT(reads("/", "/etc", "/etc"));
	CU_ASSERT(reads(NULL, "/etc", "/etc"));
}

const struct test tests_fsio_dir[] = {
	TEST(folder_is_not_made_in_place_of_a_file),
	TEST(folder_without_a_name_is_not_made),
	TEST(folders_are_private_and_parents_are_made),
	TEST(absent_folder_cannot_be_opened),
	TEST(second_run_is_told_who_holds_the_lock),
	TEST(lock_that_does_not_say_who_is_held_all_the_same),
	TEST(lock_ends_with_its_process_though_killed),
	TEST(lock_file_that_is_a_link_is_not_followed),
	TEST(sweeping_takes_temporary_files_only),
	TEST(listing_is_sorted_and_without_hidden_names),
	TEST(absent_file_has_no_mode_and_no_time),
	TEST(paths_are_joined_and_taken_apart),
	TEST(paths_in_the_own_folder_begin_with_a_tilde),
	TEST(paths_in_a_text_are_shortened_where_a_shell_knows_them),
	{0},
};
