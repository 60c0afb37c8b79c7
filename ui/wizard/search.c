/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for words in what a screen shows. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/term/term.h"
#include "ui/view/layout.h"
#include "ui/wizard/app-impl.h"

void search_begin(struct app *app)
{
	app->is_searching = true;
	buf_clear(&app->search.text);
	app->search.at = 0;
}

char *search_line(const struct app *app)
{
	char *safe = text_safe_str(entry_text(&app->search));
	char *line = xasprintf(_("Find: %s_"), safe);

	free(safe);
	return line;
}

/* The body as it was shown last: without its empty lines where those were left
 * out. */
static void lay(const struct app *app, struct sheet *out)
{
	size_t rows, cols;

	term_size(&rows, &cols);
	layout_rows(&app->view, cols, false, out);
	if (out->n == app->total)
		return;
	sheet_clear(out);
	layout_rows(&app->view, cols, true, out);
}

static bool has(const char *text, const char *folded)
{
	char *line = text_fold(text);
	bool found = strstr(line, folded) != NULL;

	free(line);
	return found;
}

/* Which of the rows that can be selected this one is. */
static size_t nth_of(const struct view *v, int row)
{
	size_t n = 0;

	for (int i = 0; i < row; i++)
		n += row_can_focus(&v->rows[i]);
	return n;
}

static bool can_select(const struct view *v, int row)
{
	return row != NO_ROW && row_can_focus(&v->rows[row]);
}

/* The line the search goes on from: that of the selected row, else the top. */
static size_t start_of(const struct app *app, const struct screen *s,
		       const struct sheet *body)
{
	for (size_t i = 0; s->follow && i < body->n; i++)
		if (body->lines[i].row == app->view.selected &&
		    app->view.selected != NO_ROW)
			return i;
	return s->top;
}

static void show(struct app *app, struct screen *s, const struct sheet *body,
		 size_t line)
{
	int row = body->lines[line].row;

	s->follow = can_select(&app->view, row);
	if (s->follow)
		s->focus = nth_of(&app->view, row);
	else
		s->top = line;
}

static void find(struct app *app)
{
	struct screen *s = app_top(app);
	char *folded = text_fold(app->sought);
	struct sheet body = {0};
	size_t from, at = 0;

	lay(app, &body);
	from = start_of(app, s, &body);
	for (size_t i = 1; i <= body.n; i++) {
		at = (from + i) % body.n;
		if (has(body.lines[at].text, folded))
			break;
		at = body.n;
	}
	if (at < body.n && body.n)
		show(app, s, &body, at);
	else
		app_say(app, ROLE_WARN, _("Not here: %s"), app->sought);
	sheet_clear(&body);
	free(folded);
}

static void end(struct app *app)
{
	app->is_searching = false;
	if (entry_len(&app->search)) {
		free(app->sought);
		app->sought = text_safe_str(entry_text(&app->search));
	}
	if (app->sought)
		find(app);
}

void search_key(struct app *app, const struct event *e)
{
	if (is_press(e, PRESS_ENTER))
		end(app);
	else if (is_press(e, PRESS_ESC))
		app->is_searching = false;
	else if (e->kind == EVENT_TEXT)
		entry_insert(&app->search, e->text, strlen(e->text));
	else if (e->kind == EVENT_KEY)
		entry_press(&app->search, e->press);
}
