/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three answers people want - sign, be encrypted to, decrypt - on a page.
 */
#include "journey/page/verdicts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static enum role role_of(enum verdict v)
{
	static const enum role roles[] = {ROLE_DONE, ROLE_BAD, ROLE_WARN};

	return roles[v];
}

const char *verdict_word(enum verdict v)
{
	static const char *const words[] = {N_("yes"), N_("no"),
					    N_("not known")};

	return tr(words[v]);
}

/* What is judged, or where programs differ, which of them judges. */
static void line_show(const struct client_verdict *v, const char *label,
		      struct page *out)
{
	if (v->because.n)
		page_add(out, role_of(v->verdict), "%s: %s - %s", label,
			 verdict_word(v->verdict),
			 tr(finding_info(v->because.ids[0])->title));
	else
		page_add(out, role_of(v->verdict), "%s: %s", label,
			 verdict_word(v->verdict));
}

static bool is_same(const struct client_verdict *a,
		    const struct client_verdict *b)
{
	return a->verdict == b->verdict &&
	       (a->because.n > 0) == (b->because.n > 0) &&
	       (a->because.n == 0 || a->because.ids[0] == b->because.ids[0]);
}

/* The first client is the one in general: it speaks where no other does. */
static struct client_verdict *
verdicts_of(enum ability ability, const char *names, const struct subject *s,
	    const struct report *report, size_t *n)
{
	struct client_verdict *list =
		xcalloc(client_count(), sizeof(struct client_verdict));

	*n = 0;
	for (size_t i = 1; i < client_count(); i++)
		if (client_has_rules(client_at(i), ability) &&
		    (!names || client_is_among(client_at(i), names)) &&
		    client_verdict(client_at(i), ability, s, report, &list[*n]))
			++*n;
	if (*n == 0 &&
	    client_verdict(client_at(0), ability, s, report, &list[0]))
		*n = 1;
	return list;
}

/* The programs that say the same as the first of the list does; they are taken
 * off it. Titles have commas of their own. */
static char *take_alike(struct client_verdict *list, size_t *n)
{
	struct client_verdict first = list[0];
	struct buf titles = {0};
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (is_same(&first, &list[i]))
			buf_addf(&titles, "%s%s", titles.len ? "; " : "",
				 tr(list[i].client->title));
		else
			list[kept++] = list[i];
	*n = kept;
	return buf_take(&titles);
}

bool verdicts_agree(const struct client_verdict *list, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (!is_same(&list[0], &list[i]))
			return false;
	return true;
}

void verdict_groups(const struct client_verdict *list, size_t n,
		    struct page *out)
{
	struct client_verdict *left = xcalloc(n, sizeof(*left));

	if (n)
		memcpy(left, list, n * sizeof(*left));
	while (n) {
		struct client_verdict first = left[0];
		char *titles = take_alike(left, &n);

		line_show(&first, titles, out);
		free(titles);
	}
	free(left);
}

void verdict_lines(const struct client_verdict *list, size_t n,
		   const char *label, struct page *out)
{
	if (n && verdicts_agree(list, n)) {
		line_show(&list[0], label, out);
	} else if (n) {
		page_add(out, ROLE_TEXT, "%s:", label);
		verdict_groups(list, n, out);
	}
}

void verdict_show(enum ability ability, const char *clients,
		  const struct subject *s, const struct report *report,
		  struct page *out)
{
	size_t n;
	struct client_verdict *list =
		verdicts_of(ability, clients, s, report, &n);

	verdict_lines(list, n, ability_title(ability), out);
	free(list);
}

void verdicts_show(const struct subject *s, const struct report *report,
		   struct page *out)
{
	for (int a = 0; a < ABILITY_COUNT; a++)
		verdict_show((enum ability)a, NULL, s, report, out);
}

/* One paragraph: what is in order needs no line each. */
void passed_show(const struct strlist *passed, struct page *out)
{
	struct buf text = {0};

	if (!passed->n)
		return;
	for (size_t i = 0; i < passed->n; i++)
		buf_addf(&text, "%s%s", i ? "; " : "", passed->items[i]);
	page_gap(out);
	page_add(out, ROLE_TITLE, "%s", _("Looked at and found in order"));
	page_add(out, ROLE_TEXT, _("%s."), text.data);
	buf_clear(&text);
}

void unchecked_show(unsigned given, struct page *out)
{
	const char *why = NULL;

	for (size_t i = 0; i < unchecked_count(); i++) {
		const struct unchecked *u = unchecked_at(i);

		if (!unchecked_arises(u, given))
			continue;
		if (!why) {
			page_gap(out);
			page_add(out, ROLE_TITLE, "%s", _("Not checked"));
		}
		/* A reason that is the last one's is not said again. */
		if (!why || strcmp(why, u->why) != 0)
			page_add(out, ROLE_TEXT, "%s: %s", tr(u->text),
				 tr(u->why));
		else
			page_add(out, ROLE_TEXT, "%s", tr(u->text));
		why = u->why;
	}
}

/* What concerns no ability, as a file that cannot be read, stands in the way of
 * all. */
static bool hinders(const struct finding *f, const char *clients,
		    unsigned abilities, const struct subject *s)
{
	if (!*finding_info(f->basis)->affects)
		return true;
	for (size_t i = 0; i < client_count(); i++)
		for (int a = 0; a < ABILITY_COUNT; a++)
			if (abilities & 1u << a &&
			    client_is_among(client_at(i), clients) &&
			    client_judge(client_at(i), f, (enum ability)a, s) !=
				    VERDICT_YES)
				return true;
	return false;
}

void verdicts_weigh(const char *clients, unsigned abilities,
		    const struct subject *s, struct report *report)
{
	for (size_t i = 0; i < report->n && clients; i++) {
		struct finding *f = &report->items[i];

		if (f->severity == SEVERITY_BLOCKER &&
		    !hinders(f, clients, abilities, s))
			f->severity = SEVERITY_WARNING;
	}
	check_sort(report);
}

void check_show(const struct subject *s, const struct report *report,
		const struct strlist *passed, const char *clients,
		struct page *out)
{
	for (int a = 0; a < ABILITY_COUNT; a++)
		verdict_show((enum ability)a, clients, s, report, out);
	for (size_t i = 0; i < report->n; i++) {
		page_gap(out);
		page_finding(out, &report->items[i]);
	}
	passed_show(passed, out);
	unchecked_show(given_of(s), out);
}
