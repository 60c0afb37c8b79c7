/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view laid out in a window of any size: lines of text with a look each. */
#include "ui/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
	FULL_ROWS = 20, /* from here on an empty line stands below the header */
	FULL_COLS = 80, /* from here on the keys take one line */
	KEY_LINES = 2,
	STATUS_LINES = 3,
	KEY_GAP = 3, /* blanks between two keys */
	PANE_MIN = 3,
	SMALL_ROOM = 14, /* less than this leaves the pane only a third, or two
			  * thirds where it is what people read */
};

void sheet_clear(struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->lines[i].text);
	free(s->lines);
	*s = (struct sheet){0};
}

void sheet_text(const struct sheet *s, struct buf *out)
{
	for (size_t i = 0; i < s->n; i++) {
		const char *text = s->lines[i].text;
		size_t n = strlen(text);

		while (n > 0 && text[n - 1] == ' ')
			n--;
		buf_add(out, text, n);
		buf_addc(out, '\n');
	}
}

/* Left text, cut where need be, and right text where that leaves some room. */
static char *two_ends(const char *left, const char *right, size_t cols)
{
	struct buf b = {0};
	size_t used, need = right && *right ? text_width(right) + 2 : 0;

	if (need + 8 > cols)
		need = 0;
	buf_addc(&b, ' ');
	buf_add(&b, left, text_fit(left, cols - 1 - need));
	used = text_width(b.data);
	for (; used < cols - (need ? need - 1 : 0); used++)
		buf_addc(&b, ' ');
	if (need)
		buf_adds(&b, right);
	for (used = text_width(b.data); used < cols; used++)
		buf_addc(&b, ' ');
	return buf_take(&b);
}

static char *key_text(const struct key_word *k)
{
	return xasprintf("%s %s", _(k->key), _(k->word));
}

/* The last key on the line, help, must not fall off its end. */
static size_t last_key_width(const struct key_word *keys)
{
	size_t width = 0;

	for (; keys->key; keys++) {
		char *text = key_text(keys);

		if (*keys->word)
			width = text_width(text) + KEY_GAP;
		free(text);
	}
	return width;
}

static bool is_last_key(const struct key_word *keys)
{
	for (keys++; keys->key; keys++)
		if (*keys->word)
			return false;
	return true;
}

/* "Enter Open   ? Help", in as many lines as allowed; the words before the
 * last give way. */
static void lay_keys(const struct key_word *keys, size_t cols,
		     struct strlist *out)
{
	size_t most = cols >= FULL_COLS ? 1 : KEY_LINES;
	size_t last = last_key_width(keys), used = 0;
	struct buf line = {0};

	for (; keys->key; keys++) {
		char *text = key_text(keys);
		size_t width = text_width(text) + KEY_GAP;
		size_t kept = is_last_key(keys) || out->n + 1 < most ? 0 : last;

		if (*keys->word && used && used + width + kept > cols &&
		    out->n + 1 < most) {
			strlist_take(out, buf_take(&line));
			used = 0;
			kept = is_last_key(keys) ? 0 : last;
		}
		if (*keys->word && used + width + kept <= cols + 1) {
			buf_addf(&line, "%s%s", used ? "   " : "", text);
			used += width;
		}
		free(text);
	}
	strlist_take(out, buf_take(&line));
}

/* The program's name and then the address give way to what the screen is. */
static char *lay_head(const struct view *v, size_t cols)
{
	char *title = xasprintf(_("S/MIME setup - %s"), v->title);
	size_t right = v->right ? text_width(v->right) : 0;
	char *line;

	if (text_width(title) + right + 4 <= cols)
		line = two_ends(title, v->right, cols);
	else if (text_width(v->title) + right + 4 <= cols)
		line = two_ends(v->title, v->right, cols);
	else
		line = two_ends(v->title, NULL, cols);
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

/* status: what stands on the same line; the long form must not cut it. */
static const char *more_text(const struct sheet *s, const char *status,
			     size_t cols)
{
	bool above = s->top > 0;
	bool below = s->top + s->height < s->total;

	const char *full = above && below ? _("[more above and below]")
			   : above        ? _("[more above]")
			   : below        ? _("[more below]")
					  : "";

	if (cols >= FULL_COLS &&
	    text_width(status) + text_width(full) + 3 <= cols)
		return full;
	return above && below ? _("[more ^v]")
	       : above        ? _("[more ^]")
	       : below        ? _("[more v]")
			      : "";
}

/* What was just said is read whole: it may take some lines. What always stands
 * there is cut. */
static void lay_status(const struct view *v, size_t cols, struct strlist *out)
{
	const char *status = v->status ? v->status : "";
	struct strlist lines = {0};

	if (v->status_role == ROLE_GAP)
		strlist_add(&lines, status);
	else
		text_wrap(status, cols - 2, &lines);
	for (size_t i = 0; i < lines.n && i < STATUS_LINES; i++)
		strlist_add(out, lines.items[i]);
	strlist_clear(&lines);
}

static void place_foot(const struct view *v, const struct strlist *status,
		       const struct strlist *keys, size_t cols,
		       struct sheet *out)
{
	static const enum look looks[] = {
		[ROLE_DONE] = LOOK_GOOD, [ROLE_TODO] = LOOK_TODO,
		[ROLE_WARN] = LOOK_WARN, [ROLE_BAD] = LOOK_BAD,
		[ROLE_GAP] = LOOK_PLAIN,
	};
	for (size_t i = 0; i < status->n; i++) {
		const char *text = status->items[i];
		bool last = i + 1 == status->n;
		const char *more = last ? more_text(out, text, cols) : "";

		if (v->status_role != ROLE_GAP &&
		    text_width(text) + text_width(more) + 3 > cols)
			more = "";
		sheet_add(out, looks[v->status_role], NO_ROW,
			  two_ends(text, more, cols));
	}
	for (size_t i = 0; i < keys->n; i++)
		sheet_add(out, LOOK_HEAD, NO_ROW,
			  two_ends(keys->items[i], NULL, cols));
}

void layout(const struct view *v, size_t rows, size_t cols, struct sheet *out)
{
	struct sheet body = {0}, pane = {0};
	struct strlist keys = {0}, status = {0};
	size_t room, npane;

	sheet_clear(out);
	if (rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS) {
		too_small(out, rows, cols);
		out->top = v->top;
		return;
	}
	if (v->keys)
		lay_keys(v->keys, cols, &keys);
	lay_status(v, cols, &status);
	layout_rows(v, cols, false, &body);
	layout_page(&v->pane, cols, &pane);
	sheet_add(out, LOOK_HEAD, NO_ROW, lay_head(v, cols));
	if (rows >= FULL_ROWS)
		sheet_add(out, LOOK_PLAIN, NO_ROW, xstrdup(""));
	room = rows - out->n - status.n - keys.n;
	if (rows < FULL_ROWS && body.n > room) {
		sheet_clear(&body);
		layout_rows(v, cols, true, &body);
	}
	npane = pane_lines(room, body.n, pane.n, v->reads);
	place_body(v, &body, room - npane, out);
	place_pane(&pane, npane, cols, out);
	place_foot(v, &status, &keys, cols, out);
	strlist_clear(&status);
	strlist_clear(&keys);
	sheet_clear(&body);
	sheet_clear(&pane);
}
