/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps by number, name and title. */
#include "journey/desk/step-id.h"

#include <string.h>

#include "base/text.h"

static const struct {
	const char *name, *title;
} steps[] = {
#define STEP(id, name, title) {#name, title},
#include "journey/desk/step-list.h"
#undef STEP
};

const char *step_name(enum step_id id)
{
	return steps[id].name;
}

const char *step_title(enum step_id id)
{
	return tr(steps[id].title);
}

int step_by_name(const char *name)
{
	for (int i = 0; i < STEP_COUNT; i++)
		if (strcmp(steps[i].name, name) == 0)
			return i;
	return -1;
}
