/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys agreed on by ECDH (RFC 5753): with nettle, as GnuTLS has neither key
 * wrap nor, before 3.8.2, ECDH for certificates. All of that is in this file.
 */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <nettle/bignum.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecc.h>
#include <nettle/nist-keywrap.h>

#include "x509/gtls.h"

enum {
	COORDINATE_MAX = 66, /* bytes, of P-521 */
	POINT_MAX = 1 + 2 * COORDINATE_MAX,
	UNCOMPRESSED = 4,
	WRAP_EXTRA = 8, /* bytes the key wrap adds */
};

/* The digests are those of RFC 5753 section 7.2 for the sizes of key. */
static const struct curve {
	const char *oid;
	gnutls_ecc_curve_t native;
	const struct ecc_curve *(*nettle)(void);
	size_t size; /* bytes of a coordinate */
	enum cms_digest digest;
} curves[] = {
	{"1.2.840.10045.3.1.7", GNUTLS_ECC_CURVE_SECP256R1,
	 nettle_get_secp_256r1, 32, CMS_SHA256},
	{"1.3.132.0.34", GNUTLS_ECC_CURVE_SECP384R1, nettle_get_secp_384r1, 48,
	 CMS_SHA384},
	{"1.3.132.0.35", GNUTLS_ECC_CURVE_SECP521R1, nettle_get_secp_521r1, 66,
	 CMS_SHA512},
};

/* --- points and scalars --- */

/* 04 || x || y. False where it is no point of the curve. */
static bool read_point(const struct curve *curve, struct slice s,
		       struct ecc_point *out)
{
	mpz_t x, y;
	bool is_on;

	if (s.n != 1 + 2 * curve->size || s.p[0] != UNCOMPRESSED)
		return false;
	nettle_mpz_init_set_str_256_u(x, curve->size, s.p + 1);
	nettle_mpz_init_set_str_256_u(y, curve->size, s.p + 1 + curve->size);
	is_on = ecc_point_set(out, x, y);
	mpz_clear(x);
	mpz_clear(y);
	return is_on;
}

static void write_point(const struct curve *curve, const struct ecc_point *p,
			unsigned char out[POINT_MAX])
{
	mpz_t x, y;

	mpz_init(x);
	mpz_init(y);
	ecc_point_get(p, x, y);
	out[0] = UNCOMPRESSED;
	nettle_mpz_get_str_256(curve->size, out + 1, x);
	nettle_mpz_get_str_256(curve->size, out + 1 + curve->size, y);
	mpz_clear(x);
	mpz_clear(y);
}

/* The shared secret: x of the product, as long as the field. */
static struct secret *agree(const struct curve *curve,
			    const struct ecc_scalar *own,
			    const struct ecc_point *other)
{
	struct secret *z = secret_new(COORDINATE_MAX);
	unsigned char point[POINT_MAX];
	struct ecc_point product;

	ecc_point_init(&product, curve->nettle());
	ecc_point_mul(&product, own, other);
	write_point(curve, &product, point);
	memcpy(secret_room(z), point + 1, curve->size);
	secret_set_len(z, curve->size);
	ecc_point_clear(&product);
	gnutls_memset(point, 0, sizeof(point));
	return z;
}

/* The scalar of a key; the curve, or NULL where it is another. */
static const struct curve *own_scalar(const struct key *key,
				      struct ecc_scalar *out)
{
	gnutls_datum_t x = {0}, y = {0}, k = {0};
	const struct curve *curve = NULL;
	gnutls_ecc_curve_t native;
	mpz_t number;

	if (gnutls_x509_privkey_export_ecc_raw(key_native(key), &native, &x, &y,
					       &k) < 0)
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(curves); i++)
		if (curves[i].native == native)
			curve = &curves[i];
	if (curve) {
		nettle_mpz_init_set_str_256_u(number, k.size, k.data);
		ecc_scalar_init(out, curve->nettle());
		if (!ecc_scalar_set(out, number)) {
			ecc_scalar_clear(out);
			curve = NULL;
		}
		mpz_clear(number);
	}
	gnutls_memset(k.data, 0, k.size);
	gnutls_free(k.data);
	gnutls_free(x.data);
	gnutls_free(y.data);
	return curve;
}

/* --- the key the content's key is wrapped with --- */

/* ECC-CMS-SharedInfo (RFC 5753 section 7.2). The algorithm goes in as the
 * message has it, header and all. */
static void shared_info(struct slice wrap_algorithm, struct slice ukm,
			size_t key_len, struct buf *out)
{
	unsigned char bits[4] = {0, 0, (unsigned char)(key_len * 8 >> 8),
				 (unsigned char)(key_len * 8)};
	struct buf supp = {0};

	buf_add(out, wrap_algorithm.p, wrap_algorithm.n);
	if (ukm.n)
		der_put(out, DER_CONTEXT_CONS, ukm.p, ukm.n);
	der_put(&supp, DER_OCTETS, bits, sizeof(bits));
	der_put_buf(out, DER_CONTEXT_CONS + 2, &supp);
	der_wrap(out, DER_SEQUENCE);
	buf_clear(&supp);
}

/* ANSI X9.63 (SEC 1 section 3.6.1): hashes of the secret, a counter and what
 * both sides know, one behind the other. */
static struct secret *derive(enum cms_digest digest, const struct secret *z,
			     const struct buf *info, size_t key_len)
{
	const struct cms_digest_row *row = cms_digest_row(digest);
	struct secret *kek = secret_new(CMS_KEY_MAX + CMS_HASH_MAX);
	unsigned char block[CMS_HASH_MAX], counter[4] = {0};
	gnutls_hash_hd_t h;

	while (secret_len(kek) < key_len) {
		counter[3]++;
		if (gnutls_hash_init(
			    &h, (gnutls_digest_algorithm_t)row->native) < 0 ||
		    gnutls_hash(h, secret_data(z), secret_len(z)) < 0 ||
		    gnutls_hash(h, counter, sizeof(counter)) < 0 ||
		    gnutls_hash(h, info->data, info->len) < 0)
			die("the cryptographic library cannot hash");
		gnutls_hash_deinit(h, block);
		if (secret_add(kek, block, row->len) < 0)
			die("a key of %zu bytes was asked for", key_len);
	}
	secret_set_len(kek, key_len);
	gnutls_memset(block, 0, sizeof(block));
	return kek;
}

/* --- RFC 3394 key wrap --- */

/* RFC 3394 section 2.2.3.1; nettle wants it spelt out. */
static const uint8_t wrap_iv[8] = {0xA6, 0xA6, 0xA6, 0xA6,
				   0xA6, 0xA6, 0xA6, 0xA6};

union aes {
	struct aes128_ctx a128;
	struct aes192_ctx a192;
	struct aes256_ctx a256;
};

static void wrap_key(const struct secret *kek, const struct secret *cek,
		     unsigned char *out)
{
	const uint8_t *key = (const uint8_t *)secret_data(kek);
	const uint8_t *in = (const uint8_t *)secret_data(cek);
	size_t n = secret_len(cek) + WRAP_EXTRA;
	union aes aes;

	if (secret_len(kek) == AES128_KEY_SIZE) {
		aes128_set_encrypt_key(&aes.a128, key);
		aes128_keywrap(&aes.a128, wrap_iv, n, out, in);
	} else {
		aes256_set_encrypt_key(&aes.a256, key);
		aes256_keywrap(&aes.a256, wrap_iv, n, out, in);
	}
	gnutls_memset(&aes, 0, sizeof(aes));
}

static bool aes_unwrap(const struct secret *kek, struct slice wrapped,
		       uint8_t *to, size_t n)
{
	const uint8_t *key = (const uint8_t *)secret_data(kek);
	union aes aes;
	int good;

	if (wrapped.n != n + WRAP_EXTRA)
		return false;
	if (secret_len(kek) == AES128_KEY_SIZE) {
		aes128_set_decrypt_key(&aes.a128, key);
		good = aes128_keyunwrap(&aes.a128, wrap_iv, n, to, wrapped.p);
	} else if (secret_len(kek) == AES192_KEY_SIZE) {
		aes192_set_decrypt_key(&aes.a192, key);
		good = aes192_keyunwrap(&aes.a192, wrap_iv, n, to, wrapped.p);
	} else {
		aes256_set_decrypt_key(&aes.a256, key);
		good = aes256_keyunwrap(&aes.a256, wrap_iv, n, to, wrapped.p);
	}
	gnutls_memset(&aes, 0, sizeof(aes));
	return good;
}

/* --- RFC 3217 section 3.2: 3DES twice, and a checksum --- */

static void des_decrypt(const struct secret *kek, const unsigned char iv[8],
			unsigned char *bytes, size_t n)
{
	gnutls_datum_t key = {(unsigned char *)secret_data(kek),
			      (unsigned)secret_len(kek)};
	gnutls_datum_t first = {(unsigned char *)iv, 8};
	gnutls_cipher_hd_t h;

	if (gnutls_cipher_init(&h, GNUTLS_CIPHER_3DES_CBC, &key, &first) < 0)
		return;
	if (gnutls_cipher_decrypt(h, bytes, n) < 0)
		die("the cryptographic library cannot decrypt");
	gnutls_cipher_deinit(h);
}

static bool des_unwrap(const struct secret *kek, struct slice wrapped,
		       uint8_t *to, size_t n)
{
	static const unsigned char iv[8] = {0x4A, 0xDD, 0xA2, 0x2C,
					    0x79, 0xE8, 0x21, 0x05};
	unsigned char outer[CMS_KEY_MAX + 16], inner[CMS_KEY_MAX + 16];
	unsigned char sum[20];
	bool good;

	if (wrapped.n != n + 16)
		return false;
	memcpy(outer, wrapped.p, wrapped.n);
	des_decrypt(kek, iv, outer, wrapped.n);
	for (size_t i = 0; i < wrapped.n; i++)
		inner[i] = outer[wrapped.n - 1 - i];
	des_decrypt(kek, inner, inner + 8, n + 8);
	gtls_sha1(inner + 8, n, sum);
	good = gnutls_memcmp(inner + 8 + n, sum, 8) == 0;
	if (good)
		memcpy(to, inner + 8, n);
	gnutls_memset(outer, 0, sizeof(outer));
	gnutls_memset(inner, 0, sizeof(inner));
	gnutls_memset(sum, 0, sizeof(sum));
	return good;
}

/* Into cek where it fits; else cek stays what it was. */
static void unwrap_key(enum cms_wrap wrap, const struct secret *kek,
		       struct slice wrapped, struct secret *cek)
{
	struct secret *out = secret_new(CMS_KEY_MAX);
	uint8_t *to = (uint8_t *)secret_room(out);
	size_t n = secret_len(cek);

	if (wrap == CMS_WRAP_3DES ? des_unwrap(kek, wrapped, to, n)
				  : aes_unwrap(kek, wrapped, to, n))
		memcpy(secret_room(cek), to, n);
	secret_free(out);
}

/* --- reading --- */

/* KeyEncryptionAlgorithm: the digest of its scheme, and the wrap's
 * AlgorithmIdentifier, header included. */
static bool read_algorithm(struct slice all, enum cms_digest *digest,
			   enum cms_wrap *wrap, struct slice *wrap_algorithm)
{
	struct slice body, oid, wrap_body;
	char *scheme = NULL, *name = NULL;
	bool known = false;

	if (der_enter(&all, DER_SEQUENCE, &body) == 0 &&
	    der_enter(&body, DER_OID, &oid) == 0 &&
	    (scheme = der_oid_text(oid))) {
		*wrap_algorithm = (struct slice){body.p, der_size(body)};
		if (der_enter(&body, DER_SEQUENCE, &wrap_body) == 0 &&
		    der_enter(&wrap_body, DER_OID, &oid) == 0 &&
		    (name = der_oid_text(oid))) {
			*digest = cms_ecdh_digest(scheme);
			*wrap = cms_wrap_by_oid(name);
			known = *digest != CMS_DIGEST_OTHER &&
				*wrap != CMS_WRAP_OTHER;
		}
	}
	free(scheme);
	free(name);
	return known;
}

void cms_agree_unwrap(const struct cms_wrapped *w, const struct key *key,
		      struct secret *cek)
{
	struct secret *z = NULL, *kek = NULL;
	const struct curve *curve;
	struct slice wrap_algorithm;
	enum cms_digest digest;
	enum cms_wrap wrap;
	struct ecc_scalar own;
	struct ecc_point other;
	struct buf info = {0};

	if (!read_algorithm(slice_of(&w->algorithm), &digest, &wrap,
			    &wrap_algorithm) ||
	    !(curve = own_scalar(key, &own)))
		return;
	ecc_point_init(&other, curve->nettle());
	if (read_point(curve, slice_of(&w->originator), &other)) {
		z = agree(curve, &own, &other);
		shared_info(wrap_algorithm, slice_of(&w->ukm),
			    cms_wrap_key_len(wrap), &info);
		kek = derive(digest, z, &info, cms_wrap_key_len(wrap));
		unwrap_key(wrap, kek, slice_of(&w->key), cek);
	}
	ecc_point_clear(&other);
	ecc_scalar_clear(&own);
	secret_free(kek);
	secret_free(z);
	buf_clear(&info);
	secret_scrub_stack();
}

/* --- writing --- */

static void fill_random(void *ctx, size_t n, uint8_t *to)
{
	(void)ctx;
	gtls_random(to, n);
}

/* The curve and the point of a SubjectPublicKeyInfo. */
static const struct curve *read_spki(struct slice spki, struct slice *point)
{
	struct slice body, algorithm, oid;

	if (der_enter(&spki, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_SEQUENCE, &algorithm) < 0 ||
	    der_enter(&algorithm, DER_OID, &oid) < 0 ||
	    !der_oid_is(oid, CMS_OID_EC) ||
	    der_enter(&algorithm, DER_OID, &oid) < 0 ||
	    der_enter(&body, DER_BITS, point) < 0 || point->n < 2)
		return NULL;
	point->p++;
	point->n--;
	for (size_t i = 0; i < ARRAY_LEN(curves); i++)
		if (der_oid_is(oid, curves[i].oid))
			return &curves[i];
	return NULL;
}

/* A key pair for this one recipient: its point, and what both now share. */
static struct secret *agree_anew(const struct curve *curve,
				 const struct ecc_point *other,
				 unsigned char own_point[POINT_MAX])
{
	struct ecc_scalar scalar;
	struct ecc_point point;
	struct secret *z;

	ecc_scalar_init(&scalar, curve->nettle());
	ecc_point_init(&point, curve->nettle());
	ecc_scalar_random(&scalar, NULL, fill_random);
	ecc_point_mul_g(&point, &scalar);
	write_point(curve, &point, own_point);
	z = agree(curve, &scalar, other);
	ecc_point_clear(&point);
	ecc_scalar_clear(&scalar);
	return z;
}

/* originator and keyEncryptionAlgorithm of KeyAgreeRecipientInfo. */
static void put_agreement(struct buf *to, const struct curve *curve,
			  const unsigned char *point,
			  const struct buf *wrap_algorithm)
{
	struct buf part = {0}, bits = {0};

	buf_addc(&bits, '\0'); /* unused bits */
	buf_add(&bits, point, 1 + 2 * curve->size);
	der_put_oid(&part, CMS_OID_EC);
	der_wrap(&part, DER_SEQUENCE);
	der_put_buf(&part, DER_BITS, &bits);
	der_wrap(&part, DER_CONTEXT_CONS + 1);
	der_put_buf(to, DER_CONTEXT_CONS, &part);
	buf_clear(&part);
	der_put_oid(&part, cms_ecdh_oid(curve->digest));
	buf_add(&part, wrap_algorithm->data, wrap_algorithm->len);
	der_put_buf(to, DER_SEQUENCE, &part);
	buf_clear(&part);
	buf_clear(&bits);
}

int cms_agree_put(struct buf *to, const struct cms_to *recipient,
		  const struct secret *cek)
{
	enum cms_wrap wrap = secret_len(cek) == AES128_KEY_SIZE
				     ? CMS_WRAP_AES_128
				     : CMS_WRAP_AES_256;
	unsigned char point[POINT_MAX], wrapped[CMS_KEY_MAX + WRAP_EXTRA];
	struct buf body = {0}, part = {0}, algorithm = {0};
	struct slice other_point;
	const struct curve *curve = read_spki(recipient->spki, &other_point);
	struct secret *z = NULL, *kek = NULL;
	struct ecc_point other;
	int r = -1;

	if (!curve)
		return -1;
	ecc_point_init(&other, curve->nettle());
	if (!read_point(curve, other_point, &other))
		goto out;
	z = agree_anew(curve, &other, point);
	der_put_oid(&algorithm, cms_wrap_oid(wrap));
	der_wrap(&algorithm, DER_SEQUENCE);
	shared_info(slice_of(&algorithm), (struct slice){0},
		    cms_wrap_key_len(wrap), &part);
	kek = derive(curve->digest, z, &part, cms_wrap_key_len(wrap));
	wrap_key(kek, cek, wrapped);
	der_put_number(&body, 3);
	put_agreement(&body, curve, point, &algorithm);
	buf_clear(&part);
	cms_id_put(&part, DER_SEQUENCE, recipient->issuer, recipient->serial);
	der_put(&part, DER_OCTETS, wrapped, secret_len(cek) + WRAP_EXTRA);
	der_wrap(&part, DER_SEQUENCE);
	der_put_buf(&body, DER_SEQUENCE, &part);
	der_put_buf(to, DER_CONTEXT_CONS + 1, &body);
	r = 0;
out:
	ecc_point_clear(&other);
	secret_free(kek);
	secret_free(z);
	buf_clear(&algorithm);
	buf_clear(&body);
	buf_clear(&part);
	return r;
}
