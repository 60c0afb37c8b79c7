/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "check": the identity, or any files. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/own.h"
#include "journey/page/verdicts.h"
#include "ui/cmd/command.h"
#include "ui/cmd/judge.h"
#include "ui/line/json.h"
#include "ui/line/out.h"

/* A bundle's password, where one was given by option; without it, what can be
 * seen is enough: nobody is stopped by a question. */
static int bundle_secret(struct cli *cli, struct secret **out,
			 struct report *report)
{
	struct secret_ask ask = {OPT_PASSWORD_FILE, OPT_PASSWORD_FD,
				 _("Password of the bundle"), false};

	if (!(cli->options->given & (OPT(PASSWORD_FILE) | OPT(PASSWORD_FD))))
		return 0;
	return cli_secret(cli, &ask, out, report);
}

/* --json: of one file one object. */
static int check_object(const struct judge *j, const char *name,
			const struct secret *password)
{
	struct diagnose_ask ask = judge_ask(j);
	struct json_subject about = {.address = j->address,
				     .file = name,
				     .clients = j->clients};
	struct report report = {0};
	struct diagnosis d = {0};
	struct buf bytes = {0};
	int r = EXIT_FAILED;

	ask.file = name;
	ask.password = password;
	if (judge_read(name, &bytes, &report) < 0) {
		out_failure(&report);
		report_clear(&report);
		return r;
	}
	diagnose(&bytes, &ask, &d);
	about.kind = d.kind;
	about.leaf = d.subject.leaf;
	about.passed = &d.passed;
	if (json_print(json_check(&about, &d.subject, &d.report)) == 0)
		r = report_count(&d.report, SEVERITY_BLOCKER) ? EXIT_FOUND
							      : EXIT_FINE;
	diagnosis_clear(&d);
	buf_clear(&bytes);
	return r;
}

static int check_identity(const struct judge *j)
{
	struct cli *cli = j->cli;
	struct json_subject about = {.kind = "identity"};
	struct diagnose_ask ask = judge_ask(j);
	struct facts f = {0};
	struct page page = {0};
	struct subject s;
	char *address = NULL;
	int r;

	if (cli_identity(cli, &address) < 0)
		return EXIT_USAGE;
	own_judge(&ask, address, &f, &s);
	about.address = address;
	about.leaf = f.leaf;
	about.passed = &f.passed;
	about.clients = j->clients;
	r = report_count(&f.check, SEVERITY_BLOCKER) ? EXIT_FOUND : EXIT_FINE;
	if (cli->options->given & OPT(JSON)) {
		if (json_print(json_check(&about, &s, &f.check)) < 0)
			r = EXIT_FAILED;
	} else {
		page_add(&page, ROLE_TITLE, "%s", address);
		check_show(&s, &f.check, &f.passed, j->clients, &page);
		judge_doubts(j, &s, &page);
		out_page(stdout, &page);
	}
	page_clear(&page);
	facts_clear(&f);
	free(address);
	return r;
}

static int check_files(const struct judge *j)
{
	struct secret *password = NULL;
	struct report report = {0};
	int r;

	if (bundle_secret(j->cli, &password, &report) < 0) {
		out_failure(&report);
		r = cli_status(&report);
	} else if (j->cli->options->given & OPT(JSON)) {
		r = check_object(j, j->cli->args[0], password);
	} else {
		r = check_many(j, password);
	}
	secret_free(password);
	report_clear(&report);
	return r;
}

int cmd_check(struct cli *cli)
{
	bool json = (cli->options->given & OPT(JSON)) != 0;
	struct judge j;
	int r = judge_init(&j, cli);

	store_look_around();
	if (r == 0 && j.to.n)
		r = check_to(&j);
	else if (r == 0 && json && cli->nargs > 1)
		r = usage_error(_("--json prints one object: name one file"));
	else if (r == 0)
		r = cli->nargs ? check_files(&j) : check_identity(&j);
	judge_clear(&j);
	return r;
}
