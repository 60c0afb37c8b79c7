/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identity judged with what was brought for once: journey/identity/own.c. */
#include "journey/identity/own.h"
#include "tests/identity.h"
#include "tests/journey-kit.h"

static const struct report *judge(const struct diagnose_ask *ask,
				  struct facts *f, struct subject *s)
{
	own_judge(ask, kit_address, f, s);
	return &f->check;
}

static void without_anything_it_is_judged_as_ever(void)
{
	struct diagnose_ask ask = {.env = kit_begin()};
	struct facts once = {0}, ever = {0};
	struct subject s;

	kit_walk(STEP_CERTIFICATE);
	ws_scan(ask.env, kit_address, &ever);
	judge(&ask, &once, &s);
	CU_ASSERT_EQUAL(once.check.n, ever.check.n);
	CU_ASSERT_EQUAL(once.passed.n, ever.passed.n);
	CU_ASSERT_PTR_EQUAL(s.leaf, once.leaf);
	facts_clear(&once);
	facts_clear(&ever);
	kit_end();
}

/* The own authority's root is taken off the disk first. */
static void roots_of_the_call_count(void)
{
	struct diagnose_ask ask = {.env = kit_begin()};
	struct cert_list roots = {0};
	struct facts f = {0};
	struct subject s;
	char *dir, *path;

	kit_walk(STEP_CERTIFICATE);
	ws_roots(ask.env, &roots, NULL);
	dir = ws_authority_path(ask.env);
	path = path_join(dir, WS_CERT);
	CU_ASSERT_EQUAL(remove(path), 0);
	CU_ASSERT_TRUE(report_count(judge(&ask, &f, &s), SEVERITY_BLOCKER) > 0);
	ask.pool = pool_new();
	pool_add(ask.pool, &roots);
	CU_ASSERT_TRUE(report_has(judge(&ask, &f, &s),
				  FINDING_TRUST_ROOT_UNKNOWN));
	pool_free(ask.pool);
	ask.pool = NULL;
	ask.roots = &roots;
	CU_ASSERT_EQUAL(report_count(judge(&ask, &f, &s), SEVERITY_BLOCKER), 0);
	CU_ASSERT_TRUE(
		report_has(&f.check, FINDING_TRUST_IMPORTED_NOT_TRUSTED));
	ask.roots = NULL;
	ask.public_roots = &roots;
	CU_ASSERT_EQUAL(report_count(judge(&ask, &f, &s), SEVERITY_BLOCKER), 0);
	CU_ASSERT_FALSE(
		report_has(&f.check, FINDING_TRUST_IMPORTED_NOT_TRUSTED));
	facts_clear(&f);
	cert_list_clear(&roots);
	free(path);
	free(dir);
	kit_end();
}

static void another_address_may_be_asked_about(void)
{
	struct diagnose_ask ask = {.env = kit_begin(),
				   .address = "other@example.org"};
	struct facts f = {0};
	struct subject s;

	kit_walk(STEP_CERTIFICATE);
	CU_ASSERT_TRUE(report_has(judge(&ask, &f, &s),
				  FINDING_CERT_EMAIL_MISMATCH));
	facts_clear(&f);
	kit_end();
}

const struct test tests_own[] = {
	TEST(without_anything_it_is_judged_as_ever),
	TEST(roots_of_the_call_count),
	TEST(another_address_may_be_asked_about),
	{0},
};
