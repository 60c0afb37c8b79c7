/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's certificate as the file that another program takes. */
#ifndef JOURNEY_BOOK_EXPORT_H
#define JOURNEY_BOOK_EXPORT_H

#include "journey/book/book-find.h"

/* Texts are untranslated. */
struct book_form {
	const char *name;	/* "cer" */
	const char *ending;	/* of files that hold it: ".cer" */
	const char *words;	/* what it is for */
	bool is_text;
	void (*write)(const struct book_person *who, const struct cert *c,
		      const struct cert_list *chain, struct buf *out);
};

const struct book_form *book_form_at(size_t i);	/* NULL behind the last */
const struct book_form *book_form_by_name(const char *name); /* NULL: unknown */
const struct book_form *book_form_for(const char *path);	/* by its ending; text */

/* What the newest valid one of this person (or the one of a fingerprint, as
 * book_person has it) comes to; appended. RCPT_NO_CERT. */
int book_export(struct book *b, const char *key, const struct book_form *form,
		time_t now, struct buf *out, struct report *report) MUST_CHECK;

#endif
