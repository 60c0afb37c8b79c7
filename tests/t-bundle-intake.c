/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A .p12 as the way in. */
#include <stdlib.h>
#include <string.h>

#include "journey/identity/old.h"
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

static int bring_as(struct task *t, const char *file, const char *password,
		    const char *replace)
{
	char *pair = xasprintf("bring=%s", file);
	char *hush = xasprintf("!bundle-password=%s", password);
	int r = kit_run(STEP_WHO, t, "start=p12", pair, hush,
			"!passphrase=mine", replace, NULL);

	free(pair);
	free(hush);
	return r;
}

static int bring(struct task *t, const char *file, const char *password)
{
	return bring_as(t, file, password, NULL);
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

static void a_bundle_takes_the_place_of_a_key_that_waits_on_a_yes(void)
{
	struct env *env;
	struct facts f = {0};
	struct task t;
	char *aside;

	make_bundle();
	env = kit_begin();
	kit_walk(STEP_REQUEST);
	CU_ASSERT_EQUAL(bring_as(&t, p12, "abcd-efgh-1234", "replace=yes"), 0);
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

static void a_bundle_that_is_valid_longer_is_used_on_a_yes(void)
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
	CU_ASSERT_EQUAL(bring_as(&t, p12, "abcd-efgh-1234", "replace=yes"), 0);
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

/* A key that waits for its certificate, and one whose certificate ends sooner. */
static void assert_stays(enum step_id last, const char *answer)
{
	struct env *env;
	struct facts f = {0};
	struct spki before = {0};
	struct task t;
	char *aside;

	make_bundle();
	env = kit_begin();
	env->now -= 30 * 86400;
	kit_walk(last);
	env->now += 30 * 86400;
	ws_scan(env, kit_address, &f);
	spki_copy(&before, &f.key);
	CU_ASSERT_EQUAL(bring_as(&t, p12, "abcd-efgh-1234", answer), 0);
	CU_ASSERT_TRUE(report_has(&t.report, FINDING_KEY_NOT_REPLACED));
	CU_ASSERT_FALSE(report_has(&t.report, FINDING_KEY_KEPT_OLD));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_TRUE(spki_equal(&before, &f.key));
	CU_ASSERT_EQUAL(f.old.n, 1);
	CU_ASSERT_EQUAL(f.leaf == NULL, last == STEP_REQUEST);
	CU_ASSERT_PTR_NOT_NULL(f.request);
	aside = kit_file("key.pem.~1~");
	CU_ASSERT_FALSE(fsio_exists(place_of(aside)));
	free(aside);
	facts_clear(&f);
	/* And then it is said. */
	CU_ASSERT_EQUAL(bring_as(&t, p12, "abcd-efgh-1234", "replace=yes"), 0);
	CU_ASSERT_FALSE(report_has(&t.report, FINDING_KEY_NOT_REPLACED));
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_FALSE(spki_equal(&before, &f.key));
	CU_ASSERT_PTR_NOT_NULL_FATAL(f.leaf);
	CU_ASSERT_TRUE(spki_equal(&f.key, &f.leaf->spki));
	/* Nothing of it lies with the older ones any more. */
	for (size_t i = 0; i < f.old.n; i++)
		CU_ASSERT_FALSE(cert_equal(f.old.items[i], f.leaf));
	facts_clear(&f);
	spki_clear(&before);
	free(p12);
	kit_end();
}

static void without_a_yes_the_key_that_is_here_stays(void)
{
	assert_stays(STEP_REQUEST, NULL);
	assert_stays(STEP_REQUEST, "replace=no");
	assert_stays(STEP_CERTIFICATE, NULL);
	assert_stays(STEP_CERTIFICATE, "replace=no");
}

static void it_is_asked_where_there_may_be_a_key(void)
{
	const struct step *step = step_get(STEP_WHO);
	const struct ask *ask = &step->asks[step->nasks - 1];
	struct answers a = {0};
	struct facts f = {0};
	struct env *env = kit_begin();

	CU_ASSERT_STRING_EQUAL(ask->name, "replace");
	answers_set(&a, "start", "p12");
	ws_scan(env, NULL, &f);
	CU_ASSERT_FALSE(ask_arises(ask, &f, &a));
	kit_walk(STEP_WHO);
	ws_scan(env, NULL, &f);
	CU_ASSERT_TRUE(ask_arises(ask, &f, &a));
	answers_set(&a, "start", "new");
	CU_ASSERT_FALSE(ask_arises(ask, &f, &a));
	answers_clear(&a);
	facts_clear(&f);
	kit_end();
}

static char *text_of(const char *path)
{
	struct buf b = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL_FATAL(fsio_read(place_of(path), 100 * 1000, &b, &r), 0);
	return buf_take(&b);
}

/* One was set aside before, by a run of last year. */
static void a_request_set_aside_keeps_those_of_before(void)
{
	struct task t;
	char *first, *second, *request, *before, *now;

	make_bundle();
	kit_begin();
	kit_walk(STEP_REQUEST);
	first = kit_file("request.pem.~1~");
	second = kit_file("request.pem.~2~");
	request = kit_file("request.pem");
	test_write(first, "older", 5);
	before = text_of(request);
	CU_ASSERT_EQUAL(bring_as(&t, p12, "abcd-efgh-1234", "replace=yes"), 0);
	task_clear(&t);
	now = text_of(first);
	CU_ASSERT_STRING_EQUAL(now, "older");
	free(now);
	now = text_of(second);
	CU_ASSERT_STRING_EQUAL(now, before);
	CU_ASSERT_FALSE(fsio_exists(place_of(request)));
	free(now);
	free(before);
	free(request);
	free(second);
	free(first);
	free(p12);
	kit_end();
}

const struct test tests_bundle_intake[] = {
	TEST(what_cannot_be_opened_makes_nothing),
	TEST(a_bundle_makes_the_identity),
	TEST(the_same_bundle_again_changes_nothing),
	TEST(a_bundle_with_another_key_is_kept_for_old_mail),
	TEST(a_bundle_takes_the_place_of_a_key_that_waits_on_a_yes),
	TEST(a_bundle_that_is_valid_longer_is_used_on_a_yes),
	TEST(without_a_yes_the_key_that_is_here_stays),
	TEST(it_is_asked_where_there_may_be_a_key),
	TEST(a_request_set_aside_keeps_those_of_before),
	{0},
};
