/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail read for certificates: how far it is, and the work in a thread. */
#include "ui/both/scan.h"

#include <stdlib.h>
#include <time.h>

#include "base/text.h"
#include "journey/desk/desk.h"

enum { SAVE_EVERY = 1000 };	/* milliseconds */

struct scan_task {
	struct task task;	/* first: it is freed by its address */
	struct strlist paths;
	atomic_ullong read, skipped, total;
	atomic_ulong letters;
	atomic_llong spent;
	long long start, saved;	/* the worker's */
	bool is_stopped;
};

long long scan_milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* "12 MB", "3.4 GB", for people. */
static char *size_text(unsigned long long bytes)
{
	static const char *const units[] = {"kB", "MB", "GB", "TB"};
	unsigned long long unit = 1000;
	size_t i = 0;

	while (i + 1 < ARRAY_LEN(units) && bytes >= 1000 * unit) {
		unit *= 1000;
		i++;
	}
	if (i < 2)
		return xasprintf("%llu %s", bytes / unit, units[i]);
	return xasprintf("%llu.%llu %s", bytes / unit,
			 bytes % unit / (unit / 10), units[i]);
}

static char *time_text(unsigned long long seconds)
{
	if (seconds < 100)
		return xasprintf(_("%llu s"), seconds);
	if (seconds < 100 * 60)
		return xasprintf(_("%llu min"), (seconds + 59) / 60);
	return xasprintf(_("%llu h"), (seconds + 3599) / 3600);
}

char *scan_pace_text(const struct scan_pace *p)
{
	unsigned long long spent =
		p->spent > 0 ? (unsigned long long)p->spent : 1;
	unsigned long long rate = p->read * 1000 / spent;
	unsigned long long done = p->read + p->skipped;
	char *read = size_text(done), *each = size_text(rate);
	char *all = size_text(p->total), *left = NULL, *text;

	if (p->total > done && rate)
		left = time_text((p->total - done) / rate + 1);
	if (left)
		text = xasprintf(_("%s of %s, %s/s, %s left"), read, all, each,
				 left);
	else
		text = xasprintf(_("%s, %s/s"), read, each);
	free(read);
	free(each);
	free(all);
	free(left);
	return text;
}

/* --- the work ------------------------------------------------------------ */

static enum harvest_turn tick(const struct harvest *h, void *arg)
{
	struct scan_task *s = arg;
	long long now = scan_milliseconds();

	atomic_store(&s->read, h->bytes);
	atomic_store(&s->skipped, h->skipped);
	atomic_store(&s->total, h->total);
	atomic_store(&s->letters, (unsigned long)h->letters);
	atomic_store(&s->spent, now - s->start);
	if (atomic_load(&s->task.cancelled))
		return HARVEST_STOP;
	if (now - s->saved < SAVE_EVERY)
		return HARVEST_GO_ON;
	s->saved = now;
	return HARVEST_SAVE;
}

/* A single path that cannot be read leaves nothing to tell of. */
static bool has_failed(const struct scan_task *s)
{
	return s->paths.n == 1 &&
	       report_has(&s->task.report, FINDING_FILE_UNREADABLE);
}

static int read_mail(struct scan_task *s, struct book *b)
{
	struct harvest h = {0};
	const struct harvest_ask ask = {.paths = s->paths.items,
					.n = s->paths.n,
					.measures = true,
					.now = s->task.env->now,
					.tick = tick,
					.arg = s};
	const struct harvest_style style = {
		.is_screen = true,
		.all = true,
		.user_home = s->task.env->user_home};
	int r;

	s->start = s->saved = scan_milliseconds();
	r = harvest_run(b, &ask, &h, &s->task.report);
	if (has_failed(s))
		r = -1;
	s->is_stopped = h.is_stopped;
	if (r == 0)
		harvest_page(&h, &style, &s->task.outcome.page);
	harvest_clear(&h);
	return r;
}

static int work(struct task *task)
{
	struct scan_task *s = (struct scan_task *)task;
	struct book *b = NULL;
	int r = book_open(task->env, BOOK_WRITE, &b, &task->report);

	if (r == 0)
		r = read_mail(s, b);
	book_close(b);
	strlist_clear(&s->paths);
	return r;
}

struct task *scan_task_new(const struct env *env, const struct strlist *paths)
{
	struct scan_task *s = xcalloc(1, sizeof(*s));

	for (size_t i = 0; i < paths->n; i++)
		strlist_take(&s->paths, expand_home(env, paths->items[i]));
	s->task.env = env;
	s->task.work = work;
	return &s->task;
}

char *scan_task_text(struct task *task)
{
	struct scan_task *s = (struct scan_task *)task;
	const struct scan_pace pace = {.read = atomic_load(&s->read),
				       .skipped = atomic_load(&s->skipped),
				       .total = atomic_load(&s->total),
				       .spent = atomic_load(&s->spent)};
	unsigned long letters = atomic_load(&s->letters);
	char *how_far = scan_pace_text(&pace);
	char *text = xasprintf(trn("%s; %lu letter", "%s; %lu letters",
				   letters),
			       how_far, letters);

	free(how_far);
	return text;
}

bool scan_task_is_stopped(const struct task *task)
{
	return ((const struct scan_task *)task)->is_stopped;
}
