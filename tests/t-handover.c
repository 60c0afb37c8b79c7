/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step "handover": what it refuses, writes and leaves alone. */
#include <stdlib.h>
#include <string.h>

#include "journey/intake/intake.h"
#include "tests/journey-kit.h"

static enum step_state state_now(const struct env *env)
{
	struct facts f = {0};
	enum step_state s;

	ws_scan(env, kit_address, &f);
	s = step_state(STEP_HANDOVER, &f);
	facts_clear(&f);
	return s;
}

static void nothing_is_handed_over_without_a_bundle(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_CERTIFICATE);
	REFUSED(STEP_NEEDS, STEP_HANDOVER, &t, "guide=iphone", NULL);
	kit_end();
}

static void a_device_that_is_not_known_is_refused(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_BUNDLE);
	REFUSED(ANSWER_UNKNOWN, STEP_HANDOVER, &t, "guide=nokia", NULL);
	kit_end();
}

/* Then nothing counts as shown either. */
static void a_copy_never_replaces_a_file(void)
{
	struct env *env = kit_begin();
	char *out = path_join(test_dir(), "sheet.txt");
	char *pair = xasprintf("out=%s", out);
	struct task t;

	kit_walk(STEP_BUNDLE);
	test_write(out, "mine", 4);
	REFUSED(FILE_EXISTS, STEP_HANDOVER, &t, "guide=mac", pair, NULL);
	CU_ASSERT_EQUAL(state_now(env), STATE_READY);
	free(pair);
	free(out);
	kit_end();
}

static void sheet_and_root_are_kept_and_open_to_read(void)
{
	struct env *env = kit_begin();
	char *sheet = kit_file(WS_HANDOVER "/" WS_GUIDE);
	char *root = kit_file(WS_HANDOVER "/" WS_ROOT);
	struct cert_list certs = {0};
	struct report r = {0};
	struct buf text = {0}, pem = {0};
	struct task t;

	kit_walk(STEP_BUNDLE);
	CU_ASSERT_EQUAL(state_now(env), STATE_READY);
	CU_ASSERT_EQUAL(kit_run(STEP_HANDOVER, &t, "guide=mac", NULL), 0);
	CU_ASSERT_STRING_EQUAL(t.outcome.saved, sheet);
	test_read(sheet, &text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "Mac, macOS 15"));
	CU_ASSERT_PTR_NULL(strstr(text.data, "not written yet"));
	CU_ASSERT_EQUAL(fsio_mode(place_of(sheet)), 0644);
	CU_ASSERT_EQUAL(fsio_mode(place_of(root)), 0644);
	test_read(root, &pem);
	CU_ASSERT_EQUAL_FATAL(intake_certs(&pem, root, &certs, &r), 0);
	CU_ASSERT_EQUAL(certs.n, 1);
	CU_ASSERT_TRUE(certs.items[0]->self_signed);
	CU_ASSERT_EQUAL(state_now(env), STATE_DONE);
	cert_list_clear(&certs);
	buf_clear(&text);
	buf_clear(&pem);
	task_clear(&t);
	free(sheet);
	free(root);
	kit_end();
}

static void the_next_device_gets_its_sheet_too(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_HANDOVER);
	CU_ASSERT_EQUAL(kit_run(STEP_HANDOVER, &t, "guide=thunderbird", NULL),
			0);
	task_clear(&t);
	kit_end();
}

/* The bundle for Apple is taken by an iPhone first. */
static void the_device_is_guessed_from_the_bundle(void)
{
	struct facts f = {0};
	struct answers a = {0};

	strlist_add(&f.bundles, "00-windows.p12");
	step_preset(step_get(STEP_HANDOVER), &f, &a);
	CU_ASSERT_TRUE(answers_is(&a, "guide", "outlook"));
	answers_clear(&a);
	strlist_add(&f.bundles, "00-apple.p12");
	step_preset(step_get(STEP_HANDOVER), &f, &a);
	CU_ASSERT_TRUE(answers_is(&a, "guide", "iphone"));
	answers_clear(&a);
	strlist_clear(&f.bundles);
}

const struct test tests_handover[] = {
	TEST(nothing_is_handed_over_without_a_bundle),
	TEST(a_device_that_is_not_known_is_refused),
	TEST(a_copy_never_replaces_a_file),
	TEST(sheet_and_root_are_kept_and_open_to_read),
	TEST(the_next_device_gets_its_sheet_too),
	TEST(the_device_is_guessed_from_the_bundle),
	{0},
};
