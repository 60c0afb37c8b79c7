/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word "scan" behind "recipients": mail read for certificates. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "ui/both/scan.h"
#include "ui/cmd/cmd-recipients.h"
#include "ui/line/json.h"
#include "ui/line/out.h"
#include "ui/term/signals.h"

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
	long long now = scan_milliseconds();
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
		const struct scan_pace pace = {.read = h->bytes,
					       .skipped = h->skipped,
					       .total = h->total,
					       .spent = now - p->start};
		char *text = scan_pace_text(&pace);

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
			     .start = scan_milliseconds()};
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
	const struct harvest_style style = {
		.all = (c->cli->options->given & OPT(VERBOSE)) != 0};
	int r = run(c, &h);

	if (c->cli->options->given & OPT(JSON)) {
		if (json_print(json_harvest(&h, &c->report)) < 0)
			r = -1;
	} else {
		harvest_page(&h, &style, &page);
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
