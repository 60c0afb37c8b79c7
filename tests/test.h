/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every unit test uses: the table of a suite, a scratch directory, the
 * corpus. */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <CUnit/CUnit.h>

#include "base/fsio.h"
#include "base/report.h"

/* Each t-NAME.c defines `const struct test tests_NAME[]`, ended by {0}, and has
 * a line in suites.h. Names of tests are sentences. */
struct test {
	const char *name;
	void (*run)(void);
};

#define TEST(f) {#f, f}

/* A fixed time that all test material fits: 2026-06-01 12:00:00 UTC. */
#define TEST_NOW ((time_t)1780315200)

/* A fresh empty directory that is removed at the end of the run. */
const char *test_dir(void);

/* Path of a corpus file, or NULL where the corpus is not there: then the test
 * says so by test_skip() and returns. The string is static. */
const char *test_corpus(const char *file);
void test_skip(const char *why);

/* Reads a file whole; the test fails where it cannot. */
void test_read(const char *path, struct buf *out);
void test_write(const char *path, const void *bytes, size_t n);

/* The one finding of a failed call: true where the report holds exactly this. */
bool test_only(const struct report *r, enum finding_id id);

#endif
