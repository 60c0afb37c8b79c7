/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an identity ends soon, and the next act: its certificate, and those of
 * its issuers up to the root. */
#ifndef JOURNEY_EXPIRY_H
#define JOURNEY_EXPIRY_H

#include "journey/identity/facts.h"

enum { EXPIRY_DAYS = 30, EXPIRY_DAYS_MAX = 36500 };

enum ending_kind { ENDING_CERTIFICATE, ENDING_INTERMEDIATE, ENDING_ROOT };

struct ending {
	enum ending_kind kind;
	const struct cert *cert;	/* belongs to the facts */
	long days;	/* whole days left; negative where it has ended */
};

/* In the order of the chain. */
struct endings {
	struct ending items[CHAIN_MAX];
	size_t n;
};

/* What ends within so many days from the time of the facts, or has ended. */
void expiry_find(const struct facts *f, long days, struct endings *out);

const char *ending_name(enum ending_kind kind); /* "certificate", for --json */

/* "Your certificate is valid until 2026-12-20, for 23 more days." The caller
 * frees. */
char *ending_text(const struct ending *e);

/* What to do about it; translated, not to be freed. */
const char *ending_act(const struct ending *e, const struct facts *f);

#endif
