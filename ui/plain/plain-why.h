/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Symptoms walked to their cause as numbered questions. */
#ifndef UI_PLAIN_WHY_H
#define UI_PLAIN_WHY_H

#include "ui/both/why.h"
#include "ui/plain/plain-ask.h"

/* Who is asked about what; all belongs to the caller. */
struct plain_why {
	const struct env *env;
	const char *identity;		/* NULL: none */
	const char *client;		/* the mail program; NULL: any */
	struct replies *replies;	/* read, and added to */
};

/* Chooses a symptom by its number; NULL where none was chosen. *result says
 * why. */
const struct tree *plain_sight(enum plain_result *result);

/* Asks for what the tree has a use for, a file say. */
enum plain_result plain_why_bring(const struct env *env,
				  const struct tree *tree, struct answers *a);

/*
 * Walks it, asking what only the person can see until a cause is found (asks)
 * or not at all, and prints how each step stands. The verdict goes to *out.
 */
enum plain_result plain_why(const struct plain_why *about, bool asks,
			    struct walk *walk, enum verdict *out);

#endif
