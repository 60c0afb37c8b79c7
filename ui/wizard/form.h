/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A screen of a few questions that is no step of the journey. */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "ui/wizard/screen.h"

struct form {
	const char *title;	/* untranslated, as all texts here */
	const char *intro;
	const char *action;	/* "Look at it" */
	const struct ask *asks;
	size_t nasks;
	/* Below the action, in place of which a failure is told; or NULL. */
	void (*more)(const struct env *env, const struct answers *a,
		     struct page *out);
	bool more_stays;	/* it stays below the failure */
	/* Before the help of the selected field, in every size of the window;
	 * or NULL. */
	void (*beside)(const struct answers *a, struct page *out);
	bool forgets;		/* what was typed is not there the next time */
	const char *about;	/* the preset that it was typed for: it is not
				 * there for another; or NULL */
	/* The form is on top; it may be left. The answers may be moved. -1 with
	 * what is wrong: it stays, and says so. */
	int (*take)(struct app *app, struct answers *answers,
		    struct report *report);
};

/* preset: what is answered already, shown or not; moved; or NULL. */
void form_open(struct app *app, const struct form *form,
	       struct answers *preset);

/* A root to be trusted, or why it cannot be: screen-root.c. */
void root_open(struct app *app, const struct cert *root);

/* The profile for Apple devices: screen-profile.c. An identity is there. */
void profile_open(struct app *app);

#endif
