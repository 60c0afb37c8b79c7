/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One piece of work at a time: started, watched, ended. */
#include "ui/wizard/work.h"

#include <stdlib.h>

#include "base/text.h"
#include "ui/both/scan.h"

static void settle(struct app *app, enum step_id id, int r, struct task *task)
{
	app->done(app, id, r, task);
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

static void begin(struct app *app, work_done_fn *done)
{
	app->done = done;
	app_clock(app);
	app->ticks = 0;
	app->began = app->options.env->now;
	app->is_cancelled = false;
}

void work_start(struct app *app, enum step_id id, struct answers *answers,
		work_done_fn *done)
{
	struct task *task;

	if (!may_start(app)) {
		answers_clear(answers);
		return;
	}
	begin(app, done);
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

void work_scan(struct app *app, const struct strlist *paths, work_done_fn *done)
{
	struct task *task;

	if (!may_start(app))
		return;
	begin(app, done);
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
	app_clock(app);
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
