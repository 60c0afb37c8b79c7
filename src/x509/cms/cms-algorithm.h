/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the modules of CMS: limits, and algorithms by number and name. */
#ifndef X509_CMS_ALGORITHM_H
#define X509_CMS_ALGORITHM_H

#include "x509/cms/cms.h"

enum {
	CMS_RECIPIENTS_MAX = 100 * 1000,
	CMS_RECIPIENTS_BYTES = 16 * 1024 * 1024,
	CMS_CERTS_MAX = 1000,
	CMS_SIGNERS_MAX = 100,
	CMS_SIGNERS_BYTES = 4 * 1024 * 1024,
	CMS_PART_MAX = 1024 * 1024, /* one RecipientInfo or SignerInfo */
	CMS_KEY_MAX = 64,	    /* bytes of a content key, of an agreed one */
	CMS_HASH_MAX = 64,
	CMS_BLOCK = 16,
	CMS_TAG = 16, /* of GCM, as written */
	CMS_TAG_MIN = 12,
	CMS_NONCE = 12,
};

#define CMS_OID_DATA "1.2.840.113549.1.7.1"
#define CMS_OID_SIGNED "1.2.840.113549.1.7.2"
#define CMS_OID_ENVELOPED "1.2.840.113549.1.7.3"
#define CMS_OID_AUTH_ENVELOPED "1.2.840.113549.1.9.16.1.23"
#define CMS_OID_CONTENT_TYPE "1.2.840.113549.1.9.3"
#define CMS_OID_MESSAGE_DIGEST "1.2.840.113549.1.9.4"
#define CMS_OID_SIGNING_TIME "1.2.840.113549.1.9.5"
#define CMS_OID_CAPABILITIES "1.2.840.113549.1.9.15"
#define CMS_OID_PREFERENCE "1.2.840.113549.1.9.16.2.11"
#define CMS_OID_RSA "1.2.840.113549.1.1.1"
#define CMS_OID_OAEP "1.2.840.113549.1.1.7"
#define CMS_OID_MGF1 "1.2.840.113549.1.1.8"
#define CMS_OID_PSS "1.2.840.113549.1.1.10"
#define CMS_OID_EC "1.2.840.10045.2.1"

struct cms_cipher_row {
	const char *oid, *name;
	int native;	 /* gnutls_cipher_algorithm_t; 0: cannot be read */
	size_t key_len;	 /* bytes */
	size_t block;	 /* of CBC; 0: GCM */
};

struct cms_digest_row {
	const char *oid, *name, *micalg;
	int native;	/* gnutls_digest_algorithm_t */
	size_t len;
};

const struct cms_cipher_row *cms_cipher_row(enum cms_cipher c); /* NULL: other */
const struct cms_digest_row *cms_digest_row(enum cms_digest d);
enum cms_cipher cms_cipher_by_oid(const char *oid);
enum cms_cipher cms_cipher_by_id(struct slice oid); /* content of an OID */
enum cms_digest cms_digest_by_algorithm(struct slice identifier); /* content */
enum cms_wrap cms_wrap_by_oid(const char *oid);
const char *cms_wrap_oid(enum cms_wrap w);
size_t cms_wrap_key_len(enum cms_wrap w);

/* ECDH: the scheme's OID, its digest. */
enum cms_digest cms_ecdh_digest(const char *oid); /* CMS_DIGEST_OTHER: no ECDH */
const char *cms_ecdh_oid(enum cms_digest d);

#endif
