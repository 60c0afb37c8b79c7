/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "check" for files: a page for a single certificate or bundle, a
 * line each for many. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/diagnose/batch.h"
#include "ui/cmd/judge.h"
#include "ui/line/out.h"

struct many {
	const struct judge *judge;
	struct diagnose_ask ask;
	bool wants_pages; /* for each, however many */
	size_t lines;
	size_t bad;  /* of them: with a blocker */
	int status;  /* the worst so far */
};

static void worsen(struct many *m, int status)
{
	if (status > m->status)
		m->status = status;
}

static void print_line(struct many *m, const struct batch_item *item)
{
	char *line = batch_line(item, m->judge->clients);

	out_text(stdout, line);
	out_text(stdout, "\n");
	free(line);
	m->lines++;
}

static void print_page(const struct many *m, const struct batch_item *item)
{
	struct diagnose_ask ask = m->ask;
	struct page page = {0};
	char *name = NULL;

	if (item->number)
		ask.file = name = xasprintf(_("%s, certificate %zu"),
					    item->file, item->number);
	diagnosis_page(item->diagnosis, &ask, &page);
	if (!m->wants_pages)
		judge_doubts(m->judge, &item->diagnosis->subject, &page);
	out_page(stdout, &page);
	page_clear(&page);
	free(name);
}

static void take(const struct batch_item *item, void *arg)
{
	struct many *m = arg;
	bool is_bad =
		report_count(&item->diagnosis->report, SEVERITY_BLOCKER) > 0;

	if (m->wants_pages || (m->judge->cli->nargs == 1 && !item->number))
		print_page(m, item);
	else
		print_line(m, item);
	m->bad += is_bad;
	worsen(m, is_bad ? EXIT_FOUND : EXIT_FINE);
}

static int check_file(struct many *m, const char *name, struct report *report)
{
	struct buf bytes = {0};
	int r = 0;

	m->ask.file = name;
	if (strcmp(name, "-") == 0) {
		r = judge_read(name, &bytes, report);
		if (r == 0)
			batch_bytes(&bytes, &m->ask, take, m);
		buf_clear(&bytes);
		return r;
	}
	return batch_file(name, &m->ask, take, m, report);
}

static void sum_up(const struct many *m)
{
	char *text = xasprintf(
		trn("%zu was judged, and something stands in the way of %zu.\n",
		    "%zu were judged, and something stands in the way of "
		    "%zu.\n",
		    m->lines),
		m->lines, m->bad);

	out_text(stdout, text);
	free(text);
}

int check_many(const struct judge *j, const struct secret *password)
{
	bool wants_pages = (j->cli->options->given & OPT(VERBOSE)) != 0;
	struct many m = {
		.judge = j,
		.wants_pages = wants_pages,
		.ask = judge_ask(j),
	};

	m.ask.password = password;
	m.ask.keys = known_keys_new(&j->cli->env);
	m.ask.brief = j->cli->nargs > 1 && !wants_pages;
	for (int i = 0; i < j->cli->nargs; i++) {
		struct report report = {0};

		if (check_file(&m, j->cli->args[i], &report) < 0) {
			worsen(&m, EXIT_FAILED);
			out_failure(&report);
		}
		report_clear(&report);
	}
	if (m.lines > 1)
		sum_up(&m);
	known_keys_free(m.ask.keys);
	return m.status;
}
