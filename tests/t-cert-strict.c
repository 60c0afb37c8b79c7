/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates told by our own walk, held against GnuTLS's import. */
#include "tests/make-cert.h"

#include <ftw.h>
#include <stdlib.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "x509/cert-strict.h"
#include "x509/recognise.h"

enum { FLIPPED_MAX = 2048 };

static struct tally {
	size_t certs, strict, flipped, flipped_strict;
} tally;

/* What we tell, GnuTLS has to tell as well, with the same times. */
static bool told(const void *bytes, size_t n)
{
	gnutls_datum_t der = {(unsigned char *)bytes, (unsigned)n};
	struct slice slice = {bytes, n};
	time_t first = 0, last = 0;
	gnutls_x509_crt_t crt;

	if (!cert_strict(slice, &first, &last))
		return false;
	CU_ASSERT_FATAL(gnutls_x509_crt_init(&crt) == 0);
	CU_ASSERT(gnutls_x509_crt_import(crt, &der, GNUTLS_X509_FMT_DER) == 0);
	CU_ASSERT(gnutls_x509_crt_get_activation_time(crt) == first);
	CU_ASSERT(gnutls_x509_crt_get_expiration_time(crt) == last);
	gnutls_x509_crt_deinit(crt);
	return true;
}

static void flip(struct buf *der)
{
	static const char flips[] = {0x01, 0x10, (char)0x80};

	for (size_t n = 0; n < der->len; n++) {
		CU_ASSERT_FALSE(told(der->data, n));
		for (size_t i = 0; i < sizeof(flips); i++) {
			der->data[n] ^= flips[i];
			tally.flipped++;
			tally.flipped_strict += told(der->data, der->len);
			der->data[n] ^= flips[i];
		}
	}
}

static int look(const char *path, const struct stat *st, int type,
		struct FTW *where)
{
	struct buf file = {0};
	struct items items;

	(void)where;
	if (type != FTW_F || st->st_size > 1024 * 1024 || !st->st_size)
		return 0;
	test_read(path, &file);
	recognise(file.data, file.len, &items);
	for (size_t i = 0; i < items.n; i++) {
		struct buf *der = &items.items[i].der;
		bool strict;

		if (items.items[i].kind != ITEM_CERT)
			continue;
		strict = told(der->data, der->len);
		/* Nobody has time for all. */
		if (tally.certs++ % 100 == 0 && der->len <= FLIPPED_MAX)
			flip(der);
		tally.strict += strict;
	}
	items_clear(&items);
	buf_clear(&file);
	return 0;
}

static void all_that_we_tell_gnutls_tells_too(void)
{
	const char *corpus = test_corpus(".");

	tally = (struct tally){0};
	if (!corpus) {
		test_skip("no corpus");
		return;
	}
	CU_ASSERT_EQUAL(nftw(corpus, look, 16, FTW_PHYS), 0);
	/* Else this test would say nothing. */
	CU_ASSERT(tally.certs > 500);
	CU_ASSERT(tally.strict * 2 > tally.certs);
	CU_ASSERT(tally.flipped > 10000);
	CU_ASSERT(tally.flipped_strict * 4 > tally.flipped);
	CU_ASSERT(tally.flipped_strict < tally.flipped);
}

static bool is_strict(const struct buf *der)
{
	return told(der->data, der->len);
}

static void common_form_is_told(void)
{
	struct buf der = {0};

	make_plain(&der);
	CU_ASSERT(is_strict(&der));
	buf_addc(&der, '\0');
	CU_ASSERT_FALSE(is_strict(&der));
	buf_clear(&der);
}

/* Bytes of a certificate in the common form, and what they become. */
static const struct change {
	const char *from, *to;
	size_t n;
} changes[] = {
	{"\xA0\3\2\1\2", "\xA0\3\2\1\1", 5},         /* version 2 */
	{"\2\2\x12\x67", "\2\2\0\x67", 4},           /* needless zero */
	{"260101000000Z", "261301000000Z", 13},      /* month 13 */
	{"260101000000Z", "260101000000+", 13},      /* no Z */
	{"260101000000Z", "26010100000xZ", 13},      /* no digit */
	{"260101000000Z", "260101000060Z", 13},      /* leap second */
	{"\6\3\x55\x1D\x11", "\6\3\x55\x1D\x91", 5}, /* OID without end */
	{"\6\3\x55\x04\x03", "\6\3\x55\x80\x03", 5}, /* needless octet */
	{"a@example.org", "a@exa\0ple.org", 13},     /* NUL in a name */
	{"\x81\x0D"
	 "a@example.org",
	 "\x82\x0D"
	 "a@example.org",
	 15}, /* DNS */
};

static void rare_forms_are_left_to_gnutls(void)
{
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		const struct change *change = &changes[i];
		struct buf der = {0};
		char *at;

		make_plain(&der);
		at = memmem(der.data, der.len, change->from, change->n);
		CU_ASSERT_PTR_NOT_NULL_FATAL(at);
		memcpy(at, change->to, change->n);
		CU_ASSERT_FALSE(is_strict(&der));
		buf_clear(&der);
	}
}

/* A certificate of a rare form is read all the same. */
static void certificate_with_a_dns_name_is_read(void)
{
	struct buf value = {0}, der = {0};
	struct cert *c;

	der_put(&value, DER_CONTEXT + 2, "example.org", 11);
	wrap(DER_SEQUENCE, &value);
	make_with("2.5.29.17", false, &value, &der);
	CU_ASSERT_FALSE(is_strict(&der));
	c = parsed(&der);
	CU_ASSERT_EQUAL(c->not_before, 1767225600);
	cert_free(c);
	buf_clear(&der);
}

const struct test tests_cert_strict[] = {
	TEST(common_form_is_told),
	TEST(rare_forms_are_left_to_gnutls),
	TEST(certificate_with_a_dns_name_is_read),
	TEST(all_that_we_tell_gnutls_tells_too),
	{0},
};
