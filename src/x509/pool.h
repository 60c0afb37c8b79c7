/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For chain.c: candidates by name, and signatures that were checked. */
#ifndef X509_POOL_H
#define X509_POOL_H

#include "x509/chain.h"

/* Certificates of one name, by pointer; the pool's. */
struct pool_hits {
	const struct cert **items;
	size_t n;
};

/* Those whose subject has just these bytes. */
struct pool_hits pool_named(struct pool *p, const struct buf *name_der);

/* Those whose subject is the same name by RFC 5280 section 7.1, whatever the
 * bytes; name is of name_fold(). */
struct pool_hits pool_alike(struct pool *p, const struct buf *name);

/* As cert_signed_by(), the answer remembered. *budget counts down with each
 * signature that has to be checked; at 0 nothing is checked: false. */
bool pool_signed_by(struct pool *p, const struct cert *c,
		    const struct cert *issuer, size_t *budget);

#endif
