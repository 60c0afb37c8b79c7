/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing to people of the address book: chosen, rejected, mixed up. */
#include "journey/letter/letter.h"
#include "journey/recipients/recipients.h"
#include "tests/book-kit.h"
#include "tests/journey-kit.h"

#define BOB "bob@example.org"

/* A book with Alice's root, which is trusted, and what is judged of it. */
struct call {
	struct env env;
	struct book *b;
	struct recipients r;
	struct strlist to;
	struct cert_list roots;
};

static struct call call(const char *to)
{
	struct call c = {.env = book_home()};

	c.b = opened(&c.env, BOOK_WRITE);
	put(c.b, cert_dup(identity(KEY_P256)->root), NULL);
	cert_list_take(&c.roots, cert_dup(identity(KEY_P256)->root));
	strlist_add(&c.to, to);
	return c;
}

static const struct recipient *judged(struct call *c)
{
	struct diagnose_ask with = {.env = &c->env, .roots = &c->roots};
	struct recipients_ask ask = {.with = &with, .to = &c->to};
	struct report r = {0};

	CU_ASSERT_EQUAL(recipients_take_book(&c->r, c->b, &c->env, &c->to, &r),
			0);
	CU_ASSERT_EQUAL(r.n, 0);
	recipients_judge(&c->r, &ask);
	return &c->r.items[0];
}

static void done(struct call *c)
{
	recipients_clear(&c->r);
	strlist_clear(&c->to);
	cert_list_clear(&c->roots);
	book_close(c->b);
}

static void nobody_of_that_address_is_told(void)
{
	struct call c = call("carol@example.org");
	struct page plea = {0};

	put(c.b, person("Bob", BOB, TEST_NOW, 365), NULL);
	CU_ASSERT_PTR_NULL(judged(&c)->offered);
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_NO_CERT));
	CU_ASSERT_TRUE(recipients_plea(&c.r, &plea));
	CU_ASSERT(plea.n > 4);
	page_clear(&plea);
	done(&c);
}

static void one_that_ends_soon_is_told(void)
{
	struct call c = call(BOB);
	struct page plea = {0};

	put(c.b, person("Bob", BOB, TEST_NOW, 20), NULL);
	judged(&c);
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_EXPIRES_SOON));
	CU_ASSERT_EQUAL(report_count(&c.r.all, SEVERITY_BLOCKER), 0);
	CU_ASSERT_FALSE(recipients_plea(&c.r, &plea));
	done(&c);
}

static void the_newest_usable_is_taken_and_the_others_are_told(void)
{
	struct call c = call(BOB);
	struct cert *good = person("Bob", BOB, TEST_NOW, 365);
	const struct recipient *one;

	put(c.b, cert_dup(good), NULL);
	put(c.b, person("Bob", BOB, TEST_NOW + DAY, 365), NULL);
	one = judged(&c);
	CU_ASSERT_PTR_NOT_NULL_FATAL(one->offered);
	CU_ASSERT_TRUE(cert_equal(one->offered->cert, good));
	CU_ASSERT_PTR_NOT_NULL(one->offered->seen);
	CU_ASSERT_EQUAL_FATAL(one->nothers, 1);
	CU_ASSERT_TRUE(report_has(&one->others[0].report,
				  FINDING_RCPT_NOT_YET_VALID));
	done(&c);
	cert_free(good);
}

static void the_one_its_owner_wants_goes_before_a_newer_one(void)
{
	struct call c = call(BOB);
	struct cert *wanted = person("Bob", BOB, TEST_NOW, 365);
	struct cms_id id = {.issuer = wanted->issuer_der,
			    .serial = wanted->serial};
	struct sighting s = {.at = 100, .announces = true, .ciphers = 1,
			     .preference = &id};
	const struct recipient *one;

	put(c.b, cert_dup(wanted), NULL);
	put(c.b, person("Bob", BOB, TEST_NOW - 1, 365), &s);
	one = judged(&c);
	CU_ASSERT_PTR_NOT_NULL_FATAL(one->offered);
	CU_ASSERT_TRUE(cert_equal(one->offered->cert, wanted));
	CU_ASSERT_TRUE(one->offered->preferred);
	CU_ASSERT_EQUAL(one->offered->ciphers, 1);
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_RCPT_MULTIPLE));
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_RCPT_NO_CAPABILITIES));
	done(&c);
	cert_free(wanted);
}

static void being_in_the_book_gives_no_trust(void)
{
	struct call c = call(BOB);
	struct letter_to to = {0};
	struct report r = {0};

	put(c.b, person("Bob", BOB, TEST_NOW, 365), NULL);
	cert_list_clear(&c.roots);
	judged(&c);
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_UNTRUSTED));
	CU_ASSERT_EQUAL(letter_to_find(&to, &c.env, BOB, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_RCPT_UNTRUSTED));
	CU_ASSERT_EQUAL(to.certs.n, 0);
	report_clear(&r);
	letter_to_clear(&to);
	done(&c);
}

static void a_letter_is_encrypted_to_what_is_trusted(void)
{
	struct call c = call(BOB);
	struct sighting s = {.at = 1, .announces = true, .ciphers = 6};
	struct letter_to to = {0};
	struct report r = {0};
	struct buf pem = {0};
	char *roots = path_join(c.env.home, "roots");
	char *file = path_join(roots, "root.pem");

	put(c.b, person("Bob", BOB, TEST_NOW, 365), &s);
	CU_ASSERT_EQUAL(fsio_mkdir(roots, &r), 0);
	cert_pem(c.roots.items[0], &pem);
	test_write(file, pem.data, pem.len);
	CU_ASSERT_EQUAL(letter_to_find(&to, &c.env, " BOB@example.org", &r),
			0);
	CU_ASSERT_EQUAL(to.certs.n, 1);
	CU_ASSERT_TRUE(to.limited);
	CU_ASSERT_EQUAL(to.ciphers, 6);
	letter_to_clear(&to);
	CU_ASSERT_EQUAL(letter_to_find(&to, &c.env, "eve@example.org", &r), -1);
	CU_ASSERT_TRUE(report_has(&r, FINDING_RCPT_NO_CERT));
	report_clear(&r);
	buf_clear(&pem);
	free(file);
	free(roots);
	done(&c);
}

static void one_for_an_address_that_looks_alike_is_not_for_this_one(void)
{
	struct call c = call("b0b@example.org");

	put(c.b, person("Bob", BOB, TEST_NOW, 365), NULL);
	CU_ASSERT_PTR_NOT_NULL(judged(&c)->offered);
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_ALIKE));
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_ADDRESS_MISMATCH));
	done(&c);
}

/* The holder's name would have it found. */
static void a_kept_certificate_is_not_for_who_was_removed(void)
{
	struct call c = call(BOB);
	struct book_removed removed = {0};
	struct report r = {0};

	put(c.b, for_two(), NULL);
	CU_ASSERT_EQUAL(book_remove(c.b, BOB, &removed, &r), 0);
	CU_ASSERT_EQUAL(removed.kept, 1);
	CU_ASSERT_PTR_NULL(judged(&c)->offered);
	CU_ASSERT_TRUE(report_has(&c.r.all, FINDING_RCPT_NO_CERT));
	book_removed_clear(&removed);
	done(&c);
}

/* What may be meant for one of them is not offered to the other. */
static void each_has_their_own(void)
{
	struct call c = call("b0b@example.org");

	strlist_add(&c.to, "carol@example.org");
	put(c.b, person("Bob", BOB, TEST_NOW, 365), NULL);
	judged(&c);
	CU_ASSERT_PTR_NOT_NULL(c.r.items[0].offered);
	CU_ASSERT_PTR_NULL(c.r.items[1].offered);
	done(&c);
}

/* Nothing of the book is asked about it, nor who looks alike. */
static void an_identity_here_can_be_written_to(void)
{
	struct call c = {0};
	const struct recipient *one;

	c.env = *kit_begin();
	kit_walk(STEP_CERTIFICATE);
	c.b = opened(&c.env, BOOK_WRITE);
	put(c.b, person("Al", "a1ice@example.org", TEST_NOW, 365), NULL);
	strlist_add(&c.to, kit_address);
	ws_roots(&c.env, &c.roots, NULL);
	one = judged(&c);
	CU_ASSERT_PTR_NOT_NULL_FATAL(one->offered);
	CU_ASSERT_TRUE(one->offered->own);
	CU_ASSERT_EQUAL(report_count(&c.r.all, SEVERITY_BLOCKER), 0);
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_RCPT_ALIKE));
	CU_ASSERT_FALSE(report_has(&c.r.all, FINDING_RCPT_NO_CAPABILITIES));
	done(&c);
	kit_end();
}

const struct test tests_recipients_book[] = {
	TEST(nobody_of_that_address_is_told),
	TEST(one_that_ends_soon_is_told),
	TEST(the_newest_usable_is_taken_and_the_others_are_told),
	TEST(the_one_its_owner_wants_goes_before_a_newer_one),
	TEST(being_in_the_book_gives_no_trust),
	TEST(a_letter_is_encrypted_to_what_is_trusted),
	TEST(one_for_an_address_that_looks_alike_is_not_for_this_one),
	TEST(a_kept_certificate_is_not_for_who_was_removed),
	TEST(each_has_their_own),
	TEST(an_identity_here_can_be_written_to),
	{0},
};
