/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "explain": findings and words of the trade. */
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "journey/page/glossary.h"
#include "journey/page/page.h"
#include "rules/client.h"
#include "rules/unchecked.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"

static void list_all(void)
{
	out_text(stdout, _("Words:\n"));
	for (size_t i = 0; i < term_count(); i++)
		out_row(0, tr(term_at(i)->name), "");
	out_text(stdout, _("\nFindings:\n"));
	for (int i = 0; i < FINDING_COUNT; i++) {
		const struct finding_info *info =
			finding_info((enum finding_id)i);

		out_row(30, info->name, tr(info->title));
	}
}

static void explain_finding(enum finding_id id)
{
	const struct finding_info *info = finding_info(id);
	char *words = clients_words(info->clients);
	struct page page = {0};

	page_add(&page, ROLE_TITLE, "%s", tr(info->title));
	page_field(&page, _("Name"), "%s (%s)", info->name,
		   severity_name(info->severity));
	page_field(&page, _("Why"), "%s", tr(info->cause));
	page_field(&page, _("Do"), "%s", tr(info->fix));
	if (*info->step)
		page_field(&page, _("Step"), "%s", info->step);
	page_field(&page, _("Concerns"), "%s", words);
	page_field(&page, _("Source"), "%s", info->source);
	out_page(stdout, &page);
	page_clear(&page);
	free(words);
}

static void explain_term(const struct term *term)
{
	struct page page = {0};

	page_add(&page, ROLE_TITLE, "%s", tr(term->name));
	page_add(&page, ROLE_TEXT, "%s", tr(term->text));
	out_page(stdout, &page);
	page_clear(&page);
}

static void explain_unchecked(const struct unchecked *u)
{
	struct page page = {0};

	page_add(&page, ROLE_TITLE, _("Not checked: %s"), tr(u->text));
	page_field(&page, _("Name"), "%s", u->name);
	page_field(&page, _("Why"), "%s", tr(u->why));
	out_page(stdout, &page);
	page_clear(&page);
}

/* "key usage" may come as one word or as two. */
static char *joined(struct cli *cli)
{
	struct buf b = {0};

	for (int i = 0; i < cli->nargs; i++)
		buf_addf(&b, "%s%s", i ? " " : "", cli->args[i]);
	return buf_take(&b);
}

int cmd_explain(struct cli *cli)
{
	char *what = joined(cli);
	int finding = finding_by_name(what);
	const struct term *term = term_by_name(what);
	const struct unchecked *unchecked = unchecked_by_name(what);
	int r = EXIT_FINE;

	if (!cli->nargs)
		list_all();
	else if (finding >= 0)
		explain_finding((enum finding_id)finding);
	else if (unchecked)
		explain_unchecked(unchecked);
	else if (term)
		explain_term(term);
	else
		r = usage_error(_("nothing is known of: %s"), what);
	free(what);
	return r;
}
