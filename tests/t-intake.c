/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an issuer sent is taken in, or refused by name; the own authority. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "journey/desk/issuer.h"
#include "journey/intake/intake.h"
#include "tests/ca.h"
#include "tests/identity.h"
#include "tests/journey-kit.h"

static void what_is_no_certificate_is_named(void)
{
	kit_begin();

	struct task t;
	char *pair, *path;

	kit_walk(STEP_REQUEST);
	REFUSED(CERT_IS_HTML, STEP_CERTIFICATE, &t,
		"bring=<!DOCTYPE html>\n<html>\n", NULL);
	REFUSED(CERT_IS_SSH, STEP_CERTIFICATE, &t,
		"bring=-----BEGIN OPENSSH PRIVATE KEY-----\n"
		"b3BlbnNzaC1rZXktdjEAAAAA\n"
		"-----END OPENSSH PRIVATE KEY-----\n", NULL);
	REFUSED(FILE_UNREADABLE, STEP_CERTIFICATE, &t, "bring=/nowhere/x",
		NULL);
	REFUSED(FILE_IS_DIRECTORY, STEP_CERTIFICATE, &t, "bring=/", NULL);
	path = kit_file(WS_REQUEST);
	pair = xasprintf("bring=%s", path);
	REFUSED(CERT_IS_REQUEST, STEP_CERTIFICATE, &t, pair, NULL);
	free(pair);
	free(path);
	path = kit_file(WS_KEY);
	pair = xasprintf("bring=%s", path);
	REFUSED(CERT_IS_KEY, STEP_CERTIFICATE, &t, pair, NULL);
	free(pair);
	free(path);
	kit_end();
}

static void a_key_given_as_a_request_is_stopped(void)
{
	kit_begin();

	struct report r = {0};
	struct csr *request = NULL;
	struct buf file = {0};
	char *path = kit_file(WS_KEY);

	kit_walk(STEP_KEY);
	test_read(path, &file);
	CU_ASSERT_EQUAL(intake_request(&file, "key.pem", &request, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_REQ_KEY_PASTED));
	report_clear(&r);
	buf_clear(&file);
	buf_adds(&file, "<html>");
	CU_ASSERT_EQUAL(intake_request(&file, "x", &request, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_REQ_NOT_A_REQUEST));
	report_clear(&r);
	buf_clear(&file);
	free(path);
	kit_end();
}

static void issuing_needs_a_request_and_the_passphrase(void)
{
	struct task t;

	kit_begin();
	kit_walk(STEP_KEY);
	REFUSED(STEP_NEEDS, STEP_CERTIFICATE, &t, "source=authority",
		"!authority-passphrase=sesame", NULL);
	kit_walk(STEP_CERTIFICATE);
	REFUSED(KEY_WRONG_PASSPHRASE, STEP_CERTIFICATE, &t, "source=authority",
		"!authority-passphrase=wrong", NULL);
	kit_end();
}

static void there_is_one_authority_and_it_minds_the_clock(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};
	struct cert *root = NULL;

	CU_ASSERT_EQUAL(issuer_root(env, &root, &t.report), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_AUTH_NONE));
	report_clear(&t.report);
	env->now = 915148800; /* 1999-01-01 */
	CU_ASSERT_EQUAL(issuer_create(&t, "X", KEY_P256), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_CLOCK_WRONG));
	report_clear(&t.report);
	env->now = TEST_NOW;
	kit_walk(STEP_CERTIFICATE);
	CU_ASSERT_EQUAL(issuer_create(&t, "X", KEY_P256), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_AUTH_EXISTS));
	task_clear(&t);
	kit_end();
}

/* Takes the certificate that is there away and gives its PEM. */
static char *take_certificate(void)
{
	char *path = kit_file(WS_CERT);
	struct buf pem = {0};

	test_read(path, &pem);
	CU_ASSERT_EQUAL(unlink(path), 0);
	free(path);
	return buf_take(&pem);
}

static void a_certificate_finds_its_key_by_itself(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};
	char *pem;

	kit_walk(STEP_CERTIFICATE);
	pem = take_certificate();
	answers_set(&t.answers, "bring", pem);
	t.address = NULL;
	CU_ASSERT_EQUAL(step_run(STEP_CERTIFICATE, &t), 0);
	CU_ASSERT_STRING_EQUAL(t.outcome.identity, kit_address);
	task_clear(&t);
	free(pem);
	kit_end();
}

static void the_same_certificate_again_is_only_noted(void)
{
	kit_begin();

	char *path = kit_file(WS_CERT);
	char *pair = xasprintf("bring=%s", path);
	struct task t;

	kit_walk(STEP_CERTIFICATE);
	CU_ASSERT_EQUAL(kit_run(STEP_CERTIFICATE, &t, pair, NULL), 0);
	CU_ASSERT_TRUE(report_has(&t.report, FINDING_CERT_SAME));
	task_clear(&t);
	free(pair);
	free(path);
	kit_end();
}

static void a_certificate_for_another_key_is_refused(void)
{
	kit_begin();

	struct task t;
	char *pem, *pair, *key;

	kit_walk(STEP_CERTIFICATE);
	pem = take_certificate();
	pair = xasprintf("bring=%s", pem);
	key = kit_file(WS_KEY);
	CU_ASSERT_EQUAL(unlink(key), 0);
	kit_walk(STEP_KEY);
	REFUSED(KEY_NOT_MATCHING, STEP_CERTIFICATE, &t, pair, NULL);
	kit_end();
	kit_begin();
	REFUSED(KEY_MISSING, STEP_CERTIFICATE, &t, pair, NULL);
	kit_end();
	free(key);
	free(pair);
	free(pem);
}

/* Theirs is not for a key that was mixed up here. */
static void a_certificate_of_somebody_else_is_named(void)
{
	struct buf pem = {0};
	struct task t;
	char *path, *pair;

	kit_begin();
	kit_walk(STEP_REQUEST);
	path = path_join(test_dir(), "theirs.pem");
	pair = xasprintf("bring=%s", path);
	cert_pem(identity(KEY_P256)->leaf, &pem);
	test_write(path, pem.data, pem.len);
	REFUSED(CERT_OF_ANOTHER, STEP_CERTIFICATE, &t, pair, NULL);
	buf_clear(&pem);
	free(pair);
	free(path);
	kit_end();
}

static void a_root_is_not_yours_and_not_trusted_by_that(void)
{
	struct env *env = kit_begin();
	char *dir = ws_authority_path(env);
	char *pair = xasprintf("bring=%s/%s", dir, WS_CERT);
	struct task t;

	kit_walk(STEP_CERTIFICATE);
	REFUSED(CERT_IS_ROOT, STEP_CERTIFICATE, &t, pair, NULL);
	free(pair);
	free(dir);
	kit_end();
}

static void an_issuers_certificate_is_not_yours(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};
	struct ca top = ca_new("Top"), below = ca_new("Below");
	struct cert_list certs = {0};

	kit_walk(STEP_REQUEST);
	cert_list_take(&certs, certify(&below, &top));
	CU_ASSERT_EQUAL(intake_store(&t, &certs, "below.pem"), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_CERT_WRONG_TYPE_CA));
	task_clear(&t);
	cert_list_clear(&certs);
	ca_clear(&below);
	ca_clear(&top);
	kit_end();
}

/* Two issuers in one file, as a portal's "CA bundle" has them. */
static void a_chain_without_your_certificate_is_named(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};
	struct cert_list certs = {0};

	for (int i = 0; i < 2; i++) {
		struct key *key = NULL;
		struct cert *root = NULL;

		CU_ASSERT_EQUAL(key_generate(KEY_P256, &key, &t.report), 0);
		CU_ASSERT_EQUAL(authority_make_root(key, "Root", TEST_NOW,
						    &root, &t.report),
				0);
		cert_list_take(&certs, root);
		key_free(key);
	}
	CU_ASSERT_EQUAL(intake_store(&t, &certs, "bundle.pem"), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_CERT_PKCS7_NO_LEAF));
	cert_list_clear(&certs);
	task_clear(&t);
	kit_end();
}

static void a_bundle_is_not_taken_in_as_a_certificate(void)
{
	struct env *env = kit_begin();
	struct facts f = {0};
	struct task t;
	char *pair;

	kit_walk(STEP_BUNDLE);
	ws_scan(env, kit_address, &f);
	pair = xasprintf("bring=%s/%s/%s", f.path, WS_BUNDLES,
			 f.bundles.items[0]);
	REFUSED(CERT_IS_P12, STEP_CERTIFICATE, &t, pair, NULL);
	facts_clear(&f);
	free(pair);
	kit_end();
}

/* Made by openssl for this test: one certificate, no signature. */
static const char chain_file[] =
	"-----BEGIN PKCS7-----\n"
	"MIIBmwYJKoZIhvcNAQcCoIIBjDCCAYgCAQExADALBgkqhkiG9w0BBwGgggFwMIIB\n"
	"bDCCAROgAwIBAgIUfFMwVCM9SAJl0nso+6PWOKI8MI8wCgYIKoZIzj0EAwIwDDEK\n"
	"MAgGA1UEAwwBeDAeFw0yNjExMjUxOTM5MjBaFw0yNjEyMjUxOTM5MjBaMAwxCjAI\n"
	"BgNVBAMMAXgwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAReFjKF+uoZd1zJX/NO\n"
	"7RUHl5h2Xl9PFG3vRgr1+heirxu68BuCOO2b2LAScwkP9rI3lVBocBzltuR8goPI\n"
	"Uy/ro1MwUTAdBgNVHQ4EFgQUZKdlhhqtcKG82u1CkEKc/Q8ScQUwHwYDVR0jBBgw\n"
	"FoAUZKdlhhqtcKG82u1CkEKc/Q8ScQUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjO\n"
	"PQQDAgNHADBEAiB1JNwP6HR8hdVtTKYM0/Z0GiZ70kUhXekTyThwCoPxDwIgTRO7\n"
	"MjAfpsoOVbWSvoV0ON1EPHhdeLxhQxSMN8jQj90xAA==\n"
	"-----END PKCS7-----\n";

static void a_chain_file_is_opened_and_noted(void)
{
	struct cert_list certs = {0};
	struct report r = {0};
	struct buf file = {0};

	buf_adds(&file, chain_file);
	CU_ASSERT_EQUAL(intake_certs(&file, "x.p7b", &certs, &r), 0);
	CU_ASSERT_EQUAL(certs.n, 1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_CERT_IS_PKCS7));
	cert_list_clear(&certs);
	report_clear(&r);
	buf_clear(&file);
}

static void a_missing_root_can_be_brought(void)
{
	struct env *env = kit_begin();
	char *dir = ws_authority_path(env);
	char *root = path_join(dir, WS_CERT);
	char *away = path_join(test_dir(), "root.pem");
	char *pair = xasprintf("bring=%s", away);
	char *chain = kit_file(WS_CHAIN);
	struct facts f = {0};
	struct task t;

	kit_walk(STEP_CERTIFICATE);
	CU_ASSERT_EQUAL(unlink(chain), 0);
	/* Roots the person trusts complete a chain as well. */
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_state(STEP_CHAIN, &f), STATE_DONE);
	CU_ASSERT_EQUAL(rename(root, away), 0);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_state(STEP_CHAIN, &f), STATE_READY);
	CU_ASSERT_TRUE(report_has(&f.check, FINDING_TRUST_CHAIN_INCOMPLETE));
	CU_ASSERT_EQUAL(kit_run(STEP_CHAIN, &t, pair, NULL), 0);
	task_clear(&t);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_EQUAL(step_state(STEP_CHAIN, &f), STATE_DONE);
	facts_clear(&f);
	free(chain);
	free(pair);
	free(away);
	free(root);
	free(dir);
	kit_end();
}

const struct test tests_intake[] = {
	TEST(what_is_no_certificate_is_named),
	TEST(a_key_given_as_a_request_is_stopped),
	TEST(issuing_needs_a_request_and_the_passphrase),
	TEST(there_is_one_authority_and_it_minds_the_clock),
	TEST(a_certificate_finds_its_key_by_itself),
	TEST(the_same_certificate_again_is_only_noted),
	TEST(a_certificate_for_another_key_is_refused),
	TEST(a_certificate_of_somebody_else_is_named),
	TEST(a_root_is_not_yours_and_not_trusted_by_that),
	TEST(an_issuers_certificate_is_not_yours),
	TEST(a_chain_without_your_certificate_is_named),
	TEST(a_bundle_is_not_taken_in_as_a_certificate),
	TEST(a_chain_file_is_opened_and_noted),
	TEST(a_missing_root_can_be_brought),
	{0},
};
