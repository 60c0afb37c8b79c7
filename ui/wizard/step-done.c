/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes after the work of a step: its result, or what is wrong. */
#include <stdlib.h>

#include "base/fsio.h"
#include "base/text.h"
#include "ui/wizard/bring.h"

/* A passphrase typed here need not be typed again on the screens that follow,
 * as long as the person goes straight on. */
static void carry(struct app *app, const struct step *step,
		  const struct answers *answers)
{
	for (size_t i = 0; i < step->nasks; i++) {
		const char *name = step->asks[i].name;
		const struct secret *s = answers_secret(answers, name);

		if (s)
			answers_take_secret(&app->carried, name, secret_dup(s));
	}
}

static bool is_on_screen(struct app *app, enum step_id id)
{
	struct screen *s = app_top(app);

	return s->ops == &screen_step && step_data_is(s->data, id);
}

static void say_finding(struct app *app, const struct finding *f)
{
	const char *title = tr(finding_info(f->id)->title);

	if (f->id == FINDING_CANCELLED)
		app_say(app, ROLE_WARN, "%s",
			_("Cancelled. Nothing was written."));
	else if (*f->subject)
		app_say(app, ROLE_BAD, "%s: %s", title, f->subject);
	else
		app_say(app, ROLE_BAD, "%s", title);
}

/* A .p12 where a certificate was asked for is no dead end: it has a step. */
static bool leads_on(struct app *app, enum step_id id,
		     const struct report *report)
{
	const char *brought = answers_get(&app->answers[id], "bring");
	struct report ignored = {0};
	bool leads = is_on_screen(app, id) && brought &&
		     report_has(report, FINDING_CERT_IS_P12);

	leads = leads && app_bring(app, brought, &ignored) == 0;
	report_clear(&ignored);
	return leads;
}

static void fail(struct app *app, enum step_id id, struct report *report)
{
	if (leads_on(app, id, report))
		return;
	report_sort(report);
	if (report->n)
		say_finding(app, &report->items[0]);
	if (is_on_screen(app, id) && !report_has(report, FINDING_CANCELLED))
		step_fail(app, app_top(app), report);
}

/* What to mind: a line each for the top, all of it for the end. */
static void add_warnings(struct outcome *o, const struct report *report,
			 struct page *heads)
{
	for (size_t i = 0; i < report->n; i++) {
		if (report->items[i].severity != SEVERITY_WARNING)
			continue;
		page_add(heads, ROLE_WARN, _("%s: see below."),
			 tr(finding_info(report->items[i].id)->title));
		page_gap(&o->page);
		page_finding(&o->page, &report->items[i]);
	}
}

static void say_done(struct app *app, enum step_id id, const char *saved)
{
	const char *title = step_title(id);
	char *path = text_safe_str(saved ? path_base(saved) : NULL);

	if (saved)
		app_say(app, ROLE_DONE, _("Done: %s. Saved as %s"), title,
			path);
	else
		app_say(app, ROLE_DONE, _("Done: %s."), title);
	free(path);
}

static void succeed(struct app *app, enum step_id id, struct task *task)
{
	struct outcome *o = &task->outcome;
	struct page heads = {0};
	bool here = is_on_screen(app, id);

	answers_clear(&app->answers[id]);
	if (o->identity)
		app_choose(app, o->identity);
	else
		app_scan(app);
	if (here) /* after another address was chosen: that forgets them */
		carry(app, step_get(id), &task->answers);
	add_warnings(o, &task->report, &heads);
	say_done(app, id, o->saved);
	if (o->reveal || (here && (o->page.n || o->copy))) {
		void *data = result_data_new(id, o, &heads);

		if (here)
			app_replace(app, &screen_result, data);
		else
			app_open(app, &screen_result, data);
	} else if (here) {
		app_next(app);
	}
	page_clear(&heads);
}

void step_done(struct app *app, enum step_id id, int r, struct task *task)
{
	if (r < 0)
		fail(app, id, &task->report);
	else
		succeed(app, id, task);
}
