/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the bundle files share: identifiers, and RFC 7292's key derivation. */
#ifndef X509_BUNDLE_IMPL_H
#define X509_BUNDLE_IMPL_H

#include "x509/bundle.h"
#include "x509/der.h"

/* RFC 7292 appendix D, RFC 5652, RFC 2985, RFC 8018. */
#define OID_DATA           "1.2.840.113549.1.7.1"
#define OID_SIGNED_DATA    "1.2.840.113549.1.7.2"
#define OID_ENVELOPED_DATA "1.2.840.113549.1.7.3"
#define OID_ENCRYPTED_DATA "1.2.840.113549.1.7.6"
#define OID_KEY_BAG        "1.2.840.113549.1.12.10.1.1"
#define OID_SHROUDED_BAG   "1.2.840.113549.1.12.10.1.2"
#define OID_CERT_BAG       "1.2.840.113549.1.12.10.1.3"
#define OID_X509_CERT      "1.2.840.113549.1.9.22.1"
#define OID_FRIENDLY_NAME  "1.2.840.113549.1.9.20"
#define OID_LOCAL_KEY_ID   "1.2.840.113549.1.9.21"
#define OID_PBE_SHA1_3DES  "1.2.840.113549.1.12.1.3"
#define OID_SHA1           "1.3.14.3.2.26"
#define OID_PBES2          "1.2.840.113549.1.5.13"
#define OID_PBKDF2         "1.2.840.113549.1.5.12"
#define OID_PBMAC1         "1.2.840.113549.1.5.14"

enum {
	PBE_SALT_LEN = 8,
	PBE_MAC_LEN = 20,
};

/* Under what one thing is encrypted or authenticated. */
struct pbe {
	const struct secret *password; /* ASCII */
	unsigned char salt[PBE_SALT_LEN];
};

/* New random salt. */
void pbe_init(struct pbe *pbe, const struct secret *password);

/* Appends pbeWithSHAAnd3-KeyTripleDES-CBC of the plain bytes, padded, after
 * BUNDLE_ITERATIONS rounds. */
int pbe_encrypt(const struct pbe *pbe, struct slice plain, struct buf *out,
		struct report *report) MUST_CHECK;

/* HMAC-SHA-1 by a key of the same derivation (RFC 7292 section 4). */
int pbe_mac(const struct pbe *pbe, struct slice bytes,
	    unsigned char mac[PBE_MAC_LEN], struct report *report) MUST_CHECK;

/* The OID at the front as dotted text; the caller frees; NULL if damaged. */
char *bundle_oid_read(struct slice *from);

/* The content of an AlgorithmIdentifier as a protection. iterations is
 * ULONG_MAX where the count is no 32-bit number. On -1 out is untouched. */
int bundle_cipher_read(struct slice algorithm,
		       struct bundle_cipher *out) MUST_CHECK;
void bundle_cipher_clear(struct bundle_cipher *c);

/* The content of a MacData, into the fields that speak of it. */
int bundle_mac_read(struct slice mac, struct bundle_info *info) MUST_CHECK;

#endif
