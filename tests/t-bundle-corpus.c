/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles other programs wrote, opened as those programs open them. */
#include "tests/bundle-parts.h"

/* One row of P12-ORACLES.tsv; fields are cut apart in place. */
struct oracle {
	char *file, *password, *gnutls;
	size_t keys, certs;
};

static bool read_oracle(char *line, struct oracle *o)
{
	enum { FILE_AT, PASSWORD_AT, GNUTLS_AT = 4, KEYS_AT = 8, CERTS_AT };
	char *fields[CERTS_AT + 1];

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		fields[i] = strsep(&line, "\t");
		if (!fields[i])
			return false;
	}
	o->file = fields[FILE_AT];
	o->password = fields[PASSWORD_AT];
	o->gnutls = fields[GNUTLS_AT];
	if (strcmp(o->password, "''") == 0)
		o->password = (char *)"";
	o->keys = strtoul(fields[KEYS_AT], NULL, 10);
	o->certs = strtoul(fields[CERTS_AT], NULL, 10);
	return strcmp(o->gnutls, "ok") == 0;
}

/* What certtool shows because it leaves keys closed and does not look into
 * certificates. */
static const struct {
	const char *prefix;
	enum finding_id id;
} exceptions[] = {
	/* No key of a kind GnuTLS 3.7 knows. */
	{"nss/p12/openssl-ml-kem", FINDING_LIB_FAILED},
	/* PBKDF2 over UTF-16, as NSS once did: only NSS opens the key. */
	{"nss/p12/TestOld", FINDING_LIB_FAILED},
	/* Of 1996, with dates GnuTLS refuses. */
	{"openssl/certs/v3-certs", FINDING_CERT_TEXT_DAMAGED},
};

static int expected(const char *file)
{
	for (size_t i = 0; i < ARRAY_LEN(exceptions); i++)
		if (strncmp(file, exceptions[i].prefix,
			    strlen(exceptions[i].prefix)) == 0)
			return (int)exceptions[i].id;
	return -1;
}

static void compare(const struct oracle *o)
{
	const char *path = test_corpus(o->file);
	struct buf file = {0};
	struct bundle *b;
	int id;

	CU_ASSERT_PTR_NOT_NULL_FATAL(path);
	test_read(path, &file);
	id = verdict(&file, o->password);
	CU_ASSERT_EQUAL(id, expected(o->file));
	if (id != expected(o->file))
		fprintf(stderr, "%s: %s\n", o->file,
			id < 0 ? "opens"
			       : finding_info((enum finding_id)id)->name);
	if (id < 0) {
		b = opened(&file, o->password);
		CU_ASSERT_EQUAL(b->nkeys, o->keys);
		CU_ASSERT_EQUAL(b->ncerts, o->certs);
		bundle_free(b);
	}
	buf_clear(&file);
}

static void corpus_opens_as_it_does_elsewhere(void)
{
	const char *path = test_corpus("P12-ORACLES.tsv");
	struct buf table = {0};
	size_t n = 0;
	char *rest, *line;

	if (!path) {
		test_skip("the corpus is not here");
		return;
	}
	test_read(path, &table);
	rest = table.data;
	while ((line = strsep(&rest, "\n"))) {
		struct oracle o;

		if (!read_oracle(line, &o))
			continue;
		compare(&o);
		n++;
	}
	CU_ASSERT_TRUE(n > 50);
	buf_clear(&table);
}

static void key_of_an_unknown_kind_is_not_blamed_on_the_password(void)
{
	const char *path = test_corpus("nss/p12/openssl-ml-kem-768-both.p12");
	struct buf file = {0};
	char *detail;

	if (!path) {
		test_skip("the corpus is not here");
		return;
	}
	test_read(path, &file);
	detail = words(&file, "test");
	CU_ASSERT_PTR_NULL(strstr(detail, "password"));
	free(detail);
	buf_clear(&file);
}

/* GnuTLS 3.7 cannot check PBMAC1 (RFC 9579), but what it guards opens. */
static void bundle_with_pbmac1_opens(void)
{
	const char *path = test_corpus("nss/p12/pbmac1-valid-sha256.p12");
	struct buf file = {0};

	if (!path) {
		test_skip("the corpus is not here");
		return;
	}
	test_read(path, &file);
	CU_ASSERT_EQUAL(verdict(&file, "1234"), -1);
	CU_ASSERT_NOT_EQUAL(verdict(&file, "wrong"),
			    FINDING_P12_WRONG_PASSWORD);
	buf_clear(&file);
}

const struct test tests_bundle_corpus[] = {
	TEST(corpus_opens_as_it_does_elsewhere),
	TEST(key_of_an_unknown_kind_is_not_blamed_on_the_password),
	TEST(bundle_with_pbmac1_opens),
	{0},
};
