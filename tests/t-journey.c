/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps run on disk: each refusal, then the whole way. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/journey-kit.h"

static void an_address_that_is_none_makes_nothing(void)
{
	struct env *env = kit_begin();
	struct task t;

	REFUSED(REQ_ADDRESS_MALFORMED, STEP_WHO, &t, "address=alice", NULL);
	REFUSED(ANSWER_MISSING, STEP_WHO, &t, NULL);
	CU_ASSERT_FALSE(fsio_exists(place_of(env->home)));
	kit_end();
}

static void details_can_be_changed_later(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};
	struct task t;

	kit_walk(STEP_WHO);
	CU_ASSERT_EQUAL(kit_run(STEP_WHO, &t, "address=alice@EXAMPLE.org",
				"name=Alice B.", "aliases=al@example.org", NULL),
			0);
	CU_ASSERT_STRING_EQUAL(t.outcome.identity, kit_address);
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_STRING_EQUAL(f.name, "Alice B.");
	CU_ASSERT_TRUE(strlist_has(&f.aliases, "al@example.org"));
	facts_clear(&f);
	kit_end();
}

/* macOS sends the accent apart. */
static void names_are_saved_with_letter_and_accent_in_one(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};
	struct task t;

	CU_ASSERT_EQUAL(kit_run(STEP_WHO, &t, "address=alice@example.org",
				"name=Rene\u0301 Mu\u0308ller", NULL),
			0);
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_STRING_EQUAL(f.name, "Ren\u00E9 M\u00FCller");
	facts_clear(&f);
	kit_end();
}

/* A file is called what it is called. */
static void names_of_files_stay_as_typed(void)
{
	struct task t;
	struct buf key = {0};
	char *path = path_join(test_dir(), "re\u0301sume\u0301.csr");
	char *out = xasprintf("out=%s", path);

	kit_begin();
	kit_walk(STEP_WHO);
	CU_ASSERT_EQUAL(kit_run(STEP_KEY, &t, "type=p-256",
				"!passphrase=open", NULL),
			0);
	task_clear(&t);
	CU_ASSERT_EQUAL(kit_run(STEP_REQUEST, &t, "!passphrase=open", out,
				NULL),
			0);
	task_clear(&t);
	test_read(path, &key);
	CU_ASSERT(key.len > 0);
	buf_clear(&key);
	free(out);
	free(path);
	kit_end();
}

static void no_step_goes_without_an_identity(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};

	struct secret *s = secret_new(8);

	answers_set(&t.answers, "type", "p-256");
	CU_ASSERT_EQUAL(secret_add(s, "x", 1), 0);
	answers_take_secret(&t.answers, "passphrase", s);
	CU_ASSERT_EQUAL(step_run(STEP_KEY, &t), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_ID_NONE));
	task_clear(&t);
	kit_end();
}

static void a_key_needs_a_passphrase_and_is_never_overwritten(void)
{
	kit_begin();

	struct buf before = {0}, after = {0};
	struct task t;
	char *path;

	kit_walk(STEP_WHO);
	REFUSED(PASS_EMPTY, STEP_KEY, &t, "type=p-256", NULL);
	REFUSED(ANSWER_UNKNOWN, STEP_KEY, &t, "type=rsa-512",
		"!passphrase=open", NULL);
	kit_walk(STEP_KEY);
	path = kit_file(WS_KEY);
	test_read(path, &before);
	REFUSED(ID_HAS_KEY, STEP_KEY, &t, "type=p-256", "!passphrase=x", NULL);
	test_read(path, &after);
	CU_ASSERT_TRUE(buf_equal(&before, &after));
	CU_ASSERT_EQUAL(fsio_mode(place_of(path)), 0600);
	buf_clear(&before);
	buf_clear(&after);
	free(path);
	kit_end();
}

static void a_cancelled_key_is_not_written(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = kit_file(WS_KEY);

	kit_walk(STEP_WHO);
	atomic_store(&t.cancelled, true);
	struct secret *s = secret_new(8);

	answers_set(&t.answers, "type", "p-256");
	CU_ASSERT_EQUAL(secret_add(s, "open", 4), 0);
	answers_take_secret(&t.answers, "passphrase", s);
	CU_ASSERT_EQUAL(step_get(STEP_KEY)->run(&t), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_CANCELLED));
	CU_ASSERT_FALSE(fsio_exists(place_of(path)));
	task_clear(&t);
	free(path);
	kit_end();
}

static void a_request_wants_the_right_passphrase_once(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};
	struct task t;

	kit_walk(STEP_WHO);
	REFUSED(STEP_NEEDS, STEP_REQUEST, &t, NULL);
	kit_walk(STEP_KEY);
	REFUSED(PASS_EMPTY, STEP_REQUEST, &t, NULL);
	REFUSED(KEY_WRONG_PASSPHRASE, STEP_REQUEST, &t, "!passphrase=shut",
		NULL);
	kit_walk(STEP_REQUEST);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_PTR_NOT_NULL_FATAL(f.request);
	CU_ASSERT_TRUE(strlist_has(&f.request->emails, kit_address));
	facts_clear(&f);
	/* It is there: the passphrase is not asked for again. */
	CU_ASSERT_EQUAL(kit_run(STEP_REQUEST, &t, NULL), 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(t.outcome.copy,
				      "BEGIN CERTIFICATE REQUEST"));
	task_clear(&t);
	kit_end();
}

static void a_copy_never_replaces_a_file(void)
{
	struct task t;
	char *out, *pair;

	kit_begin();
	kit_walk(STEP_REQUEST);
	out = path_join(test_dir(), "r.csr");
	pair = xasprintf("out=%s", out);
	CU_ASSERT_EQUAL(kit_run(STEP_REQUEST, &t, pair, "form=der", NULL), 0);
	CU_ASSERT_STRING_EQUAL(t.outcome.saved, out);
	task_clear(&t);
	REFUSED(FILE_EXISTS, STEP_REQUEST, &t, pair, NULL);
	free(pair);
	free(out);
	kit_end();
}

static void new_details_make_a_new_request_and_keep_the_old(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};
	struct task t;
	char *old;

	kit_walk(STEP_REQUEST);
	CU_ASSERT_EQUAL(kit_run(STEP_WHO, &t, "address=alice@example.org",
				"aliases=al@example.org", NULL),
			0);
	task_clear(&t);
	CU_ASSERT_EQUAL(kit_run(STEP_REQUEST, &t, "!passphrase=open", NULL), 0);
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(f.request->emails.n, 2);
	facts_clear(&f);
	old = kit_file(WS_REQUEST ".~1~");
	CU_ASSERT_TRUE(fsio_exists(place_of(old)));
	free(old);
	kit_end();
}


static void a_bundle_needs_all_that_goes_in(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_KEY);
	REFUSED(STEP_NEEDS, STEP_BUNDLE, &t, "!passphrase=open", NULL);
	kit_walk(STEP_CERTIFICATE);
	REFUSED(KEY_WRONG_PASSPHRASE, STEP_BUNDLE, &t, "!passphrase=x", NULL);
	REFUSED(PASS_EMPTY, STEP_BUNDLE, &t, "!passphrase=open",
		"password-from=own", "!password=", NULL);
	REFUSED(PASS_UNUSABLE, STEP_BUNDLE, &t, "!passphrase=open",
		"password-from=own", "!password=Pässwörd-1234", NULL);
	REFUSED(ANSWER_UNKNOWN, STEP_BUNDLE, &t, "!passphrase=open",
		"place=moon", NULL);
	kit_end();
}

static void the_whole_way_ends_in_the_rehearsal(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};
	struct task t;

	kit_walk(STEP_BUNDLE);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_next(&f), STEP_HANDOVER);
	kit_walk(STEP_HANDOVER);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_next(&f), STEP_REHEARSE);
	kit_walk(STEP_REHEARSE);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_next(&f), STEP_COUNT);
	CU_ASSERT_EQUAL(f.bundles.n, 1);
	facts_clear(&f);
	/* Again, with a password of our making: the old one is kept. */
	CU_ASSERT_EQUAL(kit_run(STEP_BUNDLE, &t, "!passphrase=open", NULL), 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(t.outcome.reveal);
	CU_ASSERT_TRUE(secret_len(t.outcome.reveal) >= 16);
	task_clear(&t);
	kit_end();
}

const struct test tests_journey[] = {
	TEST(an_address_that_is_none_makes_nothing),
	TEST(details_can_be_changed_later),
	TEST(names_are_saved_with_letter_and_accent_in_one),
	TEST(names_of_files_stay_as_typed),
	TEST(no_step_goes_without_an_identity),
	TEST(a_key_needs_a_passphrase_and_is_never_overwritten),
	TEST(a_cancelled_key_is_not_written),
	TEST(a_request_wants_the_right_passphrase_once),
	TEST(a_copy_never_replaces_a_file),
	TEST(new_details_make_a_new_request_and_keep_the_old),
	TEST(a_bundle_needs_all_that_goes_in),
	TEST(the_whole_way_ends_in_the_rehearsal),
	{0},
};
