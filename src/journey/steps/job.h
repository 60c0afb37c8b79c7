/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One worker thread that runs a step while the front end lives on. */
#ifndef JOURNEY_JOB_H
#define JOURNEY_JOB_H

#include "journey/steps/step.h"

struct job;

/* Starts step_run() in a thread, or the task's own work, for which id is
 * STEP_COUNT; the job takes the task over and copies what its env and address
 * point to. NULL where the system gives no thread (the caller then runs it
 * itself). */
struct job *job_start(enum step_id id, struct task *task);

/* Becomes readable when the work has ended; for poll(). */
int job_fd(const struct job *job);
bool job_is_done(struct job *job);
enum step_id job_step(const struct job *job);
struct task *job_task(struct job *job);	/* lent while it runs */

/* Asks it to stop; it ends at the next safe place and writes nothing. */
void job_cancel(struct job *job);

/* Waits for the end, gives the task back and frees the job. */
int job_finish(struct job *job, struct task **task);

/* Forgets a job that was cancelled: the thread ends by itself, its result is
 * wiped. */
void job_abandon(struct job *job);

#endif
