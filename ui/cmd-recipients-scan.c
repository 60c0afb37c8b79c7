/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word "scan" behind "recipients": mail read for certificates. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/harvest/harvest.h"
#include "ui/cmd-recipients.h"
#include "ui/json.h"
#include "ui/out.h"
#include "ui/signals.h"

/* Milliseconds between two times it looks for a signal, tells how far it is, and
 * writes the book. */
enum {
	LOOK_EVERY = 20,
	TERMINAL_EVERY = 250,
	ELSEWHERE_EVERY = 10000,
	SAVE_EVERY = 1000
};

struct progress {
	bool is_terminal;
	long long start, looked, shown, saved;	/* milliseconds */
	size_t width;			/* of what stands on the terminal */
};

static long long milliseconds(void)
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

/* What is known from before takes no time. */
static char *progress_text(const struct harvest *h, long long spent)
{
	unsigned long long rate =
		h->bytes * 1000 / (unsigned long long)(spent > 0 ? spent : 1);
	unsigned long long done = h->bytes + h->skipped;
	char *read = size_text(done), *each = size_text(rate);
	char *all = size_text(h->total), *left = NULL, *text;

	if (h->total > done && rate)
		left = time_text((h->total - done) / rate + 1);
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

/* The line is written over by the next one. */
static void show(struct progress *p, const char *text)
{
	struct buf line = {0};
	size_t n = text_fit(text, out_columns() - 1);
	size_t width = 0;

	if (!p->is_terminal) {
		buf_addf(&line, "%s\n", text);
	} else {
		buf_addf(&line, "\r%.*s", (int)n, text);
		width = text_width(line.data + 1);
		for (size_t i = width; i < p->width; i++)
			buf_addc(&line, ' ');
		if (!*text)
			buf_addc(&line, '\r');
		p->width = width;
	}
	out_text(stderr, line.data);
	(void)fflush(stderr);
	buf_clear(&line);
}

static enum harvest_turn tick(const struct harvest *h, void *arg)
{
	struct progress *p = arg;
	long long now = milliseconds();
	int every = p->is_terminal ? TERMINAL_EVERY : ELSEWHERE_EVERY;
	int number;

	if (now - p->looked < LOOK_EVERY)
		return HARVEST_GO_ON;
	p->looked = now;
	number = signals_next();
	if (number == SIGTSTP)
		signals_suspend();
	else if (number && number != SIGWINCH && number != SIGCONT)
		return HARVEST_STOP;
	if (now - p->shown >= every) {
		char *text = progress_text(h, now - p->start);

		show(p, text);
		free(text);
		p->shown = now;
	}
	if (now - p->saved < SAVE_EVERY)
		return HARVEST_GO_ON;
	p->saved = now;
	return HARVEST_SAVE;
}

static int run(struct recipients_call *c, struct harvest *h)
{
	struct progress p = {.is_terminal = isatty(STDERR_FILENO),
			     .start = milliseconds()};
	const struct harvest_ask ask = {
		.paths = c->args,
		.n = (size_t)c->nargs,
		.forwarded = (c->cli->options->given & OPT(FORWARDED)) != 0,
		.measures = p.is_terminal,
		.now = c->cli->env.now,
		.tick = tick,
		.arg = &p};
	int r;

	p.shown = p.saved = p.start;
	if (signals_start() < 0)
		die("no pipe");
	r = harvest_run(c->book, &ask, h, &c->report);
	signals_stop();
	if (p.width)
		show(&p, "");
	return r;
}

int recipients_scan(struct recipients_call *c)
{
	struct harvest h = {0};
	struct page page = {0};
	int r = run(c, &h);

	if (c->cli->options->given & OPT(JSON)) {
		if (json_print(json_harvest(&h, &c->report)) < 0)
			r = -1;
	} else {
		harvest_page(&h, (c->cli->options->given & OPT(VERBOSE)) != 0,
			     &page);
		out_page(stdout, &page);
	}
	if (report_count(&c->report, SEVERITY_BLOCKER))
		r = -1;
	if (r == 0 && h.is_stopped)
		c->status = EXIT_CANCELLED;
	page_clear(&page);
	harvest_clear(&h);
	return r;
}
