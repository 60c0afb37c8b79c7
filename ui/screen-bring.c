/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door for files: named or pasted, recognised, put where they belong. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/bring.h"
#include "ui/form.h"

static const struct ask asks[] = {
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("File or text"),
	 .help = N_("Tab completes the name of a file. Text can be pasted: a "
		    "certificate, a whole mail.")},
};

static void show_what(struct page *p)
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

void bring_open(struct app *app)
{
	form_open(app, &form, NULL);
}
