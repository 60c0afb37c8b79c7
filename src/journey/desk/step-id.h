/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps by number, name and title. */
#ifndef JOURNEY_STEP_ID_H
#define JOURNEY_STEP_ID_H

enum step_id {
#define STEP(id, name, title) STEP_##id,
#include "journey/desk/step-list.h"
#undef STEP
	STEP_COUNT
};

const char *step_name(enum step_id id);  /* "key": of the command line, JSON */
const char *step_title(enum step_id id); /* translated */
int step_by_name(const char *name);      /* -1 where there is none */

#endif
