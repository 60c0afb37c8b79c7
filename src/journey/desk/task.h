/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of a step: what it was given, what came of it. */
#ifndef JOURNEY_TASK_H
#define JOURNEY_TASK_H

#include <stdatomic.h>

#include "base/env.h"
#include "base/report.h"
#include "journey/desk/answers.h"
#include "journey/desk/step-id.h"
#include "journey/page/page.h"

/* What a step left for the person to see. */
struct outcome {
	struct page page;
	struct secret *reveal; /* shown once, after a key press; or NULL */
	char *reveal_label;
	char *copy;        /* public text the copy key puts in the clipboard */
	char *saved;       /* path of what was written; or NULL */
	char *identity;    /* whom it was about, where that is not the
			    * task's address: go on with this one; or NULL */
	enum step_id next; /* what it was done for; STEP_WHO: step_next() */
};

void outcome_clear(struct outcome *o);

/* One run of a step. It owns its answers; the rest is the caller's. */
struct task {
	const struct env *env;
	const char *address; /* the identity; NULL before there is one */
	struct answers answers;
	struct outcome outcome;
	struct report report;  /* why it failed, or what to mind */
	atomic_bool cancelled; /* set from outside; looked at before writing */
	int (*work)(struct task *task); /* a job's, if it is no step */
};

void task_clear(struct task *t);

/* True (and CANCELLED added) where the task was cancelled. */
bool task_is_over(struct task *t);

#endif
