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

#define NEEDS(id) (1u << STEP_##id)

#endif
