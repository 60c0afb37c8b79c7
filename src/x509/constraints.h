/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Name constraints (RFC 5280 section 4.2.1.10), decided here: GnuTLS 3.7.9
 * gets directory names wrong. */
#ifndef X509_CONSTRAINTS_H
#define X509_CONSTRAINTS_H

#include "x509/cert.h"

/*
 * True where the issuer's name constraints allow every name of c: its subject,
 * the mail addresses in it, and each subject alternative name. A form of name
 * that is constrained in a way unknown here, and constraints that are damaged,
 * allow no such name. Where false, *name (unless NULL) becomes the first that
 * is not allowed, harmless; the caller frees.
 */
bool constraints_permit(const struct cert *issuer, const struct cert *c,
			char **name);

/*
 * As mozilla::pkix has it (pkixnames.cpp): directory names are compared byte by
 * byte and may not be excluded at all, a name that is constrained by URI or a
 * rarer form is refused, and addresses in the subject count only where there
 * are no alternative names.
 */
bool constraints_permit_literal(const struct cert *issuer,
				const struct cert *c);

/* The same as the first for one mail address alone. */
bool constraints_permit_address(const struct cert *issuer,
				const char *address);

#endif
