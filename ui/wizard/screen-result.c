/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a step left to see: a page, a password shown on demand, text to copy. */
#include <stdlib.h>

#include "base/text.h"
#include "ui/term/term.h"
#include "ui/wizard/screen.h"

enum { ID_REVEAL, ID_LEAD, ID_NEXT, ID_COPY, ID_HOME };

struct result_data {
	enum step_id id;
	struct outcome outcome;
	struct page heads;
	bool shown, was_shown, warned;
};

#define KEYS_FIRST                                                             \
	{N_("Enter"), N_("Choose"), N_("do what is selected")},                \
	{                                                                      \
		N_("Up/Down"), N_("Move"), N_("select, and read on")           \
	}
#define KEYS_LAST                                                              \
	{N_("F2"), "", N_("go on to the next step")},                          \
		{N_("Esc"), N_("Overview"), N_("back to the overview")},       \
		{N_("?"), N_("Help"), N_("this page")},                        \
	{                                                                      \
		0                                                              \
	}

static const struct key_word keys[] = {KEYS_FIRST, KEYS_LAST};

static const struct key_word keys_reveal[] = {
	KEYS_FIRST,
	{N_("p"), N_("Password"), N_("show or hide the password")},
	KEYS_LAST,
};

static const struct key_word keys_copy[] = {
	KEYS_FIRST,
	{N_("c"), N_("Copy"), N_("copy the text to hand on")},
	KEYS_LAST,
};

void *result_data_new(enum step_id id, struct outcome *outcome,
		      struct page *heads)
{
	struct result_data *d = xcalloc(1, sizeof(*d));

	d->id = id;
	d->outcome = *outcome;
	*outcome = (struct outcome){0};
	d->heads = *heads;
	*heads = (struct page){0};
	return d;
}

static void build_reveal(const struct result_data *d, struct view *v)
{
	const char *label = d->outcome.reveal_label;

	view_line(v, ROLE_TITLE, label ? label : _("Password"));
	if (d->shown) {
		struct row *row = view_row(v, ROW_REVEAL);

		row->secret = d->outcome.reveal;
		view_line(v, ROLE_WARN,
			  _("Write it down now: it is kept nowhere else and "
			    "is not shown again after this screen."));
		view_action(v, ID_REVEAL, _("Hide it"));
	} else {
		view_action(v, ID_REVEAL,
			    _("Show the password (nobody else looking?)"));
	}
}

static void build_next(int id, enum step_id next, struct view *v)
{
	char *text = xasprintf(_("Go on: %s"), step_title(next));

	view_action(v, id, text);
	free(text);
}

static void build_actions(struct app *app, const struct result_data *d,
			  struct view *v)
{
	enum step_id next = step_next(&app->facts);
	enum step_id lead = d->outcome.next;

	if (d->outcome.reveal)
		build_reveal(d, v);
	if (lead)
		build_next(ID_LEAD, lead, v);
	if (next != STEP_COUNT && next != d->id && next != lead)
		build_next(ID_NEXT, next, v);
	if (d->outcome.copy)
		view_action(v, ID_COPY, _("Copy the text to hand on"));
	view_action(v, ID_HOME, _("To the overview"));
}

/* What can be done stands below the first sentence, so that it is in sight
 * whatever the size of the window. */
static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct result_data *d = s->data;
	const struct page *p = &d->outcome.page;
	struct page first = {p->lines, p->n ? 1 : 0};
	struct page rest = {p->lines + first.n, p->n - first.n};

	v->title = xasprintf(_("%d %s"), (int)d->id + 1, step_title(d->id));
	view_page(v, &first);
	view_page(v, &d->heads);
	view_line(v, ROLE_GAP, "");
	build_actions(app, d, v);
	view_line(v, ROLE_GAP, "");
	view_page(v, &rest);
	page_add(&v->pane, ROLE_TEXT, "%s", tr(step_get(d->id)->secrecy));
	v->keys = d->outcome.reveal ? keys_reveal
		  : d->outcome.copy ? keys_copy
				    : keys;
}

/* A password nobody has seen is gone with the screen: asked once. */
static bool may_leave(struct app *app, struct result_data *d)
{
	if (!d->outcome.reveal || d->was_shown || d->warned)
		return true;
	d->warned = true;
	app_say(app, ROLE_WARN, "%s",
		_("You have not seen the password yet, and it is kept nowhere. "
		  "p shows it; the same key again leaves."));
	return false;
}

static void reveal(struct screen *s, struct result_data *d)
{
	if (!d->outcome.reveal)
		return;
	d->shown = !d->shown;
	d->was_shown = true;
	s->focus = 0;
	s->follow = true;
}

static void copy(struct app *app, const struct result_data *d)
{
	if (!d->outcome.copy) {
		app_say(app, ROLE_HINT, "%s", _("There is nothing to copy."));
		return;
	}
	if (term_copy(d->outcome.copy))
		app_say(app, ROLE_DONE, "%s",
			_("Copied, if your terminal allows it. It is in the "
			  "file as well."));
	else
		app_say(app, ROLE_WARN, "%s",
			_("It is too long for the clipboard: use the file."));
}

static void go_on(struct app *app, const struct result_data *d, int id)
{
	enum step_id lead = d->outcome.next;

	if (lead && id != ID_NEXT)
		app_go(app, lead);
	else
		app_next(app);
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct result_data *d = s->data;
	int id = row && is_press(e, PRESS_ENTER) ? row->id : -1;

	if (is_text(e, "p") || id == ID_REVEAL) {
		reveal(s, d);
		return true;
	}
	if (is_text(e, "c") || id == ID_COPY) {
		copy(app, d);
		return true;
	}
	if (is_press(e, PRESS_F2) || id == ID_NEXT || id == ID_LEAD) {
		if (may_leave(app, d))
			go_on(app, d, id);
		return true;
	}
	if (is_press(e, PRESS_ESC) || is_text(e, "q") || id == ID_HOME) {
		if (may_leave(app, d))
			app_home(app);
		return true;
	}
	return false;
}

static void close_data(void *data)
{
	struct result_data *d = data;

	outcome_clear(&d->outcome);
	page_clear(&d->heads);
	free(d);
}

const struct screen_ops screen_result = {
	.name = "result",
	.title = N_("Done"),
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
};
