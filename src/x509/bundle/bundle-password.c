/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the password of a bundle: strong, and easy to type on a phone. */
#include "x509/bundle/bundle.h"

#include <gnutls/gnutls.h>

#include "x509/gtls.h"

enum { GROUPS = 5, GROUP_LEN = 4 };

/* A byte that is not below the largest multiple of the alphabet is thrown
 * away: no sign is likelier than another. */
static char random_sign(void)
{
	static const char signs[] = "abcdefghjkmnprstuwxy23478";
	const unsigned n = sizeof(signs) - 1;
	unsigned char c;
	char sign;

	do
		gtls_random(&c, 1);
	while (c >= 256 / n * n);
	sign = signs[c % n];
	gnutls_memset(&c, 0, 1);
	return sign;
}

/* 20 of 25 signs: 92 bits. */
int bundle_password(struct secret **out, struct report *report)
{
	size_t len = GROUPS * (GROUP_LEN + 1) - 1;
	struct secret *s = secret_new(len);
	char *p = secret_room(s);

	(void)report;
	for (size_t i = 0; i < len; i++)
		p[i] = i % (GROUP_LEN + 1) == GROUP_LEN ? '-' : random_sign();
	secret_set_len(s, len);
	*out = s;
	return 0;
}
