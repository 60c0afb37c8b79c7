/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of revocation: lists signed by authorities of ca.h, by GnuTLS. */
#ifndef TESTS_MAKE_CRL_H
#define TESTS_MAKE_CRL_H

#include "tests/ca.h"
#include "x509/crl.h"

/* What is to be in a list; times are seconds from TEST_NOW. */
struct crl_wish {
	const struct cert *revoked; /* NULL: nothing */
	long since, made, due;	    /* due 0: no next update */
};

static inline gnutls_x509_crl_t crl_begin(const struct crl_wish *wish)
{
	gnutls_x509_crl_t crl;

	gnutls_x509_crl_init(&crl);
	gnutls_x509_crl_set_version(crl, 2);
	gnutls_x509_crl_set_this_update(crl, TEST_NOW + wish->made);
	if (wish->due)
		gnutls_x509_crl_set_next_update(crl, TEST_NOW + wish->due);
	if (wish->revoked)
		gnutls_x509_crl_set_crt_serial(crl, wish->revoked->serial.data,
					       wish->revoked->serial.len,
					       TEST_NOW + wish->since);
	return crl;
}

/* Its DER, signed in the name of one authority with the key of another. */
static inline void crl_bytes(const struct crl_wish *wish, const struct ca *name,
			     const struct ca *key, struct buf *out)
{
	gnutls_x509_crl_t crl = crl_begin(wish);
	gnutls_x509_crt_t by;
	gnutls_datum_t der;

	gnutls_x509_crt_init(&by);
	gnutls_x509_crt_set_dn_by_oid(by, GNUTLS_OID_X520_COMMON_NAME, 0,
				      name->name, strlen(name->name));
	gnutls_x509_crt_set_key(by, key->key);
	CU_ASSERT_EQUAL_FATAL(gnutls_x509_crl_sign2(crl, by, key->key,
						    GNUTLS_DIG_SHA256, 0),
			      0);
	CU_ASSERT_EQUAL_FATAL(
		gnutls_x509_crl_export2(crl, GNUTLS_X509_FMT_DER, &der), 0);
	buf_clear(out);
	buf_add(out, der.data, der.size);
	gnutls_free(der.data);
	gnutls_x509_crl_deinit(crl);
	gnutls_x509_crt_deinit(by);
}

static inline struct crl *crl_made(const struct crl_wish *wish,
				   const struct ca *name, const struct ca *key)
{
	struct buf der = {0};
	struct crl *crl;

	crl_bytes(wish, name, key, &der);
	CU_ASSERT_EQUAL_FATAL(crl_parse(der.data, der.len, &crl), 0);
	buf_clear(&der);
	return crl;
}

#endif
