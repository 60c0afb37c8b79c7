/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was brought and no step takes: each thing in it, with its details. */
#include <stdlib.h>

#include "base/text.h"
#include "ui/wizard/bring.h"
#include "ui/wizard/form.h"
#include "ui/wizard/people.h"

enum { ID_ALL = -1, ID_ADD = -2, ID_TRUST = -3 };

struct brought_data {
	struct bringing b;
	char *brought;	/* a path, or the text */
};

static const struct key_word keys[] = {
	{N_("Enter"), N_("Details"), N_("all that is known of the selected one")},
	{N_("Up/Down"), N_("Move"), N_("select one")},
	{N_("Esc"), N_("Back"), N_("to where you were")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

void *brought_data_new(struct bringing *b, const char *brought)
{
	struct brought_data *d = xcalloc(1, sizeof(*d));

	d->b = *b;
	d->brought = xstrdup(brought);
	*b = (struct bringing){0};
	return d;
}

void brought_trusted(struct app *app, void *data)
{
	struct brought_data *d = data;
	struct bringing now = {0};
	struct report ignored = {0};

	if (bring_look(app->options.env, app->address, d->brought, &now,
		       &ignored) == 0 &&
	    now.step == STEP_COUNT) {
		bringing_clear(&d->b);
		d->b = now;
		now = (struct bringing){0};
	} else {
		cert_free(d->b.root);
		d->b.root = NULL;
	}
	bringing_clear(&now);
	report_clear(&ignored);
}

static bool tells_state(const struct bringing *d)
{
	return d->page.n && (d->page.lines[0].role == ROLE_TODO ||
			     d->page.lines[0].role == ROLE_DONE);
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct bringing *d = &((struct brought_data *)s->data)->b;
	char *text = xasprintf(trn("There is %zu thing in it.",
				   "There are %zu things in it.", d->nfound),
			       d->nfound);
	int at;

	(void)app;
	view_line(v, ROLE_TEXT, text);
	free(text);
	if (tells_state(d))
		view_line(v, d->page.lines[0].role, d->page.lines[0].text);
	view_line(v, ROLE_GAP, "");
	for (size_t i = 0; i < d->nfound; i++)
		view_item(v, (int)i, d->found[i].mark, d->found[i].label,
			  d->found[i].text);
	view_line(v, ROLE_GAP, "");
	if (d->root)
		view_action(v, ID_TRUST, _("Trust this root..."));
	if (d->is_others)
		view_action(v, ID_ADD, _("Add to the address book"));
	view_action(v, ID_ALL, _("What is wrong with it, if anything"));
	at = view_nth(v, s->focus);
	if (at != NO_ROW && v->rows[at].id >= 0)
		page_append(&v->pane, &d->found[v->rows[at].id].page);
	v->reads = true;
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	const struct brought_data *data = s->data;
	const struct bringing *d = &data->b;
	struct page copy = {0};

	if (!row || !is_press(e, PRESS_ENTER))
		return false;
	if (row->id == ID_ADD) {
		people_add_open(app, data->brought);
		return true;
	}
	if (row->id == ID_TRUST) {
		root_open(app, d->root);
		return true;
	}
	page_append(&copy, row->id == ID_ALL ? &d->page
					     : &d->found[row->id].page);
	app_open(app, &screen_text,
		 text_data_new(row->id == ID_ALL ? _("What it is")
						 : d->found[row->id].label,
			       &copy));
	return true;
}

static void close_data(void *data)
{
	struct brought_data *d = data;

	bringing_clear(&d->b);
	free(d->brought);
	free(d);
}

const struct screen_ops screen_brought = {
	.name = "brought",
	.title = N_("What it is"),
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
};
