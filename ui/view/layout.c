/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view laid out in a window of any size: lines of text with a look each. */
#include "ui/view/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	FULL_ROWS = 20, /* from here on an empty line stands below the header */
	PANE_MIN = 3,
	SMALL_ROOM = 14, /* less than this leaves the pane only a third, or two
			  * thirds where it is what people read */
};

/* The program's name and then the address give way to what the screen is. */
static char *lay_head(const struct view *v, size_t cols)
{
	char *title = xasprintf(_("S/MIME setup - %s"), v->title);
	size_t right = v->right ? text_width(v->right) : 0;
	const char *mark = view_mark(v);
	char *line;

	if (text_width(title) + right + 4 <= cols)
		line = sheet_ends(title, v->right, cols, mark);
	else if (text_width(v->title) + right + 4 <= cols)
		line = sheet_ends(v->title, v->right, cols, mark);
	else
		line = sheet_ends(v->title, NULL, cols, mark);
	free(title);
	return line;
}

static void too_small(struct sheet *out, size_t rows, size_t cols)
{
	char *text = xasprintf(_("Window too small (%zux%zu). Make it %dx%d or "
				 "larger; nothing is lost."),
			       cols, rows, LAYOUT_MIN_COLS, LAYOUT_MIN_ROWS);
	struct strlist words = {0};

	text_wrap(text, cols, &words);
	for (size_t i = 0; i < rows; i++)
		sheet_add(out, LOOK_PLAIN, NO_ROW,
			  xstrdup(i < words.n ? words.items[i] : ""));
	strlist_clear(&words);
	free(text);
}

/* Lines of the pane, its rule included: what is left, or a share. */
static size_t pane_lines(size_t room, size_t body, size_t pane, bool reads)
{
	size_t want = pane ? pane + 1 : 0;
	size_t small = reads ? room * 2 / 3 : room / 3;
	size_t share = room < SMALL_ROOM ? small : room / 2;
	size_t left = room > body ? room - body : 0;

	if (left < share)
		left = share;
	if (want > left)
		want = left;
	return want < PANE_MIN && want < pane + 1 ? 0 : want;
}

/* The first line in sight: as it was, moved so far that the selected row with
 * its error is seen. */
static size_t find_top(const struct view *v, const struct sheet *body,
		       size_t height)
{
	size_t top = v->top, first = body->n, last = 0;
	size_t most = body->n > height ? body->n - height : 0;

	for (size_t i = 0; v->selected != NO_ROW && i < body->n; i++) {
		if (body->lines[i].row != v->selected)
			continue;
		first = i < first ? i : first;
		last = i;
	}
	if (v->follow && first <= last) {
		/* Above the first row there may be text worth seeing. */
		if (view_nth(v, 0) == v->selected && last < height)
			first = 0;
		while (last + 1 < body->n && last - first + 1 < height &&
		       body->lines[last + 1].look == LOOK_WARN)
			last++;
		if (last >= top + height)
			top = last + 1 - height;
		if (first < top)
			top = first;
	}
	return top < most ? top : most;
}

static void copy_line(struct sheet *out, const struct sheet_line *line)
{
	sheet_add(out, line->look, line->row, xstrdup(line->text));
	out->lines[out->n - 1].is_typed = line->is_typed;
	out->lines[out->n - 1].secret = line->secret;
}

static void place_body(const struct view *v, const struct sheet *body,
		       size_t height, struct sheet *out)
{
	size_t top = find_top(v, body, height);

	for (size_t i = top; i < top + height; i++) {
		if (body->has_cursor && body->cursor_line == i) {
			out->has_cursor = true;
			out->cursor_line = out->n;
			out->cursor_cell = body->cursor_cell;
		}
		if (i < body->n)
			copy_line(out, &body->lines[i]);
		else
			sheet_add(out, LOOK_PLAIN, NO_ROW, xstrdup(""));
	}
	out->top = top;
	out->height = height;
	out->total = body->n;
}

static void place_pane(const struct sheet *pane, size_t n, size_t cols,
		       struct sheet *out)
{
	struct buf rule = {0};
	const char *more = pane->n + 1 > n ? _("[more: F3] ") : "";

	if (n == 0)
		return;
	buf_adds(&rule, "  ");
	while (rule.len + text_width(more) + 2 < cols)
		buf_addc(&rule, '-');
	buf_addf(&rule, " %s", more);
	sheet_add(out, LOOK_FAINT, NO_ROW, buf_take(&rule));
	for (size_t i = 0; i + 1 < n; i++)
		copy_line(out, &pane->lines[i]);
}

void layout(const struct view *v, size_t rows, size_t cols, struct sheet *out)
{
	struct sheet body = {0}, pane = {0};
	struct foot foot = {0};
	size_t room, npane;

	sheet_clear(out);
	if (rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS) {
		too_small(out, rows, cols);
		out->top = v->top;
		return;
	}
	foot_lay(v, rows, cols, &foot);
	layout_rows(v, cols, false, &body);
	layout_pane(v, cols, &pane);
	sheet_add(out, LOOK_HEAD, NO_ROW, lay_head(v, cols));
	if (rows >= FULL_ROWS)
		sheet_add(out, LOOK_PLAIN, NO_ROW, xstrdup(""));
	room = rows - out->n - foot.status.n - foot.keys.n;
	if (rows < FULL_ROWS && body.n > room) {
		sheet_clear(&body);
		layout_rows(v, cols, true, &body);
	}
	npane = pane_lines(room, body.n, pane.n, v->reads);
	place_body(v, &body, room - npane, out);
	place_pane(&pane, npane, cols, out);
	foot_place(v, &foot, cols, out);
	foot_clear(&foot);
	sheet_clear(&body);
	sheet_clear(&pane);
}
