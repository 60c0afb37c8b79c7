/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter to oneself, there and back, with nothing but a bundle's file. */
#ifndef JOURNEY_REHEARSAL_H
#define JOURNEY_REHEARSAL_H

#include "base/env.h"
#include "base/secret.h"
#include "journey/identity/facts.h"
#include "journey/page/page.h"

struct rehearsal {
	const struct env *env;
	const struct facts *facts;	/* of the identity; it has a leaf */
	const char *bundle;		/* path of its .p12 */
	const struct secret *password;
};

/*
 * Reads and opens the bundle, writes a letter, signs it (clear), encrypts that
 * (sealed; it stays empty, with a word why, where nothing can be encrypted to
 * the certificate), opens and checks it; each of these is a line on the page. -1
 * with the finding of what did not go well.
 */
int rehearsal_hold(const struct rehearsal *ask, struct buf *clear,
		   struct buf *sealed, struct page *out,
		   struct report *report) MUST_CHECK;

#endif
