/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "guide": the hand-over sheet of a device, or which there are. */
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "journey/guide/guide.h"
#include "journey/identity/workspace.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"
#include "x509/address.h"

/* What fits on paper, whatever the width of the terminal. */
enum { SHEET_CELLS = 78 };

static void list_guides(void)
{
	for (size_t i = 0; i < guide_count(); i++)
		out_row(13, guide_at(i)->name, tr(guide_at(i)->title));
}

static void print_page(struct page *page)
{
	struct buf text = {0};

	page_text(page, SHEET_CELLS, &text);
	out_text(stdout, text.data);
	buf_clear(&text);
	page_clear(page);
}

static void print_sheet(const struct guide_row *guide, const struct facts *f)
{
	struct page page = {0};

	guide_show(guide, f, &page);
	print_page(&page);
}

/* For somebody else's certificate no identity has to be there. */
static int print_theirs(const struct guide_row *guide, const char *address)
{
	struct report report = {0};
	struct page page = {0};
	char *clean = NULL;
	int r = EXIT_FINE;

	if (address_clean(address, &clean, &report) < 0) {
		out_failure(&report);
		r = cli_status(&report);
	} else {
		guide_show_theirs(guide, clean, &page);
		print_page(&page);
	}
	report_clear(&report);
	free(clean);
	return r;
}

/* Without any identity the sheet has placeholders; with several it has to be
 * said whose. */
int cmd_guide(struct cli *cli)
{
	const struct guide_row *guide;
	struct report report = {0};
	struct facts facts = {0};
	char *address = NULL;
	int r = EXIT_FINE;

	if (!cli->nargs) {
		list_guides();
		return EXIT_FINE;
	}
	guide = guide_by_name(cli->args[0]);
	if (!guide)
		return usage_error(_("there is no sheet for %s; smime-setup "
				     "guide lists them"),
				   cli->args[0]);
	if (cli->options->given & OPT(TO))
		return print_theirs(guide, cli->options->value[OPT_TO]);
	if (ws_choose(&cli->env, cli->options->value[OPT_IDENTITY], &address,
		      &report) < 0 &&
	    !report_has(&report, FINDING_ID_NONE)) {
		out_failure(&report);
		r = cli_status(&report);
	} else {
		ws_scan(&cli->env, address, &facts);
		print_sheet(guide, &facts);
	}
	report_clear(&report);
	facts_clear(&facts);
	free(address);
	return r;
}
