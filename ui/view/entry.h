/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of text being typed: open in a buffer, or masked in a secret. */
#ifndef UI_ENTRY_H
#define UI_ENTRY_H

#include "ui/term/keys.h"

enum { ENTRY_MAX = 4096 };	/* bytes; a secret's own capacity counts there */

/* `struct entry e = {0}` is an empty open line. */
struct entry {
	struct buf text;
	struct secret *secret;	/* where not NULL, holds the text; owned */
	size_t at;		/* byte offset of the cursor */
};

void entry_init_secret(struct entry *e);
void entry_clear(struct entry *e);	/* wipes and frees */

/* The text; of a secret too, so handle with care. Never NULL. */
const char *entry_text(const struct entry *e);
size_t entry_len(const struct entry *e);
void entry_set(struct entry *e, const char *text);	/* cursor to the end */
void entry_set_secret(struct entry *e, const struct secret *s);

/* False: no room, or not a key for an editor. */
bool entry_insert(struct entry *e, const char *bytes, size_t n);
bool entry_press(struct entry *e, enum press press);

/* Line ends and tabs inside become blanks, those at both ends are dropped. */
bool entry_paste(struct entry *e, const char *bytes, size_t n);

/*
 * What a window of `width` cells shows: exactly that many, with '<' and '>'
 * where more is hidden, '*' for each character of a secret. *cursor is the
 * cell of the cursor.
 */
void entry_show(const struct entry *e, size_t width, struct buf *out,
		size_t *cursor);

#endif
