/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a file a person has: recognised, opened, judged. */
#ifndef JOURNEY_DIAGNOSE_H
#define JOURNEY_DIAGNOSE_H

#include "journey/identity/diagnose-ask.h"
#include "journey/page/page.h"
#include "rules/check.h"

struct diagnosis {
	const char *kind;	/* "certificate", "request", "bundle", "profile",
				 * "other" */
	const char *words;	/* "a certificate", translated */
	struct subject subject;	/* points into what follows */
	struct report report;
	struct strlist passed;
	struct cert_list certs; /* all of the file */
	struct paths paths;     /* through these and the pool */
	struct csr *request;
	struct csr *other_request; /* of an identity here, that waits */
	char *path;		/* whole path of the file; NULL where none */
	struct spki key;	/* of the identity here that fits */
	struct bundle_info info;
	struct bundle *bundle;
	struct page page;	/* what a profile does, in plain words */
};

/* Never fails: what cannot be read is among the findings. */
void diagnose(const struct buf *bytes, const struct diagnose_ask *ask,
	      struct diagnosis *out);

/* The same for one of many certificates of a file, which outlives *out, as do
 * the others (NULL: none). */
void diagnose_certificate(const struct cert *leaf, const struct cert_list *more,
			  const struct diagnose_ask *ask,
			  struct diagnosis *out);
void diagnosis_clear(struct diagnosis *d);

/* What the file is, what it says, and what is wrong with it; appended. */
void diagnosis_page(const struct diagnosis *d, const struct diagnose_ask *ask,
		    struct page *out);

/* True where the file is a bundle, or may hold one, so that a password is worth
 * asking for. */
bool diagnose_is_bundle(const struct buf *bytes);

#endif
