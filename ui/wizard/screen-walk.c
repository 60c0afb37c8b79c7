/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One symptom walked to its cause: the steps, questions, the cure. */
#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "ui/both/why.h"
#include "ui/wizard/form.h"

enum { ID_FILE = 1000, ANSWERS_MAX = 64 };

struct walk_data {
	struct walk walk;
	struct answers brought;	/* the file and what belongs to it */
	enum finding_id answered[ANSWERS_MAX]; /* to take back */
	size_t nanswered;
	bool is_new; /* the row to look at first is still to be selected */
};

static const struct key_word keys[] = {
	{N_("y, n"), N_("Answer"), N_("answer the question of this step")},
	{N_("Enter"), N_("To the cure"), N_("go to the step that cures it")},
	{N_("u"), "", N_("take the last answer back")},
	{N_("b"), N_("Bring a file"), N_("give it a file to look at")},
	{N_("c"), N_("Program"), N_("which mail program it is about")},
	{N_("v"), "", N_("read the lower part in full")},
	{N_("Esc"), N_("Back"), N_("the answers are kept until you quit")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

static void walk_again(const struct app *app, struct walk_data *d)
{
	walk_on(&d->walk, &app->replies, app_client_name(app));
}

void walk_open(struct app *app, const struct tree *tree)
{
	struct walk_data *d = xcalloc(1, sizeof(*d));
	struct report none = {0};

	/* Without a file there is nothing to fail. */
	if (why_begin(tree, app->options.env, app->address, &d->brought,
		      &d->walk, &none) < 0)
		report_clear(&none);
	walk_again(app, d);
	d->is_new = true;
	app_open(app, &screen_walk, d);
}

static int take_file(struct app *app, struct answers *answers,
		     struct report *report)
{
	struct screen *below = &app->stack[app->depth - 2];
	struct walk_data *d = below->data;
	struct walk walk = {0};

	assert(below->ops == &screen_walk);
	if (why_begin(d->walk.tree, app->options.env, app->address, answers,
		      &walk, report) < 0)
		return -1;
	walk_clear(&d->walk);
	d->walk = walk;
	d->is_new = true;
	/* What was typed stands there the next time, but for the secret. */
	answers_wipe(answers);
	answers_clear(&d->brought);
	answers_copy(&d->brought, answers);
	walk_again(app, d);
	app_back(app);
	return 0;
}

static const struct form form = {
	.title = N_("What it is about"),
	.intro = N_("With the file at hand most of the causes can be looked at "
		    "here."),
	.action = N_("Look at it"),
	.asks = why_asks,
	.nasks = WHY_ASKS,
	.take = take_file,
};

static void open_form(struct app *app, struct walk_data *d)
{
	struct answers preset = {0};

	if (app->depth == APP_DEPTH) /* the form would take our place */
		return;
	answers_copy(&preset, &d->brought);
	why_wants(d->walk.tree, &preset);
	form_open(app, &form, &preset);
}

static void build_steps(const struct walk *w, struct view *v)
{
	for (size_t i = 0; i < w->tree->n; i++) {
		view_item(v, (int)i, walk_mark(w, i), walk_word(w, i),
			  tr(w->tree->steps[i].text));
		/* The mark says the word again. */
		v->rows[v->nrows - 1].text_first = true;
	}
}

static const char *file_label(const struct walk *w)
{
	return walk_needs(w->tree) & GIVEN_THEIRS
		       ? _("Say who you write to")
		       : _("Bring a file to look at");
}

/* The list has no room for the whole of it. */
static void build_pane(const struct walk *w, size_t step, struct page *p)
{
	page_add(p, ROLE_TITLE, "%s", tr(w->tree->steps[step].text));
	walk_step_show(w, step, p);
	if (walk_question(w, step))
		page_add(p, ROLE_TODO, "%s", _("y: yes   n: no"));
	if (w->tree->steps[step].needs & ~w->given)
		page_add(p, ROLE_TODO, "b: %s", file_label(w));
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	struct walk_data *d = s->data;
	struct page page = {0};

	if (d->is_new)
		s->focus = walk_first(&d->walk);
	d->is_new = false;
	v->title = xstrdup(tr(d->walk.tree->title));
	walk_conclude(&d->walk, &page);
	view_page(v, &page);
	page_clear(&page);
	view_line(v, ROLE_GAP, "");
	build_steps(&d->walk, v);
	if (walk_lacks_file(&d->walk)) {
		view_line(v, ROLE_GAP, "");
		view_action(v, ID_FILE, file_label(&d->walk));
	}
	if (s->focus < d->walk.tree->n)
		build_pane(&d->walk, s->focus, &v->pane);
	v->reads = true;
	v->status = app_client_status(app);
}

/* The next step with a question, behind this one or from the top. */
static void go_on(struct screen *s, const struct walk_data *d)
{
	size_t n = d->walk.tree->n;

	for (size_t i = 0; i < n; i++) {
		size_t at = (s->focus + i) % n;

		if (!walk_question(&d->walk, at))
			continue;
		s->focus = at;
		s->follow = true;
		return;
	}
}

static void answer(struct app *app, struct screen *s, enum reply reply)
{
	struct walk_data *d = s->data;
	const struct question *q = s->focus < d->walk.tree->n
					   ? walk_question(&d->walk, s->focus)
					   : NULL;

	if (!q) {
		app_say(app, ROLE_HINT, "%s",
			_("There is no question here. Those marked [->] have "
			  "one."));
		return;
	}
	app->replies.of[q->finding] = reply;
	if (d->nanswered < ANSWERS_MAX)
		d->answered[d->nanswered++] = q->finding;
	walk_again(app, d);
	if (reply != q->bad)
		go_on(s, d);
}

static void take_back(struct app *app, struct walk_data *d)
{
	if (d->nanswered) {
		app->replies.of[d->answered[--d->nanswered]] = REPLY_NONE;
		walk_again(app, d);
		d->is_new = true;
		app_say(app, ROLE_DONE, "%s", _("Taken back."));
	} else {
		app_say(app, ROLE_HINT, "%s", _("There is no answer to take "
						"back."));
	}
}

static void change_client(struct app *app, struct walk_data *d)
{
	app_next_client(app);
	walk_again(app, d);
	d->is_new = true;
}

static bool act_text(struct app *app, struct screen *s, const struct event *e)
{
	struct walk_data *d = s->data;

	if (is_text(e, "y"))
		answer(app, s, REPLY_YES);
	else if (is_text(e, "n"))
		answer(app, s, REPLY_NO);
	else if (is_text(e, "u"))
		take_back(app, d);
	else if (is_text(e, "b"))
		open_form(app, d);
	else if (is_text(e, "c"))
		change_client(app, d);
	else
		return false;
	return true;
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct walk_data *d = s->data;
	int found;

	if (e->kind == EVENT_TEXT)
		return act_text(app, s, e);
	if (!row || !is_press(e, PRESS_ENTER))
		return false;
	if (row->id == ID_FILE) {
		open_form(app, d);
		return true;
	}
	found = walk_found(&d->walk, (size_t)row->id);
	if (found >= 0)
		app_cure(app, (enum finding_id)found);
	else
		app_say(app, ROLE_HINT, "%s",
			walk_question(&d->walk, (size_t)row->id)
				? _("Look there and answer: y is yes, n is no.")
				: _("There is nothing to cure here."));
	return true;
}

static void close_data(void *data)
{
	struct walk_data *d = data;

	walk_clear(&d->walk);
	answers_clear(&d->brought);
	free(d);
}

const struct screen_ops screen_walk = {
	.name = "walk",
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
};
