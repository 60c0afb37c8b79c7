/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of text being typed: open in a buffer, or masked in a secret. */
#include "ui/view/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void entry_init_secret(struct entry *e)
{
	*e = (struct entry){.secret = secret_new(SECRET_PHRASE_MAX)};
}

void entry_clear(struct entry *e)
{
	buf_clear(&e->text);
	secret_free(e->secret);
	*e = (struct entry){0};
}

const char *entry_text(const struct entry *e)
{
	if (e->secret)
		return secret_data(e->secret);
	return e->text.data ? e->text.data : "";
}

size_t entry_len(const struct entry *e)
{
	return e->secret ? secret_len(e->secret) : e->text.len;
}

void entry_set(struct entry *e, const char *text)
{
	buf_clear(&e->text);
	buf_adds(&e->text, text);
	e->at = e->text.len;
}

void entry_set_secret(struct entry *e, const struct secret *s)
{
	secret_clear(e->secret);
	if (secret_add(e->secret, secret_data(s), secret_len(s)) < 0)
		secret_clear(e->secret);
	e->at = secret_len(e->secret);
}

bool entry_insert(struct entry *e, const char *bytes, size_t n)
{
	if (e->secret) {
		if (secret_insert(e->secret, e->at, bytes, n) < 0)
			return false;
	} else {
		struct buf *b = &e->text;

		if (b->len + n > ENTRY_MAX)
			return false;
		buf_add(b, bytes, n);
		memmove(b->data + e->at + n, b->data + e->at,
			b->len - n - e->at);
		memcpy(b->data + e->at, bytes, n);
	}
	e->at += n;
	return true;
}

static void cut(struct entry *e, size_t from, size_t to)
{
	if (e->secret) {
		secret_cut(e->secret, from, to - from);
	} else if (to > from) {
		struct buf *b = &e->text;

		memmove(b->data + from, b->data + to, b->len - to + 1);
		b->len -= to - from;
	}
	e->at = from;
}

static size_t step_right(const struct entry *e)
{
	return e->at + text_cluster(entry_text(e) + e->at);
}

/* Characters can only be told apart from the start. */
static size_t step_left(const struct entry *e)
{
	const char *text = entry_text(e);
	size_t last = 0;

	for (size_t i = 0; i < e->at;) {
		last = i;
		i += text_cluster(text + i);
	}
	return last;
}

static size_t word_left(const struct entry *e)
{
	const char *text = entry_text(e);
	size_t i = e->at;

	while (i > 0 && text[i - 1] == ' ')
		i--;
	while (i > 0 && text[i - 1] != ' ')
		i--;
	return i;
}

bool entry_press(struct entry *e, enum press press)
{
	switch (press) {
	case PRESS_LEFT:
		e->at = step_left(e);
		return true;
	case PRESS_RIGHT:
		e->at = step_right(e);
		return true;
	case PRESS_HOME:
		e->at = 0;
		return true;
	case PRESS_END:
		e->at = entry_len(e);
		return true;
	case PRESS_BACKSPACE:
		cut(e, step_left(e), e->at);
		return true;
	case PRESS_DELETE:
		cut(e, e->at, step_right(e));
		return true;
	case PRESS_CUT_END:
		cut(e, e->at, entry_len(e));
		return true;
	case PRESS_CUT_START:
		cut(e, 0, e->at);
		return true;
	case PRESS_CUT_WORD:
		cut(e, word_left(e), e->at);
		return true;
	default:
		return false;
	}
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool entry_paste(struct entry *e, const char *bytes, size_t n)
{
	while (n > 0 && is_space(bytes[0])) {
		bytes++;
		n--;
	}
	while (n > 0 && is_space(bytes[n - 1]))
		n--;
	/* All or nothing: half a passphrase would look like a whole one. */
	if (e->secret ? n > secret_capacity(e->secret) - entry_len(e)
		      : n > ENTRY_MAX - entry_len(e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!entry_insert(e, is_space(bytes[i]) ? " " : bytes + i, 1))
			return false;
	return true;
}

/* Cells of the cluster of n bytes at p, as shown. */
static size_t cells(const struct entry *e, const char *p, size_t n)
{
	char one[64];
	size_t width;

	if (e->secret || n >= sizeof(one))
		return 1;
	memcpy(one, p, n);
	one[n] = '\0';
	width = text_has_hidden(one) ? 1 : text_width(one);
	return width ? width : 1;
}

static void show_cluster(const struct entry *e, const char *p, size_t n,
			 struct buf *out)
{
	char one[64];

	if (e->secret) {
		buf_addc(out, '*');
		return;
	}
	if (n < sizeof(one)) {
		memcpy(one, p, n);
		one[n] = '\0';
		if (!text_has_hidden(one) && text_width(one)) {
			buf_add(out, p, n);
			return;
		}
	}
	buf_addc(out, '?');
}

/* Cells from byte `from` to byte `to`. */
static size_t span(const struct entry *e, size_t from, size_t to)
{
	const char *text = entry_text(e);
	size_t sum = 0;

	while (from < to) {
		size_t n = text_cluster(text + from);

		sum += cells(e, text + from, n);
		from += n;
	}
	return sum;
}

void entry_show(const struct entry *e, size_t width, struct buf *out,
		size_t *cursor)
{
	const char *text = entry_text(e);
	size_t len = entry_len(e), start = 0, used = 0;
	size_t before = span(e, 0, e->at);

	if (width < 4)
		width = 4;
	/* The cursor needs a cell, and each arrow one. */
	while (start < e->at && before + (start > 0) + 2 > width) {
		size_t n = text_cluster(text + start);

		before -= cells(e, text + start, n);
		start += n;
	}
	*cursor = before + (start > 0);
	if (start > 0) {
		buf_addc(out, '<');
		used = 1;
	}
	while (start < len) {
		size_t n = text_cluster(text + start);
		size_t w = cells(e, text + start, n);

		if (used + w > width - 1)
			break;
		show_cluster(e, text + start, n, out);
		used += w;
		start += n;
	}
	for (; used < width - 1; used++)
		buf_addc(out, ' ');
	buf_addc(out, start < len ? '>' : ' ');
}
