/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that can be said of a letter, with keys or without. */
#ifndef JOURNEY_LETTER_INSPECT_H
#define JOURNEY_LETTER_INSPECT_H

#include "journey/letter/letter.h"
#include "rules/check-message.h"

/* `struct inspection i = {0}` is empty. */
struct inspection {
	struct message message;
	struct report report;	/* sorted */
};

/* Never fails but where it cannot be read: what is wrong is in the report. Keys
 * of the ring that are open are used. */
int letter_inspect(struct letter_in *in, const struct env *env,
		   const struct ring *ring, struct inspection *out,
		   struct report *report) MUST_CHECK;
/* What check_message() has to say, with what is here: own certificates, and
 * roots the person trusts. Where one is lacking, also which files in roots/ do
 * not count. */
void letter_judge(const struct letter_in *in, const struct env *env,
		  const struct ring *ring, const struct message *m,
		  struct report *report);
void inspection_clear(struct inspection *i);

/* In plain words: kind, layers, for whom, by whom, which programs read it. */
void inspection_page(const struct inspection *i, const struct ring *ring,
		     const char *label, struct page *out);

/* "signed", "encrypted", "signed in encrypted" and so on, translated. */
const char *inspection_kind(const struct message *m);

#endif
