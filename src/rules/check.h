/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks: each a small rule over plain data that adds findings. */
#ifndef RULES_CHECK_H
#define RULES_CHECK_H

#include "rules/subject.h"

/* What a check needs before it can run; bits. */
enum {
	NEEDS_LEAF = 1,
	NEEDS_CHAIN = 2,
	NEEDS_REQUEST = 4,
	NEEDS_KEY = 8,		/* known, or known to be missing */
	NEEDS_ADDRESS = 16,
	NEEDS_BUNDLE_INFO = 32,
	NEEDS_BUNDLE = 64,
	NEEDS_PUBLIC_KEY = 128,	/* of the leaf, the key or the request */
	NEEDS_PASSWORD = 256,	/* a bundle was opened with it */
	NEEDS_CRLS = 512,
	NEEDS_OTHERS = 1024,	/* further certificates */
	NEEDS_PATH = 2048,	/* of a file with a key in it */
};

struct check {
	const char *name;	/* "key usage", marked for translation: also listed
				 * among what is ruled out when it finds nothing */
	unsigned needs;
	void (*run)(const struct subject *s, struct report *report);
};

/*
 * Runs every check that can run, drops what only follows from another finding
 * (catalogue section 2.2) and sorts. passed, where not NULL, receives the
 * translated names of the checks that ran and found nothing.
 */
void check_all(const struct subject *s, struct report *report,
	       struct strlist *passed);

/*
 * The same for the certificate of somebody to be written to at s->address: what
 * hinders encryption, under the names of findings about recipients. No leaf is
 * RCPT_NO_CERT.
 */
void check_recipient(const struct subject *s, struct report *report,
		     struct strlist *passed);

/* The tables, one a file. */
struct check_table {
	const struct check *checks;
	size_t n;
};
struct check_table check_key(void);
struct check_table check_request(void);
struct check_table check_cert(void);
struct check_table check_beside(void);	/* beside others of the person */
struct check_table check_trust(void);
struct check_table check_revocation(void);
struct check_table check_root(void);	/* whose lists have it */
struct check_table check_bundle(void);	/* its protection */
struct check_table check_contents(void); /* what is in a bundle */

/* Worst first as by report_sort(), but a wrong clock before everything: it is
 * the likely cause of all that is said of dates. */
void check_sort(struct report *report);

/* Removes findings that another one explains. */
void check_suppress(struct report *report);

#endif
