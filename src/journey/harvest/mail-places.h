/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where mail programs keep their mail in a person's own folder. */
#ifndef JOURNEY_MAIL_PLACES_H
#define JOURNEY_MAIL_PLACES_H

#include "base/env.h"
#include "base/util.h"

struct mail_place {
	const char *program;	/* untranslated; NULL: a folder's usual name */
	char *path;		/* from the root on */
	long long time;		/* of the newest file seen in it; seconds */
};

/* `struct mail_places p = {0}` is empty. */
struct mail_places {
	struct mail_place *items;
	size_t n;
};

/* Those with a file in them, each once, the newest first. A look at some of the
 * names, no more: nothing is opened. Replaces *out. */
void mail_places_find(const struct env *env, struct mail_places *out);
void mail_places_clear(struct mail_places *p);

#endif
