/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A .p12 as the way in. */
#include <stdlib.h>
#include <string.h>

#include "journey/old.h"
#include "tests/journey-kit.h"

static char *p12;

/* Walks to a bundle in a home of its own; its file is kept for the next. */
static void make_bundle(void)
{
	struct task t;
	char *pair;

	kit_begin();
	kit_walk(STEP_CHECK);
	p12 = path_join(test_dir(), "issuer.p12");
	pair = xasprintf("out=%s", p12);
	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_BUNDLE, &t, "!passphrase=open",
				      "password-from=own",
				      "!password=abcd-efgh-1234", pair, NULL),
			      0);
	task_clear(&t);
	free(pair);
	kit_end();
}

static int bring(struct task *t, const char *file, const char *password)
{
	char *pair = xasprintf("bring=%s", file);
	char *hush = xasprintf("!bundle-password=%s", password);
	int r = kit_run(STEP_WHO, t, "start=p12", pair, hush,
			"!passphrase=mine", NULL);

	free(pair);
	free(hush);
	return r;
}

static void what_cannot_be_opened_makes_nothing(void)
{
	struct env *env;
	struct task t;
	char *other;

	make_bundle();
	env = kit_begin();
	CU_ASSERT_EQUAL(bring(&t, p12, "wrong"), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_P12_WRONG_PASSWORD));
	task_clear(&t);
	other = path_join(test_dir(), "x");
	test_write(other, "hello", 5);
	CU_ASSERT_EQUAL(bring(&t, other, "x"), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_P12_NOT_A_BUNDLE));
	task_clear(&t);
	CU_ASSERT_FALSE(fsio_exists(place_of(env->home)));
	free(other);
	free(p12);
	kit_end();
}

static void a_bundle_makes_the_identity(void)
{
	struct env *env;
	struct facts f = {0};
	struct task t;

	make_bundle();
	env = kit_begin();
	CU_ASSERT_EQUAL(bring(&t, p12, "abcd-efgh-1234"), 0);
	CU_ASSERT_STRING_EQUAL(t.outcome.identity, kit_address);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_KEY_FROM_ISSUER));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_state(STEP_KEY, &f), STATE_DONE);
	CU_ASSERT_EQUAL(step_state(STEP_CERTIFICATE, &f), STATE_DONE);
	CU_ASSERT_STRING_EQUAL(f.name, "Alice Example");
	CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
	facts_clear(&f);
	/* And on to a bundle of ours, with the new passphrase. */
	CU_ASSERT_EQUAL(kit_run(STEP_BUNDLE, &t, "!passphrase=mine", NULL), 0);
	task_clear(&t);
	free(p12);
	kit_end();
}

static void the_same_bundle_again_changes_nothing(void)
{
	struct env *env;
	struct facts f = {0};
	struct task t;

	make_bundle();
	env = kit_begin();
	CU_ASSERT_EQUAL(bring(&t, p12, "abcd-efgh-1234"), 0);
	task_clear(&t);
	CU_ASSERT_EQUAL(bring(&t, p12, "abcd-efgh-1234"), 0);
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(f.old.n, 0);
	facts_clear(&f);
	free(p12);
	kit_end();
}

static void a_bundle_with_another_key_is_kept_for_old_mail(void)
{
	struct env *env;
	struct facts f = {0};
	struct spki before = {0};
	struct task t;

	make_bundle();
	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	ws_scan(env, kit_address, &f);
	spki_copy(&before, &f.key);
	CU_ASSERT_EQUAL(bring(&t, p12, "abcd-efgh-1234"), 0);
	CU_ASSERT_TRUE(report_has(&t.report, FINDING_KEY_KEPT_OLD));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(f.old.n, 1);
	CU_ASSERT_TRUE(spki_equal(&before, &f.key));
	facts_clear(&f);
	spki_clear(&before);
	free(p12);
	kit_end();
}

static void a_bundle_takes_the_place_of_a_key_that_waits(void)
{
	struct env *env;
	struct facts f = {0};
	struct task t;
	char *aside;

	make_bundle();
	env = kit_begin();
	kit_walk(STEP_REQUEST);
	CU_ASSERT_EQUAL(bring(&t, p12, "abcd-efgh-1234"), 0);
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_PTR_NOT_NULL_FATAL(f.leaf);
	CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
	CU_ASSERT_PTR_NULL(f.request);
	facts_clear(&f);
	aside = kit_file("key.pem.~1~");
	CU_ASSERT_TRUE(fsio_exists(place_of(aside)));
	free(aside);
	free(p12);
	kit_end();
}

static void a_bundle_that_is_valid_longer_becomes_the_one_in_use(void)
{
	struct env *env;
	struct facts f = {0};
	struct spki before = {0};
	struct task t;

	make_bundle();
	env = kit_begin();
	env->now -= 30 * 86400;
	kit_walk(STEP_CERTIFICATE);
	env->now += 30 * 86400;
	ws_scan(env, kit_address, &f);
	spki_copy(&before, &f.key);
	CU_ASSERT_EQUAL(bring(&t, p12, "abcd-efgh-1234"), 0);
	CU_ASSERT_TRUE(report_has(&t.report, FINDING_KEY_KEPT_OLD));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(f.old.n, 1);
	CU_ASSERT_FALSE(spki_equal(&before, &f.key));
	CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
	facts_clear(&f);
	spki_clear(&before);
	free(p12);
	kit_end();
}

const struct test tests_bundle_intake[] = {
	TEST(what_cannot_be_opened_makes_nothing),
	TEST(a_bundle_makes_the_identity),
	TEST(the_same_bundle_again_changes_nothing),
	TEST(a_bundle_with_another_key_is_kept_for_old_mail),
	TEST(a_bundle_takes_the_place_of_a_key_that_waits),
	TEST(a_bundle_that_is_valid_longer_becomes_the_one_in_use),
	{0},
};
