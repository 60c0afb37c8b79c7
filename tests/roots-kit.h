/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of roots: two authorities, the root of one, and a scratch home. */
#ifndef TESTS_ROOTS_KIT_H
#define TESTS_ROOTS_KIT_H

#include <stdlib.h>

#include "journey/identity/roots.h"
#include "journey/identity/workspace.h"
#include "tests/ca.h"
#include "tests/identity.h"
#include "tests/journey-kit.h"

static struct env *env;
static struct ca first, second;
static struct cert *root;	/* first's, by itself */
static struct report r;

MAYBE_UNUSED static void begin(void)
{
	env = kit_begin();
	first = ca_new("First Root");
	second = ca_new("Second Root");
	root = certify(&first, &first);
}

MAYBE_UNUSED static void end(void)
{
	cert_free(root);
	ca_clear(&first);
	ca_clear(&second);
	report_clear(&r);
	kit_end();
}

/* The fingerprint, cut after so many digits; the caller frees. */
MAYBE_UNUSED static char *digits(const struct cert *c, size_t n)
{
	char *all = hex_text(c->fingerprint, FINGERPRINT_LEN, 0);

	all[n] = '\0';
	return all;
}

MAYBE_UNUSED static int trust(const struct cert *c)
{
	char *print = digits(c, 64);
	int code = roots_trust(env, c, print, ROOT_DIGITS_GIVEN, &r);

	free(print);
	return code;
}

MAYBE_UNUSED static size_t count(void)
{
	struct cert_list all = {0};
	size_t n;

	ws_roots(env, &all, &r);
	n = all.n;
	cert_list_clear(&all);
	return n;
}

#define SAYS(finding)                                           \
	do {                                                    \
		CU_ASSERT_TRUE(test_only(&r, FINDING_##finding)); \
		report_clear(&r);                               \
	} while (0)

#endif
