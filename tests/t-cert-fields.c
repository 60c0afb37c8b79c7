/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates: extensions, copies, lists. */
#include "tests/make-cert.h"

#include <stdlib.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

static void absent_usage_is_not_an_empty_one(void)
{
	struct buf value = {0}, der = {0};
	struct cert *c;

	make_plain(&der);
	c = parsed(&der);
	CU_ASSERT_FALSE(c->has_usage);
	CU_ASSERT_FALSE(c->has_extended);
	cert_free(c);
	der_put(&value, DER_BITS, "\0", 1);
	c = cert_with("2.5.29.15", true, &value);
	CU_ASSERT(c->has_usage);
	CU_ASSERT_EQUAL(c->usage, 0);
	cert_free(c);
	buf_clear(&der);
}

static void every_bit_of_usage_is_read(void)
{
	for (unsigned i = 0; i < 9; i++) {
		unsigned char bits[] = {7, 0, 0};
		struct buf value = {0};
		struct cert *c;

		bits[1 + i / 8] = (unsigned char)(0x80 >> i % 8);
		der_put(&value, DER_BITS, bits, sizeof(bits));
		c = cert_with("2.5.29.15", true, &value);
		CU_ASSERT_EQUAL(c->usage, 1u << i);
		cert_free(c);
	}
}

static void usages_have_names(void)
{
	char *text = usage_text(KU_SIGN | KU_KEY_ENCIPHER);

	CU_ASSERT_STRING_EQUAL(text, "digitalSignature, keyEncipherment");
	free(text);
	text = extended_usage_text(EKU_EMAIL | EKU_OTHER);
	CU_ASSERT_STRING_EQUAL(text, "emailProtection, others");
	free(text);
	text = usage_text(0);
	CU_ASSERT_STRING_EQUAL(text, "none");
	free(text);
}

static void unknown_purpose_counts_as_other(void)
{
	struct buf value = {0};
	struct cert *c;

	der_put_oid(&value, "1.3.6.1.5.5.7.3.4");
	der_put_oid(&value, "1.2.3.4");
	wrap(DER_SEQUENCE, &value);
	c = cert_with("2.5.29.37", false, &value);
	CU_ASSERT(c->has_extended);
	CU_ASSERT_EQUAL(c->extended, EKU_EMAIL | EKU_OTHER);
	cert_free(c);
}

static void only_a_critical_unknown_extension_is_noticed(void)
{
	struct buf value = {0};
	struct cert *c;

	der_put_null(&value);
	c = cert_with("1.2.3.4", true, &value);
	CU_ASSERT(c->critical_unknown);
	cert_free(c);
	der_put_null(&value);
	c = cert_with("1.2.3.4", false, &value);
	CU_ASSERT_FALSE(c->critical_unknown);
	cert_free(c);
	der_put(&value, DER_BITS, "\x07\x80", 2);
	c = cert_with("2.5.29.15", true, &value);
	CU_ASSERT_FALSE(c->critical_unknown);
	cert_free(c);
}

static void add_access(struct buf *list, const char *method, unsigned tag,
		       const char *url)
{
	struct buf entry = {0};

	der_put_oid(&entry, method);
	der_put(&entry, tag, url, strlen(url));
	der_put_buf(list, DER_SEQUENCE, &entry);
	buf_clear(&entry);
}

static void addresses_of_the_issuer_are_found_behind_strange_entries(void)
{
	struct buf value = {0};
	struct cert *c;

	add_access(&value, "1.3.6.1.5.5.7.48.99", SAN_URI, "http://x/");
	add_access(&value, "1.3.6.1.5.5.7.48.2", SAN_MAIL, "a@example.org");
	add_access(&value, "1.3.6.1.5.5.7.48.1", SAN_URI, "http://ocsp/");
	add_access(&value, "1.3.6.1.5.5.7.48.2", SAN_URI, "http://ca/");
	wrap(DER_SEQUENCE, &value);
	c = cert_with("1.3.6.1.5.5.7.1.1", false, &value);
	CU_ASSERT_EQUAL_FATAL(c->issuer_urls.n, 1);
	CU_ASSERT_STRING_EQUAL(c->issuer_urls.items[0], "http://ca/");
	CU_ASSERT_EQUAL_FATAL(c->ocsp_urls.n, 1);
	CU_ASSERT_STRING_EQUAL(c->ocsp_urls.items[0], "http://ocsp/");
	cert_free(c);
}

static const struct serial {
	const char *bytes;
	size_t n;
	bool is_bad;
} serials[] = {
    {"\x01", 1, false},
    {"\x00\x80", 2, false},
    {"\x00", 1, true},
    {"\x80", 1, true},
    {"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"
     "\x11\x12\x13\x14",
     20, false},
    {"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"
     "\x11\x12\x13\x14\x15",
     21, true},
};

static void serial_number_is_positive_and_short(void)
{
	for (size_t i = 0; i < ARRAY_LEN(serials); i++) {
		struct buf der = {0};
		struct cert_parts p;
		struct cert *c;

		parts_begin(&p);
		buf_clear(&p.serial);
		buf_add(&p.serial, serials[i].bytes, serials[i].n);
		parts_make(&p, &der);
		c = parsed(&der);
		CU_ASSERT_EQUAL(c->serial_bad, serials[i].is_bad);
		cert_free(c);
		buf_clear(&der);
	}
}

static void issuer_without_attributes_is_empty(void)
{
	struct buf der = {0};
	struct cert_parts p;
	struct cert *c;

	parts_begin(&p);
	buf_clear(&p.issuer);
	parts_make(&p, &der);
	c = parsed(&der);
	CU_ASSERT(c->issuer_empty);
	cert_free(c);
	make_plain(&der);
	c = parsed(&der);
	CU_ASSERT_FALSE(c->issuer_empty);
	cert_free(c);
	buf_clear(&der);
}

static void name_constraints_are_kept_as_they_are(void)
{
	struct buf value = {0};
	struct cert *c;

	der_put_null(&value);
	wrap(DER_SEQUENCE, &value);
	c = cert_with("2.5.29.30", true, &value);
	CU_ASSERT(c->has_name_constraints);
	CU_ASSERT_EQUAL_FATAL(c->name_constraints.len, 4);
	CU_ASSERT_EQUAL(memcmp(c->name_constraints.data, "\x30\2\5\0", 4), 0);
	cert_free(c);
}

static const struct policy_row {
	const char *oid;
	bool critical, is_rare, is_rule;
} policy_rows[] = {
	{"2.5.29.33", true, true, true},   {"2.5.29.33", false, false, true},
	{"2.5.29.36", true, false, true},  {"2.5.29.54", true, false, true},
	{"2.5.29.18", true, true, false},  {"2.5.29.46", true, true, false},
	{"2.5.29.18", false, false, false},
};

static void critical_extension_that_mozilla_refuses_is_noticed(void)
{
	for (size_t i = 0; i < ARRAY_LEN(policy_rows); i++) {
		struct buf value = {0};
		struct cert *c;

		der_put(&value, SAN_URI, "x", 1);
		wrap(DER_SEQUENCE, &value);
		c = cert_with(policy_rows[i].oid, policy_rows[i].critical,
			      &value);
		CU_ASSERT_EQUAL(c->critical_rare, policy_rows[i].is_rare);
		CU_ASSERT_EQUAL(c->has_policy_rules, policy_rows[i].is_rule);
		CU_ASSERT_FALSE(c->critical_unknown);
		cert_free(c);
	}
}

static void rsa_key(bool has_null, struct buf *out)
{
	struct buf key = {0}, algorithm = {0};

	der_put(&key, DER_INTEGER, "\1\1\1\1\1\1\1\1\1", 9);
	der_put_number(&key, 65537);
	wrap(DER_SEQUENCE, &key);
	der_put_oid(&algorithm, "1.2.840.113549.1.1.1");
	if (has_null)
		der_put_null(&algorithm);
	wrap(DER_SEQUENCE, &algorithm);
	buf_addc(&algorithm, DER_BITS);
	buf_addc(&algorithm, (char)(key.len + 1));
	buf_addc(&algorithm, '\0');
	buf_add(&algorithm, key.data, key.len);
	wrap(DER_SEQUENCE, &algorithm);
	buf_move(out, &algorithm);
	buf_clear(&key);
}

static void rsa_key_without_null_is_noticed(void)
{
	for (int has_null = 0; has_null < 2; has_null++) {
		struct buf der = {0};
		struct cert_parts p;
		struct cert *c;

		parts_begin(&p);
		rsa_key(has_null, &p.spki);
		parts_make(&p, &der);
		c = parsed(&der);
		CU_ASSERT_EQUAL(c->spki.algo, ALGO_RSA);
		CU_ASSERT_EQUAL(c->spki_no_null, !has_null);
		cert_free(c);
		buf_clear(&der);
	}
}

static void curve_written_out_is_no_named_one(void)
{
	struct buf der = {0}, algorithm = {0}, content = {0};
	struct cert_parts p;
	struct cert *c;

	make_plain(&der);
	c = parsed(&der);
	CU_ASSERT_FALSE(c->spki.curve_is_explicit);
	CU_ASSERT_STRING_EQUAL(c->spki.curve, "P-256");
	cert_free(c);
	der_put_oid(&algorithm, "1.2.840.10045.2.1");
	der_put(&algorithm, DER_SEQUENCE, "\2\1\1", 3);
	der_put_buf(&content, DER_SEQUENCE, &algorithm);
	der_put(&content, DER_BITS, "\0\4\1\1", 4);
	wrap(DER_SEQUENCE, &content);
	parts_begin(&p);
	buf_move(&p.spki, &content);
	parts_make(&p, &der);
	c = parsed(&der);
	CU_ASSERT(c->spki.curve_is_explicit);
	cert_free(c);
	buf_clear(&algorithm);
	buf_clear(&der);
}

static void attributes_are_named_as_gnutls_names_them(void)
{
	static const char *const oids[] = {
	    "2.5.4.3", "2.5.4.6", "2.5.4.10",		  "2.5.4.11", "2.5.4.7",
	    "2.5.4.8", "2.5.4.5", "1.2.840.113549.1.9.1", "1.2.3.4"};
	struct buf der = {0};
	struct cert_parts p;
	struct cert *c;

	parts_begin(&p);
	for (size_t i = 0; i < ARRAY_LEN(oids); i++)
		add_rdn(&p.subject, oids[i], DER_UTF8, "x", 1);
	parts_make(&p, &der);
	c = parsed(&der);
	CU_ASSERT_EQUAL_FATAL(c->subject.n, ARRAY_LEN(oids));
	for (size_t i = 0; i < ARRAY_LEN(oids); i++) {
		char *line = xasprintf(
		    "%s=x", gnutls_x509_dn_oid_name(
				oids[i], GNUTLS_X509_DN_OID_RETURN_OID));

		CU_ASSERT_STRING_EQUAL(c->subject.items[i], line);
		free(line);
	}
	cert_free(c);
	buf_clear(&der);
}

static void copy_is_equal(void)
{
	struct buf der = {0}, pem = {0};
	struct cert *c, *copy;

	make_plain(&der);
	c = parsed(&der);
	copy = cert_dup(c);
	CU_ASSERT(cert_equal(c, copy));
	cert_pem(copy, &pem);
	CU_ASSERT_EQUAL(strncmp(pem.data, "-----BEGIN CERTIFICATE-----", 27),
			0);
	cert_free(c);
	cert_free(copy);
	buf_clear(&pem);
	buf_clear(&der);
}

static void list_knows_what_it_holds(void)
{
	struct cert_list list = {0};
	struct buf der = {0};
	struct cert *c, *other;

	make_plain(&der);
	c = parsed(&der);
	make_with_rdns(1, &der);
	other = parsed(&der);
	cert_list_take(&list, c);
	CU_ASSERT(cert_list_has(&list, c));
	CU_ASSERT_FALSE(cert_list_has(&list, other));
	cert_free(other);
	cert_list_clear(&list);
	buf_clear(&der);
}

static void blank_signature_is_signed_by_nobody(void)
{
	struct buf der = {0};
	struct cert *c;

	make_plain(&der);
	c = parsed(&der);
	CU_ASSERT_FALSE(cert_signed_by(c, c));
	CU_ASSERT_FALSE(c->self_issued);
	cert_free(c);
	buf_clear(&der);
}

const struct test tests_cert_fields[] = {
    TEST(absent_usage_is_not_an_empty_one),
    TEST(every_bit_of_usage_is_read),
    TEST(usages_have_names),
    TEST(unknown_purpose_counts_as_other),
    TEST(only_a_critical_unknown_extension_is_noticed),
    TEST(addresses_of_the_issuer_are_found_behind_strange_entries),
    TEST(serial_number_is_positive_and_short),
    TEST(issuer_without_attributes_is_empty),
    TEST(name_constraints_are_kept_as_they_are),
    TEST(critical_extension_that_mozilla_refuses_is_noticed),
    TEST(rsa_key_without_null_is_noticed),
    TEST(curve_written_out_is_no_named_one),
    TEST(attributes_are_named_as_gnutls_names_them),
    TEST(copy_is_equal),
    TEST(list_knows_what_it_holds),
    TEST(blank_signature_is_signed_by_nobody),
    {0},
};
