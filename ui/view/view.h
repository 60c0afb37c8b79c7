/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen shows, as plain data: rows, a pane, a status. No sizes. */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "journey/page/page.h"
#include "ui/view/entry.h"

enum row_kind {
	ROW_PAGE,	/* role, label, text: a line of a page */
	ROW_ITEM,	/* mark, label, text: one of a list */
	ROW_ENTRY,	/* label, entry, note, error */
	ROW_CHOICE,	/* label (of the first only), chosen, text, note */
	ROW_ACTION,	/* text: "[ Make the key ]" */
	ROW_REVEAL,	/* secret: shown in clear */
};

struct row {
	enum row_kind kind;
	enum role role;
	char *mark;
	char *label;
	char *text;
	char *note;
	char *error;	/* what is wrong, what to type instead */
	const struct entry *entry;
	const struct secret *secret;
	bool chosen;
	bool text_first; /* where there is no room for both, not the label */
	bool takes_lines;	/* text of several lines can be pasted */
	int id;		/* what the screen knows the row by */
};

enum { NO_ROW = -1 };

/* What a key does here: the key line, and the help page. Untranslated. */
struct key_word {
	const char *key;
	const char *word;	/* short; "" where only the help tells it */
	const char *help;
};

struct view {
	char *title;
	char *right;		/* right end of the header; or NULL */
	char *status;		/* may be NULL */
	enum role status_role;
	const struct key_word *keys; /* ended by a NULL key */
	struct row *rows;
	size_t nrows;
	int selected;		/* index of a row, or NO_ROW */
	bool follow;		/* keep the selected row in sight */
	size_t top;		/* first line in sight */
	struct page pane;	/* on the selected row */
	bool reads;		/* the pane is what people read here */
	bool is_utf8;		/* what is cut ends in one character */
};

void view_clear(struct view *v);

/* Adds an empty row; it stays valid until the next is added. */
struct row *view_row(struct view *v, enum row_kind kind);
void view_line(struct view *v, enum role role, const char *text);
void view_page(struct view *v, const struct page *p);
void view_item(struct view *v, int id, const char *mark, const char *label,
	       const char *text);
void view_action(struct view *v, int id, const char *text);

/* Rows that can be selected, in order; index of the n-th, or NO_ROW. */
bool row_can_focus(const struct row *row);
size_t view_focusable(const struct view *v);
int view_nth(const struct view *v, size_t n);

/* Which of them has that id; 0 where none has. */
size_t view_find(const struct view *v, int id);

/* All texts for a terminal that has no other letters; not what is typed. */
void view_to_ascii(struct view *v);

/* Paths as the person would write them. */
void view_short_paths(struct view *v, const char *user_home);

/* What stands where text was cut. */
const char *view_mark(const struct view *v);

/* Nobody is told off while still typing there. */
void view_hush(struct view *v, size_t n);

#endif
