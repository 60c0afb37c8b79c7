/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A screen of a few questions that is no step of the journey. */
#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "ui/view/field.h"
#include "ui/wizard/files.h"
#include "ui/wizard/form.h"

enum { ID_TAKE = -1 };

struct form_data {
	const struct form *form;
	struct field *fields;	/* one an ask */
	struct answers answers;
	struct kept *kept;	/* where they go when the screen is left */
	struct report failed;
	size_t picking;		/* the field that a file is chosen for */
	bool tried;
	bool taken;		/* what stands there was taken in */
};

/* The place of a form's answers while it is not on the screen. */
static struct kept *kept_of(struct app *app, const struct form *form)
{
	size_t i = 0;

	while (app->kept[i].form && app->kept[i].form != form &&
	       i + 1 < ARRAY_LEN(app->kept))
		i++;
	assert(!app->kept[i].form || app->kept[i].form == form);
	app->kept[i].form = form;
	return &app->kept[i];
}

/* What was typed or chosen the last time, where the form begins as it did
 * then: what is brought to it now, or stands there for another address, is
 * worth more. */
static void fill_in(struct form_data *d)
{
	struct answers *preset = &d->kept->preset;
	const char *about = d->form->about;
	const char *whom = about ? answers_get(&d->answers, about) : NULL;

	if (about && (!whom || !answers_is(preset, about, whom)))
		answers_clear(&d->kept->answers);
	if (about)
		answers_set(preset, about, whom);
	for (size_t i = 0; i < d->form->nasks; i++) {
		const char *name = d->form->asks[i].name;
		const char *typed = answers_get(&d->kept->answers, name);
		const char *now = answers_get(&d->answers, name);
		bool as_then = !now || answers_is(preset, name, now);

		answers_set(preset, name, now);
		if (typed && as_then)
			answers_set(&d->answers, name, typed);
	}
}

void form_open(struct app *app, const struct form *form,
	       struct answers *preset)
{
	struct form_data *d = xcalloc(1, sizeof(*d));

	d->form = form;
	d->fields = xcalloc(form->nasks, sizeof(*d->fields));
	if (preset) {
		d->answers = *preset;
		*preset = (struct answers){0};
	}
	d->kept = kept_of(app, form);
	if (!form->forgets)
		fill_in(d);
	for (size_t i = 0; i < form->nasks; i++) {
		field_init(&d->fields[i], &form->asks[i], &d->answers,
			   &d->answers);
		d->fields[i].user_home = app->options.env->user_home;
	}
	app_open(app, &screen_form, d);
}

static bool arises(const struct app *app, const struct form_data *d, size_t i)
{
	return ask_arises(&d->form->asks[i], &app->facts, &d->answers);
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct form_data *d = s->data;
	struct page page = {0};
	int at;

	v->title = xstrdup(tr(d->form->title));
	view_line(v, ROLE_TEXT, tr(d->form->intro));
	view_line(v, ROLE_GAP, "");
	for (size_t i = 0; i < d->form->nasks; i++)
		if (arises(app, d, i))
			field_build(&d->fields[i], i, &d->answers, d->tried, v);
	view_line(v, ROLE_GAP, "");
	view_action(v, ID_TAKE, tr(d->form->action));
	view_line(v, ROLE_GAP, "");
	if (d->failed.n)
		page_finding(&page, &d->failed.items[0]);
	if (d->failed.n && d->form->more_stays)
		page_gap(&page);
	if (d->form->more && (!d->failed.n || d->form->more_stays))
		d->form->more(app->options.env, &d->answers, &page);
	view_page(v, &page);
	page_clear(&page);
	if (!d->tried)
		view_hush(v, s->focus);
	at = view_nth(v, s->focus);
	at = at == NO_ROW ? ID_TAKE : v->rows[at].id;
	v->keys = field_keys_for(at < 0 ? NULL : &d->fields[FIELD_OF(at)]);
	if (d->form->beside)
		d->form->beside(&d->answers, &v->pane);
	if (at >= 0)
		page_add(&v->pane, ROLE_TEXT, "%s",
			 tr(d->form->asks[FIELD_OF(at)].help));
}

/* -1 after a word on what is missing, which is selected. */
static int check(struct app *app, struct screen *s)
{
	struct form_data *d = s->data;
	struct report report = {0};
	int part, id = ID_TAKE;

	for (size_t i = 0; i < d->form->nasks; i++) {
		field_conceal(&d->fields[i]);
		if (!arises(app, d, i))
			continue;
		if (field_check(&d->fields[i], &d->answers, &report, &part) < 0) {
			id = FIELD_ID(i, part);
			break;
		}
	}
	if (!report.n)
		return 0;
	app_say(app, ROLE_BAD, "%s",
		tr(finding_info(report.items[0].id)->title));
	s->focus = view_find(&app->view, id);
	s->follow = true;
	d->tried = true;
	report_clear(&report);
	return -1;
}

static void take(struct app *app, struct screen *s)
{
	struct form_data *d = s->data;
	struct report report = {0};
	struct answers answers = {0};

	report_clear(&d->failed);
	if (check(app, s) < 0)
		return;
	answers_copy(&answers, &d->answers);
	for (size_t i = 0; i < d->form->nasks; i++)
		if (arises(app, d, i))
			field_hand_over(&d->fields[i], &answers);
	/* The screen may be gone where it is taken in. */
	d->taken = true;
	if (d->form->take(app, &answers, &report) < 0) {
		d->failed = report;
		d->taken = false;
	} else {
		report_clear(&report);
	}
	answers_clear(&answers);
}

static bool act_field(struct app *app, struct form_data *d, int id,
		      const struct event *e)
{
	enum field_took took = files_field_act(app, &d->fields[FIELD_OF(id)],
					       id, e, &d->answers);

	if (took == FIELD_PICKS)
		d->picking = FIELD_OF(id);
	else if (took == FIELD_TOOK)
		d->taken = false;
	return took != FIELD_LEFT;
}

static void pick(struct app *app, struct screen *s, const char *path)
{
	struct form_data *d = s->data;

	(void)app;
	d->taken = false;
	field_pick(&d->fields[d->picking], path, &d->answers);
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct form_data *d = s->data;
	bool is_last = row && s->focus + 2 >= view_focusable(&app->view);

	if (row && row->id >= 0 && act_field(app, d, row->id, e))
		return true;
	/* Line ends behind a paste that arrives as keys are no answer. */
	is_last = is_last && row->kind != ROW_ITEM;
	if (is_press(e, PRESS_F2) || (is_last && is_press(e, PRESS_ENTER))) {
		take(app, s);
		return true;
	}
	if (!row || row->id < 0 ||
	    !field_goes_on(&d->fields[FIELD_OF(row->id)], e))
		return false;
	s->focus = field_next_row(&app->view, row->id);
	s->follow = true;
	return true;
}

static void close_data(void *data)
{
	struct form_data *d = data;

	for (size_t i = 0; i < d->form->nasks; i++)
		field_clear(&d->fields[i]);
	free(d->fields);
	answers_clear(&d->kept->answers);
	answers_wipe(&d->answers);
	if (d->taken)
		answers_clear(&d->answers);
	else
		d->kept->answers = d->answers;
	report_clear(&d->failed);
	free(d);
}

static bool forget(void *data)
{
	struct form_data *d = data;
	bool any = false;

	for (size_t i = 0; i < d->form->nasks; i++)
		any |= field_forget(&d->fields[i]);
	answers_wipe(&d->answers);
	return any;
}

const struct screen_ops screen_form = {
	.name = "form",
	.keys = field_keys,
	.build = build,
	.act = act,
	.close = close_data,
	.forget = forget,
	.pick = pick,
};
