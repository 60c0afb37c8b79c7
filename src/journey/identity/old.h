/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identities of before: old/FINGERPRINT/{key,certificate,chain}.pem, kept so
 * that old mail stays readable. */
#ifndef JOURNEY_OLD_H
#define JOURNEY_OLD_H

#include "journey/identity/workspace.h"

#define WS_OLD "old"

/* Bytes of the fingerprint in the name of its directory. */
enum { OLD_MARK_LEN = 16 };

/* One that is there. */
struct old {
	char *path;		/* of its directory */
	struct cert *leaf;
	struct buf key;		/* the encrypted key file, as it is */
};

struct old_list {
	struct old *items;	/* the newest certificate first */
	size_t n;
};

/* All of an identity's directory; what cannot be read is left out. */
void old_scan(const char *identity_path, struct old_list *out);
void old_clear(struct old_list *l);

/*
 * Keeps a pair: the certificate, its encrypted key file and what is known of
 * its chain. 0 where it is kept already. The lock is held.
 */
int old_keep(const struct workspace *ws, const struct cert *leaf,
	     const struct buf *key, const struct cert_list *chain,
	     struct report *report) MUST_CHECK;

/* Keeps what is the identity's own now, where there is a certificate; with it
 * the key file that is there. */
int old_keep_current(const struct workspace *ws, const struct facts *now,
		     struct report *report) MUST_CHECK;

/* One that was kept and is in use again: what lies here of it goes. */
int old_forget(const struct workspace *ws, const struct cert *leaf,
	       struct report *report) MUST_CHECK;

#endif
