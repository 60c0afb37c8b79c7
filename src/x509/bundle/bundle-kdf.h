/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords of bundles read as bytes, and keys derived from them. */
#ifndef X509_BUNDLE_KDF_H
#define X509_BUNDLE_KDF_H

#include "base/secret.h"
#include "x509/der.h"

/* One way to read the bytes of a password. */
struct reading {
	struct secret *wide;  /* UTF-16BE with a final NUL (RFC 7292 appendix
			       * B.1); empty: no password at all */
	struct secret *bytes; /* as PBKDF2 takes it */
};

/* as_latin1: each byte is a character, as OpenSSL before 1.1 took them; bytes
 * that are no UTF-8 are read so in any case. */
void reading_make(const char *text, size_t n, bool as_latin1,
		  struct reading *out);
void reading_make_none(struct reading *out);
void reading_clear(struct reading *r);

/* Takes a character off a text that is known to be well-formed UTF-8. */
unsigned long bundle_next_char(const unsigned char **p);

/* RFC 7292 appendix B.3: what a derived string is for. */
enum purpose { PURPOSE_KEY = 1, PURPOSE_IV = 2, PURPOSE_MAC = 3 };

struct kdf {
	int hash; /* a gnutls_digest_algorithm_t */
	const struct reading *reading;
	struct slice salt;
	unsigned long rounds;
};

/* Each gives 0 or an error code of GnuTLS: RFC 7292 appendix B.2, RFC 8018
 * sections 5.1 and 5.2. */
int kdf_pkcs12(const struct kdf *k, enum purpose purpose, unsigned char *out,
	       size_t len) MUST_CHECK;
int kdf_pbkdf1(const struct kdf *k, unsigned char *out, size_t len) MUST_CHECK;
int kdf_pbkdf2(const struct kdf *k, const struct secret *password,
	       unsigned char *out, size_t len) MUST_CHECK;

/* The MAC or digest of GnuTLS: "SHA256", "HMAC-SHA256"; 0 where it has none. */
int hash_by_name(const char *name);

#endif
