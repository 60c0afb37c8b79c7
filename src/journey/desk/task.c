/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of a step: what it was given, what came of it. */
#include "journey/desk/task.h"

#include <stdlib.h>

bool task_is_over(struct task *t)
{
	if (!atomic_load(&t->cancelled))
		return false;
	report_add(&t->report, FINDING_CANCELLED, NULL, "");
	return true;
}

void outcome_clear(struct outcome *o)
{
	page_clear(&o->page);
	secret_free(o->reveal);
	free(o->reveal_label);
	free(o->copy);
	free(o->saved);
	free(o->identity);
	*o = (struct outcome){0};
}

void task_clear(struct task *t)
{
	answers_clear(&t->answers);
	outcome_clear(&t->outcome);
	report_clear(&t->report);
}
