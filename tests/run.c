/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the unit tests: all suites, or those named; then holds the catalogue
 * of findings against what was raised. */
#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/harness.h"
#include "tests/test.h"
#include "x509/gtls.h"

#define SUITE(name) extern const struct test tests_##name[];
#include "tests/suites.h"
#undef SUITE

static const struct suite {
	const char *name;
	const struct test *tests;
} suites[] = {
#define SUITE(name) {#name, tests_##name},
#include "tests/suites.h"
#undef SUITE
};

static bool is_wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return argc < 2;
}

static void add_suite(const struct suite *s)
{
	CU_pSuite suite = CU_add_suite(s->name, NULL, NULL);

	for (const struct test *t = s->tests; t->name; t++)
		CU_add_test(suite, t->name, t->run);
}

int main(int argc, char **argv)
{
	unsigned failures;

	gtls_start();
	if (CU_initialize_registry() != CUE_SUCCESS)
		return 1;
	for (size_t i = 0; i < ARRAY_LEN(suites); i++)
		if (is_wanted(suites[i].name, argc, argv))
			add_suite(&suites[i]);
	if (argc < 2)
		add_suite(&(struct suite){"catalogue", harness_catalogue});
	CU_basic_set_mode(argc < 2 ? CU_BRM_NORMAL : CU_BRM_VERBOSE);
	CU_basic_run_tests();
	failures = CU_get_number_of_failures();
	CU_cleanup_registry();
	harness_clean();
	return failures ? 1 : 0;
}
