/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands: their table, and the function of each. */
#ifndef UI_COMMAND_H
#define UI_COMMAND_H

#include "ui/line/cli.h"

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

#endif
