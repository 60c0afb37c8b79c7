/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle while it is being opened: its limits, and what went wrong. */
#ifndef X509_BUNDLE_OPENING_H
#define X509_BUNDLE_OPENING_H

#include "x509/bundle/bundle-impl.h"

/* With one reading of its password. */
struct opening {
	const struct reading *reading;
	bool is_password_right; /* the MAC says so, of some reading */
	unsigned long rounds;   /* all that were asked for */
	size_t nbags;
	struct bundle *bundle; /* what was read */
	struct report *report;
};

/* P12_ITERATIONS_HIGH where n rounds more are too many. */
int opening_rounds(struct opening *o, unsigned long n) MUST_CHECK;

int opening_decrypt(struct opening *o, const struct scheme *s,
		    struct slice bytes, struct secret **out) MUST_CHECK;

int opening_damaged(struct opening *o); /* P12_NOT_A_BUNDLE */

#endif
