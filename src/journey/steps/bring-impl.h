/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the one door share; not for front ends. */
#ifndef JOURNEY_BRING_IMPL_H
#define JOURNEY_BRING_IMPL_H

#include "journey/steps/bring.h"
#include "mail/unpack.h"

/* Fills found: certificates first, then what else there is. */
void bring_list(const struct env *env, const struct parts *parts,
		struct bringing *out);
void bring_list_clear(struct bringing *b);

#endif
