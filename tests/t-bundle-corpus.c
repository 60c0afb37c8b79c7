/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles other programs wrote, opened as those programs open them. */
#include "tests/bundle-parts.h"

#include "x509/recognise.h"

/* One row of P12-ORACLES.tsv; fields are cut apart in place. */
struct oracle {
	char *file, *password;
	bool opens;	   /* with one of OpenSSL, GnuTLS, NSS */
	bool openssl_here; /* with the one that is likely to be installed */
	size_t keys, certs;
};

static bool is_good(const char *word)
{
	return strcmp(word, "ok") == 0 || strcmp(word, "legacy") == 0;
}

/* NSS lists some broken files as empty and calls that well. */
static bool read_oracle(char *line, struct oracle *o)
{
	enum { FILE_AT, PASSWORD_AT, FIRST_AT, KEYS_AT = 8, CERTS_AT };
	char *fields[CERTS_AT + 1];

	*o = (struct oracle){0};
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		fields[i] = strsep(&line, "\t");
		if (!fields[i])
			return false;
	}
	o->file = fields[FILE_AT];
	o->password = fields[PASSWORD_AT];
	for (size_t i = FIRST_AT; i < KEYS_AT; i++)
		o->opens = o->opens || is_good(fields[i]);
	o->openssl_here = is_good(fields[FIRST_AT]);
	if (strcmp(o->password, "''") == 0)
		o->password = (char *)"";
	o->keys = strtoul(fields[KEYS_AT], NULL, 10);
	o->certs = strtoul(fields[CERTS_AT], NULL, 10);
	return o->opens && o->keys + o->certs > 0;
}

/* What certtool shows because it leaves keys closed and does not look into
 * certificates. */
static const struct {
	const char *prefix;
	int id; /* or -1 and one key more than certtool saw */
} exceptions[] = {
	/* No key of a kind GnuTLS 3.7 knows. */
	{"nss/p12/openssl-ml-kem", FINDING_LIB_FAILED},
	/* PBKDF2 over UTF-16, as NSS once did: of the others none opens it. */
	{"nss/p12/TestOld", -1},
	/* Of 1996, with dates GnuTLS refuses. */
	{"openssl/certs/v3-certs", FINDING_CERT_TEXT_DAMAGED},
};

static int expected(const struct oracle *o, size_t *keys)
{
	*keys = o->keys;
	for (size_t i = 0; i < ARRAY_LEN(exceptions); i++) {
		if (strncmp(o->file, exceptions[i].prefix,
			    strlen(exceptions[i].prefix)) != 0)
			continue;
		*keys += exceptions[i].id < 0;
		return exceptions[i].id;
	}
	return -1;
}

static bool has_cert(const struct bundle *b, const struct buf *der)
{
	for (size_t i = 0; i < b->ncerts; i++)
		if (buf_equal(&b->certs[i].cert->der, der))
			return true;
	return false;
}

/* Key files one behind the other, each looked for in the bundle. */
static size_t compare_keys(const struct bundle *b, const char *pem)
{
	static const char begin[] = "-----BEGIN PRIVATE KEY-----";
	size_t n = 0;

	while ((pem = strstr(pem, begin)) != NULL) {
		const char *end = strstr(pem + 1, begin);
		struct buf file = {0};
		struct report r = {0};
		struct key *key = NULL;
		bool has = false;

		buf_add(&file, pem, end ? (size_t)(end - pem) : strlen(pem));
		CU_ASSERT_EQUAL_FATAL(key_open(&file, NULL, "", &key, &r), 0);
		for (size_t i = 0; i < b->nkeys; i++)
			has |= spki_equal(key_spki(b->keys[i].key),
					  key_spki(key));
		CU_ASSERT_TRUE(has);
		key_free(key);
		buf_clear(&file);
		pem++;
		n++;
	}
	return n;
}

/* All that openssl gets out of it is in the bundle, and nothing else. */
static void compare_openssl(const struct oracle *o, const char *path,
			    const struct bundle *b)
{
	struct items items = {0};
	size_t certs = 0;
	char *out;

	CU_ASSERT_EQUAL(run_shell(&out,
				  "openssl pkcs12 -in '%s' -passin 'pass:%s' "
				  "-nodes -legacy 2>/dev/null",
				  path, o->password),
			0);
	recognise(out, strlen(out), &items);
	for (size_t i = 0; i < items.n; i++) {
		const struct item *item = &items.items[i];

		if (item->kind == ITEM_CERT) {
			certs++;
			CU_ASSERT_TRUE(has_cert(b, &item->der));
		}
	}
	CU_ASSERT_EQUAL(certs, b->ncerts);
	CU_ASSERT_EQUAL(compare_keys(b, out), b->nkeys);
	items_clear(&items);
	free(out);
}

static void compare(const struct oracle *o, bool has_openssl)
{
	const char *path = test_corpus(o->file);
	struct buf file = {0};
	struct bundle *b;
	size_t keys;
	int wanted = expected(o, &keys);
	int id;

	CU_ASSERT_PTR_NOT_NULL_FATAL(path);
	test_read(path, &file);
	id = verdict(&file, o->password);
	CU_ASSERT_EQUAL(id, wanted);
	if (id != wanted)
		fprintf(stderr, "%s: %s\n", o->file,
			id < 0 ? "opens"
			       : finding_info((enum finding_id)id)->name);
	if (id < 0) {
		b = opened(&file, o->password);
		CU_ASSERT_EQUAL(b->nkeys, keys);
		CU_ASSERT_EQUAL(b->ncerts, o->certs);
		if (o->openssl_here && has_openssl)
			compare_openssl(o, path, b);
		bundle_free(b);
	}
	buf_clear(&file);
}

static void corpus_opens_as_it_does_elsewhere(void)
{
	const char *path = test_corpus("P12-ORACLES.tsv");
	bool has_openssl = has_program("openssl");
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
		compare(&o, has_openssl);
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

/* RFC 9879's own examples: good ones, and ones whose MAC was spoilt. */
static const struct {
	const char *file;
	int id;
} pbmac1s[] = {
	{"openssl/pkcs12/pbmac1_256_256.good.p12", -1},
	{"openssl/pkcs12/pbmac1_512_256.good.p12", -1},
	{"openssl/pkcs12/pbmac1_512_512.good.p12", -1},
	{"openssl/pkcs12/pbmac1_sha1_hmac_and_prf.p12", -1},
	{"openssl/pkcs12/pbmac1_256_256.good-shorter-key-len.p12", -1},
	{"openssl/pkcs12/pbmac1_256_256.bad-iter.p12",
	 FINDING_P12_WRONG_PASSWORD},
	{"openssl/pkcs12/pbmac1_256_256.bad-salt.p12",
	 FINDING_P12_WRONG_PASSWORD},
	{"openssl/pkcs12/pbmac1_256_256.bad-len.p12",
	 FINDING_P12_WRONG_PASSWORD},
};

static void pbmac1_is_really_checked(void)
{
	for (size_t i = 0; i < ARRAY_LEN(pbmac1s); i++) {
		const char *path = test_corpus(pbmac1s[i].file);
		struct buf file = {0};

		if (!path) {
			test_skip("the corpus is not here");
			return;
		}
		test_read(path, &file);
		CU_ASSERT_EQUAL(verdict(&file, "1234"), pbmac1s[i].id);
		CU_ASSERT_EQUAL(verdict(&file, "wrong"),
				FINDING_P12_WRONG_PASSWORD);
		buf_clear(&file);
	}
}

/* A sample of what others write, each cut short and with bits turned over. */
static void spoilt_bundles_give_one_finding_or_none(void)
{
	static const struct {
		const char *file, *password;
	} sample[] = {
		{"nss/p12/TestOldCA.p12", "nss"},
		{"nss/p12/pbmac1-valid-sha256.p12", "1234"},
		{"oscrypto/keys/test-tripledes.p12", "password123"},
		{"pyca/pkcs12/name-all-no-pwd.p12", ""},
		{"simple-java-mail/smime_keystore.pkcs12", "letmein"},
		{"thunderbird/Alice.p12", "nss"},
	};

	for (size_t i = 0; i < ARRAY_LEN(sample); i++) {
		const char *path = test_corpus(sample[i].file);
		struct buf whole = {0};

		if (!path) {
			test_skip("the corpus is not here");
			return;
		}
		test_read(path, &whole);
		for (size_t at = 0; at < whole.len; at += 31) {
			struct buf bad = {0};

			buf_add(&bad, whole.data, at);
			(void)verdict(&bad, sample[i].password);
			buf_copy(&bad, &whole);
			bad.data[at] ^= (char)(1 << at % 8);
			(void)verdict(&bad, sample[i].password);
			buf_clear(&bad);
		}
		buf_clear(&whole);
	}
}

const struct test tests_bundle_corpus[] = {
	TEST(corpus_opens_as_it_does_elsewhere),
	TEST(key_of_an_unknown_kind_is_not_blamed_on_the_password),
	TEST(pbmac1_is_really_checked),
	TEST(spoilt_bundles_give_one_finding_or_none),
	{0},
};
