/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody sent, taken into the address book: journey/book/book-take.c. */
#include "journey/book/book-take.h"
#include "tests/book-kit.h"
#include "tests/journey-kit.h"
#include "tests/message-kit.h"

#define ALICE "alice@example.com"

static int take(struct book *b, const struct buf *bytes, struct book_taken *t,
		struct report *r)
{
	return book_take(b, bytes, "/tmp/file", 500, t, r);
}

static void refused(const struct buf *bytes, enum finding_id id)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct book_taken t = {0};
	struct report r = {0};
	struct book_people all;

	CU_ASSERT_EQUAL(take(b, bytes, &t, &r), -1);
	CU_ASSERT_EQUAL(r.n, 1);
	CU_ASSERT_TRUE(report_has(&r, id));
	CU_ASSERT_EQUAL(report_count(&r, SEVERITY_BLOCKER), 1);
	all = listed(b, NULL, NULL);
	CU_ASSERT_EQUAL(all.n + t.added + t.addresses.n, 0);
	book_people_clear(&all);
	report_clear(&r);
	book_close(b);
}

static void refused_text(const char *text, enum finding_id id)
{
	struct buf bytes = {0};

	buf_adds(&bytes, text);
	refused(&bytes, id);
	buf_clear(&bytes);
}

static void somebody_elses_secret_is_not_kept(void)
{
	const struct identity *id = identity(KEY_P256);
	struct buf pem = {0};

	refused_text("-----BEGIN PRIVATE KEY-----\nAAAA\n"
		     "-----END PRIVATE KEY-----\n",
		     FINDING_RCPT_FILE_IS_P12);
	/* Nor the certificate beside it. */
	cert_pem(id->leaf, &pem);
	buf_adds(&pem, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
		       "-----END ENCRYPTED PRIVATE KEY-----\n");
	refused(&pem, FINDING_RCPT_FILE_IS_P12);
	buf_clear(&pem);
}

/* The file of alice's, taken: what is said of it. */
static void own(const struct env *env, char *path)
{
	struct book *b = opened(env, BOOK_WRITE);
	char *cert = kit_file(WS_CERT);
	struct book_taken t = {0};
	struct buf bytes = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL_FATAL(
		fsio_read(place_of(path), 1 << 20, &bytes, &r), 0);
	CU_ASSERT_EQUAL(take(b, &bytes, &t, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_RCPT_OWN_SECRET));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, kit_address));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, cert));
	report_clear(&r);
	buf_clear(&bytes);
	free(cert);
	free(path);
	book_close(b);
}

static void ones_own_secret_was_not_sent(void)
{
	struct env *env = kit_begin();
	struct strlist names = {0};
	char *dir = kit_file(WS_BUNDLES);

	kit_walk(STEP_BUNDLE);
	own(env, kit_file(WS_KEY));
	fsio_list(dir, &names);
	CU_ASSERT_EQUAL_FATAL(names.n, 1);
	own(env, path_join(dir, names.items[0]));
	strlist_clear(&names);
	free(dir);
	kit_end();
}

static void another_system_is_told(void)
{
	refused_text("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n"
		     "-----END PGP PUBLIC KEY BLOCK-----\n",
		     FINDING_RCPT_OPENPGP_ONLY);
}

static void what_holds_no_certificate_is_told(void)
{
	refused_text("hello", FINDING_FILE_UNKNOWN);
	refused_text("", FINDING_FILE_EMPTY);
}

static void an_issuers_alone_is_kept_and_told(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct book_taken t = {0};
	struct report r = {0};
	struct buf pem = {0};

	cert_pem(identity(KEY_P256)->root, &pem);
	CU_ASSERT_EQUAL(take(b, &pem, &t, &r), 0);
	CU_ASSERT_TRUE(report_has(&r, FINDING_CERT_WRONG_TYPE_CA));
	CU_ASSERT_EQUAL(report_count(&r, SEVERITY_BLOCKER), 0);
	CU_ASSERT_EQUAL(t.issuers, 1);
	CU_ASSERT_EQUAL(t.people, 0);
	CU_ASSERT_EQUAL(t.added, 1);
	CU_ASSERT_EQUAL(take(b, &pem, &t, &r), 0);
	CU_ASSERT_EQUAL(t.issuers, 2);
	CU_ASSERT_EQUAL(t.added, 1);
	report_clear(&r);
	book_taken_clear(&t);
	buf_clear(&pem);
	book_close(b);
}

/* Taken from a letter signed by Alice, changed behind `change` where not NULL. */
static struct book_entries from_letter(const struct env *env,
				       const char *change)
{
	struct book *b = opened(env, BOOK_WRITE);
	struct buf text = {0}, letter = {0};
	struct book_taken t = {0};
	struct report r = {0};
	struct book_entries e;

	buf_adds(&text, "From: Alice <" ALICE ">\r\nMessage-ID: <7@a>\r\n"
			"Date: Mon, 01 Jun 2026 12:00:00 +0000\r\n\r\nHello\r\n");
	sign_letter(KEY_P256, false, &text, SIZE_MAX, &letter);
	if (change)
		strstr(letter.data, change)[0] ^= 1;
	CU_ASSERT_EQUAL(take(b, &letter, &t, &r), 0);
	CU_ASSERT_EQUAL(t.people, 1);
	CU_ASSERT_EQUAL(t.addresses.n, 1);
	e = found(b, ALICE);
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	report_clear(&r);
	book_taken_clear(&t);
	buf_clear(&text);
	buf_clear(&letter);
	book_close(b);
	return e;
}

static void a_signed_letter_brings_what_it_announces(void)
{
	struct env env = book_home();
	struct book_entries e = from_letter(&env, NULL);

	CU_ASSERT_TRUE(e.items[0].announces);
	CU_ASSERT_TRUE((e.items[0].ciphers & 1u << CMS_AES_256_CBC) != 0);
	CU_ASSERT(e.items[0].capabilities.len > 0);
	CU_ASSERT_EQUAL(e.items[0].last.at, TEST_NOW);
	CU_ASSERT_STRING_EQUAL(e.items[0].last.message, "7@a");
	CU_ASSERT_STRING_EQUAL(e.items[0].last.source, "/tmp/file");
	book_entries_clear(&e);
}

static void a_changed_letter_announces_nothing(void)
{
	struct env env = book_home();
	struct book_entries e = from_letter(&env, "Hello");

	CU_ASSERT_FALSE(e.items[0].announces);
	CU_ASSERT_EQUAL(e.items[0].ciphers, 0);
	book_entries_clear(&e);
}

static void a_file_has_its_own_time(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct book_taken t = {0};
	struct report r = {0};
	struct book_entries e;

	CU_ASSERT_EQUAL(take(b, &identity(KEY_P256)->leaf->der, &t, &r), 0);
	e = found(b, ALICE);
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	CU_ASSERT_EQUAL(e.items[0].first.at, 500);
	CU_ASSERT_PTR_NULL(e.items[0].first.message);
	book_entries_clear(&e);
	book_taken_clear(&t);
	book_close(b);
}

const struct test tests_book_take[] = {
	TEST(somebody_elses_secret_is_not_kept),
	TEST(ones_own_secret_was_not_sent),
	TEST(another_system_is_told),
	TEST(what_holds_no_certificate_is_told),
	TEST(an_issuers_alone_is_kept_and_told),
	TEST(a_signed_letter_brings_what_it_announces),
	TEST(a_changed_letter_announces_nothing),
	TEST(a_file_has_its_own_time),
	{0},
};
