/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results as one JSON object, for scripts; see smime-setup-json(5). */
#ifndef UI_JSON_H
#define UI_JSON_H

#include "journey/book/book-page.h"
#include "journey/diagnose/walk.h"
#include "journey/identity/expiry.h"
#include "journey/identity/roots.h"
#include "journey/letter/letter-inspect.h"
#include "journey/recipients/recipients.h"
#include "rules/client.h"
#include "rules/unchecked.h"

enum { JSON_SCHEMA = 1 };

/* What a check was about. Strings may be NULL. */
struct json_subject {
	const char *kind;	/* "identity", "certificate", "request", … */
	const char *address;
	const char *file;
	const struct cert *leaf;	/* for the fingerprint */
	const struct strlist *passed;	/* what was ruled out */
	const char *clients;	/* only these, separated by blanks; NULL: all */
};

/* Objects are json-c's; each is given to json_print or to a list. */
struct json_value;
struct json_value *json_check(const struct json_subject *about,
			      const struct subject *s,
			      const struct report *report);
struct json_value *json_recipients(const struct recipients *r,
				   const char *clients);
struct json_value *json_identity(const struct facts *f,
				 const struct endings *ends);
struct json_value *json_status(struct json_value **identities, size_t n,
			       long within);

/* A symptom walked for one program (NULL: any). */
struct json_value *json_walk(const struct walk *w, const char *client);

/* Archives that were scanned. */
struct harvest;
struct json_value *json_harvest(const struct harvest *h,
				const struct report *report);

/* A letter that was inspected. */
struct json_value *json_message(const struct inspection *i, const char *file);

/* The address book: what was taken in, who is in it, one of them. */
struct json_value *json_book_taken(const struct book_taken *t,
				   const struct report *report);
struct json_value *json_book_list(const struct book_people *people, time_t now);
struct json_value *json_book_person(const struct book_entries *e,
				    const char *note);

/* Roots: those that are trusted, or that were added or removed. */
struct json_value *json_roots(const struct root_list *roots,
			      const struct report *report);

/* Prints, with a line end, and frees. -1 where it could not be written. */
int json_print(struct json_value *v);

#endif
