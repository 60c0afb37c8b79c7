/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wizard without a terminal: events in, the screen as text out. */
#ifndef TESTS_APP_KIT_H
#define TESTS_APP_KIT_H

#include "tests/test.h"
#include "ui/wizard/app-impl.h"

/* On the overview of the identity in env's home, if there is one. */
void app_kit_begin(struct app *app, struct env *env);

void app_kit_press(struct app *app, enum press press);
void app_kit_type(struct app *app, const char *text);	/* ASCII, as keys */
void app_kit_paste(struct app *app, const char *text);
void app_kit_tick(struct app *app);	/* the time waited for has passed */
void app_kit_interrupt(struct app *app);	/* Ctrl-C */
void app_kit_wait(struct app *app);	/* until the work has ended */

/* Whether that stands on the screen of 80x24 cells; else it is printed. */
bool app_kit_sees(struct app *app, const char *text);
bool app_kit_lacks(struct app *app, const char *text);

/* What is selected; valid until the next event. NULL: nothing. */
const struct row *app_kit_row(struct app *app);

#endif
