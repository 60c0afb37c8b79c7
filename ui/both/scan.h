/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail read for certificates: how far it is, and the work in a thread. */
#ifndef UI_SCAN_H
#define UI_SCAN_H

#include "journey/desk/task.h"
#include "journey/harvest/harvest.h"

/* How far it is, in numbers; what is known from before takes no time. */
struct scan_pace {
	unsigned long long read, skipped, total; /* bytes; total 0: not known */
	long long spent;	/* milliseconds */
};

/* "1.2 GB of 3.4 GB, 410 MB/s, 6 s left"; the caller frees. */
char *scan_pace_text(const struct scan_pace *p);

/* Of a clock that is never set. */
long long scan_milliseconds(void);

/*
 * A task that reads these paths into the address book; "~/" is the person's own
 * folder. What it found stands on the outcome's page, also where it was
 * cancelled: what is in the book by then stays, and 0 is the result.
 */
struct task *scan_task_new(const struct env *env, const struct strlist *paths);

/* How far such a task is, while it runs; the caller frees. */
char *scan_task_text(struct task *task);
bool scan_task_is_stopped(const struct task *task);	/* when it has ended */

#endif
