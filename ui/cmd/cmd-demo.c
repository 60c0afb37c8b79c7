/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "demo": the whole journey without questions, each step told. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"

/* No secrets: anybody who runs the demonstration may open what it makes. */
static const char key_phrase[] = "demonstration key";
static const char authority_phrase[] = "demonstration authority";

static const char address[] = "alice@example.org";

static void know(struct task *task, const char *name, const char *phrase)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);

	if (secret_add(s, phrase, strlen(phrase)) < 0)
		die("the demonstration's passphrase is too long");
	answers_take_secret(&task->answers, name, s);
}

static void answer(enum step_id id, struct task *task, const char *copy)
{
	if (id == STEP_WHO) {
		answers_set(&task->answers, "address", address);
		answers_set(&task->answers, "name", "Alice Example");
	}
	if (id == STEP_CERTIFICATE)
		answers_set(&task->answers, "source", "authority");
	if (id == STEP_BUNDLE)
		answers_set(&task->answers, "out", copy);
	know(task, "passphrase", key_phrase);
	know(task, "authority-passphrase", authority_phrase);
}

static void tell_title(enum step_id id)
{
	const struct step *step = step_get(id);
	struct page page = {0};

	page_add(&page, ROLE_GAP, "%s", "");
	page_add(&page, ROLE_TITLE, _("Step %d of %d: %s"), (int)id + 1,
		 (int)STEP_RENEW, step_title(id));
	page_add(&page, ROLE_TEXT, "%s", tr(step->why));
	page_add(&page, ROLE_HINT, "%s", tr(step->secrecy));
	out_page(stdout, &page);
	page_clear(&page);
}

/* word: the password of the bundle, from the step that made it to the one that
 * needs it. */
static int walk_step(struct cli *cli, enum step_id id, const char *copy,
		     struct secret **word)
{
	struct task task = {.env = &cli->env};
	struct page done = {0};
	int r = EXIT_FAILED;

	if (id == STEP_REHEARSE && *word) {
		answers_take_secret(&task.answers, "password", *word);
		*word = NULL;
	}

	task.address = id == STEP_WHO ? NULL : address;
	answer(id, &task, copy);
	tell_title(id);
	if (step_run(id, &task) < 0) {
		out_failure(&task.report);
	} else {
		if (!task.outcome.page.n)
			page_add(&done, ROLE_DONE, _("Done: %s."),
				 tr(step_get(id)->action));
		if (!task.outcome.page.n && task.outcome.saved)
			page_field(&done, _("File"), "%s", task.outcome.saved);
		out_page(stdout, &done);
		out_page(stdout, &task.outcome.page);
		if (task.outcome.reveal)
			out_secret(task.outcome.reveal_label,
				   task.outcome.reveal);
		if (task.outcome.reveal)
			*word = secret_dup(task.outcome.reveal);
		r = EXIT_FINE;
	}
	page_clear(&done);
	task_clear(&task);
	return r;
}

static void tell_begin(const char *dir)
{
	struct page page = {0};

	page_add(&page, ROLE_TITLE, "%s",
		 _("From nothing to a bundle for a phone, in one go"));
	page_field(&page, _("Folder"), "%s", dir);
	page_field(&page, _("Address"), "%s", address);
	page_field(&page, _("Passphrases"), _("\"%s\" and \"%s\""), key_phrase,
		   authority_phrase);
	page_add(&page, ROLE_HINT, "%s",
		 _("This is a demonstration: its passphrases are known to "
		   "everybody. Delete the folder when you have seen enough."));
	out_page(stdout, &page);
	page_clear(&page);
}

static bool is_fresh(const char *dir)
{
	struct strlist names = {0};
	bool fresh;

	fsio_list(dir, &names);
	fresh = names.n == 0;
	strlist_clear(&names);
	return fresh;
}

static int refuse(const char *dir)
{
	struct report report = {0};

	report_add(&report, FINDING_FILE_EXISTS, dir, "%s",
		   _("The demonstration wants an empty folder or a new one."));
	out_failure(&report);
	report_clear(&report);
	return EXIT_FAILED;
}

int cmd_demo(struct cli *cli)
{
	const char *dir = cli->args[0];
	char *copy, *shown;
	struct secret *word = NULL;
	int r = EXIT_FINE;

	if (!is_fresh(dir))
		return refuse(dir);
	cli->env.home = dir;
	copy = path_join(dir, "alice.p12");
	shown = text_safe_str(dir);
	tell_begin(shown);
	/* Renewal is for later; all before it is the way from nothing. */
	for (int i = 0; i < STEP_RENEW && r == EXIT_FINE; i++)
		r = walk_step(cli, (enum step_id)i, copy, &word);
	secret_free(word);
	free(shown);
	free(copy);
	return r;
}
