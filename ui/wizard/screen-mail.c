/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own mail searched for certificates: which, and how far it is. */
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/harvest/mail-places.h"
#include "ui/both/scan.h"
#include "ui/view/field.h"
#include "ui/wizard/files.h"
#include "ui/wizard/people.h"
#include "ui/wizard/work.h"

enum { ID_RUN = -1, ID_FOUND = -2, ID_ALL = -3, ID_PLACES = 64 };

struct mail_data {
	struct mail_places places;
	struct field field;	/* FIELD_ID(0, …) */
	struct answers answers;
	struct report failed;
};

static const struct ask ask = {
	.name = "mail",
	.kind = ASK_TEXT,
	.label = N_("File or folder"),
	.help = N_("A folder with mail in it, or one file: of Thunderbird, "
		   "Evolution, mutt, Apple Mail and others, or a letter that "
		   "was saved. Tab completes the name, F4 lists folders."),
	.is_file = true,
};

static const struct key_word keys[] = {
	{N_("Enter"), N_("Choose"), N_("read the selected mail")},
	{N_("Up/Down"), N_("Move"), N_("select")},
	{N_("F2"), N_("Read it"), N_("the mail that is selected or named")},
	{N_("F4"), N_("Folders"), N_("choose a file or folder from a list")},
	{N_("Esc"), N_("Back"), N_("what was typed is kept")},
	{N_("F1"), N_("Help"), N_("this page")},
	{0},
};

static const struct key_word busy_keys[] = {
	{N_("Esc"), N_("Back"), N_("while the work goes on")},
	{N_("Ctrl-C"), N_("Stop"), N_("at once; what was found is kept")},
	{N_("F1"), N_("Help"), N_("this page")},
	{0},
};

void mail_open(struct app *app)
{
	struct mail_data *d = xcalloc(1, sizeof(*d));

	mail_places_find(app->options.env, &d->places);
	if (app->mail)
		answers_set(&d->answers, ask.name, app->mail);
	field_init(&d->field, &ask, &d->answers, &d->answers);
	d->field.user_home = app->options.env->user_home;
	app_open(app, &screen_mail, d);
}

/* --- building ------------------------------------------------------------ */

static void build_busy(struct app *app, struct view *v)
{
	char *line = work_line(app);

	view_line(v, ROLE_TITLE, line);
	view_line(v, ROLE_GAP, "");
	view_line(v, ROLE_HINT,
		  _("You may wait, or go back with Esc while it works. Ctrl-C "
		    "stops it at once; what was found by then is kept, and the "
		    "next time it goes on from there."));
	v->status = xstrdup(_("Working."));
	v->keys = busy_keys;
	free(line);
}

static char *path_of(const struct app *app, const struct mail_place *p)
{
	char *path = path_short(app->options.env->user_home, p->path);
	char *safe = text_safe_str(path);

	free(path);
	return safe;
}

static void build_places(const struct app *app, const struct mail_data *d,
			 struct view *v)
{
	for (size_t i = 0; i < d->places.n; i++) {
		const struct mail_place *p = &d->places.items[i];
		char *path = path_of(app, p);
		char *date = text_date((time_t)p->time);
		char *text = xasprintf("%s  %s", date, path);

		view_item(v, ID_PLACES + (int)i, NULL,
			  p->program ? p->program : _("Mail folder"), text);
		free(text);
		free(date);
		free(path);
	}
	if (d->places.n > 1)
		view_item(v, ID_ALL, NULL, _("All of these"), "");
}

/* Narrow windows have no room for the path in the list. */
static void build_pane(const struct app *app, const struct mail_data *d,
		       int id, struct page *out)
{
	if (id >= ID_PLACES) {
		const struct mail_place *p = &d->places.items[id - ID_PLACES];
		char *path = path_of(app, p);
		char *date = text_date((time_t)p->time);

		page_add(out, ROLE_TEXT, _("%s, last changed on %s"), path,
			 date);
		free(date);
		free(path);
	} else if (id == FIELD_ID(0, PART_ENTRY)) {
		page_add(out, ROLE_TEXT, "%s", tr(ask.help));
	}
	page_add(out, ROLE_TEXT, "%s",
		 _("Only signatures that are good count. Being in the address "
		   "book gives no trust."));
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	struct mail_data *d = s->data;
	struct page page = {0};
	int at;

	view_line(v, ROLE_TEXT,
		  _("Each signed mail brings its sender's certificate. Your mail "
		    "is read on this computer, and nothing in it is changed."));
	view_line(v, ROLE_GAP, "");
	if (work_is_on(app, STEP_COUNT)) {
		build_busy(app, v);
		return;
	}
	if (app->found.n)
		view_action(v, ID_FOUND, _("What was found the last time"));
	view_line(v, ROLE_TITLE, _("Where is your mail kept?"));
	build_places(app, d, v);
	field_build(&d->field, 0, &d->answers, false, v);
	view_action(v, ID_RUN, _("Read it"));
	if (d->failed.n) {
		view_line(v, ROLE_GAP, "");
		page_finding(&page, &d->failed.items[0]);
	}
	view_page(v, &page);
	page_clear(&page);
	at = view_nth(v, s->focus);
	build_pane(app, d, at == NO_ROW ? ID_RUN : v->rows[at].id, &v->pane);
}

/* --- acting -------------------------------------------------------------- */

static work_done_fn mail_read;

static void start(struct app *app, struct mail_data *d, int id)
{
	const char *typed = answers_get(&d->answers, ask.name);
	struct strlist paths = {0};

	report_clear(&d->failed);
	for (size_t i = 0; i < d->places.n; i++)
		if (id == ID_ALL || id == ID_PLACES + (int)i)
			strlist_add(&paths, d->places.items[i].path);
	if (!paths.n && typed)
		strlist_add(&paths, typed);
	if (paths.n)
		work_scan(app, &paths, mail_read);
	else
		app_say(app, ROLE_WARN, "%s",
			_("Select where your mail is, or name a file or "
			  "folder."));
	strlist_clear(&paths);
}

static void show_found(struct app *app)
{
	struct page copy = {0};

	page_append(&copy, &app->found);
	app_open(app, &screen_text,
		 text_data_new(_("What was found"), &copy));
}

/* Esc keeps what was typed. */
static void keep(struct app *app, const struct mail_data *d)
{
	free(app->mail);
	app->mail = xstrdup(answers_get(&d->answers, ask.name));
}

static bool act_field(struct app *app, struct screen *s, struct mail_data *d,
		      const struct event *e)
{
	int id = FIELD_ID(0, PART_ENTRY);

	if (is_press(e, PRESS_F4)) {
		files_open(app, entry_text(&d->field.entry), FILES_OR_FOLDER);
		return true;
	}
	if (files_field_act(app, &d->field, id, e, &d->answers) != FIELD_LEFT) {
		keep(app, d);
		return true;
	}
	if (!field_goes_on(&d->field, e))
		return false;
	s->focus = field_next_row(&app->view, id);
	s->follow = true;
	return true;
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct mail_data *d = s->data;
	bool enters = is_press(e, PRESS_ENTER);

	if (work_is_on(app, STEP_COUNT) || !row)
		return false;
	if (enters && row->id == ID_FOUND) {
		show_found(app);
	} else if (is_press(e, PRESS_F2) || (enters && row->id < 0) ||
		   (enters && row->id >= ID_PLACES)) {
		start(app, d, row->id);
	} else if (is_press(e, PRESS_F4)) {
		files_open(app, entry_text(&d->field.entry), FILES_OR_FOLDER);
	} else {
		return row->id == FIELD_ID(0, PART_ENTRY) &&
		       act_field(app, s, d, e);
	}
	return true;
}

static void pick(struct app *app, struct screen *s, const char *path)
{
	struct mail_data *d = s->data;

	field_pick(&d->field, path, &d->answers);
	keep(app, d);
	s->focus = view_find(&app->view, FIELD_ID(0, PART_ENTRY));
}

static void close_data(void *data)
{
	struct mail_data *d = data;

	mail_places_clear(&d->places);
	field_clear(&d->field);
	answers_clear(&d->answers);
	report_clear(&d->failed);
	free(d);
}

const struct screen_ops screen_mail = {
	.name = "mail",
	.title = N_("Search your mail"),
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
	.pick = pick,
};

/* --- when it has ended --------------------------------------------------- */

static void keep_failure(struct screen *s, struct report *report)
{
	struct mail_data *d = s->data;

	report_clear(&d->failed);
	d->failed = *report;
	*report = (struct report){0};
}

static void mail_read(struct app *app, enum step_id id, int result,
		      struct task *task)
{
	struct screen *s = app_top(app);
	bool here = s->ops == &screen_mail && !app->is_cancelled;

	(void)id;
	app_book_changed(app);
	if (result < 0) {
		const struct finding *f = &task->report.items[0];

		app_say(app, ROLE_BAD, "%s: %s", tr(finding_info(f->id)->title),
			f->subject);
		if (here)
			keep_failure(s, &task->report);
		return;
	}
	page_clear(&app->found);
	app->found = task->outcome.page;
	task->outcome.page = (struct page){0};
	for (size_t i = 0; i < task->report.n; i++) {
		page_gap(&app->found);
		page_finding(&app->found, &task->report.items[i]);
	}
	if (here)
		show_found(app);
	if (scan_task_is_stopped(task))
		app_say(app, ROLE_WARN, "%s",
			_("Stopped. What was found so far is kept."));
	else
		app_say(app, ROLE_DONE, "%s", _("Your mail has been read."));
}
