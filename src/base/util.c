/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that cannot fail, growing byte buffers, lists of strings, and die(). */
#include "base/util.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*before_death)(void);

void die_hook(void (*hook)(void))
{
	before_death = hook;
}

void die(const char *format, ...)
{
	va_list args;

	if (before_death)
		before_death();
	fputs("smime-setup: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	_Exit(3);
}

void *xmalloc(size_t size)
{
	return xrealloc(NULL, size);
}

void *xcalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		die("out of memory");
	return p;
}

void *xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		die("out of memory");
	return p;
}

char *xstrdup(const char *s)
{
	return s ? xstrndup(s, strlen(s)) : NULL;
}

char *xstrndup(const char *s, size_t n)
{
	char *copy = xmalloc(n + 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *xvasprintf(const char *format, va_list args)
{
	va_list again;
	char *text;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		die("text could not be formatted");
	text = xmalloc((size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, args);
	return text;
}

char *xasprintf(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	return text;
}

static void buf_reserve(struct buf *b, size_t n)
{
	size_t need;

	if (n > SIZE_MAX / 2 - b->len - 1)
		die("out of memory");
	need = b->len + n + 1;
	if (need <= b->size)
		return;
	b->size = need < 64 ? 64 : need + need / 2;
	b->data = xrealloc(b->data, b->size);
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	buf_reserve(b, n);
	if (n)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_addf(struct buf *b, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	buf_adds(b, text);
	free(text);
}

void buf_clear(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}

void buf_copy(struct buf *to, const struct buf *from)
{
	struct buf copy = {0};

	if (from->data)
		buf_add(&copy, from->data, from->len);
	buf_clear(to);
	*to = copy;
}

void buf_move(struct buf *to, struct buf *from)
{
	buf_clear(to);
	*to = *from;
	*from = (struct buf){0};
}

bool buf_equal(const struct buf *a, const struct buf *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

char *buf_take(struct buf *b)
{
	char *data = b->data ? b->data : xstrdup("");

	*b = (struct buf){0};
	return data;
}

void strlist_take(struct strlist *l, char *s)
{
	l->items = xrealloc(l->items, (l->n + 1) * sizeof(*l->items));
	l->items[l->n++] = s;
}

void strlist_add(struct strlist *l, const char *s)
{
	strlist_take(l, xstrdup(s));
}

void strlist_copy(struct strlist *to, const struct strlist *from)
{
	struct strlist copy = {0};

	for (size_t i = 0; i < from->n; i++)
		strlist_add(&copy, from->items[i]);
	strlist_clear(to);
	*to = copy;
}

bool strlist_has(const struct strlist *l, const char *s)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->items[i], s) == 0)
			return true;
	return false;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void strlist_sort(struct strlist *l)
{
	if (l->n > 1)
		qsort(l->items, l->n, sizeof(*l->items), by_bytes);
}

void strlist_clear(struct strlist *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->items[i]);
	free(l->items);
	*l = (struct strlist){0};
}

char *hex_text(const void *bytes, size_t n, char sep)
{
	static const char digits[] = "0123456789ABCDEF";
	const unsigned char *p = bytes;
	char *text = xmalloc(3 * n + 1), *to = text;

	for (size_t i = 0; i < n; i++) {
		if (i && sep)
			*to++ = sep;
		*to++ = digits[p[i] >> 4];
		*to++ = digits[p[i] & 15];
	}
	*to = '\0';
	return text;
}
