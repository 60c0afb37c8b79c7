/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journey as numbered questions: for pipes, screen readers, dumb
 * terminals. */
#include "ui/plain/plain.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "journey/steps/bring.h"
#include "journey/steps/job.h"
#include "ui/both/profile-asks.h"
#include "ui/line/out.h"
#include "ui/line/prompt.h"
#include "ui/plain/plain-ask.h"
#include "ui/plain/plain-line.h"
#include "ui/plain/plain-people.h"
#include "ui/plain/plain-roots.h"
#include "ui/plain/plain-why.h"
#include "ui/both/advice.h"
#include "x509/gtls.h"

enum {
	CHOICE_NEW = STEP_COUNT + 1,
	CHOICE_BRING,
	CHOICE_WHY,
	CHOICE_PEOPLE,
	CHOICE_PROFILE,
};

struct plain {
	struct cli *cli;
	char *address;	/* NULL before there is an identity */
	struct replies replies; /* to what only the person can see */
	enum step_id lead; /* what the last step was done for, if any */
};

static void say(const char *text)
{
	out_text(stderr, text);
}

static void show_steps(const struct facts *f)
{
	struct page page = {0};
	char *acts = step_who_acts(f);

	page_add(&page, ROLE_GAP, "%s", "");
	page_add(&page, ROLE_TITLE, "%s",
		 f->address ? f->address
			    : _("Nothing has been set up yet."));
	for (int i = 0; i < STEP_COUNT; i++) {
		enum step_id id = (enum step_id)i;
		char *line = step_line(id, f);

		page_add(&page, ROLE_CODE, "%d %s %s (%s): %s", i + 1,
			 step_mark(step_state(id, f)), step_title(id),
			 step_word(step_state(id, f)), line);
		free(line);
	}
	page_add(&page, ROLE_TEXT, "%s", acts);
	out_page(stdout, &page);
	fflush(stdout);
	page_clear(&page);
	free(acts);
}

/* A heartbeat each ten seconds: a screen reader says that it lives. */
static int wait_for(struct job *job, const struct step *step,
		    struct task **task)
{
	struct pollfd fd = {.fd = job_fd(job), .events = POLLIN};

	if (step->busy) {
		struct buf text = {0};

		buf_addf(&text, "%s ... (%s)\n", tr(step->busy),
			 tr(step->usual));
		say(text.data);
		buf_clear(&text);
	}
	while (!job_is_done(job)) {
		int r = poll(&fd, 1, 10000);

		if (prompt_was_interrupted())
			job_cancel(job);
		if (r == 0)
			say(_("Still working ...\n"));
	}
	return job_finish(job, task);
}

static int run_step(enum step_id id, struct task **task)
{
	struct job *job = job_start(id, *task);

	if (!job)
		return step_run(id, *task);
	return wait_for(job, step_get(id), task);
}

static void tell(struct plain *p, struct task *task)
{
	struct outcome *o = &task->outcome;

	if (o->identity) {
		free(p->address);
		p->address = xstrdup(o->identity);
	}
	p->lead = o->next;
	out_page(stdout, &o->page);
	if (o->reveal)
		out_secret(o->reveal_label, o->reveal);
	out_remarks(&task->report);
	fflush(stdout);
}

static void introduce(enum step_id id, const struct facts *f,
		      const struct answers *a)
{
	const struct step *step = step_get(id);
	struct page page = {0};

	page_add(&page, ROLE_GAP, "%s", "");
	page_add(&page, ROLE_TITLE, _("Step %d of %d: %s"), (int)id + 1,
		 (int)STEP_COUNT, step_title(id));
	page_add(&page, ROLE_TEXT, "%s", tr(step->why));
	page_add(&page, ROLE_TEXT, "%s", tr(step->secrecy));
	step->show(f, a, &page);
	out_page(stdout, &page);
	fflush(stdout);
	page_clear(&page);
}

/* What will be made of the answers is shown before the secret is asked for
 * that makes it, where it is not what was shown at the beginning. */
static void preview(enum step_id id, const struct facts *f,
		    const struct answers *a)
{
	struct answers fresh = {0};
	struct page page = {0}, first = {0};

	step_preset(step_get(id), f, &fresh);
	step_get(id)->show(f, &fresh, &first);
	step_get(id)->show(f, a, &page);
	if (!page_equal(&first, &page))
		out_page(stdout, &page);
	fflush(stdout);
	answers_clear(&fresh);
	page_clear(&first);
	page_clear(&page);
}

static bool is_secret(const struct ask *ask)
{
	return ask->kind == ASK_PASSPHRASE || ask->kind == ASK_NEW_PASSPHRASE;
}

static bool is_given(const struct ask *ask, const struct answers *given)
{
	return given && answers_get(given, ask->name);
}

static enum plain_result ask_all(const struct plain *p, enum step_id id,
				 const struct facts *f,
				 const struct answers *given,
				 struct answers *a)
{
	const struct step *step = step_get(id);
	int n = 1;

	for (size_t i = 0; i < step->nasks; i++) {
		enum plain_result r;

		if (!ask_arises(&step->asks[i], f, a) ||
		    is_given(&step->asks[i], given))
			continue;
		if (n > 1 && is_secret(&step->asks[i]))
			preview(id, f, a);
		r = plain_ask(&p->cli->env, &step->asks[i], n++, a);
		if (r != PLAIN_ANSWERED)
			return r;
	}
	return PLAIN_ANSWERED;
}

static bool do_step(struct plain *p, enum step_id id,
		    const struct answers *given);

/* What was brought is known: the step that takes it in, or what it is. */
static bool bring(struct plain *p, const char *brought)
{
	struct report report = {0};
	struct answers given = {0};
	struct bringing b = {0};
	struct page page = {0};
	char *before = p->address;
	bool goes_on = true;

	if (bring_look(&p->cli->env, p->address, brought, &b, &report) < 0) {
		out_failure(&report);
	} else if (b.step == STEP_COUNT) {
		out_page(stdout, &b.page);
		goes_on = !b.root || plain_root(&p->cli->env, b.root);
	} else {
		page_add(&page, ROLE_TODO, _("It is %s. This step takes it in."),
			 b.words);
		out_page(stdout, &page);
		bring_answers(&b, brought, &given);
		p->address = b.identity;
		b.identity = NULL;
		goes_on = do_step(p, b.step, &given);
	}
	if (!p->address)
		p->address = before;
	else if (p->address != before)
		free(before);
	page_clear(&page);
	answers_clear(&given);
	bringing_clear(&b);
	report_clear(&report);
	return goes_on;
}

static bool ask_and_bring(struct plain *p)
{
	static const struct ask ask = {
		.name = "bring",
		.kind = ASK_BRING,
		.label = N_("File or text"),
		.help = N_("Anything you got: it is recognised by what is in "
			   "it. The file itself is not changed."),
	};
	struct answers a = {0};
	enum plain_result r = plain_ask(&p->cli->env, &ask, 1, &a);
	bool goes_on = r != PLAIN_END;

	if (r == PLAIN_ANSWERED)
		goes_on = bring(p, answers_get(&a, ask.name));
	answers_clear(&a);
	return goes_on;
}

static bool after_success(struct plain *p, enum step_id id, struct task *task)
{
	tell(p, task);
	return id != STEP_CHAIN || plain_root_of(&p->cli->env, p->address);
}

/* A .p12 where a certificate was asked for is no dead end. */
static bool after_failure(struct plain *p, struct task *task)
{
	const char *brought = answers_get(&task->answers, "bring");

	out_failure(&task->report);
	if (!brought || !report_has(&task->report, FINDING_CERT_IS_P12))
		return true;
	return bring(p, brought);
}

/* given: answers that are there already, or NULL. False where the input
 * ended. */
static bool do_step(struct plain *p, enum step_id id,
		    const struct answers *given)
{
	struct task *task = xcalloc(1, sizeof(*task));
	const struct step *step = step_get(id);
	struct facts f = {0};
	enum plain_result r;
	bool goes_on = true;

	task->env = &p->cli->env;
	task->address = p->address;
	ws_scan(task->env, p->address, &f);
	if (given)
		answers_copy(&task->answers, given);
	step_preset(step, &f, &task->answers);
	introduce(id, &f, &task->answers);
	r = ask_all(p, id, &f, given, &task->answers);
	if (r == PLAIN_ANSWERED && run_step(id, &task) == 0)
		goes_on = after_success(p, id, task);
	else if (r == PLAIN_ANSWERED)
		goes_on = after_failure(p, task);
	facts_clear(&f);
	task_clear(task);
	free(task);
	return goes_on && r != PLAIN_END && !prompt_was_interrupted();
}

static void choose_identity(struct plain *p)
{
	struct strlist all = {0};
	struct buf text = {0};
	char *line = NULL;
	long n = 1;

	ws_identities(&p->cli->env, &all);
	if (all.n > 1) {
		for (size_t i = 0; i < all.n; i++)
			buf_addf(&text, "%zu %s\n", i + 1, all.items[i]);
		buf_adds(&text, _("Whose setup? Number [1]: "));
		line = plain_line(text.data);
		n = line && *line ? strtol(line, NULL, 10) : 1;
	}
	if (all.n && n >= 1 && (size_t)n <= all.n)
		p->address = xstrdup(all.items[n - 1]);
	free(line);
	buf_clear(&text);
	strlist_clear(&all);
}

/* The number of a step or a CHOICE; STEP_COUNT to quit, -1 for what is neither. */
static int choice_of(const char *line, enum step_id next)
{
	long n;

	if (!*line)
		return next;
	if (strcmp(line, "q") == 0)
		return STEP_COUNT;
	if (strcmp(line, "n") == 0)
		return CHOICE_NEW;
	if (strcmp(line, "b") == 0)
		return CHOICE_BRING;
	if (strcmp(line, "d") == 0)
		return CHOICE_WHY;
	if (strcmp(line, "p") == 0)
		return CHOICE_PEOPLE;
	if (strcmp(line, "a") == 0)
		return CHOICE_PROFILE;
	n = strtol(line, NULL, 10);
	return n >= 1 && n <= STEP_COUNT ? (int)n - 1 : -1;
}

static int ask_menu(struct plain *p, const struct facts *f)
{
	enum step_id next = p->lead ? p->lead : step_next(f);
	struct buf text = {0};
	char *line;
	int choice;

	if (next < STEP_COUNT)
		buf_addf(&text, _("What next? 1-%d a step, b bring a file, "
				  "d what is wrong, p address book, a profile "
				  "for Apple devices, n new identity, q quit "
				  "[%d]: "),
			 (int)STEP_COUNT, (int)next + 1);
	else
		buf_addf(&text, _("What next? 1-%d a step, b bring a file, "
				  "d what is wrong, p address book, a profile "
				  "for Apple devices, n new identity, q quit "
				  "[q]: "),
			 (int)STEP_COUNT);
	line = plain_line(text.data);
	choice = line ? choice_of(line, next) : STEP_COUNT;
	free(line);
	buf_clear(&text);
	p->lead = STEP_WHO;
	return choice;
}

/* A file is asked for only where something cannot be looked at without. */
static enum plain_result look(const struct plain_why *about,
			      const struct tree *tree, struct walk *out)
{
	enum plain_result r = PLAIN_ANSWERED;
	struct report report = {0};
	struct answers a = {0};
	struct walk first = {0};

	if (why_begin(tree, about->env, about->identity, &a, &first,
		      &report) == 0 &&
	    walk_lacks_file(&first))
		r = plain_why_bring(about->env, tree, &a);
	if (r == PLAIN_ANSWERED &&
	    why_begin(tree, about->env, about->identity, &a, out,
		      &report) < 0) {
		out_failure(&report);
		r = PLAIN_BACK;
	}
	walk_clear(&first);
	answers_clear(&a);
	report_clear(&report);
	return r;
}

/* Answers are kept until the program ends: a second symptom asks less. */
static bool why(struct plain *p)
{
	struct plain_why about = {.env = &p->cli->env,
				  .identity = p->address,
				  .replies = &p->replies};
	struct walk walk = {0};
	enum verdict verdict;
	enum plain_result r;
	const struct tree *tree = plain_sight(&r);

	if (tree)
		r = look(&about, tree, &walk);
	if (tree && r == PLAIN_ANSWERED)
		r = plain_why(&about, true, &walk, &verdict);
	walk_clear(&walk);
	return r != PLAIN_END;
}

/* Beside the step that hands over: a file that sets a device up. */
static bool profile(struct plain *p)
{
	struct task task = {.env = &p->cli->env, .address = p->address};
	enum plain_result r = PLAIN_ANSWERED;
	struct facts f = {0};
	int n = 1;

	if (!p->address) {
		report_fail(&task.report, FINDING_ID_NONE, task.env->home, "");
		out_failure(&task.report);
		task_clear(&task);
		return true;
	}
	ws_scan(task.env, p->address, &f);
	profile_preset(p->address, &task.answers);
	for (size_t i = 0; i < PROFILE_ASKS && r == PLAIN_ANSWERED; i++)
		if (ask_arises(&profile_asks[i], &f, &task.answers))
			r = plain_ask(task.env, &profile_asks[i], n++,
				      &task.answers);
	if (r == PLAIN_ANSWERED && profile_make(&task) == 0)
		tell(p, &task);
	else if (r == PLAIN_ANSWERED)
		out_failure(&task.report);
	facts_clear(&f);
	task_clear(&task);
	return r != PLAIN_END && !prompt_was_interrupted();
}

static bool act_on(struct plain *p, int choice)
{
	if (choice == CHOICE_WHY)
		return why(p);
	if (choice == CHOICE_BRING)
		return ask_and_bring(p);
	if (choice == CHOICE_PEOPLE)
		return plain_people(&p->cli->env, p->address);
	if (choice == CHOICE_PROFILE)
		return profile(p);
	if (choice == CHOICE_NEW) {
		free(p->address);
		p->address = NULL;
		choice = STEP_WHO;
	}
	return choice < 0 || do_step(p, (enum step_id)choice, NULL);
}

int plain_run(struct cli *cli, const char *brought)
{
	struct plain p = {.cli = cli};
	bool goes_on = true;
	int r = EXIT_FINE;

	gtls_start();
	prompt_catch_interrupt();
	out_short_paths(cli->env.user_home);
	page_set_fix(advice_of);
	if (cli->options->value[OPT_IDENTITY] &&
	    cli_identity(cli, &p.address) < 0)
		return EXIT_USAGE;
	if (!p.address)
		choose_identity(&p);
	if (brought)
		goes_on = bring(&p, brought);
	while (goes_on) {
		struct facts f = {0};
		int choice;

		ws_scan(&cli->env, p.address, &f);
		show_steps(&f);
		choice = ask_menu(&p, &f);
		facts_clear(&f);
		if (choice == STEP_COUNT)
			break;
		goes_on = act_on(&p, choice);
		if (!goes_on)
			r = EXIT_CANCELLED;
	}
	if (prompt_was_interrupted())
		r = EXIT_CANCELLED;
	free(p.address);
	return r;
}
