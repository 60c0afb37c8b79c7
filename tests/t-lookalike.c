/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that may be meant for another: x509/lookalike.c. */
#include <stdlib.h>
#include <string.h>

#include "tests/test.h"
#include "x509/lookalike.h"

static void differ(const char *a, const char *b, enum address_difference how)
{
	char *x = address_alike(a), *y = address_alike(b);

	CU_ASSERT_EQUAL(address_difference(a, b), how);
	CU_ASSERT_EQUAL(address_difference(b, a), how);
	CU_ASSERT_EQUAL(strcmp(x, y) == 0, how != DIFFERS_OTHERWISE);
	free(x);
	free(y);
}

static void the_same_address_does_not_differ(void)
{
	differ("bob@example.org", "bob@example.org", DIFFERS_NOT);
}

static void other_addresses_are_not_alike(void)
{
	differ("bob@example.org", "rob@example.org", DIFFERS_OTHERWISE);
	differ("bob@example.org", "bob@example.net", DIFFERS_OTHERWISE);
	differ("bob@example.org", "", DIFFERS_OTHERWISE);
}

static void capitals_are_told(void)
{
	differ("bob@example.org", "Bob@EXAMPLE.org", DIFFERS_CASE);
}

static void tags_and_dots_are_told(void)
{
	differ("bob+news@example.org", "bob@example.org", DIFFERS_TAG);
	differ("bob.baker@example.org", "BobBaker@example.org", DIFFERS_TAG);
}

static void both_forms_of_an_international_domain_are_the_same(void)
{
	differ("a@bücher.example", "A@xn--bcher-kva.example", DIFFERS_IDN);
}

static void letters_that_look_alike_are_told(void)
{
	/* A Cyrillic a, in letters and as an A-label; 1 for l; rn for m. */
	differ("a@p\xD0\xB0ypal.example", "a@paypal.example", DIFFERS_LETTERS);
	differ("a@xn--pypal-4ve.example", "a@paypal.example", DIFFERS_LETTERS);
	differ("a@examp1e.org", "a@example.org", DIFFERS_LETTERS);
	differ("a@rnail.example", "a@mail.example", DIFFERS_LETTERS);
	differ("ren\xC3\xA9@example.org", "rene@example.org", DIFFERS_LETTERS);
}

const struct test tests_lookalike[] = {
	TEST(the_same_address_does_not_differ),
	TEST(other_addresses_are_not_alike),
	TEST(capitals_are_told),
	TEST(tags_and_dots_are_told),
	TEST(both_forms_of_an_international_domain_are_the_same),
	TEST(letters_that_look_alike_are_told),
	{0},
};
