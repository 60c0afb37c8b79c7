/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files are: the corpus by its table, and bytes that were changed. */
#include "tests/tool.h"

#include <stdlib.h>
#include <string.h>

#include "x509/cert.h"
#include "x509/csr.h"
#include "x509/recognise.h"

/* Whatever comes out has to pass its own reader without a crash. */
static void feed(const void *bytes, size_t n)
{
	struct items items;

	recognise(bytes, n, &items);
	CU_ASSERT(items.n >= 1 && items.n <= 64);
	for (size_t i = 0; i < items.n; i++) {
		const struct item *item = &items.items[i];
		struct report r = {0};
		struct csr *csr = NULL;
		struct cert *c = NULL;
		int code = 0;

		if (item->kind == ITEM_CERT)
			code =
			    cert_parse(item->der.data, item->der.len, &c, &r);
		if (item->kind == ITEM_CSR)
			code =
			    csr_parse(item->der.data, item->der.len, &csr, &r);
		CU_ASSERT_EQUAL(r.n, code < 0 ? 1 : 0);
		report_clear(&r);
		csr_free(csr);
		cert_free(c);
	}
	items_clear(&items);
}

static void truncate_and_change(struct buf *file)
{
	static const char flips[] = {0x01, 0x20, (char)0x80, (char)0xFF};

	for (size_t n = 0; n < file->len; n++) {
		feed(file->data, n);
		for (size_t i = 0; i < sizeof(flips); i++) {
			file->data[n] ^= flips[i];
			feed(file->data, file->len);
			file->data[n] ^= flips[i];
		}
	}
}

static void no_truncation_or_changed_byte_of_a_request_crashes(void)
{
	struct buf file = {0};

	if (!tool_makes(
		"openssl req -new -newkey ed25519 -nodes -keyout k "
		"-subj /CN=A -addext subjectAltName=email:a@example.org "
		"-out made",
		&file))
		return;
	truncate_and_change(&file);
	buf_clear(&file);
}

static void no_truncation_or_changed_byte_of_a_certificate_crashes(void)
{
	struct buf file = {0};

	if (!tool_makes(
		"openssl req -x509 -newkey ed25519 -nodes -keyout k "
		"-subj /CN=A -addext subjectAltName=email:a@example.org "
		"-out made",
		&file))
		return;
	truncate_and_change(&file);
	buf_clear(&file);
}

static enum item_kind kind_of(const void *bytes, size_t n)
{
	struct items items;
	enum item_kind kind;

	recognise(bytes, n, &items);
	CU_ASSERT_FATAL(items.n >= 1);
	kind = items.items[0].kind;
	items_clear(&items);
	return kind;
}

/* Kinds of PARSE-ORACLES.tsv; the first letters decide. */
static const struct {
	const char *word;
	unsigned kinds; /* bits of enum item_kind */
} oracle_kinds[] = {
    {"cert-pem\tok\tok", 1u << ITEM_CERT},
    {"cert-der\tok\tok", 1u << ITEM_CERT},
    {"cert-pem+key-pem",
     1u << ITEM_CERT | 1u << ITEM_KEY | 1u << ITEM_KEY_ENCRYPTED},
    {"csr-", 1u << ITEM_CSR},
    {"crl-", 1u << ITEM_CRL},
    {"p12", 1u << ITEM_P12},
    {"key-pem\tok", 1u << ITEM_KEY},
    {"mail", 1u << ITEM_MAIL},
    {"cms-der\tok\tok", 1u << ITEM_PKCS7},
    {"cms-pem\tok\tok", 1u << ITEM_PKCS7},
};

static unsigned oracle(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(oracle_kinds); i++)
		if (strncmp(word, oracle_kinds[i].word,
			    strlen(oracle_kinds[i].word)) == 0)
			return oracle_kinds[i].kinds;
	return 0;
}

static void compare_file(const char *file, unsigned kinds)
{
	const char *path = test_corpus(file);
	struct buf bytes = {0};

	if (!path || !kinds)
		return;
	test_read(path, &bytes);
	if (!(kinds & 1u << kind_of(bytes.data, bytes.len))) {
		fprintf(stderr, "%s is taken for %s\n", file,
			item_kind_name(kind_of(bytes.data, bytes.len)));
		CU_FAIL("another kind");
	}
	buf_clear(&bytes);
}

static void corpus_is_recognised(void)
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

		if (!tab)
			continue;
		*tab = '\0';
		compare_file(line, oracle(tab + 1));
	}
	buf_clear(&table);
}

static void trusted_certificate_of_openssl_gives_the_certificate(void)
{
	const char *path =
	    test_corpus("simple-java-mail/smime_test_user.pem.openssl.crt");
	struct items items;
	struct report r = {0};
	struct buf file = {0};
	struct cert *c = NULL;

	if (!path) {
		test_skip("no corpus");
		return;
	}
	test_read(path, &file);
	recognise(file.data, file.len, &items);
	CU_ASSERT_EQUAL(items.items[0].kind, ITEM_CERT);
	CU_ASSERT_EQUAL(
	    cert_parse(items.items[0].der.data, items.items[0].der.len, &c, &r),
	    0);
	report_clear(&r);
	cert_free(c);
	items_clear(&items);
	buf_clear(&file);
}

const struct test tests_recognise_corpus[] = {
    TEST(no_truncation_or_changed_byte_of_a_request_crashes),
    TEST(no_truncation_or_changed_byte_of_a_certificate_crashes),
    TEST(corpus_is_recognised),
    TEST(trusted_certificate_of_openssl_gives_the_certificate),
    {0},
};
