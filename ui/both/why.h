/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tree of causes has to be told before it is walked. */
#ifndef UI_WHY_H
#define UI_WHY_H

#include "journey/diagnose/walk.h"
#include "journey/steps/step.h"

/* A file, its password, an address: those that the tree has a use for. */
enum { WHY_ASKS = 4 };
extern const struct ask why_asks[WHY_ASKS];

/* Notes in the answers which of them arise. */
void why_wants(const struct tree *tree, struct answers *a);

/* Looks at what was answered, and at the identity (NULL: none). -1 where the
 * file cannot be read or the address is none. */
int why_begin(const struct tree *tree, const struct env *env,
	      const char *identity, const struct answers *a, struct walk *out,
	      struct report *report) MUST_CHECK;

#endif
