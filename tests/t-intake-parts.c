/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a file that holds several things each is taken, or said why not. */
#include "tests/unpack-kit.h"

#include "journey/diagnose/diagnose.h"
#include "journey/intake/intake.h"
#include "tests/journey-kit.h"

#define KEY "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n"

static int take(const char *text, struct cert_list *certs, struct report *r)
{
	struct buf b = {0};
	int result;

	buf_adds(&b, text);
	result = intake_certs(&b, "x", certs, r);
	buf_clear(&b);
	return result;
}

/* Refused, with one finding that has this detail. */
static void refused(const char *text, enum finding_id id, const char *detail)
{
	struct cert_list certs = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(take(text, &certs, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, id));
	CU_ASSERT_STRING_EQUAL(r.items[0].detail, detail);
	CU_ASSERT_EQUAL(certs.n, 0);
	cert_list_clear(&certs);
	report_clear(&r);
}

/* One certificate, and so many notes of parts left aside. */
static void taken(const char *text, size_t notes, const char *detail)
{
	struct cert_list certs = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(take(text, &certs, &r), 0);
	CU_ASSERT_EQUAL(certs.n, 1);
	CU_ASSERT_EQUAL(r.n, notes);
	for (size_t i = 0; i < r.n; i++)
		CU_ASSERT_EQUAL(r.items[i].id, FINDING_FILE_PART_IGNORED);
	if (r.n)
		CU_ASSERT_STRING_EQUAL(r.items[r.n - 1].detail, detail);
	cert_list_clear(&certs);
	report_clear(&r);
}

static void what_holds_no_certificate_is_said_to_be_that(void)
{
	refused("", FINDING_FILE_EMPTY, "It is an empty file.");
	refused("PK\3\4", FINDING_CERT_IS_ZIP,
		"It is an archive of packed files.");
	refused("7z\xBC\xAF\x27\x1C", FINDING_CERT_IS_ZIP,
		"It is an archive of packed files.");
	refused("From: a@b\nSubject: x\n\nhello\n", FINDING_CERT_IS_MAIL,
		"It is a mail message.");
	refused("Content-Type: text/plain; name=k.pem\n\n" KEY,
		FINDING_CERT_IS_KEY,
		"k.pem in the mail: it is a private key without a "
		"passphrase.");
}

static void a_damaged_certificate_alone_is_the_blocker(void)
{
	refused("-----BEGIN PKCS7-----\n"
		"MBEGCSqGSIb3DQEHAqAEMAIwAA==\n-----END PKCS7-----\n",
		FINDING_CERT_TEXT_DAMAGED,
		"No certificate can be read from this PKCS#7 file.");
}

static void each_thing_left_aside_is_noted(void)
{
	char *both = xasprintf(KEY "%s", kit_pem());
	char *mail = xasprintf(
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\n"
	    "Content-Type: application/pdf; name=terms.pdf\n\nx\n--b\n"
	    "Content-Type: text/plain; name=you.pem\n\n%s\n--b--\n",
	    kit_pem());

	taken(kit_pem(), 0, NULL);
	taken(both, 1,
	      "It holds a private key without a passphrase as well.");
	taken(mail, 1, "terms.pdf in the mail: it is something unknown.");
	free(mail);
	free(both);
}

static void a_damaged_part_does_not_spoil_the_rest(void)
{
	char *both = xasprintf("-----BEGIN PKCS7-----\n"
			       "MBEGCSqGSIb3DQEHAqAEMAIwAA==\n"
			       "-----END PKCS7-----\n%s", kit_pem());

	taken(both, 1, "No certificate can be read from this PKCS#7 file.");
	free(both);
}

static void the_notes_do_not_go_on_for_ever(void)
{
	struct buf text = {0};

	for (int i = 0; i < 30; i++)
		buf_adds(&text, KEY);
	buf_adds(&text, kit_pem());
	taken(text.data, 21, "And 10 more parts.");
	buf_clear(&text);
}

static void a_limit_that_was_reached_is_told(void)
{
	struct cert_list certs = {0};
	struct report r = {0};
	struct buf text = {0};

	for (int i = 0; i < 70; i++)
		buf_adds(&text, kit_pem());
	CU_ASSERT_EQUAL(take(text.data, &certs, &r), 0);
	CU_ASSERT_TRUE(test_only(&r, FINDING_FILE_CUT));
	cert_list_clear(&certs);
	report_clear(&r);
	buf_clear(&text);
}

/* The signer's comes last, although it is first in the mail. */
static void what_was_sent_along_counts_before_who_signed(void)
{
	struct buf der = {0}, pem = {0};
	struct cert_list certs = {0};
	struct report r = {0};
	struct parts p;

	kit_signed(NULL, true, &der);
	gtls_pem("PKCS7", &der, &pem);
	buf_adds(&pem, kit_pem());
	unpack(pem.data, pem.len, &p);
	CU_ASSERT_EQUAL(p.n, 2);
	CU_ASSERT_EQUAL(intake_parts(&p, "x", &certs, &r), 0);
	CU_ASSERT_EQUAL(certs.n, 1);
	/* No file of certificates: a signature is not told as one. */
	CU_ASSERT_EQUAL(r.n, 0);
	parts_clear(&p);
	cert_list_clear(&certs);
	report_clear(&r);
	buf_clear(&pem);
	buf_clear(&der);
}

static void a_request_is_found_in_a_mail(void)
{
	struct buf file = {0}, mail = {0};
	struct csr *request = NULL;
	struct report r = {0};
	char *path;

	kit_begin();
	kit_walk(STEP_REQUEST);
	path = kit_file(WS_REQUEST);
	test_read(path, &file);
	buf_addf(&mail, "Subject: please sign\n\n%s\n%s", file.data,
		 kit_pem());
	CU_ASSERT_EQUAL(intake_request(&mail, "x", &request, &r), 0);
	CU_ASSERT_TRUE(test_only(&r, FINDING_FILE_PART_IGNORED));
	csr_free(request);
	report_clear(&r);
	buf_clear(&mail);
	buf_clear(&file);
	free(path);
	kit_end();
}

static void somebody_elses_certificate_is_not_put_in_the_chain(void)
{
	struct env *env = kit_begin();
	struct cert_list certs = {0};
	struct task t = {.env = env};
	struct cert *other = NULL;
	char *path = kit_file(WS_CERT);
	struct buf file = {0};

	kit_walk(STEP_CERTIFICATE);
	test_read(path, &file);
	CU_ASSERT_EQUAL(intake_certs(&file, "x", &certs, &t.report), 0);
	CU_ASSERT_EQUAL(cert_parse(kit_der()->data, kit_der()->len, &other,
				   &t.report),
			0);
	other->is_ca = false;
	cert_list_take(&certs, other);
	CU_ASSERT_EQUAL(intake_store(&t, &certs, "x"), 0);
	CU_ASSERT_TRUE(report_has(&t.report, FINDING_FILE_PART_IGNORED));
	task_clear(&t);
	cert_list_clear(&certs);
	buf_clear(&file);
	free(path);
	kit_end();
}

static void a_file_is_judged_by_what_is_inside(void)
{
	struct env *env = kit_begin();
	struct diagnose_ask ask = {.env = env, .file = "x"};
	struct diagnosis d;
	struct buf b = {0};

	buf_addf(&b, "Content-Type: text/plain; name=you.pem\n\n%s" KEY,
		 kit_pem());
	diagnose(&b, &ask, &d);
	CU_ASSERT_STRING_EQUAL(d.kind, "certificate");
	CU_ASSERT_EQUAL(d.certs.n, 1);
	CU_ASSERT_TRUE(report_has(&d.report, FINDING_FILE_PART_IGNORED));
	diagnosis_clear(&d);
	buf_clear(&b);
	kit_end();
}

const struct test tests_intake_parts[] = {
	TEST(what_holds_no_certificate_is_said_to_be_that),
	TEST(a_damaged_certificate_alone_is_the_blocker),
	TEST(each_thing_left_aside_is_noted),
	TEST(a_damaged_part_does_not_spoil_the_rest),
	TEST(the_notes_do_not_go_on_for_ever),
	TEST(a_limit_that_was_reached_is_told),
	TEST(what_was_sent_along_counts_before_who_signed),
	TEST(a_request_is_found_in_a_mail),
	TEST(somebody_elses_certificate_is_not_put_in_the_chain),
	TEST(a_file_is_judged_by_what_is_inside),
	{0},
};
