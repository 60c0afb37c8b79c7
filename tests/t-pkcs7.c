/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates out of PKCS#7: other programs' files, and hostile ones. */
#include "tests/tool.h"

#include <stdlib.h>
#include <string.h>

#include "x509/der.h"
#include "x509/pkcs7.h"

static const char self_signed[] =
    "for i in 1 2 3; do openssl req -x509 -newkey ec "
    "-pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k -subj /CN=$i "
    "-out $i.pem || exit 1; done; ";

/* SignedData around the content of its certificates field. */
static void make(const struct buf *certs, struct buf *der)
{
	struct buf body = {0}, part = {0}, info = {0};

	der_put_number(&body, 1);
	der_put(&body, DER_SET, "", 0);
	der_put_oid(&part, "1.2.840.113549.1.7.1");
	der_put_buf(&body, DER_SEQUENCE, &part);
	der_put_buf(&body, DER_CONTEXT_CONS, certs);
	der_put(&body, DER_SET, "", 0);
	buf_clear(&part);
	der_put_buf(&part, DER_SEQUENCE, &body);
	der_put_oid(&info, "1.2.840.113549.1.7.2");
	der_put_buf(&info, DER_CONTEXT_CONS, &part);
	buf_clear(der);
	der_put_buf(der, DER_SEQUENCE, &info);
	buf_clear(&body);
	buf_clear(&part);
	buf_clear(&info);
}

static void assert_refused(const struct buf *der)
{
	struct cert_list list = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(pkcs7_certs(der->data, der->len, &list, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_CERT_TEXT_DAMAGED));
	CU_ASSERT_EQUAL(list.n, 0);
	report_clear(&r);
}

static size_t count(const struct buf *der)
{
	struct cert_list list = {0};
	struct report r = {0};
	size_t n;

	CU_ASSERT_EQUAL(pkcs7_certs(der->data, der->len, &list, &r), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	n = list.n;
	cert_list_clear(&list);
	report_clear(&r);
	return n;
}

static void rubbish_holds_no_certificate(void)
{
	struct buf der = {0};

	assert_refused(&der);
	buf_adds(&der, "rubbish");
	assert_refused(&der);
	buf_clear(&der);
}

static void file_without_certificates_is_refused(void)
{
	struct buf none = {0}, der = {0};

	make(&none, &der);
	assert_refused(&der);
	buf_clear(&der);
}

static void more_than_1000_certificates_are_refused(void)
{
	struct buf one = {0}, certs = {0}, der = {0};

	/* Each needs another serial number, or it would count once. */
	if (!tool_makes("openssl req -x509 -newkey ed25519 -nodes -keyout k "
			"-subj /CN=A -set_serial 0x7777 -outform DER -out made",
			&one))
		return;
	char *serial = memmem(one.data, one.len, "\x77\x77", 2);
	CU_ASSERT_PTR_NOT_NULL_FATAL(serial);
	for (int i = 0; i < PKCS7_CERTS_MAX; i++) {
		serial[0] = (char)(1 + i / 256);
		serial[1] = (char)(i % 256);
		buf_add(&certs, one.data, one.len);
	}
	make(&certs, &der);
	CU_ASSERT_EQUAL(count(&der), PKCS7_CERTS_MAX);
	serial[0] = 0x70;
	buf_add(&certs, one.data, one.len);
	make(&certs, &der);
	assert_refused(&der);
	buf_clear(&one);
	buf_clear(&certs);
	buf_clear(&der);
}

static void same_certificate_counts_once_and_a_broken_one_not_at_all(void)
{
	struct buf one = {0}, certs = {0}, der = {0};

	if (!tool_makes("openssl req -x509 -newkey ed25519 -nodes -keyout k "
			"-subj /CN=A -outform DER -out made",
			&one))
		return;
	buf_add(&certs, one.data, one.len);
	buf_add(&certs, one.data, one.len);
	buf_add(&certs, "\x30\x03\x02\x01\x01", 5);
	make(&certs, &der);
	CU_ASSERT_EQUAL(count(&der), 1);
	buf_clear(&one);
	buf_clear(&certs);
	buf_clear(&der);
}

static void files_of_openssl_give_each_certificate(void)
{
	char *command =
	    xasprintf("%sopenssl crl2pkcs7 -nocrl -certfile 1.pem "
		      "-certfile 2.pem -certfile 3.pem -outform DER "
		      "-out made",
		      self_signed);
	struct buf der = {0};

	if (tool_makes(command, &der))
		CU_ASSERT_EQUAL(count(&der), 3);
	free(command);
	buf_clear(&der);
}

static void streamed_signature_of_openssl_gives_its_certificates(void)
{
	char *command =
	    xasprintf("%scp k 3.key; echo hello >m; openssl cms -sign "
		      "-in m -signer 3.pem -inkey 3.key -certfile "
		      "1.pem -nodetach -stream -outform DER -out made",
		      self_signed);
	struct buf der = {0};

	if (tool_makes(command, &der))
		CU_ASSERT_EQUAL(count(&der), 2);
	free(command);
	buf_clear(&der);
}

static void no_truncation_or_changed_byte_crashes(void)
{
	char *command = xasprintf("%sopenssl crl2pkcs7 -nocrl -certfile 1.pem "
				  "-outform DER -out made",
				  self_signed);
	struct buf der = {0};

	if (!tool_makes(command, &der))
		der.len = 0;
	for (size_t n = 0; n < der.len; n++) {
		struct cert_list list = {0};
		struct report r = {0};

		CU_ASSERT_EQUAL(pkcs7_certs(der.data, n, &list, &r), -1);
		CU_ASSERT_EQUAL(r.n, 1);
		report_clear(&r);
		der.data[n] ^= (char)0x81;
		if (pkcs7_certs(der.data, der.len, &list, &r) < 0)
			CU_ASSERT_EQUAL(r.n, 1);
		der.data[n] ^= (char)0x81;
		report_clear(&r);
		cert_list_clear(&list);
	}
	free(command);
	buf_clear(&der);
}

const struct test tests_pkcs7[] = {
    TEST(rubbish_holds_no_certificate),
    TEST(file_without_certificates_is_refused),
    TEST(more_than_1000_certificates_are_refused),
    TEST(same_certificate_counts_once_and_a_broken_one_not_at_all),
    TEST(files_of_openssl_give_each_certificate),
    TEST(streamed_signature_of_openssl_gives_its_certificates),
    TEST(no_truncation_or_changed_byte_crashes),
    {0},
};
