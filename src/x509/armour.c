/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text armour (RFC 7468), as mail programs leave it: found and taken off. */
#include "x509/armour.h"

#include <limits.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "x509/base64.h"

static const char begin[] = "-----BEGIN ";
static const char end[] = "-----END ";
static const char dashes[] = "-----";

enum { LABEL_MAX = 64 };

static const unsigned char *find(struct slice in, const char *what)
{
	return in.n ? memmem(in.p, in.n, what, strlen(what)) : NULL;
}

static struct slice from(struct slice s, const unsigned char *p)
{
	return (struct slice){p, s.n - (size_t)(p - s.p)};
}

bool armour_next(struct slice *text, struct armour *out)
{
	const unsigned char *at, *stop, *next;

	while ((at = find(*text, begin))) {
		struct armour a = {0};

		*text = from(*text, at + strlen(begin));
		stop = find(*text, dashes);
		if (!stop || stop - text->p > LABEL_MAX ||
		    memchr(text->p, '\n', (size_t)(stop - text->p)))
			continue;
		a.label = (struct slice){text->p, (size_t)(stop - text->p)};
		*text = from(*text, stop + strlen(dashes));
		stop = find(*text, end);
		next = find(*text, begin);
		/* One that runs into the next has lost its end. */
		a.is_closed = stop && (!next || stop < next);
		if (!a.is_closed)
			stop = next ? next : text->p + text->n;
		a.body = (struct slice){text->p, (size_t)(stop - text->p)};
		*text = from(*text, stop);
		*out = a;
		return true;
	}
	return false;
}

bool armour_label_is(const struct armour *a, const char *label)
{
	return a->label.n == strlen(label) &&
	       memcmp(a->label.p, label, a->label.n) == 0;
}

bool armour_label_begins(const struct armour *a, const char *label)
{
	size_t n = strlen(label);

	return a->label.n >= n && memcmp(a->label.p, label, n) == 0;
}

bool armour_label_ends(const struct armour *a, const char *label)
{
	size_t n = strlen(label);

	return a->label.n >= n &&
	       memcmp(a->label.p + a->label.n - n, label, n) == 0;
}

bool armour_is_encrypted(const struct armour *a)
{
	return find(a->body, "Proc-Type: 4,ENCRYPTED") != NULL;
}

/* Bytes of blank at the front: no-break space, zero-width space and byte order
 * mark are what HTML mail and word processors leave. */
static size_t blank_len(struct slice s)
{
	static const char *const wide[] = {"\xC2\xA0", "\xE2\x80\x8B",
					   "\xEF\xBB\xBF"};

	if (strchr(" \t\r\n\v\f", s.p[0]))
		return s.p[0] != '\0';
	for (size_t i = 0; i < ARRAY_LEN(wide); i++)
		if (s.n >= strlen(wide[i]) &&
		    memcmp(s.p, wide[i], strlen(wide[i])) == 0)
			return strlen(wide[i]);
	return 0;
}

/* Takes one line off the front, without quote marks and what is around it. */
static struct slice take_line(struct slice *text)
{
	const unsigned char *stop = memchr(text->p, '\n', text->n);
	size_t n = stop ? (size_t)(stop - text->p) + 1 : text->n;
	struct slice line = {text->p, n};
	size_t skip;

	*text = from(*text, text->p + n);
	while (line.n && (skip = line.p[0] == '>' ? 1 : blank_len(line)) > 0)
		line = from(line, line.p + skip);
	return line;
}

static bool is_base64(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}

/* The letters of one line, appended; -1 at a character that is none. */
static int add_letters(struct slice line, struct buf *letters)
{
	while (line.n) {
		size_t skip = blank_len(line);

		if (!skip && !is_base64(line.p[0]))
			return -1;
		if (!skip)
			buf_addc(letters, (char)line.p[0]);
		line = from(line, line.p + (skip ? skip : 1));
	}
	return 0;
}

/* Headers stand before the first letter, and an empty line behind them. */
static int collect(struct slice body, struct buf *letters)
{
	bool in_headers = false;

	while (body.n) {
		struct slice line = take_line(&body);

		if (!line.n)
			in_headers = false;
		else if (!letters->len && memchr(line.p, ':', line.n))
			in_headers = true;
		else if (!in_headers && add_letters(line, letters) < 0)
			return -1;
	}
	return 0;
}

/* Padding only at the end, at most two, and whole groups of four. */
static bool is_well_formed(const struct buf *letters)
{
	const char *pad = memchr(letters->data, '=', letters->len);
	size_t n = pad ? letters->len - (size_t)(pad - letters->data) : 0;

	return letters->len % 4 == 0 && n <= 2 && (n < 2 || pad[1] == '=');
}

int armour_decode(struct slice body, struct buf *der)
{
	struct buf letters = {0};
	gnutls_datum_t in, out = {0};
	int r = -1;

	if (base64_decode(body, der) == 0)
		return 0;
	if (collect(body, &letters) < 0 || !letters.len ||
	    letters.len > INT_MAX || !is_well_formed(&letters))
		goto out;
	in = (gnutls_datum_t){(unsigned char *)letters.data,
			      (unsigned)letters.len};
	if (gnutls_base64_decode2(&in, &out) < 0)
		goto out;
	buf_clear(der);
	buf_add(der, out.data, out.size);
	r = 0;
out:
	if (out.data)
		gnutls_memset(out.data, 0, out.size);
	gnutls_free(out.data);
	if (letters.data)
		gnutls_memset(letters.data, 0, letters.len);
	buf_clear(&letters);
	return r;
}
