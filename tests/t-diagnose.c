/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files judged whole: what each is, and the finding it must give. */
#include <stdlib.h>
#include <string.h>

#include "journey/diagnose/diagnose.h"
#include "tests/journey-kit.h"

/* Made by openssl for this test. */
#define PUBLIC_KEY \
	"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEz2tIVv6xynIOoNTRaTMEnW23kbi2\n" \
	"7+LD94DwiQKwOTlSpDj3mGbr9blxWz110PKEKwxQY9vZzSydj7a1Gf2Byw==\n"
#define CRL \
	"MIGQMDgwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBeBcNMjYxMTI1MTkzOTIwWhcN\n" \
	"MjYxMjI1MTkzOTIwWjAKBggqhkjOPQQDAgNIADBFAiAV80hUhA0VXnaZE/1d04ix\n" \
	"p6243QZZyJU4+FaRacRuXQIhANtjtUigjZokLAvyOWqdOYrl/RBEXpR6OS/Wfkwu\n" \
	"Rl9s\n"

static struct diagnosis look(const struct env *env, const void *bytes, size_t n,
			     const char *password)
{
	struct diagnose_ask ask = {.env = env, .file = "x"};
	struct secret *s = NULL;
	struct diagnosis d;
	struct buf b = {0};

	if (password) {
		s = secret_new(64);
		CU_ASSERT_EQUAL(secret_add(s, password, strlen(password)), 0);
		ask.password = s;
	}
	buf_add(&b, bytes, n);
	diagnose(&b, &ask, &d);
	/* The subject points at it only while the rules run. */
	d.subject.bundle_password = NULL;
	buf_clear(&b);
	secret_free(s);
	return d;
}

static void check_kind(const struct env *env, const char *text,
		       const char *kind, enum finding_id id)
{
	struct diagnosis d = look(env, text, strlen(text), NULL);

	CU_ASSERT_STRING_EQUAL(d.kind, kind);
	CU_ASSERT_TRUE(report_has(&d.report, id));
	diagnosis_clear(&d);
}

static void what_is_none_of_ours_is_named(void)
{
	struct env *env = kit_begin();

	check_kind(env, "hello", "other", FINDING_FILE_UNKNOWN);
	check_kind(env, "<html>", "other", FINDING_CERT_IS_HTML);
	check_kind(env, "PK\003\004", "other", FINDING_CERT_IS_ZIP);
	check_kind(env, "-----BEGIN PUBLIC KEY-----\n" PUBLIC_KEY
			"-----END PUBLIC KEY-----\n",
		   "other", FINDING_CERT_IS_PUBLIC_KEY);
	check_kind(env, "-----BEGIN X509 CRL-----\n" CRL
			"-----END X509 CRL-----\n",
		   "other", FINDING_CERT_IS_CRL);
	check_kind(env, "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict>"
			"<key>PayloadContent</key><array/></dict></plist>\n",
		   "profile", FINDING_PROFILE_DAMAGED);
	check_kind(env, "\376\355\376\355", "other", FINDING_CERT_IS_JKS);
	check_kind(env, "From: a@example.org\nTo: b@example.org\n"
			"Subject: x\nMIME-Version: 1.0\n\nHello\n",
		   "other", FINDING_CERT_IS_MAIL);
	check_kind(env, "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n"
			"-----END PGP PUBLIC KEY BLOCK-----\n",
		   "other", FINDING_CERT_IS_OPENPGP);
	check_kind(env, "-----BEGIN CERTIFICATE-----\nAAAA\n"
			"-----END CERTIFICATE-----\n",
		   "other", FINDING_CERT_TEXT_DAMAGED);
	kit_end();
}

static void one_of(const struct env *env, const char *name, struct buf *out)
{
	char *dir = ws_identity_path(env, kit_address);
	char *path = path_join(dir, name);

	test_read(path, out);
	free(path);
	free(dir);
}

static void own_files_are_in_order(void)
{
	struct env *env = kit_begin();
	struct buf file = {0};
	struct diagnosis d;

	kit_walk(STEP_BUNDLE);
	one_of(env, WS_CERT, &file);
	d = look(env, file.data, file.len, NULL);
	CU_ASSERT_STRING_EQUAL(d.kind, "certificate");
	CU_ASSERT_PTR_NOT_NULL(d.subject.key);
	/* The root was not given: the chain is the only thing amiss. */
	CU_ASSERT_TRUE(report_has(&d.report, FINDING_TRUST_CHAIN_INCOMPLETE));
	CU_ASSERT_EQUAL(report_count(&d.report, SEVERITY_BLOCKER), 1);
	diagnosis_clear(&d);
	one_of(env, WS_REQUEST, &file);
	d = look(env, file.data, file.len, NULL);
	CU_ASSERT_STRING_EQUAL(d.kind, "request");
	CU_ASSERT_EQUAL(report_count(&d.report, SEVERITY_BLOCKER), 0);
	diagnosis_clear(&d);
	buf_clear(&file);
	kit_end();
}

static void a_bundle_is_seen_from_outside_and_from_inside(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};
	struct buf file = {0};
	struct diagnosis d;
	char *name;

	kit_walk(STEP_BUNDLE);
	ws_scan(env, kit_address, &f);
	name = xasprintf("%s/%s", WS_BUNDLES, f.bundles.items[0]);
	one_of(env, name, &file);
	CU_ASSERT_TRUE(diagnose_is_bundle(&file));
	d = look(env, file.data, file.len, NULL);
	CU_ASSERT_STRING_EQUAL(d.kind, "bundle");
	CU_ASSERT_TRUE(report_has(&d.report, FINDING_P12_NOT_OPENED));
	CU_ASSERT_EQUAL(report_count(&d.report, SEVERITY_BLOCKER), 0);
	diagnosis_clear(&d);
	d = look(env, file.data, file.len, "not-the-password");
	CU_ASSERT_TRUE(report_has(&d.report, FINDING_P12_WRONG_PASSWORD));
	diagnosis_clear(&d);
	d = look(env, file.data, file.len, "abcd-efgh-1234");
	CU_ASSERT_PTR_NOT_NULL(d.bundle);
	CU_ASSERT_FALSE(report_has(&d.report, FINDING_P12_NO_KEY));
	diagnosis_clear(&d);
	free(name);
	buf_clear(&file);
	facts_clear(&f);
	kit_end();
}

static void key_on_a_card_is_told_of(void)
{
	struct env *env = kit_begin();
	const char *uri = "pkcs11:token=card;object=key;type=private\n";
	struct diagnosis d = look(env, uri, strlen(uri), NULL);

	CU_ASSERT_TRUE(report_has(&d.report, FINDING_KEY_ON_TOKEN));
	CU_ASSERT_EQUAL(report_count(&d.report, SEVERITY_BLOCKER), 1);
	CU_ASSERT_TRUE(report_has(&d.report, FINDING_CERT_IS_KEY));
	diagnosis_clear(&d);
	kit_end();
}

/* A request for the same address, of a key made elsewhere. */
static void second_request_for_an_address_here_is_told_of(void)
{
	struct env *env = kit_begin();
	struct strlist to = {0};
	struct csr_wish wish = {.addresses = &to};
	struct report report = {0};
	struct diagnosis d;
	struct key *key;
	struct csr *csr;

	kit_walk(STEP_REQUEST);
	strlist_add(&to, kit_address);
	CU_ASSERT_EQUAL_FATAL(key_generate(KEY_P256, &key, &report), 0);
	CU_ASSERT_EQUAL_FATAL(csr_build(key, &wish, &csr, &report), 0);
	d = look(env, csr->der.data, csr->der.len, NULL);
	CU_ASSERT_TRUE(report_has(&d.report, FINDING_REQ_DUPLICATE_OPEN));
	diagnosis_clear(&d);
	csr_free(csr);
	key_free(key);
	strlist_clear(&to);
	kit_end();
}

static void bundle_in_a_folder_for_passing_files_is_told_of(void)
{
	struct env *env = kit_begin();
	char *path = path_join(test_dir(), "key.pem");
	struct diagnose_ask ask = {.env = env, .file = path};
	struct diagnosis d;
	struct buf b = {0};

	buf_adds(&b, "-----BEGIN PRIVATE KEY-----\nMII");
	test_write(path, b.data, b.len);
	diagnose(&b, &ask, &d);
	CU_ASSERT_TRUE(report_has(&d.report, FINDING_P12_LEFTOVER));
	diagnosis_clear(&d);
	buf_clear(&b);
	free(path);
	kit_end();
}

const struct test tests_diagnose[] = {
	TEST(what_is_none_of_ours_is_named),
	TEST(own_files_are_in_order),
	TEST(key_on_a_card_is_told_of),
	TEST(second_request_for_an_address_here_is_told_of),
	TEST(bundle_in_a_folder_for_passing_files_is_told_of),
	TEST(a_bundle_is_seen_from_outside_and_from_inside),
	{0},
};
