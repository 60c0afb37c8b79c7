/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of steps: what each needs, asks, does; and the state of each. */
#ifndef JOURNEY_STEP_H
#define JOURNEY_STEP_H

#include "journey/desk/task.h"
#include "journey/identity/facts.h"

enum step_state {
	STATE_LATER,	/* needs an earlier step */
	STATE_READY,	/* can be done now */
	STATE_WAITING,	/* somebody else acts */
	STATE_DONE,
	STATE_TROUBLE,	/* done, but something about it is wrong */
};

enum ask_kind {
	ASK_TEXT,
	ASK_ADDRESS,	/* one mail address */
	ASK_ADDRESSES,	/* several, separated by blanks or commas */
	ASK_CHOICE,
	ASK_PASSPHRASE,	/* of something that exists: once */
	ASK_NEW_PASSPHRASE, /* typed twice */
	ASK_BRING,	/* a file's path, or pasted text */
	ASK_YES,	/* "yes" or "no" */
};

struct choice {
	const char *value;
	const char *label;	/* untranslated */
	const char *word;	/* one line on it, untranslated; may be "" */
};

/* One question. Texts are untranslated. */
struct ask {
	const char *name;	/* key in struct answers */
	enum ask_kind kind;
	const char *label;
	const char *help;
	bool optional;
	bool is_file;	/* ASK_TEXT: the name of a file */
	bool is_proof;	/* ASK_TEXT: whether it is right shows when it is used */
	bool settled;	/* nearly everybody keeps what stands there: a screen
			 * begins behind it */
	const struct choice *choices;	/* ASK_CHOICE; ended by a NULL value;
					 * the first is the default */
	/* False: the question does not arise. NULL: it always does. */
	bool (*arises)(const struct facts *f, const struct answers *a);
	/* What stands there before anything was typed; caller frees; or NULL. */
	char *(*preset)(const struct facts *f);
};

struct step {
	/* All texts are untranslated. */
	const char *why;	/* one or two sentences */
	const char *secrecy;	/* what is secret, what may be shared */
	const char *action;	/* what F2 does: "Make the key" */
	const char *busy;	/* "Making the key", NULL where it is quick */
	const char *usual;	/* how long it usually takes, for the waiting */
	unsigned needs;		/* bits 1 << STEP_X that have to be done first */
	const struct ask *asks;
	size_t nasks;
	enum step_state (*state)(const struct facts *f); /* needs are met */
	/* How it stands, where that is more than the state says; NULL, or NULL
	 * given back: the state's own words. The caller frees. */
	char *(*line)(const struct facts *f);
	/* What is there, and what would be made of the answers so far. */
	void (*show)(const struct facts *f, const struct answers *a,
		     struct page *out);
	/* 0, or -1 with one blocker in task->report. */
	int (*run)(struct task *task);
};

const struct step *step_get(enum step_id id);

/* Pure. */
enum step_state step_state(enum step_id id, const struct facts *f);

/* One line on how it stands, with dates and names; caller frees. */
char *step_line(enum step_id id, const struct facts *f);

/* The first step that can be done, else one that waits, else STEP_COUNT. */
enum step_id step_next(const struct facts *f);

/* Who acts next, as a translated sentence; caller frees. */
char *step_who_acts(const struct facts *f);

const char *step_mark(enum step_state s);	/* "[ok]", "[->]", "[..]", "[  ]", "[!!]" */
const char *step_word(enum step_state s);	/* translated: "done", "next", … */

/* Whether a question arises, and whether an answer will do. -1 adds the one
 * finding that says what to type. */
bool ask_arises(const struct ask *ask, const struct facts *f,
		const struct answers *a);
int ask_check(const struct ask *ask, const struct answers *a,
	      struct report *report) MUST_CHECK;

/* A new passphrase is typed twice: PASS_DIFFERS where the two differ. */
int ask_same(const struct secret *first, const struct secret *second,
	     struct report *report) MUST_CHECK;

/* Fills in presets for what has no answer yet. */
void step_preset(const struct step *step, const struct facts *f,
		 struct answers *a);

/* Checks the answers, then runs; the one door for every front end. */
int step_run(enum step_id id, struct task *task) MUST_CHECK;

#endif
