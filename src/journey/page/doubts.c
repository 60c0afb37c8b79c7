/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check leaves open to the person: questions with the place to look. */
#include "journey/page/doubts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* The next of words separated by blanks; NULL at the end. */
static const char *next_word(const char **words, size_t *n)
{
	const char *at = *words + strspn(*words, " ");

	*n = strcspn(at, " ");
	*words = at + *n;
	return *n ? at : NULL;
}

static bool has_word(const char *words, const char *wanted)
{
	const char *word;
	size_t n;

	while ((word = next_word(&words, &n)) != NULL)
		if (n == strlen(wanted) && strncmp(word, wanted, n) == 0)
			return true;
	return false;
}

static bool is_row(const struct tree *tree, unsigned given, const char *name)
{
	for (size_t i = 0; i < tree->n; i++)
		if (!(tree->steps[i].needs & ~given) &&
		    has_word(tree->steps[i].rows, name))
			return true;
	return false;
}

static bool is_in_trees(const struct doubts_ask *ask, const char *name)
{
	for (size_t i = 0; i < tree_count(); i++)
		if (has_word(ask->trees, tree_at(i)->name) &&
		    is_row(tree_at(i), ask->given, name))
			return true;
	return false;
}

static bool concerns(const struct question *q, const char *clients)
{
	const char *names = q->clients, *word;
	size_t n;

	if (!clients || strcmp(names, "all") == 0)
		return true;
	while ((word = next_word(&names, &n)) != NULL) {
		char *name = xstrndup(word, n);
		bool is = has_word(clients, name);

		free(name);
		if (is)
			return true;
	}
	return false;
}

void doubts_find(const struct doubts_ask *ask, struct doubts *out)
{
	*out = (struct doubts){
		.asks = xcalloc(question_count(), sizeof(*out->asks))};
	for (size_t i = 0; i < question_count(); i++) {
		const struct question *q = question_at(i);

		if (!(q->private_only && ask->given & GIVEN_PUBLIC) &&
		    concerns(q, ask->clients) &&
		    is_in_trees(ask, finding_info(q->finding)->name))
			out->asks[out->nasks++] = q;
	}
}

void doubts_clear(struct doubts *d)
{
	free(d->asks);
	*d = (struct doubts){0};
}

struct doubts_ask doubts_of(const struct subject *s, const char *clients)
{
	struct doubts_ask ask = {
		.trees = "", .given = given_of(s), .clients = clients};

	if (s->bundle_info || s->bundle)
		ask.trees = "password key";
	else if (s->leaf)
		ask.trees = "sign encrypt trust";
	return ask;
}

static void hint_show(const struct doubts *d, struct page *out)
{
	page_add(out, ROLE_HINT,
		 trn("There is %zu question about switches and settings. To see "
		     "it, name your mail program: --client PROGRAM",
		     "There are %zu questions about switches and settings. To "
		     "see those for your mail program, name it: --client "
		     "PROGRAM",
		     d->nasks),
		 d->nasks);
}

/* Programs whose menus differ are asked the same. */
static void list_show(const struct doubts *d, struct page *out)
{
	struct strlist said = {0};

	for (size_t i = 0; i < d->nasks; i++) {
		const char *text = tr(d->asks[i]->text);

		if (strlist_has(&said, text))
			continue;
		strlist_add(&said, text);
		page_add(out, ROLE_TODO, "%s", text);
	}
	strlist_clear(&said);
}

static void question_show(const struct question *q, struct page *out)
{
	const struct finding_info *info = finding_info(q->finding);

	page_add(out, ROLE_TODO, "%s", tr(q->text));
	page_field(out, _("Look at"), "%s", tr(q->look));
	page_field(out, q->bad == REPLY_YES ? _("If so") : _("If not"),
		   "%s (%s)", tr(info->title), info->name);
}

void doubts_show(const struct doubts *d, enum doubts_style style,
		 struct page *out)
{
	if (!d->nasks)
		return;
	page_gap(out);
	page_add(out, ROLE_TITLE, "%s", _("What only you can see"));
	if (style == DOUBTS_COUNT)
		hint_show(d, out);
	else if (style == DOUBTS_LIST)
		list_show(d, out);
	for (size_t i = 0; i < d->nasks && style == DOUBTS_FULL; i++)
		question_show(d->asks[i], out);
}
