/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many certificates judged in one run: each by itself, in bounded memory. */
#ifndef JOURNEY_BATCH_H
#define JOURNEY_BATCH_H

#include "base/fsio.h"
#include "journey/diagnose/diagnose.h"
#include "rules/client.h"

/* What was found of one; all is gone after the call. */
struct batch_item {
	const char *file;
	size_t number;	/* of the certificate in its file, from 1; 0: there is
			 * no other */
	const struct diagnosis *diagnosis;
};
typedef void batch_fn(const struct batch_item *item, void *arg);

/*
 * Judges what a file holds. Of several certificates that are no authority's
 * each is judged in turn, the authorities' beside them help with the chain; a
 * file of nothing but certificates may be of any length. Anything else, of up to
 * INTAKE_FILE_MAX, is judged as by diagnose(). ask->pool and ask->keys spare
 * gathering anew. -1 where the file could not be read.
 */
int batch_file(const char *path, const struct diagnose_ask *ask,
	       batch_fn *each, void *arg, struct report *report) MUST_CHECK;

/* The same for bytes that were read already. */
void batch_bytes(const struct buf *bytes, const struct diagnose_ask *ask,
		 batch_fn *each, void *arg);

/*
 * One line for people: file and number, then the first blocker's title and
 * name, or the verdicts of these mail programs (names separated by blanks;
 * NULL: of programs in general) together. The caller frees.
 */
char *batch_line(const struct batch_item *item, const char *clients);

#endif
