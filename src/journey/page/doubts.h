/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check leaves open to the person: questions with the place to look. */
#ifndef JOURNEY_DOUBTS_H
#define JOURNEY_DOUBTS_H

#include "journey/page/page.h"
#include "rules/tree.h"

/* What it is looked for in; all belongs to the caller. */
struct doubts_ask {
	const char *trees;	/* names separated by blanks; steps that need
				 * what is not given are left out */
	unsigned given;		/* GIVEN_X */
	const char *clients;	/* names separated by blanks; NULL: all */
};

/* In the order of their table, each once. */
struct doubts {
	const struct question **asks;
	size_t nasks;
};

void doubts_find(const struct doubts_ask *ask, struct doubts *out);
void doubts_clear(struct doubts *d);

/* The trees and what was given for one subject: an identity, or a file. */
struct doubts_ask doubts_of(const struct subject *s, const char *clients);

enum doubts_style {
	DOUBTS_COUNT,	/* how many questions there are */
	DOUBTS_LIST,	/* each question, whatever program it is about */
	DOUBTS_FULL	/* with the place to look, and what an answer means */
};

void doubts_show(const struct doubts *d, enum doubts_style style,
		 struct page *out);

#endif
