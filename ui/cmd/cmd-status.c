/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "status": each identity, its steps, what to do next. */
#include <errno.h>
#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/expiry.h"
#include "journey/identity/workspace.h"
#include "ui/cmd/command.h"
#include "ui/line/json.h"
#include "ui/line/out.h"

/* Those that are meant: the one of --identity, or all. */
static int addresses(struct cli *cli, struct strlist *out)
{
	char *one = NULL;

	if (!cli->options->value[OPT_IDENTITY]) {
		ws_identities(&cli->env, out);
		return 0;
	}
	if (cli_identity(cli, &one) < 0)
		return -1;
	strlist_take(out, one);
	return 0;
}

static void print_steps(const struct facts *f)
{
	for (int i = 0; i < STEP_COUNT; i++) {
		enum step_id id = (enum step_id)i;
		char *line = step_line(id, f);
		char *title = xstrdup(step_title(id));
		struct buf text = {0};

		buf_addf(&text, "  %s %s", step_mark(step_state(id, f)), title);
		for (size_t n = text_width(title); n < 22; n++)
			buf_addc(&text, ' ');
		buf_addf(&text, " %s\n", line);
		out_text(stdout, text.data);
		buf_clear(&text);
		free(title);
		free(line);
	}
}

static void print_endings(const struct facts *f, const struct endings *ends)
{
	for (size_t i = 0; i < ends->n; i++) {
		const struct ending *e = &ends->items[i];
		char *words = ending_text(e);
		struct buf text = {0};

		buf_addf(&text, "  %s %s\n       %s\n",
			 e->days < 0 ? "[!!]" : "[! ]", words,
			 ending_act(e, f));
		out_text(stdout, text.data);
		buf_clear(&text);
		free(words);
	}
}

/* What goes on with a step, where the guided setup is not wanted. */
static const char *const commands[STEP_COUNT] = {
	[STEP_WHO] = "key ADDRESS",	 [STEP_KEY] = "key ADDRESS",
	[STEP_REQUEST] = "request",	 [STEP_CERTIFICATE] = "import FILE",
	[STEP_CHAIN] = "import FILE",	 [STEP_CHECK] = "check",
	[STEP_BUNDLE] = "export",	 [STEP_HANDOVER] = "guide",
	[STEP_REHEARSE] = "rehearse",	 [STEP_RENEW] = "renew",
};

static void print_command(const struct facts *f, bool is_only)
{
	enum step_id next = step_next(f);
	struct buf command = {0};
	char *text;

	if (next == STEP_COUNT)
		return;
	if (step_state(next, f) == STATE_WAITING)
		next = STEP_CERTIFICATE;
	buf_adds(&command, commands[next]);
	if (!is_only && next > STEP_KEY)
		buf_addf(&command, " --identity %s", f->address);
	text = xasprintf(_("Go on with: smime-setup, or smime-setup %s"),
			 command.data);
	out_inside(text);
	free(text);
	buf_clear(&command);
}

static void print_identity(const struct facts *f, const struct endings *ends,
			   bool is_only)
{
	char *acts = step_who_acts(f);
	struct buf text = {0};

	buf_addf(&text, "%s\n", f->address);
	out_text(stdout, text.data);
	print_steps(f);
	buf_clear(&text);
	out_inside(acts);
	free(acts);
	print_command(f, is_only);
	print_endings(f, ends);
}

/* Whether there is anything that wants doing. */
static int status_of(const struct facts *f, const struct endings *ends)
{
	return report_count(&f->check, SEVERITY_BLOCKER) || ends->n
		       ? EXIT_FOUND
		       : EXIT_FINE;
}

static bool is_only_one(const struct env *env)
{
	struct strlist all = {0};
	bool is;

	ws_identities(env, &all);
	is = all.n == 1;
	strlist_clear(&all);
	return is;
}

static int print_all(struct cli *cli, const struct strlist *list, long within)
{
	bool is_only = is_only_one(&cli->env);
	struct endings ends;
	struct facts f = {0};
	int r = EXIT_FINE;

	if (!list->n)
		out_text(stdout, _("Nothing has been set up yet. Begin with: "
				   "smime-setup, or smime-setup key "
				   "ADDRESS\n"));
	for (size_t i = 0; i < list->n; i++) {
		ws_scan(&cli->env, list->items[i], &f);
		expiry_find(&f, within, &ends);
		if (i)
			out_text(stdout, "\n");
		print_identity(&f, &ends, is_only);
		r |= status_of(&f, &ends);
		facts_clear(&f);
	}
	return r;
}

static int print_json(struct cli *cli, const struct strlist *list, long within)
{
	struct json_value **values = xcalloc(list->n, sizeof(*values));
	struct endings ends;
	struct facts f = {0};
	int r = EXIT_FINE;

	for (size_t i = 0; i < list->n; i++) {
		ws_scan(&cli->env, list->items[i], &f);
		expiry_find(&f, within, &ends);
		values[i] = json_identity(&f, &ends);
		r |= status_of(&f, &ends);
		facts_clear(&f);
	}
	if (json_print(json_status(values, list->n, within)) < 0)
		r = EXIT_FAILED;
	free(values);
	return r;
}

static int days_of(const char *text, long *out)
{
	char *end;

	*out = EXPIRY_DAYS;
	if (!text)
		return 0;
	errno = 0;
	*out = strtol(text, &end, 10);
	if (errno || *end || end == text || *out < 0 || *out > EXPIRY_DAYS_MAX)
		return usage_error(_("--within needs a number of days from 0 to "
				     "%d, not %s"),
				   EXPIRY_DAYS_MAX, text);
	return 0;
}

int cmd_status(struct cli *cli)
{
	struct strlist list = {0};
	long within;
	int r = days_of(cli->options->value[OPT_WITHIN], &within);

	if (r)
		return r;
	if (addresses(cli, &list) < 0)
		return EXIT_USAGE;
	r = cli->options->given & OPT(JSON) ? print_json(cli, &list, within)
					    : print_all(cli, &list, within);
	strlist_clear(&list);
	return r;
}
