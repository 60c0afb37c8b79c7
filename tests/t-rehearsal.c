/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rehearsal: with the bundle's file and its password, and nothing else. */
#include "journey/steps/rehearsal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fsio.h"
#include "tests/journey-kit.h"

static size_t letters(void)
{
	char *dir = kit_file(WS_BUNDLES);
	struct strlist names = {0};
	size_t n = 0;

	fsio_list(dir, &names);
	for (size_t i = 0; i < names.n; i++)
		n += strstr(names.items[i], ".eml") != NULL;
	strlist_clear(&names);
	free(dir);
	return n;
}

static void without_a_bundle_there_is_none(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_CERTIFICATE);
	REFUSED(STEP_NEEDS, STEP_REHEARSE, &t, "!password=abcd-efgh-1234",
		NULL);
	kit_end();
}

static void the_key_of_this_computer_is_not_enough(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_BUNDLE);
	REFUSED(P12_OWN_PASSWORD, STEP_REHEARSE, &t, "!password=open", NULL);
	REFUSED(PASS_EMPTY, STEP_REHEARSE, &t, NULL);
	CU_ASSERT_EQUAL(letters(), 0);
	kit_end();
}

/* One that was put there by hand, for another key. */
static void a_bundle_with_another_key_is_refused(void)
{
	struct env *env = kit_begin();
	struct rehearsal ask = {.env = env};
	struct buf clear = {0}, sealed = {0};
	struct report r = {0};
	struct page page = {0};
	struct facts f = {0};
	char *path;
	struct secret *s = secret_new(SECRET_PHRASE_MAX);
	struct cert other = {0};

	kit_walk(STEP_BUNDLE);
	ws_scan(env, kit_address, &f);
	path = xasprintf("%s/%s/%s", f.path, WS_BUNDLES, f.bundles.items[0]);
	CU_ASSERT_EQUAL(secret_add(s, "abcd-efgh-1234", 14), 0);
	ask.facts = &f;
	ask.bundle = path;
	ask.password = s;
	struct cert *mine = f.leaf;
	f.leaf = &other;
	CU_ASSERT_EQUAL(rehearsal_hold(&ask, &clear, &sealed, &page, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_P12_KEY_MISMATCH));
	CU_ASSERT_EQUAL(clear.len + sealed.len, 0);
	f.leaf = mine;
	report_clear(&r);
	CU_ASSERT_EQUAL(rehearsal_hold(&ask, &clear, &sealed, &page, &r), 0);
	CU_ASSERT(clear.len && sealed.len);
	CU_ASSERT_PTR_NOT_NULL(strstr(clear.data, "To: alice@example.org\r\n"));
	buf_clear(&clear);
	buf_clear(&sealed);
	page_clear(&page);
	secret_free(s);
	free(path);
	facts_clear(&f);
	kit_end();
}

static bool says(const struct outcome *o, const char *text)
{
	for (size_t i = 0; i < o->page.n; i++)
		if (o->page.lines[i].text && strstr(o->page.lines[i].text, text))
			return true;
	return false;
}

static bool rehearsed_says(const char *text)
{
	struct task t;
	bool said;

	CU_ASSERT_EQUAL(kit_run(STEP_REHEARSE, &t, "!password=abcd-efgh-1234",
				NULL),
			0);
	said = says(&t.outcome, text);
	task_clear(&t);
	return said;
}

/* The own authority counts until it is elsewhere, and a damaged file among the
 * roots may be why. */
static void it_says_whether_the_root_is_trusted(void)
{
	struct env *env = kit_begin();
	char *authority, *away, *dir, *file;
	struct report r = {0};

	kit_walk(STEP_BUNDLE);
	authority = ws_authority_path(env);
	away = path_join(test_dir(), "away");
	dir = path_join(env->home, WS_ROOTS);
	file = path_join(dir, "choir.pem");
	CU_ASSERT_TRUE(rehearsed_says("You trust its root here."));
	CU_ASSERT_EQUAL(fsio_move(authority, away, &r), 0);
	CU_ASSERT_EQUAL(mkdir(dir, 0700), 0);
	CU_ASSERT_TRUE(rehearsed_says("you have not said that you trust it"));
	CU_ASSERT_FALSE(rehearsed_says("A file among the roots"));
	test_write(file, "damaged", 7);
	CU_ASSERT_TRUE(rehearsed_says("A file among the roots"));
	free(file);
	free(dir);
	free(away);
	free(authority);
	kit_end();
}

static void two_letters_are_kept_beside_the_bundle(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};

	kit_walk(STEP_REHEARSE);
	CU_ASSERT_EQUAL(letters(), 2);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_state(STEP_REHEARSE, &f), STATE_DONE);
	/* A bundle written since has not been tried. */
	f.bundle_time = f.rehearsed_time + 1;
	CU_ASSERT_EQUAL(step_state(STEP_REHEARSE, &f), STATE_READY);
	facts_clear(&f);
	kit_end();
}

const struct test tests_rehearsal[] = {
	TEST(without_a_bundle_there_is_none),
	TEST(the_key_of_this_computer_is_not_enough),
	TEST(a_bundle_with_another_key_is_refused),
	TEST(it_says_whether_the_root_is_trusted),
	TEST(two_letters_are_kept_beside_the_bundle),
	{0}};
