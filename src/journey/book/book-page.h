/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book in plain words. */
#ifndef JOURNEY_BOOK_PAGE_H
#define JOURNEY_BOOK_PAGE_H

#include "journey/book/book-find.h"
#include "journey/book/book-take.h"
#include "journey/page/page.h"

enum { BOOK_SOON = 30 };	/* days: what ends within these is told */

/* How a person of a list stands: "certificate until 2027-06-01", "ended on …".
 * By its dates and usages only, so that it is never ROLE_DONE: whether the issuer
 * is trusted, check says. The caller frees; role may be NULL. */
char *book_state(const struct book_person *p, time_t now, enum role *role);

/* "bob@example.org (Bob Example)"; harmless; the caller frees. */
char *book_name(const struct book_person *p);

/* A line for each; what of `total` is not among them is counted. */
void book_list_page(const struct book_people *people, size_t skip,
		    size_t total, time_t now, struct page *out);

/* All that is known of one person: each certificate with where it was seen, its
 * issuers as far as they are here, and the note. */
int book_person_page(struct book *b, const struct book_entries *e,
		     const char *note, time_t now, struct page *out,
		     struct report *report) MUST_CHECK;

/* What was taken in. */
void book_taken_page(const struct book_taken *t, struct page *out);

/* What became of the certificates of a person who was removed. */
void book_removed_page(const struct book_removed *r, const char *address,
		       struct page *out);

/* For commands: what says more than being in the book. */
void book_trust_hint(struct page *out);

/* "INBOX, mail of 2026-05-30" or "bob.cer, 2026-05-30"; harmless; the caller
 * frees. */
char *book_seen_text(const struct book_seen *s);

#endif
