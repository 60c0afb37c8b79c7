/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CMS other projects keep for their own tests, read as they say it reads. */
#include "tests/cms-kit.h"

/* A corpus file; false, and said so, without it. */
static bool corpus_file(const char *name, struct buf *out)
{
	const char *path = test_corpus(name);

	if (!path) {
		test_skip("no corpus");
		return false;
	}
	test_read(path, out);
	return true;
}

static struct bundle *corpus_bundle(const char *name, const char *password)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);
	struct report r = {0};
	struct buf file = {0};
	struct bundle *b = NULL;

	if (corpus_file(name, &file)) {
		CU_ASSERT_EQUAL(secret_add(s, password, strlen(password)), 0);
		CU_ASSERT_EQUAL_FATAL(bundle_open(&file, s, &b, &r), 0);
	}
	report_clear(&r);
	secret_free(s);
	buf_clear(&file);
	return b;
}

static int open_with(const struct bundle *b, const struct buf *der,
		     struct buf *plain, struct report *r)
{
	struct cms_identity id = {b->certs[0].cert, b->keys[0].key};
	struct cms_look look = {0};
	int code = read_as(&id, 1, der, 50, &look, plain, r);

	cms_look_clear(&look);
	return code;
}

/* Each has the same text inside, encrypted in another way. */
static void assert_all_open(const char *bundle, const char *const *names,
			    size_t n)
{
	struct bundle *b = corpus_bundle(bundle, "nss");
	struct buf first = {0};

	for (size_t i = 0; b && i < n; i++) {
		char *name = xasprintf("nss/smime-interop-openssl/%s.env",
				       names[i]);
		struct buf der = {0}, plain = {0};
		struct report r = {0};

		if (corpus_file(name, &der)) {
			CU_ASSERT_EQUAL(open_with(b, &der, &plain, &r), 0);
			CU_ASSERT(plain.len > 0);
			if (!first.len)
				buf_copy(&first, &plain);
			CU_ASSERT(buf_equal(&first, &plain));
		}
		report_clear(&r);
		buf_clear(&der);
		buf_clear(&plain);
		free(name);
	}
	buf_clear(&first);
	bundle_free(b);
}

static void ecdh_of_each_digest_opens(void)
{
	static const char *const names[] = {
		"fran-ec_ossl-aes128-sha1",   "fran-ec_ossl-aes128-sha224",
		"fran-ec_ossl-aes128-sha256", "fran-ec_ossl-aes192-sha384",
		"fran-ec_ossl-aes256-sha512",
	};

	assert_all_open("nss/smime-interop-openssl/Fran-ec.p12", names,
			ARRAY_LEN(names));
}

static void oaep_of_each_digest_mask_and_label_opens(void)
{
	static const char *const names[] = {
		"fran-oaep_ossl",
		"fran-oaep-label_ossl",
		"fran-oaep-sha256hash_ossl",
		"fran-oaep-sha256hash-label_ossl",
		"fran-oaep-sha256hash-sha256mgf_ossl",
		"fran-oaep_ossl-sha256hash-sha256mgf-label",
		"fran-oaep-sha256mgf_ossl",
		"fran-oaep-sha256mgf-label_ossl",
		"fran-oaep-sha384hash_ossl",
		"fran-oaep-sha384mgf_ossl",
		"fran-oaep-sha512hash_ossl",
		"fran-oaep-sha512mgf_ossl",
	};

	assert_all_open("nss/smime-interop-openssl/Fran.p12", names,
			ARRAY_LEN(names));
}

/* EXPECTED.tsv: each has to be refused; with which verdict. */
static void signatures_with_broken_attributes_are_refused(void)
{
	static const char *const names[] = {
		"openssl/cms/no_ct_attr.cms",
		"openssl/cms/no_md_attr.cms",
		"openssl/cms/ct_multiple_attr.cms",
		"openssl/cms/bad_signtime_attr.cms",
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct buf der = {0}, plain = {0};
		struct cms_look look = {0};
		struct report r = {0};

		if (corpus_file(names[i], &der)) {
			CU_ASSERT_EQUAL(read_as(NULL, 0, &der, 50, &look,
						&plain, &r),
					0);
			cms_verify(&look, NULL, NULL, &r);
			CU_ASSERT_EQUAL_FATAL(look.nsigners, 1);
			CU_ASSERT_EQUAL(look.signers[0].verdict, CMS_FORGED);
			CU_ASSERT(test_only(&r, FINDING_MSG_SIGN_INVALID));
		}
		cms_look_clear(&look);
		report_clear(&r);
		buf_clear(&der);
		buf_clear(&plain);
	}
}

static void malformed_ones_end_in_one_finding(void)
{
	static const char *const names[] = {
		"openssl/cms/rsa-malformed.der",
		"openssl/cms/dh-malformed.der",
		"openssl/cms/ecdh-malformed.der",
		"openssl/cmsapi/cms_pwri_kek_oob.der",
		"openssl/cmsapi/encryptedData.der",
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct buf der = {0}, plain = {0};
		struct report r = {0};

		if (corpus_file(names[i], &der)) {
			CU_ASSERT_EQUAL(open_as(KEY_P256, &der, &plain, &r),
					-1);
			CU_ASSERT_EQUAL(r.n, 1);
		}
		report_clear(&r);
		buf_clear(&der);
		buf_clear(&plain);
	}
}

const struct test tests_cms_corpus[] = {
	TEST(ecdh_of_each_digest_opens),
	TEST(oaep_of_each_digest_mask_and_label_opens),
	TEST(signatures_with_broken_attributes_are_refused),
	TEST(malformed_ones_end_in_one_finding),
	{0}};
