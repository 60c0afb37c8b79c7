/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed for an address while another one is looked at. */
#include "ui/wizard/drafts.h"

#include <stdlib.h>
#include <string.h>

void drafts_clear(struct drafts *d)
{
	free(d->address);
	d->address = NULL;
	for (int i = 0; i < STEP_COUNT; i++)
		answers_clear(&d->answers[i]);
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

void drafts_swap(struct drafts *d, struct answers answers[STEP_COUNT],
		 const char *from, const char *to)
{
	if (!is_same(d->address, to))
		drafts_clear(d);
	for (int i = 0; i < STEP_COUNT; i++) {
		struct answers typed = answers[i];

		answers[i] = d->answers[i];
		d->answers[i] = typed;
	}
	free(d->address);
	d->address = xstrdup(from);
}
