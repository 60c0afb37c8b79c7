/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail addresses: taken apart, checked, compared by level. */
#ifndef X509_ADDRESS_H
#define X509_ADDRESS_H

#include "base/report.h"

/*
 * Takes what a person typed as a mail address: blanks at both ends dropped,
 * domain to A-labels (IDNA 2008, RFC 5891) and lower case, local part kept
 * letter by letter. *out is then what a certificate holds (RFC 5280 section
 * 4.2.1.6); the caller frees. -1 with REQ_ADDRESS_MALFORMED (which says what
 * is wrong with it: no @, display name, mailto:, blank, missing dot, hidden
 * characters …) or REQ_ADDRESS_NONASCII_LOCAL.
 */
int address_clean(const char *typed, char **out,
		  struct report *report) MUST_CHECK;

/* How two addresses agree (security.md 29); best first. */
enum address_match {
	ADDRESS_EXACT,	 /* letter by letter */
	ADDRESS_DOMAIN,	 /* local part exact, domain folded */
	ADDRESS_FOLDED,	 /* equal only when case is ignored throughout */
	ADDRESS_DIFFERS, /* also wherever one has NUL, control or hidden characters */
};

enum address_match address_compare(const char *a, const char *b);

/* The best level over a list; ADDRESS_DIFFERS for an empty one. */
enum address_match address_in_list(const char *a, const struct strlist *list);

/* The first n bytes agree, the case of ASCII letters ignored whatever the
 * locale; a NUL ends both. */
bool ascii_same(const char *a, const char *b, size_t n);

#endif
