/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a scan share. */
#ifndef JOURNEY_HARVEST_IMPL_H
#define JOURNEY_HARVEST_IMPL_H

#include <sys/stat.h>

#include "journey/harvest/harvest-finds.h"
#include "journey/harvest/harvest-known.h"
#include "journey/harvest/harvest.h"
#include "mail/mbox.h"

struct harvester {
	const struct harvest_ask *ask;
	struct book *book;
	struct harvest *out;
	struct report *report;
	struct mbox *mbox;
	struct shelf *shelf;
	struct known *known;	/* of the folder that is read */
	struct finds finds;
	bool has_failed;	/* the book */
	/* The file that is read. */
	const char *name;	/* in its folder */
	const char *folder;
	char *path, *word;	/* of the file, its folder; where asked for */
	int fd;
	enum mbox_kind kind;
	struct stat st;
	off_t last;		/* where its last letter begins */
	off_t counted;
	bool is_operand;
};

struct mbox *harvester_mbox(struct harvester *r);	/* the caller frees */

/* Counts and lists what errno says; at: -1 where it is all of the file. */
void harvester_pass_over(struct harvester *r, enum harvest_reason reason,
			 const char *path, long long at);

/* Puts all that was found into the book. -1: has_failed. */
int harvester_save(struct harvester *r) MUST_CHECK;

/* Asks what to do next, and does it. -1: stop. */
int harvester_tick(struct harvester *r) MUST_CHECK;

/* Counts a file that is known from before. */
void harvester_is_known(struct harvester *r, const struct stat *st);

/* Never waits for a pipe. */
int harvester_open(int dir, const char *name, bool follows);

/* r->fd, the file r->name of a folder that is known: what is new of it. */
void harvester_read(struct harvester *r, const char *folder);

#endif
