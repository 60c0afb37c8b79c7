/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page to read: details, and the help on any screen. */
#include <stdlib.h>

#include "base/text.h"
#include "ui/wizard/screen.h"

struct text_data {
	char *title;
	struct page page;
};

static const struct key_word keys[] = {
	{N_("Up/Down"), N_("Scroll"), N_("a line up or down")},
	{N_("PgUp/PgDn"), N_("Page"), N_("a page up or down")},
	{N_("/"), N_("Find"), N_("find words; / Enter: again")},
	{N_("Esc"), N_("Back"), N_("close this page; q and Enter do it too")},
	{0},
};

static const struct key_word everywhere[] = {
	{N_("Esc"), "", N_("one screen back; what was typed is kept")},
	{N_("Up/Down, Tab"), "", N_("move; never blocked by what is missing")},
	{N_("PgUp/PgDn"), "", N_("scroll")},
	{N_("/"), "", N_("find words on this screen; / Enter: again")},
	{N_("F1, ?"), "", N_("help (? not while typing)")},
	{N_("F3, v"), "", N_("the lower part of the screen in full")},
	{N_("Pasting"), "",
	 N_("a certificate can be pasted on any screen: it is recognised and "
	    "brought to its step; nothing is done before you say so")},
	{N_("g"), "", N_("words of the trade, explained (not while typing)")},
	{N_("Ctrl-L"), "", N_("draw the screen anew")},
	{N_("Ctrl-Z"), "", N_("pause the program; fg brings it back")},
	{N_("Ctrl-C"), "", N_("cancel the work, or ask whether to quit")},
	{0},
};

void *text_data_new(const char *title, struct page *page)
{
	struct text_data *d = xcalloc(1, sizeof(*d));

	d->title = xstrdup(title);
	d->page = *page;
	*page = (struct page){0};
	return d;
}

static void add_keys(struct page *p, const struct key_word *k)
{
	for (; k->key; k++)
		page_field(p, _(k->key), "%s", _(k->help));
}

void *help_new(const struct app *app)
{
	struct page page = {0};
	void *data;
	char *title;

	if (app->view.pane.n) {
		page_append(&page, &app->view.pane);
		page_gap(&page);
	}
	page_add(&page, ROLE_TITLE, "%s", _("Keys on this screen"));
	add_keys(&page, app->view.keys);
	page_gap(&page);
	page_add(&page, ROLE_TITLE, "%s", _("Keys everywhere"));
	add_keys(&page, everywhere);
	page_gap(&page);
	page_add(&page, ROLE_TITLE, "%s", _("Marks"));
	page_field(&page, "[ok]", "%s", _("done, good"));
	page_field(&page, "[->]", "%s", _("can be done now"));
	page_field(&page, "[..]", "%s", _("waiting for somebody or something"));
	page_field(&page, "[  ]", "%s",
		   _("later; an earlier step comes first"));
	page_field(&page, "[! ]", "%s", _("works, but mind it"));
	page_field(&page, "[!!]", "%s", _("something is wrong"));
	title = xasprintf(_("Help: %s"), app->view.title);
	data = text_data_new(title, &page);
	free(title);
	return data;
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct text_data *d = s->data;

	(void)app;
	v->title = xstrdup(d->title);
	view_page(v, &d->page);
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	(void)s;
	(void)row;
	if (is_press(e, PRESS_ENTER) || is_press(e, PRESS_F1) ||
	    is_press(e, PRESS_F3) || is_text(e, "?") || is_text(e, "v")) {
		app_back(app);
		return true;
	}
	return false;
}

static void close_data(void *data)
{
	struct text_data *d = data;

	free(d->title);
	page_clear(&d->page);
	free(d);
}

const struct screen_ops screen_text = {
	.name = "text",
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
};
