/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was given to be judged, and what nobody has looked at. */
#ifndef RULES_UNCHECKED_H
#define RULES_UNCHECKED_H

#include "rules/check.h"

/* Bits of what was given. */
enum {
	GIVEN_OWN = 1,		/* the person's own certificate */
	GIVEN_KEY = 2,		/* its key was looked for */
	GIVEN_THEIRS = 4,	/* addresses to write to */
	GIVEN_BUNDLE = 8,	/* a .p12 file */
	GIVEN_PASSWORD = 16,	/* and the password that was tried */
	GIVEN_CRL = 32,		/* a list of withdrawn certificates */
	GIVEN_PATH_OPEN = 64,	/* an issuer is missing in the chain */
	GIVEN_PUBLIC = 128,	/* the chain ends in a root of a public list */
};

/* Of one's own certificate, key or bundle. */
unsigned given_of(const struct subject *s);

/* The same of the certificate of somebody to be written to. */
unsigned given_of_theirs(const struct subject *s);

/* One thing that could be found out over the network only; texts untranslated. */
struct unchecked {
	const char *name;	/* its row in the catalogue: "trust-revoked" */
	unsigned arises;	/* GIVEN_X: where any of these was given */
	unsigned settled;	/* but not where any of these was, too */
	const char *text;	/* "whether the certificate was withdrawn" */
	const char *why;	/* why it was not looked at, and what to do */
};

size_t unchecked_count(void);
const struct unchecked *unchecked_at(size_t i);
const struct unchecked *unchecked_by_name(const char *name); /* or NULL */

/* True where it is an open question for what was given. */
bool unchecked_arises(const struct unchecked *u, unsigned given);

#endif
