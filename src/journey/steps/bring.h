/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door for files: what somebody brought, and which step takes it. */
#ifndef JOURNEY_BRING_H
#define JOURNEY_BRING_H

#include "journey/steps/step.h"

/* One of several things in it. */
struct found {
	const char *mark;	/* "[ok]" */
	char *label, *text;
	struct page page;	/* all that is known of it */
};

/* `struct bringing b = {0}` is empty. */
struct bringing {
	const char *words;	/* "a certificate", translated */
	enum step_id step;	/* takes it in by its answer "bring"; STEP_COUNT:
				 * none does */
	char *identity;		/* whose step it is; NULL: one to be made */
	bool is_others;		/* of STEP_COUNT: certificates of other people */
	struct cert *root;	/* of STEP_COUNT: a root in it that may be trusted
				 * and is not yet; or NULL */
	int refused;		/* of STEP_COUNT: the finding why what issuers'
				 * certificates it holds cannot be trusted; -1 */
	bool has_trusted;	/* of STEP_COUNT: the root in it is trusted here */
	struct page page;	/* of STEP_COUNT: what it is, what is wrong */
	struct found *found;	/* of STEP_COUNT: what is in it */
	size_t nfound;
};

/*
 * Recognises by content and writes nothing. brought: a path, or pasted text;
 * address: the identity at hand, asked first, or NULL. A certificate goes to
 * the identity whose key fits, authorities' certificates to a chain at hand
 * that lacks one, a PKCS#12 bundle to the beginning of an identity. -1 only
 * where the file cannot be read.
 */
int bring_look(const struct env *env, const char *address, const char *brought,
	       struct bringing *out, struct report *report) MUST_CHECK;
void bringing_clear(struct bringing *b);

/* The answers with which that step takes it in; added. */
void bring_answers(const struct bringing *b, const char *brought,
		   struct answers *a);

#endif
