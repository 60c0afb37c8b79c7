/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of letters as stages: ends as files have them, quoted-printable. */
#include "mail/message-lines.h"

#include <stdlib.h>
#include <string.h>

/* --- CRLF to LF --- */

struct lf {
	struct sink sink;
	struct sink *out;
	bool cr; /* one is held back */
	size_t fill;
	char room[MESSAGE_BLOCK];
};

static int lf_flush(struct lf *l)
{
	size_t n = l->fill;

	l->fill = 0;
	return sink_put(l->out, l->room, n);
}

static int lf_emit(struct lf *l, const void *bytes, size_t n)
{
	const char *p = bytes;

	/* A block without any CR is no gain to gather. */
	if (n >= sizeof(l->room))
		return lf_flush(l) < 0 ? -1 : sink_put(l->out, bytes, n);
	while (n) {
		size_t take = sizeof(l->room) - l->fill;

		take = take < n ? take : n;
		memcpy(l->room + l->fill, p, take);
		l->fill += take;
		p += take;
		n -= take;
		if (l->fill == sizeof(l->room) && lf_flush(l) < 0)
			return -1;
	}
	return 0;
}

static int lf_put(struct sink *s, const void *bytes, size_t n)
{
	struct lf *l = (struct lf *)s;
	const char *p = bytes;

	while (n) {
		const char *cr = memchr(p, '\r', n);
		size_t len = cr ? (size_t)(cr - p) : n;

		if (l->cr && *p != '\n' && lf_emit(l, "\r", 1) < 0)
			return -1;
		l->cr = cr != NULL;
		if (lf_emit(l, p, len) < 0)
			return -1;
		len += cr != NULL;
		p += len;
		n -= len;
	}
	return 0;
}

static int lf_end(struct sink *s)
{
	struct lf *l = (struct lf *)s;

	if (l->cr && lf_emit(l, "\r", 1) < 0)
		return -1;
	return lf_flush(l) < 0 ? -1 : sink_end(l->out);
}

static void plain_free(struct sink *s)
{
	free(s);
}

struct sink *message_lf_new(struct sink *out)
{
	struct lf *l = xcalloc(1, sizeof(*l));

	l->sink = (struct sink){lf_put, lf_end, plain_free};
	l->out = out;
	return &l->sink;
}

/* --- quoted-printable --- */

enum { LINE_MAX_CHARS = 75, TOKEN = 3 };

struct qp {
	struct sink sink;
	struct sink *out;
	size_t column;

	char blank;	/* held back: it may stand at an end */
	bool cr;
	size_t fill;
	char room[MESSAGE_BLOCK];
};

static int qp_flush(struct qp *q)
{
	size_t n = q->fill;

	q->fill = 0;
	return sink_put(q->out, q->room, n);
}

static int qp_raw(struct qp *q, const char *s, size_t n)
{
	if (n > sizeof(q->room) - q->fill && qp_flush(q) < 0)
		return -1;
	memcpy(q->room + q->fill, s, n);
	q->fill += n;
	return 0;
}

static int qp_token(struct qp *q, unsigned char c, bool plain)
{
	static const char digits[] = "0123456789ABCDEF";
	const char coded[TOKEN] = {'=', digits[c >> 4], digits[c & 15]};
	const char itself = (char)c;
	size_t n = plain ? 1 : TOKEN;

	if (q->column + n > LINE_MAX_CHARS) {
		if (qp_raw(q, "=\r\n", 3) < 0)
			return -1;
		q->column = 0;
	}
	q->column += n;
	return qp_raw(q, plain ? &itself : coded, n);
}

static int qp_blank(struct qp *q, bool at_end)
{
	char c = q->blank;

	q->blank = 0;
	return c ? qp_token(q, (unsigned char)c, !at_end) : 0;
}

static int qp_break(struct qp *q)
{
	if (qp_blank(q, true) < 0 || qp_raw(q, "\r\n", 2) < 0)
		return -1;
	q->column = 0;
	return 0;
}

static int qp_char(struct qp *q, unsigned char c)
{
	/* Stores of mail put a ">" before a line that begins with "From ";
	 * RFC 8551 section 3.1.3 tells to encode it. A lone dot ends a letter
	 * where a server is careless. */
	bool risky = q->column == 0 && (c == 'F' || c == '.');

	if (qp_blank(q, false) < 0)
		return -1;
	if (c == ' ' || c == '\t') {
		q->blank = (char)c;
		return 0;
	}
	return qp_token(q, c, c > 32 && c < 127 && c != '=' && !risky);
}

/* What stays as it is inside of a line, as much as there is room for in it. */
static size_t qp_run(struct qp *q, const unsigned char *p, size_t n)
{
	size_t room = LINE_MAX_CHARS - q->column, i = 0;

	if (q->column == 0 || q->blank || q->cr)
		return 0;
	n = n < room ? n : room;
	while (i < n && p[i] > 32 && p[i] < 127 && p[i] != '=')
		i++;
	q->column += i;
	return i;
}

/* One byte that may be part of a line end. */
static int qp_byte(struct qp *q, unsigned char c)
{
	if (q->cr && c == '\n') {
		q->cr = false;
		return qp_break(q);
	}
	if (q->cr && qp_char(q, '\r') < 0)
		return -1;
	q->cr = c == '\r';
	return q->cr ? 0 : qp_char(q, c);
}

static int qp_put(struct sink *s, const void *bytes, size_t n)
{
	struct qp *q = (struct qp *)s;
	const unsigned char *p = bytes;
	size_t run;
	int r = 0;

	while (r == 0 && n) {
		run = qp_run(q, p, n);
		r = run ? qp_raw(q, (const char *)p, run) : qp_byte(q, *p);
		run += !run;
		p += run;
		n -= run;
	}
	return r;
}

static int qp_end(struct sink *s)
{
	struct qp *q = (struct qp *)s;

	if ((q->cr && qp_char(q, '\r') < 0) || qp_blank(q, true) < 0)
		return -1;
	return qp_flush(q);
}

struct sink *message_qp_encoder_new(struct sink *out)
{
	struct qp *q = xcalloc(1, sizeof(*q));

	q->sink = (struct sink){qp_put, qp_end, plain_free};
	q->out = out;
	return &q->sink;
}

/* --- to two --- */

struct tee {
	struct sink sink;
	struct sink *out, *second;
};

static int tee_put(struct sink *s, const void *bytes, size_t n)
{
	struct tee *t = (struct tee *)s;

	if (t->out && sink_put(t->out, bytes, n) < 0)
		return -1;
	return t->second ? sink_put(t->second, bytes, n) : 0;
}

static int tee_end(struct sink *s)
{
	struct tee *t = (struct tee *)s;

	return t->second ? sink_end(t->second) : 0;
}

struct sink *message_tee_new(struct sink *out, struct sink *second)
{
	struct tee *t = xcalloc(1, sizeof(*t));

	t->sink = (struct sink){tee_put, tee_end, plain_free};
	t->out = out;
	t->second = second;
	return &t->sink;
}
