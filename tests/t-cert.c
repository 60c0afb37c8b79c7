/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates out of hostile bytes: limits, damage, names. */
#include "tests/make-cert.h"

#include <stdlib.h>

static void rubbish_is_damaged(void)
{
	struct buf der = {0};

	buf_adds(&der, "rubbish");
	assert_damaged(&der);
	buf_clear(&der);
	assert_damaged(&der);
}

static void too_long_is_refused(void)
{
	struct buf der = {0};

	der.data = xcalloc(1, CERT_SIZE_MAX + 1);
	der.len = CERT_SIZE_MAX + 1;
	assert_damaged(&der);
	buf_clear(&der);
}

static void bytes_behind_it_are_damage(void)
{
	struct buf der = {0};

	make_plain(&der);
	buf_addc(&der, '\n');
	assert_damaged(&der);
	buf_clear(&der);
}

static void no_truncation_is_a_certificate(void)
{
	struct buf der = {0};

	make_plain(&der);
	for (size_t len = der.len; der.len > 0; der.len--)
		if (der.len < len)
			assert_damaged(&der);
	buf_clear(&der);
}

static void no_changed_byte_crashes(void)
{
	static const unsigned char flips[] = {0x01, 0x80, 0xFF, 0x20};
	struct buf der = {0};

	make_plain(&der);
	for (size_t n = 0; n < der.len; n++)
		for (size_t i = 0; i < sizeof(flips); i++) {
			struct report r = {0};
			struct cert *c = NULL;
			char was = der.data[n];
			int code;

			der.data[n] = (char)(was ^ flips[i]);
			code = cert_parse(der.data, der.len, &c, &r);
			CU_ASSERT_EQUAL(r.n, code < 0 ? 1 : 0);
			CU_ASSERT_EQUAL(c == NULL, code < 0);
			der.data[n] = was;
			report_clear(&r);
			cert_free(c);
		}
	buf_clear(&der);
}

static void more_than_64_parts_of_a_name_are_refused(void)
{
	struct buf der = {0};
	struct cert *c;

	make_with_rdns(64, &der);
	c = parsed(&der);
	CU_ASSERT_EQUAL(c->subject.n, 64);
	cert_free(c);
	make_with_rdns(65, &der);
	assert_damaged(&der);
	buf_clear(&der);
}

static void make_with_names(size_t n, struct buf *der)
{
	struct buf value = {0};

	for (size_t i = 0; i < n; i++)
		der_put(&value, SAN_MAIL, "a@example.org", 13);
	wrap(DER_SEQUENCE, &value);
	make_with("2.5.29.17", false, &value, der);
}

static void more_than_1000_names_are_refused(void)
{
	struct buf der = {0};
	struct cert *c;

	make_with_names(CERT_NAMES_MAX, &der);
	c = parsed(&der);
	CU_ASSERT_EQUAL(c->emails.n, CERT_NAMES_MAX);
	cert_free(c);
	make_with_names(CERT_NAMES_MAX + 1, &der);
	assert_damaged(&der);
	buf_clear(&der);
}

static void extension_that_is_there_twice_is_damage(void)
{
	struct buf subject = {0}, exts = {0}, value = {0}, der = {0};

	for (int i = 0; i < 2; i++) {
		der_put(&value, DER_BITS, "\x07\x80", 2);
		add_ext(&exts, "2.5.29.15", true, &value);
	}
	make_cert(&subject, &exts, &der);
	assert_damaged(&der);
	buf_clear(&exts);
	buf_clear(&der);
}

static void address_with_a_nul_is_left_out(void)
{
	struct buf value = {0};
	struct cert *c;

	der_put(&value, SAN_MAIL, "a@example.org\0.evil.example", 27);
	der_put(&value, SAN_MAIL, "b@example.org", 13);
	wrap(DER_SEQUENCE, &value);
	c = cert_with("2.5.29.17", false, &value);
	CU_ASSERT_EQUAL_FATAL(c->emails.n, 1);
	CU_ASSERT_STRING_EQUAL(c->emails.items[0], "b@example.org");
	cert_free(c);
}

static void common_name_with_a_nul_is_none(void)
{
	struct buf subject = {0}, none = {0}, der = {0};
	struct cert *c;

	add_rdn(&subject, "2.5.4.3", DER_UTF8, "Al\0ice", 6);
	make_cert(&subject, &none, &der);
	c = parsed(&der);
	CU_ASSERT_PTR_NULL(c->common_name);
	CU_ASSERT_STRING_EQUAL(c->subject.items[0], "CN=Al\\x00ice");
	cert_free(c);
	buf_clear(&subject);
	buf_clear(&der);
}

static void names_of_every_string_type_are_read(void)
{
	static const struct {
		unsigned tag;
		const char *bytes;
		size_t n;
		const char *text;
	} rows[] = {
	    {DER_UTF8, "\xC3\x84lice", 6, "\xC3\x84lice"},
	    {0x13, "Alice", 5, "Alice"},
	    {DER_T61, "\xC4lice", 5, "\xC3\x84lice"},
	    {DER_BMP, "\0\xC4\0l\x20\xAC", 6, "\xC3\x84l\xE2\x82\xAC"},
	    {DER_BMP, "\xD8\x3D\xDE\x00", 4, "\xF0\x9F\x98\x80"},
	    {DER_UNIVERSAL, "\0\0\0A\0\1\xF6\0", 8, "A\xF0\x9F\x98\x80"},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf subject = {0}, none = {0}, der = {0};
		struct cert *c;

		add_rdn(&subject, "2.5.4.3", rows[i].tag, rows[i].bytes,
			rows[i].n);
		make_cert(&subject, &none, &der);
		c = parsed(&der);
		CU_ASSERT_PTR_NOT_NULL_FATAL(c->common_name);
		CU_ASSERT_STRING_EQUAL(c->common_name, rows[i].text);
		cert_free(c);
		buf_clear(&subject);
		buf_clear(&der);
	}
}

static void hostile_name_is_shown_harmless(void)
{
	struct buf subject = {0}, none = {0}, der = {0};
	struct cert *c;
	char *title;

	add_cn(&subject, "\x1B[2J\xE2\x80\xAE"
			 "Alice\nBob");
	make_cert(&subject, &none, &der);
	c = parsed(&der);
	title = cert_title(c);
	CU_ASSERT_STRING_EQUAL(title, "\\x1B[2J\\u{202E}Alice\\x0ABob");
	free(title);
	cert_free(c);
	buf_clear(&subject);
	buf_clear(&der);
}

static void title_falls_back_from_name_to_address_to_fingerprint(void)
{
	struct buf none = {0}, der = {0}, exts = {0}, value = {0};
	struct cert *c;
	char *title, *fingerprint;

	make_cert(&none, &none, &der);
	c = parsed(&der);
	title = cert_title(c);
	fingerprint = cert_fingerprint(c);
	CU_ASSERT_STRING_EQUAL(title, fingerprint);
	CU_ASSERT_EQUAL(strlen(fingerprint), 32 * 3 - 1);
	free(fingerprint);
	free(title);
	cert_free(c);
	der_put(&value, SAN_MAIL, "a@example.org", 13);
	wrap(DER_SEQUENCE, &value);
	add_ext(&exts, "2.5.29.17", true, &value);
	make_cert(&none, &exts, &der);
	c = parsed(&der);
	title = cert_title(c);
	CU_ASSERT_STRING_EQUAL(title, "a@example.org");
	free(title);
	title = cert_issuer_title(c);
	CU_ASSERT_STRING_EQUAL(title, "Issuer");
	free(title);
	cert_free(c);
	buf_clear(&exts);
	buf_clear(&der);
}

static void address_of_other_scripts_is_noticed(void)
{
	struct buf value = {0}, name = {0}, text = {0};
	struct cert *c;

	der_put_oid(&name, "1.3.6.1.5.5.7.8.9");
	der_put(&text, DER_UTF8, "\xC3\xA4@example.org", 14);
	der_put_buf(&name, DER_CONTEXT_CONS, &text);
	der_put_buf(&value, DER_CONTEXT_CONS, &name);
	wrap(DER_SEQUENCE, &value);
	c = cert_with("2.5.29.17", false, &value);
	CU_ASSERT(c->has_smtp_utf8);
	CU_ASSERT_EQUAL(c->emails.n, 0);
	cert_free(c);
	buf_clear(&name);
	buf_clear(&text);
}

const struct test tests_cert[] = {
    TEST(rubbish_is_damaged),
    TEST(too_long_is_refused),
    TEST(bytes_behind_it_are_damage),
    TEST(no_truncation_is_a_certificate),
    TEST(no_changed_byte_crashes),
    TEST(more_than_64_parts_of_a_name_are_refused),
    TEST(more_than_1000_names_are_refused),
    TEST(extension_that_is_there_twice_is_damage),
    TEST(address_with_a_nul_is_left_out),
    TEST(common_name_with_a_nul_is_none),
    TEST(names_of_every_string_type_are_read),
    TEST(hostile_name_is_shown_harmless),
    TEST(title_falls_back_from_name_to_address_to_fingerprint),
    TEST(address_of_other_scripts_is_noticed),
    {0},
};
