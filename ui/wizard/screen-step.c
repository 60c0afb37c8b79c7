/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any step: its questions, what would be made of them, and the doing. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/view/field.h"
#include "ui/wizard/files.h"
#include "ui/wizard/form.h"
#include "ui/wizard/work.h"

enum {
	ID_RUN = -1,
	ID_NEXT = -2,
	ID_FIRST = -3,
	ID_HOME = -4,
	ID_PROFILE = -5,
	ID_TRUST = -6,
};

struct step_data {
	enum step_id id;
	const struct step *step;
	struct field *fields; /* one an ask */
	struct report failed; /* why the last try came to nothing */
	size_t picking; /* the field that a file is chosen for */
	bool tried;
	bool has_wanted; /* the row with that id is to be selected */
	int wanted;
};

/* The first question from that one on that has to be answered. */
static void want_from(const struct app *app, struct step_data *d, size_t from)
{
	const struct ask *asks = d->step->asks;

	d->wanted = ID_RUN;
	d->has_wanted = from > 0;
	for (size_t i = from; i < d->step->nasks; i++) {
		if (asks[i].settled ||
		    !ask_arises(&asks[i], &app->facts, &app->answers[d->id]))
			continue;
		d->wanted = FIELD_ID(i, asks[i].kind == ASK_CHOICE
						? PART_CHOICE
						: PART_ENTRY);
		d->has_wanted = i > 0;
		return;
	}
}

void step_begin_behind(struct app *app, struct screen *s, const char *ask)
{
	struct step_data *d = s->data;

	for (size_t i = 0; i < d->step->nasks; i++)
		if (strcmp(d->step->asks[i].name, ask) == 0)
			want_from(app, d, i + 1);
}

void *step_data_new(struct app *app, enum step_id id)
{
	struct step_data *d = xcalloc(1, sizeof(*d));
	struct answers *a = &app->answers[id];

	d->id = id;
	d->step = step_get(id);
	d->fields = xcalloc(d->step->nasks, sizeof(*d->fields));
	step_preset(d->step, &app->facts, a);
	for (size_t i = 0; i < d->step->nasks; i++) {
		field_init(&d->fields[i], &d->step->asks[i], a, &app->carried);
		d->fields[i].user_home = app->options.env->user_home;
	}
	want_from(app, d, 0);
	return d;
}

bool step_data_is(const void *data, enum step_id id)
{
	const struct step_data *d = data;

	return d->id == id;
}

/* --- building ----------------------------------------------------------- */

static bool arises(const struct app *app, const struct step_data *d, size_t i)
{
	return ask_arises(&d->step->asks[i], &app->facts, &app->answers[d->id]);
}

static size_t count_asks(const struct app *app, const struct step_data *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->step->nasks; i++)
		n += arises(app, d, i);
	return n;
}

/* The first step this one waits for; STEP_COUNT where it need not wait. */
static enum step_id first_needed(const struct app *app,
				 const struct step_data *d)
{
	if (step_state(d->id, &app->facts) != STATE_LATER)
		return STEP_COUNT;
	for (int i = 0; i < STEP_COUNT; i++) {
		enum step_state s = step_state((enum step_id)i, &app->facts);

		if ((d->step->needs & 1u << i) && s != STATE_DONE &&
		    s != STATE_TROUBLE)
			return (enum step_id)i;
	}
	return STEP_COUNT;
}

static bool is_doable(const struct app *app, const struct step_data *d)
{
	enum step_state s = step_state(d->id, &app->facts);

	return count_asks(app, d) > 0 || s == STATE_READY || s == STATE_TROUBLE;
}

static const struct key_word busy_keys[] = {
	{N_("Esc"), N_("Back"), N_("while the work goes on")},
	{N_("Ctrl-C"), N_("Cancel"), N_("the work; nothing is written then")},
	{N_("F1"), N_("Help"), N_("this page")},
	{0},
};

static void build_busy(struct app *app, struct view *v)
{
	char *line = work_line(app);

	view_line(v, ROLE_TITLE, line);
	view_line(v, ROLE_GAP, "");
	view_line(v, ROLE_HINT,
		  _("You may wait, or go back with Esc while it works. Ctrl-C "
		    "cancels it; nothing is written before it is finished."));
	v->status = xstrdup(_("Working."));
	v->keys = busy_keys;
	free(line);
}

static void build_failed(const struct step_data *d, struct view *v)
{
	struct page page = {0};

	if (!d->failed.n)
		return;
	page_finding(&page, &d->failed.items[0]);
	view_page(v, &page);
	view_line(v, ROLE_GAP, "");
	page_clear(&page);
}

static void build_go(const struct app *app, const struct step_data *d,
		     struct view *v)
{
	enum step_id next = step_next(&app->facts);
	enum step_state s = step_state(d->id, &app->facts);
	char *text;

	if (is_doable(app, d))
		view_action(v, ID_RUN, tr(d->step->action));
	if (d->id == STEP_CHAIN && facts_strange_root(&app->facts))
		view_action(v, ID_TRUST, _("Trust this root..."));
	if (d->id == STEP_HANDOVER)
		view_action(v, ID_PROFILE,
			    _("A profile for iPhone, iPad or Mac instead"));
	if (s == STATE_DONE && next == STEP_COUNT)
		view_action(v, ID_HOME, _("To the overview"));
	if (s != STATE_DONE || next == STEP_COUNT || next == d->id)
		return;
	text = xasprintf(_("Go on: %s"), step_title(next));
	view_action(v, ID_NEXT, text);
	free(text);
}

static void build_show(const struct app *app, const struct step_data *d,
		       struct view *v)
{
	struct page page = {0};

	if (d->step->show)
		d->step->show(&app->facts, &app->answers[d->id], &page);
	view_line(v, ROLE_GAP, "");
	view_page(v, &page);
	page_clear(&page);
}

static void build_needed(enum step_id first, struct view *v)
{
	const char *title = step_title(first);
	char *text = xasprintf(_("This step builds on an earlier one that is "
				 "not done yet: %s."),
			       title);

	view_line(v, ROLE_TODO, text);
	free(text);
	view_line(v, ROLE_GAP, "");
	text = xasprintf(_("Go there: %s"), title);
	view_action(v, ID_FIRST, text);
	free(text);
}

static void build_fields(struct app *app, const struct step_data *d,
			 struct view *v)
{
	const struct answers *a = &app->answers[d->id];

	for (size_t i = 0; i < d->step->nasks; i++)
		if (arises(app, d, i))
			field_build(&d->fields[i], i, a, d->tried, v);
	if (count_asks(app, d))
		view_line(v, ROLE_GAP, "");
}

/* The selected row becomes the one somebody asked for. */
static void select_wanted(struct screen *s, const struct view *v)
{
	struct step_data *d = s->data;

	if (d->has_wanted)
		s->focus = view_find(v, d->wanted);
	s->follow |= d->has_wanted;
	d->has_wanted = false;
}

static void build_pane(const struct step_data *d, const struct screen *s,
		       struct view *v)
{
	int at = view_nth(v, s->focus);
	int id = at == NO_ROW ? ID_RUN : v->rows[at].id;

	if (id >= 0)
		page_add(&v->pane, ROLE_TEXT, "%s",
			 tr(d->step->asks[FIELD_OF(id)].help));
	if (id >= 0 && v->rows[at].kind == ROW_CHOICE && *v->rows[at].note)
		page_add(&v->pane, ROLE_TEXT, "%s: %s", v->rows[at].text,
			 v->rows[at].note);
	page_add(&v->pane, ROLE_TEXT, "%s", tr(d->step->secrecy));
}

static const struct key_word *selected_keys(const struct step_data *d,
					    const struct screen *s,
					    const struct view *v)
{
	int at = view_nth(v, s->focus);
	int id = at == NO_ROW ? ID_RUN : v->rows[at].id;

	return field_keys_for(id < 0 ? NULL : &d->fields[FIELD_OF(id)]);
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct step_data *d = s->data;
	enum step_id first = first_needed(app, d);

	v->title = xasprintf(_("%d %s"), (int)d->id + 1, step_title(d->id));
	view_line(v, ROLE_TEXT, tr(d->step->why));
	view_line(v, ROLE_GAP, "");
	if (work_is_on(app, d->id)) {
		build_busy(app, v);
		return;
	}
	if (first != STEP_COUNT) {
		build_needed(first, v);
		return;
	}
	build_fields(app, d, v);
	build_failed(d, v);
	build_go(app, d, v);
	build_show(app, d, v);
	select_wanted(s, v);
	if (!d->tried)
		view_hush(v, s->focus);
	build_pane(d, s, v);
	v->keys = selected_keys(d, s, v);
	v->status = xstrdup(_("Esc goes back; all but secrets is kept."));
}

/* --- acting ------------------------------------------------------------- */

/* The questions whose answers have to be given anew after these. */
static const struct {
	const char *name;
	enum ask_kind kind;
	enum finding_id id;
} blames[] = {
	{"passphrase", ASK_PASSPHRASE, FINDING_KEY_WRONG_PASSPHRASE},
	{"authority-passphrase", ASK_PASSPHRASE, FINDING_KEY_WRONG_PASSPHRASE},
	{"bundle-password", ASK_PASSPHRASE, FINDING_P12_WRONG_PASSWORD},
	{"password", ASK_PASSPHRASE, FINDING_P12_OWN_PASSWORD},
	{"bring", ASK_BRING, FINDING_FILE_UNREADABLE},
	{"bring", ASK_BRING, FINDING_FILE_IS_DIRECTORY},
	{"bring", ASK_BRING, FINDING_FILE_NOT_REGULAR},
	{"bring", ASK_BRING, FINDING_FILE_EMPTY},
	{"bring", ASK_BRING, FINDING_FILE_TOO_BIG},
	{"bring", ASK_BRING, FINDING_FILE_UNKNOWN},
	{"out", ASK_TEXT, FINDING_FILE_EXISTS},
	{"out", ASK_TEXT, FINDING_FILE_UNWRITABLE},
};

static bool is_to_blame(const struct ask *ask, const struct report *failed)
{
	for (size_t i = 0; i < ARRAY_LEN(blames); i++)
		if (blames[i].kind == ask->kind &&
		    strcmp(blames[i].name, ask->name) == 0 &&
		    report_has(failed, blames[i].id))
			return true;
	return false;
}

/* What was to blame is selected: it has to be typed again. */
void step_fail(struct app *app, struct screen *s, struct report *report)
{
	struct step_data *d = s->data;

	report_clear(&d->failed);
	d->failed = *report;
	*report = (struct report){0};
	for (size_t i = 0; i < d->step->nasks; i++) {
		if (!is_to_blame(&d->step->asks[i], &d->failed) ||
		    !arises(app, d, i))
			continue;
		d->wanted = FIELD_ID(i, PART_ENTRY);
		d->has_wanted = true;
		break;
	}
}

static void run(struct app *app, struct screen *s)
{
	struct step_data *d = s->data;
	struct answers *kept = &app->answers[d->id];
	struct answers answers = {0};
	struct report report = {0};

	d->tried = true;
	report_clear(&d->failed);
	for (size_t i = 0; i < d->step->nasks; i++) {
		int part;

		field_conceal(&d->fields[i]);
		if (!arises(app, d, i) ||
		    field_check(&d->fields[i], kept, &report, &part) == 0)
			continue;
		d->wanted = FIELD_ID(i, part);
		d->has_wanted = true;
		app_say(app, ROLE_BAD, "%s",
			tr(finding_info(report.items[0].id)->title));
		report_clear(&report);
		return;
	}
	d->tried = false;
	answers_copy(&answers, kept);
	for (size_t i = 0; i < d->step->nasks; i++)
		if (arises(app, d, i))
			field_hand_over(&d->fields[i], &answers);
	work_start(app, d->id, &answers, step_done);
}

/* To the row before; from a choice, past its other rows; onto a choice, to the
 * first of its rows. */
static void move_back(const struct app *app, struct screen *s, int id)
{
	size_t group = SIZE_MAX;
	int last = NO_ROW;
	size_t n = 0;

	for (size_t i = 0; i < app->view.nrows; i++) {
		const struct row *row = &app->view.rows[i];
		bool choice = row->kind == ROW_CHOICE;

		if (!row_can_focus(row))
			continue;
		if (row->id == id ||
		    (choice && id >= 0 && FIELD_OF(row->id) == FIELD_OF(id)))
			break;
		if (!choice || (size_t)FIELD_OF(row->id) != group)
			last = (int)n;
		group = choice ? (size_t)FIELD_OF(row->id) : SIZE_MAX;
		n++;
	}
	if (last != NO_ROW)
		s->focus = (size_t)last;
	s->follow = true;
}

static bool act_field(struct app *app, struct step_data *d, int id,
		      const struct event *e)
{
	enum field_took took = files_field_act(app, &d->fields[FIELD_OF(id)],
					       id, e, &app->answers[d->id]);

	if (took == FIELD_PICKS)
		d->picking = FIELD_OF(id);
	return took != FIELD_LEFT;
}

static void pick(struct app *app, struct screen *s, const char *path)
{
	struct step_data *d = s->data;

	field_pick(&d->fields[d->picking], path, &app->answers[d->id]);
}

static bool act_row(struct app *app, struct screen *s, const struct event *e,
		    const struct row *row)
{
	struct step_data *d = s->data;

	if (is_press(e, PRESS_PREVIOUS)) {
		if (row->id >= 0)
			field_conceal(&d->fields[FIELD_OF(row->id)]);
		move_back(app, s, row->id);
		return true;
	}
	if (row->id >= 0) {
		int id = row->id;

		if (act_field(app, d, id, e))
			return true;
		if (field_goes_on(&d->fields[FIELD_OF(id)], e)) {
			s->focus = field_next_row(&app->view, id);
			s->follow = true;
			return true;
		}
		return false;
	}
	if (!is_press(e, PRESS_ENTER))
		return false;
	if (row->id == ID_RUN)
		run(app, s);
	else if (row->id == ID_NEXT)
		app_next(app);
	else if (row->id == ID_HOME)
		app_home(app);
	else if (row->id == ID_PROFILE)
		profile_open(app);
	else if (row->id == ID_TRUST)
		root_open(app, facts_strange_root(&app->facts));
	else
		app_go(app, first_needed(app, d));
	return true;
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct step_data *d = s->data;

	if (work_is_on(app, d->id))
		return false;
	if (is_press(e, PRESS_F2)) {
		if (first_needed(app, d) == STEP_COUNT && is_doable(app, d))
			run(app, s);
		return true;
	}
	return row && act_row(app, s, e, row);
}

static void close_data(void *data)
{
	struct step_data *d = data;

	for (size_t i = 0; i < d->step->nasks; i++)
		field_clear(&d->fields[i]);
	free(d->fields);
	report_clear(&d->failed);
	free(d);
}

static bool forget(void *data)
{
	struct step_data *d = data;
	bool any = false;

	for (size_t i = 0; i < d->step->nasks; i++)
		any |= field_forget(&d->fields[i]);
	return any;
}

const struct screen_ops screen_step = {
	.name = "step",
	.title = N_("A step"),
	.keys = field_keys,
	.build = build,
	.act = act,
	.close = close_data,
	.forget = forget,
	.pick = pick,
};
