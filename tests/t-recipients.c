/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing to people: theirs chosen, one's own looked at: journey/recipients/recipients.c. */
#include "journey/recipients/recipients.h"
#include "tests/identity.h"
#include "tests/journey-kit.h"

#define BOB "bob@example.org"

enum { DAY = 24 * 60 * 60 };

/* Bob's key is Alice's: what he signs with is no matter. */
static struct cert *issue(const char *address, time_t now, int days)
{
	const struct identity *id = identity(KEY_P256);
	struct authority authority = {id->root_key, id->root};
	struct csr *request = make_request(id->key, "Bob", address);
	struct issue issue = {request, now, days};
	struct report r = {0};
	struct cert *c = NULL;

	CU_ASSERT_EQUAL_FATAL(authority_issue(&authority, &issue, &c, &r), 0);
	csr_free(request);
	return c;
}

/* What a call is made of, kept until it is judged. */
struct call {
	struct recipients r;
	struct strlist to;
	struct cert_list roots, extra;
	struct crl_list crls;
	struct pool *pool;
	const char *own, *clients;
	struct env env;
};

static struct call call(const char *to)
{
	struct call c = {.env = {.now = TEST_NOW, .home = "/nonexistent"}};

	strlist_add(&c.to, to);
	cert_list_take(&c.roots, cert_dup(identity(KEY_P256)->root));
	return c;
}

static void bring_text(struct call *c, const char *text)
{
	struct buf b = {0};

	buf_adds(&b, text);
	recipients_take(&c->r, &c->env, &b, "file");
	buf_clear(&b);
}

static void bring(struct call *c, struct cert *cert)
{
	struct buf pem = {0};

	cert_pem(cert, &pem);
	recipients_take(&c->r, &c->env, &pem, "file");
	buf_clear(&pem);
	cert_free(cert);
}

static const struct report *judged(struct call *c)
{
	struct diagnose_ask with = {.env = &c->env,
				    .pool = c->pool = pool_new(),
				    .roots = &c->roots,
				    .crls = c->crls.n ? &c->crls : NULL,
				    .clients = c->clients};
	struct recipients_ask ask = {
		.with = &with, .to = &c->to, .own = c->own};

	pool_add(c->pool, &c->extra);
	pool_add(c->pool, &c->roots);
	recipients_judge(&c->r, &ask);
	return &c->r.all;
}

static enum verdict verdict_of(const struct call *c)
{
	struct client_verdict v;

	recipients_verdict(&c->r, NULL, client_by_name("generic"), &v);
	CU_ASSERT_EQUAL(v.verdict == VERDICT_YES, v.because.n == 0);
	return v.verdict;
}

static void done(struct call *c)
{
	recipients_clear(&c->r);
	pool_free(c->pool);
	strlist_clear(&c->to);
	cert_list_clear(&c->roots);
	cert_list_clear(&c->extra);
	crl_list_clear(&c->crls);
}

/* The verdict is no, and this is the only blocker. */
static void assert_refused(struct call *c, enum finding_id id)
{
	const struct report *all = judged(c);

	CU_ASSERT_TRUE(report_has(all, id));
	CU_ASSERT_EQUAL(report_count(all, SEVERITY_BLOCKER), 1);
	CU_ASSERT_EQUAL(verdict_of(c), VERDICT_NO);
	done(c);
}

static void without_a_file_there_is_no_certificate(void)
{
	struct call c = call(BOB);

	assert_refused(&c, FINDING_RCPT_NO_CERT);
}

static void good_certificate_is_accepted(void)
{
	struct call c = call(BOB);
	const struct report *all;

	bring(&c, issue(BOB, TEST_NOW, 100));
	all = judged(&c);
	CU_ASSERT_EQUAL(report_count(all, SEVERITY_BLOCKER), 0);
	CU_ASSERT_EQUAL(verdict_of(&c), VERDICT_YES);
	CU_ASSERT_PTR_NOT_NULL(c.r.items[0].offered);
	CU_ASSERT_TRUE(c.r.passed.n > 5);
	/* Nothing but the certificate was brought. */
	CU_ASSERT_TRUE(report_has(all, FINDING_RCPT_NO_CAPABILITIES));
	done(&c);
}

static void wrong_address_is_refused(void)
{
	struct call c = call(BOB);

	bring(&c, issue("robert@example.org", TEST_NOW, 100));
	assert_refused(&c, FINDING_RCPT_ADDRESS_MISMATCH);
}

static void dates_count_at_the_time_of_the_call(void)
{
	struct call c = call(BOB);

	bring(&c, issue(BOB, TEST_NOW, 100));
	c.env.now = TEST_NOW + 200L * DAY;
	assert_refused(&c, FINDING_RCPT_EXPIRED);
}

static void missing_issuer_is_not_an_untrusted_one(void)
{
	struct call c = call(BOB);

	cert_list_clear(&c.roots);
	bring(&c, issue(BOB, TEST_NOW, 100));
	assert_refused(&c, FINDING_RCPT_MISSING_INTERMEDIATE);
	c = call(BOB);
	cert_list_clear(&c.roots);
	cert_list_take(&c.extra, cert_dup(identity(KEY_P256)->root));
	bring(&c, issue(BOB, TEST_NOW, 100));
	assert_refused(&c, FINDING_RCPT_UNTRUSTED);
}

static void the_good_one_of_several_is_taken(void)
{
	struct call c = call(BOB);

	c.env.now = TEST_NOW + 60L * DAY;
	bring(&c, issue("robert@example.org", TEST_NOW, 200));
	bring(&c, issue(BOB, TEST_NOW + 30L * DAY, 20));
	bring(&c, issue(BOB, TEST_NOW + 60L * DAY, 100));
	bring(&c, issue(BOB, TEST_NOW, 20));
	CU_ASSERT_EQUAL(report_count(judged(&c), SEVERITY_BLOCKER), 0);
	/* He holds older ones, which have run out. */
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_RENEWED));
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_RCPT_MULTIPLE));
	done(&c);
}

static void several_good_ones_are_told(void)
{
	struct call c = call(BOB);

	bring(&c, issue(BOB, TEST_NOW, 100));
	bring(&c, issue(BOB, TEST_NOW, 101));
	CU_ASSERT_TRUE(report_has(judged(&c), FINDING_RCPT_MULTIPLE));
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_RCPT_RENEWED));
	CU_ASSERT_EQUAL(verdict_of(&c), VERDICT_YES);
	done(&c);
}

static void the_same_twice_is_one(void)
{
	struct cert *same = issue(BOB, TEST_NOW, 100);
	struct call c = call(BOB);

	bring(&c, cert_dup(same));
	bring(&c, same);
	CU_ASSERT_FALSE(report_has(judged(&c), FINDING_RCPT_MULTIPLE));
	CU_ASSERT_EQUAL(c.r.noffered, 1);
	done(&c);
}

static void one_blocks_the_mail_to_all(void)
{
	struct call c = call(BOB);
	struct client_verdict v;

	strlist_add(&c.to, "carol@example.org");
	bring(&c, issue(BOB, TEST_NOW, 100));
	CU_ASSERT_TRUE(report_has(judged(&c), FINDING_RCPT_ONE_OF_MANY));
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_NO_CERT));
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_RCPT_ADDRESS_MISMATCH));
	CU_ASSERT_EQUAL(verdict_of(&c), VERDICT_NO);
	recipients_verdict(&c.r, &c.r.items[0], client_by_name("generic"), &v);
	CU_ASSERT_EQUAL(v.verdict, VERDICT_YES);
	done(&c);
}

static void authority_in_place_of_a_person_is_named(void)
{
	struct call c = call(BOB);

	bring(&c, cert_dup(identity(KEY_P256)->root));
	CU_ASSERT_TRUE(report_has(judged(&c), FINDING_CERT_WRONG_TYPE_CA));
	CU_ASSERT_EQUAL(verdict_of(&c), VERDICT_NO);
	done(&c);
}

#define OPENPGP                                        \
	"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nx\n" \
	"-----END PGP PUBLIC KEY BLOCK-----\n"

static void openpgp_key_is_named(void)
{
	struct call c = call(BOB);

	bring_text(&c, OPENPGP);
	CU_ASSERT_TRUE(report_has(judged(&c), FINDING_RCPT_OPENPGP_ONLY));
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_NO_CERT));
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_CERT_IS_OPENPGP));
	done(&c);
}

static void useless_file_hinders_nobody_who_has_a_certificate(void)
{
	struct call c = call(BOB);

	bring_text(&c, OPENPGP);
	bring_text(&c, "<html>");
	bring(&c, issue(BOB, TEST_NOW, 100));
	CU_ASSERT_TRUE(report_has(judged(&c), FINDING_CERT_IS_HTML));
	CU_ASSERT_EQUAL(report_count(&c.r.all, SEVERITY_BLOCKER), 0);
	done(&c);
}

static void own_certificate_has_to_encrypt_as_well(void)
{
	struct call c = call(BOB);

	c.env = *kit_begin();
	c.own = kit_address;
	kit_walk(STEP_KEY);
	bring(&c, issue(BOB, TEST_NOW, 100));
	assert_refused(&c, FINDING_CL_OWN_ENCRYPT_MISSING);
	kit_end();
}

static void own_certificate_that_encrypts_is_no_hindrance(void)
{
	struct call c = call(BOB);

	c.env = *kit_begin();
	c.own = kit_address;
	kit_walk(STEP_CERTIFICATE);
	ws_roots(&c.env, &c.roots, NULL);
	bring(&c, issue(BOB, TEST_NOW, 100));
	CU_ASSERT_EQUAL(report_count(judged(&c), SEVERITY_BLOCKER), 0);
	CU_ASSERT_EQUAL(verdict_of(&c), VERDICT_YES);
	CU_ASSERT_PTR_NOT_NULL(c.r.own.leaf);
	done(&c);
	kit_end();
}

/* A bundle of this computer's, brought where it was made or elsewhere. */
static void a_bundle_is_not_opened(bool is_theirs, enum finding_id said,
				   enum finding_id unsaid)
{
	struct call c = call(BOB);
	struct env elsewhere = c.env;
	struct buf file = {0};
	struct facts f = {0};
	char *name, *path;

	c.env = *kit_begin();
	kit_walk(STEP_BUNDLE);
	ws_scan(&c.env, kit_address, &f);
	name = xasprintf("%s/%s", WS_BUNDLES, f.bundles.items[0]);
	path = kit_file(name);
	test_read(path, &file);
	recipients_take(&c.r, is_theirs ? &elsewhere : &c.env, &file, "bob.p12");
	CU_ASSERT_TRUE(report_has(judged(&c), said));
	CU_ASSERT_FALSE(report_has(&c.r.all, unsaid));
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_NO_CERT));
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_CERT_IS_P12));
	done(&c);
	buf_clear(&file);
	facts_clear(&f);
	free(path);
	free(name);
	kit_end();
}

static void somebody_elses_bundle_is_not_opened(void)
{
	a_bundle_is_not_opened(true, FINDING_RCPT_FILE_IS_P12,
			       FINDING_RCPT_OWN_SECRET);
}

/* Nobody sent it, and nobody has to have a certificate withdrawn. */
static void ones_own_bundle_was_not_sent(void)
{
	a_bundle_is_not_opened(false, FINDING_RCPT_OWN_SECRET,
			       FINDING_RCPT_FILE_IS_P12);
}

/* Evolution looks at no chain of others. */
static void what_hinders_none_of_the_programs_is_a_warning(void)
{
	struct call c = call(BOB);

	cert_list_clear(&c.roots);
	cert_list_take(&c.extra, cert_dup(identity(KEY_P256)->root));
	c.clients = "evolution";
	bring(&c, issue(BOB, TEST_NOW, 100));
	CU_ASSERT_TRUE(report_has(judged(&c), FINDING_RCPT_UNTRUSTED));
	CU_ASSERT_EQUAL(report_count(&c.r.all, SEVERITY_BLOCKER), 0);
	done(&c);
	c = call(BOB);
	c.clients = "evolution thunderbird";
	cert_list_clear(&c.roots);
	cert_list_take(&c.extra, cert_dup(identity(KEY_P256)->root));
	bring(&c, issue(BOB, TEST_NOW, 100));
	assert_refused(&c, FINDING_RCPT_UNTRUSTED);
}

static void what_is_open_is_told(void)
{
	struct call c = call(BOB);
	bool asks = false;

	bring(&c, issue(BOB, TEST_NOW, 100));
	judged(&c);
	for (size_t i = 0; i < c.r.doubts.nasks; i++)
		asks |= c.r.doubts.asks[i]->finding == FINDING_CL_ENCRYPT_OFF;
	CU_ASSERT_TRUE(asks);
	CU_ASSERT_EQUAL(c.r.given, GIVEN_THEIRS);
	done(&c);
}

static bool holds(const struct page *p, const char *text)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].text && strstr(p->lines[i].text, text))
			return true;
	return false;
}

static void the_page_tells_theirs_and_one_s_own(void)
{
	struct call c = call(BOB);
	struct page page = {0};

	strlist_add(&c.to, "carol@example.org");
	bring(&c, issue(BOB, TEST_NOW, 100));
	judged(&c);
	recipients_show(&c.r, NULL, &page);
	CU_ASSERT_TRUE(holds(&page, BOB ": the certificate of Bob"));
	CU_ASSERT_TRUE(holds(&page, "carol@example.org: no certificate"));
	CU_ASSERT_TRUE(holds(&page, "There is no identity here"));
	CU_ASSERT_TRUE(holds(&page, "for organisations: no"));
	page_clear(&page);
	done(&c);
}

static void the_short_page_has_verdict_and_cure(void)
{
	struct call c = call(BOB);
	struct page page = {0};

	strlist_add(&c.to, "carol@example.org");
	bring(&c, issue(BOB, TEST_NOW, 100));
	judged(&c);
	recipients_brief(&c.r, &page);
	CU_ASSERT_STRING_EQUAL(page.lines[1].text,
			       "Encrypt this mail: no - You do not have this "
			       "person's certificate");
	CU_ASSERT_TRUE(holds(&page, "(rcpt-no-cert)"));
	CU_ASSERT_TRUE(holds(&page, "Ask this person for a signed mail"));
	CU_ASSERT_TRUE(holds(&page, "Please send me a signed mail"));
	CU_ASSERT_FALSE(holds(&page, "Looked at and found in order"));
	page_clear(&page);
	done(&c);
}

static void programs_that_may_fail_are_named_in_short(void)
{
	struct call c = call(BOB);
	struct page page = {0};

	bring(&c, issue(BOB, TEST_NOW, 100));
	judged(&c);
	recipients_brief(&c.r, &page);
	CU_ASSERT_TRUE(holds(&page, "may fail, with 4 of "));
	CU_ASSERT_TRUE(holds(&page, "Outlook on Windows: not known"));
	CU_ASSERT_FALSE(holds(&page, "Thunderbird"));
	page_clear(&page);
	done(&c);
}

static void no_heading_says_what_its_rows_deny(void)
{
	struct call c = call(BOB);
	struct page page = {0};

	cert_list_clear(&c.roots);
	bring(&c, issue(BOB, TEST_NOW, 100));
	judged(&c);
	recipients_show(&c.r, NULL, &page);
	CU_ASSERT_STRING_EQUAL(page.lines[1].text, "Encrypt this mail:");
	page_clear(&page);
	done(&c);
}

static void several_hindrances_are_counted(void)
{
	struct call c = call(BOB);
	struct page page = {0};

	cert_list_clear(&c.roots);
	bring(&c, issue(BOB, TEST_NOW - 200 * DAY, 100));
	CU_ASSERT_TRUE(report_count(judged(&c), SEVERITY_BLOCKER) == 2);
	recipients_show(&c.r, NULL, &page);
	CU_ASSERT_TRUE(holds(&page, "2 things stand in the way"));
	page_clear(&page);
	done(&c);
}

const struct test tests_recipients[] = {
	TEST(without_a_file_there_is_no_certificate),
	TEST(good_certificate_is_accepted),
	TEST(wrong_address_is_refused),
	TEST(dates_count_at_the_time_of_the_call),
	TEST(missing_issuer_is_not_an_untrusted_one),
	TEST(the_good_one_of_several_is_taken),
	TEST(several_good_ones_are_told),
	TEST(the_same_twice_is_one),
	TEST(one_blocks_the_mail_to_all),
	TEST(authority_in_place_of_a_person_is_named),
	TEST(openpgp_key_is_named),
	TEST(useless_file_hinders_nobody_who_has_a_certificate),
	TEST(own_certificate_has_to_encrypt_as_well),
	TEST(own_certificate_that_encrypts_is_no_hindrance),
	TEST(somebody_elses_bundle_is_not_opened),
	TEST(ones_own_bundle_was_not_sent),
	TEST(what_hinders_none_of_the_programs_is_a_warning),
	TEST(what_is_open_is_told),
	TEST(the_short_page_has_verdict_and_cure),
	TEST(programs_that_may_fail_are_named_in_short),
	TEST(no_heading_says_what_its_rows_deny),
	TEST(several_hindrances_are_counted),
	TEST(the_page_tells_theirs_and_one_s_own),
	{0},
};
