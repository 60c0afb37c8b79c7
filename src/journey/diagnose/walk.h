/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody sees, walked step by step to its cause with what is at hand:
 * the identity, a file, and answers to what only the person can see. */
#ifndef JOURNEY_WALK_H
#define JOURNEY_WALK_H

#include "journey/diagnose/diagnose.h"
#include "journey/recipients/recipients.h"
#include "rules/tree.h"

/* What there is to look at; all belongs to the caller, and only has to live
 * until walk_begin() returns. NULL where absent. */
struct walk_ask {
	const struct env *env;
	const char *identity;	/* its address */
	const struct buf *file;	/* what was brought: theirs, or one's own */
	const char *name;	/* of the file */
	const struct secret *password;	/* of a .p12 */
	const struct strlist *to;	/* clean addresses to be written to */
};

struct walk {
	const struct tree *tree;
	struct report report;	/* all that was found */
	unsigned given;		/* GIVEN_X */
	struct tree_result *results;	/* one a step; into report */
};

/* Looks at everything; then walk_on() with what was answered so far. */
void walk_begin(const struct tree *tree, const struct walk_ask *ask,
		struct walk *out);

/* Walks again: other answers (or NULL), another program (NULL: any). */
void walk_on(struct walk *w, const struct replies *replies,
	     const char *client);
void walk_clear(struct walk *w);

/* The bits GIVEN_X that a tree has a use for. */
unsigned walk_needs(const struct tree *tree);

/* The step to look at first: where the cause is, else where it is the person's
 * turn, else the first. */
size_t walk_first(const struct walk *w);

/* The first question of a step that is open; NULL where none is. */
const struct question *walk_question(const struct walk *w, size_t step);

/* The finding that a step came to, or -1. */
int walk_found(const struct walk *w, size_t step);

/* Something of this tree could not be looked at for want of a file. */
bool walk_lacks_file(const struct walk *w);

/* "[ok]", and "ruled out", translated. */
const char *walk_mark(const struct walk *w, size_t step);
const char *walk_word(const struct walk *w, size_t step);

/* Where it stands, in one line. */
void walk_conclude(const struct walk *w, struct page *out);

/* A step in full: what was found with cause and cure, what to answer and where
 * to look, why it was not looked at. */
void walk_step_show(const struct walk *w, size_t step, struct page *out);

/* The whole walk: every step, then the causes that were found. */
void walk_show(const struct walk *w, struct page *out);

#endif
