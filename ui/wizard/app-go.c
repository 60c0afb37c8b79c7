/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to a step: the one chosen, the next, the one that cures. */
#include "base/text.h"
#include "ui/wizard/app-impl.h"

void app_go(struct app *app, enum step_id id)
{
	bool is_check = id == STEP_CHECK;
	void *data = is_check ? NULL : step_data_new(app, id);

	app_close(app, 1);
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

void app_cure(struct app *app, enum finding_id finding)
{
	const char *name = finding_info(finding)->step;
	int id = *name ? step_by_name(name) : -1;

	if (id >= 0 && id != STEP_CHECK)
		app_go(app, (enum step_id)id);
	else
		app_say(app, ROLE_HINT, "%s",
			_("This is not cured in this program: \"Do\" says "
			  "where."));
}
