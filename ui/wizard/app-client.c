/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which mail program the answers are about. */
#include "base/text.h"
#include "rules/client.h"
#include "ui/wizard/screen.h"

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
