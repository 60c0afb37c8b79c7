/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three answers people want - sign, be encrypted to, decrypt - on a page. */
#include "journey/verdicts.h"

#include <stdlib.h>

#include "base/text.h"

static enum role role_of(enum verdict v)
{
	static const enum role roles[] = {ROLE_DONE, ROLE_BAD, ROLE_WARN};

	return roles[v];
}

static const char *word_of(enum verdict v)
{
	static const char *const words[] = {N_("yes"), N_("no"),
					    N_("not known")};

	return tr(words[v]);
}

static void line_show(const struct client_verdict *v, struct page *out)
{
	if (v->because.n)
		page_add(out, role_of(v->verdict), "%s: %s - %s",
			 ability_title(v->ability), word_of(v->verdict),
			 tr(finding_info(v->because.ids[0])->title));
	else
		page_add(out, role_of(v->verdict), "%s: %s",
			 ability_title(v->ability), word_of(v->verdict));
}

void verdict_show(enum ability ability, const struct subject *s,
		  const struct report *report, struct page *out)
{
	struct client_verdict v;

	for (size_t c = 0; c < client_count(); c++)
		if (client_verdict(client_at(c), ability, s, report, &v))
			line_show(&v, out);
}

void verdicts_show(const struct subject *s, const struct report *report,
		   struct page *out)
{
	for (int a = 0; a < ABILITY_COUNT; a++)
		verdict_show((enum ability)a, s, report, out);
}

/* One paragraph: what is in order needs no line each. */
static void passed_show(const struct strlist *passed, struct page *out)
{
	struct buf text = {0};

	for (size_t i = 0; i < passed->n; i++)
		buf_addf(&text, "%s%s", i ? "; " : "", passed->items[i]);
	page_gap(out);
	page_add(out, ROLE_TITLE, "%s", _("Looked at and found in order"));
	page_add(out, ROLE_TEXT, "%s.", text.data);
	buf_clear(&text);
}

void check_show(const struct subject *s, const struct report *report,
		const struct strlist *passed, struct page *out)
{
	verdicts_show(s, report, out);
	for (size_t i = 0; i < report->n; i++) {
		page_gap(out);
		page_finding(out, &report->items[i]);
	}
	if (passed->n)
		passed_show(passed, out);
}
