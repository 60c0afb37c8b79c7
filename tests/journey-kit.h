/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking the journey's steps in a scratch home, for several suites. */
#ifndef TESTS_JOURNEY_KIT_H
#define TESTS_JOURNEY_KIT_H

#include "journey/identity/workspace.h"
#include "journey/steps/step.h"
#include "tests/test.h"

/* A fresh home at TEST_NOW; valid until kit_end. */
struct env *kit_begin(void);
void kit_end(void);

/*
 * One step for alice@example.org with answers "name=value" (ended by NULL);
 * a name with '!' in front is a secret. The report is the caller's to clear.
 */
int kit_run(enum step_id id, struct task *task, ...);

/* The steps up to and with this one, quick keys, own authority. */
void kit_walk(enum step_id last);

extern const char kit_address[];

/* Path of a file of alice's directory; the caller frees. */
char *kit_file(const char *name);

/* Runs, expects -1 with exactly this finding, and clears. */
#define REFUSED(finding, ...)                                           \
	do {                                                            \
		CU_ASSERT_EQUAL(kit_run(__VA_ARGS__), -1);              \
		CU_ASSERT_TRUE(test_only(&t.report, FINDING_##finding)); \
		task_clear(&t);                                         \
	} while (0)

#endif
