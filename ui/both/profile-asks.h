/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for a configuration profile, for each front end. */
#ifndef UI_PROFILE_ASKS_H
#define UI_PROFILE_ASKS_H

#include "journey/steps/step.h"

enum { PROFILE_ASKS = 8 };
extern const struct ask profile_asks[PROFILE_ASKS];

/* What stands there before anything was typed. */
void profile_preset(const char *address, struct answers *out);

/* Writes it with the answers of the task; as step_run(). */
int profile_make(struct task *task) MUST_CHECK;

#endif
