/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way into a diagnosis for who only has a symptom: what do you see? */
#include "base/text.h"
#include "rules/tree.h"
#include "ui/wizard/bring.h"

enum { ID_REPORT = 1000, ID_BRING };

static const struct key_word keys[] = {
	{N_("Enter"), N_("Choose"), N_("look for the cause of this")},
	{N_("Up/Down"), N_("Move"), N_("select what you see")},
	{N_("b"), N_("Bring a file"), N_("learn what is wrong with a file")},
	{N_("Esc"), N_("Back"), N_("to where you were")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

static void build(struct app *app, struct screen *s, struct view *v)
{
	(void)app;
	view_line(v, ROLE_TEXT,
		  _("Choose what comes closest. The causes are looked at one "
		    "by one, the likely ones first; what only you can see is "
		    "asked, with the menus that lead there."));
	view_line(v, ROLE_GAP, "");
	for (size_t i = 0; i < tree_count(); i++)
		view_item(v, (int)i, NULL, tr(tree_at(i)->title), "");
	view_line(v, ROLE_GAP, "");
	view_action(v, ID_REPORT, _("None of these: check everything"));
	view_action(v, ID_BRING, _("Something is wrong with a file"));
	if (s->focus >= tree_count())
		return;
	page_add(&v->pane, ROLE_TEXT, "%s", _("This is what is looked at:"));
	for (size_t i = 0; i < tree_at(s->focus)->n; i++)
		page_add(&v->pane, ROLE_TEXT, "%zu %s", i + 1,
			 tr(tree_at(s->focus)->steps[i].text));
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	bool enter = row && is_press(e, PRESS_ENTER);

	(void)s;
	if (is_text(e, "b") || (enter && row->id == ID_BRING)) {
		bring_open(app, NULL);
		return true;
	}
	if (!enter)
		return false;
	if (row->id == ID_REPORT)
		app_replace(app, &screen_report, NULL);
	else
		walk_open(app, tree_at((size_t)row->id));
	return true;
}

const struct screen_ops screen_sights = {
	.name = "sights",
	.title = N_("What do you see?"),
	.keys = keys,
	.build = build,
	.act = act,
};
