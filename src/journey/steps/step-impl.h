/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps' own files share; not for front ends. */
#ifndef JOURNEY_STEP_IMPL_H
#define JOURNEY_STEP_IMPL_H

#include "journey/desk/desk.h"
#include "journey/steps/step.h"

#define STEP(id, name, title) extern const struct step step_##name;
#include "journey/desk/step-list.h"
#undef STEP

/* The kinds of key, the default first. */
extern const struct choice key_choices[];

/* Whether the root of the identity's chain is trusted, where it is in no public
 * list: step-chain.c. */
void step_show_root(const struct facts *f, struct page *out);

#define NEEDS(id) (1u << STEP_##id)

#endif
