/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PKCS#12 (RFC 7292): written in the forms devices read, looked at, opened. */
#ifndef X509_BUNDLE_H
#define X509_BUNDLE_H

#include "x509/cert.h"
#include "x509/key.h"

enum { BUNDLE_SIZE_MAX = 16 * 1024 * 1024, BUNDLE_ITERATIONS = 100000 };

enum bundle_form {
	/* 3DES PBE on key and certificates, SHA-1 MAC with its NULL, 8-byte
	 * salts: the one form every Apple release reads (p12import.c). */
	BUNDLE_APPLE,
	/* PBES2 AES-256-CBC, PBKDF2-HMAC-SHA256 with its NULL, SHA-256 MAC,
	 * 16-byte salts: iOS 18, macOS 15, NSS, Java, OpenSSL, Windows 10. */
	BUNDLE_MODERN,
	BUNDLE_FORM_COUNT
};

/* An older identity that travels along, so that old mail stays readable. */
struct bundle_pair {
	const struct key *key;
	const struct cert *leaf;
	const char *friendly_name;
};

/* What goes into a bundle; all belongs to the caller. */
struct bundle_wish {
	enum bundle_form form;
	const struct key *key;
	const struct cert *leaf;		/* its own certificate */
	const struct cert *const *issuers;	/* intermediates, no root */
	size_t nissuers;
	const char *friendly_name;		/* UTF-8; on leaf and key only */
	const struct secret *password;		/* printable ASCII, not empty */
	unsigned long iterations;		/* 0: BUNDLE_ITERATIONS */
	const struct bundle_pair *more;		/* older ones, if any */
	size_t nmore;
};

/* Refuses with P12_EMPTY_PASSWORD, with PASS_UNUSABLE what is not printable
 * ASCII, and with P12_KEY_MISMATCH a key that is not the leaf's. */
int bundle_write(const struct bundle_wish *wish, struct buf *out,
		 struct report *report) MUST_CHECK;

/* A password of at least 80 bits, easy to type on a phone: lower-case letters
 * and digits that cannot be taken for one another, in groups. */
int bundle_password(struct secret **out, struct report *report) MUST_CHECK;

/* One protection found in a bundle, seen without the password. */
struct bundle_cipher {
	char *name;		/* "3DES", "AES-256-CBC", "RC2-40", an OID */
	bool is_pbes2;
	bool on_key;		/* protects a key; else certificates */
	unsigned long iterations;	/* ULONG_MAX where it is no 32-bit number */
	size_t salt_len;
	char *prf;		/* PBES2: "HMAC-SHA256" …; "HMAC-SHA1" where absent;
				 * "scrypt" where that is the key derivation */
	bool prf_present, prf_has_null;
};

/* What can be seen without the password. */
struct bundle_info {
	bool has_mac;
	char *mac;		/* "SHA1", "SHA256", "PBMAC1" …; NULL without */
	unsigned long mac_iterations;
	size_t mac_salt_len;
	char *mac_prf, *mac_hmac;	/* PBMAC1's: "HMAC-SHA256"; else NULL */
	bool is_public_key_mode;
	struct bundle_cipher *ciphers;
	size_t nciphers;
};

/* P12_NOT_A_BUNDLE, P12_TRUNCATED. Bytes behind the end are ignored. */
int bundle_peek(const struct buf *file, struct bundle_info *out,
		struct report *report) MUST_CHECK;
void bundle_info_clear(struct bundle_info *info);

struct bundle_cert {
	struct cert *cert;
	char *friendly_name;	/* or NULL */
	struct buf local_key_id;	/* empty where absent */
};

struct bundle_key {
	struct key *key;
	char *friendly_name;
	struct buf local_key_id;
	bool shrouded;		/* in a key bag of its own encryption */
};

/* An opened bundle, bags in the order of the file. */
struct bundle {
	struct bundle_key *keys;
	size_t nkeys;
	struct bundle_cert *certs;
	size_t ncerts;
	struct bundle_cipher *hidden;	/* of keys inside encrypted safes, which
					 * bundle_peek() cannot see */
	size_t nhidden;
	size_t largest;		/* things in the largest of its parts */
};

/*
 * P12_WRONG_PASSWORD only where the MAC was checked and failed; a cipher that
 * cannot be read here is P12_CIPHER_UNKNOWN with its name. password may be
 * NULL or empty: both readings of "none" are tried. P12_ITERATIONS_HIGH, before
 * any key is derived, for more than 10 million rounds (security.md 37).
 */
int bundle_open(const struct buf *file, const struct secret *password,
		struct bundle **out, struct report *report) MUST_CHECK;
void bundle_free(struct bundle *b);

#endif
