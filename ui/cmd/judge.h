/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What everything in one call of "check" is judged with. */
#ifndef UI_JUDGE_H
#define UI_JUDGE_H

#include "journey/diagnose/diagnose.h"
#include "ui/line/cli.h"

struct judge {
	struct cli *cli;
	char *address;		/* --address, clean; NULL where none was given */
	struct strlist to;	/* --to, clean */
	char *clients;		/* --client, names separated by blanks; NULL: all */
	struct cert_list extra, roots, public_roots;
	struct pool *pool; /* of all these, with what was verified in this run */
	struct crl_list crls;
};

/* Reads the options and the files they name. 0, or the exit status after the
 * failure was printed; to be cleared in any case. */
int judge_init(struct judge *j, struct cli *cli) MUST_CHECK;
void judge_clear(struct judge *j);

/* The same for the engine; no file yet. Belongs to the judge. */
struct diagnose_ask judge_ask(const struct judge *j);

/* Questions that a check leaves open: of the programs that were named, where to
 * look; else how many. */
void judge_doubts(const struct judge *j, const struct subject *s,
		  struct page *out);

/* A file, or standard input where the name is "-". */
int judge_read(const char *name, struct buf *out,
	       struct report *report) MUST_CHECK;

/* "check --to": can mail be encrypted to them. Gives the exit status. */
int check_to(const struct judge *j);

/* The files of the call: a page for one, a line each for many. Gives the exit
 * status, the worst of them. */
int check_many(const struct judge *j, const struct secret *password);

#endif
