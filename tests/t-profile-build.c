/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identifiers of profiles: one for each person and certificate. */
#include <stdlib.h>
#include <string.h>

#include "journey/profile/profile-build.h"
#include "tests/test.h"

static char *identifier(const char *address, unsigned char mark)
{
	struct cert c = {.fingerprint = {mark}};
	struct profile_wish wish = {.address = address, .leaf = &c};

	return profile_identifier(&wish);
}

static void a_renewed_certificate_has_a_profile_of_its_own(void)
{
	char *a = identifier("alice@example.org", 1);
	char *b = identifier("alice@example.org", 2);

	CU_ASSERT_STRING_EQUAL(a, "org.example.alice.smime.0100000000000000");
	CU_ASSERT_STRING_NOT_EQUAL(a, b);
	free(a);
	free(b);
}

static void two_addresses_never_share_an_identifier(void)
{
	static const char *const all[] = {
		"a.b@c.d", "b@a.c.d", "a-2Eb@c.d", "a@b.c.d",
		"ab@c.d",  "a+b@c.d", "A.b@c.d",   "\"a@b\"@c.d",
	};

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		for (size_t k = 0; k < i; k++) {
			char *a = identifier(all[i], 1);
			char *b = identifier(all[k], 1);

			CU_ASSERT_STRING_NOT_EQUAL(a, b);
			free(a);
			free(b);
		}
}

/* PayloadIdentifier is a word of letters, digits, dots and hyphens. */
static void hostile_addresses_make_plain_identifiers(void)
{
	char *id = identifier("<b>&lt;\xC3\xA4\n@e/../x.org", 1);

	CU_ASSERT_EQUAL(strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789.-"),
			strlen(id));
	free(id);
}

const struct test tests_profile_build[] = {
	TEST(a_renewed_certificate_has_a_profile_of_its_own),
	TEST(two_addresses_never_share_an_identifier),
	TEST(hostile_addresses_make_plain_identifiers),
	{0},
};
