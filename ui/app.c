/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wizard on the screen: the loop, the stack of screens, common keys. */
#include "ui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/workspace.h"
#include "ui/draw.h"
#include "ui/screen.h"
#include "ui/term.h"

enum {
	TICK_MS = 100,
	IDLE_MS = 5 * 60 * 1000, /* secrets typed are forgotten after so long */
};

bool is_text(const struct event *e, const char *letter)
{
	return e->kind == EVENT_TEXT && strcmp(e->text, letter) == 0;
}

bool is_press(const struct event *e, enum press press)
{
	return e->kind == EVENT_KEY && e->press == press;
}

struct screen *app_top(struct app *app)
{
	return &app->stack[app->depth - 1];
}

static void close_top(struct app *app)
{
	struct screen *s = app_top(app);

	if (s->ops->close)
		s->ops->close(s->data);
	app->depth--;
}

void app_open(struct app *app, const struct screen_ops *ops, void *data)
{
	if (app->depth == APP_DEPTH)
		close_top(app);
	app->stack[app->depth++] =
		(struct screen){.ops = ops, .data = data, .follow = true};
}

void app_replace(struct app *app, const struct screen_ops *ops, void *data)
{
	if (app->depth > 1)
		close_top(app);
	app_open(app, ops, data);
}

void app_back(struct app *app)
{
	if (app->depth > 1)
		close_top(app);
	if (app->depth > 1)
		return;
	work_forget(app);
	if (!app->address && app->previous)
		app_choose(app, app->previous);
}

void app_home(struct app *app)
{
	while (app->depth > 1)
		app_back(app);
}

void app_say(struct app *app, enum role role, const char *format, ...)
{
	va_list args;
	char text[1024];

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	free(app->status);
	app->status = xstrdup(text);
	app->status_role = role;
}

static void unsay(struct app *app)
{
	free(app->status);
	app->status = NULL;
	app->status_role = ROLE_GAP;
}

void app_quit(struct app *app, int result)
{
	app->is_over = true;
	app->result = result;
}

void app_scan(struct app *app)
{
	if (app->options.now)
		app->options.env->now = app->options.now();
	strlist_clear(&app->identities);
	ws_identities(app->options.env, &app->identities);
	ws_scan(app->options.env, app->address, &app->facts);
	app->is_loaded = true;
}

void app_choose(struct app *app, const char *address)
{
	char *copy = xstrdup(address);
	bool other =
		!app->address || !address || strcmp(app->address, address) != 0;

	if (app->address) {
		free(app->previous);
		app->previous = app->address;
	}
	app->address = copy;
	for (int i = 0; other && i < STEP_COUNT; i++)
		answers_clear(&app->answers[i]);
	if (other)
		work_forget(app);
	app_scan(app);
}

void app_go(struct app *app, enum step_id id)
{
	bool is_check = id == STEP_CHECK;
	void *data = is_check ? NULL : step_data_new(app, id);

	while (app->depth > 1)
		close_top(app);
	app_open(app, is_check ? &screen_report : &screen_step, data);
	app->stack[0].focus = id;
}

void app_next(struct app *app)
{
	enum step_id next = step_next(&app->facts);

	if (next == STEP_COUNT)
		app_home(app);
	else
		app_go(app, next);
}

/* --- painting ----------------------------------------------------------- */

static void build(struct app *app, struct view *v)
{
	struct screen *s = app_top(app);
	size_t n;

	view_clear(v);
	v->status_role = ROLE_GAP;
	s->ops->build(app, s, v);
	n = view_focusable(v);
	if (s->focus >= n)
		s->focus = n ? n - 1 : 0;
	if (!v->keys)
		v->keys = s->ops->keys;
	v->selected = n ? view_nth(v, s->focus) : NO_ROW;
	v->top = s->top;
	v->follow = s->follow;
	if (!v->title)
		v->title = xstrdup(tr(s->ops->title));
	if (!v->right)
		v->right = text_safe_str(app->address);
	if (app->status || app->is_searching) {
		free(v->status);
		v->status = app->is_searching ? search_line(app)
					      : xstrdup(app->status);
		v->status_role = app->status_role;
	}
}

/* While more is waiting, as in a paste that arrives as keys, painting would
 * only hold it up. */
static void paint(struct app *app)
{
	struct sheet sheet = {0};
	size_t rows, cols;

	build(app, &app->view);
	if (term_has_more())
		return;
	term_size(&rows, &cols);
	layout(&app->view, rows, cols, &sheet);
	draw_sheet(&sheet);
	app_top(app)->top = sheet.top;
	app->height = sheet.height;
	app->total = sheet.total;
	sheet_clear(&sheet);
}

/* --- keys every screen has ---------------------------------------------- */

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
	} else if (app->job) {
		job_cancel(app->job);
		app_say(app, ROLE_WARN, "%s",
			_("Cancelling: it stops at the next safe place. "
			  "Ctrl-C again quits."));
		app->is_asked = true;
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

	work_forget(app);
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

	unsay(app);
	if (app->is_searching) {
		search_key(app, e);
		return;
	}
	if (app->is_asked) {
		app->is_asked = false;
		if (is_text(e, "y") || is_text(e, "q"))
			app_quit(app, 0);
		return;
	}
	if (s->ops->act(app, s, e, row))
		return;
	if (e->kind == EVENT_KEY)
		press_common(app, e->press, row);
	else if (e->kind == EVENT_TEXT && !typing)
		text_common(app, e);
}

static void handle(struct app *app, const struct event *e)
{
	switch (e->kind) {
	case EVENT_INTERRUPT:
		interrupt(app);
		break;
	case EVENT_END:
		app_quit(app, 128 + e->signal);
		break;
	case EVENT_JOB:
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

/* --- start and end ------------------------------------------------------ */

static void load(struct app *app)
{
	struct report report = {0};
	char *address = NULL;

	if (ws_choose(app->options.env, app->options.identity, &address,
		      &report) == 0)
		app_choose(app, address);
	else
		app_scan(app);
	if (report_has(&report, FINDING_ID_SEVERAL))
		app_open(app, &screen_identity, NULL);
	else if (report_has(&report, FINDING_ID_UNKNOWN))
		app_say(app, ROLE_BAD, "%s",
			tr(finding_info(FINDING_ID_UNKNOWN)->title));
	app->stack[0].focus = step_next(&app->facts) % STEP_COUNT;
	free(address);
	report_clear(&report);
}

static void finish(struct app *app)
{
	while (app->depth)
		close_top(app);
	if (app->job)
		job_abandon(app->job);
	for (int i = 0; i < STEP_COUNT; i++)
		answers_clear(&app->answers[i]);
	work_forget(app);
	facts_clear(&app->facts);
	strlist_clear(&app->identities);
	view_clear(&app->view);
	free(app->status);
	entry_clear(&app->search);
	free(app->sought);
	/* Work that was left alone may still read them. */
	if (app->job)
		return;
	free(app->address);
	free(app->previous);
}

int app_run(const struct app_options *options)
{
	struct app app = {.options = *options, .status_role = ROLE_GAP};
	struct event e;

	if (term_start() < 0)
		return APP_NO_TERMINAL;
	die_hook(term_stop);
	draw_start(options->colour);
	app_open(&app, &screen_home, NULL);
	paint(&app); /* first the screen, then the disk */
	load(&app);
	while (!app.is_over) {
		paint(&app);
		term_wait(&e, app.job ? job_fd(app.job) : -1,
			  app.job ? TICK_MS : IDLE_MS);
		handle(&app, &e);
	}
	term_stop();
	die_hook(NULL);
	finish(&app);
	return app.result;
}
