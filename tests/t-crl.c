/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revocation lists: x509/crl.c, x509/crl-parse.c. */
#include "tests/make-crl.h"

#include <stdlib.h>
#include <string.h>

#include "tests/tool.h"
#include "x509/der-time.h"

static void what_is_no_list_is_said_to_be_none(void)
{
	static const char *const wrong[] = {
		"",
		"hello",
		"-----BEGIN CERTIFICATE-----\nMAA=\n-----END "
		"CERTIFICATE-----\n",
		"-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n",
	};

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct buf file = {(char *)wrong[i], strlen(wrong[i]), 0};
		struct crl_list list = {0};
		struct report r = {0};

		CU_ASSERT_EQUAL(crl_read(&file, "a.crl", &list, &r), -1);
		CU_ASSERT_TRUE(test_only(&r, FINDING_CRL_DAMAGED));
		CU_ASSERT_EQUAL(list.n, 0);
		report_clear(&r);
	}
}

static void any_cut_list_is_refused(void)
{
	struct ca root = ca_new("Root");
	struct cert *c = certify(&root, &root);
	struct crl_wish wish = {.revoked = c, .made = -5, .due = 5};
	struct buf der = {0};
	struct crl *crl;

	crl_bytes(&wish, &root, &root, &der);
	for (size_t n = 0; n < der.len; n++)
		CU_ASSERT_EQUAL(crl_parse(der.data, n, &crl), -1);
	CU_ASSERT_EQUAL(crl_parse(der.data, der.len, &crl), 0);
	crl_free(crl);
	buf_clear(&der);
	cert_free(c);
	ca_clear(&root);
}

static void dates_and_rows_are_read(void)
{
	struct ca root = ca_new("Root");
	struct cert *in = certify(&root, &root), *out = certify(&root, &root);
	struct crl_wish wish = {
		.revoked = in, .since = -9, .made = -5, .due = 500};
	struct crl *crl = crl_made(&wish, &root, &root);
	struct crl_entry entry;

	CU_ASSERT_EQUAL(crl->this_update, TEST_NOW - 5);
	CU_ASSERT_EQUAL(crl->next_update, TEST_NOW + 500);
	CU_ASSERT_STRING_EQUAL(crl->issuer, "Root");
	CU_ASSERT_FALSE(crl_find(crl, out, &entry));
	CU_ASSERT_TRUE(crl_find(crl, in, &entry));
	CU_ASSERT_EQUAL(entry.since, TEST_NOW - 9);
	CU_ASSERT_EQUAL(entry.reason, CRL_REASON_NONE);
	crl_free(crl);
	cert_free(in);
	cert_free(out);
	ca_clear(&root);
}

static void only_the_issuers_key_signs(void)
{
	struct ca root = ca_new("Root"), fake = ca_new("Root");
	struct cert *c = certify(&root, &root), *f = certify(&fake, &fake);
	struct crl_wish wish = {.made = -5};
	struct crl *crl = crl_made(&wish, &root, &root);

	c->usage = f->usage = KU_CERT_SIGN | KU_CRL_SIGN;
	for (int i = 0; i < 2; i++) {
		CU_ASSERT_TRUE(crl_signed_by(crl, c));
		CU_ASSERT_FALSE(crl_signed_by(crl, f));
	}
	c->usage = KU_CERT_SIGN;
	CU_ASSERT_FALSE(crl_signed_by(crl, c));
	CU_ASSERT_EQUAL(crl->next_update, 0);
	crl_free(crl);
	cert_free(c);
	cert_free(f);
	ca_clear(&root);
	ca_clear(&fake);
}

static void scope_of_a_list_is_kept(void)
{
	struct ca root = ca_new("Root"), alice = ca_new("Alice");
	struct cert *c = certify(&root, &root);
	struct cert *leaf = certify_leaf(&alice, &root);
	struct crl_wish wish = {.made = -5};
	struct crl *crl = crl_made(&wish, &root, &root);
	char *here[] = {"http://a.example/1"}, *there[] = {"http://b.example"};

	CU_ASSERT_TRUE(crl_is_for(crl, leaf) && crl_is_for(crl, c));
	crl->only_cas = true;
	CU_ASSERT_TRUE(!crl_is_for(crl, leaf) && crl_is_for(crl, c));
	crl->only_cas = false;
	crl->only_users = true;
	CU_ASSERT_TRUE(crl_is_for(crl, leaf) && !crl_is_for(crl, c));
	strlist_add(&crl->urls, here[0]);
	CU_ASSERT_FALSE(crl_is_for(crl, leaf));
	leaf->crl_urls = (struct strlist){there, 1};
	CU_ASSERT_FALSE(crl_is_for(crl, leaf));
	leaf->crl_urls.items = here;
	CU_ASSERT_TRUE(crl_is_for(crl, leaf));
	leaf->crl_urls = (struct strlist){0};
	crl_free(crl);
	cert_free(c);
	cert_free(leaf);
	ca_clear(&alice);
	ca_clear(&root);
}

/* By openssl: a reason, the number of another, and two lists in a file. */
static const char by_openssl[] =
	"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
	"-keyout k.pem -out c.pem -days 9 -subj /CN=Root -set_serial 0xABCDEF12"
	" && printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=db\\n"
	"default_md=sha256\\ndefault_crl_days=9\\ncertificate=c.pem\\n"
	"private_key=k.pem\\ncrl_extensions=e\\n[e]\\n"
	"authorityKeyIdentifier=keyid\\nissuingDistributionPoint=critical,@p\\n"
	"[p]\\nfullname=URI:http://crl.example.org/r.crl\\nonlyCA=TRUE\\n' >cnf"
	" && printf 'R\\t490101000000Z\\t250102030405Z,keyCompromise\\t"
	"ABCDEF12\\tunknown\\t/CN=Root\\nR\\t490101000000Z\\t250102030405Z\\t"
	"00AB\\tunknown\\t/CN=Two\\n' >db"
	" && openssl ca -config cnf -gencrl -out made"
	" && openssl crl -in made -outform DER -out der"
	" && cat made made >two && mv two made";

static void lists_of_openssl_are_read(void)
{
	struct buf file = {0};
	struct crl_list list = {0};
	struct report r = {0};
	struct crl_entry entry;
	struct cert c = {.serial = {(char[]){0, (char)0xAB, (char)0xCD,
					     (char)0xEF, 0x12},
				    5, 0}};

	if (!tool_makes(by_openssl, &file))
		return;
	CU_ASSERT_EQUAL_FATAL(crl_read(&file, "made", &list, &r), 0);
	CU_ASSERT_EQUAL_FATAL(list.n, 2);
	CU_ASSERT_EQUAL(list.items[0]->n, 2);
	CU_ASSERT_TRUE(list.items[1]->only_cas);
	CU_ASSERT_FALSE(list.items[1]->is_partial);
	CU_ASSERT_EQUAL(list.items[1]->authority_key_id.len, 20);
	CU_ASSERT_TRUE(strlist_has(&list.items[0]->urls,
				   "http://crl.example.org/r.crl"));
	CU_ASSERT_TRUE_FATAL(crl_find(list.items[0], &c, &entry));
	CU_ASSERT_EQUAL(entry.reason, 1);
	CU_ASSERT_EQUAL(entry.since, 1735787045); /* 2025-01-02 03:04:05 */
	c.serial.len = 2; /* 00 AB: without reason, before the other */
	CU_ASSERT_TRUE_FATAL(crl_find(list.items[0], &c, &entry));
	CU_ASSERT_EQUAL(entry.reason, CRL_REASON_NONE);
	CU_ASSERT_PTR_NOT_NULL(crl_reason_text(1));
	CU_ASSERT_PTR_NULL(crl_reason_text(0));
	CU_ASSERT_PTR_NULL(crl_reason_text(CRL_REASON_NONE));
	CU_ASSERT_PTR_NULL(crl_reason_text(99));
	crl_list_clear(&list);
	buf_clear(&file);
}

static const char *const others[] = {
	"nss/libpkix-certs/crlgood.crl",
	"nss/libpkix-certs/crldiff.crl",
	"nss/libpkix-certs/issuer-none.crl",
	"openssl/misc/testcrl.pem",
	"openssl/certs/cyrillic_crl.pem",
	"pyca/x509/custom/crl_ian_aia_aki.pem",
	"pyca/x509/custom/crl_no_next_update.pem",
	"pyca/x509/custom/crl_unsupported_reason.pem",
	"pyca/x509/custom/crl_idp_fullname_only_aa.pem",
	"pyca/x509/custom/crl_idp_fullname_indirect_crl.pem",
};

static void same_as_gnutls(const struct buf *file, const struct crl *ours)
{
	gnutls_datum_t bytes = {(unsigned char *)file->data,
				(unsigned)file->len};
	gnutls_x509_crl_t theirs;

	gnutls_x509_crl_init(&theirs);
	if (gnutls_x509_crl_import(theirs, &bytes, GNUTLS_X509_FMT_PEM) < 0)
		CU_ASSERT_EQUAL_FATAL(
			gnutls_x509_crl_import(theirs, &bytes,
					       GNUTLS_X509_FMT_DER),
			0);
	CU_ASSERT_EQUAL(gnutls_x509_crl_get_this_update(theirs),
			ours->this_update);
	CU_ASSERT_EQUAL(gnutls_x509_crl_get_next_update(theirs),
			ours->next_update ? ours->next_update : -1);
	CU_ASSERT_EQUAL(gnutls_x509_crl_get_crt_count(theirs), (int)ours->n);
	gnutls_x509_crl_deinit(theirs);
}

static void lists_of_others_are_read_as_gnutls_does(void)
{
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		const char *path = test_corpus(others[i]);
		struct crl_list list = {0};
		struct report r = {0};
		struct buf file = {0};

		if (!path)
			continue;
		test_read(path, &file);
		CU_ASSERT_EQUAL(crl_read(&file, others[i], &list, &r), 0);
		if (list.n == 1)
			same_as_gnutls(&file, list.items[0]);
		crl_list_clear(&list);
		report_clear(&r);
		buf_clear(&file);
	}
}

static const struct moment {
	const char *der;
	size_t n;
	time_t at; /* -1: refused */
} moments[] = {
	{"\x17\x0D"
	 "700101000000Z",
	 15, 0},
	{"\x17\x0D"
	 "491231235959Z",
	 15, 2524607999},
	{"\x17\x0D"
	 "500101000000Z",
	 15, -631152000},
	{"\x18\x0F"
	 "20240229120000Z",
	 17, 1709208000},
	{"\x18\x0F"
	 "21000301000000Z",
	 17, 4107542400},
	{"\x17\x0B"
	 "7001010000Z",
	 13, -1},
	{"\x17\x0D"
	 "701301000000Z",
	 15, -1},
	{"\x17\x0D"
	 "70010100000aZ",
	 15, -1},
	{"\x17\x0D"
	 "700101000000+",
	 15, -1},
	{"\x18\x0D"
	 "700101000000Z",
	 15, -1},
	{"\x04\x0D"
	 "700101000000Z",
	 15, -1},
	{"\x17\x0D"
	 "700101",
	 8, -1},
};

static void times_are_read_in_their_one_form(void)
{
	for (size_t i = 0; i < ARRAY_LEN(moments); i++) {
		struct slice from = {(const unsigned char *)moments[i].der,
				     moments[i].n};
		time_t t = -1;

		if (der_time(&from, &t) < 0)
			t = -1;
		CU_ASSERT_EQUAL(t, moments[i].at);
	}
}

const struct test tests_crl[] = {
	TEST(what_is_no_list_is_said_to_be_none),
	TEST(any_cut_list_is_refused),
	TEST(dates_and_rows_are_read),
	TEST(only_the_issuers_key_signs),
	TEST(scope_of_a_list_is_kept),
	TEST(lists_of_openssl_are_read),
	TEST(lists_of_others_are_read_as_gnutls_does),
	TEST(times_are_read_in_their_one_form),
	{0},
};
