/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of keys: passphrases as secrets, and files tried to open. */
#ifndef TESTS_KEYS_H
#define TESTS_KEYS_H

#include <string.h>

#include "tests/tool.h"
#include "x509/key.h"

static inline struct secret *phrase(const void *bytes, size_t n)
{
	struct secret *s = secret_new(n ? n : 1);

	CU_ASSERT_EQUAL(secret_add(s, bytes, n), 0);
	return s;
}

static inline struct secret *phrase_of(const char *text)
{
	return phrase(text, strlen(text));
}

/* Result of opening; the key itself is not kept. */
static inline int try_open(const struct buf *file, const char *passphrase,
			   struct report *r)
{
	struct secret *s = passphrase ? phrase_of(passphrase) : NULL;
	struct key *k = NULL;
	int code = key_open(file, s, "key.pem", &k, r);

	CU_ASSERT_EQUAL(code == 0, k != NULL);
	key_free(k);
	secret_free(s);
	return code;
}

static inline void assert_open_fails(const struct buf *file,
				     const char *passphrase, enum finding_id id)
{
	struct report r = {0};

	CU_ASSERT_EQUAL(try_open(file, passphrase, &r), -1);
	CU_ASSERT(test_only(&r, id));
	report_clear(&r);
}

static inline void assert_opens(const struct buf *file, const char *passphrase)
{
	struct report r = {0};

	CU_ASSERT_EQUAL(try_open(file, passphrase, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	report_clear(&r);
}

#endif
