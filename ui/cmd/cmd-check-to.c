/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Can mail be encrypted to these people: "check --to". */
#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "journey/recipients/recipients.h"
#include "ui/cmd/judge.h"
#include "ui/line/json.h"
#include "ui/line/out.h"

static int take_files(const struct judge *j, struct recipients *r)
{
	struct report report = {0};
	int failed = 0;

	for (int i = 0; i < j->cli->nargs && failed == 0; i++) {
		struct buf bytes = {0};

		failed = judge_read(j->cli->args[i], &bytes, &report);
		if (failed == 0)
			recipients_take(r, &j->cli->env, &bytes,
					j->cli->args[i]);
		buf_clear(&bytes);
	}
	out_failure(&report);
	report_clear(&report);
	return failed;
}

/* What the address book has. Where it cannot be read, files are judged all the
 * same; without any it is told, and that is all. */
static int take_book(const struct judge *j, struct recipients *r)
{
	struct report report = {0};
	struct book *b = NULL;
	int failed = book_open(&j->cli->env, BOOK_READ, &b, &report);

	if (failed == 0)
		failed = recipients_take_book(r, b, &j->cli->env, &j->to,
					      &report);
	out_failure(&report);
	out_remarks(&report);
	book_close(b);
	report_clear(&report);
	return j->cli->nargs ? 0 : failed;
}

/* The identity that writes: the one of --identity, or the only one. Nobody has
 * to have one to ask about others. */
static int find_own(const struct judge *j, char **out)
{
	struct strlist all = {0};
	size_t n;

	ws_identities(&j->cli->env, &all);
	n = all.n;
	strlist_clear(&all);
	if (n == 0 && !j->cli->options->value[OPT_IDENTITY])
		return 0;
	return cli_identity(j->cli, out);
}

/* In short, where neither all nor a mail program is asked for. */
static void show(const struct judge *j, const struct recipients *r,
		 struct page *out)
{
	bool all = (j->cli->options->given & OPT(VERBOSE)) != 0;

	if (all || j->clients) {
		recipients_show(r, j->clients, out);
		if (r->doubts.nasks && !j->clients)
			page_add(out, ROLE_HINT, "%s",
				 _("Where to look in your mail program: "
				   "--client PROGRAM"));
		return;
	}
	recipients_brief(r, out);
	page_gap(out);
	page_add(out, ROLE_HINT, "%s",
		 _("Each mail program, and all that was looked at: smime-setup "
		   "check --to ADDRESS -v"));
	doubts_show(&r->doubts, DOUBTS_COUNT, out);
}

static int tell(const struct judge *j, const struct recipients *r)
{
	struct page page = {0};

	if (j->cli->options->given & OPT(JSON))
		return json_print(json_recipients(r, j->clients));
	show(j, r, &page);
	out_page(stdout, &page);
	page_clear(&page);
	return 0;
}

int check_to(const struct judge *j)
{
	struct diagnose_ask with = judge_ask(j);
	struct recipients_ask ask = {.with = &with,
				     .to = &j->to};
	struct recipients r = {0};
	int status = EXIT_FAILED;
	char *own = NULL;

	if (find_own(j, &own) < 0) {
		status = EXIT_USAGE;
	} else if (take_files(j, &r) == 0 && take_book(j, &r) == 0) {
		ask.own = own;
		recipients_judge(&r, &ask);
		if (tell(j, &r) == 0)
			status = report_count(&r.all, SEVERITY_BLOCKER)
					 ? EXIT_FOUND
					 : EXIT_FINE;
	}
	recipients_clear(&r);
	free(own);
	return status;
}
