/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All certificates of one's own that have a key: of today, and of before. */
#ifndef JOURNEY_RING_H
#define JOURNEY_RING_H

#include "journey/identity/workspace.h"
#include "x509/cms/cms.h"

struct ring_item {
	char *address;		/* of the identity */
	struct cert *cert;
	struct cert_list chain;	/* intermediates; of the one of today */
	bool is_current;
	struct buf file;	/* its encrypted key; empty: there is none */
	struct key *key;	/* NULL until opened */
};

/* `struct ring r = {0}` is empty. */
struct ring {
	struct ring_item *items;
	size_t n;
};

/* Those of all identities, of today first. Never fails. */
void ring_scan(const struct env *env, struct ring *out);
void ring_clear(struct ring *r);

/* The one of today of this identity; NULL where it has no certificate. */
struct ring_item *ring_of(const struct ring *r, const char *address);

/* KEY_WRONG_PASSPHRASE and the like; STEP_NEEDS where there is no key. */
int ring_open(struct ring_item *item, const struct secret *passphrase,
	      struct report *report) MUST_CHECK;

/*
 * The pairs in each bundle of the identities that this password opens, added:
 * a certificate that is here already gets its key. False where none opened.
 */
bool ring_add_bundles(struct ring *r, const struct env *env,
		      const struct secret *password);

/* A view for reading letters: certificates, with the keys that are open. The
 * caller frees *out. */
size_t ring_identities(const struct ring *r, struct cms_identity **out);

#endif
