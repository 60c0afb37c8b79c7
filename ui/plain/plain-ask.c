/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of the plain journey, asked until the answer will do. */
#include "ui/plain/plain-ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "rules/strength.h"
#include "ui/line/out.h"
#include "ui/line/prompt.h"
#include "ui/plain/plain-files.h"
#include "ui/plain/plain-line.h"

enum { PASTE_MAX = 256 * 1024 };

static void add_choices(const struct ask *ask, struct buf *text)
{
	int n = 1;

	for (const struct choice *c = ask->choices; c->value; c++)
		buf_addf(text, "   %d %s%s%s\n", n++, tr(c->label),
			 *c->word ? " - " : "", *c->word ? tr(c->word) : "");
}

/* A number of the list stands for its value. */
static const char *choice_of(const struct ask *ask, const char *typed)
{
	char *end;
	long n = strtol(typed, &end, 10);

	if (end == typed || *end)
		return typed;
	for (const struct choice *c = ask->choices; c->value; c++)
		if (--n == 0)
			return c->value;
	return typed;
}

static bool begins_text(const char *line)
{
	return strstr(line, "-----BEGIN ") != NULL;
}

/* The rest of a paste: up to an empty line behind an END line, a line with
 * only a dot, or the end of input. Empty where it was too long: it is read to
 * its end all the same, as its lines are no answers. */
static char *read_paste(char *first)
{
	struct buf text = {0};
	bool ended = false, fits = true;
	char *line = first;

	while (line) {
		if (strcmp(line, ".") == 0 || (ended && !*line))
			break;
		ended = strstr(line, "-----END ") != NULL;
		fits = fits && text.len + strlen(line) < PASTE_MAX;
		if (fits)
			buf_addf(&text, "%s\n", line);
		free(line);
		line = plain_read("");
	}
	free(line);
	if (fits)
		return buf_take(&text);
	buf_clear(&text);
	plain_say(_(
		"What you pasted is too long: nothing of it was taken. Save it "
		"as a file and give its name.\n"));
	return xstrdup("");
}

/* NULL at the end of input. */
static char *read_answer(const struct env *env, const struct ask *ask,
			 const char *question)
{
	char *line = plain_line(question);

	if (line && ask->kind == ASK_BRING && line[0] == '?') {
		char *chosen = plain_files(env, line + 1);

		free(line);
		return chosen;
	}
	if (line && ask->kind == ASK_BRING && begins_text(line))
		return read_paste(line);
	return line;
}

/* 0: it is none of the list. */
static int number_of(const struct ask *ask, const char *value)
{
	if (ask->kind == ASK_CHOICE)
		for (int i = 0; ask->choices[i].value; i++)
			if (strcmp(ask->choices[i].value, value) == 0)
				return i + 1;
	return 0;
}

/* The caller frees. */
static char *asked_text(const struct ask *ask, int n, const char *now)
{
	struct buf text = {0};

	if (ask->kind == ASK_CHOICE)
		add_choices(ask, &text);
	buf_addf(&text, "%d. %s", n, tr(ask->label));
	if (now && number_of(ask, now)) {
		buf_addf(&text, " [%d]", number_of(ask, now));
	} else if (now && *now) {
		char *safe = text_safe_str(now);

		buf_addf(&text, " [%s]", safe);
		free(safe);
	} else if (ask->optional) {
		buf_addf(&text, " (%s)", _("may stay empty"));
	}
	buf_adds(&text, ": ");
	return buf_take(&text);
}

/* True where the answer will do; else the reason is printed. */
static bool is_good(const struct ask *ask, const struct answers *a)
{
	struct report report = {0};
	bool good = ask_check(ask, a, &report) == 0;

	out_failure(&report);
	report_clear(&report);
	return good;
}

static enum plain_result ask_text(const struct env *env,
				  const struct ask *ask, int n,
				  struct answers *a)
{
	for (;;) {
		char *question = asked_text(ask, n,
					     answers_get(a, ask->name));
		char *line = read_answer(env, ask, question);

		free(question);
		if (!line)
			return PLAIN_END;
		if (strcmp(line, "<") == 0) {
			free(line);
			return PLAIN_BACK;
		}
		if (*line)
			answers_set(a, ask->name,
				    ask->kind == ASK_CHOICE
					    ? choice_of(ask, line)
					    : line);
		free(line);
		if (is_good(ask, a))
			return PLAIN_ANSWERED;
		answers_set(a, ask->name, NULL);
	}
}

/* On a terminal without echo; a pipe has none. */
static int read_secret(const char *label, struct secret **out)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);
	int r = -1;

	if (isatty(STDIN_FILENO)) {
		r = prompt_secret(label, s);
	} else {
		do {
			plain_say(label);
			plain_say(": ");
			r = prompt_line(STDIN_FILENO, s);
		} while (r == PROMPT_RESUMED);
		plain_say("\n");
	}
	if (r == 1) {
		*out = s;
		return 0;
	}
	secret_free(s);
	return -1;
}

static void say_strength(const struct secret *s)
{
	char *text = xasprintf(_("How hard it is to guess: %s.\n"),
			       strength_word(strength_of(s)));

	plain_say(text);
	free(text);
}

static bool differs(const struct secret *a, const struct secret *b)
{
	struct report report = {0};
	bool differ = ask_same(a, b, &report) < 0;

	out_failure(&report);
	report_clear(&report);
	return differ;
}

static enum plain_result ask_secret(const struct ask *ask, int n,
				    struct answers *a)
{
	char *label = xasprintf("%d. %s", n, tr(ask->label));
	char *again = xasprintf(_("%s, once more"), label);
	enum plain_result r = PLAIN_END;

	for (;;) {
		struct secret *first = NULL, *second = NULL;
		bool bad = false;

		if (read_secret(label, &first) < 0)
			break;
		if (ask->kind == ASK_NEW_PASSPHRASE && secret_len(first)) {
			say_strength(first);
			if (read_secret(again, &second) < 0) {
				secret_free(first);
				break;
			}
			bad = differs(first, second);
			secret_free(second);
		}
		answers_take_secret(a, ask->name, first);
		if (bad || !is_good(ask, a))
			continue;
		r = PLAIN_ANSWERED;
		break;
	}
	free(label);
	free(again);
	return r;
}

enum plain_result plain_ask(const struct env *env, const struct ask *ask, int n,
			    struct answers *a)
{
	struct page help = {0};

	page_add(&help, ROLE_HINT, "%s", tr(ask->help));
	out_page(stderr, &help);
	page_clear(&help);
	if (ask->kind == ASK_BRING) {
		plain_say(
			_("Pasted text ends with an empty line or a line with "
			  "only a dot.\n"));
		plain_say(_("? lists files to choose from.\n"));
	}
	if (ask->kind == ASK_PASSPHRASE || ask->kind == ASK_NEW_PASSPHRASE)
		return ask_secret(ask, n, a);
	return ask_text(env, ask, n, a);
}
