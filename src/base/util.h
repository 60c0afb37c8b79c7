/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that cannot fail, growing byte buffers, lists of strings, and die(). */
#ifndef BASE_UTIL_H
#define BASE_UTIL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define MUST_CHECK __attribute__((warn_unused_result))

/*
 * Ends the program for a reason nobody can mend: no memory, a broken
 * invariant. Calls the hook first (the front end restores the terminal
 * there), prints one line to standard error and exits with status 3.
 */
_Noreturn void die(const char *format, ...) PRINTF(1, 2);
void die_hook(void (*hook)(void));

/* These never return NULL; they die() instead. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *s);		  /* NULL gives NULL */
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *format, ...) PRINTF(1, 2);
char *xvasprintf(const char *format, va_list args) PRINTF(1, 0);

/*
 * A growing run of bytes. data is NULL while empty; otherwise data[len] is a
 * NUL that does not count, so text can be used as a string. `struct buf b =
 * {0}` is a ready, empty buffer. Never put a secret in one: see secret.h.
 */
struct buf {
	char *data;
	size_t len;
	size_t size;
};

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...) PRINTF(2, 3);
void buf_clear(struct buf *b);		/* frees; the buffer is empty again */
void buf_copy(struct buf *to, const struct buf *from);	/* replaces */
void buf_move(struct buf *to, struct buf *from);	/* replaces; from is empty after */
bool buf_equal(const struct buf *a, const struct buf *b);
char *buf_take(struct buf *b);		/* the caller frees; never NULL */

/* A list of strings that owns them. `struct strlist l = {0}` is empty. */
struct strlist {
	char **items;
	size_t n;
};

void strlist_add(struct strlist *l, const char *s);
void strlist_take(struct strlist *l, char *s);	/* takes s over */
void strlist_copy(struct strlist *to, const struct strlist *from); /* replaces */
bool strlist_has(const struct strlist *l, const char *s);
void strlist_sort(struct strlist *l);		/* byte order */
void strlist_clear(struct strlist *l);

/* Hexadecimal digits in upper case; sep (or 0) stands between bytes. */
char *hex_text(const void *bytes, size_t n, char sep);

#endif
