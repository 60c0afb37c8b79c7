/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three answers people want - sign, be encrypted to, decrypt - on a page. */
#ifndef JOURNEY_VERDICTS_H
#define JOURNEY_VERDICTS_H

#include "journey/page/page.h"
#include "rules/client.h"
#include "rules/unchecked.h"

const char *verdict_word(enum verdict v); /* "yes", translated */

/* One line each verdict that can be judged, with what stands in the way. */
void verdicts_show(const struct subject *s, const struct report *report,
		   struct page *out);

/*
 * The same for one ability only: one line for all programs that have rules of
 * their own for it, one each where they differ. clients are names separated by
 * blanks; NULL is all.
 */
void verdict_show(enum ability ability, const char *clients,
		  const struct subject *s, const struct report *report,
		  struct page *out);

/*
 * Verdicts on one thing: one line where all agree, else one for each group of
 * programs that agree.
 */
void verdict_lines(const struct client_verdict *list, size_t n,
		   const char *label, struct page *out);

/* They say the same, for the same reason. */
bool verdicts_agree(const struct client_verdict *list, size_t n);

/* A line for each group of programs that agree, with their names. */
void verdict_groups(const struct client_verdict *list, size_t n,
		    struct page *out);

/* "Looked at and found in order: …"; nothing where the list is empty. */
void passed_show(const struct strlist *passed, struct page *out);

/* What nobody has looked at, by what was given (GIVEN_X), and why. */
void unchecked_show(unsigned given, struct page *out);

/*
 * Blockers that stand in the way of these abilities (bits 1 << ABILITY_X) with
 * none of the programs become warnings. clients NULL: nothing is changed.
 */
void verdicts_weigh(const char *clients, unsigned abilities,
		    const struct subject *s, struct report *report);

/* Verdicts, then every finding in full, then what was ruled out; clients as
 * above. */
void check_show(const struct subject *s, const struct report *report,
		const struct strlist *passed, const char *clients,
		struct page *out);

#endif
