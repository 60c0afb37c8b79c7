/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work of a step: started, watched, and what comes after it. */
#include <stdlib.h>

#include "base/fsio.h"
#include "base/text.h"
#include "ui/bring.h"
#include "ui/people.h"
#include "ui/scan.h"

static void refresh_clock(struct app *app)
{
	if (app->options.now)
		app->options.env->now = app->options.now();
}

void work_forget(struct app *app)
{
	answers_clear(&app->carried);
}

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

static void settle(struct app *app, enum step_id id, int r, struct task *task)
{
	if (id == STEP_COUNT)
		mail_read(app, r, task);
	else if (r < 0)
		fail(app, id, &task->report);
	else
		succeed(app, id, task);
	task_clear(task);
	free(task);
}

/* Says why not, where it may not. */
static bool may_start(struct app *app)
{
	if (!app->job)
		return true;
	if (app->is_cancelled)
		app_say(app, ROLE_WARN, "%s",
			_("What was cancelled has not ended yet: try again in "
			  "a moment."));
	else
		app_say(app, ROLE_WARN, "%s",
			_("One piece of work at a time: wait for the first, or "
			  "cancel it with Ctrl-C."));
	return false;
}

static void begin(struct app *app)
{
	refresh_clock(app);
	app->ticks = 0;
	app->began = app->options.env->now;
	app->is_cancelled = false;
}

void work_start(struct app *app, enum step_id id, struct answers *answers)
{
	struct task *task;

	if (!may_start(app)) {
		answers_clear(answers);
		return;
	}
	begin(app);
	task = xcalloc(1, sizeof(*task));
	task->env = app->options.env;
	task->address = app->address;
	task->answers = *answers;
	*answers = (struct answers){0};
	if (step_get(id)->busy)
		app->job = job_start(id, task);
	if (!app->job)
		settle(app, id, step_run(id, task), task);
}

void work_scan(struct app *app, const struct strlist *paths)
{
	struct task *task;

	if (!may_start(app))
		return;
	begin(app);
	task = scan_task_new(app->options.env, paths);
	app->job = job_start(STEP_COUNT, task);
	if (!app->job)
		settle(app, STEP_COUNT, task->work(task), task);
}

void work_end(struct app *app)
{
	enum step_id id = job_step(app->job);
	struct task *task;
	int r = job_finish(app->job, &task);

	app->job = NULL;
	refresh_clock(app);
	settle(app, id, r, task);
}

void work_cancel(struct app *app)
{
	job_cancel(app->job);
	app->is_cancelled = true;
}

bool work_is_on(const struct app *app, enum step_id id)
{
	return app->job && !app->is_cancelled && job_step(app->job) == id;
}

char *work_line(struct app *app)
{
	static const char wheel[] = "|/-\\";
	enum step_id id = job_step(app->job);
	const struct step *step = id < STEP_COUNT ? step_get(id) : NULL;
	/* Keys hold the ticks up. */
	long seconds = app->options.now ? (long)(app->options.now() - app->began)
					: (long)app->ticks / 10;
	char turn = wheel[app->ticks % 4];
	char *far, *line;

	if (step)
		return xasprintf(_("[%c] %s: %u s (%s)"), turn, tr(step->busy),
				 /* the clock was set */
				 seconds < 0 ? 0u : (unsigned)seconds,
				 step->usual ? tr(step->usual) : "");
	far = scan_task_text(job_task(app->job));
	line = xasprintf(_("[%c] Reading your mail: %s"), turn, far);
	free(far);
	return line;
}
