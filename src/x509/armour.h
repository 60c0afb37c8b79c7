/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text armour (RFC 7468), as mail programs leave it: found and taken off. */
#ifndef X509_ARMOUR_H
#define X509_ARMOUR_H

#include "x509/der.h"

/* One block; all of it lies in the text it was found in. */
struct armour {
	struct slice label;	/* between "-----BEGIN " and "-----" */
	struct slice body;	/* lines, headers included */
	bool is_closed;		/* it has an END line */
};

/* Takes the text up to the end of the next block off the front; false where
 * there is none. */
bool armour_next(struct slice *text, struct armour *out);

bool armour_label_is(const struct armour *a, const char *label);
bool armour_label_begins(const struct armour *a, const char *label);
bool armour_label_ends(const struct armour *a, const char *label);

/* A header says that the key inside is encrypted (RFC 1421 section 4.6.1.1). */
bool armour_is_encrypted(const struct armour *a);

/*
 * Base64 to bytes. Headers, quote marks at the beginning of a line and blanks
 * of any kind, those that HTML mail puts in too, are passed over; any other
 * foreign character is damage: -1. The caller wipes *der where the bytes may
 * be secret.
 */
int armour_decode(struct slice body, struct buf *der) MUST_CHECK;

#endif
