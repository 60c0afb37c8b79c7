/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificates a PKCS#7 or CMS SignedData carries, and which of them signed
 * it (RFC 5652 section 5). */
#ifndef X509_PKCS7_H
#define X509_PKCS7_H

#include "x509/cert.h"

enum {
	PKCS7_CERTS_MAX = 1000,
	/* Each one tried hashes all of the content again. */
	PKCS7_SIGNERS_MAX = 16,
};

/*
 * Adds each certificate once, in the order of the file; one that does not
 * parse is left out as long as another one does. CERT_TEXT_DAMAGED where there
 * is none, or more than PKCS7_CERTS_MAX: then nothing is added.
 */
int pkcs7_certs(const void *der, size_t len, struct cert_list *out,
		struct report *report) MUST_CHECK;

/*
 * The one of its certificates whose key confirms the signature over the content
 * inside; NULL where none does. Belongs to the list. Whether anybody trusts
 * the signer is not looked at.
 */
const struct cert *pkcs7_signer(const void *der, size_t len,
				const struct cert_list *certs);

#endif
