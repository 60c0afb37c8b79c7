/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content encrypted and decrypted as it comes: CBC with its padding (RFC 5652
 * section 6.3), and GCM (RFC 5084). */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

struct cms_crypt {
	gnutls_cipher_hd_t native;
	bool encrypt, is_gcm;
	size_t block;                  /* pieces GnuTLS wants */
	unsigned char part[CMS_BLOCK]; /* the beginning of one */
	size_t in_part;
	unsigned char held[CMS_BLOCK]; /* CBC: the last one, may be padding */
	bool is_held;
};

struct cms_crypt *cms_crypt_new(enum cms_cipher cipher,
				const struct secret *key, struct slice iv,
				bool encrypt)
{
	const struct cms_cipher_row *row = cms_cipher_row(cipher);
	struct cms_crypt *c = xcalloc(1, sizeof(*c));
	gnutls_datum_t k = {(unsigned char *)secret_data(key),
			    (unsigned)secret_len(key)};
	gnutls_datum_t v = {(unsigned char *)iv.p, (unsigned)iv.n};

	c->encrypt = encrypt;
	c->is_gcm = !row->block;
	c->block = row->block ? row->block : CMS_BLOCK;
	if (gnutls_cipher_init(&c->native,
			       (gnutls_cipher_algorithm_t)row->native, &k,
			       &v) < 0) {
		free(c);
		return NULL;
	}
	return c;
}

void cms_crypt_free(struct cms_crypt *c)
{
	if (!c)
		return;
	gnutls_cipher_deinit(c->native);
	gnutls_memset(c, 0, sizeof(*c));
	free(c);
}

void cms_crypt_auth(struct cms_crypt *c, struct slice attributes)
{
	if (gnutls_cipher_add_auth(c->native, attributes.p, attributes.n) < 0)
		die("the cryptographic library cannot authenticate");
}

static void run(struct cms_crypt *c, const unsigned char *from, size_t n,
		unsigned char *to)
{
	int code = c->encrypt
			   ? gnutls_cipher_encrypt2(c->native, from, n, to, n)
			   : gnutls_cipher_decrypt2(c->native, from, n, to, n);

	if (code < 0)
		die("the cryptographic library cannot encrypt");
}

/* Whole blocks; of CBC that is decrypted the last one stays behind, and the
 * one that stayed behind before comes first. */
static size_t run_blocks(struct cms_crypt *c, const unsigned char *from,
			 size_t n, unsigned char *to)
{
	size_t first = 0;

	if (!n)
		return 0;
	if (c->encrypt || c->is_gcm) {
		run(c, from, n, to);
		return n;
	}
	if (c->is_held) {
		memcpy(to, c->held, c->block);
		first = c->block;
	}
	run(c, from, n - c->block, to + first);
	run(c, from + n - c->block, c->block, c->held);
	c->is_held = true;
	return first + n - c->block;
}

size_t cms_crypt_update(struct cms_crypt *c, struct slice *in, void *to,
			size_t room)
{
	unsigned char *at = to;
	size_t done = 0, n;

	if (c->in_part) {
		n = c->block - c->in_part;
		n = n < in->n ? n : in->n;
		memcpy(c->part + c->in_part, in->p, n);
		c->in_part += n;
		in->p += n;
		in->n -= n;
		if (c->in_part < c->block)
			return 0;
		done = run_blocks(c, c->part, c->block, at);
		c->in_part = 0;
	}
	n = room - done - c->block;
	n = n < in->n ? n : in->n;
	n -= n % c->block;
	done += run_blocks(c, in->p, n, at + done);
	in->p += n;
	in->n -= n;
	if (in->n < c->block) {
		memcpy(c->part, in->p, in->n);
		c->in_part = in->n;
		in->p += in->n;
		in->n = 0;
	}
	return done;
}

/* The padding's length, 0 where it is wrong. All of its bytes are looked at. */
static size_t padding(const unsigned char *block, size_t len)
{
	unsigned n = block[len - 1], wrong = n == 0 || n > len;

	for (size_t i = 1; i <= len; i++)
		wrong |= (i <= n) & (block[len - i] != n);
	return wrong ? 0 : n;
}

int cms_crypt_final(struct cms_crypt *c, void *to, size_t *n)
{
	size_t pad = c->block - c->in_part;

	*n = c->in_part;
	if (c->is_gcm) {
		if (c->in_part)
			run(c, c->part, c->in_part, to);
		return 0;
	}
	if (c->encrypt) {
		memset(c->part + c->in_part, (int)pad, pad);
		run(c, c->part, c->block, to);
		*n = c->block;
		return 0;
	}
	pad = c->is_held ? padding(c->held, c->block) : 0;
	if (c->in_part || !pad)
		return -1;
	*n = c->block - pad;
	memcpy(to, c->held, *n);
	return 0;
}

void cms_crypt_tag(struct cms_crypt *c, unsigned char tag[CMS_TAG])
{
	if (gnutls_cipher_tag(c->native, tag, CMS_TAG) < 0)
		die("the cryptographic library cannot authenticate");
}
