/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys from the password of a bundle: RFC 7292 appendix B, RFC 8018. */
#include "x509/bundle/bundle-impl.h"

#include <limits.h>
#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "base/text.h"

enum {
	HASH_MAX = 64,
	BLOCK_MAX = 128,
	WIDE_BYTES_A_BYTE = 4, /* of UTF-16, for a byte of anything, at most */
};

/* v of RFC 7292 appendix B.2 is the input block of the hash. */
static const struct hash {
	const char *name, *hmac;
	int id;
	size_t block;
} hashes[] = {
	{"SHA1", "HMAC-SHA1", GNUTLS_DIG_SHA1, 64},
	{"SHA224", "HMAC-SHA224", GNUTLS_DIG_SHA224, 64},
	{"SHA256", "HMAC-SHA256", GNUTLS_DIG_SHA256, 64},
	{"SHA384", "HMAC-SHA384", GNUTLS_DIG_SHA384, 128},
	{"SHA512", "HMAC-SHA512", GNUTLS_DIG_SHA512, 128},
	{"MD5", "HMAC-MD5", GNUTLS_DIG_MD5, 64},
};

int hash_by_name(const char *name)
{
	for (size_t i = 0; name && i < ARRAY_LEN(hashes); i++)
		if (strcmp(hashes[i].name, name) == 0 ||
		    strcmp(hashes[i].hmac, name) == 0)
			return hashes[i].id;
	return 0;
}

static size_t block_of(int id)
{
	size_t i = 0;

	while (i + 1 < ARRAY_LEN(hashes) && hashes[i].id != id)
		i++;
	return hashes[i].block;
}

unsigned long bundle_next_char(const unsigned char **p)
{
	static const unsigned char masks[] = {0x7F, 0x1F, 0x0F, 0x07};
	unsigned char lead = *(*p)++;
	int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
	unsigned long c = lead & masks[more];

	while (more-- > 0)
		c = c << 6 | (*(*p)++ & 0x3F);
	return c;
}

static void put_unit(struct secret *to, unsigned long unit)
{
	const unsigned char bytes[] = {(unsigned char)(unit >> 8),
				       (unsigned char)unit};

	if (secret_add(to, bytes, sizeof(bytes)) < 0)
		die("no room for a password");
}

/* A character beyond UCS-2 becomes a pair: OpenSSL, Java and Windows do so. */
static void put_wide(struct secret *to, unsigned long c)
{
	if (c <= 0xFFFF) {
		put_unit(to, c);
		return;
	}
	c -= 0x10000;
	put_unit(to, 0xD800 | (c >> 10));
	put_unit(to, 0xDC00 | (c & 0x3FF));
}

void reading_make(const char *text, size_t n, bool as_latin1,
		  struct reading *out)
{
	const unsigned char *p = (const unsigned char *)text;
	const unsigned char *end = p + n;

	as_latin1 = as_latin1 || !text_is_utf8(text, n);
	out->wide = secret_new(WIDE_BYTES_A_BYTE * n + 2);
	out->bytes = secret_new(n);
	if (secret_add(out->bytes, text, n) < 0)
		die("no room for a password");
	while (p < end)
		put_wide(out->wide, as_latin1 ? *p++ : bundle_next_char(&p));
	put_unit(out->wide, 0);
	secret_scrub_stack();
}

void reading_make_none(struct reading *out)
{
	out->wide = secret_new(0);
	out->bytes = secret_new(0);
}

void reading_clear(struct reading *r)
{
	secret_free(r->wide);
	secret_free(r->bytes);
	*r = (struct reading){0};
}

/* Bytes repeated to whole blocks; of none there is nothing. */
static void fill_blocks(struct secret *in, const void *bytes, size_t n,
			size_t block)
{
	size_t len = (n + block - 1) / block * block;
	size_t at = 0;

	for (; at < len; at += n) {
		size_t part = len - at < n ? len - at : n;

		if (secret_add(in, bytes, part) < 0)
			die("no room for a key derivation");
	}
}

/* I of step 4: the salt and the password, each in whole blocks. */
static struct secret *expand_input(const struct kdf *k, size_t block)
{
	const struct secret *wide = k->reading->wide;
	struct secret *in =
		secret_new(k->salt.n + secret_len(wide) + 2 * block);

	fill_blocks(in, k->salt.p, k->salt.n, block);
	fill_blocks(in, secret_data(wide), secret_len(wide), block);
	return in;
}

static int hash_again(gnutls_hash_hd_t hash, unsigned char *a, size_t len,
		      unsigned long rounds)
{
	int e = 0;

	for (unsigned long i = 1; i < rounds && e == 0; i++) {
		e = gnutls_hash(hash, a, len);
		gnutls_hash_output(hash, a);
	}
	return e;
}

/* A = H(H(... H(D || I))): step 6 A. */
static int hash_rounds(const struct kdf *k, enum purpose purpose,
		       const struct secret *in, unsigned char *a)
{
	unsigned char d[BLOCK_MAX];
	gnutls_hash_hd_t hash;
	int e = gnutls_hash_init(&hash, (gnutls_digest_algorithm_t)k->hash);

	if (e < 0)
		return e;
	memset(d, purpose, sizeof(d));
	e = gnutls_hash(hash, d, block_of(k->hash));
	if (e == 0 && secret_len(in))
		e = gnutls_hash(hash, secret_data(in), secret_len(in));
	gnutls_hash_output(hash, a);
	if (e == 0)
		e = hash_again(
			hash, a,
			gnutls_hash_get_len((gnutls_digest_algorithm_t)k->hash),
			k->rounds);
	gnutls_hash_deinit(hash, NULL);
	return e;
}

/* Step 6 C: each block of I becomes I + B + 1, where B is A repeated. */
static void stir_input(struct secret *in, size_t block, const unsigned char *a,
		       size_t len)
{
	unsigned char *i = (unsigned char *)secret_room(in);

	for (size_t from = 0; from < secret_len(in); from += block) {
		unsigned carry = 1;

		for (size_t at = block; at-- > 0;) {
			carry += i[from + at] + a[at % len];
			i[from + at] = (unsigned char)carry;
			carry >>= 8;
		}
	}
}

int kdf_pkcs12(const struct kdf *k, enum purpose purpose, unsigned char *out,
	       size_t len)
{
	size_t block = block_of(k->hash);
	size_t u = gnutls_hash_get_len((gnutls_digest_algorithm_t)k->hash);
	unsigned char a[HASH_MAX];
	struct secret *in;
	int e = 0;

	if (k->salt.n > BUNDLE_SALT_MAX)
		return GNUTLS_E_INVALID_REQUEST;
	in = expand_input(k, block);
	for (size_t at = 0; at < len && e == 0; at += u) {
		e = hash_rounds(k, purpose, in, a);
		memcpy(out + at, a, len - at < u ? len - at : u);
		stir_input(in, block, a, u);
	}
	gnutls_memset(a, 0, sizeof(a));
	secret_free(in);
	return e;
}

/* The output is no longer than one hash (RFC 8018 section 5.1). */
int kdf_pbkdf1(const struct kdf *k, unsigned char *out, size_t len)
{
	size_t u = gnutls_hash_get_len((gnutls_digest_algorithm_t)k->hash);
	const struct secret *password = k->reading->bytes;
	unsigned char t[HASH_MAX];
	gnutls_hash_hd_t hash;
	int e = len > u ? GNUTLS_E_INVALID_REQUEST
			: gnutls_hash_init(&hash,
					   (gnutls_digest_algorithm_t)k->hash);

	if (e < 0)
		return e;
	if (secret_len(password))
		e = gnutls_hash(hash, secret_data(password),
				secret_len(password));
	if (e == 0 && k->salt.n)
		e = gnutls_hash(hash, k->salt.p, k->salt.n);
	gnutls_hash_output(hash, t);
	if (e == 0)
		e = hash_again(hash, t, u, k->rounds);
	gnutls_hash_deinit(hash, NULL);
	memcpy(out, t, len);
	gnutls_memset(t, 0, sizeof(t));
	return e;
}

/* nettle asserts that there is a round. */
int kdf_pbkdf2(const struct kdf *k, const struct secret *password,
	       unsigned char *out, size_t len)
{
	gnutls_datum_t key = {(unsigned char *)secret_data(password),
			      (unsigned)secret_len(password)};
	gnutls_datum_t salt = {(unsigned char *)k->salt.p, (unsigned)k->salt.n};

	if (k->rounds == 0 || k->rounds > UINT_MAX ||
	    k->salt.n > BUNDLE_SALT_MAX)
		return GNUTLS_E_INVALID_REQUEST;
	return gnutls_pbkdf2((gnutls_mac_algorithm_t)k->hash, &key, &salt,
			     (unsigned)k->rounds, out, len);
}
