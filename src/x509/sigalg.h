/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signature algorithms (RFC 5280 section 4.1.1.2): named, judged, verified. */
#ifndef X509_SIGALG_H
#define X509_SIGALG_H

#include "x509/der.h"
#include "x509/key.h"

/*
 * The name of an AlgorithmIdentifier's content ("RSA-SHA256", "RSA-PSS-SHA256",
 * "ECDSA-SHA384"; its OID where it has none); the caller frees. *weak where
 * the hash is MD2, MD4, MD5 or SHA-1.
 */
char *sigalg_name(struct slice algorithm, bool *weak);

/* One signed structure: what was signed, how, and the signature's octets. */
struct signed_data {
	struct slice body;	/* with its header, as it was hashed */
	struct slice algorithm; /* content of the AlgorithmIdentifier */
	struct slice signature;
};

/* SEQUENCE { body, AlgorithmIdentifier, BIT STRING }: certificates and
 * requests alike. -1 where it is not that, or bytes follow. */
int signed_read(const void *der, size_t len, struct signed_data *out) MUST_CHECK;

/* True where the key verifies it. The hash's strength is not judged. */
bool signed_verify(const struct signed_data *s, const struct spki *key);

/*
 * A public key made ready once, for verifying with it again and again; spki is
 * not needed longer. NULL where the library cannot use the key: it verifies
 * nothing then. One thread at a time.
 */
struct verifier;
struct verifier *verifier_new(const struct spki *key);
void verifier_free(struct verifier *v);
bool verifier_check(const struct verifier *v, const struct signed_data *s);

/* The same for a message (RFC 5652 section 5.4): `digest` is the OID of the
 * hash where the algorithm names none, as rsaEncryption; is_digest: body is
 * what the hash gave. */
bool verifier_check_as(const struct verifier *v, const struct signed_data *s,
		       const char *digest, bool is_digest);

#endif
