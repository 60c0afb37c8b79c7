/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of single extensions (RFC 5280 section 4.2) as plain data. */
#ifndef X509_EXTENSION_H
#define X509_EXTENSION_H

#include "x509/der.h"

/* Each takes an extension's value and returns -1 where it is damaged. */

int ext_usage(struct slice value, unsigned *usage) MUST_CHECK;
int ext_extended(struct slice value, unsigned *extended) MUST_CHECK;

/* The mail addresses of a subjectAltName. A name with a NUL, and what is not
 * a mail address, is left out. EXT_TOO_MANY for more than CERT_NAMES_MAX. */
enum { EXT_TOO_MANY = -2 };
struct ext_names {
	struct strlist emails;	/* rfc822Name */
	bool has_smtp_utf8;	/* otherName SmtpUTF8Mailbox (RFC 9598) */
};
int ext_names(struct slice value, struct ext_names *out) MUST_CHECK;
void ext_names_clear(struct ext_names *names);

int ext_basic(struct slice value, bool *is_ca, int *path_len) MUST_CHECK;
int ext_subject_id(struct slice value, struct buf *id) MUST_CHECK;
int ext_authority_id(struct slice value, struct buf *id) MUST_CHECK;
int ext_policies(struct slice value, struct strlist *oids) MUST_CHECK;
int ext_crl_urls(struct slice value, struct strlist *urls) MUST_CHECK;
int ext_access(struct slice value, struct strlist *issuer_urls,
	       struct strlist *ocsp_urls) MUST_CHECK;

/* One extension off the front of the Extensions' content. 0 at the end, 1
 * where there was one, -1 on damage. */
struct extension {
	struct slice oid;	/* its content: der_oid_is() */
	bool critical;
	struct slice value;
};
int ext_next(struct slice *from, struct extension *out) MUST_CHECK;

/* The value of one extension (dotted OID) of a whole certificate in DER. 1
 * where it is there, 0 where not, -1 on damage. */
int ext_find(struct slice cert, const char *oid, struct slice *value) MUST_CHECK;

#endif
