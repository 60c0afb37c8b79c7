/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates found by a scan, held until they are put into the book
 * together: of each only where it was seen first and last. */
#ifndef JOURNEY_HARVEST_FINDS_H
#define JOURNEY_HARVEST_FINDS_H

#include "journey/book/book.h"
#include "mail/signers.h"

/* A scan that keeps more at a time saves them first. */
enum { FINDS_MAX = 384 };

/* `struct finds f = {0}` is empty. */
struct finds {
	struct find *items;
	size_t n;
	int table[4 * FINDS_MAX]; /* 1 + index; 0: free */
};

/* Where a letter is. */
struct find_place {
	const char *source;	/* path of the file */
	const char *folder;	/* NULL: a letter that was saved */
	time_t changed;		/* the file */
	time_t now;		/* nothing was seen later than that */
};

/* All certificates of a part that is good, and what its signers announce. */
void finds_take(struct finds *f, const struct signers_part *part,
		const struct find_place *at);
bool finds_are_many(const struct finds *f);

/* Inside a transaction. *fresh grows by those that were not in the book. */
int finds_save(const struct finds *f, struct book *b, size_t *fresh,
	       struct report *report) MUST_CHECK;
void finds_clear(struct finds *f);

#endif
