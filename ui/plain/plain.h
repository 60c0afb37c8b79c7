/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journey as numbered questions: for pipes, screen readers, dumb
 * terminals. */
#ifndef UI_PLAIN_H
#define UI_PLAIN_H

#include "ui/line/cli.h"

/* Begins with the file that is brought, or NULL, and runs until the person
 * quits or the input ends. Gives the exit status. */
int plain_run(struct cli *cli, const char *brought);

#endif
