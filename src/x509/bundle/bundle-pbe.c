/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encrypts and decrypts by a password: the ciphers of bundles (RFC 7292
 * appendix C, RFC 8018). */
#include "x509/bundle/bundle-impl.h"

#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "base/text.h"

enum { KEY_MAX = 32, IV_MAX = 16, DES_LEN = 8 };

enum derivation { BY_PKCS12, BY_PBKDF1, BY_PBKDF2 };

/* By the names that bundle-algorithm.c gives. RC2 of more than 40 bits is not
 * in GnuTLS, nor ARIA; its RC4 of 40 bits reads 16 bytes of a key of 5. */
static const struct engine {
	const char *name;
	enum derivation by;
	int hash; /* of the derivation, where it is not the PRF */
	int cipher;
	unsigned char key, iv; /* bytes */
} engines[] = {
	{"3DES", BY_PKCS12, GNUTLS_DIG_SHA1, GNUTLS_CIPHER_3DES_CBC, 24, 8},
	{"2-key 3DES", BY_PKCS12, GNUTLS_DIG_SHA1, GNUTLS_CIPHER_3DES_CBC, 16,
	 8},
	{"RC2-40", BY_PKCS12, GNUTLS_DIG_SHA1, GNUTLS_CIPHER_RC2_40_CBC, 5, 8},
	{"RC4-128", BY_PKCS12, GNUTLS_DIG_SHA1, GNUTLS_CIPHER_ARCFOUR_128, 16,
	 0},
	{"DES-MD5", BY_PBKDF1, GNUTLS_DIG_MD5, GNUTLS_CIPHER_DES_CBC, 8, 8},
	{"DES-SHA1", BY_PBKDF1, GNUTLS_DIG_SHA1, GNUTLS_CIPHER_DES_CBC, 8, 8},
	{"AES-128-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_AES_128_CBC, 16, 16},
	{"AES-192-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_AES_192_CBC, 24, 16},
	{"AES-256-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_AES_256_CBC, 32, 16},
	{"3DES-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_3DES_CBC, 24, 8},
	{"DES-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_DES_CBC, 8, 8},
	{"Camellia-128-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_CAMELLIA_128_CBC, 16,
	 16},
	{"Camellia-192-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_CAMELLIA_192_CBC, 24,
	 16},
	{"Camellia-256-CBC", BY_PBKDF2, 0, GNUTLS_CIPHER_CAMELLIA_256_CBC, 32,
	 16},
};

/* An engine with its key; cleared after use. */
struct keyed {
	const struct engine *engine;
	unsigned char key[KEY_MAX], iv[IV_MAX];
};

static const struct engine *engine_of(const struct bundle_cipher *c)
{
	for (size_t i = 0; i < ARRAY_LEN(engines); i++)
		if (strcmp(engines[i].name, c->name) == 0 &&
		    c->is_pbes2 == (engines[i].by == BY_PBKDF2))
			return &engines[i];
	return NULL;
}

bool pbe_is_known(const struct bundle_cipher *c)
{
	return engine_of(c) && (!c->is_pbes2 || hash_by_name(c->prf));
}

static int derive_pkcs12(const struct kdf *k, struct keyed *out)
{
	const struct engine *e = out->engine;
	int r = kdf_pkcs12(k, PURPOSE_KEY, out->key, e->key);

	if (r == 0 && e->iv)
		r = kdf_pkcs12(k, PURPOSE_IV, out->iv, e->iv);
	return r;
}

/* The first half is the key, the second the vector (RFC 8018 section 6.1). */
static int derive_pbkdf1(const struct kdf *k, struct keyed *out)
{
	unsigned char both[2 * DES_LEN];
	int r = kdf_pbkdf1(k, both, sizeof(both));

	memcpy(out->key, both, DES_LEN);
	memcpy(out->iv, both + DES_LEN, DES_LEN);
	gnutls_memset(both, 0, sizeof(both));
	return r;
}

static int derive_pbkdf2(const struct scheme *s, const struct kdf *k,
			 bool is_wide, struct keyed *out)
{
	const struct secret *password =
		is_wide ? k->reading->wide : k->reading->bytes;

	if (s->iv.n != out->engine->iv)
		return GNUTLS_E_INVALID_REQUEST;
	memcpy(out->iv, s->iv.p, s->iv.n);
	return kdf_pbkdf2(k, password, out->key, out->engine->key);
}

/* NSS before 3.34 gave PBKDF2 the password as UTF-16, and took the stated
 * length of an AES key for the cipher (bugzilla.mozilla.org 1268141). */
static const struct engine *old_engine(const struct scheme *s)
{
	const struct engine *e = engine_of(&s->cipher);

	for (size_t i = 0; i < ARRAY_LEN(engines); i++)
		if (strncmp(e->name, "AES-", 4) == 0 &&
		    strncmp(engines[i].name, "AES-", 4) == 0 &&
		    engines[i].key == s->key_len)
			return &engines[i];
	return e;
}

static int derive(const struct scheme *s, const struct reading *r, bool is_old,
		  struct keyed *out)
{
	const struct engine *e = is_old ? old_engine(s) : engine_of(&s->cipher);
	struct kdf k = {e->hash, r, s->salt, s->cipher.iterations};

	out->engine = e;
	if (e->by == BY_PKCS12)
		return derive_pkcs12(&k, out);
	if (e->by == BY_PBKDF1)
		return derive_pbkdf1(&k, out);
	k.hash = hash_by_name(s->cipher.prf);
	return derive_pbkdf2(s, &k, is_old, out);
}

/* Of two-key 3DES the first key comes a second time (RFC 7292 appendix C). */
static size_t key_for(struct keyed *k)
{
	if (k->engine->cipher != GNUTLS_CIPHER_3DES_CBC ||
	    k->engine->key != 2 * DES_LEN)
		return k->engine->key;
	memcpy(k->key + (size_t)2 * DES_LEN, k->key, DES_LEN);
	return (size_t)3 * DES_LEN;
}

static int run_cipher(struct keyed *k, struct secret *s, bool is_encrypting)
{
	gnutls_datum_t key = {k->key, (unsigned)key_for(k)};
	gnutls_datum_t iv = {k->iv, k->engine->iv};
	gnutls_cipher_hd_t cipher;
	int e = gnutls_cipher_init(&cipher,
				   (gnutls_cipher_algorithm_t)k->engine->cipher,
				   &key, k->engine->iv ? &iv : NULL);

	if (e < 0)
		return e;
	e = is_encrypting ? gnutls_cipher_encrypt(cipher, secret_room(s),
						  secret_len(s))
			  : gnutls_cipher_decrypt(cipher, secret_room(s),
						  secret_len(s));
	gnutls_cipher_deinit(cipher);
	return e;
}

/* PKCS#5 padding: always there, each byte its length; a stream has none. */
static struct secret *padded_copy(struct slice plain, size_t block)
{
	size_t pad = block ? block - plain.n % block : 0;
	struct secret *s = secret_new(plain.n + pad);
	char *p = secret_room(s);

	memcpy(p, plain.p, plain.n);
	memset(p + plain.n, (int)pad, pad);
	secret_set_len(s, plain.n + pad);
	return s;
}

static bool cut_padding(struct secret *s, size_t block)
{
	size_t n = secret_len(s);
	const char *p = secret_data(s);
	size_t pad = block && n ? (unsigned char)p[n - 1] : 0;

	if (block && (pad == 0 || pad > block || pad > n))
		return false;
	for (size_t i = 1; i <= pad; i++)
		if ((unsigned char)p[n - i] != pad)
			return false;
	secret_set_len(s, n - pad);
	return true;
}

/* Wrong keys hardly ever give padding and a whole SEQUENCE. */
static bool is_sequence(const struct secret *s)
{
	struct slice all = {(const unsigned char *)secret_data(s),
			    secret_len(s)};
	struct slice inner;

	return der_enter(&all, DER_SEQUENCE, &inner) == 0;
}

static struct secret *try_decrypt(const struct scheme *s,
				  const struct reading *r, bool is_old,
				  struct slice bytes)
{
	struct keyed k = {0};
	struct secret *plain = NULL;
	int e = derive(s, r, is_old, &k);
	size_t block = k.engine->iv;

	if (e == 0 && bytes.n && (!block || bytes.n % block == 0)) {
		plain = secret_new(bytes.n);
		if (secret_add(plain, bytes.p, bytes.n) < 0)
			die("no room for what is decrypted");
		e = run_cipher(&k, plain, false);
	}
	gnutls_memset(&k, 0, sizeof(k));
	secret_scrub_stack();
	if (plain && e == 0 && cut_padding(plain, block) && is_sequence(plain))
		return plain;
	secret_free(plain);
	return NULL;
}

enum pbe_result pbe_decrypt(const struct scheme *s, const struct reading *r,
			    struct slice bytes, struct secret **out)
{
	struct secret *plain;

	if (!pbe_is_known(&s->cipher))
		return PBE_UNKNOWN;
	plain = try_decrypt(s, r, false, bytes);
	if (!plain && s->cipher.is_pbes2)
		plain = try_decrypt(s, r, true, bytes);
	if (!plain)
		return PBE_FAILED;
	*out = plain;
	return PBE_OK;
}

enum pbe_result pbe_encrypt(const struct scheme *s, const struct reading *r,
			    struct slice plain, struct buf *out)
{
	struct keyed k = {0};
	struct secret *copy;
	int e;

	if (!pbe_is_known(&s->cipher))
		return PBE_UNKNOWN;
	e = derive(s, r, false, &k);
	copy = padded_copy(plain, k.engine->iv);
	if (e == 0)
		e = run_cipher(&k, copy, true);
	if (e == 0)
		buf_add(out, secret_data(copy), secret_len(copy));
	gnutls_memset(&k, 0, sizeof(k));
	secret_free(copy);
	secret_scrub_stack();
	return e == 0 ? PBE_OK : PBE_FAILED;
}
