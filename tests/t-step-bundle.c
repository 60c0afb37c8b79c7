/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step "bundle": each place has its form, and is judged by its clients. */
#include "rules/place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/journey-kit.h"

static void unknown_place_is_refused(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_CERTIFICATE);
	REFUSED(ANSWER_UNKNOWN, STEP_BUNDLE, &t, "place=moon",
		"!passphrase=open", "password-from=made", NULL);
	kit_end();
}

static bool page_has(const struct page *p, const char *text)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].text && strstr(p->lines[i].text, text))
			return true;
	return false;
}

/* The file of a place, looked at from outside. */
static void check_place(const struct place_row *place)
{
	char *answer = xasprintf("place=%s", place->name);
	struct bundle_info info = {0};
	struct report r = {0};
	struct buf file = {0};
	struct task t;

	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_BUNDLE, &t, answer,
				      "!passphrase=open", "password-from=own",
				      "!password=abcd-efgh-1234-tuvw", NULL),
			      0);
	CU_ASSERT_TRUE(page_has(&t.outcome.page, place->readers));
	CU_ASSERT_EQUAL(report_count(&t.report, SEVERITY_BLOCKER), 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(t.outcome.saved, place->name));
	test_read(t.outcome.saved, &file);
	CU_ASSERT_EQUAL_FATAL(bundle_peek(&file, &info, &r), 0);
	CU_ASSERT_EQUAL(info.mac_iterations, place->iterations);
	CU_ASSERT_STRING_EQUAL(info.mac, place->form == BUNDLE_APPLE
						 ? "SHA1"
						 : "SHA256");
	bundle_info_clear(&info);
	buf_clear(&file);
	task_clear(&t);
	free(answer);
}

static void each_place_gets_its_form(void)
{
	kit_begin();
	kit_walk(STEP_CERTIFICATE);
	for (size_t i = 0; i < place_count(); i++)
		check_place(place_at(i));
	kit_end();
}

/* On a Mac the window of the keychain is of the old kind. */
static void the_new_form_for_apple_is_warned_of(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_CERTIFICATE);
	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_BUNDLE, &t, "place=apple-modern",
				      "!passphrase=open", "password-from=made",
				      NULL),
			      0);
	CU_ASSERT_TRUE(report_has(&t.report, FINDING_P12_PBES2_MACOS_GUI));
	CU_ASSERT_FALSE(report_has(&t.report, FINDING_P12_PBES2_OLD_APPLE));
	task_clear(&t);
	kit_end();
}

/* Alice with a key that only signs. */
static void walk_with_ed25519(void)
{
	struct task t;

	kit_walk(STEP_WHO);
	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_KEY, &t, "type=ed25519",
				      "!passphrase=open", NULL),
			      0);
	task_clear(&t);
	kit_walk(STEP_CERTIFICATE);
}

static void key_that_a_place_cannot_import_is_refused(void)
{
	struct task t;

	kit_begin();
	walk_with_ed25519();
	REFUSED(KEY_EDDSA, STEP_BUNDLE, &t, "place=apple", "!passphrase=open",
		"password-from=made", NULL);
	REFUSED(KEY_EDDSA, STEP_BUNDLE, &t, "place=thunderbird",
		"!passphrase=open", "password-from=made", NULL);
	kit_end();
}

static void and_taken_where_it_can_be(void)
{
	struct task t;

	kit_begin();
	walk_with_ed25519();
	CU_ASSERT_EQUAL(kit_run(STEP_BUNDLE, &t, "place=openssl",
				"!passphrase=open", "password-from=made",
				NULL),
			0);
	task_clear(&t);
	kit_end();
}

/* A pair of before: today's certificate stands for it, with a key file that
 * opens with this passphrase. */
static void put_old(const char *phrase)
{
	char *old = kit_file("old"), *dir = path_join(old, "AA");
	char *cert = kit_file(WS_CERT), *key_path = kit_file(WS_KEY);
	struct secret *was = secret_new(16), *is = secret_new(16);
	struct buf bytes = {0}, pem = {0};
	struct report r = {0};
	struct key *key = NULL;
	char *to;

	CU_ASSERT_EQUAL_FATAL(mkdir(old, 0700) | mkdir(dir, 0700), 0);
	test_read(cert, &bytes);
	to = path_join(dir, WS_CERT);
	test_write(to, bytes.data, bytes.len);
	free(to);
	test_read(key_path, &bytes);
	CU_ASSERT_EQUAL(secret_add(was, "open", 4), 0);
	CU_ASSERT_EQUAL(secret_add(is, phrase, strlen(phrase)), 0);
	CU_ASSERT_EQUAL_FATAL(key_open(&bytes, was, "", &key, &r), 0);
	CU_ASSERT_EQUAL_FATAL(key_write(key, is, &pem, &r), 0);
	to = path_join(dir, WS_KEY);
	test_write(to, pem.data, pem.len);
	free(to);
	key_free(key);
	secret_free(was);
	secret_free(is);
	buf_clear(&bytes);
	buf_clear(&pem);
	free(old);
	free(dir);
	free(cert);
	free(key_path);
}

static size_t keys_of(const char *path)
{
	struct secret *password = secret_new(64);
	struct bundle *b = NULL;
	struct report r = {0};
	struct buf file = {0};
	size_t n;

	test_read(path, &file);
	CU_ASSERT_EQUAL(secret_add(password, "abcd-efgh-1234-tuvw", 19), 0);
	CU_ASSERT_EQUAL_FATAL(bundle_open(&file, password, &b, &r), 0);
	n = b->nkeys;
	bundle_free(b);
	buf_clear(&file);
	secret_free(password);
	return n;
}

static void check_old(const char *phrase, size_t nkeys)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_CERTIFICATE);
	put_old(phrase);
	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_BUNDLE, &t, "with-old=yes",
				      "!passphrase=open", "password-from=own",
				      "!password=abcd-efgh-1234-tuvw", NULL),
			      0);
	CU_ASSERT_EQUAL(keys_of(t.outcome.saved), nkeys);
	CU_ASSERT_EQUAL(
		report_has(&t.report, FINDING_P12_OLD_KEY_LEFT_OUT),
		nkeys == 1);
	task_clear(&t);
	kit_end();
}

static void older_key_that_does_not_open_is_left_out(void)
{
	check_old("other", 1);
}

static void older_keys_travel_along(void)
{
	check_old("open", 2);
}

const struct test tests_step_bundle[] = {
	TEST(unknown_place_is_refused),
	TEST(each_place_gets_its_form),
	TEST(the_new_form_for_apple_is_warned_of),
	TEST(key_that_a_place_cannot_import_is_refused),
	TEST(and_taken_where_it_can_be),
	TEST(older_key_that_does_not_open_is_left_out),
	TEST(older_keys_travel_along),
	{0},
};
