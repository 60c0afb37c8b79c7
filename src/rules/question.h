/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the person can see: a yes/no question for each such finding. */
#ifndef RULES_QUESTION_H
#define RULES_QUESTION_H

#include "base/report.h"

enum reply { REPLY_NONE, REPLY_YES, REPLY_NO };

/* What was answered, by finding. `struct replies r = {0}`: nothing yet. */
struct replies {
	enum reply of[FINDING_COUNT];
};

/* Texts untranslated. A finding may have several, one for each program or
 * release whose menus differ. */
struct question {
	enum finding_id finding;
	enum reply bad;		/* the answer by which the finding is there */
	const char *clients;	/* "all", or names separated by blanks */
	const char *text;	/* "Is Sign switched on for this account?" */
	const char *look;	/* where to look: "Settings > Apps > Mail > …" */
	bool private_only;	/* moot below a root that every device has */
};

size_t question_count(void);
const struct question *question_at(size_t i);

/* The question of a finding as it is put for one program; NULL client: the
 * first. NULL where it is no matter of that program, or no question. */
const struct question *question_of(enum finding_id id, const char *client);

/*
 * Adds the findings that were answered to be there, for one program (NULL:
 * any). The detail says that it is an answer: nothing of it was measured.
 */
void question_judge(const struct replies *replies, const char *client,
		    struct report *report);

#endif
