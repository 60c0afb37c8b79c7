/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody sees, walked step by step to its cause with what is at hand. */
#include "journey/diagnose/walk.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/roots.h"
#include "journey/identity/workspace.h"

static void look_at_own(struct walk *w, const struct walk_ask *ask)
{
	struct facts f = {0};
	struct subject s;

	if (!ask->identity)
		return;
	ws_scan(ask->env, ask->identity, &f);
	s = facts_subject(&f);
	w->given |= given_of(&s);
	report_append(&w->report, &f.check);
	facts_clear(&f);
}

/* What keeps the book shut is one more thing that was found. */
static void take_book(struct walk *w, const struct walk_ask *ask,
		      struct recipients *r)
{
	struct report said = {0};
	struct book *b = NULL;
	int code = book_open(ask->env, BOOK_READ, &b, &said);

	if (code == 0)
		code = recipients_take_book(r, b, ask->env, ask->to, &said);
	if (code < 0)
		report_append(&w->report, &said);
	book_close(b);
	report_clear(&said);
}

/* Of an identity the check itself tells which files do not count. */
static void take_roots(struct walk *w, const struct walk_ask *ask,
		       struct cert_list *out)
{
	struct report said = {0};

	ws_roots(ask->env, out, &said);
	if (!ask->identity)
		report_append(&w->report, &said);
	report_clear(&said);
}

static void look_at_theirs(struct walk *w, const struct walk_ask *ask)
{
	struct recipients r = {0};
	struct cert_list roots = {0};
	struct diagnose_ask with = {.env = ask->env, .roots = &roots};
	struct recipients_ask theirs = {
		.with = &with, .to = ask->to, .own = ask->identity};

	take_roots(w, ask, &roots);
	if (ask->file)
		recipients_take(&r, ask->env, ask->file, ask->name);
	take_book(w, ask, &r);
	recipients_judge(&r, &theirs);
	w->given |= GIVEN_THEIRS;
	report_append(&w->report, &r.all);
	recipients_clear(&r);
	cert_list_clear(&roots);
}

unsigned walk_needs(const struct tree *tree)
{
	unsigned needs = 0;

	for (size_t i = 0; i < tree->n; i++)
		needs |= tree->steps[i].needs;
	return needs;
}

/* Only a .p12 is of use to that tree: anything else is the cause itself. */
static void note_no_bundle(struct walk *w, const struct diagnosis *d,
			   const char *name)
{
	unsigned others = GIVEN_OWN | GIVEN_KEY | GIVEN_THEIRS;
	unsigned needs = walk_needs(w->tree);

	if (needs & GIVEN_BUNDLE && !(needs & others) &&
	    !d->subject.bundle_info &&
	    !report_has(&w->report, FINDING_P12_NOT_A_BUNDLE))
		report_add(&w->report, FINDING_P12_NOT_A_BUNDLE, name,
			   _("It is %s."), d->words);
}

static void look_at_file(struct walk *w, const struct walk_ask *ask)
{
	struct cert_list roots = {0};
	struct diagnose_ask mine = {.env = ask->env,
				    .file = ask->name,
				    .address = ask->identity,
				    .roots = &roots,
				    .password = ask->password};
	struct diagnosis d;

	take_roots(w, ask, &roots);
	diagnose(ask->file, &mine, &d);
	w->given |= given_of(&d.subject);
	report_append(&w->report, &d.report);
	note_no_bundle(w, &d, ask->name);
	diagnosis_clear(&d);
	cert_list_clear(&roots);
}

void walk_begin(const struct tree *tree, const struct walk_ask *ask,
		struct walk *out)
{
	*out = (struct walk){.tree = tree};
	out->results = xcalloc(tree->n, sizeof(*out->results));
	look_at_own(out, ask);
	if (ask->to && ask->to->n)
		look_at_theirs(out, ask);
	else if (ask->file)
		look_at_file(out, ask);
	report_sort(&out->report);
	walk_on(out, NULL, NULL);
}

void walk_on(struct walk *w, const struct replies *replies, const char *client)
{
	struct tree_view view = {&w->report, w->given, replies, client};

	tree_walk(w->tree, &view, w->results);
}

void walk_clear(struct walk *w)
{
	report_clear(&w->report);
	free(w->results);
	*w = (struct walk){0};
}

static enum severity severity_of(const struct tree_result *r)
{
	return r->evidence ? r->evidence->severity
			   : finding_info((enum finding_id)r->found)->severity;
}

/* The first step that came to this: the order of the tree is that of causes.
 * SIZE_MAX where none did. */
static size_t first_with(const struct walk *w, enum tree_state state,
			 enum severity most)
{
	for (size_t i = 0; i < w->tree->n; i++)
		if (w->results[i].state == state &&
		    (state != TREE_FOUND || severity_of(&w->results[i]) <= most))
			return i;
	return SIZE_MAX;
}

size_t walk_first(const struct walk *w)
{
	size_t at = first_with(w, TREE_FOUND, SEVERITY_BLOCKER);

	if (at == SIZE_MAX)
		at = first_with(w, TREE_ASK, 0);
	if (at == SIZE_MAX)
		at = first_with(w, TREE_FOUND, SEVERITY_NOTE);
	return at == SIZE_MAX ? 0 : at;
}

const struct question *walk_question(const struct walk *w, size_t step)
{
	const struct tree_result *r = &w->results[step];

	return r->nopen ? r->open[0] : NULL;
}

int walk_found(const struct walk *w, size_t step)
{
	return w->results[step].found;
}

bool walk_lacks_file(const struct walk *w)
{
	for (size_t i = 0; i < w->tree->n; i++)
		if (w->tree->steps[i].needs & ~w->given)
			return true;
	return false;
}

const char *walk_mark(const struct walk *w, size_t step)
{
	static const char *const found[] = {"[!!]", "[! ]", "[i ]"};
	static const char *const marks[] = {NULL, "[->]", "[..]", "[ok]"};
	const struct tree_result *r = &w->results[step];

	return r->state == TREE_FOUND ? found[severity_of(r)]
				      : marks[r->state];
}

const char *walk_word(const struct walk *w, size_t step)
{
	static const char *const words[] = {N_("found"), N_("your turn"),
					    N_("not checked"),
					    N_("ruled out")};
	const struct tree_result *r = &w->results[step];

	/* "Was it withdrawn? (found)" would be an answer. */
	if (r->state == TREE_FOUND && severity_of(r) == SEVERITY_NOTE)
		return _("remark");
	return tr(words[r->state]);
}

/* --- pages -------------------------------------------------------------- */

void walk_conclude(const struct walk *w, struct page *out)
{
	size_t at = first_with(w, TREE_FOUND, SEVERITY_BLOCKER);
	size_t open = 0;

	for (size_t i = 0; i < w->tree->n; i++)
		open += w->results[i].nopen;
	if (at != SIZE_MAX)
		page_add(out, ROLE_BAD, _("This is the cause: %s."),
			 tr(finding_info((enum finding_id)walk_found(w, at))
				    ->title));
	else if (open)
		page_add(out, ROLE_TODO,
			 trn("Your turn: %zu thing that only you can see.",
			     "Your turn: %zu things that only you can see.",
			     open),
			 open);
	else if ((at = first_with(w, TREE_FOUND, SEVERITY_NOTE)) != SIZE_MAX)
		page_add(out, ROLE_WARN, _("It may be this: %s."),
			 tr(finding_info((enum finding_id)walk_found(w, at))
				    ->title));
	else if (first_with(w, TREE_UNCHECKED, 0) != SIZE_MAX)
		page_add(out, ROLE_WARN, "%s",
			 _("Nothing was found, but not all could be looked "
			   "at."));
	else
		page_add(out, ROLE_DONE, "%s",
			 _("None of the known causes is there."));
}

static void show_found(const struct tree_result *r, struct page *out)
{
	struct report said = {0};

	if (r->evidence) {
		page_finding(out, r->evidence);
		return;
	}
	report_add(&said, (enum finding_id)r->found, NULL, "%s",
		   _("You said so. It was not measured here."));
	page_finding(out, &said.items[0]);
	report_clear(&said);
}

static void show_question(const struct question *q, size_t more,
			  struct page *out)
{
	page_add(out, ROLE_TODO, "%s", tr(q->text));
	page_field(out, _("Look at"), "%s", tr(q->look));
	if (more)
		page_field(out, _("Then"),
			   trn("%zu more question", "%zu more questions",
			       more),
			   more);
}

void walk_step_show(const struct walk *w, size_t step, struct page *out)
{
	const struct tree_result *r = &w->results[step];

	if (r->found >= 0)
		show_found(r, out);
	if (r->evidence && root_is_missed(r->evidence->id))
		roots_show_trouble(&w->report, out);
	if (r->nopen)
		show_question(r->open[0], r->nopen - 1, out);
	if (r->why)
		page_add(out, ROLE_HINT, _("Not looked at: %s"), tr(r->why));
	if (r->state == TREE_RULED_OUT)
		page_add(out, ROLE_DONE, "%s",
			 _("Looked at: the cause is not here."));
}

void walk_show(const struct walk *w, struct page *out)
{
	for (size_t i = 0; i < w->tree->n; i++)
		page_add(out, ROLE_CODE, "%zu %s %s (%s)", i + 1,
			 walk_mark(w, i), tr(w->tree->steps[i].text),
			 walk_word(w, i));
	walk_conclude(w, out);
	for (size_t i = 0; i < w->tree->n; i++) {
		if (w->results[i].state == TREE_RULED_OUT)
			continue;
		page_gap(out);
		page_add(out, ROLE_TITLE, "%zu %s", i + 1,
			 tr(w->tree->steps[i].text));
		walk_step_show(w, i, out);
	}
}
