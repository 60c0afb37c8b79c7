/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose key a certificate is for, among the identities here. */
#ifndef JOURNEY_KNOWN_KEYS_H
#define JOURNEY_KNOWN_KEYS_H

#include "base/env.h"
#include "x509/key.h"

/* The public halves of the keys here; env outlives it. Make one for a run: the
 * identities are scanned once, when it is first asked. */
struct known_keys;
struct known_keys *known_keys_new(const struct env *env);
void known_keys_free(struct known_keys *k);

/* The one that is this key; NULL where none is. */
const struct spki *known_keys_find(struct known_keys *k,
				   const struct spki *wanted);

#endif
