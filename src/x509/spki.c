/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public keys (RFC 5280 section 4.1.2.7) as plain data. */
#include "x509/spki.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/der.h"
#include "x509/gtls.h"

struct spki_row {
	const char *oid;
	enum key_algo algo;
	const char *label; /* for people */
	const char *curve; /* where the algorithm fixes it */
	unsigned bits;     /* likewise */
};

/* RFC 3279, RFC 4055, RFC 5480, RFC 8410. */
static const struct spki_row algos[] = {
    {"1.2.840.113549.1.1.1", ALGO_RSA, "RSA", NULL, 0},
    {"1.2.840.113549.1.1.10", ALGO_RSA_PSS, "RSA-PSS", NULL, 0},
    {"1.2.840.10045.2.1", ALGO_EC, "EC", NULL, 0},
    {"1.3.101.112", ALGO_EDDSA, "EdDSA", "Ed25519", 255},
    {"1.3.101.113", ALGO_EDDSA, "EdDSA", "Ed448", 448},
    {"1.3.101.110", ALGO_XDH, "XDH", "X25519", 255},
    {"1.3.101.111", ALGO_XDH, "XDH", "X448", 448},
    {"1.2.840.10040.4.1", ALGO_DSA, "DSA", NULL, 0},
    {"1.2.840.10046.2.1", ALGO_DH, "DH", "Diffie-Hellman", 0},
};

struct curve_row {
	const char *oid, *name;
	unsigned bits;
	bool common;
};

static const struct curve_row curves[] = {
    {"1.2.840.10045.3.1.7", "P-256", 256, true},
    {"1.3.132.0.34", "P-384", 384, true},
    {"1.3.132.0.35", "P-521", 521, true},
    {"1.2.840.10045.3.1.1", "P-192", 192, false},
    {"1.3.132.0.33", "P-224", 224, false},
    {"1.3.132.0.10", "secp256k1", 256, false},
    {"1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1", 256, false},
    {"1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1", 384, false},
    {"1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1", 512, false},
    {"1.2.156.10197.1.301", "SM2", 256, false},
};

void spki_clear(struct spki *s)
{
	free(s->curve);
	buf_clear(&s->der);
	*s = (struct spki){0};
}

void spki_copy(struct spki *to, const struct spki *from)
{
	struct spki copy = *from;

	copy.curve = xstrdup(from->curve);
	copy.der = (struct buf){0};
	buf_copy(&copy.der, &from->der);
	spki_clear(to);
	*to = copy;
}

/* By the bytes: two keys with the same id are the same. An empty one equals
 * nothing, not even another empty one. */
bool spki_equal(const struct spki *a, const struct spki *b)
{
	return a->der.len && b->der.len &&
	       memcmp(a->id, b->id, sizeof(a->id)) == 0;
}

bool spki_lacks_null(const struct spki *s)
{
	struct slice all = slice_of(&s->der), body, algo, oid;

	return s->algo == ALGO_RSA &&
	       der_enter(&all, DER_SEQUENCE, &body) == 0 &&
	       der_enter(&body, DER_SEQUENCE, &algo) == 0 &&
	       der_enter(&algo, DER_OID, &oid) == 0 &&
	       der_enter(&algo, DER_NULL, &oid) < 0;
}

bool spki_can_encrypt(const struct spki *s)
{
	return s->algo == ALGO_RSA || s->algo == ALGO_EC;
}

char *spki_text(const struct spki *s)
{
	if (s->algo == ALGO_EC && s->curve)
		return xasprintf("EC %s", s->curve);
	if (s->curve)
		return xstrdup(s->curve);
	for (size_t i = 0; i < ARRAY_LEN(algos); i++)
		if (algos[i].algo == s->algo)
			return xasprintf("%s %u", algos[i].label, s->bits);
	return xstrdup(_("another kind of key"));
}

/* Bits of a positive INTEGER; 0 for zero and negative ones. */
static unsigned number_bits(struct slice n)
{
	unsigned bits = 0;

	if (n.n && n.p[0] & 0x80)
		return 0;
	for (; n.n && !n.p[0]; n.p++)
		n.n--;
	if (!n.n)
		return 0;
	for (unsigned top = n.p[0]; top; top >>= 1)
		bits++;
	return bits + 8 * (unsigned)(n.n - 1);
}

/* RSAPublicKey, RFC 8017 appendix A.1.1. */
static int read_rsa(struct slice key, struct spki *out)
{
	struct slice pair, modulus, exponent;
	unsigned bits;

	if (der_enter(&key, DER_SEQUENCE, &pair) < 0 ||
	    der_enter(&pair, DER_INTEGER, &modulus) < 0 ||
	    der_enter(&pair, DER_INTEGER, &exponent) < 0)
		return -1;
	out->bits = number_bits(modulus);
	bits = number_bits(exponent);
	/* SBR section 6.1.6: between 2^16+1 and 2^256-1. */
	out->exponent_odd_big =
	    bits > 16 && bits <= 256 && exponent.p[exponent.n - 1] & 1;
	out->exponent_huge = bits > 64;
	return out->bits ? 0 : -1;
}

/* Named curves only; parameters written out are a trap (CVE-2020-0601). */
static void read_curve(struct slice params, struct spki *out)
{
	struct slice oid;

	if (der_enter(&params, DER_OID, &oid) < 0) {
		out->curve = xstrdup(_("own parameters"));
		out->curve_is_explicit = true;
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(curves); i++) {
		if (!der_oid_is(oid, curves[i].oid))
			continue;
		out->curve = xstrdup(curves[i].name);
		out->bits = curves[i].bits;
		out->curve_is_common = curves[i].common;
	}
	if (!out->curve)
		out->curve = der_oid_text(oid);
}

static void read_dsa(struct slice params, struct spki *out)
{
	struct slice group, p;

	if (der_enter(&params, DER_SEQUENCE, &group) == 0 &&
	    der_enter(&group, DER_INTEGER, &p) == 0)
		out->bits = number_bits(p);
}

static int read_algo(struct slice algo, struct slice key, struct spki *out)
{
	const struct spki_row *row = NULL;
	struct slice oid;

	if (der_enter(&algo, DER_OID, &oid) < 0)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(algos) && !row; i++)
		if (der_oid_is(oid, algos[i].oid))
			row = &algos[i];
	out->algo = row ? row->algo : ALGO_OTHER;
	if (!row)
		return 0;
	out->curve = xstrdup(row->curve);
	out->bits = row->bits;
	if (row->algo == ALGO_EC)
		read_curve(algo, out);
	if (row->algo == ALGO_DSA)
		read_dsa(algo, out);
	if (row->algo == ALGO_RSA || row->algo == ALGO_RSA_PSS)
		return read_rsa(key, out);
	return 0;
}

int spki_read(const void *der, size_t len, struct spki *out)
{
	struct slice all = {der, len}, body, algo, key;
	struct spki s = {0};

	/* The bit string begins with its number of unused bits: none. */
	if (der_enter(&all, DER_SEQUENCE, &body) < 0 || all.n ||
	    der_enter(&body, DER_SEQUENCE, &algo) < 0 ||
	    der_enter(&body, DER_BITS, &key) < 0 || body.n || key.n < 1 ||
	    key.p[0])
		return -1;
	key.p++;
	key.n--;
	if (read_algo(algo, key, &s) < 0) {
		spki_clear(&s);
		return -1;
	}
	buf_add(&s.der, der, len);
	gtls_sha256(der, len, s.id);
	spki_clear(out);
	*out = s;
	return 0;
}

int spki_parse(const void *der, size_t len, struct spki *out,
	       struct report *report)
{
	if (spki_read(der, len, out) < 0)
		return report_fail(report, FINDING_CERT_TEXT_DAMAGED, NULL,
				   "%s", _("The public key does not parse."));
	return 0;
}
