/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command gets, and what they share. */
#ifndef UI_CLI_H
#define UI_CLI_H

#include "journey/steps/step.h"
#include "ui/options.h"

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

/* One command: a row of the table in command.c, a function in cmd-*.c. */
struct command {
	const char *name;
	const char *synopsis;	/* operands and options of its own */
	const char *words;	/* what it does, untranslated */
	unsigned long options;	/* beside the global ones */
	int min, max;		/* operands; max -1: any number */
	int (*run)(struct cli *cli);
};

const struct command *command_at(size_t i);	/* NULL behind the last */

int cmd_status(struct cli *cli);
int cmd_key(struct cli *cli);
int cmd_request(struct cli *cli);
int cmd_import(struct cli *cli);
int cmd_authority(struct cli *cli);
int cmd_export(struct cli *cli);
void help_export(void);	/* the places */
int cmd_rehearse(struct cli *cli);
int cmd_renew(struct cli *cli);
int cmd_profile(struct cli *cli);
int cmd_check(struct cli *cli);
int cmd_why(struct cli *cli);
void help_why(void);	/* what can be seen */
int cmd_guide(struct cli *cli);
int cmd_message(struct cli *cli);
int cmd_recipients(struct cli *cli);
int cmd_roots(struct cli *cli);
int cmd_explain(struct cli *cli);
int cmd_open(struct cli *cli);
int cmd_demo(struct cli *cli);

/* Finds the command, checks operands and options, runs it. */
int command_run(struct cli *cli);
void command_help(const char *name);	/* NULL: of the program */

/* Usage errors are of the first word that names a command, until it is run. */
void command_guess(int argc, char **argv);

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
