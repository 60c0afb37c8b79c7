/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop of the wizard taken apart: for its own files, and for tests, which
 * need no terminal for it. */
#ifndef UI_APP_IMPL_H
#define UI_APP_IMPL_H

#include "ui/wizard/screen.h"

/* On the overview; app_load() then reads the disk. */
void app_begin(struct app *app, const struct app_options *options);
void app_load(struct app *app);
void app_end(struct app *app);

/* What the screen on top shows; the view is replaced. */
void app_build(struct app *app, struct view *v);

/* One event, after the view it was meant for was built. */
void app_handle(struct app *app, const struct event *e);

/* How long to wait for one before EVENT_TICK. */
int app_wait_ms(const struct app *app);

void app_close(struct app *app, size_t depth); /* all above that many */
void app_unsay(struct app *app);
void app_forget(struct app *app); /* the secrets carried along */

/* Looking for words: search.c. An empty line looks for the same again. */
void search_begin(struct app *app);
void search_key(struct app *app, const struct event *e);
char *search_line(const struct app *app); /* "Find: word_" */

#endif
