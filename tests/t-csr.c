/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests: what is asked for, what is read, what is refused. */
#include "tests/tool.h"

#include <stdlib.h>
#include <string.h>

#include "x509/cert.h"
#include "x509/csr.h"
#include "x509/der.h"

static struct key *new_key(enum key_type type)
{
	struct report r = {0};
	struct key *k = NULL;

	CU_ASSERT_EQUAL_FATAL(key_generate(type, &k, &r), 0);
	return k;
}

static struct csr *new_csr(enum key_type type, const char *name,
			   const char *first, const char *second)
{
	struct strlist addresses = {0};
	struct csr_wish wish = {.name = name, .addresses = &addresses};
	struct key *k = new_key(type);
	struct report r = {0};
	struct csr *csr = NULL;

	strlist_add(&addresses, first);
	if (second)
		strlist_add(&addresses, second);
	CU_ASSERT_EQUAL_FATAL(csr_build(k, &wish, &csr, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	CU_ASSERT(spki_equal(&csr->spki, key_spki(k)));
	strlist_clear(&addresses);
	key_free(k);
	return csr;
}

static struct csr *parsed(const struct buf *der)
{
	struct report r = {0};
	struct csr *csr = NULL;

	CU_ASSERT_EQUAL_FATAL(csr_parse(der->data, der->len, &csr, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	return csr;
}

static void request_without_an_address_is_refused(void)
{
	struct strlist none = {0};
	struct csr_wish wish = {.name = "Alice", .addresses = &none};
	struct key *k = new_key(KEY_P256);
	struct report r = {0};
	struct csr *csr = NULL;

	CU_ASSERT_EQUAL(csr_build(k, &wish, &csr, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_REQ_NO_EMAIL));
	CU_ASSERT_PTR_NULL(csr);
	report_clear(&r);
	key_free(k);
}

static void key_that_only_agrees_makes_no_request(void)
{
	struct strlist addresses = {0};
	struct csr_wish wish = {.addresses = &addresses};
	struct report r = {0};
	struct csr *csr = NULL;
	struct key *k = NULL;
	struct buf file = {0};

	if (!tool_makes("openssl genpkey -algorithm x25519 -out made", &file))
		return;
	strlist_add(&addresses, "a@example.org");
	CU_ASSERT_EQUAL_FATAL(key_open(&file, NULL, "k", &k, &r), 0);
	CU_ASSERT_EQUAL(csr_build(k, &wish, &csr, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_KEY_X25519));
	report_clear(&r);
	strlist_clear(&addresses);
	key_free(k);
	buf_clear(&file);
}

static void address_that_does_not_fit_is_refused(void)
{
	struct strlist addresses = {0};
	struct csr_wish wish = {.addresses = &addresses};
	struct key *k = new_key(KEY_P256);
	struct report r = {0};
	struct csr *csr = NULL;

	strlist_add(&addresses, "j\xC3\xBCrgen@example.org");
	CU_ASSERT_EQUAL(csr_build(k, &wish, &csr, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_LIB_FAILED));
	report_clear(&r);
	strlist_clear(&addresses);
	key_free(k);
}

static void rubbish_is_no_request(void)
{
	struct report r = {0};
	struct csr *csr = NULL;

	CU_ASSERT_EQUAL(csr_parse("rubbish", 7, &csr, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_REQ_NOT_A_REQUEST));
	report_clear(&r);
}

static void too_long_request_is_refused(void)
{
	char *big = xcalloc(1, CERT_SIZE_MAX + 1);
	struct report r = {0};
	struct csr *csr = NULL;

	CU_ASSERT_EQUAL(csr_parse(big, CERT_SIZE_MAX + 1, &csr, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_REQ_NOT_A_REQUEST));
	report_clear(&r);
	free(big);
}

/* No crash, and a failure is one finding. */
static void try_parse(const struct buf *der)
{
	struct report r = {0};
	struct csr *csr = NULL;
	int code = csr_parse(der->data, der->len, &csr, &r);

	CU_ASSERT_EQUAL(r.n, code < 0 ? 1 : 0);
	CU_ASSERT_EQUAL(csr == NULL, code < 0);
	report_clear(&r);
	csr_free(csr);
}

static void no_truncation_is_a_request(void)
{
	struct csr *csr = new_csr(KEY_P256, "Alice", "a@example.org", NULL);

	for (size_t n = 0; n < csr->der.len; n++) {
		struct report r = {0};
		struct csr *cut = NULL;

		CU_ASSERT_EQUAL(csr_parse(csr->der.data, n, &cut, &r), -1);
		CU_ASSERT_EQUAL(r.n, 1);
		report_clear(&r);
	}
	csr_free(csr);
}

static void no_changed_byte_crashes(void)
{
	static const unsigned char flips[] = {0x01, 0x80, 0xFF, 0x20};
	struct csr *csr = new_csr(KEY_P256, "Alice", "a@example.org", NULL);

	for (size_t n = 0; n < csr->der.len; n++)
		for (size_t i = 0; i < sizeof(flips); i++) {
			char was = csr->der.data[n];

			csr->der.data[n] = (char)(was ^ flips[i]);
			try_parse(&csr->der);
			csr->der.data[n] = was;
		}
	csr_free(csr);
}

static void changed_body_has_a_bad_signature(void)
{
	struct csr *csr = new_csr(KEY_P256, "Alice", "a@example.org", NULL);
	struct csr *again;
	char *at = memmem(csr->der.data, csr->der.len, "Alice", 5);

	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	*at = 'B';
	again = parsed(&csr->der);
	CU_ASSERT_FALSE(again->signature_good);
	CU_ASSERT_STRING_EQUAL(again->common_name, "Blice");
	csr_free(again);
	csr_free(csr);
}

static void weak_hash_is_seen(void)
{
	struct buf der = {0};
	struct csr *csr;

	if (!tool_makes(
		"openssl req -new -newkey rsa:2048 -nodes -keyout k -sha1 "
		"-subj /CN=Alice -outform DER -out made",
		&der))
		return;
	csr = parsed(&der);
	CU_ASSERT(csr->signature_weak);
	CU_ASSERT(csr->signature_good);
	CU_ASSERT_STRING_EQUAL(csr->signature, "RSA-SHA1");
	csr_free(csr);
	buf_clear(&der);
}

static void challenge_password_is_seen(void)
{
	const char *path = test_corpus("pyca/x509/requests/challenge.pem");
	struct buf der = {0};
	struct csr *csr;

	if (!path) {
		test_skip("no corpus");
		return;
	}
	char *command = xasprintf("openssl req -in %s%s -outform DER -out made",
				  path[0] == '/' ? "" : "$OLDPWD/", path);
	if (tool_makes(command, &der)) {
		csr = parsed(&der);
		CU_ASSERT(csr->has_challenge);
		csr_free(csr);
	}
	free(command);
	buf_clear(&der);
}

static void address_in_the_subject_is_kept_apart(void)
{
	struct buf der = {0};
	struct csr *csr;

	if (!tool_makes("openssl req -new -newkey rsa:2048 -nodes -keyout k "
			"-subj /CN=Alice/emailAddress=a@example.org "
			"-outform DER -out made",
			&der))
		return;
	csr = parsed(&der);
	CU_ASSERT_STRING_EQUAL(csr->subject_email, "a@example.org");
	CU_ASSERT_EQUAL(csr->emails.n, 0);
	CU_ASSERT_EQUAL(csr->usage, 0);
	CU_ASSERT_FALSE(csr->has_challenge);
	csr_free(csr);
	buf_clear(&der);
}

static void extensions_of_another_program_are_read(void)
{
	struct buf der = {0};
	struct csr *csr;

	if (!tool_makes(
		"openssl req -new -newkey rsa:2048 -nodes -keyout k "
		"-subj /CN=Alice -addext subjectAltName=email:a@example.org "
		"-addext keyUsage=digitalSignature,nonRepudiation "
		"-addext extendedKeyUsage=emailProtection,clientAuth "
		"-outform DER -out made",
		&der))
		return;
	csr = parsed(&der);
	CU_ASSERT(strlist_has(&csr->emails, "a@example.org"));
	CU_ASSERT_EQUAL(csr->usage, KU_SIGN | KU_NONREPUDIATION);
	CU_ASSERT_EQUAL(csr->extended, EKU_EMAIL | EKU_CLIENT);
	csr_free(csr);
	buf_clear(&der);
}

static void request_holds_name_and_every_address(void)
{
	struct csr *csr = new_csr(KEY_P256, "Älice Ümläut", "A.b@example.org",
				  "second@xn--bcher-kva.example");

	CU_ASSERT_STRING_EQUAL(csr->common_name, "Älice Ümläut");
	CU_ASSERT_EQUAL(csr->subject.n, 1);
	CU_ASSERT_STRING_EQUAL(csr->subject.items[0], "CN=Älice Ümläut");
	CU_ASSERT_EQUAL_FATAL(csr->emails.n, 2);
	CU_ASSERT_STRING_EQUAL(csr->emails.items[0], "A.b@example.org");
	CU_ASSERT_STRING_EQUAL(csr->emails.items[1],
			       "second@xn--bcher-kva.example");
	CU_ASSERT_PTR_NULL(csr->subject_email);
	csr_free(csr);
}

static void request_without_a_name_has_an_empty_subject(void)
{
	struct csr *csr = new_csr(KEY_P256, "", "a@example.org", NULL);

	CU_ASSERT_EQUAL(csr->subject.n, 0);
	CU_ASSERT_PTR_NULL(csr->common_name);
	CU_ASSERT_EQUAL(csr->emails.n, 1);
	csr_free(csr);
}

static void each_kind_of_key_asks_for_what_it_can_do(void)
{
	static const struct {
		enum key_type type;
		unsigned usage;
		const char *signature;
	} wanted[] = {
	    {KEY_RSA_2048, KU_SIGN | KU_KEY_ENCIPHER, "RSA-SHA256"},
	    {KEY_P256, KU_SIGN | KU_AGREE, "ECDSA-SHA256"},
	    {KEY_P384, KU_SIGN | KU_AGREE, "ECDSA-SHA256"},
	    {KEY_P521, KU_SIGN | KU_AGREE, "ECDSA-SHA256"},
	    {KEY_ED25519, KU_SIGN, "EdDSA-Ed25519"},
	};

	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		struct csr *csr =
		    new_csr(wanted[i].type, "A", "a@example.org", NULL);

		CU_ASSERT_EQUAL(csr->usage, wanted[i].usage);
		CU_ASSERT_EQUAL(csr->extended, EKU_EMAIL);
		CU_ASSERT_STRING_EQUAL(csr->signature, wanted[i].signature);
		CU_ASSERT_STRING_EQUAL(csr_signature_for(&csr->spki),
				       wanted[i].signature);
		CU_ASSERT(csr->signature_good);
		CU_ASSERT_FALSE(csr->signature_weak);
		csr_free(csr);
	}
}

static void openssl_verifies_every_request(void)
{
	static const enum key_type types[] = {KEY_RSA_2048, KEY_P256, KEY_P384,
					      KEY_P521, KEY_ED25519};
	const char *dir = test_dir();
	char *path = path_join(dir, "request.pem");

	if (!tool(dir, "openssl version")) {
		test_skip("openssl is not there");
		free(path);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		struct csr *csr = new_csr(types[i], "Alice", "a@example.org",
					  "b@example.org");
		struct buf pem = {0};

		csr_pem(csr, &pem);
		test_write(path, pem.data, pem.len);
		CU_ASSERT(tool(dir,
			       "openssl req -in request.pem -verify -noout "
			       "-text >t && grep -q 'email:a@example.org, "
			       "email:b@example.org' t && "
			       "grep -q 'E-mail Protection' t"));
		buf_clear(&pem);
		csr_free(csr);
	}
	free(path);
}

const struct test tests_csr[] = {
    TEST(request_without_an_address_is_refused),
    TEST(key_that_only_agrees_makes_no_request),
    TEST(address_that_does_not_fit_is_refused),
    TEST(rubbish_is_no_request),
    TEST(too_long_request_is_refused),
    TEST(no_truncation_is_a_request),
    TEST(no_changed_byte_crashes),
    TEST(changed_body_has_a_bad_signature),
    TEST(weak_hash_is_seen),
    TEST(challenge_password_is_seen),
    TEST(address_in_the_subject_is_kept_apart),
    TEST(extensions_of_another_program_are_read),
    TEST(request_holds_name_and_every_address),
    TEST(request_without_a_name_has_an_empty_subject),
    TEST(each_kind_of_key_asks_for_what_it_can_do),
    TEST(openssl_verifies_every_request),
    {0},
};
