/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window as lines of text with a look each. */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include "base/secret.h"

enum look {
	LOOK_PLAIN,
	LOOK_HEAD,
	LOOK_TITLE,
	LOOK_GOOD,
	LOOK_TODO,
	LOOK_WARN,
	LOOK_BAD,
	LOOK_FAINT,
	LOOK_PICK,  /* the selected row */
	LOOK_FOCUS, /* the field being typed into */
	LOOK_COUNT
};

struct sheet_line {
	char *text;
	enum look look;
	int row;                     /* of the view; NO_ROW */
	bool is_typed;               /* its cells count: the cursor is in it */
	const struct secret *secret; /* to be shown here, from this line on */
};

/* A whole window. */
struct sheet {
	struct sheet_line *lines;
	size_t n; /* the rows of the window */
	size_t cursor_line, cursor_cell;
	bool has_cursor;
	size_t top;    /* of the body, as shown */
	size_t height; /* lines of the body in sight */
	size_t total;  /* lines of the body */
};

void sheet_clear(struct sheet *s);

/* The lines with their ends trimmed, for comparing. */
void sheet_text(const struct sheet *s, struct buf *out);

/* One more line at the end; text is taken over. */
void sheet_add(struct sheet *s, enum look look, int row, char *text);

/* A line with text at both ends: the left one cut where need be, the right one
 * only where it leaves some room. The caller frees. */
char *sheet_ends(const char *left, const char *right, size_t cols,
		 const char *mark);

#endif
