/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be seen of a CMS message without any key, as plain data. */
#ifndef X509_CMS_LOOK_H
#define X509_CMS_LOOK_H

#include <time.h>

#include "x509/cert.h"
#include "x509/der.h"

enum cms_cipher {
	CMS_AES_256_CBC,	/* those before CMS_RC2_CBC can be written and read */
	CMS_AES_192_CBC,
	CMS_AES_128_CBC,
	CMS_3DES_CBC,
	CMS_AES_256_GCM,
	CMS_AES_192_GCM,
	CMS_AES_128_GCM,
	CMS_RC2_CBC,
	CMS_DES_CBC,
	CMS_CHACHA20_POLY1305,
	CMS_CIPHER_OTHER
};

enum cms_digest {
	CMS_SHA256,		/* those before CMS_SHA1 can be signed with */
	CMS_SHA384,
	CMS_SHA512,
	CMS_SHA1,
	CMS_SHA224,
	CMS_MD5,
	CMS_DIGEST_OTHER
};

const char *cms_cipher_name(enum cms_cipher c);	/* "AES-256-CBC"; "?" */
const char *cms_digest_name(enum cms_digest d);	/* "SHA-256" */
const char *cms_digest_micalg(enum cms_digest d); /* "sha-256", RFC 8551 3.5.3.2 */

enum cms_kind {
	CMS_NONE,	/* nothing recognised */
	CMS_SIGNED,
	CMS_ENVELOPED,
	CMS_AUTH_ENVELOPED,
	CMS_COMPRESSED,	/* named, not read */
	CMS_KIND_OTHER
};

/* Which certificate is meant: issuer and serial, or its key identifier; what
 * is not given is empty. */
struct cms_id {
	struct buf issuer;	/* DER of the Name */
	struct buf serial;	/* content octets */
	struct buf key_id;	/* of the subjectKeyIdentifier extension */
};

bool cms_id_means(const struct cms_id *id, const struct cert *c);

/* How the key of the content is handed to a recipient. */
enum cms_scheme {
	CMS_RSA,	/* RSAES-PKCS1-v1_5 */
	CMS_RSA_OAEP,
	CMS_ECDH,	/* dhSinglePass, standard or cofactor, RFC 5753 */
	CMS_PASSWORD,
	CMS_SHARED_KEY,	/* KEKRecipientInfo */
	CMS_SCHEME_OTHER
};

enum cms_wrap {
	CMS_WRAP_AES_128,
	CMS_WRAP_AES_192,
	CMS_WRAP_AES_256,
	CMS_WRAP_3DES,	/* RFC 3217; read only */
	CMS_WRAP_OTHER
};

struct cms_recipient {
	struct cms_id id;
	enum cms_scheme scheme;
	enum cms_digest digest;	/* of OAEP, or of ECDH's key derivation */
	enum cms_wrap wrap;	/* of ECDH */
};

/* "RSA (PKCS#1 v1.5)", "ECDH (SHA-256, AES-256 wrap)"; the caller frees. */
char *cms_recipient_text(const struct cms_recipient *r);

enum cms_verdict {
	CMS_NOT_CHECKED,
	CMS_GOOD,
	CMS_CHANGED,	/* the content is not what was signed */
	CMS_FORGED,	/* the signature itself does not fit the certificate */
	CMS_NO_CERT,	/* the signer's certificate is not at hand */
	CMS_UNKNOWN_METHOD
};

struct cms_signer {
	struct cms_id id;
	enum cms_digest digest;
	char *signature;	/* sigalg_name(): "RSA-PSS-SHA256" */
	bool is_pss;
	bool has_time;
	time_t time;		/* signingTime */
	bool has_capabilities;
	unsigned ciphers;	/* of smimeCapabilities: bits 1 << enum cms_cipher */
	struct buf capabilities; /* DER of SMIMECapabilities */
	bool has_preference;
	struct cms_id preference; /* encrypKeyPref */
	bool is_misleading;	/* what has to be signed stands outside */
	/* For cms_verify. */
	struct buf attributes;	/* content of signedAttrs; empty where absent */
	struct buf algorithm;	/* content of the signature's AlgorithmIdentifier */
	struct buf value;
	/* By cms_verify. */
	enum cms_verdict verdict;
	const struct cert *cert; /* belongs to look or to cms_verify's `more` */
};

/* `struct cms_look l = {0}` is empty. */
struct cms_look {
	enum cms_kind kind;
	char *type;		/* OID of the kind */
	char *content_type;	/* OID of what is inside; NULL where not seen */
	unsigned long long size; /* bytes of the content, as they are there */
	bool has_content;	/* false: a detached signature */
	bool has_more;		/* bytes behind its end, which nobody looks at */
	enum cms_cipher cipher;
	char *cipher_oid;	/* NULL: no cipher */
	struct cms_recipient *recipients;
	size_t nrecipients;
	struct cms_signer *signers;
	size_t nsigners;
	unsigned digests;	/* bits 1 << enum cms_digest, of signers */
	struct cert_list certs;
	struct buf auth_attributes; /* DER of authAttrs; for struct cms_read */
	struct cms_hash *hash;	/* of content inside; for cms_verify */
};

void cms_look_clear(struct cms_look *l);

#endif
