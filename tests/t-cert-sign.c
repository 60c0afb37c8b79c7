/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates other programs make: fields, signatures, name constraints. */
#include "tests/make-cert.h"
#include "tests/tool.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "x509/cert.h"
#include "x509/sigalg.h"

static struct cert *made_by(const char *command)
{
	struct report r = {0};
	struct cert *c = NULL;
	struct buf der = {0};

	if (tool_makes(command, &der))
		CU_ASSERT_EQUAL(cert_parse(der.data, der.len, &c, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	buf_clear(&der);
	return c;
}

static const char full_command[] =
    "openssl req -x509 -newkey rsa:2048 -nodes -keyout k -days 30 "
    "-set_serial 0xF00D0123456789 -subj /O=Org/CN=Alice -outform DER "
    "-addext basicConstraints=critical,CA:TRUE,pathlen:3 "
    "-addext certificatePolicies=2.23.140.1.5.1.2,1.2.3.4 "
    "-addext crlDistributionPoints=URI:http://crl/1,URI:http://crl/2 "
    "-addext 'authorityInfoAccess=caIssuers;URI:http://ca/,OCSP;URI:http://o/' "
    "-addext extendedKeyUsage=emailProtection,anyExtendedKeyUsage "
    "-out made";

static void fields_of_another_programs_certificate_are_read(void)
{
	struct cert *c = made_by(full_command);
	char *serial;

	if (!c)
		return;
	serial = cert_serial(c);
	CU_ASSERT_STRING_EQUAL(serial, "F00D0123456789");
	CU_ASSERT(c->is_ca);
	CU_ASSERT_EQUAL(c->path_len, 3);
	CU_ASSERT(strlist_has(&c->policies, "2.23.140.1.5.1.2"));
	CU_ASSERT(strlist_has(&c->policies, "1.2.3.4"));
	CU_ASSERT(strlist_has(&c->crl_urls, "http://crl/2"));
	CU_ASSERT(strlist_has(&c->issuer_urls, "http://ca/"));
	CU_ASSERT(strlist_has(&c->ocsp_urls, "http://o/"));
	CU_ASSERT_EQUAL(c->extended, EKU_EMAIL | EKU_ANY);
	CU_ASSERT_EQUAL(c->subject_key_id.len, 20);
	CU_ASSERT(buf_equal(&c->subject_key_id, &c->authority_key_id));
	CU_ASSERT_EQUAL(c->not_after - c->not_before, 30 * 86400);
	CU_ASSERT(c->self_issued);
	CU_ASSERT(c->self_signed);
	CU_ASSERT_STRING_EQUAL(c->subject.items[0], "O=Org");
	free(serial);
	cert_free(c);
}

static void every_way_to_sign_is_verified_and_named(void)
{
	static const struct {
		const char *options, *name;
		bool weak;
	} rows[] = {
	    {"rsa:2048 -sha256", "RSA-SHA256", false},
	    {"rsa:2048 -sha1", "RSA-SHA1", true},
	    {"rsa:2048 -md5", "RSA-MD5", true},
	    {"rsa:2048 -sha512 -sigopt rsa_padding_mode:pss", "RSA-PSS-SHA512",
	     false},
	    {"rsa:2048 -sha256 -sigopt rsa_padding_mode:pss "
	     "-sigopt rsa_pss_saltlen:20",
	     "RSA-PSS-SHA256", false},
	    {"rsa:2048 -sha256 -sigopt rsa_padding_mode:pss "
	     "-sigopt rsa_pss_saltlen:-1",
	     "RSA-PSS-SHA256", false},
	    {"rsa-pss -sha256", "RSA-PSS-SHA256", false},
	    {"ec -pkeyopt ec_paramgen_curve:P-384 -sha384", "ECDSA-SHA384",
	     false},
	    {"ed25519", "EdDSA-Ed25519", false},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *command = xasprintf("openssl req -x509 -nodes -keyout k "
					  "-subj /CN=A -outform DER -out made "
					  "-newkey %s",
					  rows[i].options);
		struct cert *c = made_by(command), *changed;

		free(command);
		if (!c)
			continue;
		CU_ASSERT(c->self_signed);
		CU_ASSERT_STRING_EQUAL(c->signature, rows[i].name);
		CU_ASSERT_EQUAL(c->signature_weak, rows[i].weak);
		c->der.data[c->der.len - 1] ^= 1;
		changed = parsed(&c->der);
		CU_ASSERT_FALSE(changed->self_signed);
		CU_ASSERT_FALSE(cert_signed_by(changed, c));
		cert_free(changed);
		cert_free(c);
	}
}

static void impostor_of_the_same_name_did_not_sign(void)
{
	struct cert *a = made_by(full_command);
	struct cert *b = made_by(full_command);

	if (a && b) {
		CU_ASSERT(buf_equal(&a->subject_der, &b->issuer_der));
		CU_ASSERT_FALSE(cert_signed_by(a, b));
	}
	cert_free(a);
	cert_free(b);
}

/* --- against GnuTLS's own reading of the same files --- */

static unsigned their_usage(gnutls_x509_crt_t crt, bool *there)
{
	static const unsigned theirs[] = {
	    GNUTLS_KEY_DIGITAL_SIGNATURE, GNUTLS_KEY_NON_REPUDIATION,
	    GNUTLS_KEY_KEY_ENCIPHERMENT,  GNUTLS_KEY_DATA_ENCIPHERMENT,
	    GNUTLS_KEY_KEY_AGREEMENT,     GNUTLS_KEY_KEY_CERT_SIGN,
	    GNUTLS_KEY_CRL_SIGN,          GNUTLS_KEY_ENCIPHER_ONLY,
	    GNUTLS_KEY_DECIPHER_ONLY};
	unsigned usage = 0, ours = 0;

	*there = gnutls_x509_crt_get_key_usage(crt, &usage, NULL) >= 0;
	for (unsigned i = 0; i < ARRAY_LEN(theirs); i++)
		if (usage & theirs[i])
			ours |= 1u << i;
	return ours;
}

static size_t their_emails(gnutls_x509_crt_t crt)
{
	size_t n = 0;
	int type = 0;

	for (unsigned i = 0; type >= 0; i++) {
		char name[1024];
		size_t size = sizeof(name);

		type = gnutls_x509_crt_get_subject_alt_name(crt, i, name, &size,
							    NULL);
		if (type == GNUTLS_E_SHORT_MEMORY_BUFFER)
			type = GNUTLS_SAN_OTHERNAME;
		n += type == GNUTLS_SAN_RFC822NAME;
	}
	return n;
}

static void compare_with_gnutls(const struct cert *c, gnutls_x509_crt_t crt,
				const char *file)
{
	bool there, same;
	unsigned usage = their_usage(crt, &there);

	same = c->has_usage == there && c->usage == usage &&
	       c->emails.n == their_emails(crt) &&
	       c->not_before == gnutls_x509_crt_get_activation_time(crt) &&
	       c->not_after == gnutls_x509_crt_get_expiration_time(crt) &&
	       c->is_ca == (gnutls_x509_crt_get_ca_status(crt, NULL) > 0);
	if (!same) {
		fprintf(stderr, "read in another way: %s\n", file);
		CU_FAIL("GnuTLS reads it in another way");
	}
}

static void compare_file(const char *file)
{
	const char *path = test_corpus(file);
	gnutls_x509_crt_t crt;
	struct buf text = {0};
	struct report r = {0};
	struct cert *c = NULL;
	gnutls_datum_t in, der;

	if (!path)
		return;
	test_read(path, &text);
	in = (gnutls_datum_t){(unsigned char *)text.data, (unsigned)text.len};
	if (gnutls_pem_base64_decode2("CERTIFICATE", &in, &der) >= 0) {
		gnutls_x509_crt_init(&crt);
		if (gnutls_x509_crt_import(crt, &der, GNUTLS_X509_FMT_DER) >=
			0 &&
		    cert_parse(der.data, der.size, &c, &r) == 0)
			compare_with_gnutls(c, crt, file);
		cert_free(c);
		gnutls_x509_crt_deinit(crt);
		gnutls_free(der.data);
	}
	report_clear(&r);
	buf_clear(&text);
}

static void corpus_is_read_as_gnutls_reads_it(void)
{
	const char *path = test_corpus("PARSE-ORACLES.tsv");
	struct buf table = {0};
	char *line, *rest;

	if (!path) {
		test_skip("no corpus");
		return;
	}
	test_read(path, &table);
	for (line = strtok_r(table.data, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		char *tab = strchr(line, '\t');

		if (!tab || strncmp(tab, "\tcert-pem\tok\tok", 15) != 0)
			continue;
		*tab = '\0';
		compare_file(line);
	}
	buf_clear(&table);
}

/* An RSA key of ones, with an exponent of this many bytes. */
static void made_up_key(size_t bytes, size_t exponent, struct spki *out)
{
	struct buf pair = {0}, ones = {0}, der = {0};
	struct report r = {0};

	for (size_t i = 0; i < bytes; i++)
		buf_addc(&ones, '\x7F');
	der_put(&pair, DER_INTEGER, ones.data, bytes);
	der_put(&pair, DER_INTEGER, ones.data, exponent);
	der_wrap(&pair, DER_SEQUENCE);
	buf_clear(&ones);
	buf_addc(&ones, '\0');
	buf_add(&ones, pair.data, pair.len);
	der_put_oid(&der, "1.2.840.113549.1.1.1");
	der_put_null(&der);
	der_wrap(&der, DER_SEQUENCE);
	der_put_buf(&der, DER_BITS, &ones);
	der_wrap(&der, DER_SEQUENCE);
	CU_ASSERT_EQUAL(spki_parse(der.data, der.len, out, &r), 0);
	buf_clear(&pair);
	buf_clear(&ones);
	buf_clear(&der);
}

/* One of 16384 bits with an exponent as long takes 0.6 s for a signature. */
static void keys_made_to_cost_time_verify_nothing(void)
{
	static const struct {
		size_t bytes, exponent;
		bool usable;
	} rows[] = {
	    {512, 512, false}, {512, 9, false},	   {512, 8, true},
	    {256, 256, true},  {2048, 3, true}, {2049, 3, false},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct spki key = {0};
		struct verifier *v;

		made_up_key(rows[i].bytes, rows[i].exponent, &key);
		v = verifier_new(&key);
		CU_ASSERT_EQUAL(v != NULL, rows[i].usable);
		verifier_free(v);
		spki_clear(&key);
	}
}

const struct test tests_cert_sign[] = {
    TEST(keys_made_to_cost_time_verify_nothing),
    TEST(fields_of_another_programs_certificate_are_read),
    TEST(every_way_to_sign_is_verified_and_named),
    TEST(impostor_of_the_same_name_did_not_sign),
    TEST(corpus_is_read_as_gnutls_reads_it),
    {0},
};
