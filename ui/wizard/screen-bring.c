/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door for files: named or pasted, recognised, put where they belong. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/wizard/bring.h"
#include "ui/wizard/form.h"

static const char begin[] = "-----BEGIN ";

static const struct ask asks[] = {
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("File or text"),
	 .help = N_("Tab completes the name of a file. Text can be pasted: a "
		    "certificate, a whole mail.")},
};

static void show_what(const struct env *env, const struct answers *a,
		      struct page *p)
{
	(void)env;
	(void)a;
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

static void go(struct app *app, const struct bringing *b, const char *brought)
{
	app_choose(app, b->identity);
	bring_answers(b, brought, &app->answers[b->step]);
	app_go(app, b->step);
	step_begin_behind(app, app_top(app), "bring");
	app_say(app, ROLE_TODO, _("It is %s. This step takes it in."),
		b->words);
}

int app_bring(struct app *app, const char *brought, struct report *report)
{
	struct bringing b = {0};
	char *copy = xstrdup(brought);
	int r = bring_look(app->options.env, app->address, brought, &b, report);

	if (r == 0 && b.step == STEP_COUNT && (b.nfound > 1 || b.is_others))
		app_open(app, &screen_brought, brought_data_new(&b, copy));
	else if (r == 0 && b.step == STEP_COUNT)
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

static int take(struct app *app, struct answers *answers,
		struct report *report)
{
	return app_bring(app, answers_get(answers, "bring"), report);
}

static const struct form form = {
	.title = N_("Bring a file"),
	.intro = N_("Name a file you got, or paste its text. It is recognised "
		    "by what is in it; the file itself is not changed."),
	.action = N_("Look at it"),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.more = show_what,
	.take = take,
};

void bring_open(struct app *app, const char *text)
{
	struct answers preset = {0};

	answers_set(&preset, "bring", text);
	form_open(app, &form, &preset);
}

/* --- from anywhere ------------------------------------------------------- */

/* Lines that begin as PEM does (RFC 7468 section 2). */
static bool is_pem(const struct secret *s)
{
	const char *p = secret_data(s);

	p += strspn(p, " \t\n");
	return strncmp(p, begin, strlen(begin)) == 0 && strchr(p, '\n');
}

static void bring_pasted(struct app *app, const struct event *e)
{
	struct buf text = {0};
	struct report report = {0};

	if (e->cut) {
		app_say(app, ROLE_WARN, "%s",
			_("What you pasted is too long: nothing of it was "
			  "taken. Save it as a file and give its name."));
		return;
	}
	buf_add(&text, secret_data(e->paste), secret_len(e->paste));
	if (!strchr(text.data, '\n'))
		bring_open(app, text.data);
	else if (app_bring(app, text.data, &report) < 0)
		app_say(app, ROLE_BAD, "%s",
			tr(finding_info(report.items[0].id)->title));
	report_clear(&report);
	buf_wipe(&text);
}

/* The first line came as keys into a field it is not for: it goes from there
 * to where the rest is waited for. */
static void move_line(struct app *app, const struct row *row)
{
	struct screen *s = app_top(app);
	char *line = xasprintf("%s\n", entry_text(row->entry));

	s->ops->act(app, s,
		    &(struct event){.kind = EVENT_KEY, .press = PRESS_END},
		    row);
	s->ops->act(app, s,
		    &(struct event){.kind = EVENT_KEY,
				    .press = PRESS_CUT_START},
		    row);
	bring_open(app, line);
	free(line);
}

/* Five dashes are no command anywhere. Letters are: they must not be. */
static bool counts_dash(struct app *app, const struct event *e)
{
	enum { DASHES = 5 };
	char dashes[DASHES + 1] = "-----";

	app->dashes = is_text(e, "-") ? app->dashes + 1 : 0;
	if (app->dashes < DASHES)
		return false;
	app->dashes = 0;
	bring_open(app, dashes);
	return true;
}

bool bring_takes(struct app *app, const struct event *e,
		 const struct row *row)
{
	bool typing = row && row->kind == ROW_ENTRY;

	if (row && row->takes_lines)
		return false;
	if (e->kind == EVENT_PASTE && (e->cut || secret_len(e->paste)) &&
	    (!typing || is_pem(e->paste))) {
		bring_pasted(app, e);
		return true;
	}
	if (typing && is_press(e, PRESS_ENTER) &&
	    strncmp(entry_text(row->entry), begin, strlen(begin)) == 0) {
		move_line(app, row);
		return true;
	}
	return !typing && counts_dash(app, e);
}
