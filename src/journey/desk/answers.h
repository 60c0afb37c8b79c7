/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person answered: text by name, and secrets by name. */
#ifndef JOURNEY_ANSWERS_H
#define JOURNEY_ANSWERS_H

#include "base/secret.h"
#include "base/util.h"

/* `struct answers a = {0}` is empty. */
struct answers {
	struct answer *items;
	size_t n;
};

void answers_clear(struct answers *a);		/* wipes secrets */
void answers_wipe(struct answers *a);		/* only the secrets */

/* Sets or replaces; NULL value removes. */
void answers_set(struct answers *a, const char *name, const char *value);
const char *answers_get(const struct answers *a, const char *name); /* NULL: none */
bool answers_is(const struct answers *a, const char *name, const char *value);

/* Takes the secret over; NULL removes and wipes. */
void answers_take_secret(struct answers *a, const char *name, struct secret *s);
const struct secret *answers_secret(const struct answers *a, const char *name);

/* Deep copy, secrets too: a job owns its own. */
void answers_copy(struct answers *to, const struct answers *from);

#endif
