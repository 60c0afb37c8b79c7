/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side of the test helpers that only run.c uses. */
#ifndef TESTS_HARNESS_H
#define TESTS_HARNESS_H

#include "tests/test.h"

/* "every finding is raised by some test": the last suite of a full run. */
extern const struct test harness_catalogue[];

/* While true, GnuTLS says that its FIPS mode is on. */
extern bool harness_fips;

/* While true, libraries that are loaded on first use are not there. */
extern bool harness_bare;

void harness_clean(void);	/* removes the scratch directories */

#endif
