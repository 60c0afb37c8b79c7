/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody sent, taken into the address book, whatever form it has. */
#ifndef JOURNEY_BOOK_TAKE_H
#define JOURNEY_BOOK_TAKE_H

#include "journey/book/book.h"
#include "mail/unpack.h"

/* `struct book_taken t = {0}`; what follows is added up over several calls. */
struct book_taken {
	size_t people;	  /* certificates of persons */
	size_t issuers;
	size_t added;	  /* of both, that were not there before */
	struct strlist addresses; /* that there is a certificate for now; harmless */
};

void book_taken_clear(struct book_taken *t);

/*
 * Certificates in any form that import knows; of a signed mail with what its
 * signature, if it is good, announces. All of it or nothing. `at` is the time of
 * the file, for what is no mail. -1 with the finding that says what it is
 * instead: RCPT_FILE_IS_P12 where a secret key was sent, RCPT_OWN_SECRET where
 * it is that of an identity here; nothing of these is kept.
 */
int book_take(struct book *b, const struct buf *bytes, const char *source,
	      time_t at, struct book_taken *out,
	      struct report *report) MUST_CHECK;

/* The same for what a person brought to a front end: the path of a file, or
 * text (with a line end in it). Opens the book of env. */
int book_bring(const struct env *env, const char *brought,
	       struct book_taken *out, struct report *report) MUST_CHECK;

/* Whether this is the secret of an identity here; then RCPT_OWN_SECRET says so,
 * and what can be sent in its place. */
bool book_tell_own(const struct env *env, const struct buf *bytes,
		   const struct parts *parts, const char *source,
		   struct report *report);

#endif
