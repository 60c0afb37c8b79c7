/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home of passphrases and keys: base/secret.h; security.md 18, 21. */
#include "base/secret.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"

static struct secret *secret_of(const char *s)
{
	struct secret *new = secret_new(32);

	CU_ASSERT_EQUAL(secret_add(new, s, strlen(s)), 0);
	return new;
}

static bool is_zero(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (bytes[i])
			return false;
	return true;
}

static void more_than_the_capacity_is_refused_whole(void)
{
	struct secret *s = secret_new(4);

	CU_ASSERT_EQUAL(secret_add(s, "abc", 3), 0);
	CU_ASSERT_EQUAL(secret_add(s, "de", 2), -1);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "abc");
	CU_ASSERT_EQUAL(secret_add(s, "d", 1), 0);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "abcd");
	secret_free(s);
}

static void insertion_behind_the_end_is_refused(void)
{
	struct secret *s = secret_of("ab");

	CU_ASSERT_EQUAL(secret_insert(s, 3, "x", 1), -1);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "ab");
	secret_free(s);
}

static void insertion_moves_the_rest(void)
{
	struct secret *s = secret_of("ad");

	CU_ASSERT_EQUAL(secret_insert(s, 1, "bc", 2), 0);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "abcd");
	CU_ASSERT_EQUAL(secret_len(s), 4);
	secret_free(s);
}

static void what_is_cut_out_is_wiped(void)
{
	struct secret *s = secret_of("abcdef");

	secret_cut(s, 1, 3);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "aef");
	CU_ASSERT_TRUE(is_zero(secret_data(s) + 3, 4));
	secret_cut(s, 2, 99);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "ae");
	secret_cut(s, 5, 1);
	CU_ASSERT_EQUAL(secret_len(s), 2);
	secret_free(s);
}

static void cleared_secret_is_all_zero(void)
{
	struct secret *s = secret_of("hunter2");

	secret_clear(s);
	CU_ASSERT_EQUAL(secret_len(s), 0);
	CU_ASSERT_TRUE(is_zero(secret_data(s), 33));
	secret_clear(NULL);
	secret_free(s);
	secret_free(NULL);
}

static void every_live_secret_is_wiped_at_once(void)
{
	struct secret *a = secret_of("one");
	struct secret *b = secret_of("two");

	secret_wipe_all();
	CU_ASSERT_TRUE(is_zero(secret_data(a), 32));
	CU_ASSERT_TRUE(is_zero(secret_data(b), 32));
	secret_free(a);
	secret_free(b);
}

static void freed_secret_is_no_longer_wiped_with_the_live(void)
{
	struct secret *a = secret_of("one");
	struct secret *b = secret_of("two");
	struct secret *c = secret_of("three");

	secret_free(b);
	secret_wipe_all();
	CU_ASSERT_TRUE(is_zero(secret_data(a), 32));
	CU_ASSERT_TRUE(is_zero(secret_data(c), 32));
	secret_free(c);
	secret_free(a);
}

static void bytes_written_in_place_get_an_end(void)
{
	struct secret *s = secret_new(8);

	memcpy(secret_room(s), "abcdxxxx", 8);
	secret_set_len(s, 4);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "abcd");
	CU_ASSERT_EQUAL(secret_capacity(s), 8);
	secret_free(s);
}

static void secrets_are_equal_by_all_their_bytes(void)
{
	struct secret *a = secret_of("same");
	struct secret *b = secret_dup(a);
	struct secret *c = secret_of("samE");
	struct secret *d = secret_of("same?");

	CU_ASSERT_TRUE(secret_equal(a, b));
	CU_ASSERT_FALSE(secret_equal(a, c));
	CU_ASSERT_FALSE(secret_equal(a, d));
	secret_free(a);
	secret_free(b);
	secret_free(c);
	secret_free(d);
}

static void no_secret_has_length_zero(void)
{
	CU_ASSERT_EQUAL(secret_len(NULL), 0);
}

static int status_of(pid_t pid)
{
	int status = -1;

	CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_child_process_does_not_get_the_secret(void)
{
#ifdef MADV_WIPEONFORK
	struct secret *s = secret_of("hunter2");
	pid_t pid = fork();

	if (pid == 0)
		_exit(is_zero(secret_data(s), 32) ? 0 : 1);
	CU_ASSERT_EQUAL(status_of(pid), 0);
	secret_free(s);
#else
	test_skip("this system has no MADV_WIPEONFORK");
#endif
}

static void a_hardened_process_dumps_no_core(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		struct rlimit now = {1, 1};

		secret_harden_process();
		_exit(getrlimit(RLIMIT_CORE, &now) < 0 || now.rlim_cur ||
		      now.rlim_max);
	}
	CU_ASSERT_EQUAL(status_of(pid), 0);
}

const struct test tests_secret[] = {
	TEST(more_than_the_capacity_is_refused_whole),
	TEST(insertion_behind_the_end_is_refused),
	TEST(insertion_moves_the_rest),
	TEST(what_is_cut_out_is_wiped),
	TEST(cleared_secret_is_all_zero),
	TEST(every_live_secret_is_wiped_at_once),
	TEST(freed_secret_is_no_longer_wiped_with_the_live),
	TEST(bytes_written_in_place_get_an_end),
	TEST(secrets_are_equal_by_all_their_bytes),
	TEST(no_secret_has_length_zero),
	TEST(a_child_process_does_not_get_the_secret),
	TEST(a_hardened_process_dumps_no_core),
	{0},
};
