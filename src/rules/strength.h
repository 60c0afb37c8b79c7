/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How hard a new passphrase is to guess, in a word. */
#ifndef RULES_STRENGTH_H
#define RULES_STRENGTH_H

#include "base/secret.h"

enum strength {
	STRENGTH_NONE,	/* nothing was typed */
	STRENGTH_WEAK,
	STRENGTH_FAIR,
	STRENGTH_GOOD,
	STRENGTH_STRONG,
};

/* By libpwquality, loaded on first use; by length where it is not there. It
 * advises only: no passphrase is refused for it. */
enum strength strength_of(const struct secret *s);
enum strength strength_by_length(const struct secret *s);
bool strength_has_library(void);

const char *strength_word(enum strength s);	/* translated; "" for NONE */

#endif
