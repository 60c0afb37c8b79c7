/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of letters: made, opened and judged in memory. */
#ifndef TESTS_MESSAGE_KIT_H
#define TESTS_MESSAGE_KIT_H

#include "tests/cms-kit.h"

#include "mail/message.h"

#define TEXT_LETTER                                                            \
	"From: Alice <alice@example.org>\r\nTo: bob@example.org\r\n"           \
	"Subject: Hello\r\n\r\nHello Bob,\r\nsee you.\r\n"

/* A letter signed by Alice. */
MAYBE_UNUSED static void sign_letter(enum key_type type, bool opaque,
				     const struct buf *letter, size_t piece,
				     struct buf *out)
{
	struct message_sign how = {sign_of(identity(type)), opaque, false};
	struct report r = {0};
	struct sink *end, *in;

	buf_clear(out);
	end = sink_to_buf(out);
	in = message_sign_new(&how, "alice@example.org", end, &r);
	CU_ASSERT_EQUAL_FATAL(pump(in, letter, piece), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	sink_free(in);
	sink_free(end);
}

/* And one encrypted to her. */
MAYBE_UNUSED static void encrypt_letter(enum key_type type,
					enum cms_cipher cipher,
					const struct buf *letter, size_t piece,
					struct buf *out)
{
	struct cms_to to;
	struct message_encrypt how = {&to,  1,	cipher,
				      NULL, TEST_NOW, false};
	struct report r = {0};
	struct sink *end, *in;

	CU_ASSERT_EQUAL_FATAL(
		cms_to_read(slice_of(&identity(type)->leaf->der), &to), 0);
	buf_clear(out);
	end = sink_to_buf(out);
	in = message_encrypt_new(&how, "alice@example.org", end, &r);
	CU_ASSERT_EQUAL_FATAL(pump(in, letter, piece), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	sink_free(in);
	sink_free(end);
}

/* Reads as Alice; type KEY_TYPE_COUNT: as nobody. plain NULL: only looks. */
MAYBE_UNUSED static int read_letter(enum key_type type, enum message_want want,
				    const struct buf *letter, size_t piece,
				    struct message *m, struct buf *plain,
				    struct report *r)
{
	struct cms_identity id = {0};
	struct message_read how = {.want = want};
	struct sink *end = plain ? sink_to_buf(plain) : NULL, *in;
	int code;

	if (type < KEY_TYPE_COUNT) {
		id = (struct cms_identity){identity(type)->leaf,
					   identity(type)->key};
		how.identities = &id;
		how.n = 1;
	}
	how.out = end;
	if (plain)
		buf_clear(plain);
	in = message_read_new(&how, m, r);
	code = pump(in, letter, piece);
	sink_free(in);
	sink_free(end);
	if (code == 0)
		message_verify(m, NULL, r);
	return code;
}

#endif
