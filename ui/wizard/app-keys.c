/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys every screen has, and what else happens to the wizard. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/term/term.h"
#include "ui/wizard/app-impl.h"
#include "ui/wizard/bring.h"
#include "ui/wizard/work.h"

enum {
	TICK_MS = 100,
	IDLE_MS = 5 * 60 * 1000, /* secrets typed are forgotten after so long */
};

int app_wait_ms(const struct app *app)
{
	return app->job ? TICK_MS : IDLE_MS;
}

static void move(struct app *app, int by)
{
	struct screen *s = app_top(app);
	size_t n = view_focusable(&app->view);
	size_t most = app->total > app->height ? app->total - app->height : 0;
	bool can = by < 0 ? s->focus > 0 : s->focus + 1 < n;

	/* Behind the last row there may still be text to read. */
	if (can && (s->follow || n > 1)) {
		s->focus = by < 0 ? s->focus - 1 : s->focus + 1;
		s->follow = true;
		return;
	}
	s->follow = false;
	if (by < 0 && s->top > 0)
		s->top--;
	else if (by > 0 && s->top < most)
		s->top++;
}

static void scroll(struct app *app, int pages)
{
	struct screen *s = app_top(app);
	size_t by = app->height > 2 ? app->height - 1 : 1;

	s->follow = false;
	if (pages < 0)
		s->top = s->top > by ? s->top - by : 0;
	else
		s->top += by; /* layout() knows where the end is */
}

static void show_pane(struct app *app)
{
	struct page copy = {0};

	page_append(&copy, &app->view.pane);
	if (copy.n)
		app_open(app, &screen_text, text_data_new(_("Details"), &copy));
	page_clear(&copy);
}

static bool press_common(struct app *app, enum press press,
			 const struct row *row)
{
	switch (press) {
	case PRESS_UP:
	case PRESS_PREVIOUS:
		move(app, -1);
		return true;
	case PRESS_DOWN:
	case PRESS_NEXT:
		move(app, 1);
		return true;
	case PRESS_ENTER:
		if (row && row->kind == ROW_ENTRY)
			move(app, 1);
		return true;
	case PRESS_PAGE_UP:
		scroll(app, -1);
		return true;
	case PRESS_PAGE_DOWN:
		scroll(app, 1);
		return true;
	case PRESS_HOME:
		app_top(app)->focus = 0;
		app_top(app)->top = 0;
		app_top(app)->follow = true;
		return true;
	case PRESS_END:
		app_top(app)->focus = (size_t)-1;
		app_top(app)->top = app->total;
		app_top(app)->follow = true;
		return true;
	case PRESS_ESC:
		app_back(app);
		return true;
	case PRESS_F1:
		app_open(app, &screen_text, help_new(app));
		return true;
	case PRESS_F3:
		show_pane(app);
		return true;
	default:
		return false;
	}
}

static void text_common(struct app *app, const struct event *e)
{
	if (is_text(e, "?"))
		app_open(app, &screen_text, help_new(app));
	else if (is_text(e, "v"))
		show_pane(app);
	else if (is_text(e, "/"))
		search_begin(app);
	else if (is_text(e, "g") && app_top(app)->ops != &screen_glossary)
		app_open(app, &screen_glossary, NULL);
	else if (is_text(e, "q"))
		app_back(app);
}

/* Ctrl-C is safe anywhere: it cancels work, else asks, and asks only once. */
static void interrupt(struct app *app)
{
	if (app->is_asked) {
		app_quit(app, 0);
	} else if (app->job && app->is_cancelled) {
		app_quit(app, 0);
	} else if (app->job) {
		work_cancel(app);
		app_say(app, ROLE_WARN, "%s",
			_("Cancelling: it stops at the next safe place. "
			  "Ctrl-C again quits."));
	} else {
		app_say(app, ROLE_WARN, "%s",
			_("Quit? y or Ctrl-C: yes, any other key: no. What "
			  "was saved stays."));
		app->is_asked = true;
	}
}

static void forget(struct app *app)
{
	bool any = app->carried.n > 0;

	app_forget(app);
	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i].ops->forget)
			any |= app->stack[i].ops->forget(app->stack[i].data);
	if (any)
		app_say(app, ROLE_WARN, "%s",
			_("Five minutes without a key: what was typed as a "
			  "secret has been forgotten."));
}

static void act(struct app *app, const struct event *e)
{
	struct screen *s = app_top(app);
	int at = app->view.selected;
	const struct row *row = at == NO_ROW ? NULL : &app->view.rows[at];
	bool typing = row && row->kind == ROW_ENTRY;

	app_unsay(app);
	if (app->is_searching) {
		search_key(app, e);
		return;
	}
	if (app->is_asked) {
		app->is_asked = false;
		if (is_text(e, "y"))
			app_quit(app, 0);
		return;
	}
	if (bring_takes(app, e, row) || s->ops->act(app, s, e, row))
		return;
	if (e->kind == EVENT_KEY)
		press_common(app, e->press, row);
	else if (e->kind == EVENT_TEXT && !typing)
		text_common(app, e);
}

void app_handle(struct app *app, const struct event *e)
{
	if (e->kind != EVENT_NONE) {
		if (app->is_resized && e->kind != EVENT_RESIZE)
			app_top(app)->top = app->top;
		app->is_resized = e->kind == EVENT_RESIZE;
	}
	switch (e->kind) {
	case EVENT_INTERRUPT:
		interrupt(app);
		break;
	case EVENT_END:
		app_quit(app, 128 + e->signal);
		break;
	case EVENT_JOB:
		/* What that says takes the place of a question. */
		app->is_asked = false;
		work_end(app);
		break;
	case EVENT_TICK:
		app->ticks++;
		if (!app->job)
			forget(app);
		break;
	case EVENT_KEY:
		if (e->press == PRESS_REDRAW)
			term_repaint();
		else
			act(app, e);
		break;
	case EVENT_TEXT:
	case EVENT_PASTE:
		act(app, e);
		break;
	default:
		break;
	}
}
