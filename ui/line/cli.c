/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: whose, which secret, running a step. */
#include "ui/line/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/desk.h"
#include "journey/identity/workspace.h"
#include "ui/line/out.h"
#include "ui/line/prompt.h"

/* Findings that come of how the command was given, not of what was found. */
static const enum finding_id usage_findings[] = {
	FINDING_ANSWER_MISSING,
	FINDING_ANSWER_UNKNOWN,
	FINDING_ID_SEVERAL,
	FINDING_ID_UNKNOWN,
	FINDING_REQ_ADDRESS_MALFORMED,
	FINDING_REQ_ADDRESS_NONASCII_LOCAL,
	FINDING_AUTH_DAYS,
	FINDING_ROOT_DIGITS_FEW,
};

int cli_status(const struct report *report)
{
	if (report_has(report, FINDING_CANCELLED))
		return EXIT_CANCELLED;
	for (size_t i = 0; i < ARRAY_LEN(usage_findings); i++)
		if (report_has(report, usage_findings[i]))
			return EXIT_USAGE;
	return EXIT_FAILED;
}

int cli_identity(struct cli *cli, char **out)
{
	struct report report = {0};
	int r = ws_choose(&cli->env, cli->options->value[OPT_IDENTITY], out,
			  &report);

	out_failure(&report);
	report_clear(&report);
	return r;
}

static int fd_of(const char *text, int *out, struct report *report)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || *end || end == text || n < 0 || n > 65535)
		return report_fail(report, FINDING_ANSWER_UNKNOWN, text,
				   _("A descriptor is a small number."));
	*out = (int)n;
	return 0;
}

static int from_option(struct cli *cli, const struct secret_ask *ask,
		       struct secret **out, struct report *report)
{
	const char *const *value = cli->options->value;
	int fd = -1;

	if (value[ask->file])
		return fsio_read_secret(value[ask->file], out, report);
	if (fd_of(value[ask->fd], &fd, report) < 0)
		return -1;
	return fsio_read_secret_fd(fd, ask->label, out, report);
}

static int ask_terminal(const char *label, const struct secret_ask *ask,
			struct secret **out, struct report *report)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);
	int r = prompt_secret(label, s);

	if (r == 1) {
		*out = s;
		return 0;
	}
	secret_free(s);
	if (r < 0)
		return report_fail(report, FINDING_CANCELLED, NULL, "");
	return report_fail(report, FINDING_ANSWER_MISSING, label,
			   _("There is no terminal to ask on: --%s FILE reads "
			     "it from a file."),
			   option_row(ask->file)->name);
}

static int ask_twice(const struct secret_ask *ask, struct secret **out,
		     struct report *report)
{
	struct secret *first = NULL, *second = NULL;
	char *again = xasprintf(_("%s, once more"), ask->label);
	int r = -1;

	if (ask_terminal(ask->label, ask, &first, report) < 0)
		goto out;
	if (secret_len(first) && ask_terminal(again, ask, &second, report) < 0)
		goto out;
	if (second && ask_same(first, second, report) < 0)
		goto out;
	*out = first;
	first = NULL;
	r = 0;
out:
	secret_free(first);
	secret_free(second);
	free(again);
	return r;
}

int cli_secret(struct cli *cli, const struct secret_ask *ask,
	       struct secret **out, struct report *report)
{
	const unsigned long given = cli->options->given;

	if (given & (1ul << ask->file | 1ul << ask->fd))
		return from_option(cli, ask, out, report);
	return ask->fresh ? ask_twice(ask, out, report)
			  : ask_terminal(ask->label, ask, out, report);
}

static bool is_secret(const struct ask *ask)
{
	return ask->kind == ASK_PASSPHRASE || ask->kind == ASK_NEW_PASSPHRASE;
}

static int get_secret(struct cli *cli, const struct ask *ask,
		      struct task *task)
{
	bool bundle = strcmp(ask->name, "password") == 0 ||
		      strcmp(ask->name, "bundle-password") == 0;
	struct secret_ask how = {
		.file = bundle ? OPT_PASSWORD_FILE : OPT_PASSPHRASE_FILE,
		.fd = bundle ? OPT_PASSWORD_FD : OPT_PASSPHRASE_FD,
		.label = tr(ask->label),
		.fresh = ask->kind == ASK_NEW_PASSPHRASE,
	};
	struct secret *s = NULL;

	if (cli_secret(cli, &how, &s, &task->report) < 0)
		return -1;
	answers_take_secret(&task->answers, ask->name, s);
	return 0;
}

/* Nobody types a passphrase to be told of a step that comes first, either. */
static int check_needs(const struct step *step, const struct facts *f,
		       struct task *task)
{
	for (int i = 0; i < STEP_COUNT; i++) {
		enum step_state s = step_state((enum step_id)i, f);

		if (step->needs & 1u << i && s != STATE_DONE &&
		    s != STATE_TROUBLE)
			return step_lacks(task, (enum step_id)i);
	}
	return 0;
}

static bool lacks(const struct ask *ask, const struct facts *f,
		  const struct task *task)
{
	return is_secret(ask) && !answers_secret(&task->answers, ask->name) &&
	       ask_arises(ask, f, &task->answers);
}

/* The secrets a step asks for, once all else is known to be answered: nobody
 * types a passphrase to be told of a mistyped option. */
static int get_secrets(struct cli *cli, enum step_id id, struct task *task)
{
	const struct step *step = step_get(id);
	struct facts facts = {0};
	int r = 0;

	ws_scan(&cli->env, task->address, &facts);
	step_preset(step, &facts, &task->answers);
	for (size_t i = 0; i < step->nasks && r == 0; i++)
		if (!is_secret(&step->asks[i]) &&
		    ask_arises(&step->asks[i], &facts, &task->answers))
			r = ask_check(&step->asks[i], &task->answers,
				      &task->report);
	for (size_t i = 0; i < step->nasks && r == 0; i++) {
		if (!lacks(&step->asks[i], &facts, task))
			continue;
		r = check_needs(step, &facts, task);
		if (r == 0)
			r = get_secret(cli, &step->asks[i], task);
	}
	facts_clear(&facts);
	return r;
}

int cli_step(struct cli *cli, enum step_id id, struct task *task)
{
	int r = get_secrets(cli, id, task);

	if (r == 0)
		r = step_run(id, task);
	answers_wipe(&task->answers);
	if (r < 0) {
		out_failure(&task->report);
		return cli_status(&task->report);
	}
	out_remarks(&task->report);
	return EXIT_FINE;
}
