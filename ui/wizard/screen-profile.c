/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over by a configuration profile, for Apple devices. */
#include "base/text.h"
#include "ui/both/profile-asks.h"
#include "ui/wizard/form.h"

static void show_result(struct app *app, struct task *task)
{
	struct page heads = {0};

	for (size_t i = 0; i < task->report.n; i++)
		page_finding(&task->outcome.page, &task->report.items[i]);
	app_say(app, ROLE_DONE, "%s", _("The profile is written."));
	app_replace(app, &screen_result,
		    result_data_new(STEP_HANDOVER, &task->outcome, &heads));
}

static int take(struct app *app, struct answers *answers,
		struct report *report)
{
	struct task task = {.env = app->options.env, .address = app->address};
	int r;

	task.answers = *answers;
	*answers = (struct answers){0};
	r = profile_make(&task);
	if (r == 0) {
		show_result(app, &task);
	} else {
		*report = task.report;
		task.report = (struct report){0};
	}
	task_clear(&task);
	return r;
}

static const struct form form = {
	.title = N_("Profile for Apple devices"),
	.intro = N_("One file sets up an iPhone, an iPad or a Mac: the "
		    "issuer's certificates, and your key where you want it."),
	.action = N_("Write the profile"),
	.asks = profile_asks,
	.nasks = PROFILE_ASKS,
	.about = "mail-user",
	.take = take,
};

void profile_open(struct app *app)
{
	const struct secret *typed =
		answers_secret(&app->carried, "passphrase");
	struct answers preset = {0};

	profile_preset(app->address, &preset);
	if (typed)
		answers_take_secret(&preset, "passphrase", secret_dup(typed));
	form_open(app, &form, &preset);
}
