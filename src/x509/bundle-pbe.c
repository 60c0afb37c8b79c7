/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys from a password, and what is done with them, as RFC 7292 appendix B. */
#include "x509/bundle-impl.h"

#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "base/text.h"
#include "x509/gtls.h"

enum {
	HASH_LEN = 20,  /* u: SHA-1's output */
	BLOCK_LEN = 64, /* v: SHA-1's input block */
	KEY_LEN = 24,
	IV_LEN = 8,
	CIPHER_BLOCK = 8,
};

/* RFC 7292 appendix B.3: what a derived string is for. */
enum purpose { PURPOSE_KEY = 1, PURPOSE_IV = 2, PURPOSE_MAC = 3 };

void pbe_init(struct pbe *pbe, const struct secret *password)
{
	pbe->password = password;
	gtls_random(pbe->salt, sizeof(pbe->salt));
}

static size_t whole_blocks(size_t n)
{
	return (n + BLOCK_LEN - 1) / BLOCK_LEN * BLOCK_LEN;
}

/*
 * I of step 4: the salt and the password, each repeated to whole blocks. The
 * password is UTF-16BE with a final NUL; of ASCII each second byte is 0.
 */
static struct secret *expand_input(const struct pbe *pbe)
{
	const char *text = secret_data(pbe->password);
	size_t wide = 2 * secret_len(pbe->password) + 2;
	size_t len = whole_blocks(wide);
	struct secret *in = secret_new(BLOCK_LEN + len);
	char *p = secret_room(in);

	for (size_t i = 0; i < BLOCK_LEN; i++)
		*p++ = (char)pbe->salt[i % PBE_SALT_LEN];
	for (size_t i = 0; i < len; i++) {
		size_t at = i % wide;

		*p++ = at % 2 && at < wide - 2 ? text[at / 2] : '\0';
	}
	secret_set_len(in, BLOCK_LEN + len);
	return in;
}

/* A = H(H(... H(D || I))), BUNDLE_ITERATIONS times. */
static int hash_rounds(enum purpose purpose, const struct secret *in,
		       unsigned char a[HASH_LEN])
{
	unsigned char d[BLOCK_LEN];
	gnutls_hash_hd_t hash;
	int e = gnutls_hash_init(&hash, GNUTLS_DIG_SHA1);

	if (e < 0)
		return e;
	memset(d, purpose, sizeof(d));
	e = gnutls_hash(hash, d, sizeof(d));
	if (e == 0)
		e = gnutls_hash(hash, secret_data(in), secret_len(in));
	gnutls_hash_output(hash, a);
	for (int i = 1; i < BUNDLE_ITERATIONS && e == 0; i++) {
		e = gnutls_hash(hash, a, HASH_LEN);
		gnutls_hash_output(hash, a);
	}
	gnutls_hash_deinit(hash, NULL);
	return e;
}

/* Step 6 C: each block of I becomes I + B + 1, where B is A repeated. */
static void stir_input(struct secret *in, const unsigned char a[HASH_LEN])
{
	unsigned char *i = (unsigned char *)secret_room(in);

	for (size_t block = 0; block < secret_len(in); block += BLOCK_LEN) {
		unsigned carry = 1;

		for (size_t at = BLOCK_LEN; at-- > 0;) {
			carry += i[block + at] + a[at % HASH_LEN];
			i[block + at] = (unsigned char)carry;
			carry >>= 8;
		}
	}
}

static int derive(const struct pbe *pbe, enum purpose purpose,
		  unsigned char *out, size_t len)
{
	struct secret *in = expand_input(pbe);
	unsigned char a[HASH_LEN];
	size_t at = 0;
	int e = 0;

	while (at < len && e == 0) {
		size_t n = len - at < HASH_LEN ? len - at : HASH_LEN;

		e = hash_rounds(purpose, in, a);
		memcpy(out + at, a, n);
		at += n;
		stir_input(in, a);
	}
	gnutls_memset(a, 0, sizeof(a));
	secret_free(in);
	return e;
}

/* PKCS#5 padding: always there, each byte its length. */
static struct secret *padded_copy(struct slice plain)
{
	size_t pad = CIPHER_BLOCK - plain.n % CIPHER_BLOCK;
	struct secret *s = secret_new(plain.n + pad);
	char *p = secret_room(s);

	memcpy(p, plain.p, plain.n);
	memset(p + plain.n, (int)pad, pad);
	secret_set_len(s, plain.n + pad);
	return s;
}

static int encrypt_padded(struct secret *s, unsigned char key[KEY_LEN],
			  unsigned char iv[IV_LEN])
{
	gnutls_datum_t k = {key, KEY_LEN};
	gnutls_datum_t v = {iv, IV_LEN};
	gnutls_cipher_hd_t cipher;
	int e = gnutls_cipher_init(&cipher, GNUTLS_CIPHER_3DES_CBC, &k, &v);

	if (e < 0)
		return e;
	e = gnutls_cipher_encrypt(cipher, secret_room(s), secret_len(s));
	gnutls_cipher_deinit(cipher);
	return e;
}

int pbe_encrypt(const struct pbe *pbe, struct slice plain, struct buf *out,
		struct report *report)
{
	unsigned char key[KEY_LEN], iv[IV_LEN];
	struct secret *s = padded_copy(plain);
	int e = derive(pbe, PURPOSE_KEY, key, sizeof(key));

	if (e == 0)
		e = derive(pbe, PURPOSE_IV, iv, sizeof(iv));
	if (e == 0)
		e = encrypt_padded(s, key, iv);
	if (e == 0)
		buf_add(out, secret_data(s), secret_len(s));
	gnutls_memset(key, 0, sizeof(key));
	secret_free(s);
	secret_scrub_stack();
	return e < 0 ? gtls_fail(e, _("The bundle could not be encrypted"),
				 report)
		     : 0;
}

int pbe_mac(const struct pbe *pbe, struct slice bytes,
	    unsigned char mac[PBE_MAC_LEN], struct report *report)
{
	unsigned char key[PBE_MAC_LEN];
	int e = derive(pbe, PURPOSE_MAC, key, sizeof(key));

	if (e == 0)
		e = gnutls_hmac_fast(GNUTLS_MAC_SHA1, key, sizeof(key), bytes.p,
				     bytes.n, mac);
	gnutls_memset(key, 0, sizeof(key));
	secret_scrub_stack();
	return e < 0 ? gtls_fail(e, _("The bundle could not be sealed"), report)
		     : 0;
}
