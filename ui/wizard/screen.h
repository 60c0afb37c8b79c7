/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screens are, and what they may ask of the program around them. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "journey/steps/job.h"
#include "rules/tree.h"
#include "ui/view/view.h"
#include "ui/wizard/app.h"
#include "ui/wizard/drafts.h"

struct app;
struct screen;

struct screen_ops {
	const char *name;
	const char *title;		/* untranslated; NULL: build sets it */
	const struct key_word *keys;
	void (*build)(struct app *app, struct screen *s, struct view *v);
	/* row: the selected one, or NULL. False: not for this screen. The
	 * screen may be gone when it returns. */
	bool (*act)(struct app *app, struct screen *s, const struct event *e,
		    const struct row *row);
	void (*close)(void *data);	/* NULL: nothing to free */
	bool (*forget)(void *data);	/* wipes secrets; true where any were */
	/* A file was chosen for the field that opened the list; or NULL. */
	void (*pick)(struct app *app, struct screen *s, const char *path);
	/* The address book was, by another screen; or NULL. */
	void (*book_changed)(struct app *app, void *data);
};

struct screen {
	const struct screen_ops *ops;
	void *data;
	size_t focus;	/* which of the rows that can be selected */
	size_t top;
	bool follow;
};

enum { APP_DEPTH = 8, APP_FORMS = 8 };

/* What is done when work has ended, with a result as of step_run(). The task
 * stays the caller's. */
typedef void work_done_fn(struct app *app, enum step_id id, int result,
			  struct task *task);

struct app {
	struct app_options options;
	struct screen stack[APP_DEPTH];
	size_t depth;
	struct view view;	/* as last shown */
	size_t height, total, top; /* lines of the body as last shown */
	bool is_resized;	/* it was shown for that alone */
	struct strlist identities;
	char *address;		/* the identity; NULL before there is one */
	char *previous;		/* the one before it, to come back to */
	struct facts facts;
	struct answers answers[STEP_COUNT]; /* text only, kept until the end */
	struct drafts aside;	/* of another address */
	struct answers carried;	/* secrets on their way to the next step */
	struct kept {
		const struct form *form;
		struct answers answers, preset;	/* at its end, its beginning */
	} kept[APP_FORMS];	/* typed into forms that are not on the screen */
	struct replies replies;	/* to what only the person can see */
	size_t client;		/* the program it is about; 0: all of them */

	struct job *job;
	work_done_fn *done;
	bool is_cancelled;	/* the job: it is only waited for any more */
	unsigned ticks;		/* of TICK_MS since the work began */
	time_t began;		/* the work, where there is a clock */
	struct entry search;	/* being typed, while is_searching */
	char *sought;		/* what was looked for last; or NULL */
	bool is_searching;

	char *folder;		/* where a file was chosen last; or NULL */
	char *mail;		/* typed where mail is looked for; or NULL */
	struct page found;	/* by the last scan of mail */

	char *status;
	enum role status_role;
	unsigned dashes;	/* typed one after the other, outside of fields */
	bool is_asked;		/* "quit?" stands on the screen */
	bool is_over;
	int result;
};

/* The stack. data is taken over. A screen that calls these returns at once. */
void app_open(struct app *app, const struct screen_ops *ops, void *data);
void app_replace(struct app *app, const struct screen_ops *ops, void *data);
void app_back(struct app *app);
void app_home(struct app *app);
struct screen *app_top(struct app *app);

/* One line at the bottom, until the next key. */
void app_say(struct app *app, enum role role, const char *format, ...)
	PRINTF(3, 4);
void app_fail(struct app *app, struct report *report); /* and clears it */
void app_quit(struct app *app, int result);

void app_clock(struct app *app); /* brings env->now up to date */

/* Reads the disk again. */
void app_scan(struct app *app);
void app_choose(struct app *app, const char *address);	/* NULL: a new one */

/* Lists of people are made anew. */
void app_book_changed(struct app *app);

/* A step's screen in place of the one above the overview; the next step. */
void app_go(struct app *app, enum step_id id);
void app_next(struct app *app);

/* The program it is about: app-client.c. NULL name: all of them. */
const char *app_client_name(const struct app *app);
char *app_client_status(const struct app *app); /* the caller frees */
void app_next_client(struct app *app);

/* To the step that cures it, or a word on where that is. */
void app_cure(struct app *app, enum finding_id id);

/* The screens. */
extern const struct screen_ops screen_home;
extern const struct screen_ops screen_identity;
extern const struct screen_ops screen_step;
extern const struct screen_ops screen_report;
extern const struct screen_ops screen_result;
extern const struct screen_ops screen_text;
extern const struct screen_ops screen_glossary;
extern const struct screen_ops screen_form;
extern const struct screen_ops screen_files;
extern const struct screen_ops screen_sights;
extern const struct screen_ops screen_walk;

void *step_data_new(struct app *app, enum step_id id);
bool step_data_is(const void *data, enum step_id id);
/* Selects what comes behind a question that has its answer. */
void step_begin_behind(struct app *app, struct screen *s, const char *ask);
void step_fail(struct app *app, struct screen *s, struct report *report);
work_done_fn step_done;
void walk_open(struct app *app, const struct tree *tree);
/* outcome and heads, what to mind in a line each, are moved. */
void *result_data_new(enum step_id id, struct outcome *outcome,
		      struct page *heads);
void *text_data_new(const char *title, struct page *page);	/* moved */
void *help_new(const struct app *app);	/* on the screen shown */

#endif
