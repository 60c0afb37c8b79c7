/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command gets, and what they share. */
#ifndef UI_CLI_H
#define UI_CLI_H

#include "journey/steps/step.h"
#include "ui/line/options.h"

enum exit_status {
	EXIT_FINE = 0,
	EXIT_FOUND = 1,		/* at least one blocker was found */
	EXIT_USAGE = 2,
	EXIT_FAILED = 3,
	EXIT_CANCELLED = 4,
};

struct cli {
	struct env env;
	struct options *options;
	char **args;	/* operands behind the command */
	int nargs;
	bool color;
	/* The guided setup; begins with this file, where it is not NULL. */
	int (*wizard)(struct cli *cli, const char *brought);
};

/* The identity meant by --identity, or the only one. -1 after the failure was
 * printed; the caller frees. */
int cli_identity(struct cli *cli, char **out) MUST_CHECK;

/* Exit status for a failed call's report. */
int cli_status(const struct report *report);

/*
 * Secrets for a step: from the file or descriptor the options name, else asked
 * on the terminal; fresh ones twice. Label is what to call it. 0, or -1 with
 * one finding. The caller frees *out.
 */
struct secret_ask {
	enum option_id file, fd;
	const char *label;
	bool fresh;
};
int cli_secret(struct cli *cli, const struct secret_ask *ask,
	       struct secret **out, struct report *report) MUST_CHECK;

/*
 * Runs a step with the task's answers: secrets that it asks for are got as
 * above, progress is told on standard error, failure and remarks printed.
 * Gives the exit status.
 */
int cli_step(struct cli *cli, enum step_id id, struct task *task);

#endif
