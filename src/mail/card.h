/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys in contact cards (vCard) and in directory entries (LDIF). */
#ifndef MAIL_CARD_H
#define MAIL_CARD_H

#include "x509/der.h"

/* One key or certificate; valid during the call only. */
struct card_key {
	const char *owner; /* FN of the card, dn of the entry; foreign; or "" */
	bool is_entry;	   /* of a directory, not of a card */
	struct slice bytes;
};

typedef void card_key_fn(const struct card_key *key, void *arg);

/* True where a card begins or an entry has a certificate. */
bool card_is(struct slice text);

/* Calls `each` for every key of every card (RFC 2426, RFC 6350, vCard 2.1)
 * and every certificate of every entry (RFC 2849). Values that are the address
 * of something elsewhere are passed over. */
void card_each(struct slice text, card_key_fn *each, void *arg);

#endif
