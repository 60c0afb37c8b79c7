/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note on a person of the address book: the question, and its doing. */
#ifndef UI_NOTE_H
#define UI_NOTE_H

#include "journey/steps/step.h"

extern const struct ask note_ask;

/* NULL or "" removes it. */
int note_write(const struct env *env, const char *key, const char *text,
	       struct report *report) MUST_CHECK;

#endif
