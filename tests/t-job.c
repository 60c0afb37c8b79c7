/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps in a worker thread: done, failed, cancelled, left behind. */
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "journey/steps/job.h"
#include "tests/journey-kit.h"

static struct task *new_task(const struct env *env, const char *address)
{
	struct task *t = xcalloc(1, sizeof(*t));

	t->env = env;
	t->address = address;
	return t;
}

static void wait_end(struct job *job)
{
	struct pollfd fd = {.fd = job_fd(job), .events = POLLIN};

	CU_ASSERT_EQUAL(poll(&fd, 1, 60000), 1);
	CU_ASSERT_TRUE(job_is_done(job));
}

static void a_job_gives_its_task_back(void)
{
	struct env *env = kit_begin();
	struct task *t = new_task(env, NULL);
	struct job *job;

	answers_set(&t->answers, "address", kit_address);
	job = job_start(STEP_WHO, t);
	CU_ASSERT_PTR_NOT_NULL_FATAL(job);
	CU_ASSERT_EQUAL(job_step(job), STEP_WHO);
	wait_end(job);
	CU_ASSERT_EQUAL(job_finish(job, &t), 0);
	CU_ASSERT_STRING_EQUAL(t->outcome.identity, kit_address);
	task_clear(t);
	free(t);
	kit_end();
}

static void a_failed_job_says_why(void)
{
	struct env *env = kit_begin();
	struct task *t = new_task(env, NULL);
	struct job *job = job_start(STEP_WHO, t);

	wait_end(job);
	CU_ASSERT_EQUAL(job_finish(job, &t), -1);
	CU_ASSERT_TRUE(test_only(&t->report, FINDING_ANSWER_MISSING));
	task_clear(t);
	free(t);
	kit_end();
}

/* Cancelled before it could have written: RSA takes longer than this. */
static void a_cancelled_job_writes_nothing(void)
{
	struct env *env = kit_begin();
	struct task *t = new_task(env, kit_address);
	struct secret *s = secret_new(8);
	struct facts f = {0};
	struct job *job;

	kit_walk(STEP_WHO);
	CU_ASSERT_EQUAL(secret_add(s, "open", 4), 0);
	answers_set(&t->answers, "type", "rsa-2048");
	answers_take_secret(&t->answers, "passphrase", s);
	job = job_start(STEP_KEY, t);
	job_cancel(job);
	wait_end(job);
	CU_ASSERT_EQUAL(job_finish(job, &t), -1);
	CU_ASSERT_TRUE(test_only(&t->report, FINDING_CANCELLED));
	ws_scan(env, kit_address, &f);
	CU_ASSERT_FALSE(f.has_key);
	facts_clear(&f);
	task_clear(t);
	free(t);
	kit_end();
}

/* Until no worker is left: it must not meet the next test. */
static void wait_workers(void)
{
	struct stat st = {.st_nlink = 4};

	for (int i = 0; i < 1000 && st.st_nlink > 3; i++) {
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
		if (stat("/proc/self/task", &st) < 0)
			return;
	}
}

/* The sanitizer is the judge: nobody else frees it, and it may not touch what
 * was lent to it once that is gone. */
static void a_job_may_be_left_behind_done_or_not(void)
{
	struct env *env = kit_begin();
	struct job *job = job_start(STEP_WHO, new_task(env, NULL));

	wait_end(job);
	job_abandon(job);
	job_abandon(job_start(STEP_WHO, new_task(env, NULL)));
	kit_end();
	wait_workers();
}

const struct test tests_job[] = {
	TEST(a_job_gives_its_task_back),
	TEST(a_failed_job_says_why),
	TEST(a_cancelled_job_writes_nothing),
	TEST(a_job_may_be_left_behind_done_or_not),
	{0},
};
