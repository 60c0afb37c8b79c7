/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The path from a certificate up to its root, built from what is at hand. */
#ifndef X509_CHAIN_H
#define X509_CHAIN_H

#include "x509/cert.h"

enum { CHAIN_MAX = 16, CHAIN_CANDIDATES_MAX = 64 };

enum chain_end {
	CHAIN_ROOT,	/* ends in a self-signed certificate */
	CHAIN_MISSING,	/* no certificate has the name of the last issuer */
	CHAIN_IMPOSTOR,	/* one has the name, but did not sign */
	CHAIN_TOO_LONG,	/* more than CHAIN_MAX, or a loop */
};

/*
 * links[0] is the leaf, each next one the issuer of the one before. The
 * certificates belong to the caller (leaf and pool).
 */
struct chain {
	const struct cert *links[CHAIN_MAX];
	size_t n;
	enum chain_end end;
};

/*
 * Candidates by issuer name, those whose key identifier fits first; a link
 * counts only where the signature verifies. The pool may be unordered, hold
 * the leaf again, duplicates and strangers. Of several paths the first that
 * reaches a self-signed certificate wins, else the longest.
 */
void chain_build(const struct cert *leaf, const struct cert_list *pool,
		 struct chain *out);

/* True where a certificate is one of the links. */
bool chain_has(const struct chain *chain, const struct cert *c);

#endif
