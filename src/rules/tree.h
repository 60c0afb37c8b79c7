/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees, and the order in which its causes are looked for. */
#ifndef RULES_TREE_H
#define RULES_TREE_H

#include "rules/client.h"
#include "rules/question.h"
#include "rules/unchecked.h"

/* One thing to look at; texts untranslated. */
struct tree_step {
	const char *text;	/* "Is it for exactly that address?" */
	unsigned needs;		/* GIVEN_X without which no check can run */
	const char *rows;	/* names of the catalogue, separated by blanks */
};

struct tree {
	const char *name;	/* "encrypt" */
	const char *title;	/* "I can sign but not encrypt" */
	const struct tree_step *steps;
	size_t n;
};

size_t tree_count(void);
const struct tree *tree_at(size_t i);
const struct tree *tree_by_name(const char *name); /* NULL where unknown */

/* What is known when a tree is walked; all belongs to the caller. */
struct tree_view {
	const struct report *report;	/* what was found: of one's own, and of
					 * those one writes to; or NULL */
	unsigned given;			/* GIVEN_X: which checks could run */
	const struct replies *replies;	/* or NULL */
	const char *client;		/* the program meant; NULL is any */
};

enum tree_state {
	TREE_FOUND,	/* here it is */
	TREE_ASK,	/* only the person can see: open */
	TREE_UNCHECKED,	/* nobody has looked: why */
	TREE_RULED_OUT,
};

enum { TREE_OPEN_MAX = 16 };

/* How one step stands. */
struct tree_result {
	enum tree_state state;
	int found;		/* enum finding_id of TREE_FOUND; else -1 */
	const struct finding *evidence; /* in the report; NULL where it is found
					 * by an answer */
	const struct question *open[TREE_OPEN_MAX]; /* not answered yet */
	size_t nopen;
	const char *why;	/* untranslated: what of this step was not checked;
				 * NULL where all was */
};

/* Pure. results has room for tree->n. Severities count: of several findings of
 * a step the worst is told. */
void tree_walk(const struct tree *tree, const struct tree_view *view,
	       struct tree_result *results);

/* No where a step has a blocker, unknown where one is open, else yes. */
enum verdict tree_verdict(const struct tree_result *results, size_t n);

/* "found", "ask", "unchecked", "ruled-out", for --json. */
const char *tree_state_name(enum tree_state s);

#endif
