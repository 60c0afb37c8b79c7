/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the tests of the screens: all suites, or those named. */
#include <CUnit/Basic.h>
#include <signal.h>
#include <string.h>

#include "tests/test.h"

extern const struct test tests_crawl[];
extern const struct test tests_ends[];
extern const struct test tests_fuzz[];
extern const struct test tests_journey[];
extern const struct test tests_screens[];
extern const struct test tests_words[];

static const struct suite {
	const char *name;
	const struct test *tests;
} suites[] = {
	{"screens", tests_screens},
	{"crawl", tests_crawl},
	{"ends", tests_ends},
	{"fuzz", tests_fuzz},
	{"journey", tests_journey},
	{"words", tests_words},
};

static bool is_wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return argc < 2;
}

int main(int argc, char **argv)
{
	unsigned failures;

	signal(SIGPIPE, SIG_IGN);
	if (CU_initialize_registry() != CUE_SUCCESS)
		return 1;
	for (size_t i = 0; i < ARRAY_LEN(suites); i++) {
		CU_pSuite suite;

		if (!is_wanted(suites[i].name, argc, argv))
			continue;
		suite = CU_add_suite(suites[i].name, NULL, NULL);
		for (const struct test *t = suites[i].tests; t->name; t++)
			CU_add_test(suite, t->name, t->run);
	}
	CU_basic_set_mode(CU_BRM_VERBOSE);
	CU_basic_run_tests();
	failures = CU_get_number_of_failures();
	CU_cleanup_registry();
	return failures ? 1 : 0;
}
