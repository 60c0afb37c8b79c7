/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door for files on the screen: named, pasted, recognised. */
#ifndef UI_BRING_H
#define UI_BRING_H

#include "journey/steps/bring.h"
#include "ui/wizard/screen.h"

void bring_open(struct app *app, const char *text);	/* NULL: nothing yet */

/* Whether the event brings something wherever it happens: a pasted
 * certificate, or the beginning of one that arrives as keys. */
bool bring_takes(struct app *app, const struct event *e,
		 const struct row *row);

/* To the step that takes it in, or the page that says what it is. -1 where it
 * cannot be read. A screen that calls this returns at once. */
int app_bring(struct app *app, const char *brought,
	      struct report *report) MUST_CHECK;

/* The screen of what is in it; b is moved. */
extern const struct screen_ops screen_brought;
void *brought_data_new(struct bringing *b, const char *brought);
/* Its root is trusted now: what it is is looked at anew. */
void brought_trusted(struct app *app, void *data);

#endif
