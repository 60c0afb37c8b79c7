/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One piece of work at a time: started, watched, ended. */
#ifndef UI_WORK_H
#define UI_WORK_H

#include "ui/wizard/screen.h"

/* The answers are moved away. */
void work_start(struct app *app, enum step_id id, struct answers *answers,
		work_done_fn *done);
void work_scan(struct app *app, const struct strlist *paths,
	       work_done_fn *done); /* as STEP_COUNT */
void work_end(struct app *app);
void work_cancel(struct app *app); /* its screen is back at once */
bool work_is_on(const struct app *app, enum step_id id);
char *work_line(struct app *app); /* "[|] Making the key, 4 s (…)" */

#endif
