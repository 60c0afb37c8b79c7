/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each form of a bundle protects what is in it, and the whole of it. */
#include "x509/bundle/bundle-impl.h"

#include "base/text.h"
#include "x509/gtls.h"

enum { SALT_LEN_MAX = 16, IV_LEN = 16 };

/* How the parts of a form are protected; appends an AlgorithmIdentifier's
 * content. */
struct recipe {
	void (*put_algorithm)(struct buf *to, const struct recipe *recipe,
			      unsigned long rounds);
	size_t salt_len;
	const char *mac_oid;
	const char *mac; /* its name */
};

static void put_random(struct buf *to, size_t n)
{
	unsigned char bytes[SALT_LEN_MAX];

	gtls_random(bytes, n);
	der_put(to, DER_OCTETS, bytes, n);
}

/* pbeWithSHAAnd3-KeyTripleDES-CBC with pkcs-12PbeParams (RFC 7292 appendix
 * C). */
static void put_pbe(struct buf *to, const struct recipe *recipe,
		    unsigned long rounds)
{
	struct buf parameters = {0};

	put_random(&parameters, recipe->salt_len);
	der_put_number(&parameters, rounds);
	der_put_oid(to, OID_PBE_SHA1_3DES);
	der_put_buf(to, DER_SEQUENCE, &parameters);
	buf_clear(&parameters);
}

/* PBKDF2-params (RFC 8018 appendix A.2) without keyLength; the PRF with its
 * NULL, which Apple's template does not let be absent (pkcs12Templates.c). */
static void put_pbkdf2(struct buf *to, const struct recipe *recipe,
		       unsigned long rounds)
{
	struct buf parameters = {0}, prf = {0};

	put_random(&parameters, recipe->salt_len);
	der_put_number(&parameters, rounds);
	der_put_oid(&prf, OID_HMAC_SHA256);
	der_put_null(&prf);
	der_put_buf(&parameters, DER_SEQUENCE, &prf);
	der_put_oid(to, OID_PBKDF2);
	der_put_buf(to, DER_SEQUENCE, &parameters);
	buf_clear(&parameters);
	buf_clear(&prf);
}

/* PBES2-params (RFC 8018 appendix A.4) with AES-256-CBC. */
static void put_pbes2(struct buf *to, const struct recipe *recipe,
		      unsigned long rounds)
{
	struct buf parameters = {0}, kdf = {0}, cipher = {0};

	put_pbkdf2(&kdf, recipe, rounds);
	der_put_buf(&parameters, DER_SEQUENCE, &kdf);
	der_put_oid(&cipher, OID_AES_256_CBC);
	put_random(&cipher, IV_LEN);
	der_put_buf(&parameters, DER_SEQUENCE, &cipher);
	der_put_oid(to, OID_PBES2);
	der_put_buf(to, DER_SEQUENCE, &parameters);
	buf_clear(&parameters);
	buf_clear(&kdf);
	buf_clear(&cipher);
}

static const struct recipe recipes[BUNDLE_FORM_COUNT] = {
	[BUNDLE_APPLE] = {put_pbe, 8, OID_SHA1, "SHA1"},
	[BUNDLE_MODERN] = {put_pbes2, 16, OID_SHA256, "SHA256"},
};

/* An AlgorithmIdentifier, and behind it an element of this tag with what was
 * encrypted. The key is derived from the algorithm as it was written, in the
 * way a reader does. */
int seal_put_encrypted(struct buf *to, const struct seal *seal,
		       struct slice plain, unsigned tag, struct report *report)
{
	const struct recipe *recipe = &recipes[seal->form];
	struct buf algorithm = {0}, cipher_text = {0};
	struct scheme s = {0};
	int r = -1;

	recipe->put_algorithm(&algorithm, recipe, seal->rounds);
	if (scheme_read(slice_of(&algorithm), &s) < 0 ||
	    pbe_encrypt(&s, &seal->reading, plain, &cipher_text) != PBE_OK) {
		report_add(report, FINDING_LIB_FAILED, NULL, "%s",
			   _("The bundle could not be encrypted."));
		goto out;
	}
	der_put_buf(to, DER_SEQUENCE, &algorithm);
	der_put_buf(to, tag, &cipher_text);
	r = 0;
out:
	scheme_clear(&s);
	buf_clear(&algorithm);
	buf_clear(&cipher_text);
	return r;
}

/* MacData (RFC 7292 section 4). The digest's NULL is there because the oldest
 * readers want it. */
int seal_put_mac(struct buf *to, const struct seal *seal,
		 const struct buf *safes, struct report *report)
{
	const struct recipe *recipe = &recipes[seal->form];
	unsigned char salt[SALT_LEN_MAX], mac[BUNDLE_MAC_MAX];
	struct mac_scheme m = {.name = (char *)recipe->mac,
			       .salt = {salt, recipe->salt_len},
			       .rounds = seal->rounds};
	struct buf algorithm = {0}, data = {0};
	size_t n;

	gtls_random(salt, recipe->salt_len);
	n = mac_make(&m, &seal->reading, slice_of(safes), mac);
	if (n == 0)
		return report_fail(report, FINDING_LIB_FAILED, NULL, "%s",
				   _("The bundle could not be sealed."));
	der_put_oid(&algorithm, recipe->mac_oid);
	der_put_null(&algorithm);
	der_wrap(&algorithm, DER_SEQUENCE);
	der_put(&algorithm, DER_OCTETS, mac, n);
	der_put_buf(&data, DER_SEQUENCE, &algorithm);
	der_put(&data, DER_OCTETS, salt, m.salt.n);
	der_put_number(&data, seal->rounds);
	der_put_buf(to, DER_SEQUENCE, &data);
	buf_clear(&algorithm);
	buf_clear(&data);
	return 0;
}
