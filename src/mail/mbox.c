/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of an mbox of any size, one after another, in bounded memory; and
 * which of them may be S/MIME. */
#include "mail/mbox.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mail/prescan.h"

/* Where junk stands before the first letter, as after a crash. */
enum { JUNK_MAX = 64 * 1024, BACK = 4, POUR_CHUNK = 64 * 1024, CACHE_LINE = 64 };

struct mbox {
	struct mbox_read how;
	int fd;
	enum mbox_kind kind;
	off_t base;		/* of the window, in the file */
	size_t n;		/* bytes in it */
	size_t done;		/* of these, looked at */
	bool is_last;		/* there are no more behind them */
	off_t size;		/* of the file, where it is known; or 0 */
	struct mbox_letter now;
	unsigned char *room;	/* the window is in it */
	unsigned char *window;
	unsigned char *chunk;	/* of a letter that is read a second time */
};

/* The window begins where a line of the processor's cache does: the kernel takes a
 * third longer to copy a page to 16 bytes behind the beginning of another one,
 * where malloc() puts it (measured on an AMD EPYC, Linux 6.18). */
struct mbox *mbox_new(const struct mbox_read *how)
{
	struct mbox *m = xcalloc(1, sizeof(*m));

	m->how = *how;
	m->room = xmalloc(MBOX_WINDOW + CACHE_LINE);
	m->window = m->room + CACHE_LINE - (uintptr_t)m->room % CACHE_LINE;
	return m;
}

void mbox_free(struct mbox *m)
{
	if (m) {
		free(m->room);
		free(m->chunk);
	}
	free(m);
}

/* Less than n only at the end of the file. */
static ssize_t read_at(const struct mbox *m, unsigned char *to, size_t n,
		       off_t at)
{
	size_t done = 0;

	while (done < n && (!m->size || at + (off_t)done < m->size)) {
		ssize_t got = pread(m->fd, to + done, n - done,
				    at + (off_t)done);

		if (got == 0)
			break;
		if (got > 0)
			done += (size_t)got;
		else if (errno != EINTR)
			return -1;
	}
	return (ssize_t)done;
}

/* What was looked at makes room, but for a few bytes before: whether a line is
 * empty. */
static int fill(struct mbox *m)
{
	size_t drop = m->done > BACK ? m->done - BACK : 0, room;
	ssize_t got;

	memmove(m->window, m->window + drop, m->n - drop);
	m->base += (off_t)drop;
	m->n -= drop;
	m->done -= drop;
	room = MBOX_WINDOW - m->n;
	got = read_at(m, m->window + m->n, room, m->base + (off_t)m->n);
	if (got < 0)
		return -1;
	m->is_last = (size_t)got < room;
	m->n += (size_t)got;
	return 0;
}

/* --- what the file is --- */

static struct slice rest_of(const struct mbox *m, size_t at)
{
	return (struct slice){m->window + at, m->n - at};
}

static bool starts_letter(const struct mbox *m, size_t at)
{
	return prescan_line(rest_of(m, at), m->is_last, true) == PRESCAN_FROM;
}

static bool begins(struct slice s, const char *text)
{
	size_t n = strlen(text);

	return s.n > n && memcmp(s.p, text, n) == 0;
}

/* Bare CMS: a SEQUENCE that begins with an OID of PKCS#7, or its armour. Keys,
 * certificates and bundles lie in folders of mail, too, and are none. */
static bool is_bare(struct slice s)
{
	static const unsigned char oid[] = {0x06, 0x09, 0x2a, 0x86, 0x48,
					    0x86, 0xf7, 0x0d, 0x01, 0x07};
	size_t head;

	if (begins(s, "-----BEGIN PKCS7-") || begins(s, "-----BEGIN PKCS #7 ") ||
	    begins(s, "-----BEGIN CMS-"))
		return true;
	if (s.n < 2 || s.p[0] != DER_SEQUENCE)
		return false;
	head = 2 + (s.p[1] & 0x80 ? s.p[1] & 0x7f : 0);
	return s.n >= head + sizeof(oid) &&
	       memcmp(s.p + head, oid, sizeof(oid)) == 0;
}

/* The first place a letter begins at, behind junk; n where there is none. */
static size_t first_letter(const struct mbox *m)
{
	size_t max = m->n < JUNK_MAX ? m->n : JUNK_MAX;
	const unsigned char *end = m->window + max;
	const unsigned char *p = prescan_next(m->window, end);

	for (; p < end; p = prescan_next(p + 1, end))
		if (starts_letter(m, (size_t)(p + 1 - m->window)))
			return (size_t)(p + 1 - m->window);
	return m->n;
}

/* Nearly all of a Maildir begin with one of these: that is enough. A head that is
 * longer than the window is one all the same. */
static bool is_letter(struct slice s)
{
	static const char *const first[] = {"Return-Path:", "Received:",
					    "Delivered-To:", "X-", "From:"};
	size_t end;

	for (size_t i = 0; i < ARRAY_LEN(first); i++) {
		size_t n = strlen(first[i]);

		if (s.n > n && memcmp(s.p, first[i], n) == 0 &&
		    memchr(s.p, ':', s.n < 100 ? s.n : 100))
			return true;
	}
	end = message_head_end(s);
	return message_is_letter((struct slice){s.p, end ? end : s.n});
}

/* Empty lines, and the line with a number that Apple Mail puts before a letter
 * (.emlx). */
static size_t skip_start(const struct mbox *m)
{
	size_t at = 0, i;

	while (at < m->n && (m->window[at] == '\r' || m->window[at] == '\n'))
		at++;
	i = at;
	while (i < m->n && m->window[i] >= '0' && m->window[i] <= '9')
		i++;
	if (i == at)
		return at;
	while (i < m->n && (m->window[i] == ' ' || m->window[i] == '\r'))
		i++;
	return i < m->n && m->window[i] == '\n' ? i + 1 : at;
}

/* Sets kind, and where the first letter begins. */
static size_t find_kind(struct mbox *m)
{
	size_t at = skip_start(m);

	m->kind = MBOX_MANY;
	if (at == m->n) {
		m->kind = MBOX_EMPTY;
	} else if (!starts_letter(m, at)) {
		if (is_letter(rest_of(m, at)) ||
		    is_bare(rest_of(m, at)))
			m->kind = MBOX_ONE;
		else if ((at = first_letter(m)) == m->n)
			m->kind = MBOX_NO_MAIL;
	}
	return at;
}

/* --- letters --- */

static int give(struct mbox *m, off_t end)
{
	struct mbox_letter l = m->now;

	l.end = end;
	m->now = (struct mbox_letter){.start = end};
	return l.end > l.start ? m->how.letter(m->how.arg, &l) : 0;
}

/* The line before the one at `at` is empty. */
static bool is_after_empty(const struct mbox *m, size_t at)
{
	const unsigned char *p = m->window + at;

	if (at >= 2 && p[-1] == '\n' && p[-2] == '\n')
		return true;
	return at >= 3 && p[-1] == '\n' && p[-2] == '\r' && p[-3] == '\n';
}

/* 1: more bytes are needed for it. */
static int take_line(struct mbox *m, size_t at)
{
	struct slice rest = rest_of(m, at);

	if (m->now.may_sign && rest.n && rest.p[0] != 'F')
		return 0;
	switch (prescan_line(rest, m->is_last, is_after_empty(m, at))) {
	case PRESCAN_MORE:
		return 1;
	case PRESCAN_SMIME:
		m->now.may_sign = true;
		break;
	case PRESCAN_FROM:
		if (m->kind == MBOX_MANY)
			return give(m, m->base + (off_t)at);
		break;
	case PRESCAN_NOTHING:
		break;
	}
	return 0;
}

/* Looks at what is in the window; what cannot be told yet is left. */
static int look(struct mbox *m)
{
	const unsigned char *end = m->window + m->n;
	const unsigned char *p = prescan_next(m->window + m->done, end);

	while (p < end) {
		int r = take_line(m, (size_t)(p + 1 - m->window));

		if (r < 0)
			return -1;
		if (r > 0)
			break;
		p = prescan_next(p + 1, end);
	}
	/* The last byte may be the end of a line. */
	m->done = (size_t)(p - m->window);
	if (p == end && m->n && !m->is_last)
		m->done--;
	return 0;
}

static int look_first(struct mbox *m, size_t at)
{
	m->now = (struct mbox_letter){.start = m->base + (off_t)at};
	if (m->kind == MBOX_ONE && is_bare(rest_of(m, at)))
		m->now.may_sign = true;
	m->done = at;
	/* Its first line has no line end before it. */
	return m->kind == MBOX_ONE && take_line(m, at) < 0 ? -1 : 0;
}

static enum mbox_result read_all(struct mbox *m)
{
	for (;;) {
		if (look(m) < 0)
			return MBOX_STOPPED;
		if (m->how.at &&
		    m->how.at(m->how.arg, m->base + (off_t)m->done) < 0)
			return MBOX_STOPPED;
		if (m->is_last)
			break;
		if (fill(m) < 0)
			return MBOX_BROKEN;
	}
	return give(m, m->base + (off_t)m->n) < 0 ? MBOX_STOPPED : MBOX_READ;
}

enum mbox_result mbox_read(struct mbox *m, int fd, off_t from,
			   enum mbox_kind *kind)
{
	size_t at;

	m->fd = fd;
	m->base = from;
	m->n = m->done = 0;
	if (fill(m) < 0)
		return MBOX_BROKEN;
	at = find_kind(m);
	*kind = m->kind;
	if (m->kind == MBOX_NO_MAIL || m->kind == MBOX_EMPTY)
		return MBOX_READ;
	return look_first(m, at) < 0 ? MBOX_STOPPED : read_all(m);
}

void mbox_size(struct mbox *m, off_t size)
{
	m->size = size;
}

/* --- one of the letters --- */

static unsigned char *chunk_of(struct mbox *m)
{
	if (!m->chunk)
		m->chunk = xmalloc(POUR_CHUNK);
	return m->chunk;
}

struct unquoting {
	enum mbox_quoting how;
	bool inside;	/* of a line that has begun before */
	bool *changed;
	struct sink *to;
};

static bool is_quoted(const struct unquoting *q, struct slice line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == '>')
		n++;
	return n && (q->how == MBOX_RD || n == 1) && line.n - n >= 5 &&
	       memcmp(line.p + n, "From ", 5) == 0;
}

/* Lines without one of their ">"; how much of it was used: of a line that is
 * not whole only what is not needed to judge it. */
static ssize_t unquote(struct unquoting *q, struct slice s, bool is_last)
{
	size_t used = 0;

	while (used < s.n) {
		const unsigned char *p = s.p + used;
		const unsigned char *stop = memchr(p, '\n', s.n - used);
		size_t n = stop ? (size_t)(stop - p) + 1 : s.n - used;
		size_t skip = 0;

		if (!stop && !is_last && n < PRESCAN_LINE_MAX)
			break;
		if (!q->inside)
			skip = is_quoted(q, (struct slice){p, n});
		*q->changed |= skip != 0;
		if (sink_put(q->to, p + skip, n - skip) < 0)
			return -1;
		q->inside = !stop;
		used += n;
	}
	return (ssize_t)used;
}

static int pour_unquoted(struct mbox *m, const struct mbox_letter *l,
			 struct unquoting *q)
{
	unsigned char *chunk = chunk_of(m);
	off_t at = l->start;
	size_t n = 0;

	for (;;) {
		size_t room = POUR_CHUNK - n;
		ssize_t got, used;

		if (l->end - at < (off_t)room)
			room = (size_t)(l->end - at);
		got = read_at(m, chunk + n, room, at);
		if (got < 0)
			return -1;
		at += got;
		n += (size_t)got;
		if (n == 0)
			return 0;
		used = unquote(q, (struct slice){chunk, n},
			       got == 0 || at == l->end);
		if (used < 0)
			return -1;
		memmove(chunk, chunk + used, n - (size_t)used);
		n -= (size_t)used;
	}
}

/* It is in the window, more often than not. */
static int pour_plain(struct mbox *m, const struct mbox_letter *l,
		      struct sink *to)
{
	off_t at = l->start;

	if (at >= m->base && l->end <= m->base + (off_t)m->n)
		return sink_put(to, m->window + (at - m->base),
				(size_t)(l->end - at));
	while (at < l->end) {
		size_t n = l->end - at < POUR_CHUNK ? (size_t)(l->end - at)
						    : POUR_CHUNK;
		ssize_t got = read_at(m, chunk_of(m), n, at);

		if (got < 0 || sink_put(to, m->chunk, (size_t)got) < 0)
			return -1;
		if (got == 0)
			break;
		at += got;
	}
	return 0;
}

int mbox_pour(struct mbox *m, const struct mbox_letter *l,
	      enum mbox_quoting quoting, bool *changed, struct sink *to)
{
	struct unquoting q = {quoting, false, changed, to};
	int r;

	*changed = false;
	if (quoting == MBOX_PLAIN)
		r = pour_plain(m, l, to);
	else
		r = pour_unquoted(m, l, &q);
	return r < 0 ? -1 : sink_end(to);
}
