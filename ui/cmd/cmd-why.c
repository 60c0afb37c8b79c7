/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "why": from what somebody sees to its cause. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "rules/client.h"
#include "ui/cmd/command.h"
#include "ui/line/json.h"
#include "ui/line/out.h"
#include "ui/plain/plain-why.h"

void help_why(void)
{
	out_text(stdout, _("\nWhat you see:\n"));
	for (size_t i = 0; i < tree_count(); i++)
		out_row(10, tree_at(i)->name, tr(tree_at(i)->title));
}

static int list_sights(void)
{
	struct buf text = {0};

	for (size_t i = 0; i < tree_count(); i++)
		buf_addf(&text, "%-10s %s\n", tree_at(i)->name,
			 tr(tree_at(i)->title));
	out_text(stdout, text.data);
	buf_clear(&text);
	return EXIT_FINE;
}

/* Nobody has to have an identity to ask about a file. */
static int find_identity(struct cli *cli, char **out)
{
	struct strlist all = {0};
	size_t n;

	ws_identities(&cli->env, &all);
	n = all.n;
	strlist_clear(&all);
	if (n == 0 && !cli->options->value[OPT_IDENTITY])
		return 0;
	return cli_identity(cli, out);
}

static void take_answers(const struct cli *cli, struct answers *a)
{
	const struct strlist *to = &cli->options->to;
	struct buf text = {0};

	for (size_t i = 0; i < to->n; i++)
		buf_addf(&text, "%s%s", i ? " " : "", to->items[i]);
	if (to->n)
		answers_set(a, "to", text.data);
	if (cli->nargs > 1)
		answers_set(a, "bring", cli->args[1]);
	buf_clear(&text);
}

static int take_password(struct cli *cli, struct answers *a,
			 struct report *report)
{
	struct secret_ask ask = {OPT_PASSWORD_FILE, OPT_PASSWORD_FD,
				 _("Password of the bundle"), false};
	struct secret *s = NULL;

	if (!(cli->options->given & (OPT(PASSWORD_FILE) | OPT(PASSWORD_FD))))
		return 0;
	if (cli_secret(cli, &ask, &s, report) < 0)
		return -1;
	answers_take_secret(a, "bundle-password", s);
	return 0;
}

/* What was lacking is said by an option here. */
static void say_how(const struct cli *cli, const struct walk *walk)
{
	struct page page = {0};

	if (cli->options->to.n || !(walk_needs(walk->tree) & GIVEN_THEIRS))
		return;
	page_add(&page, ROLE_HINT, "%s",
		 _("Say who you write to: --to ADDRESS"));
	out_page(stdout, &page);
	page_clear(&page);
}

/* Questions are put to who can answer: a terminal, or --plain. */
static int walk_it(struct cli *cli, const struct tree *tree,
		   const struct plain_why *about)
{
	bool asks = isatty(STDIN_FILENO) ||
		    (cli->options->given & OPT(PLAIN)) != 0;
	struct report report = {0};
	struct answers a = {0};
	struct walk walk = {0};
	enum verdict verdict;
	int r = EXIT_FAILED;

	take_answers(cli, &a);
	if (take_password(cli, &a, &report) < 0 ||
	    why_begin(tree, about->env, about->identity, &a, &walk,
		      &report) < 0) {
		out_failure(&report);
		goto out;
	}
	if (cli->options->given & OPT(JSON)) {
		walk_on(&walk, about->replies, about->client);
		verdict = tree_verdict(walk.results, tree->n);
		if (json_print(json_walk(&walk, about->client)) < 0)
			goto out;
	} else {
		plain_why(about, asks, &walk, &verdict);
		say_how(cli, &walk);
	}
	r = verdict == VERDICT_NO ? EXIT_FOUND : EXIT_FINE;
out:
	walk_clear(&walk);
	answers_clear(&a);
	report_clear(&report);
	return r;
}

int cmd_why(struct cli *cli)
{
	const struct strlist *clients = &cli->options->clients;
	struct replies replies = {0};
	struct plain_why about = {.env = &cli->env, .replies = &replies};
	const struct tree *tree;
	char *identity = NULL;
	int r;

	if (!cli->nargs)
		return list_sights();
	tree = tree_by_name(cli->args[0]);
	if (!tree)
		return usage_error(_("nothing is known of: %s"), cli->args[0]);
	if (clients->n && !client_by_name(clients->items[0]))
		return usage_error(_("unknown mail program: %s"),
				   clients->items[0]);
	if (find_identity(cli, &identity) < 0)
		return EXIT_USAGE;
	about.identity = identity;
	about.client = clients->n ? clients->items[0] : NULL;
	r = walk_it(cli, tree, &about);
	free(identity);
	return r;
}
