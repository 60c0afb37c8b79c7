/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base64 of mail (RFC 2045 section 6.8) as stages of a pipeline. Tables make
 * it ten times as fast as the libraries', which would be the slowest stage. */
#include "base/base64-sink.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	LINE_BYTES = 48, /* 64 characters */
	LINE_CHARS = 64,
	EOL_MAX = 2,
	PAIRS = 4096, /* two characters for each twelve bits */
};

static const char alphabet[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* --- to base64 --- */

struct encoder {
	struct sink sink;
	struct sink *out;
	char eol[EOL_MAX + 1];
	size_t eol_len;
	unsigned char line[LINE_BYTES]; /* the beginning of one */
	size_t in_line;
	size_t fill; /* of room */
	char pairs[PAIRS][2];
	char *room;
	size_t size; /* of the room: it grows to SINK_BLOCK */
};

/* Three bytes as four characters, so often that it may be no call. */
#define PUT_GROUP(pairs, p, to)                                                \
	do {                                                                   \
		unsigned bits_ = (unsigned)(p)[0] << 16 |                      \
				 (unsigned)(p)[1] << 8 | (p)[2];               \
		memcpy(to, (pairs)[bits_ >> 12], 2);                           \
		memcpy((to) + 2, (pairs)[bits_ & (PAIRS - 1)], 2);             \
	} while (0)

static void put_eol(struct encoder *e)
{
	memcpy(e->room + e->fill, e->eol, e->eol_len);
	e->fill += e->eol_len;
}

static inline uint64_t big_endian(const unsigned char *p)
{
	return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 |
	       (uint64_t)p[2] << 40 | (uint64_t)p[3] << 32 |
	       (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
	       (uint64_t)p[6] << 8 | p[7];
}

static void put_line(struct encoder *e, const unsigned char *p)
{
	const char(*pairs)[2] = (const char(*)[2])e->pairs;
	char *to = e->room + e->fill;
	size_t i;

	/* Two groups out of one load, which reads two bytes ahead. */
	for (i = 0; i + 8 <= LINE_BYTES; i += 6, to += 8) {
		uint64_t bits = big_endian(p + i);

		memcpy(to, pairs[bits >> 52], 2);
		memcpy(to + 2, pairs[bits >> 40 & (PAIRS - 1)], 2);
		memcpy(to + 4, pairs[bits >> 28 & (PAIRS - 1)], 2);
		memcpy(to + 6, pairs[bits >> 16 & (PAIRS - 1)], 2);
	}
	for (; i < LINE_BYTES; i += 3, to += 4)
		PUT_GROUP(pairs, p + i, to);
	e->fill += LINE_CHARS;
	put_eol(e);
}

/* The last line, which is shorter. */
static void put_last(struct encoder *e)
{
	for (size_t i = 0; i < e->in_line; i += 3) {
		size_t n = e->in_line - i < 3 ? e->in_line - i : 3;
		unsigned char group[3] = {0};

		memcpy(group, e->line + i, n);
		PUT_GROUP(e->pairs, group, e->room + e->fill);
		e->fill += 4;
		memset(e->room + e->fill - (3 - n), '=', 3 - n);
	}
	put_eol(e);
}

static int encoder_flush(struct encoder *e)
{
	size_t n = e->fill;

	e->fill = 0;
	return sink_put(e->out, e->room, n);
}

/* For one more line. */
static int encoder_make_room(struct encoder *e)
{
	if (e->fill + LINE_CHARS + EOL_MAX <= e->size)
		return 0;
	if (e->size >= SINK_BLOCK)
		return encoder_flush(e);
	e->size *= 4;
	e->room = xrealloc(e->room, e->size);
	return 0;
}

static int encoder_put(struct sink *s, const void *bytes, size_t n)
{
	struct encoder *e = (struct encoder *)s;
	const unsigned char *p = bytes;
	size_t take;

	while (n) {
		if (encoder_make_room(e) < 0)
			return -1;
		if (!e->in_line && n >= LINE_BYTES) {
			put_line(e, p);
			p += LINE_BYTES;
			n -= LINE_BYTES;
			continue;
		}
		take = LINE_BYTES - e->in_line;
		take = take < n ? take : n;
		memcpy(e->line + e->in_line, p, take);
		e->in_line += take;
		p += take;
		n -= take;
		if (e->in_line == LINE_BYTES) {
			put_line(e, e->line);
			e->in_line = 0;
		}
	}
	return 0;
}

static int encoder_end(struct sink *s)
{
	struct encoder *e = (struct encoder *)s;

	if (encoder_make_room(e) < 0)
		return -1;
	if (e->in_line)
		put_last(e);
	e->in_line = 0;
	return encoder_flush(e) < 0 ? -1 : sink_end(e->out);
}

static void encoder_free(struct sink *s)
{
	free(((struct encoder *)s)->room);
	free(s);
}

struct sink *base64_encoder_new(struct sink *out, const char *eol)
{
	struct encoder *e = xcalloc(1, sizeof(*e));

	e->sink = (struct sink){encoder_put, encoder_end, encoder_free};
	e->out = out;
	e->size = SINK_BLOCK / 64;
	e->room = xmalloc(e->size);
	e->eol_len = strnlen(eol, EOL_MAX);
	memcpy(e->eol, eol, e->eol_len);
	for (size_t i = 0; i < PAIRS; i++) {
		e->pairs[i][0] = alphabet[i >> 6];
		e->pairs[i][1] = alphabet[i & 63];
	}
	return &e->sink;
}

/* --- from base64 --- */

enum { BAD = 1 << 24, ROOM_START = 12 * 1024 };

struct decoder {
	struct sink sink;
	struct sink *out;
	uint32_t bits; /* of a group that is not yet whole */
	unsigned have; /* characters in it */
	size_t fill;
	uint32_t place[4][256]; /* a character's bits in its place of a group */
	unsigned char *room;
	size_t size;		/* of the room: it grows to SINK_BLOCK */
};

static void put_bits(struct decoder *d, uint32_t bits, size_t n)
{
	unsigned char *to = d->room + d->fill;

	for (size_t i = 0; i < n; i++)
		to[i] = (unsigned char)(bits >> (16 - 8 * i));
	d->fill += n;
}

/* What is there of a group: each byte that is whole. */
static void put_rest(struct decoder *d)
{
	if (d->have > 1)
		put_bits(d, d->bits, d->have - 1);
	d->have = 0;
	d->bits = 0;
}

static void take_char(struct decoder *d, unsigned char c)
{
	uint32_t bits = d->place[d->have][c];

	if (c == '=')
		put_rest(d);
	if (bits == BAD)
		return;
	d->bits |= bits;
	if (++d->have == 4) {
		put_bits(d, d->bits, 3);
		d->have = 0;
		d->bits = 0;
	}
}

/* Whole groups at the front, as many as there are in one row. */
static size_t take_groups(struct decoder *d, const unsigned char *p, size_t n)
{
	unsigned char *to = d->room + d->fill;
	size_t groups = n / 4, room = (d->size - d->fill) / 3, i;

	groups = groups < room ? groups : room;
	for (i = 0; i < groups; i++, p += 4, to += 3) {
		uint32_t bits = d->place[0][p[0]] | d->place[1][p[1]] |
				d->place[2][p[2]] | d->place[3][p[3]];

		if (bits & BAD)
			break;
		to[0] = (unsigned char)(bits >> 16);
		to[1] = (unsigned char)(bits >> 8);
		to[2] = (unsigned char)bits;
	}
	d->fill += 3 * i;
	return 4 * i;
}

static int decoder_flush(struct decoder *d)
{
	size_t n = d->fill;

	d->fill = 0;
	return sink_put(d->out, d->room, n);
}

/* Most of what is decoded is small, and there may be thousands of them. */
static int decoder_make_room(struct decoder *d)
{
	if (d->fill + 4 <= d->size)
		return 0;
	if (d->size == SINK_BLOCK)
		return decoder_flush(d);
	d->size = d->size * 4 < SINK_BLOCK ? d->size * 4 : SINK_BLOCK;
	d->room = xrealloc(d->room, d->size);
	return 0;
}

static int decoder_put(struct sink *s, const void *bytes, size_t n)
{
	struct decoder *d = (struct decoder *)s;
	const unsigned char *p = bytes;
	size_t taken;

	while (n) {
		if (decoder_make_room(d) < 0)
			return -1;
		taken = d->have ? 0 : take_groups(d, p, n);
		p += taken;
		n -= taken;
		if (!taken) {
			take_char(d, *p++);
			n--;
		}
	}
	return 0;
}

static int decoder_end(struct sink *s)
{
	struct decoder *d = (struct decoder *)s;

	if (decoder_make_room(d) < 0)
		return -1;
	put_rest(d);
	return decoder_flush(d) < 0 ? -1 : sink_end(d->out);
}

static void decoder_free(struct sink *s)
{
	free(((struct decoder *)s)->room);
	free(s);
}

struct sink *base64_decoder_new(struct sink *out)
{
	struct decoder *d = xcalloc(1, sizeof(*d));

	d->sink = (struct sink){decoder_put, decoder_end, decoder_free};
	d->out = out;
	d->size = ROOM_START;
	d->room = xmalloc(d->size);
	for (size_t k = 0; k < 4; k++) {
		for (size_t i = 0; i < 256; i++)
			d->place[k][i] = BAD;
		for (uint32_t i = 0; i < 64; i++)
			d->place[k][(unsigned char)alphabet[i]] =
				i << (18 - 6 * k);
	}
	return &d->sink;
}
