/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key usage and extended key usage as bits of our own, with their names. */
#ifndef X509_USAGE_H
#define X509_USAGE_H

#include "base/util.h"

/* RFC 5280 section 4.2.1.3. */
enum key_usage {
	KU_SIGN = 1,		/* digitalSignature */
	KU_NONREPUDIATION = 2,	/* nonRepudiation, contentCommitment */
	KU_KEY_ENCIPHER = 4,	/* keyEncipherment */
	KU_DATA_ENCIPHER = 8,	/* dataEncipherment */
	KU_AGREE = 16,		/* keyAgreement */
	KU_CERT_SIGN = 32,	/* keyCertSign */
	KU_CRL_SIGN = 64,	/* cRLSign */
	KU_ENCIPHER_ONLY = 128,
	KU_DECIPHER_ONLY = 256,
	KU_ENCRYPTS = KU_KEY_ENCIPHER | KU_DATA_ENCIPHER | KU_AGREE
};

/* RFC 5280 section 4.2.1.12. */
enum extended_usage {
	EKU_EMAIL = 1,
	EKU_ANY = 2,
	EKU_SERVER = 4,
	EKU_CLIENT = 8,
	EKU_CODE = 16,
	EKU_TIME = 32,
	EKU_OCSP = 64,
	EKU_OTHER = 128	/* anything else */
};

/* "digitalSignature, keyEncipherment"; "none". The caller frees. */
char *usage_text(unsigned key_usage);
char *extended_usage_text(unsigned extended_usage);

#endif
