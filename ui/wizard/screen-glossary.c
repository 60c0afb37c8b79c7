/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the trade, explained. */
#include "base/text.h"
#include "journey/page/glossary.h"
#include "ui/wizard/screen.h"

static const struct key_word keys[] = {
	{N_("Up/Down"), N_("Move"), N_("select a word")},
	{N_("v"), N_("Read in full"), N_("the whole explanation")},
	{N_("/"), N_("Find"), N_("find a word; / Enter: again")},
	{N_("Esc"), N_("Back"), N_("to where you were")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

static void build(struct app *app, struct screen *s, struct view *v)
{
	(void)app;
	for (size_t i = 0; i < term_count(); i++) {
		const struct term *t = term_at(i);

		view_item(v, (int)i, NULL, tr(t->name), tr(t->also));
	}
	if (s->focus < term_count()) {
		const struct term *t = term_at(s->focus);

		page_add(&v->pane, ROLE_TITLE, "%s", tr(t->name));
		page_add(&v->pane, ROLE_TEXT, "%s", tr(t->text));
	}
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct page page = {0};

	(void)s;
	if (!row || !is_press(e, PRESS_ENTER))
		return false;
	page_append(&page, &app->view.pane);
	app_open(app, &screen_text, text_data_new(_("Words"), &page));
	return true;
}

const struct screen_ops screen_glossary = {
	.name = "glossary",
	.title = N_("Words"),
	.keys = keys,
	.build = build,
	.act = act,
};
