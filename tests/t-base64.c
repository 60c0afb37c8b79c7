/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base64 in bulk: what is refused, and what comes out, held against GnuTLS. */
#include "tests/test.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "x509/base64.h"
#include "x509/gtls.h"

static int decode(const char *text, size_t n, struct buf *out)
{
	return base64_decode((struct slice){(const unsigned char *)text, n},
			     out);
}

static void other_text_is_refused(void)
{
	static const char *const bad[] = {
		"",
		"\n",
		"TQ",
		"TWF",
		"TWFu=",
		"TQ=",
		"TQ===",
		"T===",
		"====",
		"TQ=a",
		"TR==",
		"TWG=",
		"TWF-",
		"TWF_",
		"TQ==TQ==",
		"TQ==T",
		"TWFu\n=",
		"TWFuTWF",
		"TWFu.",
		"TWFu>TWFu",
		"TWF\xC2\xA0u",
		"A: b\n\nTWFu",
	};
	struct buf out = {0};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		CU_ASSERT_EQUAL(decode(bad[i], strlen(bad[i]), &out), -1);
	CU_ASSERT_EQUAL(decode("TWF\0u", 5, &out), -1);
	CU_ASSERT_EQUAL(out.len, 0);
}

static void blanks_may_stand_anywhere(void)
{
	static const char *const good[] = {"TWFuTQ==", " T W\tF\r\nu\nTQ=\r\n=",
					   "TWFuTQ==\n\n", "\n\fTWFu\vTQ=="};
	struct buf out = {0};

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		CU_ASSERT_EQUAL(decode(good[i], strlen(good[i]), &out), 0);
		CU_ASSERT_EQUAL_FATAL(out.len, 4);
		CU_ASSERT_STRING_EQUAL(out.data, "ManM");
	}
	buf_clear(&out);
}

/* Each length, in lines of each length, as the library writes it. */
static void what_gnutls_writes_is_read(void)
{
	unsigned char bytes[100];
	struct buf out = {0};

	gtls_random(bytes, sizeof(bytes));
	for (size_t n = 1; n < sizeof(bytes); n++) {
		gnutls_datum_t in = {bytes, (unsigned)n}, text;
		struct buf lines = {0};

		CU_ASSERT_EQUAL_FATAL(gnutls_base64_encode2(&in, &text), 0);
		for (size_t i = 0; i < text.size; i++) {
			buf_addc(&lines, (char)text.data[i]);
			if (i % n == 0)
				buf_adds(&lines, n % 2 ? "\n" : "\r\n");
		}
		CU_ASSERT_EQUAL(decode(lines.data, lines.len, &out), 0);
		CU_ASSERT_EQUAL_FATAL(out.len, n);
		CU_ASSERT_EQUAL(memcmp(out.data, bytes, n), 0);
		gnutls_free(text.data);
		buf_clear(&lines);
	}
	buf_clear(&out);
}

const struct test tests_base64[] = {
	TEST(other_text_is_refused),
	TEST(blanks_may_stand_anywhere),
	TEST(what_gnutls_writes_is_read),
	{0},
};
