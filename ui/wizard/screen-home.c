/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview: the steps of one identity, and who acts next. */
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"
#include "ui/wizard/bring.h"
#include "ui/wizard/people.h"
#include "ui/wizard/work.h"

enum { ID_BEGIN = 100, ID_BRING };

static const struct key_word keys[] = {
	{N_("Enter"), N_("Open"), N_("do or look at the selected step")},
	{N_("Up/Down"), "", N_("select a step")},
	{N_("1-9, 0"), "", N_("open that step at once; 0 is the tenth")},
	{N_("d"), N_("What is wrong?"),
	 N_("say what you see, and be led to its cause")},
	{N_("c"), "", N_("check everything, and see it as a list")},
	{N_("b"), N_("Bring a file"),
	 N_("take in what you got: a certificate, a .p12; or learn what a "
	    "file is")},
	{N_("p"), N_("People"),
	 N_("your address book: other people's certificates")},
	{N_("n"), "",
	 N_("begin again for another mail address; nothing is lost")},
	{N_("i"), "", N_("choose between several addresses")},
	{N_("r"), "", N_("look at the disk again")},
	{N_("g"), N_("Words"), N_("the words of the trade, explained")},
	{N_("q"), N_("Quit"), N_("leave; everything saved stays")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

static const struct key_word keys_empty[] = {
	{N_("Enter"), N_("Begin"), N_("type your name and address")},
	{N_("b"), N_("Bring a file"),
	 N_("begin with what you got, a .p12 say; or learn what a file is")},
	{N_("d"), N_("What is wrong?"),
	 N_("say what you see, and be led to its cause")},
	{N_("p"), "", N_("your address book: other people's certificates")},
	{N_("g"), N_("Words"), N_("the words of the trade, explained")},
	{N_("q"), N_("Quit"), N_("leave")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

static void build_empty(struct view *v)
{
	v->keys = keys_empty;
	view_line(v, ROLE_TEXT,
		  _("This program helps you to sign your mail and to receive "
		    "encrypted mail, with what every phone and mail program "
		    "understands: S/MIME."));
	view_line(v, ROLE_GAP, "");
	view_line(v, ROLE_TEXT,
		  _("It leads you step by step: it makes a key that only you "
		    "have, writes the request an issuer needs, takes in the "
		    "certificate that comes back, checks it, and packs all "
		    "into one file for your device."));
	view_line(v, ROLE_GAP, "");
	view_line(v, ROLE_TEXT,
		  _("You need your mail address. You may leave at any time: "
		    "what is done is saved, and you go on where you were."));
	view_line(v, ROLE_GAP, "");
	view_action(v, ID_BEGIN, _("Begin"));
	view_action(v, ID_BRING, _("I have a file already (.p12, certificate)"));
	v->status = xstrdup(_("Enter: begin. Nothing leaves this computer."));
}

/* What the selected step is for; the line again, as narrow windows have no
 * room for it in the list. */
static void build_pane(const struct app *app, enum step_id id, struct page *p)
{
	const struct step *step = step_get(id);
	char *line = step_line(id, &app->facts);
	enum step_state state = step_state(id, &app->facts);

	page_add(p, ROLE_TITLE, _("%s: %s"), step_title(id), step_word(state));
	if (*line)
		page_add(p, ROLE_TEXT, _("%s."), line);
	page_add(p, ROLE_TEXT, "%s", tr(step->why));
	page_add(p, ROLE_TEXT, "%s", tr(step->secrecy));
	free(line);
}

static void build_step(struct app *app, enum step_id id, struct view *v)
{
	char *label = xasprintf("%d %s", (int)id + 1, step_title(id));
	bool busy = work_is_on(app, id);
	char *line = busy ? xstrdup(tr(step_get(id)->busy))
			  : step_line(id, &app->facts);
	enum step_state state =
		busy ? STATE_WAITING : step_state(id, &app->facts);

	view_item(v, (int)id, step_mark(state), label, line);
	free(label);
	free(line);
}

/* The folder, as the person would write it. */
static void build_status(struct app *app, struct view *v)
{
	char *path, *safe;

	if (work_is_on(app, STEP_COUNT)) {
		v->status = work_line(app);
		return;
	}
	path = path_short(app->options.env->user_home, app->facts.path);
	safe = text_safe_str(path);
	v->status = xasprintf(_("All is saved in %s"), safe);
	free(path);
	free(safe);
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	char *who;

	if (!app->address) {
		build_empty(v);
		return;
	}
	who = step_who_acts(&app->facts);
	view_line(v, ROLE_TODO, who);
	free(who);
	view_line(v, ROLE_GAP, "");
	for (int i = 0; i < STEP_COUNT; i++)
		build_step(app, (enum step_id)i, v);
	if (app->facts.trouble.n)
		view_line(v, ROLE_WARN,
			  _("Not all could be read: c tells why."));
	if (s->focus < STEP_COUNT)
		build_pane(app, (enum step_id)s->focus, &v->pane);
	build_status(app, v);
}

static void begin(struct app *app)
{
	if (app->job) {
		app_say(app, ROLE_WARN, "%s",
			_("Wait until the work has ended, then change the "
			  "address."));
		return;
	}
	app_choose(app, NULL);
	app_go(app, STEP_WHO);
}

/* Each step's own. */
static const char step_keys[] = "1234567890";
_Static_assert(sizeof(step_keys) == STEP_COUNT + 1, "a key for each step");

static bool act_text(struct app *app, const struct event *e)
{
	char c = e->text[0];

	if (c == '\0' || e->text[1] != '\0')
		return false;
	if (app->address && strchr(step_keys, c)) {
		app_go(app, (enum step_id)(strchr(step_keys, c) - step_keys));
	} else if (c == 'd') {
		app_open(app, &screen_sights, NULL);
	} else if (c == 'c') {
		app_open(app, &screen_report, NULL);
	} else if (c == 'b') {
		bring_open(app, NULL);
	} else if (c == 'p') {
		people_open(app);
	} else if (c == 'n') {
		begin(app);
	} else if (c == 'i') {
		app_open(app, &screen_identity, NULL);
	} else if (c == 'r') {
		app_scan(app);
		app_say(app, ROLE_DONE, "%s", _("Read again."));
	} else if (c == 'q') {
		if (!app->job)
			app_quit(app, 0);
		else
			app_say(app, ROLE_WARN, "%s",
				_("Quit while work is going on? y: yes, any "
				  "other key: no."));
		app->is_asked = app->job != NULL;
	} else {
		return false;
	}
	return true;
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	(void)s;
	if (e->kind == EVENT_TEXT)
		return act_text(app, e);
	if (is_press(e, PRESS_ESC)) {
		app_say(app, ROLE_HINT, "%s",
			_("This is the overview: q quits."));
		return true;
	}
	if (!row || (!is_press(e, PRESS_ENTER) && !is_press(e, PRESS_F2)))
		return false;
	if (row->id == ID_BEGIN)
		begin(app);
	else if (row->id == ID_BRING)
		bring_open(app, NULL);
	else
		app_go(app, (enum step_id)row->id);
	return true;
}

const struct screen_ops screen_home = {
	.name = "home",
	.title = N_("Overview"),
	.keys = keys,
	.build = build,
	.act = act,
};
