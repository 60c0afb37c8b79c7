/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The password check of a bundle: made, and compared (RFC 7292, RFC 9879). */
#include "x509/bundle/bundle-impl.h"

#include <string.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

enum {
	/* RFC 9879 section 5: shorter keys are not to be accepted. */
	PBMAC1_KEY_MIN = 20,
	PBMAC1_KEY_MAX = 512,
};

static size_t hmac(int hash, const unsigned char *key, size_t key_len,
		   struct slice bytes, unsigned char out[BUNDLE_MAC_MAX])
{
	gnutls_mac_algorithm_t id = (gnutls_mac_algorithm_t)hash;

	return gnutls_hmac_fast(id, key, key_len, bytes.p, bytes.n, out) < 0
		       ? 0
		       : gnutls_hmac_get_len(id);
}

/* The key is as long as the hash (RFC 7292 appendix B.3). */
static size_t make_old(const struct mac_scheme *m, const struct reading *r,
		       struct slice bytes, unsigned char out[BUNDLE_MAC_MAX])
{
	struct kdf k = {hash_by_name(m->name), r, m->salt, m->rounds};
	unsigned char key[BUNDLE_MAC_MAX];
	size_t len, n = 0;

	if (!k.hash)
		return 0;
	len = gnutls_hash_get_len((gnutls_digest_algorithm_t)k.hash);
	if (kdf_pkcs12(&k, PURPOSE_MAC, key, len) == 0)
		n = hmac(k.hash, key, len, bytes, out);
	gnutls_memset(key, 0, sizeof(key));
	return n;
}

/* The password is UTF-8 here, and the length of the key is stated (RFC 9879
 * sections 4 and 5). */
static size_t make_pbmac1(const struct mac_scheme *m, const struct reading *r,
			  struct slice bytes, unsigned char out[BUNDLE_MAC_MAX])
{
	const struct scheme *s = &m->kdf;
	struct kdf k = {hash_by_name(s->cipher.prf), r, s->salt, m->rounds};
	int hash = hash_by_name(m->hmac);
	unsigned char key[PBMAC1_KEY_MAX];
	size_t n = 0;

	if (!k.hash || !hash || s->key_len < PBMAC1_KEY_MIN ||
	    s->key_len > PBMAC1_KEY_MAX)
		return 0;
	if (kdf_pbkdf2(&k, r->bytes, key, s->key_len) == 0)
		n = hmac(hash, key, s->key_len, bytes, out);
	gnutls_memset(key, 0, sizeof(key));
	return n;
}

size_t mac_make(const struct mac_scheme *m, const struct reading *r,
		struct slice safes, unsigned char out[BUNDLE_MAC_MAX])
{
	size_t n = strcmp(m->name, "PBMAC1") == 0
			   ? make_pbmac1(m, r, safes, out)
			   : make_old(m, r, safes, out);

	secret_scrub_stack();
	return n;
}

enum mac_verdict mac_check(const struct mac_scheme *m, const struct reading *r,
			   struct slice safes)
{
	unsigned char mac[BUNDLE_MAC_MAX];
	size_t n = mac_make(m, r, safes, mac);

	if (n == 0)
		return MAC_UNKNOWN;
	return m->digest.n == n && gnutls_memcmp(mac, m->digest.p, n) == 0
		       ? MAC_RIGHT
		       : MAC_WRONG;
}
