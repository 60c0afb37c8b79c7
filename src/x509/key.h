/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key pairs: made, protected by a passphrase, opened, compared. */
#ifndef X509_KEY_H
#define X509_KEY_H

#include "base/report.h"
#include "base/secret.h"

enum key_type {
	KEY_RSA_2048,
	KEY_RSA_3072,
	KEY_RSA_4096,
	KEY_P256,
	KEY_P384,
	KEY_P521,
	KEY_ED25519,
	KEY_TYPE_COUNT,
	KEY_DEFAULT = KEY_RSA_3072
};

struct key_type_info {
	const char *name;  /* of the command line: "rsa-3072" */
	const char *label; /* "RSA 3072" */
	const char *word;  /* one sentence, untranslated: what it can and cannot do */
};

const struct key_type_info *key_type_info(enum key_type type);
int key_type_by_name(const char *name);	/* -1 where there is none */

enum key_algo {
	ALGO_RSA,
	ALGO_RSA_PSS,	/* id-RSASSA-PSS as the key's own algorithm */
	ALGO_EC,	/* id-ecPublicKey, any curve */
	ALGO_EDDSA,	/* Ed25519, Ed448 */
	ALGO_XDH,	/* X25519, X448 */
	ALGO_DSA,
	ALGO_DH,	/* Diffie-Hellman in the open, no curve */
	ALGO_OTHER
};

enum { KEY_ID_LEN = 32 };

/* A public key as plain data. `struct spki s = {0}` is empty. */
struct spki {
	enum key_algo algo;
	unsigned bits;		/* modulus or field size */
	char *curve;		/* "P-256" …, else its OID; NULL where there is none */
	bool curve_is_explicit;	/* EC: parameters written out in place of a name */
	bool curve_is_common;	/* P-256, P-384, P-521 */
	bool exponent_odd_big;	/* RSA: e odd and 2^16 < e < 2^256 */
	bool exponent_huge;	/* RSA: e of more than 64 bits */
	unsigned char id[KEY_ID_LEN]; /* SHA-256 of the SubjectPublicKeyInfo */
	struct buf der;		/* the SubjectPublicKeyInfo */
};

void spki_clear(struct spki *s);
void spki_copy(struct spki *to, const struct spki *from);	/* replaces */
bool spki_equal(const struct spki *a, const struct spki *b);
bool spki_can_encrypt(const struct spki *s);	/* RSA or EC */
char *spki_text(const struct spki *s);	/* "RSA 3072", "EC P-256"; caller frees */
int spki_parse(const void *der, size_t len, struct spki *out,
	       struct report *report) MUST_CHECK;

/* A private key, opened. */
struct key;

/* Seconds of work for RSA 4096; cannot be interrupted. */
int key_generate(enum key_type type, struct key **out,
		 struct report *report) MUST_CHECK;
void key_free(struct key *k);
const struct spki *key_spki(const struct key *k);

/*
 * The file this program keeps: an encrypted PKCS#8 block (PBES2 AES-256-CBC,
 * PBKDF2-HMAC-SHA256, 600 000 iterations) and behind it a PUBLIC KEY block,
 * so that the public half can be known without the passphrase.
 */
int key_write(const struct key *k, const struct secret *passphrase,
	      struct buf *pem, struct report *report) MUST_CHECK;

/* The public half of such a file, by its PUBLIC KEY block. -1 without a
 * finding where there is none (a key file from elsewhere). */
int key_peek(const struct buf *pem, struct spki *out);

/*
 * Opens any PEM or DER private key GnuTLS reads. passphrase may be NULL for an
 * unencrypted one. KEY_WRONG_PASSPHRASE where it does not open it; label names
 * the file in findings.
 */
int key_open(const struct buf *file, const struct secret *passphrase,
	     const char *label, struct key **out,
	     struct report *report) MUST_CHECK;

/* True where the block is an encrypted private key. */
bool key_is_encrypted(const struct buf *file);

/* True where it is one in the form before PKCS#8 (RFC 1421 section 4.6.1.3). */
bool key_is_legacy(const struct buf *file);

/* For the modules of this folder: a gnutls_x509_privkey_t. */
void *key_native(const struct key *k);

/* Makes a key of a gnutls_x509_privkey_t (from a bundle) and takes it over, on
 * failure too. */
int key_take_native(void *native, struct key **out,
		    struct report *report) MUST_CHECK;

#endif
