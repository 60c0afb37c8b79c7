/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the address book share. */
#ifndef JOURNEY_BOOK_IMPL_H
#define JOURNEY_BOOK_IMPL_H

#include "journey/book/book-db.h"
#include "journey/book/book.h"

struct book {
	struct db *db;	/* NULL: there is no file, it is empty */
	char *path;
	char *home;	/* the data directory */
	bool writes;
	bool is_open;	/* a transaction of the caller's */
};

/* What an address is found by: equal for addresses of which a certificate for
 * one may serve the other. The caller frees. */
char *book_key(const char *address);

/* Tells what went wrong, and gives -1; a damaged one is built anew. */
int book_fail(struct book *b, struct report *report);

/* A transaction of its own for one call, where the caller has none. end: -1 with
 * a finding where `r` is -1 or it cannot be committed. */
int book_enter(struct book *b, struct report *report) MUST_CHECK;
int book_leave(struct book *b, int r, struct report *report) MUST_CHECK;

/* --- the file, for book.c and book-mend.c --- */

enum book_state { BOOK_FINE, BOOK_EMPTY, BOOK_BROKEN, BOOK_FUTURE, BOOK_TROUBLE };

/* Whether it is a book, and whole: all of it, or what lists are made of. */
enum book_state book_check(struct db *db, bool all);

/* It has our tables, letter by letter: only then is it read. */
bool book_is_ours(struct db *db);

/* Makes the tables in a file that has none. -1: db_trouble(). */
int book_make(struct db *db) MUST_CHECK;

/* A new file of mode 0600; 0 where there is one. -1 with a finding. */
int book_file_new(const char *path, struct report *report) MUST_CHECK;

/*
 * Moves the damaged file aside, under a name that is free, and puts a new one
 * in its place with all that can be read. Adds BOOK_DAMAGED, a blocker, with 0.
 * -1 with another finding: nothing has changed.
 */
int book_mend(const char *path, struct report *report) MUST_CHECK;

/* book_add() inside a transaction, without its findings. */
int book_put(struct book *b, const struct cert *c, const struct sighting *s,
	     bool *is_new) MUST_CHECK;

/* Only what was announced, of a certificate that is in it. */
int book_announce(struct book *b, const struct cert *c,
		  const struct sighting *s) MUST_CHECK;

#endif
