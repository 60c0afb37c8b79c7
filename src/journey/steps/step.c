/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of steps, the state of each, and the one door to run them. */
#include "journey/steps/step.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/addresses.h"
#include "journey/steps/step-impl.h"
#include "x509/address.h"

static const struct step *const steps[STEP_COUNT] = {
#define STEP(id, name, title) &step_##name,
#include "journey/desk/step-list.h"
#undef STEP
};

const struct step *step_get(enum step_id id)
{
	return steps[id];
}

static bool is_met(enum step_id id, const struct facts *f)
{
	enum step_state s = step_state(id, f);

	return s == STATE_DONE || s == STATE_TROUBLE;
}

enum step_state step_state(enum step_id id, const struct facts *f)
{
	enum step_state own = steps[id]->state(f);

	/* Done is done, whatever came before: files are the state. */
	if (own == STATE_DONE || own == STATE_TROUBLE)
		return own;
	for (int i = 0; i < STEP_COUNT; i++)
		if ((steps[id]->needs & 1u << i) &&
		    !is_met((enum step_id)i, f))
			return STATE_LATER;
	return own;
}

/* A certificate that has run out is handed over to no device. */
static bool is_due_first(const struct facts *f)
{
	enum step_state s = step_state(STEP_RENEW, f);

	return step_state(STEP_CERTIFICATE, f) == STATE_TROUBLE &&
	       (s == STATE_READY || s == STATE_WAITING);
}

enum step_id step_next(const struct facts *f)
{
	if (is_due_first(f))
		return STEP_RENEW;
	for (int i = 0; i < STEP_COUNT; i++) {
		enum step_state s = step_state((enum step_id)i, f);

		if (s == STATE_READY || s == STATE_WAITING)
			return (enum step_id)i;
	}
	return STEP_COUNT;
}

static char *line_of_dates(const char *what, time_t t)
{
	char *date = text_date(t);
	char *line = xasprintf(_("%s, %s"), what, date);

	free(date);
	return line;
}

static char *line_done(enum step_id id, const struct facts *f)
{
	char *text, *line;

	switch (id) {
	case STEP_WHO:
		if (!*f->name)
			return text_safe_str(f->address);
		text = text_safe_str(f->name);
		line = xasprintf("%s <%s>", text, f->address);
		break;
	case STEP_KEY:
		text = f->key_known ? spki_text(&f->key)
				    : xstrdup(_("kind unknown"));
		line = line_of_dates(text, f->key_time);
		break;
	case STEP_CERTIFICATE:
		text = text_date(f->leaf->not_after);
		line = xasprintf(_("valid until %s"), text);
		break;
	case STEP_CHAIN:
		text = xstrdup("");
		line = xasprintf(trn("%zu certificate, whole",
				     "%zu certificates, whole", f->chain.n),
				 f->chain.n);
		break;
	case STEP_CHECK:
		text = xstrdup("");
		line = xstrdup(_("nothing stands in the way"));
		break;
	case STEP_REQUEST:
		return line_of_dates(_("written"), f->request_time);
	default:
		return line_of_dates(_("written"), f->bundle_time);
	}
	free(text);
	return line;
}

char *step_line(enum step_id id, const struct facts *f)
{
	enum step_state s = step_state(id, f);
	char *own = steps[id]->line ? steps[id]->line(f) : NULL;
	size_t n;

	if (own)
		return own;
	if (id == STEP_REQUEST && s == STATE_DONE && !f->request)
		return xstrdup(_("not needed any more"));
	if (id == STEP_CHECK && s == STATE_TROUBLE) {
		n = report_count(&f->check, SEVERITY_BLOCKER);
		return xasprintf(trn("%zu thing is in the way",
				     "%zu things are in the way", n), n);
	}
	if (s == STATE_DONE)
		return line_done(id, f);
	if (s == STATE_WAITING)
		return xstrdup(_("waiting for the issuer's answer"));
	if (s == STATE_TROUBLE)
		return xstrdup(_("something is wrong: see the check"));
	if (s == STATE_READY)
		return xstrdup(tr(steps[id]->action));
	for (int i = 0; i < STEP_COUNT; i++)
		if ((steps[id]->needs & 1u << i) &&
		    !is_met((enum step_id)i, f))
			return xasprintf(_("first: %s"),
					 step_title((enum step_id)i));
	return xstrdup("");
}

char *step_who_acts(const struct facts *f)
{
	enum step_id next = step_next(f);

	if (next == STEP_COUNT && report_count(&f->check, SEVERITY_BLOCKER))
		return xstrdup(_("You act next: see what the check found."));
	if (next == STEP_COUNT)
		return xstrdup(_("All steps are done. Follow the sheet on "
				 "your device."));
	if (step_state(next, f) == STATE_WAITING)
		return xstrdup(_("The issuer acts next. Bring the answer here "
				 "when it comes, or issue it yourself."));
	return xasprintf(_("You act next: %s."), step_title(next));
}

const char *step_mark(enum step_state s)
{
	static const char *const marks[] = {"[  ]", "[->]", "[..]", "[ok]",
					    "[!!]"};

	return marks[s];
}

const char *step_word(enum step_state s)
{
	static const char *const words[] = {N_("later"), N_("next"),
					    N_("waiting"), N_("done"),
					    N_("trouble")};

	return tr(words[s]);
}

bool ask_arises(const struct ask *ask, const struct facts *f,
		const struct answers *a)
{
	return !ask->arises || ask->arises(f, a);
}

static int fail_choice(const struct ask *ask, const char *value,
		       struct report *report)
{
	struct buf list = {0};

	for (const struct choice *c = ask->choices; c->value; c++)
		buf_addf(&list, "%s%s", list.len ? ", " : "", c->value);
	report_add(report, FINDING_ANSWER_UNKNOWN, tr(ask->label),
		   _("%s is none of: %s."), value, list.data);
	buf_clear(&list);
	return -1;
}

static bool is_choice(const struct ask *ask, const char *value)
{
	for (const struct choice *c = ask->choices; c->value; c++)
		if (strcmp(c->value, value) == 0)
			return true;
	return false;
}

static int check_addresses(const char *value, struct report *report)
{
	struct strlist list = {0};
	int r = addresses_split(value, &list, report);

	strlist_clear(&list);
	return r;
}

static int check_secret(const struct ask *ask, const struct secret *s,
			struct report *report)
{
	if (!secret_len(s))
		return ask->optional ? 0
				     : report_fail(report, FINDING_PASS_EMPTY,
						   NULL, "");
	if (memchr(secret_data(s), '\0', secret_len(s)) ||
	    !text_is_utf8(secret_data(s), secret_len(s)))
		return report_fail(report, FINDING_PASS_UNUSABLE, NULL, "");
	return 0;
}

int ask_check(const struct ask *ask, const struct answers *a,
	      struct report *report)
{
	const char *value = answers_get(a, ask->name);
	char *clean = NULL;
	int r;

	if (ask->kind == ASK_PASSPHRASE || ask->kind == ASK_NEW_PASSPHRASE)
		return check_secret(ask, answers_secret(a, ask->name), report);
	if (!value || !*value)
		return ask->optional ? 0
				     : report_fail(report,
						   FINDING_ANSWER_MISSING,
						   tr(ask->label), "");
	switch (ask->kind) {
	case ASK_ADDRESS:
		r = address_clean(value, &clean, report);
		free(clean);
		return r;
	case ASK_ADDRESSES:
		return check_addresses(value, report);
	case ASK_CHOICE:
		if (is_choice(ask, value))
			return 0;
		return fail_choice(ask, value, report);
	case ASK_TEXT:
		if (text_is_utf8(value, strlen(value)) &&
		    !text_has_hidden(value))
			return 0;
		return report_fail(report, FINDING_ANSWER_UNKNOWN,
				   tr(ask->label),
				   _("It holds characters that cannot be "
				     "seen."));
	default:
		return 0;
	}
}

int ask_same(const struct secret *first, const struct secret *second,
	     struct report *report)
{
	if (secret_equal(first, second))
		return 0;
	return report_fail(report, FINDING_PASS_DIFFERS, NULL, "");
}

void step_preset(const struct step *step, const struct facts *f,
		 struct answers *a)
{
	for (size_t i = 0; i < step->nasks; i++) {
		const struct ask *ask = &step->asks[i];
		char *value;

		if (answers_get(a, ask->name))
			continue;
		value = ask->preset ? ask->preset(f) : NULL;
		if (value)
			answers_set(a, ask->name, value);
		else if (ask->kind == ASK_CHOICE)
			answers_set(a, ask->name, ask->choices[0].value);
		free(value);
	}
}

static int check_asks(const struct step *step, const struct facts *f,
		      struct task *task)
{
	for (size_t i = 0; i < step->nasks; i++)
		if (ask_arises(&step->asks[i], f, &task->answers) &&
		    ask_check(&step->asks[i], &task->answers,
			      &task->report) < 0)
			return -1;
	return 0;
}

/* Names as they are compared, sorted and shown everywhere: macOS and some
 * keyboards send letters apart from their accents, and a certificate keeps for
 * years what is in the request (RFC 5280 section 7.1 wants NFC). The domain of
 * an address has a rule of its own; the name of a file is what it is on disk;
 * a secret is not touched. */
static void compose_names(const struct step *step, struct answers *a)
{
	for (size_t i = 0; i < step->nasks; i++) {
		const struct ask *ask = &step->asks[i];
		const char *typed = answers_get(a, ask->name);
		bool is_name = ask->kind == ASK_TEXT && !ask->is_file;
		char *nfc = is_name && typed ? text_nfc(typed) : NULL;

		if (nfc)
			answers_set(a, ask->name, nfc);
		free(nfc);
	}
}

int step_run(enum step_id id, struct task *task)
{
	const struct step *step = steps[id];
	struct facts facts = {0};
	int r;

	ws_scan(task->env, task->address, &facts);
	step_preset(step, &facts, &task->answers);
	compose_names(step, &task->answers);
	r = check_asks(step, &facts, task);
	facts_clear(&facts);
	if (r < 0 || task_is_over(task))
		return -1;
	return step->run(task);
}
