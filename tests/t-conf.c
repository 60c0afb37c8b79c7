/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small "key = value" files. */
#include <stdlib.h>
#include <string.h>

#include "journey/identity/conf.h"
#include "tests/test.h"

static void check_value(const char *text, const char *key, size_t nth,
			const char *wanted)
{
	struct buf b = {0};
	char *got;

	buf_adds(&b, text);
	got = conf_get(&b, key, nth);
	if (wanted) {
		CU_ASSERT_PTR_NOT_NULL_FATAL(got);
		CU_ASSERT_STRING_EQUAL(got, wanted);
	} else {
		CU_ASSERT_PTR_NULL(got);
	}
	free(got);
	buf_clear(&b);
}

static void a_key_that_is_not_there_is_null(void)
{
	check_value("", "name", 0, NULL);
	check_value("names = x\n# name = y\n", "name", 0, NULL);
	check_value("name\n", "name", 0, NULL);
}

static void a_key_may_stand_several_times(void)
{
	check_value("alias = a\nalias = b\n", "alias", 1, "b");
	check_value("alias = a\nalias = b\n", "alias", 2, NULL);
}

static void the_last_line_needs_no_end(void)
{
	check_value("name = x", "name", 0, "x");
}

static void what_was_put_comes_back(void)
{
	static const char odd[] = "a\nb = c % \x01 Ä";
	struct buf b = {0};
	char *got;

	conf_put(&b, "name", odd);
	CU_ASSERT_PTR_NULL(strchr(b.data, '\x01'));
	got = conf_get(&b, "name", 0);
	CU_ASSERT_STRING_EQUAL(got, odd);
	free(got);
	buf_clear(&b);
}

static void a_nul_in_the_file_ends_nothing(void)
{
	static const char text[] = "name = a\0b\n";
	struct buf b = {0};
	char *got;

	buf_add(&b, text, sizeof(text) - 1);
	got = conf_get(&b, "name", 0);
	CU_ASSERT_STRING_EQUAL(got, "ab");
	free(got);
	buf_clear(&b);
}

const struct test tests_conf[] = {
	TEST(a_key_that_is_not_there_is_null),
	TEST(a_key_may_stand_several_times),
	TEST(the_last_line_needs_no_end),
	TEST(what_was_put_comes_back),
	TEST(a_nul_in_the_file_ends_nothing),
	{0},
};
