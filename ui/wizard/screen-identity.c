/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A choice between the addresses that are set up here. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/wizard/bring.h"

enum { ID_NEW = -1 };

static const struct key_word keys[] = {
	{N_("Enter"), N_("Choose"), N_("go on with this address")},
	{N_("Up/Down"), N_("Move"), N_("select an address")},
	{N_("b"), N_("Bring a file"), N_("it finds the address it is for")},
	{N_("d"), N_("What is wrong?"), N_("say what you see")},
	{N_("Esc"), N_("Back"), N_("to the overview")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

static void build(struct app *app, struct screen *s, struct view *v)
{
	(void)s;
	view_line(v, ROLE_TEXT,
		  _("Each address has its own key and certificate. Which one "
		    "is it about?"));
	view_line(v, ROLE_GAP, "");
	for (size_t i = 0; i < app->identities.n; i++) {
		const char *address = app->identities.items[i];
		char *safe = text_safe_str(address);
		bool is_current =
			app->address && strcmp(app->address, address) == 0;

		view_item(v, (int)i, is_current ? "(*)" : "( )", safe, "");
		free(safe);
	}
	view_line(v, ROLE_GAP, "");
	view_action(v, ID_NEW, _("Another address"));
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	(void)s;
	if (is_text(e, "b")) {
		bring_open(app, NULL);
		return true;
	}
	if (is_text(e, "d")) {
		app_open(app, &screen_sights, NULL);
		return true;
	}
	if (!row || !is_press(e, PRESS_ENTER))
		return false;
	if (app->job) {
		app_say(app, ROLE_WARN, "%s",
			_("Wait until the work has ended, then change the "
			  "address."));
		return true;
	}
	if (row->id == ID_NEW) {
		app_choose(app, NULL);
		app_go(app, STEP_WHO);
		return true;
	}
	app_choose(app, app->identities.items[row->id]);
	app_home(app);
	return true;
}

const struct screen_ops screen_identity = {
	.name = "identity",
	.title = N_("Addresses"),
	.keys = keys,
	.build = build,
	.act = act,
};
