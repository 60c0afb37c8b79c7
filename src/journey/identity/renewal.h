/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renewal: until the issuer has answered, the new key and request lie in
 * renew/ and the old certificate goes on; then all changes at once. */
#ifndef JOURNEY_RENEWAL_H
#define JOURNEY_RENEWAL_H

#include "journey/identity/old.h"

#define WS_RENEW "renew"

/*
 * The answer has come and is being put in place: renew/certificate.pem is
 * there. From then on the new files count wherever they still lie, and the
 * next run that writes finishes the work, so a killed run loses nothing.
 */
bool renewal_is_ready(const char *identity_path);

/* Path of a part in renew/ where it counts, as above; NULL otherwise. The
 * caller frees. */
char *renewal_part(const char *identity_path, const char *name);

/* Puts the certificate that was asked for into renew/: from here on it counts.
 * The lock is held. */
int renewal_arrive(const struct workspace *ws, const struct cert *leaf,
		   const struct buf *chain_pem,
		   struct report *report) MUST_CHECK;

/* Keeps the old pair in old/ and moves the new files into place; 0 where there
 * is nothing to do. Any number of times; the lock is held. */
int renewal_finish(const struct workspace *ws,
		   struct report *report) MUST_CHECK;

#endif
