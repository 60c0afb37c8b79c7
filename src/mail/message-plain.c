/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that no mail server changes, told line by line and passed on as it is. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mail/message-lines.h"
#include "mail/message-transport.h"

enum {
	LINE_SAFE = 998, /* characters: RFC 5322 section 2.1.1 */
	WORD = 8,
};

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* No byte of eight is a control character, 127 or beyond: the top bit of each
 * is set by taking away 32 from less, by adding 1 to 127, or in itself. */
static bool is_plain_word(const unsigned char *p)
{
	uint64_t x;

	memcpy(&x, p, WORD);
	return (((x - EACH(0x20)) | (x + EACH(1)) | x) & EACH(0x80)) == 0;
}

static bool is_plain(struct slice s)
{
	size_t i = 0;

	while (i < s.n) {
		if (i + WORD <= s.n && is_plain_word(s.p + i)) {
			i += WORD;
			continue;
		}
		/* The last eight bytes, some of them for the second time. */
		if (i + WORD > s.n && s.n >= WORD &&
		    is_plain_word(s.p + s.n - WORD))
			return true;
		if ((s.p[i] < 32 && s.p[i] != '\t') || s.p[i] > 126)
			return false;
		i++;
	}
	return true;
}

/* A line without its end. */
static bool is_safe_line(struct slice line)
{
	unsigned char last;

	if (!line.n)
		return true;
	last = line.p[line.n - 1];
	return line.n <= LINE_SAFE && last != ' ' && last != '\t' &&
	       (line.n < 5 || memcmp(line.p, "From ", 5) != 0) &&
	       is_plain(line);
}

bool transport_is_safe(struct slice s)
{
	while (s.n) {
		const unsigned char *stop = memchr(s.p, '\n', s.n);
		struct slice line = {s.p, stop ? (size_t)(stop - s.p) : s.n};
		size_t taken = line.n + (stop != NULL);

		if (stop && line.n && stop[-1] == '\r')
			line.n--;
		if (!is_safe_line(line))
			return false;
		s = (struct slice){s.p + taken, s.n - taken};
	}
	return true;
}

struct plain {
	struct sink sink;
	struct sink *text;	/* as it came; NULL: nowhere */
	struct sink *out;	/* with CRLF ends */
	bool crlf;		/* that is how it came */
	bool *changes;
	struct buf held;	/* a line without its end */
	size_t fill;
	unsigned char room[MESSAGE_BLOCK];
};

static int flush(struct plain *s)
{
	size_t n = s->fill;

	s->fill = 0;
	return sink_put(s->out, s->room, n);
}

/* A safe line, its LF made CRLF. */
static int gather(struct plain *s, struct slice line)
{
	if (sizeof(s->room) - s->fill < line.n + 2 && flush(s) < 0)
		return -1;
	memcpy(s->room + s->fill, line.p, line.n);
	memcpy(s->room + s->fill + line.n, "\r\n", 2);
	s->fill += line.n + 2;
	return 0;
}

/* Whole lines. */
static int take_lines(struct plain *s, struct slice lines)
{
	struct slice rest = lines;

	while (rest.n) {
		const unsigned char *stop = memchr(rest.p, '\n', rest.n);
		struct slice line = {rest.p, (size_t)(stop - rest.p)};

		rest = (struct slice){stop + 1, rest.n - line.n - 1};
		if (s->crlf && (!line.n || stop[-1] != '\r'))
			*s->changes = true;
		else if (!is_safe_line((struct slice){line.p,
						      line.n - s->crlf}))
			*s->changes = true;
		if (*s->changes)
			return 0;
		if (!s->crlf && gather(s, line) < 0)
			return -1;
	}
	if (s->text && sink_put(s->text, lines.p, lines.n) < 0)
		return -1;
	return s->crlf ? sink_put(s->out, lines.p, lines.n) : 0;
}

/* The end of a line whose beginning came before. */
static int take_held(struct plain *s, struct slice *in)
{
	const unsigned char *stop = memchr(in->p, '\n', in->n);
	size_t n = stop ? (size_t)(stop - in->p) + 1 : in->n;
	int r = 0;

	buf_add(&s->held, in->p, n);
	*in = (struct slice){in->p + n, in->n - n};
	if (stop) {
		r = take_lines(s, slice_of(&s->held));
		s->held.len = 0;
	} else if (s->held.len > LINE_SAFE + 1) {
		*s->changes = true;
	}
	return r;
}

static int plain_put(struct sink *sink, const void *bytes, size_t n)
{
	struct plain *s = (struct plain *)sink;
	struct slice in = {bytes, n};
	size_t whole;

	if (!*s->changes && s->held.len && take_held(s, &in) < 0)
		return -1;
	if (*s->changes || !in.n)
		return 0;
	for (whole = in.n; whole && in.p[whole - 1] != '\n';)
		whole--;
	if (in.n - whole > LINE_SAFE + 1)
		*s->changes = true;
	else
		buf_add(&s->held, in.p + whole, in.n - whole);
	return take_lines(s, (struct slice){in.p, whole});
}

static int plain_end(struct sink *sink)
{
	struct plain *s = (struct plain *)sink;
	struct slice last = slice_of(&s->held);

	if (!*s->changes && !is_safe_line(last))
		*s->changes = true;
	if (*s->changes)
		return 0;
	if (s->text && sink_put(s->text, last.p, last.n) < 0)
		return -1;
	return flush(s) < 0 ? -1 : sink_put(s->out, last.p, last.n);
}

static void plain_free(struct sink *sink)
{
	struct plain *s = (struct plain *)sink;

	buf_wipe(&s->held);
	free(s);
}

struct sink *transport_plain_new(struct sink *text, struct sink *out, bool crlf,
				 bool *changes)
{
	struct plain *s = xcalloc(1, sizeof(*s));

	s->sink = (struct sink){plain_put, plain_end, plain_free};
	s->text = text;
	s->out = out;
	s->crlf = crlf;
	s->changes = changes;
	return &s->sink;
}
