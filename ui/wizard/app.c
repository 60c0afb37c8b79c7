/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wizard on the screen: the loop, start and end. */
#include "ui/wizard/app.h"

#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "ui/term/term.h"
#include "ui/view/draw.h"
#include "ui/both/advice.h"
#include "ui/wizard/app-impl.h"
#include "ui/wizard/bring.h"
#include "x509/gtls.h"

void app_build(struct app *app, struct view *v)
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
	v->is_utf8 = app->options.utf8;
	if (!v->right)
		v->right = text_safe_str(app->address);
	if (app->status || app->is_searching) {
		free(v->status);
		v->status = app->is_searching ? search_line(app)
					      : xstrdup(app->status);
		v->status_role = app->status_role;
	}
	view_short_paths(v, app->options.env->user_home);
	if (!v->is_utf8)
		view_to_ascii(v);
}

/* While more is waiting, as in a paste that arrives as keys, painting would
 * only hold it up. */
static void paint(struct app *app)
{
	struct sheet sheet = {0};
	size_t rows, cols;

	app_build(app, &app->view);
	if (term_has_more())
		return;
	term_size(&rows, &cols);
	layout(&app->view, rows, cols, &sheet);
	draw_sheet(&sheet);
	app->top = sheet.top;
	/* Another size and back again is to show the same. */
	if (!app->is_resized)
		app_top(app)->top = sheet.top;
	app->height = sheet.height;
	app->total = sheet.total;
	sheet_clear(&sheet);
}

/* --- start and end ------------------------------------------------------ */

void app_load(struct app *app)
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

static void kept_clear(struct kept *k)
{
	answers_clear(&k->answers);
	answers_clear(&k->preset);
}

void app_end(struct app *app)
{
	app_close(app, 0);
	if (app->job)
		job_abandon(app->job);
	for (int i = 0; i < STEP_COUNT; i++)
		answers_clear(&app->answers[i]);
	drafts_clear(&app->aside);
	for (int i = 0; i < APP_FORMS; i++)
		kept_clear(&app->kept[i]);
	app_forget(app);
	facts_clear(&app->facts);
	strlist_clear(&app->identities);
	view_clear(&app->view);
	free(app->status);
	entry_clear(&app->search);
	free(app->sought);
	free(app->folder);
	free(app->mail);
	page_clear(&app->found);
	/* Work that was left alone may still read them. */
	if (app->job)
		return;
	free(app->address);
	free(app->previous);
	page_set_fix(NULL);
}

void app_begin(struct app *app, const struct app_options *options)
{
	*app = (struct app){.options = *options, .status_role = ROLE_GAP};
	page_set_fix(advice_of);
	app_open(app, &screen_home, NULL);
}

static void bring_first(struct app *app)
{
	struct report report = {0};

	if (app->options.brought &&
	    app_bring(app, app->options.brought, &report) < 0)
		app_say(app, ROLE_BAD, "%s: %s", app->options.brought,
			tr(finding_info(report.items[0].id)->title));
	report_clear(&report);
}

int app_run(const struct app_options *options)
{
	struct app app;
	struct event e;

	if (term_start(options->sync_fd) < 0)
		return APP_NO_TERMINAL;
	die_hook(term_stop);
	draw_start(options->colour);
	app_begin(&app, options);
	app_load(&app);
	paint(&app);
	gtls_start();
	bring_first(&app);
	while (!app.is_over) {
		paint(&app);
		term_wait(&e, app.job ? job_fd(app.job) : -1,
			  app_wait_ms(&app));
		app_handle(&app, &e);
	}
	term_stop();
	die_hook(NULL);
	app_end(&app);
	return app.result;
}
