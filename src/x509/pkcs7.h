/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificates a PKCS#7 or CMS SignedData carries (RFC 5652 section 5). */
#ifndef X509_PKCS7_H
#define X509_PKCS7_H

#include "x509/cert.h"

enum { PKCS7_CERTS_MAX = 1000 };

/*
 * Adds each certificate once, in the order of the file; one that does not
 * parse is left out as long as another one does. CERT_TEXT_DAMAGED where there
 * is none, or more than PKCS7_CERTS_MAX: then nothing is added.
 */
int pkcs7_certs(const void *der, size_t len, struct cert_list *out,
		struct report *report) MUST_CHECK;

#endif
