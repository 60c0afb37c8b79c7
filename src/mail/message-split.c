/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A body taken apart at its boundary, with canonical line ends. */
#include "mail/message-lines.h"

#include <stdlib.h>
#include <string.h>

#include "x509/der.h"

/* A line is held until it is known to be no delimiter: that one has at most 70
 * characters, "--" twice, and blanks (RFC 2046 section 5.1.1). */
enum { HELD_MAX = 1000 };

/* Small enough to cost nothing for each of many letters. */
enum { SPLIT_BLOCK = 32 * 1024 };

struct split {
	struct sink sink;
	message_part_fn *next;
	void *arg;
	char *delimiter; /* "--boundary"; NULL: there is none */
	size_t len;
	size_t index;	 /* of the next part */
	struct sink *part;
	bool eol;	 /* an end of line that may belong to a delimiter */
	bool inside;	 /* of a line whose beginning was passed on */
	bool cr;	 /* its last byte so far was a CR */
	bool is_over;	 /* the last part has ended */
	struct buf held;
	size_t fill;
	char room[SPLIT_BLOCK];
};

static int flush(struct split *s)
{
	size_t n = s->fill;

	s->fill = 0;
	return n ? sink_put(s->part, s->room, n) : 0;
}

static int emit(struct split *s, const void *bytes, size_t n)
{
	if (!s->part)
		return 0;
	if (n > sizeof(s->room) - s->fill && flush(s) < 0)
		return -1;
	if (n > sizeof(s->room))
		return sink_put(s->part, bytes, n);
	memcpy(s->room + s->fill, bytes, n);
	s->fill += n;
	return 0;
}

static int end_part(struct split *s)
{
	struct sink *part = s->part;
	int r;

	if (!part)
		return 0;
	r = flush(s) < 0 ? -1 : sink_end(part);
	s->part = NULL;
	sink_free(part);
	return r;
}

static int begin_part(struct split *s)
{
	bool failed = false;

	s->part = s->next(s->arg, s->index++, &failed);
	s->eol = false;
	return failed ? -1 : 0;
}

/* 0 no delimiter, 1 a part begins, 2 the last one ended. */
static int delimits(const struct split *s, struct slice line)
{
	int kind = 1;

	if (!s->delimiter || s->is_over || line.n < s->len ||
	    memcmp(line.p, s->delimiter, s->len) != 0)
		return 0;
	line = (struct slice){line.p + s->len, line.n - s->len};
	if (line.n >= 2 && line.p[0] == '-' && line.p[1] == '-') {
		line = (struct slice){line.p + 2, line.n - 2};
		kind = 2;
	}
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != ' ' && line.p[i] != '\t')
			return 0;
	return kind;
}

static int put_eol(struct split *s)
{
	bool due = s->eol;

	s->eol = false;
	return due ? emit(s, "\r\n", 2) : 0;
}

/* A whole line, without its end; `ended`: it had one. */
static int take_line(struct split *s, struct slice line, bool ended)
{
	int kind = delimits(s, line);

	if (kind) {
		if (end_part(s) < 0)
			return -1;
		s->is_over = kind == 2;
		s->eol = false;
		return kind == 1 && s->next ? begin_part(s) : 0;
	}
	if (put_eol(s) < 0 || emit(s, line.p, line.n) < 0)
		return -1;
	s->eol = ended;
	return 0;
}

/* More of a line that is too long to be a delimiter. */
static int take_middle(struct split *s, struct slice bytes, bool ended)
{
	bool cr = bytes.n && bytes.p[bytes.n - 1] == '\r';

	if (s->cr && (bytes.n || !ended) && emit(s, "\r", 1) < 0)
		return -1;
	s->cr = false;
	if (cr && !ended)
		s->cr = true;
	if (cr)
		bytes.n--;
	if (emit(s, bytes.p, bytes.n) < 0)
		return -1;
	s->inside = !ended;
	s->eol = ended;
	return 0;
}

static struct slice without_cr(struct slice line)
{
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* A piece up to the end of its line, or of the block. */
static int take_piece(struct split *s, struct slice piece, bool ended)
{
	struct slice all = piece;
	int r;

	if (s->inside)
		return take_middle(s, piece, ended);
	if (s->held.len || !ended) {
		buf_add(&s->held, piece.p, piece.n);
		all = (struct slice){(unsigned char *)s->held.data,
				     s->held.len};
	}
	if (!ended && all.n <= HELD_MAX)
		return 0;
	if (ended) {
		r = take_line(s, without_cr(all), true);
	} else {
		r = put_eol(s);
		if (r == 0)
			r = take_middle(s, all, false);
	}
	s->held.len = 0;
	return r;
}

/* Whole lines that cannot be a delimiter, as far as there is room for them: most
 * of what comes. */
static size_t take_plain_lines(struct split *s, const unsigned char *p, size_t n)
{
	const unsigned char *start = p, *end = p + n, *stop;
	char *to = s->room + s->fill, *limit = s->room + sizeof(s->room) - 2;

	if (!s->part || s->inside || s->held.len || s->cr)
		return 0;
	while (p < end && *p != '-' &&
	       (stop = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		size_t len = (size_t)(stop - p);

		len -= len && stop[-1] == '\r';
		if (to >= limit || len > (size_t)(limit - to))
			break;
		if (s->eol) {
			*to++ = '\r';
			*to++ = '\n';
		}
		memcpy(to, p, len);
		to += len;
		s->eol = true;
		p = stop + 1;
	}
	s->fill = (size_t)(to - s->room);
	return (size_t)(p - start);
}

static int split_put(struct sink *sink, const void *bytes, size_t n)
{
	struct split *s = (struct split *)sink;
	const unsigned char *p = bytes;

	while (n) {
		size_t plain = take_plain_lines(s, p, n), len;
		const unsigned char *stop;

		p += plain;
		n -= plain;
		if (!n)
			break;
		stop = memchr(p, '\n', n);
		len = stop ? (size_t)(stop - p) : n;
		if (take_piece(s, (struct slice){p, len}, stop != NULL) < 0)
			return -1;
		len += stop != NULL;
		p += len;
		n -= len;
	}
	return 0;
}

static int split_end(struct sink *sink)
{
	struct split *s = (struct split *)sink;

	if (s->held.len &&
	    take_line(s, (struct slice){(unsigned char *)s->held.data,
					s->held.len},
		      false) < 0)
		return -1;
	if (s->cr && emit(s, "\r", 1) < 0)
		return -1;
	return put_eol(s) < 0 ? -1 : end_part(s);
}

static void split_free(struct sink *sink)
{
	struct split *s = (struct split *)sink;

	sink_free(s->part);
	buf_clear(&s->held);
	free(s->delimiter);
	free(s);
}

struct sink *message_split_new(const char *boundary, message_part_fn *next,
			       void *arg)
{
	struct split *s = xmalloc(sizeof(*s));

	/* All but the room. */
	memset(s, 0, offsetof(struct split, room));
	s->sink = (struct sink){split_put, split_end, split_free};
	s->next = next;
	s->arg = arg;
	if (boundary) {
		s->delimiter = xasprintf("--%s", boundary);
		s->len = strlen(s->delimiter);
	}
	return &s->sink;
}

struct sink *message_crlf_new(const char *stop, struct sink *out)
{
	struct sink *sink = message_split_new(stop, NULL, NULL);

	((struct split *)sink)->part = out;
	return sink;
}
