/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody who goes through the wizard without reading its texts: by the key
 * line, by where the cursor is, and by what is selected. So in any language. */
#ifndef TESTS_VT_JOURNEY_H
#define TESTS_VT_JOURNEY_H

#include "tests/vt.h"

struct journey {
	struct vt *v;
	const char *home;
	size_t screens;		/* gone through, the first one too */
	bool is_cheap;		/* a key that is made at once */
	size_t answers;		/* typed; a repetition is none of its own */
	struct strlist labels;	/* of what was typed */
	struct strlist whys;	/* the first line of each step */
	/* Called on each screen, before anything is done there; or NULL. */
	void (*look)(struct journey *j, void *arg);
	void *arg;
};

void journey_begin(struct journey *j, const struct vt_options *o);
void journey_end(struct journey *j);

/* Each goes on from the one before. False where it did not get there, which is
 * a failure of the test that was told. */
bool journey_to_request(struct journey *j);
bool journey_to_certificate(struct journey *j);	/* issued here */
bool journey_to_bundle(struct journey *j);

bool journey_has(const struct journey *j, const char *name); /* a file of it */

#endif
