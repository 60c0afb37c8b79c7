/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For constraints.c: one name held against the base of one subtree. */
#ifndef X509_CONSTRAINT_MATCH_H
#define X509_CONSTRAINT_MATCH_H

#include "x509/der.h"

/* GeneralName's alternatives, RFC 5280 section 4.2.1.6. */
enum {
	NAME_OTHER = DER_CONTEXT_CONS,
	NAME_MAIL = DER_CONTEXT + 1,
	NAME_DNS = DER_CONTEXT + 2,
	NAME_DIRECTORY = DER_CONTEXT_CONS + 4,
	NAME_URI = DER_CONTEXT + 6,
	NAME_IP = DER_CONTEXT + 7,
};

struct general_name {
	unsigned tag;
	struct slice value;
	bool is_odd; /* of a base: it has bounds, which RFC 5280 forbids */
};

enum match { MATCH_NO, MATCH_YES, MATCH_UNKNOWN };

/* True where a base of this form limits the name: the same form, and rfc822Name
 * for SmtpUTF8Mailbox too (RFC 9598 section 6). */
bool name_has_form(const struct general_name *name, unsigned base);

/* Where it is in doubt, a base that forbids covers and one that permits does
 * not. */
enum match name_match(const struct general_name *name,
		      const struct general_name *base, bool forbids);

/* For people, harmless; the caller frees. */
char *name_text(const struct general_name *name);

#endif
