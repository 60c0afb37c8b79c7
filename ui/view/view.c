/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen shows, as plain data: rows, a pane, a status. No sizes. */
#include "ui/view/view.h"

#include <stdlib.h>

#include "base/fsio.h"
#include "base/text.h"

static void row_clear(struct row *row)
{
	free(row->mark);
	free(row->label);
	free(row->text);
	free(row->note);
	free(row->error);
}

void view_clear(struct view *v)
{
	for (size_t i = 0; i < v->nrows; i++)
		row_clear(&v->rows[i]);
	free(v->rows);
	free(v->title);
	free(v->right);
	free(v->status);
	page_clear(&v->pane);
	*v = (struct view){0};
}

struct row *view_row(struct view *v, enum row_kind kind)
{
	v->rows = xrealloc(v->rows, (v->nrows + 1) * sizeof(*v->rows));
	v->rows[v->nrows] = (struct row){.kind = kind};
	return &v->rows[v->nrows++];
}

void view_line(struct view *v, enum role role, const char *text)
{
	struct row *row = view_row(v, ROW_PAGE);

	row->role = role;
	row->text = xstrdup(text);
}

void view_page(struct view *v, const struct page *p)
{
	for (size_t i = 0; i < p->n; i++) {
		view_line(v, p->lines[i].role, p->lines[i].text);
		v->rows[v->nrows - 1].label = xstrdup(p->lines[i].label);
	}
}

void view_item(struct view *v, int id, const char *mark, const char *label,
	       const char *text)
{
	struct row *row = view_row(v, ROW_ITEM);

	row->id = id;
	row->mark = xstrdup(mark);
	row->label = xstrdup(label);
	row->text = xstrdup(text);
}

void view_action(struct view *v, int id, const char *text)
{
	struct row *row = view_row(v, ROW_ACTION);

	row->id = id;
	row->text = xstrdup(text);
}

bool row_can_focus(const struct row *row)
{
	return row->kind != ROW_PAGE && row->kind != ROW_REVEAL;
}

size_t view_focusable(const struct view *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->nrows; i++)
		n += row_can_focus(&v->rows[i]);
	return n;
}

int view_nth(const struct view *v, size_t n)
{
	for (size_t i = 0; i < v->nrows; i++)
		if (row_can_focus(&v->rows[i]) && n-- == 0)
			return (int)i;
	return NO_ROW;
}

size_t view_find(const struct view *v, int id)
{
	size_t n = 0;

	for (size_t i = 0; i < v->nrows; i++) {
		if (!row_can_focus(&v->rows[i]))
			continue;
		if (v->rows[i].id == id)
			return n;
		n++;
	}
	return 0;
}

void view_hush(struct view *v, size_t n)
{
	int at = view_nth(v, n);

	if (at == NO_ROW)
		return;
	free(v->rows[at].error);
	v->rows[at].error = NULL;
}

/* Texts changed one by one: each to what `made` gives, if that is not NULL. */
typedef char *make_fn(const char *text, const char *arg);

static void change(char **text, make_fn *made, const char *arg)
{
	char *other = *text ? made(*text, arg) : NULL;

	if (!other)
		return;
	free(*text);
	*text = other;
}

static void change_all(struct view *v, make_fn *made, const char *arg)
{
	change(&v->title, made, arg);
	change(&v->right, made, arg);
	change(&v->status, made, arg);
	for (size_t i = 0; i < v->nrows; i++) {
		change(&v->rows[i].mark, made, arg);
		change(&v->rows[i].label, made, arg);
		change(&v->rows[i].text, made, arg);
		change(&v->rows[i].note, made, arg);
		change(&v->rows[i].error, made, arg);
	}
	for (size_t i = 0; i < v->pane.n; i++) {
		change(&v->pane.lines[i].label, made, arg);
		change(&v->pane.lines[i].text, made, arg);
	}
}

static char *ascii_of(const char *text, const char *arg)
{
	(void)arg;
	return text_is_ascii(text) ? NULL : text_ascii(text);
}

void view_to_ascii(struct view *v)
{
	change_all(v, ascii_of, NULL);
}

static char *short_of(const char *text, const char *user_home)
{
	return text_short_paths(user_home, text);
}

void view_short_paths(struct view *v, const char *user_home)
{
	change_all(v, short_of, user_home);
}

const char *view_mark(const struct view *v)
{
	return v->is_utf8 ? "\u2026" : "...";
}
