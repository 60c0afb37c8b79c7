/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the algorithms of a PKCS#12 file: their names, rounds and salts. */
#include "x509/bundle-impl.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct oid_name {
	const char *oid, *name;
};

/* RFC 7292 appendix C, RFC 8018 appendix A.3. */
static const struct oid_name pbes[] = {
	{"1.2.840.113549.1.12.1.1", "RC4-128"},
	{"1.2.840.113549.1.12.1.2", "RC4-40"},
	{OID_PBE_SHA1_3DES, "3DES"},
	{"1.2.840.113549.1.12.1.4", "2-key 3DES"},
	{"1.2.840.113549.1.12.1.5", "RC2-128"},
	{"1.2.840.113549.1.12.1.6", "RC2-40"},
	{"1.2.840.113549.1.5.1", "DES-MD2"},
	{"1.2.840.113549.1.5.3", "DES-MD5"},
	{"1.2.840.113549.1.5.4", "RC2-MD2"},
	{"1.2.840.113549.1.5.6", "RC2-MD5"},
	{"1.2.840.113549.1.5.10", "DES-SHA1"},
	{"1.2.840.113549.1.5.11", "RC2-SHA1"},
};

static const struct oid_name ciphers[] = {
	{"2.16.840.1.101.3.4.1.2", "AES-128-CBC"},
	{"2.16.840.1.101.3.4.1.22", "AES-192-CBC"},
	{"2.16.840.1.101.3.4.1.42", "AES-256-CBC"},
	{"2.16.840.1.101.3.4.1.6", "AES-128-GCM"},
	{"2.16.840.1.101.3.4.1.46", "AES-256-GCM"},
	{"1.2.840.113549.3.7", "3DES-CBC"},
	{"1.2.840.113549.3.2", "RC2-CBC"},
	{"1.3.14.3.2.7", "DES-CBC"},
	{"1.2.392.200011.61.1.1.1.2", "Camellia-128-CBC"},
	{"1.2.392.200011.61.1.1.1.3", "Camellia-192-CBC"},
	{"1.2.392.200011.61.1.1.1.4", "Camellia-256-CBC"},
	{"1.2.410.200046.1.1.2", "ARIA-128-CBC"},
	{"1.2.410.200046.1.1.7", "ARIA-192-CBC"},
	{"1.2.410.200046.1.1.12", "ARIA-256-CBC"},
};

static const struct oid_name prfs[] = {
	{"1.2.840.113549.2.7", "HMAC-SHA1"},
	{"1.2.840.113549.2.8", "HMAC-SHA224"},
	{"1.2.840.113549.2.9", "HMAC-SHA256"},
	{"1.2.840.113549.2.10", "HMAC-SHA384"},
	{"1.2.840.113549.2.11", "HMAC-SHA512"},
	{"1.2.840.113549.2.13", "HMAC-SHA512-256"},
};

static const struct oid_name kdfs[] = {
	{OID_PBKDF2, "PBKDF2"},
	{"1.3.6.1.4.1.11591.4.11", "scrypt"},
};

static const struct oid_name macs[] = {
	{OID_SHA1, "SHA1"},
	{"2.16.840.1.101.3.4.2.4", "SHA224"},
	{"2.16.840.1.101.3.4.2.1", "SHA256"},
	{"2.16.840.1.101.3.4.2.2", "SHA384"},
	{"2.16.840.1.101.3.4.2.3", "SHA512"},
	{"1.2.840.113549.2.5", "MD5"},
	{OID_PBMAC1, "PBMAC1"},
};

char *bundle_oid_read(struct slice *from)
{
	struct slice oid;

	return der_enter(from, DER_OID, &oid) < 0 ? NULL : der_oid_text(oid);
}

/* The OID at the front by its name, or as it stands; the caller frees. */
static char *read_name(struct slice *from, const struct oid_name *names,
		       size_t n)
{
	char *oid = bundle_oid_read(from);

	for (size_t i = 0; oid && i < n; i++) {
		if (strcmp(names[i].oid, oid) != 0)
			continue;
		free(oid);
		return xstrdup(names[i].name);
	}
	return oid;
}

/* What is no 32-bit number is more rounds than anybody derives. */
static unsigned long read_rounds(struct slice *from)
{
	struct slice number;
	unsigned long n;

	if (der_enter(from, DER_INTEGER, &number) < 0 ||
	    der_number(number, &n) < 0)
		return ULONG_MAX;
	return n;
}

/* PBKDF2-params (RFC 8018 appendix A.2). */
static int read_pbkdf2(struct slice params, struct bundle_cipher *c)
{
	struct slice salt, key_length, prf, null;

	if (der_enter(&params, DER_OCTETS, &salt) == 0)
		c->salt_len = salt.n;
	c->iterations = read_rounds(&params);
	(void)!der_enter(&params, DER_INTEGER, &key_length); /* optional */
	if (der_enter(&params, DER_SEQUENCE, &prf) < 0) {
		c->prf = xstrdup("HMAC-SHA1");
		return 0;
	}
	c->prf_present = true;
	c->prf = read_name(&prf, prfs, ARRAY_LEN(prfs));
	c->prf_has_null = der_enter(&prf, DER_NULL, &null) == 0;
	return c->prf ? 0 : -1;
}

/* A key derivation; of one that is not PBKDF2 only the name is known. */
static int read_kdf(struct slice algorithm, struct bundle_cipher *c)
{
	struct slice params;
	char *name = read_name(&algorithm, kdfs, ARRAY_LEN(kdfs));
	int r = -1;

	if (!name)
		return -1;
	if (strcmp(name, "PBKDF2") != 0) {
		c->prf = name;
		return 0;
	}
	if (der_enter(&algorithm, DER_SEQUENCE, &params) == 0)
		r = read_pbkdf2(params, c);
	free(name);
	return r;
}

/* PBES2-params (RFC 8018 appendix A.4). */
static int read_pbes2(struct slice params, struct bundle_cipher *c)
{
	struct slice kdf, cipher;

	c->is_pbes2 = true;
	if (der_enter(&params, DER_SEQUENCE, &kdf) < 0 ||
	    der_enter(&params, DER_SEQUENCE, &cipher) < 0 ||
	    read_kdf(kdf, c) < 0)
		return -1;
	free(c->name);
	c->name = read_name(&cipher, ciphers, ARRAY_LEN(ciphers));
	return c->name ? 0 : -1;
}

/* The parameters of all others are a salt and a count, which may be absent
 * (RFC 7292 appendix C, RFC 8018 appendix A.3). */
static void read_pbe(struct slice params, struct bundle_cipher *c)
{
	struct slice salt;

	if (der_enter(&params, DER_OCTETS, &salt) == 0)
		c->salt_len = salt.n;
	c->iterations = params.n ? read_rounds(&params) : 1;
}

int bundle_cipher_read(struct slice algorithm, struct bundle_cipher *out)
{
	struct bundle_cipher c = {0};
	struct slice params;

	c.name = read_name(&algorithm, pbes, ARRAY_LEN(pbes));
	if (!c.name || der_enter(&algorithm, DER_SEQUENCE, &params) < 0)
		goto fail;
	if (strcmp(c.name, OID_PBES2) != 0)
		read_pbe(params, &c);
	else if (read_pbes2(params, &c) < 0)
		goto fail;
	*out = c;
	return 0;
fail:
	bundle_cipher_clear(&c);
	return -1;
}

void bundle_cipher_clear(struct bundle_cipher *c)
{
	free(c->name);
	free(c->prf);
	*c = (struct bundle_cipher){0};
}

/* PBMAC1-params (RFC 9579 section 4): the count stands in the PBKDF2. */
static unsigned long read_pbmac1_rounds(struct slice algorithm)
{
	struct bundle_cipher c = {0};
	struct slice params, kdf;
	unsigned long rounds = 0;

	if (der_enter(&algorithm, DER_SEQUENCE, &params) == 0 &&
	    der_enter(&params, DER_SEQUENCE, &kdf) == 0 &&
	    read_kdf(kdf, &c) == 0)
		rounds = c.iterations;
	bundle_cipher_clear(&c);
	return rounds;
}

/* MacData (RFC 7292 section 4); a count that is absent is 1. */
int bundle_mac_read(struct slice mac, struct bundle_info *info)
{
	struct slice digest, algorithm, salt;

	if (der_enter(&mac, DER_SEQUENCE, &digest) < 0 ||
	    der_enter(&mac, DER_OCTETS, &salt) < 0 ||
	    der_enter(&digest, DER_SEQUENCE, &algorithm) < 0)
		return -1;
	info->has_mac = true;
	info->mac_iterations = mac.n ? read_rounds(&mac) : 1;
	info->mac = read_name(&algorithm, macs, ARRAY_LEN(macs));
	if (!info->mac)
		return -1;
	if (strcmp(info->mac, "PBMAC1") == 0)
		info->mac_iterations = read_pbmac1_rounds(algorithm);
	return 0;
}
