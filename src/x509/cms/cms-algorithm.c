/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CMS algorithms by number and name (RFC 3370, RFC 5084, RFC 5753, RFC 5754).
 */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "base/text.h"

static const struct cms_cipher_row ciphers[] = {
	[CMS_AES_256_CBC] = {"2.16.840.1.101.3.4.1.42", "AES-256-CBC",
			     GNUTLS_CIPHER_AES_256_CBC, 32, 16},
	[CMS_AES_192_CBC] = {"2.16.840.1.101.3.4.1.22", "AES-192-CBC",
			     GNUTLS_CIPHER_AES_192_CBC, 24, 16},
	[CMS_AES_128_CBC] = {"2.16.840.1.101.3.4.1.2", "AES-128-CBC",
			     GNUTLS_CIPHER_AES_128_CBC, 16, 16},
	[CMS_3DES_CBC] = {"1.2.840.113549.3.7", "3DES-CBC",
			  GNUTLS_CIPHER_3DES_CBC, 24, 8},
	[CMS_AES_256_GCM] = {"2.16.840.1.101.3.4.1.46", "AES-256-GCM",
			     GNUTLS_CIPHER_AES_256_GCM, 32, 0},
	[CMS_AES_192_GCM] = {"2.16.840.1.101.3.4.1.26", "AES-192-GCM",
			     GNUTLS_CIPHER_AES_192_GCM, 24, 0},
	[CMS_AES_128_GCM] = {"2.16.840.1.101.3.4.1.6", "AES-128-GCM",
			     GNUTLS_CIPHER_AES_128_GCM, 16, 0},
	[CMS_RC2_CBC] = {"1.2.840.113549.3.2", "RC2-CBC", 0, 0, 8},
	[CMS_DES_CBC] = {"1.3.14.3.2.7", "DES-CBC", 0, 0, 8},
	[CMS_CHACHA20_POLY1305] = {"1.2.840.113549.1.9.16.3.18",
				   "ChaCha20-Poly1305", 0, 0, 0},
};

static const struct cms_digest_row digests[] = {
	[CMS_SHA256] = {"2.16.840.1.101.3.4.2.1", "SHA-256", "sha-256",
			GNUTLS_DIG_SHA256, 32},
	[CMS_SHA384] = {"2.16.840.1.101.3.4.2.2", "SHA-384", "sha-384",
			GNUTLS_DIG_SHA384, 48},
	[CMS_SHA512] = {"2.16.840.1.101.3.4.2.3", "SHA-512", "sha-512",
			GNUTLS_DIG_SHA512, 64},
	[CMS_SHA1] = {"1.3.14.3.2.26", "SHA-1", "sha-1", GNUTLS_DIG_SHA1, 20},
	[CMS_SHA224] = {"2.16.840.1.101.3.4.2.4", "SHA-224", "sha-224",
			GNUTLS_DIG_SHA224, 28},
	[CMS_MD5] = {"1.2.840.113549.2.5", "MD5", "md5", GNUTLS_DIG_MD5, 16},
};

/* RFC 3565 section 2.3.2, RFC 3370 section 4.3.1. */
static const struct {
	const char *oid, *name;
	size_t key_len;
} wraps[] = {
	[CMS_WRAP_AES_128] = {"2.16.840.1.101.3.4.1.5", "AES-128", 16},
	[CMS_WRAP_AES_192] = {"2.16.840.1.101.3.4.1.25", "AES-192", 24},
	[CMS_WRAP_AES_256] = {"2.16.840.1.101.3.4.1.45", "AES-256", 32},
	[CMS_WRAP_3DES] = {"1.2.840.113549.1.9.16.3.6", "3DES", 24},
};

/* RFC 5753 section 7.1.4. The cofactor of the curves used is one, so that both
 * kinds of ECDH are the same; the first of a digest is the one to write. */
static const struct {
	const char *oid;
	enum cms_digest digest;
} ecdh[] = {
	{"1.3.132.1.11.1", CMS_SHA256},
	{"1.3.132.1.11.2", CMS_SHA384},
	{"1.3.132.1.11.3", CMS_SHA512},
	{"1.3.132.1.11.0", CMS_SHA224},
	{"1.3.133.16.840.63.0.2", CMS_SHA1},
	{"1.3.132.1.14.1", CMS_SHA256},
	{"1.3.132.1.14.2", CMS_SHA384},
	{"1.3.132.1.14.3", CMS_SHA512},
	{"1.3.132.1.14.0", CMS_SHA224},
	{"1.3.133.16.840.63.0.3", CMS_SHA1},
};

const struct cms_cipher_row *cms_cipher_row(enum cms_cipher c)
{
	return c < CMS_CIPHER_OTHER ? &ciphers[c] : NULL;
}

const struct cms_digest_row *cms_digest_row(enum cms_digest d)
{
	return d < CMS_DIGEST_OTHER ? &digests[d] : NULL;
}

const char *cms_cipher_name(enum cms_cipher c)
{
	return c < CMS_CIPHER_OTHER ? ciphers[c].name : "?";
}

const char *cms_digest_name(enum cms_digest d)
{
	return d < CMS_DIGEST_OTHER ? digests[d].name : "?";
}

const char *cms_digest_micalg(enum cms_digest d)
{
	return d < CMS_DIGEST_OTHER ? digests[d].micalg : "unknown";
}

enum cms_cipher cms_cipher_by_oid(const char *oid)
{
	size_t i = 0;

	while (i < ARRAY_LEN(ciphers) && strcmp(ciphers[i].oid, oid) != 0)
		i++;
	return (enum cms_cipher)i;
}

enum cms_cipher cms_cipher_by_id(struct slice oid)
{
	size_t i = 0;

	while (i < ARRAY_LEN(ciphers) && !der_oid_is(oid, ciphers[i].oid))
		i++;
	return (enum cms_cipher)i;
}

enum cms_digest cms_digest_by_algorithm(struct slice identifier)
{
	struct slice oid;
	size_t i = 0;

	if (der_enter(&identifier, DER_OID, &oid) < 0)
		return CMS_DIGEST_OTHER;
	while (i < CMS_DIGEST_OTHER && !der_oid_is(oid, digests[i].oid))
		i++;
	return (enum cms_digest)i;
}

enum cms_wrap cms_wrap_by_oid(const char *oid)
{
	size_t i = 0;

	while (i < ARRAY_LEN(wraps) && strcmp(wraps[i].oid, oid) != 0)
		i++;
	return (enum cms_wrap)i;
}

const char *cms_wrap_oid(enum cms_wrap w)
{
	return wraps[w].oid;
}

size_t cms_wrap_key_len(enum cms_wrap w)
{
	return w < CMS_WRAP_OTHER ? wraps[w].key_len : 0;
}

enum cms_digest cms_ecdh_digest(const char *oid)
{
	for (size_t i = 0; i < ARRAY_LEN(ecdh); i++)
		if (strcmp(ecdh[i].oid, oid) == 0)
			return ecdh[i].digest;
	return CMS_DIGEST_OTHER;
}

const char *cms_ecdh_oid(enum cms_digest d)
{
	size_t i = 0;

	while (ecdh[i].digest != d)
		i++;
	return ecdh[i].oid;
}

char *cms_recipient_text(const struct cms_recipient *r)
{
	switch (r->scheme) {
	case CMS_RSA:
		return xstrdup("RSA (PKCS#1 v1.5)");
	case CMS_RSA_OAEP:
		return xasprintf("RSA (OAEP, %s)", cms_digest_name(r->digest));
	case CMS_ECDH:
		return xasprintf("ECDH (%s, %s)", cms_digest_name(r->digest),
				 r->wrap < CMS_WRAP_OTHER ? wraps[r->wrap].name
							  : "?");
	case CMS_PASSWORD:
		return xstrdup(_("a password"));
	case CMS_SHARED_KEY:
		return xstrdup(_("a key that was agreed on before"));
	case CMS_SCHEME_OTHER:
		break;
	}
	return xstrdup(_("another way"));
}
