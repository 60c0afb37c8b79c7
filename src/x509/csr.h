/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificate signing requests (PKCS#10, RFC 2986): built and read. */
#ifndef X509_CSR_H
#define X509_CSR_H

#include "x509/key.h"
#include "x509/usage.h"

/* What to ask for. Strings are UTF-8; addresses have passed address_clean. */
struct csr_wish {
	const char *name;		   /* commonName; NULL or "" for none */
	const struct strlist *addresses;   /* SAN rfc822Name, at least one */
};

/* A request as plain data. */
struct csr {
	struct buf der;
	struct strlist subject;	   /* "CN=Alice" …, one attribute a line, harmless */
	char *common_name;	   /* as it stands there, not yet harmless; or NULL */
	char *subject_email;	   /* the subject's emailAddress; or NULL */
	struct strlist emails;	   /* SAN rfc822Name */
	unsigned usage;		   /* bits of enum key_usage; 0 where not asked */
	unsigned extended;	   /* bits of enum extended_usage */
	struct spki spki;
	char *signature;	   /* "RSA-SHA256" */
	bool signature_weak;	   /* MD5 or SHA-1 */
	bool signature_good;	   /* the request proves its key */
	bool has_challenge;	   /* challengePassword attribute */
};

/*
 * Signs a request with the key: commonName, subjectAltName with each address,
 * keyUsage as the key can do it (RSA: digitalSignature, keyEncipherment; EC:
 * digitalSignature, keyAgreement; EdDSA: digitalSignature; SBR 7.1.2.3 e) and
 * emailProtection. Nothing that was not in the wish.
 */
int csr_build(const struct key *key, const struct csr_wish *wish,
	      struct csr **out, struct report *report) MUST_CHECK;

/* DER of one request. A bad signature is not an error: see signature_good. */
int csr_parse(const void *der, size_t len, struct csr **out,
	      struct report *report) MUST_CHECK;
void csr_free(struct csr *r);

void csr_pem(const struct csr *r, struct buf *out);

/* The bits a key of this kind asks for. */
unsigned csr_usage_for(const struct spki *spki);

/* How a request for it is signed: as csr.signature says afterwards. */
const char *csr_signature_for(const struct spki *spki);

#endif
