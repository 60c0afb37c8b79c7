/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One worker thread that runs a step while the front end lives on. */
#include "journey/steps/job.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct job {
	enum step_id id;
	struct task *task;
	/* A worker left behind may outlive what the task was lent. */
	struct env env;
	char *home, *user_home, *address;
	const struct env *lent_env;
	const char *lent_address;
	pthread_t thread;
	int fds[2];		/* the worker writes one byte when it is done */
	int result;
	atomic_bool done;
};

static void lend_copies(struct job *job)
{
	struct task *task = job->task;

	job->lent_env = task->env;
	job->lent_address = task->address;
	job->home = xstrdup(task->env->home);
	job->user_home = xstrdup(task->env->user_home);
	job->address = xstrdup(task->address);
	job->env = *task->env;
	job->env.home = job->home;
	job->env.user_home = job->user_home;
	task->env = &job->env;
	task->address = job->address;
}

static void return_lent(struct job *job)
{
	job->task->env = job->lent_env;
	job->task->address = job->lent_address;
}

static void job_free(struct job *job)
{
	close(job->fds[0]);
	close(job->fds[1]);
	free(job->home);
	free(job->user_home);
	free(job->address);
	free(job);
}

/* Who comes second of worker and owner frees: see job_abandon. */
static void *job_main(void *arg)
{
	struct job *job = arg;

	job->result = job->task->work ? job->task->work(job->task)
				      : step_run(job->id, job->task);
	if (atomic_exchange(&job->done, true)) {
		task_clear(job->task);
		free(job->task);
		job_free(job);
		return NULL;
	}
	while (write(job->fds[1], "", 1) < 0 && errno == EINTR)
		;
	return NULL;
}

/* Signals are the main thread's: a worker must not be chosen for them. */
static int start_quietly(struct job *job)
{
	sigset_t all, old;
	int r;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	r = pthread_create(&job->thread, NULL, job_main, job);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return r;
}

struct job *job_start(enum step_id id, struct task *task)
{
	struct job *job = xcalloc(1, sizeof(*job));

	job->id = id;
	job->task = task;
	if (pipe(job->fds) < 0) {
		free(job);
		return NULL;
	}
	(void)fcntl(job->fds[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(job->fds[1], F_SETFD, FD_CLOEXEC);
	lend_copies(job);
	if (start_quietly(job) != 0) {
		return_lent(job);
		job_free(job);
		return NULL;
	}
	return job;
}

int job_fd(const struct job *job)
{
	return job->fds[0];
}

bool job_is_done(struct job *job)
{
	return atomic_load(&job->done);
}

enum step_id job_step(const struct job *job)
{
	return job->id;
}

struct task *job_task(struct job *job)
{
	return job->task;
}

void job_cancel(struct job *job)
{
	atomic_store(&job->task->cancelled, true);
}

int job_finish(struct job *job, struct task **task)
{
	int result;

	pthread_join(job->thread, NULL);
	result = job->result;
	return_lent(job);
	*task = job->task;
	job_free(job);
	return result;
}

void job_abandon(struct job *job)
{
	struct task *task;

	job_cancel(job);
	pthread_detach(job->thread);
	/* The worker has marked itself done: its result is ours to wipe. The
	 * thread still touches the pipe until it returns, so wait for its
	 * byte, which is on its way. */
	if (atomic_exchange(&job->done, true)) {
		char byte;

		while (read(job->fds[0], &byte, 1) < 0 && errno == EINTR)
			;
		task = job->task;
		task_clear(task);
		free(task);
		job_free(job);
	}
}
