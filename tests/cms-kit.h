/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of CMS: letters made, opened and judged in memory. */
#ifndef TESTS_CMS_KIT_H
#define TESTS_CMS_KIT_H

#include "tests/identity.h"

#include <stdint.h>

#include "x509/cms/cms.h"

#define LETTER "Content-Type: text/plain\r\n\r\nHello Alice\r\n"

MAYBE_UNUSED static void letter(struct buf *b)
{
	buf_clear(b);
	buf_adds(b, LETTER);
}

/* What stands behind pieces of any size must be the same. */
MAYBE_UNUSED static int pump(struct sink *in, const struct buf *from,
			     size_t piece)
{
	size_t n;

	for (size_t at = 0; at < from->len; at += n) {
		n = from->len - at < piece ? from->len - at : piece;
		if (sink_put(in, from->data + at, n) < 0)
			return -1;
	}
	return sink_end(in);
}

MAYBE_UNUSED static int encrypt_to(const struct cert *c, enum cms_cipher cipher,
				   const struct buf *plain, struct buf *out,
				   struct report *r)
{
	struct cms_to to;
	struct cms_encrypt how = {&to, 1, cipher, -1};
	struct sink *in, *end = sink_to_buf(out);
	int code;

	CU_ASSERT_EQUAL_FATAL(cms_to_read(slice_of(&c->der), &to), 0);
	buf_clear(out);
	code = cms_encrypt_new(&how, end, &in, r);
	if (code == 0) {
		code = pump(in, plain, SIZE_MAX);
		sink_free(in);
	}
	sink_free(end);
	return code;
}

/* Encrypted to Alice, whose key has this type. */
MAYBE_UNUSED static void encrypted(enum key_type type, enum cms_cipher cipher,
				   struct buf *out)
{
	struct report r = {0};
	struct buf plain = {0};

	letter(&plain);
	CU_ASSERT_EQUAL_FATAL(
		encrypt_to(identity(type)->leaf, cipher, &plain, out, &r), 0);
	buf_clear(&plain);
}

MAYBE_UNUSED static struct cms_sign sign_of(const struct identity *id)
{
	return (struct cms_sign){.key = id->key,
				 .cert = id->leaf,
				 .length = -1,
				 .now = TEST_NOW};
}

MAYBE_UNUSED static int sign_as(const struct cms_sign *how,
				const struct buf *plain, struct buf *out,
				struct report *r)
{
	struct sink *in, *end = sink_to_buf(out);
	int code = cms_sign_new(how, end, &in, r);

	if (code == 0) {
		code = pump(in, plain, SIZE_MAX);
		sink_free(in);
	}
	sink_free(end);
	return code;
}

/* Signed by Alice. */
MAYBE_UNUSED static void signed_by(enum key_type type, bool detached,
				   struct buf *out)
{
	struct cms_sign how = sign_of(identity(type));
	struct report r = {0};
	struct buf plain = {0};

	letter(&plain);
	buf_clear(out);
	how.is_detached = detached;
	CU_ASSERT_EQUAL_FATAL(sign_as(&how, &plain, out, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	buf_clear(&plain);
}

/* Reads with these identities; plain NULL: only looks. */
MAYBE_UNUSED static int read_as(const struct cms_identity *ids, size_t n,
				const struct buf *der, size_t piece,
				struct cms_look *look, struct buf *plain,
				struct report *r)
{
	struct sink *end = plain ? sink_to_buf(plain) : NULL;
	struct cms_read how = {.identities = ids, .n = n, .out = end};
	struct sink *in = cms_read_new(&how, look, r);
	int code = pump(in, der, piece);

	sink_free(in);
	sink_free(end);
	return code;
}

MAYBE_UNUSED static int look_at(const struct buf *der, struct cms_look *look,
				struct report *r)
{
	return read_as(NULL, 0, der, SIZE_MAX, look, NULL, r);
}

/* Opens as Alice. */
MAYBE_UNUSED static int open_as(enum key_type type, const struct buf *der,
				struct buf *plain, struct report *r)
{
	struct cms_identity id = {identity(type)->leaf, identity(type)->key};
	struct cms_look look = {0};
	int code;

	buf_clear(plain);
	code = read_as(&id, 1, der, SIZE_MAX, &look, plain, r);
	cms_look_clear(&look);
	return code;
}

MAYBE_UNUSED static bool is_letter(const struct buf *b)
{
	return b->data && strcmp(b->data, LETTER) == 0;
}

/* The one finding of looking at these bytes. */
MAYBE_UNUSED static void assert_look_fails(const struct buf *der,
					   enum finding_id id)
{
	struct cms_look look = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(look_at(der, &look, &r), -1);
	CU_ASSERT(test_only(&r, id));
	report_clear(&r);
	cms_look_clear(&look);
}

MAYBE_UNUSED static void
assert_open_fails(enum key_type type, const struct buf *der, enum finding_id id)
{
	struct buf plain = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(open_as(type, der, &plain, &r), -1);
	CU_ASSERT(test_only(&r, id));
	report_clear(&r);
	buf_clear(&plain);
}

#endif
