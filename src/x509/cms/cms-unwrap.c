/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content's key, out of what was sent to one recipient. */
#include "x509/cms/cms-impl.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

/* GnuTLS leaves the buffer as it was, and takes the same time, where the
 * padding is wrong or the length is not the one expected. Its result is not
 * looked at: a random key is what a wrong one becomes. */
static void rsa_unwrap(const struct cms_wrapped *w, const struct key *key,
		       struct secret *cek)
{
	gnutls_datum_t wrapped = {(unsigned char *)w->key.data,
				  (unsigned)w->key.len};
	gnutls_privkey_t native;
	int ignored;

	if (gnutls_privkey_init(&native) < 0)
		die("out of memory");
	if (gnutls_privkey_import_x509(native, key_native(key), 0) >= 0) {
		ignored = gnutls_privkey_decrypt_data2(
			native, 0, &wrapped, (unsigned char *)secret_room(cek),
			secret_len(cek));
		(void)ignored;
	}
	gnutls_privkey_deinit(native);
	secret_scrub_stack();
}

/* Content of the parameters of an AlgorithmIdentifier; may be empty. */
static struct slice params_of(const struct buf *algorithm)
{
	struct slice all = slice_of(algorithm), body, oid, params;

	if (der_enter(&all, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_OID, &oid) < 0 ||
	    der_enter(&body, DER_SEQUENCE, &params) < 0)
		return (struct slice){0};
	return params;
}

int cms_unwrap(const struct cms_wrapped *w, const struct key *key,
	       struct secret *cek)
{
	enum key_algo algo = key_spki(key)->algo;

	if (w->scheme == CMS_RSA && algo == ALGO_RSA)
		rsa_unwrap(w, key, cek);
	else if (w->scheme == CMS_RSA_OAEP && algo == ALGO_RSA)
		cms_oaep_unwrap(params_of(&w->algorithm), key,
				slice_of(&w->key), cek);
	else if (w->scheme == CMS_ECDH && algo == ALGO_EC)
		cms_agree_unwrap(w, key, cek);
	else
		return 0;
	return 1;
}
