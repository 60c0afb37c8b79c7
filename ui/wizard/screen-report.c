/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checks found: the worst first, each with cause and cure, for all
 * mail programs or for one. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/page/verdicts.h"
#include "rules/client.h"
#include "ui/wizard/screen.h"

static const struct key_word keys[] = {
	{N_("Enter"), N_("To the cure"), N_("go to the step that cures it")},
	{N_("Up/Down"), N_("Move"), N_("select a finding")},
	{N_("c"), N_("Program"),
	 N_("which mail program it is about: what it minds is marked")},
	{N_("d"), N_("What do you see?"), N_("be led from a symptom to its cause")},
	{N_("v"), "", N_("cause, cure and source of it, in full")},
	{N_("r"), "", N_("look at the files again")},
	{N_("Esc"), N_("Back"), N_("to the overview")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

/* Files that cannot be read come first: the checks did not see them. */
static const struct finding *find(const struct app *app, size_t at)
{
	const struct report *first = &app->facts.trouble;

	if (at < first->n)
		return &first->items[at];
	at -= first->n;
	return at < app->facts.check.n ? &app->facts.check.items[at] : NULL;
}

/* Whether the program chosen minds it; all of them mind everything. */
static bool is_minded(const struct app *app, const struct finding *f)
{
	const char *name = app_client_name(app);
	struct subject s = facts_subject(&app->facts);

	return !name || clients_mind(name, f, s.leaf ? &s : NULL);
}

static void build_finding(const struct app *app, size_t at, struct view *v)
{
	static const char *const marks[] = {"[!!]", "[! ]", "[i ]"};
	const struct finding *f = find(app, at);

	view_item(v, (int)at, is_minded(app, f) ? marks[f->severity] : "[  ]",
		  tr(finding_info(f->id)->title), "");
}

/* What the program minds first; each part worst first. */
static void build_findings(const struct app *app, struct view *v)
{
	bool any = false;

	for (size_t i = 0; find(app, i); i++)
		if (is_minded(app, find(app, i)))
			build_finding(app, i, v);
	for (size_t i = 0; find(app, i); i++) {
		if (is_minded(app, find(app, i)))
			continue;
		if (!any)
			view_line(v, ROLE_HINT, _("No matter to this program:"));
		any = true;
		build_finding(app, i, v);
	}
	if (v->nrows)
		view_line(v, ROLE_GAP, "");
}

/* One line each; where programs differ, who says what stands below. */
static void build_verdicts(const struct app *app, struct view *v)
{
	struct subject s = facts_subject(&app->facts);
	struct page page = {0};

	if (!app->facts.leaf)
		return;
	for (int a = 0; a < ABILITY_COUNT; a++) {
		struct page one = {0};

		verdict_show((enum ability)a, app_client_name(app), &s,
			     &app->facts.check, &one);
		if (one.n > 1)
			page_add(&page, ROLE_WARN,
				 _("%s: not the same in all programs"),
				 ability_title((enum ability)a));
		else
			page_append(&page, &one);
		page_clear(&one);
	}
	view_page(v, &page);
	view_line(v, ROLE_GAP, "");
	page_clear(&page);
}

static void build_programs(const struct app *app, struct view *v)
{
	struct subject s = facts_subject(&app->facts);
	struct page page = {0};

	for (int a = 0; app->facts.leaf && a < ABILITY_COUNT; a++) {
		struct page one = {0};

		verdict_show((enum ability)a, app_client_name(app), &s,
			     &app->facts.check, &one);
		if (one.n > 1)
			page_append(&page, &one);
		page_clear(&one);
	}
	if (page.n)
		view_line(v, ROLE_TITLE, _("Where programs differ"));
	view_page(v, &page);
	page_clear(&page);
}

static void build_passed(const struct app *app, struct view *v)
{
	const struct strlist *passed = &app->facts.passed;

	if (!passed->n)
		return;
	view_line(v, ROLE_TITLE, _("Looked at and found in order"));
	for (size_t i = 0; i < passed->n; i++)
		view_line(v, ROLE_DONE, passed->items[i]);
}

static void build_unchecked(const struct app *app, struct view *v)
{
	struct subject subject = facts_subject(&app->facts);
	struct page page = {0};

	unchecked_show(given_of(&subject), &page);
	view_page(v, &page);
	page_clear(&page);
}

static const struct finding *selected(const struct app *app,
				      const struct screen *s,
				      const struct view *v)
{
	int at = view_nth(v, s->focus);

	return at == NO_ROW ? NULL : find(app, (size_t)v->rows[at].id);
}

static void build_pane(const struct finding *f, struct page *p)
{
	const char *clients = finding_info(f->id)->clients;
	char *words;

	page_finding(p, f);
	if (strcmp(clients, "all") == 0)
		return;
	words = clients_words(clients);
	page_field(p, _("Concerns"), "%s", words);
	free(words);
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct finding *f;

	build_verdicts(app, v);
	if (!find(app, 0) && !app->facts.leaf)
		view_line(v, ROLE_TEXT,
			  _("There is nothing to check yet: the certificate is "
			    "not here. Do the steps of the overview first."));
	else if (!find(app, 0))
		view_line(v, ROLE_DONE, _("Nothing stands in the way."));
	build_findings(app, v);
	build_programs(app, v);
	build_passed(app, v);
	build_unchecked(app, v);
	f = selected(app, s, v);
	if (f)
		build_pane(f, &v->pane);
	v->reads = true;
	v->status = app_client_status(app);
	v->status_role = ROLE_GAP;
}

static bool act_text(struct app *app, struct screen *s, const struct event *e)
{
	if (is_text(e, "r")) {
		app_scan(app);
		app_say(app, ROLE_DONE, "%s", _("Checked again."));
	} else if (is_text(e, "c")) {
		app_next_client(app);
	} else if (is_text(e, "d")) {
		app_replace(app, &screen_sights, NULL);
		return true;
	} else {
		return false;
	}
	s->focus = 0;
	s->top = 0;
	return true;
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	const struct finding *f = row ? find(app, (size_t)row->id) : NULL;

	if (e->kind == EVENT_TEXT)
		return act_text(app, s, e);
	if (!f || !is_press(e, PRESS_ENTER))
		return false;
	app_cure(app, f->id);
	return true;
}

const struct screen_ops screen_report = {
	.name = "report",
	.title = N_("Check"),
	.keys = keys,
	.build = build,
	.act = act,
};
