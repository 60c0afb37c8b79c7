/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory, buffers, lists and death: base/util.h. */
#include "base/util.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"

static void say_so(void)
{
	(void)!write(STDOUT_FILENO, "hook", 4);
}

static void die_of_test(void)
{
	die_hook(say_so);
	die("it is %s", "over");
}

static void die_of_size(void)
{
	struct buf b = {0};

	buf_add(&b, "x", SIZE_MAX - 1);
}

/* What a child says on both outputs before it ends; its status. */
static int run_child(void (*run)(void), char *said, size_t size)
{
	int ends[2], status;
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	pid = fork();
	CU_ASSERT_FATAL(pid >= 0);
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		run();
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], said + n, size - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(ends[0]);
	CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void death_calls_the_hook_says_why_and_is_status_3(void)
{
	char said[128];

	CU_ASSERT_EQUAL(run_child(die_of_test, said, sizeof(said)), 3);
	CU_ASSERT_STRING_EQUAL(said, "hooksmime-setup: it is over\n");
}

static void a_buffer_beyond_memory_is_death_not_overflow(void)
{
	char said[128];

	CU_ASSERT_EQUAL(run_child(die_of_size, said, sizeof(said)), 3);
	CU_ASSERT_STRING_EQUAL(said, "smime-setup: out of memory\n");
}

static void no_bytes_are_still_memory(void)
{
	void *a = xmalloc(0);
	void *b = xcalloc(0, 0);

	CU_ASSERT_PTR_NOT_NULL(a);
	CU_ASSERT_PTR_NOT_NULL(b);
	free(a);
	free(b);
}

static void copy_of_no_string_is_none(void)
{
	CU_ASSERT_PTR_NULL(xstrdup(NULL));
}

static void copy_of_part_of_a_string_ends(void)
{
	char *s = xstrndup("abcdef", 3);

	CU_ASSERT_STRING_EQUAL(s, "abc");
	free(s);
}

static void formatted_text_has_any_length(void)
{
	char *s = xasprintf("%0*d", 5000, 1);

	CU_ASSERT_EQUAL(strlen(s), 5000);
	free(s);
}

static void buffer_keeps_nul_bytes_and_ends_in_one(void)
{
	struct buf b = {0};

	buf_add(&b, "a\0b", 3);
	buf_addc(&b, 'c');
	CU_ASSERT_EQUAL(b.len, 4);
	CU_ASSERT_EQUAL(memcmp(b.data, "a\0bc", 5), 0);
	buf_clear(&b);
	CU_ASSERT_PTR_NULL(b.data);
}

static void buffer_grows_byte_by_byte(void)
{
	struct buf b = {0};

	for (int i = 0; i < 10000; i++)
		buf_addc(&b, (char)('a' + i % 26));
	CU_ASSERT_EQUAL(b.len, 10000);
	CU_ASSERT_EQUAL(b.data[9999], 'a' + 9999 % 26);
	buf_clear(&b);
}

static void empty_buffer_taken_is_the_empty_string(void)
{
	struct buf b = {0};
	char *s = buf_take(&b);

	CU_ASSERT_STRING_EQUAL(s, "");
	free(s);
}

static void buffer_copied_replaces_and_stays_its_own(void)
{
	struct buf a = {0}, b = {0};

	buf_adds(&a, "one");
	buf_adds(&b, "two");
	buf_copy(&b, &a);
	buf_addf(&a, " and %d", 2);
	CU_ASSERT_STRING_EQUAL(b.data, "one");
	CU_ASSERT_STRING_EQUAL(a.data, "one and 2");
	buf_clear(&a);
	buf_clear(&b);
}

static void buffer_moved_is_empty_after(void)
{
	struct buf a = {0}, b = {0};

	buf_adds(&a, "one");
	buf_adds(&b, "two");
	buf_move(&b, &a);
	CU_ASSERT_STRING_EQUAL(b.data, "one");
	CU_ASSERT_EQUAL(a.len, 0);
	CU_ASSERT_PTR_NULL(a.data);
	buf_clear(&b);
}

static void buffers_differ_by_length_and_by_byte(void)
{
	struct buf a = {0}, b = {0};

	CU_ASSERT_TRUE(buf_equal(&a, &b));
	buf_adds(&a, "one");
	CU_ASSERT_FALSE(buf_equal(&a, &b));
	buf_adds(&b, "onf");
	CU_ASSERT_FALSE(buf_equal(&a, &b));
	buf_clear(&b);
	buf_adds(&b, "one");
	CU_ASSERT_TRUE(buf_equal(&a, &b));
	buf_clear(&a);
	buf_clear(&b);
}

static void list_is_sorted_by_bytes(void)
{
	struct strlist l = {0};

	strlist_sort(&l);
	strlist_add(&l, "b");
	strlist_add(&l, "\xC3\xA4");
	strlist_take(&l, xstrdup("B"));
	strlist_sort(&l);
	CU_ASSERT_STRING_EQUAL(l.items[0], "B");
	CU_ASSERT_STRING_EQUAL(l.items[1], "b");
	CU_ASSERT_STRING_EQUAL(l.items[2], "\xC3\xA4");
	strlist_clear(&l);
	CU_ASSERT_EQUAL(l.n, 0);
}

static void list_copied_replaces_and_stays_its_own(void)
{
	struct strlist a = {0}, b = {0};

	strlist_add(&a, "one");
	strlist_add(&b, "two");
	strlist_copy(&b, &a);
	strlist_clear(&a);
	CU_ASSERT_EQUAL(b.n, 1);
	CU_ASSERT_TRUE(strlist_has(&b, "one"));
	CU_ASSERT_FALSE(strlist_has(&b, "two"));
	strlist_clear(&b);
}

static void hexadecimal_is_upper_case_with_or_without_separator(void)
{
	char *plain = hex_text("\x00\xAB\x9f", 3, 0);
	char *colons = hex_text("\x00\xAB\x9f", 3, ':');
	char *none = hex_text("", 0, ':');

	CU_ASSERT_STRING_EQUAL(plain, "00AB9F");
	CU_ASSERT_STRING_EQUAL(colons, "00:AB:9F");
	CU_ASSERT_STRING_EQUAL(none, "");
	free(plain);
	free(colons);
	free(none);
}

const struct test tests_util[] = {
	TEST(death_calls_the_hook_says_why_and_is_status_3),
	TEST(a_buffer_beyond_memory_is_death_not_overflow),
	TEST(no_bytes_are_still_memory),
	TEST(copy_of_no_string_is_none),
	TEST(copy_of_part_of_a_string_ends),
	TEST(formatted_text_has_any_length),
	TEST(buffer_keeps_nul_bytes_and_ends_in_one),
	TEST(buffer_grows_byte_by_byte),
	TEST(empty_buffer_taken_is_the_empty_string),
	TEST(buffer_copied_replaces_and_stays_its_own),
	TEST(buffer_moved_is_empty_after),
	TEST(buffers_differ_by_length_and_by_byte),
	TEST(list_is_sorted_by_bytes),
	TEST(list_copied_replaces_and_stays_its_own),
	TEST(hexadecimal_is_upper_case_with_or_without_separator),
	{0},
};
