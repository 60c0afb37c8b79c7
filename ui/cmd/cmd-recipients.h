/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words behind "recipients" share. */
#ifndef UI_CMD_RECIPIENTS_H
#define UI_CMD_RECIPIENTS_H

#include "journey/book/book.h"
#include "ui/cmd/command.h"

/* One call; args and nargs are what stands behind the word. */
struct recipients_call {
	struct cli *cli;
	char **args;
	int nargs;
	struct book *book;	/* open */
	struct report report;	/* printed when the call is done */
	int status;		/* where all went well */
};

int recipients_scan(struct recipients_call *c);

#endif
