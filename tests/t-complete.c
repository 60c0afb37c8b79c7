/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files completed. */
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "tests/test.h"
#include "ui/both/complete.h"

static char *folder;

static void make(const char *name)
{
	char *path = path_join(folder, name);

	test_write(path, "x", 1);
	free(path);
}

static void begin(void)
{
	struct report report = {0};
	char *sub;

	folder = path_join(test_dir(), "names");
	sub = path_join(folder, "mail");
	CU_ASSERT_EQUAL(fsio_mkdir(sub, &report), 0);
	make("alice.p12");
	make("alice.pem");
	make("h\303\244ndler.p7b");
	make("h\303\266her.p7b");
	make("bad\033[2Jname");
	free(sub);
}

/* Completes in the folder, by its own name or as a home. */
static void expect(const char *typed, const char *more, size_t n)
{
	char *path = path_join(folder, typed);
	char *home = xasprintf("~/%s", typed);
	struct strlist names = {0};
	struct buf b = {0};

	complete_path(NULL, path, &b, &names);
	CU_ASSERT_STRING_EQUAL(b.data + strlen(folder) + 1, more);
	CU_ASSERT_EQUAL(names.n, n);
	strlist_clear(&names);
	buf_clear(&b);
	complete_path(folder, home, &b, &names);
	CU_ASSERT_STRING_EQUAL(b.data + 2, more);
	CU_ASSERT_EQUAL(names.n, n);
	strlist_clear(&names);
	buf_clear(&b);
	free(path);
	free(home);
}

static void what_fits_nothing_stays_as_it_is(void)
{
	begin();
	expect("carol", "carol", 0);
	expect("nowhere/x", "nowhere/x", 0);
	free(folder);
}

static void names_go_on_as_far_as_they_agree(void)
{
	begin();
	expect("al", "alice.p", 2);
	expect("alice.p1", "alice.p12", 1);
	free(folder);
}

static void a_letter_is_not_cut_in_half(void)
{
	begin();
	expect("h", "h", 2);
	free(folder);
}

static void a_folder_ends_in_a_slash(void)
{
	begin();
	expect("ma", "mail/", 1);
	free(folder);
}

static void hidden_names_want_their_dot(void)
{
	begin();
	make(".smime");
	expect("", "", 5);
	expect(".sm", ".smime", 1);
	free(folder);
}

static void a_lone_tilde_is_a_folder(void)
{
	struct strlist names = {0};
	struct buf b = {0};

	complete_path("/home/alice", "~", &b, &names);
	CU_ASSERT_STRING_EQUAL(b.data, "~/");
	buf_clear(&b);
	strlist_clear(&names);
}

static void what_is_not_there_has_no_path(void)
{
	char *path;

	begin();
	CU_ASSERT_PTR_NULL(complete_real(folder, "~/nothing"));
	path = complete_real(folder, "~/mail/../alice.pem");
	CU_ASSERT_PTR_NOT_NULL_FATAL(path);
	CU_ASSERT_STRING_EQUAL(path_base(path), "alice.pem");
	free(path);
	free(folder);
}

static void a_name_nobody_can_see_is_left_out(void)
{
	begin();
	expect("bad", "bad", 0);
	free(folder);
}

const struct test tests_complete[] = {
	TEST(what_fits_nothing_stays_as_it_is),
	TEST(names_go_on_as_far_as_they_agree),
	TEST(a_letter_is_not_cut_in_half),
	TEST(a_folder_ends_in_a_slash),
	TEST(hidden_names_want_their_dot),
	TEST(a_lone_tilde_is_a_folder),
	TEST(what_is_not_there_has_no_path),
	TEST(a_name_nobody_can_see_is_left_out),
	{0},
};
