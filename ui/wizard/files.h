/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing a file on the screen. */
#ifndef UI_FILES_H
#define UI_FILES_H

#include "ui/view/field.h"
#include "ui/wizard/screen.h"

enum files_for { FILES_READ, FILES_WRITE, FILES_OR_FOLDER };

/*
 * Opens the list of the folder of what was typed, or of the one used last.
 * The screen below gets the choice by its `pick`: a file's path; for a file to
 * be written, a folder's with '/' at its end and the name typed behind it; for
 * what may be a folder, that with '/' at its end.
 */
void files_open(struct app *app, const char *typed, enum files_for what);

enum field_took { FIELD_LEFT, FIELD_TOOK, FIELD_PICKS };

/* What a field of the screen on top does with an event; FIELD_PICKS: the list
 * is open, and the choice is for this field. */
enum field_took files_field_act(struct app *app, struct field *f, int id,
				const struct event *e, struct answers *answers);

#endif
