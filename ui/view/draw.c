/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints a sheet on the terminal. */
#include "ui/view/draw.h"

#include <stdlib.h>
#include <string.h>

#include <curses.h>

#include "base/text.h"
#include "ui/term/gather.h"
#include "ui/term/term.h"

enum { SECRET_CELL = 2 };

/* Colour only says again what marks and words say. */
static const struct {
	attr_t attributes;
	short colour;
} looks[LOOK_COUNT] = {
	[LOOK_PLAIN] = {A_NORMAL, 0},
	[LOOK_HEAD] = {A_REVERSE, 0},
	[LOOK_TITLE] = {A_BOLD, 0},
	[LOOK_GOOD] = {A_NORMAL, COLOR_GREEN},
	[LOOK_TODO] = {A_BOLD, COLOR_CYAN},
	[LOOK_WARN] = {A_BOLD, COLOR_YELLOW},
	[LOOK_BAD] = {A_BOLD, COLOR_RED},
	[LOOK_FAINT] = {A_NORMAL, 0},
	[LOOK_PICK] = {A_REVERSE, 0},
	[LOOK_FOCUS] = {A_BOLD, 0},
};

static bool coloured;

void draw_start(bool colour)
{
	coloured = colour && has_colors() && start_color() == OK;
	if (!coloured)
		return;
	use_default_colors();
	for (short c = COLOR_RED; c <= COLOR_CYAN; c++)
		init_pair(c, c, -1);
}

static attr_t attributes(enum look look)
{
	attr_t a = looks[look].attributes;

	if (coloured && looks[look].colour)
		a |= (attr_t)COLOR_PAIR(looks[look].colour);
	return a;
}

/* The last guard: whatever got here, a control byte moves no cursor. */
static void tame(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = *text == '\t' ? ' ' : '?';
}

/* As many cells, so that the cursor stays where it belongs. */
static char *in_place(const char *text)
{
	struct buf b = {0};
	size_t n;

	for (; (n = text_cluster(text)) > 0; text += n) {
		char *one = xstrndup(text, n);
		bool plain = text_is_ascii(one);

		for (size_t i = text_width(one); !plain && i > 0; i--)
			buf_addc(&b, '?');
		if (plain)
			buf_adds(&b, one);
		free(one);
	}
	return b.data ? buf_take(&b) : xstrdup("");
}

static void draw_line(int y, const struct sheet_line *line)
{
	char *text = term_is_utf8()   ? xstrdup(line->text)
		     : line->is_typed ? in_place(line->text)
				      : text_ascii(line->text);
	size_t width;

	tame(text);
	text[text_fit(text, (size_t)COLS)] = '\0';
	width = text_width(text);
	attrset((int)attributes(line->look));
	mvaddstr(y, 0, text);
	/* The bar of a picked row goes to the end of the line. */
	if (line->look == LOOK_PICK)
		for (; width < (size_t)COLS; width++)
			mvaddch(y, (int)width, ' ');
	attrset(A_NORMAL);
	free(text);
}

void draw_sheet(const struct sheet *s)
{
	term_hide_secret();
	erase();
	for (size_t i = 0; i < s->n && i < (size_t)LINES; i++)
		draw_line((int)i, &s->lines[i]);
	if (s->has_cursor)
		move((int)s->cursor_line, (int)s->cursor_cell);
	else
		move(LINES - 1, COLS - 1);
	gather_begin();
	curs_set(s->has_cursor);
	refresh();
	gather_end();
	for (size_t i = 0; i < s->n; i++)
		if (s->lines[i].secret)
			term_show_secret(i, SECRET_CELL, s->lines[i].secret);
}
