/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Symptoms walked to their cause as numbered questions. */
#include "ui/plain/plain-why.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/line/out.h"
#include "ui/plain/plain-line.h"

const struct tree *plain_sight(enum plain_result *result)
{
	struct buf text = {0};
	const struct tree *chosen = NULL;
	char *line;
	long n = 0;

	for (size_t i = 0; i < tree_count(); i++)
		buf_addf(&text, "%zu %s\n", i + 1, tr(tree_at(i)->title));
	out_text(stdout, text.data);
	fflush(stdout);
	line = plain_line(_("What do you see? Number, < back: "));
	*result = line ? PLAIN_BACK : PLAIN_END;
	if (line)
		n = strtol(line, NULL, 10);
	if (n >= 1 && (size_t)n <= tree_count()) {
		*result = PLAIN_ANSWERED;
		chosen = tree_at((size_t)n - 1);
	}
	free(line);
	buf_clear(&text);
	return chosen;
}

enum plain_result plain_why_bring(const struct env *env,
				  const struct tree *tree, struct answers *a)
{
	static const struct facts none;
	int n = 1;

	why_wants(tree, a);
	for (size_t i = 0; i < WHY_ASKS; i++) {
		enum plain_result r;

		if (!ask_arises(&why_asks[i], &none, a))
			continue;
		r = plain_ask(env, &why_asks[i], n++, a);
		if (r != PLAIN_ANSWERED)
			return r;
	}
	return PLAIN_ANSWERED;
}

/* Which were passed over: who cannot look is not asked again. */
struct passed_over {
	bool of[FINDING_COUNT];
};

static const struct question *next_question(const struct walk *w,
					    const struct passed_over *passed,
					    size_t *step)
{
	for (size_t i = 0; i < w->tree->n; i++) {
		const struct tree_result *r = &w->results[i];

		*step = i;
		for (size_t q = 0; q < r->nopen; q++)
			if (!passed->of[r->open[q]->finding])
				return r->open[q];
	}
	return NULL;
}

static void put(const struct walk *w, size_t step, const struct question *q)
{
	struct page page = {0};

	page_gap(&page);
	page_add(&page, ROLE_TITLE, "%zu %s", step + 1,
		 tr(w->tree->steps[step].text));
	page_add(&page, ROLE_TODO, "%s", tr(q->text));
	page_field(&page, _("Look at"), "%s", tr(q->look));
	out_page(stdout, &page);
	fflush(stdout);
	page_clear(&page);
}

static enum plain_result ask_one(const struct question *q,
				 struct replies *replies,
				 struct passed_over *passed)
{
	char *line = plain_line(_("y yes, n no, Enter cannot tell, < stop: "));
	enum plain_result r = line ? PLAIN_ANSWERED : PLAIN_END;

	if (line && (*line == 'y' || *line == 'Y'))
		replies->of[q->finding] = REPLY_YES;
	else if (line && (*line == 'n' || *line == 'N'))
		replies->of[q->finding] = REPLY_NO;
	else if (line && *line == '<')
		r = PLAIN_BACK;
	else
		passed->of[q->finding] = true;
	free(line);
	return r;
}

static enum plain_result ask_all(const struct plain_why *about,
				 struct walk *walk)
{
	struct passed_over passed = {0};
	enum plain_result r = PLAIN_ANSWERED;
	const struct question *q;
	size_t step;

	while (r == PLAIN_ANSWERED &&
	       tree_verdict(walk->results, walk->tree->n) != VERDICT_NO &&
	       (q = next_question(walk, &passed, &step)) != NULL) {
		put(walk, step, q);
		r = ask_one(q, about->replies, &passed);
		walk_on(walk, about->replies, about->client);
	}
	return r;
}

enum plain_result plain_why(const struct plain_why *about, bool asks,
			    struct walk *walk, enum verdict *out)
{
	enum plain_result r = PLAIN_ANSWERED;
	struct page page = {0};

	walk_on(walk, about->replies, about->client);
	if (asks)
		r = ask_all(about, walk);
	page_gap(&page);
	page_add(&page, ROLE_TITLE, "%s", tr(walk->tree->title));
	walk_show(walk, &page);
	out_page(stdout, &page);
	fflush(stdout);
	page_clear(&page);
	*out = tree_verdict(walk->results, walk->tree->n);
	return r;
}
