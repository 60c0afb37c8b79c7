/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RSAES-OAEP (RFC 8017 section 7.1.2), which GnuTLS has from 3.8.4 on only. */
#include "x509/cms/cms-impl.h"

#include <string.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <nettle/bignum.h>
#include <nettle/memops.h>
#include <nettle/nettle-meta.h>
#include <nettle/pss-mgf1.h>
#include <nettle/rsa.h>

#include "x509/gtls.h"

enum { MODULUS_MAX = 2048 }; /* bytes */

/* RSAES-OAEP-params (RFC 4055 section 4.1). */
struct oaep {
	const struct nettle_hash *hash, *mask;
	struct slice label;
};

static const struct nettle_hash *hash_of(enum cms_digest d)
{
	switch (d) {
	case CMS_SHA1:
		return &nettle_sha1;
	case CMS_SHA224:
		return &nettle_sha224;
	case CMS_SHA256:
		return &nettle_sha256;
	case CMS_SHA384:
		return &nettle_sha384;
	case CMS_SHA512:
		return &nettle_sha512;
	case CMS_MD5:
	case CMS_DIGEST_OTHER:
		break;
	}
	return NULL;
}

/* [number] EXPLICIT AlgorithmIdentifier: its content; false where absent. */
static bool enter_tagged(struct slice *params, unsigned number,
			 struct slice *algorithm)
{
	struct slice tagged;

	return der_enter(params, DER_CONTEXT_CONS + number, &tagged) == 0 &&
	       der_enter(&tagged, DER_SEQUENCE, algorithm) == 0;
}

static bool read_params(struct slice params, struct oaep *o)
{
	struct slice algorithm, oid, hash;

	*o = (struct oaep){&nettle_sha1, &nettle_sha1, {0}};
	if (enter_tagged(&params, 0, &algorithm))
		o->hash = hash_of(cms_digest_by_algorithm(algorithm));
	if (enter_tagged(&params, 1, &algorithm)) {
		if (der_enter(&algorithm, DER_OID, &oid) < 0 ||
		    !der_oid_is(oid, CMS_OID_MGF1) ||
		    der_enter(&algorithm, DER_SEQUENCE, &hash) < 0)
			return false;
		o->mask = hash_of(cms_digest_by_algorithm(hash));
	}
	if (enter_tagged(&params, 2, &algorithm) &&
	    (der_enter(&algorithm, DER_OID, &oid) < 0 ||
	     der_enter(&algorithm, DER_OCTETS, &o->label) < 0))
		return false;
	return o->hash && o->mask;
}

static void fill_random(void *ctx, size_t n, uint8_t *to)
{
	(void)ctx;
	gtls_random(to, n);
}

static void set(mpz_t to, const gnutls_datum_t *from)
{
	nettle_mpz_set_str_256_u(to, from->size, from->data);
	gnutls_memset(from->data, 0, from->size);
	gnutls_free(from->data);
}

/* nettle's form of a key. False where it cannot be had. */
static bool take_key(const struct key *key, struct rsa_public_key *public,
		     struct rsa_private_key *private)
{
	gnutls_datum_t m = {0}, e = {0}, d = {0}, p = {0}, q = {0}, u = {0},
		       e1 = {0}, e2 = {0};

	if (gnutls_x509_privkey_export_rsa_raw2(key_native(key), &m, &e, &d, &p,
						&q, &u, &e1, &e2) < 0)
		return false;
	set(public->n, &m);
	set(public->e, &e);
	set(private->d, &d);
	set(private->p, &p);
	set(private->q, &q);
	set(private->c, &u);
	set(private->a, &e1);
	set(private->b, &e2);
	return rsa_public_key_prepare(public) &&
	       rsa_private_key_prepare(private);
}

/* The padded block, of the modulus' length. Blinded, and in constant time. */
static bool raw_decrypt(const struct key *key, struct slice wrapped,
			unsigned char *block, size_t *len)
{
	struct rsa_public_key public;
	struct rsa_private_key private;
	bool done = false;
	mpz_t number;

	rsa_public_key_init(&public);
	rsa_private_key_init(&private);
	nettle_mpz_init_set_str_256_u(number, wrapped.n, wrapped.p);
	if (take_key(key, &public, &private) && public.size <= MODULUS_MAX &&
	    wrapped.n == public.size && mpz_cmp(number, public.n) < 0 &&
	    rsa_compute_root_tr(&public, &private, NULL, fill_random, number,
				number)) {
		*len = public.size;
		nettle_mpz_get_str_256(*len, block, number);
		done = true;
	}
	mpz_clear(number);
	rsa_private_key_clear(&private);
	rsa_public_key_clear(&public);
	return done;
}

union any_hash {
	struct sha1_ctx sha1;
	struct sha256_ctx sha256;
	struct sha512_ctx sha512;
};

static void hash_slice(const struct nettle_hash *hash, struct slice s,
		       unsigned char *to)
{
	union any_hash ctx;

	hash->init(&ctx);
	hash->update(&ctx, s.n, s.p);
	hash->digest(&ctx, hash->digest_size, to);
}

/* XORs MGF1 of a seed over bytes. */
static void unmask(const struct nettle_hash *hash, const unsigned char *seed,
		   size_t seed_len, unsigned char *to, size_t n)
{
	union any_hash ctx;
	unsigned char mask[MODULUS_MAX];

	hash->init(&ctx);
	hash->update(&ctx, seed_len, seed);
	pss_mgf1(&ctx, hash, n, mask);
	for (size_t i = 0; i < n; i++)
		to[i] ^= mask[i];
	gnutls_memset(mask, 0, sizeof(mask));
	gnutls_memset(&ctx, 0, sizeof(ctx));
}

/*
 * Of 00 || seed || hash of the label || 00… || 01 || key the key. Its length is
 * known, so that each byte before it is, too: one comparison, whose outcome
 * only selects which bytes are kept.
 */
static void unpad(const struct oaep *o, unsigned char *block, size_t len,
		  struct secret *cek)
{
	size_t h = o->hash->digest_size, n = secret_len(cek), key_at = len - n;
	unsigned char *seed = block + 1, *db = block + 1 + h;
	unsigned char want[MODULUS_MAX] = {0}, label[CMS_HASH_MAX];
	unsigned char *key = (unsigned char *)secret_room(cek);
	unsigned char good;

	if (len < 2 * h + 2 + n)
		return;
	hash_slice(o->hash, o->label, label);
	unmask(o->mask, db, len - 1 - h, seed, h);
	unmask(o->mask, seed, h, db, len - 1 - h);
	memcpy(want + 1, seed, h);
	memcpy(want + 1 + h, label, h);
	want[key_at - 1] = 1;
	good = (unsigned char)-memeql_sec(want, block, key_at);
	for (size_t i = 0; i < n; i++)
		key[i] = (unsigned char)((block[key_at + i] & good) |
					 (key[i] & ~good));
	gnutls_memset(want, 0, sizeof(want));
}

void cms_oaep_unwrap(struct slice params, const struct key *key,
		     struct slice wrapped, struct secret *cek)
{
	unsigned char block[MODULUS_MAX];
	struct oaep o;
	size_t len;

	if (read_params(params, &o) && raw_decrypt(key, wrapped, block, &len))
		unpad(&o, block, len, cek);
	gnutls_memset(block, 0, sizeof(block));
	secret_scrub_stack();
}
