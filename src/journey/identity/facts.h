/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one identity, as plain data read off its directory. */
#ifndef JOURNEY_FACTS_H
#define JOURNEY_FACTS_H

#include "rules/check.h"

struct facts {
	time_t now;
	char *path;		/* of the identity's directory */
	char *address;		/* NULL: nothing has been set up yet */
	char *name;		/* may be "" */
	struct strlist aliases;
	time_t made;		/* when the identity was made */

	bool has_key;		/* key.pem is there */
	bool key_known;		/* its public half could be read: key */
	struct spki key;
	bool key_loose, key_plain, key_legacy;
	time_t key_time;

	struct csr *request;	/* NULL where there is none */
	time_t request_time;

	struct cert *leaf;	/* NULL where there is none */
	struct cert_list pool;  /* chain.pem */
	struct cert_list roots;	/* trusted by the person */
	struct paths paths;     /* links point into leaf, pool and roots */
	struct chain chain;     /* the best of them */

	struct strlist bundles;	/* file names that are for this leaf */
	time_t bundle_time;	/* of the newest */
	time_t handed_time;	/* of the hand-over sheet; 0: none */
	time_t rehearsed_time;	/* of the last rehearsal; 0: none */

	bool renewing;		/* a renewal's request is out */
	time_t renewing_since;
	struct csr *renew_request;
	bool renew_has_key;	/* with a new key: renew_key */
	struct spki renew_key;
	struct cert_list old;	/* of older pairs, kept for old mail */

	/* Of the whole data directory. */
	bool has_authority;
	bool has_identities;
	struct report trouble;	/* files that could not be read */
	struct report check;	/* what the checks found */
	struct strlist passed;	/* and what they ruled out */
};

void facts_clear(struct facts *f);

/* The request that waits for an answer, a renewal's first; the caller owns it
 * then. NULL where there is none. */
struct csr *facts_take_request(struct facts *f);

/* The root of its chain where neither a public list nor the person vouches for
 * it, which is what TRUST_ROOT_UNKNOWN says; else NULL. */
const struct cert *facts_strange_root(const struct facts *f);

/* A subject over the facts; belongs to them. */
struct subject facts_subject(const struct facts *f);

#endif
