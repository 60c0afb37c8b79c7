/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BER as a stream: a stack of open elements, and one that is being read. */
#include "x509/ber.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	CONSTRUCTED = 0x20,
	TAG_MANY = 0x1F, /* tag numbers above 30, which CMS has none of */
	DEPTH_MAX = 24,
	NEST_MAX = 64, /* indefinite lengths in an element taken whole */
	LENGTH_MAX = 8,
	HEADER_MAX = 2 + LENGTH_MAX,
};

struct header {
	unsigned tag;
	bool is_indefinite;
	uint64_t length;
	size_t size; /* of the header itself */
};

/* What an open element holds. */
enum holds { FIELDS, MEMBERS, PIECES };

struct frame {
	enum holds holds;
	const struct ber_field *at;   /* the next of FIELDS */
	const struct ber_field *from; /* what opened it; NULL: the outermost */
	bool is_indefinite;
	uint64_t end; /* of the innermost definite length around */
};

/* What happens to the bytes of the element that is being read. */
enum mode { HEADERS, PASS, COLLECT, DROP };

struct ber {
	enum ber_state state;
	bool has_more; /* behind the end */
	void *arg;
	const struct ber_field *chosen;
	uint64_t pos;
	struct frame stack[DEPTH_MAX];
	size_t depth;
	unsigned char head[HEADER_MAX];
	size_t nhead;
	enum mode mode;
	const struct ber_field *field; /* of the mode */
	uint64_t left;                 /* bytes of the mode up to a header */
	unsigned nest; /* indefinite lengths open in COLLECT and DROP */
	struct buf whole;
};

struct ber *ber_new(const struct ber_field *table, void *arg)
{
	struct ber *b = xcalloc(1, sizeof(*b));

	b->arg = arg;
	b->stack[0] = (struct frame){FIELDS, table, NULL, true, UINT64_MAX};
	b->depth = 1;
	return b;
}

void ber_free(struct ber *b)
{
	if (!b)
		return;
	buf_clear(&b->whole);
	free(b);
}

enum ber_state ber_state(const struct ber *b)
{
	return b->state;
}

bool ber_has_more(const struct ber *b)
{
	return b->has_more;
}

void ber_choose(struct ber *b, const struct ber_field *inside)
{
	b->chosen = inside;
}

static int fail(struct ber *b, enum ber_state state)
{
	b->state = state;
	return -1;
}

/* 1 where it is whole, 0 where bytes are missing, -1 where it is none. */
static int read_header(const unsigned char *p, size_t n, struct header *h)
{
	size_t octets;

	if (n < 2)
		return 0;
	*h = (struct header){.tag = p[0], .size = 2};
	if ((p[0] & TAG_MANY) == TAG_MANY)
		return -1;
	if (p[1] < 0x80) {
		h->length = p[1];
		return 1;
	}
	octets = p[1] & 0x7F;
	h->is_indefinite = octets == 0;
	if (octets > LENGTH_MAX || (!octets && !(p[0] & CONSTRUCTED)))
		return -1;
	if (n < 2 + octets)
		return 0;
	for (size_t i = 0; i < octets; i++)
		h->length = h->length << 8 | p[2 + i];
	h->size += octets;
	return 1;
}

static int call(struct ber *b, int (*f)(void *arg))
{
	return f && f(b->arg) < 0 ? fail(b, BER_STOPPED) : 0;
}

static int give(struct ber *b, const struct ber_field *field, struct slice s)
{
	if (field->take && field->take(b->arg, s) < 0)
		return fail(b, BER_STOPPED);
	return 0;
}

static bool is_complete(const struct frame *f)
{
	const struct ber_field *at = f->at;

	while (f->holds == FIELDS && at->tag && at->optional)
		at++;
	return f->holds != FIELDS || !at->tag;
}

static int close_frame(struct ber *b)
{
	struct frame *f = &b->stack[--b->depth];

	if (!is_complete(f))
		return fail(b, BER_DAMAGED);
	/* Pieces inside pieces end with the outermost. */
	if (f->holds == PIECES && b->stack[b->depth - 1].holds == PIECES)
		return 0;
	return call(b, f->from->done);
}

/* After each element: closes what ends here. */
static int settle(struct ber *b)
{
	struct frame *f;

	b->mode = HEADERS;
	for (;;) {
		f = &b->stack[b->depth - 1];
		if (b->depth == 1 && !f->at->tag) {
			b->state = BER_DONE;
			return 0;
		}
		if (b->pos > f->end)
			return fail(b, BER_DAMAGED);
		if (f->is_indefinite || b->pos < f->end)
			return 0;
		if (close_frame(b) < 0)
			return -1;
	}
}

static int open_frame(struct ber *b, enum holds holds,
		      const struct ber_field *field, const struct header *h)
{
	uint64_t around = b->stack[b->depth - 1].end;
	const struct ber_field *inside = field->inside;

	if (b->depth == DEPTH_MAX)
		return fail(b, BER_DAMAGED);
	if (holds == FIELDS && !inside) {
		inside = b->chosen;
		b->chosen = NULL;
		if (!inside)
			return fail(b, BER_DAMAGED);
	}
	b->stack[b->depth++] =
		(struct frame){holds, inside, field, h->is_indefinite,
			       h->is_indefinite ? around : b->pos + h->length};
	return settle(b);
}

/* The header of something that is taken whole or dropped. */
static int begin_whole(struct ber *b, const struct ber_field *field,
		       const struct header *h, enum mode mode)
{
	b->field = field;
	b->nest = h->is_indefinite;
	b->left = h->length;
	if (mode == COLLECT) {
		buf_clear(&b->whole);
		if (h->length > field->max)
			return fail(b, BER_TOO_BIG);
		buf_add(&b->whole, b->head, h->size);
	}
	b->mode = mode;
	return 0;
}

static int end_whole(struct ber *b)
{
	enum mode mode = b->mode;

	if (mode == COLLECT && give(b, b->field, slice_of(&b->whole)) < 0)
		return -1;
	return settle(b);
}

/* A header inside something whole that has an indefinite length. */
static int inner_header(struct ber *b, const struct header *h)
{
	if (h->tag == 0 && (h->size != 2 || h->length))
		return fail(b, BER_DAMAGED);
	if (h->is_indefinite && ++b->nest > NEST_MAX)
		return fail(b, BER_DAMAGED);
	if (h->tag == 0)
		b->nest--;
	if (b->mode == COLLECT) {
		if (b->whole.len > b->field->max ||
		    h->length > b->field->max - b->whole.len)
			return fail(b, BER_TOO_BIG);
		buf_add(&b->whole, b->head, h->size);
	}
	b->left = h->length;
	return b->nest || b->left ? 0 : end_whole(b);
}

static int begin_stream(struct ber *b, const struct ber_field *field,
			const struct header *h)
{
	if (h->tag & CONSTRUCTED)
		return open_frame(b, PIECES, field, h);
	b->field = field;
	b->left = h->length;
	b->mode = PASS;
	return 0;
}

/* A primitive octet string, alone or a piece of one, has been passed on. */
static int end_stream(struct ber *b)
{
	if (b->stack[b->depth - 1].holds != PIECES &&
	    call(b, b->field->done) < 0)
		return -1;
	return settle(b);
}

static bool matches(const struct ber_field *field, unsigned tag)
{
	return field->tag ==
	       (field->how == BER_STREAM ? tag & ~(unsigned)CONSTRUCTED : tag);
}

static int begin_field(struct ber *b, struct frame *f, const struct header *h)
{
	const struct ber_field *field;

	while (f->at->tag && f->at->optional && !matches(f->at, h->tag))
		f->at++;
	if (!f->at->tag || !matches(f->at, h->tag))
		return fail(b, BER_DAMAGED);
	field = f->at++;
	switch (field->how) {
	case BER_INTO:
		return open_frame(b, FIELDS, field, h);
	case BER_EACH:
		return open_frame(b, MEMBERS, field, h);
	case BER_WHOLE:
		return begin_whole(b, field, h, COLLECT);
	case BER_STREAM:
		return begin_stream(b, field, h);
	case BER_SKIP:
		break;
	}
	return begin_whole(b, field, h, DROP);
}

static int begin_element(struct ber *b, const struct header *h)
{
	struct frame *f = &b->stack[b->depth - 1];

	if (h->tag == 0) {
		if (!f->is_indefinite || b->depth == 1 || h->length)
			return fail(b, BER_DAMAGED);
		return close_frame(b) < 0 ? -1 : settle(b);
	}
	if (!h->is_indefinite && h->length > f->end - b->pos)
		return fail(b, BER_DAMAGED);
	switch (f->holds) {
	case FIELDS:
		return begin_field(b, f, h);
	case MEMBERS:
		return begin_whole(b, f->from, h, COLLECT);
	case PIECES:
		break;
	}
	if ((h->tag & ~(unsigned)CONSTRUCTED) != DER_OCTETS)
		return fail(b, BER_DAMAGED);
	return begin_stream(b, f->from, h);
}

/* Octets up to the end of a header, and what follows from it. */
static int take_header(struct ber *b, struct slice *in)
{
	struct header h;
	int r;

	while ((r = read_header(b->head, b->nhead, &h)) == 0) {
		if (!in->n)
			return 0;
		b->head[b->nhead++] = *in->p++;
		in->n--;
	}
	b->pos += b->nhead;
	b->nhead = 0;
	if (r < 0 || b->pos > b->stack[b->depth - 1].end)
		return fail(b, BER_DAMAGED);
	return b->mode == HEADERS ? begin_element(b, &h) : inner_header(b, &h);
}

/* Bytes of the mode, as many as there are. */
static int take_bytes(struct ber *b, struct slice *in)
{
	struct slice s = {in->p, b->left < in->n ? (size_t)b->left : in->n};

	in->p += s.n;
	in->n -= s.n;
	b->pos += s.n;
	b->left -= s.n;
	if (b->mode == COLLECT)
		buf_add(&b->whole, s.p, s.n);
	if (b->mode == PASS && s.n && give(b, b->field, s) < 0)
		return -1;
	if (b->left)
		return 0;
	if (b->mode == PASS)
		return end_stream(b);
	return b->nest ? 0 : end_whole(b);
}

int ber_put(struct ber *b, const void *bytes, size_t n)
{
	struct slice in = {bytes, n};
	bool in_bytes;

	while (b->state == BER_MORE) {
		in_bytes = b->mode != HEADERS &&
			   (b->left || b->mode == PASS || !b->nest);
		/* An element without content needs no more bytes to end. */
		if (!in.n && !(in_bytes && !b->left))
			break;
		if ((in_bytes ? take_bytes(b, &in) : take_header(b, &in)) < 0)
			return -1;
	}
	for (size_t i = 0; b->state == BER_DONE && i < in.n; i++)
		b->has_more =
			b->has_more || (in.p[i] != '\r' && in.p[i] != '\n');
	return b->state == BER_MORE || b->state == BER_DONE ? 0 : -1;
}
