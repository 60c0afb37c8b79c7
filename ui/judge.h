/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What everything in one call of "check" is judged with. */
#ifndef UI_JUDGE_H
#define UI_JUDGE_H

#include "journey/diagnose.h"
#include "ui/cli.h"
#include "x509/chain.h"

struct judge {
	struct cli *cli;
	char *address;		/* --address, clean; NULL where none was given */
	struct strlist to;	/* --to, clean */
	char *clients;		/* --client, names separated by blanks; NULL: all */
	struct cert_list extra, roots, public_roots;
	struct pool *pool; /* of these, with what was verified in this run */
};

/* Reads the options and the files they name. 0, or the exit status after the
 * failure was printed; to be cleared in any case. */
int judge_init(struct judge *j, struct cli *cli) MUST_CHECK;
void judge_clear(struct judge *j);

/* A file, or standard input where the name is "-". */
int judge_read(const char *name, struct buf *out,
	       struct report *report) MUST_CHECK;

/* "check --to": can mail be encrypted to them. Gives the exit status. */
int check_to(const struct judge *j);

/* The files of the call: a page for one, a line each for many. Gives the exit
 * status, the worst of them. */
int check_many(const struct judge *j, const struct secret *password);

#endif
