/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base64 (RFC 4648 section 4) in bulk: several times as fast as the library. */
#include "x509/base64.h"

#include <stdlib.h>

/* What is no letter is 64 and more, so that one comparison tells. */
enum { LETTERS = 64, GAP = 64, PAD = 65, BAD = 66 };

static const char alphabet[LETTERS + 1] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					  "abcdefghijklmnopqrstuvwxyz"
					  "0123456789+/";

static void make_table(unsigned char table[256])
{
	static const char gaps[] = " \t\r\n\v\f";

	for (size_t i = 0; i < 256; i++)
		table[i] = BAD;
	for (size_t i = 0; i < LETTERS; i++)
		table[(unsigned char)alphabet[i]] = (unsigned char)i;
	for (const char *gap = gaps; *gap; gap++)
		table[(unsigned char)*gap] = GAP;
	table['='] = PAD;
}

/* Whole groups without gaps: nearly all of the text. */
static void take_groups(const unsigned char table[256], struct slice *text,
			unsigned char **to)
{
	const unsigned char *p = text->p;
	const unsigned char *end = p + text->n;
	unsigned char *out = *to;

	for (; end - p >= 4; p += 4) {
		unsigned a = table[p[0]], b = table[p[1]];
		unsigned c = table[p[2]], d = table[p[3]];

		if ((a | b | c | d) >= LETTERS)
			break;
		*out++ = (unsigned char)(a << 2 | b >> 4);
		*out++ = (unsigned char)(b << 4 | c >> 2);
		*out++ = (unsigned char)(c << 6 | d);
	}
	*to = out;
	*text = (struct slice){p, (size_t)(end - p)};
}

/* One group with gaps or padding in it: bytes it gave; 0 at the end of the
 * text, -1 where it is none. */
static int take_group(const unsigned char table[256], struct slice *text,
		      unsigned char *to)
{
	unsigned long bits = 0;
	int letters = 0, pads = 0;

	for (; text->n && letters + pads < 4; text->p++, text->n--) {
		unsigned v = table[text->p[0]];

		if (v == GAP)
			continue;
		if (v == BAD || (v != PAD && pads) || (v == PAD && letters < 2))
			return -1;
		pads += v == PAD;
		letters += v != PAD;
		bits = bits << 6 | (v == PAD ? 0 : v);
	}
	if (letters + pads == 0)
		return 0;
	if (letters + pads < 4 || bits & ((1ul << 8 * pads) - 1))
		return -1;
	for (int i = 0; i < 3 - pads; i++)
		to[i] = (unsigned char)(bits >> (16 - 8 * i));
	return 3 - pads;
}

int base64_decode(struct slice text, struct buf *out)
{
	unsigned char table[256];
	size_t room = text.n / 4 * 3 + 4;
	unsigned char *bytes = xmalloc(room);
	unsigned char *to = bytes;
	int got = 3;

	make_table(table);
	while (got == 3) {
		take_groups(table, &text, &to);
		got = take_group(table, &text, to);
		to += got > 0 ? got : 0;
	}
	/* Behind the padding nothing may follow but blanks. */
	while (got > 0 && text.n && table[text.p[0]] == GAP) {
		text.p++;
		text.n--;
	}
	if (got < 0 || text.n || to == bytes) {
		free(bytes);
		return -1;
	}
	*to = '\0';
	buf_clear(out);
	*out = (struct buf){(char *)bytes, (size_t)(to - bytes), room};
	return 0;
}
