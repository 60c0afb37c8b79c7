/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the algorithms of a PKCS#12 file: their names, rounds and salts. */
#include "x509/bundle/bundle-impl.h"

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
	{OID_AES_256_CBC, "AES-256-CBC"},
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

static const struct oid_name hmacs[] = {
	{"1.2.840.113549.2.7", "HMAC-SHA1"},
	{"1.2.840.113549.2.8", "HMAC-SHA224"},
	{OID_HMAC_SHA256, "HMAC-SHA256"},
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
	{OID_SHA256, "SHA256"},
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
static int read_pbkdf2(struct slice params, struct scheme *s)
{
	struct bundle_cipher *c = &s->cipher;
	struct slice key_length, prf, null;

	if (der_enter(&params, DER_OCTETS, &s->salt) == 0)
		c->salt_len = s->salt.n;
	c->iterations = read_rounds(&params);
	if (der_enter(&params, DER_INTEGER, &key_length) == 0 &&
	    der_number(key_length, &s->key_len) < 0)
		return -1;
	if (der_enter(&params, DER_SEQUENCE, &prf) < 0) {
		c->prf = xstrdup("HMAC-SHA1");
		return 0;
	}
	c->prf_present = true;
	c->prf = read_name(&prf, hmacs, ARRAY_LEN(hmacs));
	c->prf_has_null = der_enter(&prf, DER_NULL, &null) == 0;
	return c->prf ? 0 : -1;
}

/* A key derivation; of one that is not PBKDF2 only the name is known. */
static int read_kdf(struct slice algorithm, struct scheme *s)
{
	struct slice params;
	char *name = read_name(&algorithm, kdfs, ARRAY_LEN(kdfs));
	int r = -1;

	if (!name)
		return -1;
	if (strcmp(name, "PBKDF2") != 0) {
		s->cipher.prf = name;
		return 0;
	}
	if (der_enter(&algorithm, DER_SEQUENCE, &params) == 0)
		r = read_pbkdf2(params, s);
	free(name);
	return r;
}

/* PBES2-params (RFC 8018 appendix A.4); the parameters of a cipher are its
 * initialisation vector, or nothing that is read here. */
static int read_pbes2(struct slice params, struct scheme *s)
{
	struct slice kdf, cipher;

	s->cipher.is_pbes2 = true;
	if (der_enter(&params, DER_SEQUENCE, &kdf) < 0 ||
	    der_enter(&params, DER_SEQUENCE, &cipher) < 0 ||
	    read_kdf(kdf, s) < 0)
		return -1;
	free(s->cipher.name);
	s->cipher.name = read_name(&cipher, ciphers, ARRAY_LEN(ciphers));
	if (!s->cipher.name)
		return -1;
	(void)!der_enter(&cipher, DER_OCTETS, &s->iv);
	return 0;
}

/* The parameters of all others are a salt and a count, which may be absent
 * (RFC 7292 appendix C, RFC 8018 appendix A.3). */
static void read_pbe(struct slice params, struct scheme *s)
{
	if (der_enter(&params, DER_OCTETS, &s->salt) == 0)
		s->cipher.salt_len = s->salt.n;
	s->cipher.iterations = params.n ? read_rounds(&params) : 1;
}

int scheme_read(struct slice algorithm, struct scheme *out)
{
	struct scheme s = {0};
	struct slice params;

	s.cipher.name = read_name(&algorithm, pbes, ARRAY_LEN(pbes));
	if (!s.cipher.name || der_enter(&algorithm, DER_SEQUENCE, &params) < 0)
		goto fail;
	if (strcmp(s.cipher.name, OID_PBES2) != 0)
		read_pbe(params, &s);
	else if (read_pbes2(params, &s) < 0)
		goto fail;
	*out = s;
	return 0;
fail:
	scheme_clear(&s);
	return -1;
}

void bundle_cipher_clear(struct bundle_cipher *c)
{
	free(c->name);
	free(c->prf);
	*c = (struct bundle_cipher){0};
}

void scheme_clear(struct scheme *s)
{
	bundle_cipher_clear(&s->cipher);
	*s = (struct scheme){0};
}

/* PBMAC1-params (RFC 9879 section 4): the count stands in the PBKDF2. What
 * cannot be read leaves the count at 0, and the MAC cannot be checked. */
static void read_pbmac1(struct slice algorithm, struct mac_scheme *m)
{
	struct slice params, kdf, hmac;

	m->rounds = 0;
	if (der_enter(&algorithm, DER_SEQUENCE, &params) < 0 ||
	    der_enter(&params, DER_SEQUENCE, &kdf) < 0 ||
	    der_enter(&params, DER_SEQUENCE, &hmac) < 0 ||
	    read_kdf(kdf, &m->kdf) < 0)
		return;
	m->rounds = m->kdf.cipher.iterations;
	m->hmac = read_name(&hmac, hmacs, ARRAY_LEN(hmacs));
}

/* MacData (RFC 7292 section 4); a count that is absent is 1. */
int mac_read(struct slice mac, struct mac_scheme *out)
{
	struct mac_scheme m = {0};
	struct slice digest, algorithm;

	if (der_enter(&mac, DER_SEQUENCE, &digest) < 0 ||
	    der_enter(&mac, DER_OCTETS, &m.salt) < 0 ||
	    der_enter(&digest, DER_SEQUENCE, &algorithm) < 0 ||
	    der_enter(&digest, DER_OCTETS, &m.digest) < 0)
		return -1;
	m.rounds = mac.n ? read_rounds(&mac) : 1;
	m.name = read_name(&algorithm, macs, ARRAY_LEN(macs));
	if (!m.name)
		return -1;
	if (strcmp(m.name, "PBMAC1") == 0)
		read_pbmac1(algorithm, &m);
	*out = m;
	return 0;
}

void mac_scheme_clear(struct mac_scheme *m)
{
	free(m->name);
	free(m->hmac);
	scheme_clear(&m->kdf);
	*m = (struct mac_scheme){0};
}
