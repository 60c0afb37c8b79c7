/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that are one step: key, request, import, export. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/diagnose/diagnose.h"
#include "journey/identity/workspace.h"
#include "journey/intake/bundle-intake.h"
#include "journey/intake/intake.h"
#include "rules/place.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"

/* Prints the page, and what is shown once; ends the task. */
static int finish(struct task *task, int status)
{
	struct outcome *o = &task->outcome;

	if (status == EXIT_FINE) {
		out_page(stdout, &o->page);
		if (o->reveal)
			out_secret(o->reveal_label, o->reveal);
	}
	task_clear(task);
	return status;
}

static void set_aliases(struct task *task, const struct strlist *aliases)
{
	struct buf b = {0};

	for (size_t i = 0; i < aliases->n; i++)
		buf_addf(&b, "%s%s", i ? " " : "", aliases->items[i]);
	if (b.len)
		answers_set(&task->answers, "aliases", b.data);
	buf_clear(&b);
}

/* First who, then the key: an address that is no address asks for nothing. */
static int make_identity(struct cli *cli, char **identity)
{
	struct task task = {.env = &cli->env};
	int r;

	answers_set(&task.answers, "address", cli->args[0]);
	answers_set(&task.answers, "name", cli->options->value[OPT_NAME]);
	set_aliases(&task, &cli->options->aliases);
	r = cli_step(cli, STEP_WHO, &task);
	if (r == EXIT_FINE)
		*identity = xstrdup(task.outcome.identity);
	task_clear(&task);
	return r;
}

/* An identity that has its key keeps its details: nothing is touched. */
static bool has_key(struct cli *cli)
{
	struct report report = {0};
	struct facts facts = {0};
	char *address = NULL;
	bool has = false;

	if (ws_choose(&cli->env, cli->args[0], &address, &report) == 0) {
		ws_scan(&cli->env, address, &facts);
		has = facts.has_key;
	}
	if (has) {
		report_clear(&report);
		report_add(&report, FINDING_ID_HAS_KEY, address, "");
		out_failure(&report);
	}
	report_clear(&report);
	facts_clear(&facts);
	free(address);
	return has;
}

/* -1 after the finding was printed. */
static int check_type(const char *type)
{
	struct report report = {0};

	if (!type || key_type_by_name(type) >= 0)
		return 0;
	report_add(&report, FINDING_ANSWER_UNKNOWN, "--type", "%s",
		   tr(option_row(OPT_TYPE)->words));
	out_failure(&report);
	report_clear(&report);
	return -1;
}

int cmd_key(struct cli *cli)
{
	const char *type = cli->options->value[OPT_TYPE];
	struct task task = {.env = &cli->env};
	struct page page = {0};
	char *address = NULL;
	int r;

	if (check_type(type) < 0)
		return EXIT_USAGE;
	if (has_key(cli))
		return EXIT_FAILED;
	r = make_identity(cli, &address);
	if (r != EXIT_FINE)
		return r;
	task.address = address;
	answers_set(&task.answers, "type", type);
	r = cli_step(cli, STEP_KEY, &task);
	if (r == EXIT_FINE) {
		page_add(&page, ROLE_DONE, _("The key for %s is made."),
			 address);
		page_field(&page, _("File"), "%s", task.outcome.saved);
		page_add(&page, ROLE_TODO, "%s",
			 _("Next: smime-setup request"));
		out_page(stdout, &page);
	}
	page_clear(&page);
	task_clear(&task);
	free(address);
	return r;
}

static int print_request(const struct task *task, bool der)
{
	struct facts facts = {0};
	int r;

	if (!der)
		return out_bytes(task->outcome.copy,
				 strlen(task->outcome.copy));
	ws_scan(task->env, task->address, &facts);
	r = facts.request ? out_bytes(facts.request->der.data,
				      facts.request->der.len)
			  : -1;
	facts_clear(&facts);
	return r;
}

/* Without -o standard output is the request, and the talk goes elsewhere. */
static int make_request(struct cli *cli, enum step_id step, struct task *task,
			bool der)
{
	const char *out = cli->options->value[OPT_OUT];
	char *address = NULL;
	int r = EXIT_USAGE;

	if (cli_identity(cli, &address) < 0)
		goto out;
	task->address = address;
	answers_set(&task->answers, "out", out);
	r = cli_step(cli, step, task);
	if (r != EXIT_FINE)
		goto out;
	out_page(out ? stdout : stderr, &task->outcome.page);
	if (!out && print_request(task, der) < 0)
		r = EXIT_FAILED;
out:
	task_clear(task);
	free(address);
	return r;
}

int cmd_request(struct cli *cli)
{
	bool der = (cli->options->given & OPT(DER)) != 0;
	struct task task = {.env = &cli->env};

	answers_set(&task.answers, "form", der ? "der" : "pem");
	return make_request(cli, STEP_REQUEST, &task, der);
}

int cmd_renew(struct cli *cli)
{
	bool same = (cli->options->given & OPT(SAME_KEY)) != 0;
	struct task task = {.env = &cli->env};

	answers_set(&task.answers, "renew-key", same ? "same" : "new");
	answers_set(&task.answers, "type", cli->options->value[OPT_TYPE]);
	return make_request(cli, STEP_RENEW, &task, false);
}

static int read_input(const char *name, struct buf *out, struct report *report)
{
	if (strcmp(name, "-") == 0)
		return fsio_read_fd(STDIN_FILENO, _("standard input"),
				    INTAKE_FILE_MAX, out, report);
	return fsio_read(place_of(name), INTAKE_FILE_MAX, out, report);
}

/* A .p12 is a way in of its own: both secrets are asked for by what they are. */
static int import_bundle(struct cli *cli, const struct buf *file,
			 struct task *task)
{
	struct secret_ask theirs = {OPT_PASSWORD_FILE, OPT_PASSWORD_FD,
				    _("Password of the bundle"), false};
	struct secret_ask ours = {OPT_PASSPHRASE_FILE, OPT_PASSPHRASE_FD,
				  _("New passphrase for the key here"), true};
	struct secret *s = NULL;

	if (cli_secret(cli, &theirs, &s, &task->report) < 0)
		return -1;
	answers_take_secret(&task->answers, "bundle-password", s);
	s = NULL;
	if (cli_secret(cli, &ours, &s, &task->report) < 0)
		return -1;
	answers_take_secret(&task->answers, "passphrase", s);
	if (!secret_len(s))
		return report_fail(&task->report, FINDING_PASS_EMPTY, NULL,
				   "");
	if (cli->options->given & OPT(REPLACE))
		answers_set(&task->answers, "replace", "yes");
	return bundle_intake(task, file, cli->args[0]);
}

static int import_one(struct cli *cli, const char *name, struct task *task,
		      struct cert_list *certs)
{
	struct buf bytes = {0};
	int r = read_input(name, &bytes, &task->report);

	if (r == 0 && cli->nargs == 1 && diagnose_is_bundle(&bytes))
		r = import_bundle(cli, &bytes, task);
	else if (r == 0)
		r = intake_certs(&bytes, name, certs, &task->report);
	buf_clear(&bytes);
	return r;
}

/* All files are read before anything is stored; together they are one answer:
 * a certificate in one, its chain in the next. */
int cmd_import(struct cli *cli)
{
	struct task task = {.env = &cli->env};
	struct cert_list certs = {0};
	char *wanted = NULL;
	int r = 0;

	if (cli->options->value[OPT_IDENTITY] &&
	    cli_identity(cli, &wanted) < 0)
		return EXIT_USAGE;
	task.address = wanted;
	for (int i = 0; i < cli->nargs && r == 0; i++)
		r = import_one(cli, cli->args[i], &task, &certs);
	if (r == 0 && certs.n)
		r = intake_store(&task, &certs,
				 cli->nargs == 1 ? cli->args[0] : NULL);
	cert_list_clear(&certs);
	if (r < 0) {
		out_failure(&task.report);
		r = cli_status(&task.report);
	} else {
		out_remarks(&task.report);
	}
	r = finish(&task, r);
	free(wanted);
	return r;
}

/* The bundle's password is asked for: it is what the device will ask. */
int cmd_rehearse(struct cli *cli)
{
	struct task task = {.env = &cli->env};
	char *address = NULL;
	int r;

	if (cli_identity(cli, &address) < 0)
		return EXIT_USAGE;
	task.address = address;
	r = finish(&task, cli_step(cli, STEP_REHEARSE, &task));
	free(address);
	return r;
}

void help_export(void)
{
	out_text(stdout, _("\nPlaces for --for:\n"));
	for (size_t i = 0; i < place_count(); i++) {
		char *words = xasprintf("%s: %s", tr(place_at(i)->title),
					tr(place_at(i)->word));

		out_row(14, place_at(i)->name, words);
		free(words);
	}
}

/* A usage error with the list, as a place is a word of the command line. */
static int check_place(const char *name)
{
	struct buf list = {0};
	int r;

	if (!name || place_by_name(name))
		return 0;
	for (size_t i = 0; i < place_count(); i++)
		buf_addf(&list, "%s%s", i ? ", " : "", place_at(i)->name);
	r = usage_error(_("unknown place: %s; there are: %s"), name, list.data);
	buf_clear(&list);
	return r;
}

int cmd_export(struct cli *cli)
{
	const struct options *o = cli->options;
	struct task task = {.env = &cli->env};
	bool own = (o->given & (OPT(PASSWORD_FILE) | OPT(PASSWORD_FD))) != 0;
	char *address = NULL;
	int r = check_place(o->value[OPT_FOR]);

	if (r)
		return r;
	if (cli_identity(cli, &address) < 0)
		return EXIT_USAGE;
	task.address = address;
	answers_set(&task.answers, "place", o->value[OPT_FOR]);
	answers_set(&task.answers, "with-old",
		    o->given & OPT(WITH_OLD) ? "yes" : "no");
	answers_set(&task.answers, "out", o->value[OPT_OUT]);
	answers_set(&task.answers, "password-from", own ? "own" : "made");
	r = finish(&task, cli_step(cli, STEP_BUNDLE, &task));
	free(address);
	return r;
}
