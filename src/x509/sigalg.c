/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signature algorithms (RFC 5280 section 4.1.1.2): named, judged, verified. */
#include "x509/sigalg.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

/* Nobody signs with more, and the time it takes is the sender's choice. */
enum {
	VERIFY_BITS_MAX = 16384,
	HUGE_BITS_MAX = 3072, /* with an exponent of any size, as openssl */
	PSS_SALT_DEFAULT = 20,
};

/* What an AlgorithmIdentifier says. */
struct sigalg {
	char *oid;
	bool is_pss;
	gnutls_digest_algorithm_t hash; /* of RSA-PSS only */
	unsigned long salt;
};

/* Hashes GnuTLS no longer names: md2WithRSA, md4WithRSA. */
static const char *const forgotten[] = {
    "1.2.840.113549.1.1.2",
    "1.2.840.113549.1.1.3",
};

/* RSASSA-PSS-params, RFC 4055 section 3.1; all have defaults. */
static int read_pss(struct slice algorithm, struct sigalg *out)
{
	struct slice params, tagged, hash, oid, number;
	char *text;

	out->is_pss = true;
	out->hash = GNUTLS_DIG_SHA1;
	out->salt = PSS_SALT_DEFAULT;
	if (der_enter(&algorithm, DER_SEQUENCE, &params) < 0)
		return -1;
	if (der_enter(&params, DER_CONTEXT_CONS, &tagged) == 0) {
		if (der_enter(&tagged, DER_SEQUENCE, &hash) < 0 ||
		    der_enter(&hash, DER_OID, &oid) < 0 ||
		    !(text = der_oid_text(oid)))
			return -1;
		out->hash = gnutls_oid_to_digest(text);
		free(text);
	}
	/* The mask's hash goes with the hash wherever one meets them. */
	if (der_enter(&params, DER_CONTEXT_CONS + 1, &tagged) < 0)
		tagged = (struct slice){0};
	if (der_enter(&params, DER_CONTEXT_CONS + 2, &tagged) == 0 &&
	    (der_enter(&tagged, DER_INTEGER, &number) < 0 ||
	     der_number(number, &out->salt) < 0))
		return -1;
	return 0;
}

static int sigalg_read(struct slice algorithm, struct sigalg *out)
{
	struct sigalg a = {0};
	struct slice oid;

	if (der_enter(&algorithm, DER_OID, &oid) < 0 ||
	    !(a.oid = der_oid_text(oid)))
		return -1;
	if (strcmp(a.oid, "1.2.840.113549.1.1.10") == 0 &&
	    read_pss(algorithm, &a) < 0) {
		free(a.oid);
		return -1;
	}
	*out = a;
	return 0;
}

static bool hash_weak(gnutls_digest_algorithm_t hash)
{
	return hash == GNUTLS_DIG_MD2 || hash == GNUTLS_DIG_MD5 ||
	       hash == GNUTLS_DIG_SHA1;
}

char *sigalg_name(struct slice algorithm, bool *weak)
{
	struct sigalg a;
	gnutls_sign_algorithm_t sign;
	const char *name = NULL;
	char *text;

	*weak = false;
	if (sigalg_read(algorithm, &a) < 0)
		return xstrdup("?");
	if (a.is_pss) {
		name = gnutls_digest_get_name(a.hash);
		*weak = hash_weak(a.hash);
		text = xasprintf("RSA-PSS-%s", name ? name : "?");
	} else {
		sign = gnutls_oid_to_sign(a.oid);
		if (sign != GNUTLS_SIGN_UNKNOWN) {
			name = gnutls_sign_get_name(sign);
			*weak = hash_weak(gnutls_sign_get_hash_algorithm(sign));
		}
		for (size_t i = 0; i < ARRAY_LEN(forgotten); i++)
			*weak = *weak || strcmp(a.oid, forgotten[i]) == 0;
		text = xstrdup(name ? name : a.oid);
	}
	free(a.oid);
	return text;
}

int signed_read(const void *der, size_t len, struct signed_data *out)
{
	struct slice all = {der, len}, inside, body;
	struct signed_data s;
	unsigned tag;

	if (der_enter(&all, DER_SEQUENCE, &inside) < 0 || all.n)
		return -1;
	s.body = (struct slice){inside.p, der_size(inside)};
	if (der_next(&inside, &tag, &body) < 0 || tag != DER_SEQUENCE ||
	    der_enter(&inside, DER_SEQUENCE, &s.algorithm) < 0 ||
	    der_enter(&inside, DER_BITS, &s.signature) < 0 || inside.n ||
	    s.signature.n < 1)
		return -1;
	s.signature.p++; /* the number of unused bits */
	s.signature.n--;
	*out = s;
	return 0;
}

/* A plain RSA key may sign with PSS, and with any length of salt; GnuTLS
 * expects that of the hash unless the key is told (measured with 3.7.9). */
static int set_pss(gnutls_pubkey_t key, const struct sigalg *a)
{
	gnutls_x509_spki_t params;
	int code;

	if (a->salt > VERIFY_BITS_MAX / 8 || gnutls_x509_spki_init(&params) < 0)
		return -1;
	gnutls_x509_spki_set_rsa_pss_params(params, a->hash, (unsigned)a->salt);
	code = gnutls_pubkey_set_spki(key, params, 0);
	gnutls_x509_spki_deinit(params);
	return code;
}

struct verifier {
	gnutls_pubkey_t key;
	struct buf der; /* the SubjectPublicKeyInfo */
};

static gnutls_pubkey_t import(const struct buf *spki)
{
	gnutls_datum_t der = {(unsigned char *)spki->data, (unsigned)spki->len};
	gnutls_pubkey_t key = NULL;

	if (gnutls_pubkey_init(&key) < 0)
		die("out of memory");
	if (gnutls_pubkey_import(key, &der, GNUTLS_X509_FMT_DER) >= 0)
		return key;
	gnutls_pubkey_deinit(key);
	return NULL;
}

struct verifier *verifier_new(const struct spki *key)
{
	struct verifier *v;
	gnutls_pubkey_t ready;

	if (key->bits > VERIFY_BITS_MAX ||
	    (key->exponent_huge && key->bits > HUGE_BITS_MAX) ||
	    !(ready = import(&key->der)))
		return NULL;
	v = xcalloc(1, sizeof(*v));
	v->key = ready;
	buf_copy(&v->der, &key->der);
	return v;
}

void verifier_free(struct verifier *v)
{
	if (!v)
		return;
	gnutls_pubkey_deinit(v->key);
	buf_clear(&v->der);
	free(v);
}

/* Names of a key where that of a signature belongs; the hash is elsewhere. */
static const struct {
	const char *oid;
	gnutls_pk_algorithm_t native;
} keys[] = {
    {"1.2.840.113549.1.1.1", GNUTLS_PK_RSA},
    {"1.2.840.10045.2.1", GNUTLS_PK_ECDSA},
    {"1.2.840.10040.4.1", GNUTLS_PK_DSA},
};

static gnutls_sign_algorithm_t native_sign(const struct sigalg *a,
					   const char *digest)
{
	if (a->is_pss)
		return gnutls_pk_to_sign(GNUTLS_PK_RSA_PSS, a->hash);
	for (size_t i = 0; digest && i < ARRAY_LEN(keys); i++)
		if (strcmp(keys[i].oid, a->oid) == 0)
			return gnutls_pk_to_sign(keys[i].native,
						 gnutls_oid_to_digest(digest));
	return gnutls_oid_to_sign(a->oid);
}

static bool verify(gnutls_pubkey_t key, gnutls_sign_algorithm_t sign,
		   const struct signed_data *s, bool is_digest)
{
	gnutls_datum_t body = {(unsigned char *)s->body.p, (unsigned)s->body.n};
	gnutls_datum_t signature = {(unsigned char *)s->signature.p,
				    (unsigned)s->signature.n};
	const unsigned flags = GNUTLS_VERIFY_ALLOW_BROKEN;

	if (sign == GNUTLS_SIGN_UNKNOWN)
		return false;
	if (is_digest)
		return gnutls_pubkey_verify_hash2(key, sign, flags, &body,
						  &signature) >= 0;
	return gnutls_pubkey_verify_data2(key, sign, flags, &body,
					  &signature) >= 0;
}

bool verifier_check_as(const struct verifier *v, const struct signed_data *s,
		       const char *digest, bool is_digest)
{
	gnutls_pubkey_t key;
	struct sigalg a;
	bool good;

	if (!v || sigalg_read(s->algorithm, &a) < 0)
		return false;
	/* What a key was told of PSS stays with it: a key of its own then. */
	key = a.is_pss ? import(&v->der) : v->key;
	good = key && (!a.is_pss || set_pss(key, &a) >= 0) &&
	       verify(key, native_sign(&a, digest), s, is_digest);
	if (a.is_pss)
		gnutls_pubkey_deinit(key);
	free(a.oid);
	return good;
}

bool verifier_check(const struct verifier *v, const struct signed_data *s)
{
	return verifier_check_as(v, s, NULL, false);
}

bool signed_verify(const struct signed_data *s, const struct spki *key)
{
	struct verifier *v = verifier_new(key);
	bool good = verifier_check(v, s);

	verifier_free(v);
	return good;
}
