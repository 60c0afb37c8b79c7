/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data directory: names of identities, choosing one, two at once. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journey/identity/workspace.h"
#include "tests/test.h"

static void round_trip(const char *address, const char *name)
{
	char *escaped = ws_escape(address);
	char *back = ws_unescape(escaped);

	CU_ASSERT_STRING_EQUAL(escaped, name);
	CU_ASSERT_PTR_NOT_NULL_FATAL(back);
	CU_ASSERT_STRING_EQUAL(back, address);
	free(escaped);
	free(back);
}

static void addresses_become_file_names_and_back(void)
{
	round_trip("alice@example.org", "alice@example.org");
	round_trip("a/b@example.org", "a%2Fb@example.org");
	round_trip(".a.b@example.org", "%2Ea.b@example.org");
	round_trip("a%b@example.org", "a%25b@example.org");
	round_trip("a\nb", "a%0Ab");
}

static void a_name_that_escaping_would_not_give_is_none(void)
{
	CU_ASSERT_PTR_NULL(ws_unescape("a%2"));
	CU_ASSERT_PTR_NULL(ws_unescape("a%00b"));
	CU_ASSERT_PTR_NULL(ws_unescape("%61lice@example.org"));
	CU_ASSERT_PTR_NULL(ws_unescape(".hidden"));
}

static struct env fresh_env(void)
{
	return (struct env){.now = TEST_NOW, .home = xstrdup(test_dir())};
}

static void make(const struct env *env, const char *address)
{
	char *path = ws_identity_path(env, address);
	struct workspace ws;
	struct report r = {0};
	struct buf b = {0};

	buf_adds(&b, "address = x\n");
	CU_ASSERT_EQUAL_FATAL(ws_open(env, path, &ws, &r), 0);
	CU_ASSERT_EQUAL(ws_write(&ws, WS_CONF, 0, &b, &r), 0);
	ws_close(&ws);
	buf_clear(&b);
	report_clear(&r);
	free(path);
}

static void an_empty_home_has_no_identity(void)
{
	struct env env = fresh_env();
	struct report r = {0};
	char *address = NULL;

	CU_ASSERT_EQUAL(ws_choose(&env, NULL, &address, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_ID_NONE));
	CU_ASSERT_PTR_NULL(address);
	report_clear(&r);
	free((char *)env.home);
}

static void the_only_identity_needs_no_name(void)
{
	struct env env = fresh_env();
	struct report r = {0};
	char *address = NULL;

	make(&env, "alice@example.org");
	CU_ASSERT_EQUAL_FATAL(ws_choose(&env, NULL, &address, &r), 0);
	CU_ASSERT_STRING_EQUAL(address, "alice@example.org");
	free(address);
	free((char *)env.home);
}

static void one_of_several_must_be_named(void)
{
	struct env env = fresh_env();
	struct report r = {0};
	char *address = NULL;

	make(&env, "alice@example.org");
	make(&env, "bob@example.org");
	CU_ASSERT_EQUAL(ws_choose(&env, NULL, &address, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_ID_SEVERAL));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, "bob@example.org"));
	report_clear(&r);
	CU_ASSERT_EQUAL(ws_choose(&env, "eve@example.org", &address, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_ID_UNKNOWN));
	report_clear(&r);
	CU_ASSERT_EQUAL_FATAL(ws_choose(&env, "bob@EXAMPLE.org", &address, &r),
			      0);
	CU_ASSERT_STRING_EQUAL(address, "bob@example.org");
	free(address);
	free((char *)env.home);
}

static void a_directory_without_details_is_no_identity(void)
{
	struct env env = fresh_env();
	char *path = ws_identity_path(&env, "alice@example.org");
	struct report r = {0};
	struct strlist all = {0};

	CU_ASSERT_EQUAL(fsio_mkdir(path, &r), 0);
	ws_identities(&env, &all);
	CU_ASSERT_EQUAL(all.n, 0);
	strlist_clear(&all);
	free(path);
	free((char *)env.home);
}

static void two_at_once_are_kept_apart(void)
{
	struct env env = fresh_env();
	char *path = ws_identity_path(&env, "alice@example.org");
	struct report r = {0};
	struct workspace first, second;

	CU_ASSERT_EQUAL_FATAL(ws_open(&env, path, &first, &r), 0);
	CU_ASSERT_EQUAL(ws_open(&env, path, &second, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_LOCK_HELD));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].subject, path));
	report_clear(&r);
	ws_close(&first);
	CU_ASSERT_EQUAL_FATAL(ws_open(&env, path, &second, &r), 0);
	ws_close(&second);
	free(path);
	free((char *)env.home);
}

static void what_cannot_be_written_is_told_with_its_path(void)
{
	struct env env = fresh_env();
	char *path = ws_identity_path(&env, "alice@example.org");
	char *lock = path_join(path, "lock"), *file = path_join(path, WS_CHAIN);
	struct buf text = {0};
	struct report r = {0};
	struct workspace ws;

	CU_ASSERT_EQUAL(fsio_mkdir(file, &r), 0);
	CU_ASSERT_EQUAL_FATAL(ws_open(&env, path, &ws, &r), 0);
	CU_ASSERT_EQUAL(ws_write(&ws, WS_CHAIN, 0, &text, &r), -1);
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, file);
	report_clear(&r);
	ws_close(&ws);
	CU_ASSERT_EQUAL(unlink(lock), 0);
	CU_ASSERT_EQUAL(symlink("nowhere", lock), 0);
	CU_ASSERT_EQUAL(ws_open(&env, path, &ws, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_HOME_UNUSABLE));
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, path);
	report_clear(&r);
	free(file);
	free(lock);
	free(path);
	free((char *)env.home);
}

static void a_damaged_file_is_a_finding_not_a_failure(void)
{
	struct env env = fresh_env();
	struct facts f = {0};
	char *dir, *path;

	make(&env, "alice@example.org");
	dir = ws_identity_path(&env, "alice@example.org");
	path = path_join(dir, WS_CERT);
	test_write(path, "rubbish", 7);
	free(path);
	path = path_join(dir, WS_REQUEST);
	test_write(path, "<html>", 6);
	ws_scan(&env, "alice@example.org", &f);
	CU_ASSERT_TRUE(report_has(&f.trouble, FINDING_CERT_TEXT_DAMAGED));
	CU_ASSERT_TRUE(report_has(&f.trouble, FINDING_REQ_NOT_A_REQUEST));
	CU_ASSERT_PTR_NULL(f.leaf);
	facts_clear(&f);
	free(path);
	free(dir);
	free((char *)env.home);
}

const struct test tests_workspace[] = {
	TEST(addresses_become_file_names_and_back),
	TEST(a_name_that_escaping_would_not_give_is_none),
	TEST(an_empty_home_has_no_identity),
	TEST(the_only_identity_needs_no_name),
	TEST(one_of_several_must_be_named),
	TEST(a_directory_without_details_is_no_identity),
	TEST(two_at_once_are_kept_apart),
	TEST(what_cannot_be_written_is_told_with_its_path),
	TEST(a_damaged_file_is_a_finding_not_a_failure),
	{0},
};
