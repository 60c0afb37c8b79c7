/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checks found: the worst first, each with cause and cure. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/verdicts.h"
#include "ui/screen.h"

static const struct key_word keys[] = {
	{N_("Enter"), N_("To the cure"), N_("go to the step that cures it")},
	{N_("Up/Down"), N_("Move"), N_("select a finding")},
	{N_("v"), N_("Read in full"), N_("cause, cure and source of it")},
	{N_("r"), N_("Check again"), N_("look at the files again")},
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

static void build_findings(const struct app *app, struct view *v)
{
	static const char *const marks[] = {"[!!]", "[! ]", "[i ]"};
	const struct finding *f;

	for (size_t i = 0; (f = find(app, i)); i++)
		view_item(v, (int)i, marks[f->severity],
			  tr(finding_info(f->id)->title), "");
	if (v->nrows)
		view_line(v, ROLE_GAP, "");
}

static void build_verdicts(const struct app *app, struct view *v)
{
	struct subject subject = facts_subject(&app->facts);
	struct page page = {0};

	if (!app->facts.leaf)
		return;
	verdicts_show(&subject, &app->facts.check, &page);
	view_page(v, &page);
	view_line(v, ROLE_GAP, "");
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

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct finding *f = find(app, s->focus);
	const struct report *r = &app->facts.check;
	char *count;

	build_verdicts(app, v);
	if (!f && !app->facts.leaf)
		view_line(v, ROLE_TEXT,
			  _("There is nothing to check yet: the certificate is "
			    "not here. Do the steps of the overview first."));
	else if (!f)
		view_line(v, ROLE_DONE, _("Nothing stands in the way."));
	build_findings(app, v);
	build_passed(app, v);
	if (f)
		page_finding(&v->pane, f);
	count = xasprintf(_("In the way: %zu. To mind: %zu. Good to know: "
			    "%zu."),
			  report_count(r, SEVERITY_BLOCKER) +
				  app->facts.trouble.n,
			  report_count(r, SEVERITY_WARNING),
			  report_count(r, SEVERITY_NOTE));
	v->status = count;
	v->status_role = ROLE_GAP;
}

static void go_to_cure(struct app *app, const struct finding *f)
{
	const char *name = finding_info(f->id)->step;
	int id = *name ? step_by_name(name) : -1;

	if (id >= 0 && id != STEP_CHECK)
		app_go(app, (enum step_id)id);
	else
		app_say(app, ROLE_HINT, "%s",
			_("This is not cured in this program: \"Do\" says "
			  "where."));
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	const struct finding *f = row ? find(app, (size_t)row->id) : NULL;

	if (is_text(e, "r")) {
		app_scan(app);
		s->focus = 0;
		app_say(app, ROLE_DONE, "%s", _("Checked again."));
		return true;
	}
	if (f && is_press(e, PRESS_ENTER)) {
		go_to_cure(app, f);
		return true;
	}
	return false;
}

const struct screen_ops screen_report = {
	.name = "report",
	.title = N_("Check"),
	.keys = keys,
	.build = build,
	.act = act,
};
