/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of roots share; not for others. */
#ifndef JOURNEY_ROOTS_IMPL_H
#define JOURNEY_ROOTS_IMPL_H

#include "journey/identity/roots.h"

/* What was typed in capitals, without what does not matter; NULL after
 * ROOT_DIGITS_FEW where that is less than `least`. The caller frees. */
char *root_digits(const char *typed, size_t least, struct report *report);

/* Whether one of its fingerprints begins with these. */
bool root_has_digits(const struct cert *c, const char *digits);

#endif
