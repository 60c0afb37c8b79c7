/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which mail program the answers are about, and the way to a cure. */
#include "base/text.h"
#include "rules/client.h"
#include "ui/screen.h"

/* The first client is the one in general: it stands for all of them. */
const char *app_client_name(const struct app *app)
{
	return app->client ? client_at(app->client)->name : NULL;
}

char *app_client_status(const struct app *app)
{
	if (!app->client)
		return xstrdup(_("For: all programs (c: choose yours)"));
	return xasprintf(_("For: %s (c: other)"),
			 tr(client_at(app->client)->title));
}

void app_next_client(struct app *app)
{
	app->client = (app->client + 1) % client_count();
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
