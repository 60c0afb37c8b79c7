/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door for files: named or pasted, recognised, put where they belong. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/bring.h"
#include "ui/field.h"
#include "ui/screen.h"

enum { ID_FIELD, ID_LOOK = 64 };

static const struct ask ask = {
	.name = "bring",
	.kind = ASK_BRING,
	.label = N_("File or text"),
	.help = N_("Tab completes the name of a file. Text can be pasted: a "
		   "certificate, a whole mail."),
};

static const struct key_word keys[] = {
	{N_("Enter"), N_("Look at it"), N_("recognise what was brought")},
	{N_("Tab"), N_("Complete"), N_("complete the name of the file")},
	{N_("Esc"), N_("Back"), N_("to where you were")},
	{N_("Ctrl-U, Ctrl-K"), "", N_("erase before, behind the cursor")},
	{N_("F1"), N_("Help"), N_("this page")},
	{0},
};

struct bring_data {
	struct field field;
	struct answers answers;
	struct report failed;
};

void *bring_data_new(const struct app *app)
{
	struct bring_data *d = xcalloc(1, sizeof(*d));

	field_init(&d->field, &ask, &d->answers, &d->answers);
	d->field.user_home = app->options.env->user_home;
	return d;
}

static void build_what(struct page *p)
{
	page_add(p, ROLE_TITLE, "%s", _("What can be brought"));
	page_field(p, _("Certificate"), "%s",
		   _("as a file, a chain file (.p7b), in a ZIP, in a mail: it "
		     "goes to the address whose key fits"));
	page_field(p, _(".p12 or .pfx"), "%s",
		   _("key and certificate in one: a way to begin, and to turn "
		     "it into one that your device takes"));
	page_field(p, _("All else"), "%s",
		   _("is named and explained: a request, a profile, a key, a "
		     "page that was saved by mistake"));
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct bring_data *d = s->data;
	struct page page = {0};

	(void)app;
	view_line(v, ROLE_TEXT,
		  _("Name a file you got, or paste its text. It is recognised "
		    "by what is in it; the file itself is not changed."));
	view_line(v, ROLE_GAP, "");
	field_build(&d->field, 0, &d->answers, false, v);
	view_line(v, ROLE_GAP, "");
	if (d->failed.n)
		page_finding(&page, &d->failed.items[0]);
	view_action(v, ID_LOOK, _("Look at it"));
	view_line(v, ROLE_GAP, "");
	if (!d->failed.n)
		build_what(&page);
	view_page(v, &page);
	page_clear(&page);
	page_add(&v->pane, ROLE_TEXT, "%s", tr(ask.help));
}

static void go(struct app *app, const struct bringing *b, const char *brought)
{
	app_choose(app, b->identity);
	bring_answers(b, brought, &app->answers[b->step]);
	app_go(app, b->step);
	step_begin_behind(app, app_top(app), ask.name);
	app_say(app, ROLE_TODO, _("It is %s. This step takes it in."),
		b->words);
}

int app_bring(struct app *app, const char *brought, struct report *report)
{
	struct bringing b = {0};
	char *copy = xstrdup(brought);
	int r = bring_look(app->options.env, app->address, brought, &b, report);

	if (r == 0 && b.step == STEP_COUNT)
		app_open(app, &screen_text,
			 text_data_new(_("What it is"), &b.page));
	else if (r == 0 && app->job)
		app_say(app, ROLE_WARN, "%s",
			_("Wait until the work has ended, then bring it."));
	else if (r == 0)
		go(app, &b, copy);
	bringing_clear(&b);
	free(copy);
	return r;
}

static void look(struct app *app, struct bring_data *d)
{
	struct report report = {0};
	int part;

	report_clear(&d->failed);
	if (field_check(&d->field, &d->answers, &report, &part) < 0 ||
	    app_bring(app, answers_get(&d->answers, ask.name), &report) < 0) {
		d->failed = report;
		return;
	}
	report_clear(&report);
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct bring_data *d = s->data;

	if (row && row->id == ID_FIELD &&
	    field_act(&d->field, row->id, e, &d->answers))
		return true;
	if (!is_press(e, PRESS_ENTER) && !is_press(e, PRESS_F2))
		return false;
	look(app, d);
	return true;
}

static void close_data(void *data)
{
	struct bring_data *d = data;

	field_clear(&d->field);
	answers_clear(&d->answers);
	report_clear(&d->failed);
	free(d);
}

const struct screen_ops screen_bring = {
	.name = "bring",
	.title = N_("Bring a file"),
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
};
