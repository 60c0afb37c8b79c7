/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which step takes in what somebody brought. */
#include <stdlib.h>
#include <string.h>

#include "journey/steps/bring.h"
#include "tests/journey-kit.h"

static struct env *env;

/* A file of alice's, put where somebody could have saved it. */
static char *take_away(const char *name)
{
	char *from = kit_file(name);
	char *to = path_join(test_dir(), name);
	struct report report = {0};

	CU_ASSERT_EQUAL(fsio_move(from, to, &report), 0);
	report_clear(&report);
	free(from);
	return to;
}

static void expect(const char *brought, enum step_id step,
		   const char *identity)
{
	struct bringing b = {0};
	struct report report = {0};

	CU_ASSERT_EQUAL_FATAL(bring_look(env, NULL, brought, &b, &report), 0);
	CU_ASSERT_EQUAL(b.step, step);
	CU_ASSERT_EQUAL(b.page.n > 0, step == STEP_COUNT);
	CU_ASSERT_STRING_EQUAL(b.identity ? b.identity : "", identity);
	CU_ASSERT_EQUAL(report.n, 0);
	bringing_clear(&b);
}

static void a_certificate_goes_to_whose_key_fits(void)
{
	struct task t;
	char *cert, *pair;

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	cert = take_away(WS_CERT);
	expect(cert, STEP_CERTIFICATE, kit_address);
	/* And what is proposed works. */
	pair = xasprintf("bring=%s", cert);
	CU_ASSERT_EQUAL(kit_run(STEP_CERTIFICATE, &t, "source=file", pair,
				NULL),
			0);
	task_clear(&t);
	free(pair);
	free(cert);
	kit_end();
}

static void a_bundle_is_the_beginning_of_an_identity(void)
{
	struct bringing b = {.step = STEP_WHO};
	struct answers a = {0};
	char *p12 = path_join(test_dir(), "x.p12");
	char *pair = xasprintf("out=%s", p12);
	struct task t;

	env = kit_begin();
	kit_walk(STEP_CHECK);
	CU_ASSERT_EQUAL_FATAL(kit_run(STEP_BUNDLE, &t, "!passphrase=open",
				      pair, NULL),
			      0);
	task_clear(&t);
	expect(p12, STEP_WHO, "");
	bring_answers(&b, p12, &a);
	CU_ASSERT_TRUE(answers_is(&a, "start", "p12"));
	CU_ASSERT_TRUE(answers_is(&a, "bring", p12));
	answers_clear(&a);
	free(pair);
	free(p12);
	kit_end();
}

static void missing_issuers_go_to_the_chain_that_lacks_them(void)
{
	struct bringing b = {0};
	struct report report = {0};
	char *chain, *dir, *away = path_join(test_dir(), "away");

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	chain = take_away(WS_CHAIN);
	dir = ws_authority_path(env);
	CU_ASSERT_EQUAL(fsio_move(dir, away, &report), 0);
	CU_ASSERT_EQUAL_FATAL(
		bring_look(env, kit_address, chain, &b, &report), 0);
	CU_ASSERT_EQUAL(b.step, STEP_CHAIN);
	bringing_clear(&b);
	free(away);
	free(dir);
	free(chain);
	kit_end();
}

static void everything_else_is_named_and_shown(void)
{
	char *request;

	env = kit_begin();
	kit_walk(STEP_REQUEST);
	request = take_away(WS_REQUEST);
	expect(request, STEP_COUNT, "");
	expect("<html>\n<body>not a file</body>\n", STEP_COUNT, "");
	free(request);
	kit_end();
}

static void a_certificate_nobody_here_has_the_key_for_is_only_shown(void)
{
	char *cert, *key;

	env = kit_begin();
	kit_walk(STEP_CERTIFICATE);
	cert = take_away(WS_CERT);
	key = take_away(WS_KEY);
	expect(cert, STEP_COUNT, "");
	free(cert);
	free(key);
	kit_end();
}

static void a_file_that_is_not_there_is_said(void)
{
	struct bringing b = {0};
	struct report report = {0};

	env = kit_begin();
	CU_ASSERT_EQUAL(bring_look(env, NULL, "/nowhere", &b, &report), -1);
	CU_ASSERT_TRUE(test_only(&report, FINDING_FILE_UNREADABLE));
	report_clear(&report);
	kit_end();
}

const struct test tests_bring[] = {
	TEST(a_certificate_goes_to_whose_key_fits),
	TEST(a_bundle_is_the_beginning_of_an_identity),
	TEST(missing_issuers_go_to_the_chain_that_lacks_them),
	TEST(everything_else_is_named_and_shown),
	TEST(a_certificate_nobody_here_has_the_key_for_is_only_shown),
	TEST(a_file_that_is_not_there_is_said),
	{0},
};
