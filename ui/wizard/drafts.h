/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed for an address while another one is looked at. */
#ifndef UI_DRAFTS_H
#define UI_DRAFTS_H

#include "journey/steps/step.h"

/* `struct drafts d = {0}` is empty. */
struct drafts {
	char *address;	/* NULL: of an identity that is not there yet */
	struct answers answers[STEP_COUNT]; /* text only */
};

/* The answers are those of `from`, and become those of `to`: what was set aside
 * for it, else none. Theirs are set aside. */
void drafts_swap(struct drafts *d, struct answers answers[STEP_COUNT],
		 const char *from, const char *to);
void drafts_clear(struct drafts *d);

#endif
