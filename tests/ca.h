/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of chains: authorities that issue, by GnuTLS. */
#ifndef TESTS_CA_H
#define TESTS_CA_H

#include <string.h>

#include <gnutls/x509.h>

#include "tests/test.h"
#include "x509/cert.h"

/* An authority: its name and its key, under as many certificates as made. */
struct ca {
	const char *name;
	gnutls_x509_privkey_t key;
};

static inline struct ca ca_new(const char *name)
{
	struct ca ca = {.name = name};

	gnutls_x509_privkey_init(&ca.key);
	gnutls_x509_privkey_generate(
		ca.key, GNUTLS_PK_ECDSA,
		GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
	return ca;
}

static inline void ca_set_ids(gnutls_x509_crt_t crt, const struct ca *subject,
		    const struct ca *issuer)
{
	unsigned char id[64];
	size_t len = sizeof(id);

	gnutls_x509_privkey_get_key_id(subject->key, 0, id, &len);
	gnutls_x509_crt_set_subject_key_id(crt, id, len);
	len = sizeof(id);
	gnutls_x509_privkey_get_key_id(issuer->key, 0, id, &len);
	gnutls_x509_crt_set_authority_key_id(crt, id, len);
}

/* subject's key under its name, signed by issuer's key in issuer's name. */
static inline struct cert *certify_with(const struct ca *subject,
					const struct ca *issuer, bool with_ids,
					bool is_ca)
{
	static unsigned char serial;
	gnutls_x509_crt_t crt, by;
	gnutls_datum_t der;
	struct report r = {0};
	struct cert *c;

	gnutls_x509_crt_init(&by);
	gnutls_x509_crt_set_dn_by_oid(by, GNUTLS_OID_X520_COMMON_NAME, 0,
				      issuer->name, strlen(issuer->name));
	gnutls_x509_crt_set_key(by, issuer->key);
	gnutls_x509_crt_init(&crt);
	serial++;
	gnutls_x509_crt_set_version(crt, 3);
	gnutls_x509_crt_set_serial(crt, (unsigned char[]){1, serial}, 2);
	gnutls_x509_crt_set_dn_by_oid(crt, GNUTLS_OID_X520_COMMON_NAME, 0,
				      subject->name, strlen(subject->name));
	gnutls_x509_crt_set_activation_time(crt, TEST_NOW - 1);
	gnutls_x509_crt_set_expiration_time(crt, TEST_NOW + 1000);
	gnutls_x509_crt_set_key(crt, subject->key);
	gnutls_x509_crt_set_basic_constraints(crt, is_ca, -1);
	if (is_ca)
		gnutls_x509_crt_set_key_usage(crt, GNUTLS_KEY_KEY_CERT_SIGN);
	if (with_ids)
		ca_set_ids(crt, subject, issuer);
	CU_ASSERT_EQUAL_FATAL(gnutls_x509_crt_sign2(crt, by, issuer->key,
						    GNUTLS_DIG_SHA256, 0),
			      0);
	CU_ASSERT_EQUAL_FATAL(
		gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_DER, &der), 0);
	CU_ASSERT_EQUAL_FATAL(cert_parse(der.data, der.size, &c, &r), 0);
	gnutls_free(der.data);
	gnutls_x509_crt_deinit(crt);
	gnutls_x509_crt_deinit(by);
	return c;
}

static inline struct cert *certify(const struct ca *subject, const struct ca *issuer)
{
	return certify_with(subject, issuer, true, true);
}

static inline struct cert *certify_leaf(const struct ca *subject,
					const struct ca *issuer)
{
	return certify_with(subject, issuer, true, false);
}

static inline void ca_clear(struct ca *ca)
{
	gnutls_x509_privkey_deinit(ca->key);
	ca->key = NULL;
}

#endif
