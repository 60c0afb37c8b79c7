/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own authority: what it refuses, what its certificates say. */
#include "tests/identity.h"

enum { DAY = 24 * 60 * 60 };

static struct authority authority_of(const struct identity *id)
{
	return (struct authority){id->root_key, id->root};
}

static struct issue issue_of(const struct identity *id)
{
	return (struct issue){id->request, TEST_NOW, AUTHORITY_DAYS_DEFAULT};
}

/* True where nothing is issued, for this reason only. */
static bool is_refused(struct authority authority, struct issue issue,
		       enum finding_id id)
{
	struct report r = {0};
	struct cert *c = NULL;
	bool ok = authority_issue(&authority, &issue, &c, &r) == -1 && !c &&
		  test_only(&r, id);

	report_clear(&r);
	cert_free(c);
	return ok;
}

static struct cert *issued(struct authority authority, struct issue issue)
{
	struct report r = {0};
	struct cert *c = NULL;

	CU_ASSERT_EQUAL_FATAL(authority_issue(&authority, &issue, &c, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	return c;
}

static void request_that_proves_nothing_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	struct csr bad = *id->request;
	struct issue issue = issue_of(id);

	bad.signature_good = false;
	issue.request = &bad;
	CU_ASSERT_TRUE(
		is_refused(authority_of(id), issue, FINDING_REQ_SIGNATURE_BAD));
}

static void request_without_address_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	struct csr bad = *id->request;
	struct issue issue = issue_of(id);

	bad.emails.n = 0;
	issue.request = &bad;
	CU_ASSERT_TRUE(
		is_refused(authority_of(id), issue, FINDING_REQ_NO_EMAIL));
}

static void short_key_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	struct csr bad = *id->request;
	struct issue issue = issue_of(id);

	bad.spki.algo = ALGO_RSA;
	bad.spki.bits = 2047;
	issue.request = &bad;
	CU_ASSERT_TRUE(
		is_refused(authority_of(id), issue, FINDING_KEY_RSA_TOO_SHORT));
}

static void x25519_key_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	struct csr bad = *id->request;
	struct issue issue = issue_of(id);

	bad.spki.algo = ALGO_XDH;
	issue.request = &bad;
	CU_ASSERT_TRUE(is_refused(authority_of(id), issue, FINDING_KEY_X25519));
}

static void days_out_of_range_are_refused(void)
{
	static const int days[] = {-1, 0, 826, 100000};
	const struct identity *id = identity(KEY_P256);

	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		struct issue issue = issue_of(id);

		issue.days = days[i];
		CU_ASSERT_TRUE(
			is_refused(authority_of(id), issue, FINDING_AUTH_DAYS));
	}
}

static void expired_authority_issues_nothing(void)
{
	const struct identity *id = identity(KEY_P256);
	struct issue issue = issue_of(id);

	issue.now = id->root->not_after;
	CU_ASSERT_TRUE(is_refused(authority_of(id), issue, FINDING_AUTH_DAYS));
}

static void other_key_than_the_roots_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	struct authority authority = {id->key, id->root};

	CU_ASSERT_TRUE(
		is_refused(authority, issue_of(id), FINDING_KEY_NOT_MATCHING));
}

/* GnuTLS turns the domain into xn--: not what the request says. */
static void address_the_library_rewrites_is_refused(void)
{
	const struct identity *id = identity(KEY_P256);
	char *address[] = {(char *)"alice@bücher.example"};
	struct csr odd = *id->request;
	struct issue issue = issue_of(id);

	odd.emails = (struct strlist){address, 1};
	issue.request = &odd;
	CU_ASSERT_TRUE(is_refused(authority_of(id), issue, FINDING_LIB_FAILED));
}

static void root_may_sign_certificates_and_nothing_below_authorities(void)
{
	const struct cert *root = identity(KEY_P256)->root;

	CU_ASSERT_TRUE(root->is_ca);
	CU_ASSERT_EQUAL(root->path_len, 0);
	CU_ASSERT_EQUAL(root->usage, KU_CERT_SIGN | KU_CRL_SIGN);
	CU_ASSERT_FALSE(root->has_extended);
	CU_ASSERT_TRUE(root->self_signed);
}

static void root_lives_ten_years_from_an_hour_ago(void)
{
	const struct cert *root = identity(KEY_P256)->root;

	CU_ASSERT_EQUAL(root->not_before, TEST_NOW - 3600);
	CU_ASSERT_EQUAL(root->not_after - root->not_before,
			(time_t)AUTHORITY_ROOT_DAYS * DAY - 1);
}

static void root_name_keeps_its_letters(void)
{
	const struct identity *id = identity(KEY_P256);
	struct report r = {0};
	struct cert *root;

	CU_ASSERT_EQUAL_FATAL(authority_make_root(id->root_key, "Größe 漢",
						  TEST_NOW, &root, &r),
			      0);
	CU_ASSERT_STRING_EQUAL(root->common_name, "Größe 漢");
	cert_free(root);
}

static void leaf_is_as_asked(void)
{
	const struct identity *id = identity(KEY_P256);
	const struct cert *leaf = id->leaf;

	CU_ASSERT_TRUE(spki_equal(&leaf->spki, key_spki(id->key)));
	CU_ASSERT_STRING_EQUAL(leaf->common_name, "Älice");
	CU_ASSERT_EQUAL_FATAL(leaf->emails.n, 1);
	CU_ASSERT_STRING_EQUAL(leaf->emails.items[0], "alice@example.com");
	CU_ASSERT_EQUAL(leaf->extended, EKU_EMAIL);
	CU_ASSERT_FALSE(leaf->is_ca);
	CU_ASSERT_PTR_NULL(leaf->subject_email);
}

static void leaf_points_to_its_issuers_key(void)
{
	const struct identity *id = identity(KEY_P256);

	CU_ASSERT_EQUAL(id->leaf->authority_key_id.len, 20);
	CU_ASSERT_TRUE(buf_equal(&id->leaf->authority_key_id,
				 &id->root->subject_key_id));
	CU_ASSERT_EQUAL(id->leaf->subject_key_id.len, 20);
}

static void usage_follows_the_kind_of_key(void)
{
	CU_ASSERT_EQUAL(identity(KEY_RSA_2048)->leaf->usage,
			KU_SIGN | KU_KEY_ENCIPHER);
	CU_ASSERT_EQUAL(identity(KEY_P256)->leaf->usage, KU_SIGN | KU_AGREE);
	CU_ASSERT_EQUAL(identity(KEY_ED25519)->leaf->usage, KU_SIGN);
}

static void signatures_use_sha_256(void)
{
	CU_ASSERT_STRING_EQUAL(identity(KEY_RSA_2048)->leaf->signature,
			       "RSA-SHA256");
	CU_ASSERT_STRING_EQUAL(identity(KEY_P256)->leaf->signature,
			       "ECDSA-SHA256");
}

static void serial_is_long_positive_and_new(void)
{
	const struct identity *id = identity(KEY_P256);
	struct cert *other = issued(authority_of(id), issue_of(id));
	const unsigned char *s = (const unsigned char *)other->serial.data;

	CU_ASSERT_EQUAL(other->serial.len, 16);
	CU_ASSERT_TRUE(s[0] > 0 && s[0] < 0x80);
	CU_ASSERT_FALSE(buf_equal(&other->serial, &id->leaf->serial));
	cert_free(other);
}

static void leaf_never_outlives_its_root(void)
{
	const struct identity *id = identity(KEY_P256);
	struct issue issue = issue_of(id);
	struct cert *c;

	issue.now = id->root->not_after - 10 * DAY;
	c = issued(authority_of(id), issue);
	CU_ASSERT_EQUAL(c->not_after, id->root->not_after);
	cert_free(c);
}

static void leaf_does_not_begin_before_its_root(void)
{
	const struct identity *id = identity(KEY_P256);
	struct issue issue = issue_of(id);
	struct cert *c;

	issue.now = TEST_NOW - 60;
	c = issued(authority_of(id), issue);
	CU_ASSERT_EQUAL(c->not_before, id->root->not_before);
	cert_free(c);
}

static void longest_leaf_lives_just_825_days(void)
{
	const struct identity *id = identity(KEY_P256);
	struct issue issue = issue_of(id);
	struct cert *c;

	issue.days = AUTHORITY_DAYS_MAX;
	c = issued(authority_of(id), issue);
	CU_ASSERT_EQUAL(c->not_before, TEST_NOW - 3600);
	CU_ASSERT_EQUAL(c->not_after - c->not_before + 1, (time_t)825 * DAY);
	cert_free(c);
}

static void request_without_a_name_gets_its_address(void)
{
	const struct identity *id = identity(KEY_P256);
	struct csr *request = make_request(id->key, NULL, "bob@example.com");
	struct issue issue = issue_of(id);
	struct cert *c;

	issue.request = request;
	c = issued(authority_of(id), issue);
	CU_ASSERT_STRING_EQUAL(c->common_name, "bob@example.com");
	cert_free(c);
	csr_free(request);
}

static void name_with_hidden_letters_is_not_certified(void)
{
	const struct identity *id = identity(KEY_P256);
	struct csr odd = *id->request;
	struct issue issue = issue_of(id);
	struct cert *c;

	odd.common_name = (char *)"Alice \xE2\x80\xAE"
				  "kcilA";
	issue.request = &odd;
	c = issued(authority_of(id), issue);
	CU_ASSERT_STRING_EQUAL(c->common_name, "alice@example.com");
	cert_free(c);
}

static void each_address_is_certified(void)
{
	const struct identity *id = identity(KEY_P256);
	char *addresses[] = {(char *)"alice@example.com",
			     (char *)"Alice.Liddell@example.org",
			     (char *)"a@xn--bcher-kva.example"};
	struct csr many = *id->request;
	struct issue issue = issue_of(id);
	struct cert *c;

	many.emails = (struct strlist){addresses, 3};
	issue.request = &many;
	c = issued(authority_of(id), issue);
	CU_ASSERT_EQUAL_FATAL(c->emails.n, 3);
	CU_ASSERT_STRING_EQUAL(c->emails.items[1], "Alice.Liddell@example.org");
	cert_free(c);
}

static void write_pem(const char *path, const struct cert *c)
{
	struct buf pem = {0};

	cert_pem(c, &pem);
	test_write(path, pem.data, pem.len);
	buf_clear(&pem);
}

/* OpenSSL's smimeencrypt wants keyEncipherment, which EC cannot have. */
static void openssl_trusts_what_is_issued(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256, KEY_P384,
					      KEY_ED25519};
	const char *dir;

	if (!has_program("openssl"))
		return;
	dir = test_dir();
	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		const struct identity *id = identity(types[i]);
		char *root = path_join(dir, "root.pem");
		char *leaf = path_join(dir, "leaf.pem");
		char *out = NULL;
		int rc;

		write_pem(root, id->root);
		write_pem(leaf, id->leaf);
		rc = run_shell(
			&out,
			"openssl verify -x509_strict -attime %ld -CAfile "
			"%s -purpose %s -verify_email alice@example.com "
			"%s 2>&1",
			(long)TEST_NOW, root,
			types[i] == KEY_RSA_2048 ? "smimeencrypt" : "smimesign",
			leaf);
		CU_ASSERT_EQUAL(rc, 0);
		if (rc != 0)
			fprintf(stderr, "%s\n", out);
		free(out);
		free(root);
		free(leaf);
	}
}

const struct test tests_authority[] = {
	TEST(request_that_proves_nothing_is_refused),
	TEST(request_without_address_is_refused),
	TEST(short_key_is_refused),
	TEST(x25519_key_is_refused),
	TEST(days_out_of_range_are_refused),
	TEST(expired_authority_issues_nothing),
	TEST(other_key_than_the_roots_is_refused),
	TEST(address_the_library_rewrites_is_refused),
	TEST(root_may_sign_certificates_and_nothing_below_authorities),
	TEST(root_lives_ten_years_from_an_hour_ago),
	TEST(root_name_keeps_its_letters),
	TEST(leaf_is_as_asked),
	TEST(leaf_points_to_its_issuers_key),
	TEST(usage_follows_the_kind_of_key),
	TEST(signatures_use_sha_256),
	TEST(serial_is_long_positive_and_new),
	TEST(leaf_never_outlives_its_root),
	TEST(leaf_does_not_begin_before_its_root),
	TEST(longest_leaf_lives_just_825_days),
	TEST(request_without_a_name_gets_its_address),
	TEST(name_with_hidden_letters_is_not_certified),
	TEST(each_address_is_certified),
	TEST(openssl_trusts_what_is_issued),
	{0},
};
