/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What signers say of themselves: mail/announced.c. */
#include "mail/announced.h"
#include "tests/message-kit.h"

/* Alice's letter, who wants to be written to by this certificate. */
static void sign_for(const struct cert *encrypt, bool opaque,
		     enum cms_digest digest, struct buf *out)
{
	struct message_sign how = {sign_of(identity(KEY_P256)), opaque,
				   false};
	struct buf text = {0};
	struct report r = {0};
	struct sink *end, *in;

	buf_clear(out);
	buf_adds(&text, TEXT_LETTER);
	how.cms.encrypt = encrypt;
	how.cms.digest = digest;
	end = sink_to_buf(out);
	in = message_sign_new(&how, NULL, end, &r);
	CU_ASSERT_EQUAL_FATAL(pump(in, &text, SIZE_MAX), 0);
	sink_free(in);
	sink_free(end);
	buf_clear(&text);
}

static void assert_named(bool opaque)
{
	const struct cert *other = identity(KEY_RSA_2048)->leaf;
	struct buf letter = {0};
	struct message m;
	struct announced a;

	sign_for(other, opaque, CMS_SHA256, &letter);
	CU_ASSERT_FATAL(announced_read(slice_of(&letter), &m));
	CU_ASSERT_FATAL(announced_at(&m, 0, &a));
	CU_ASSERT(cert_equal(a.cert, identity(KEY_P256)->leaf));
	CU_ASSERT_PTR_NOT_NULL_FATAL(a.encrypt);
	CU_ASSERT(cert_equal(a.encrypt, other));
	CU_ASSERT_FALSE(announced_at(&m, 1, &a));
	message_clear(&m);
	buf_clear(&letter);
}

static void the_certificate_to_encrypt_to_is_the_one_named(void)
{
	assert_named(false);
	assert_named(true);
}

static void without_another_it_is_the_one_that_signed(void)
{
	struct buf letter = {0};
	struct message m;
	struct announced a;

	sign_for(NULL, false, CMS_SHA256, &letter);
	CU_ASSERT_FATAL(announced_read(slice_of(&letter), &m));
	CU_ASSERT_FATAL(announced_at(&m, 0, &a));
	CU_ASSERT_PTR_EQUAL(a.encrypt, a.cert);
	CU_ASSERT(a.by->has_time && a.by->time == TEST_NOW);
	message_clear(&m);
	buf_clear(&letter);
}

static struct cert *of_bob(void)
{
	const struct identity *id = identity(KEY_P256);
	struct csr *request = make_request(id->key, "Bob", "bob@example.org");
	struct authority authority = {id->root_key, id->root};
	struct issue issue = {request, TEST_NOW, AUTHORITY_DAYS_DEFAULT};
	struct report r = {0};
	struct cert *c;

	CU_ASSERT_EQUAL_FATAL(authority_issue(&authority, &issue, &c, &r), 0);
	csr_free(request);
	return c;
}

/* Or anybody could say: for Bob, encrypt to me. */
static void a_certificate_for_another_address_is_not_taken(void)
{
	struct cert *bob = of_bob();
	struct buf letter = {0};
	struct message m;
	struct announced a;

	sign_for(bob, false, CMS_SHA256, &letter);
	CU_ASSERT_FATAL(announced_read(slice_of(&letter), &m));
	CU_ASSERT_FATAL(announced_at(&m, 0, &a));
	CU_ASSERT_PTR_NULL(a.encrypt);
	message_clear(&m);
	buf_clear(&letter);
	cert_free(bob);
}

static void the_ciphers_are_those_announced(void)
{
	struct buf letter = {0};
	struct message m;
	struct announced a;
	char *names;

	sign_for(NULL, true, CMS_SHA256, &letter);
	CU_ASSERT_FATAL(announced_read(slice_of(&letter), &m));
	CU_ASSERT_FATAL(announced_at(&m, 0, &a));
	CU_ASSERT(a.by->has_capabilities);
	names = announced_ciphers(a.by->ciphers);
	CU_ASSERT_STRING_EQUAL(names, "AES-256-CBC, AES-192-CBC, AES-128-CBC, "
				      "3DES-CBC");
	free(names);
	names = announced_ciphers(1u << CMS_AES_128_GCM);
	CU_ASSERT_STRING_EQUAL(names, "AES-128-GCM");
	free(names);
	names = announced_ciphers(0);
	CU_ASSERT_STRING_EQUAL(names, "");
	free(names);
	message_clear(&m);
	buf_clear(&letter);
}

static void nothing_is_believed_of_a_changed_letter(void)
{
	struct buf letter = {0};
	struct message m;
	struct announced a;
	char *at;

	sign_for(NULL, false, CMS_SHA256, &letter);
	at = strstr(letter.data, "see you");
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	*at = 'f';
	CU_ASSERT_FALSE(announced_read(slice_of(&letter), &m));
	CU_ASSERT_FALSE(announced_at(&m, 0, &a));
	CU_ASSERT_EQUAL(m.n, 1);
	message_clear(&m);
	buf_clear(&letter);
}

/* The hash is then computed the second time. */
static void a_hash_that_was_not_said_before_is_checked(void)
{
	struct buf letter = {0};
	struct message m;
	char *at;

	sign_for(NULL, false, CMS_SHA384, &letter);
	at = strstr(letter.data, "micalg=sha-384");
	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	memcpy(at, "micalg=sha-512", 14);
	CU_ASSERT(announced_read(slice_of(&letter), &m));
	message_clear(&m);
	buf_clear(&letter);
}

static void what_is_no_letter_announces_nothing(void)
{
	struct slice text = {(const unsigned char *)"Hello\n", 6};
	struct message m;

	CU_ASSERT_FALSE(announced_read(text, &m));
	message_clear(&m);
	CU_ASSERT_FALSE(announced_read((struct slice){0}, &m));
	message_clear(&m);
}

const struct test tests_announced[] = {
	TEST(the_certificate_to_encrypt_to_is_the_one_named),
	TEST(without_another_it_is_the_one_that_signed),
	TEST(a_certificate_for_another_address_is_not_taken),
	TEST(the_ciphers_are_those_announced),
	TEST(nothing_is_believed_of_a_changed_letter),
	TEST(a_hash_that_was_not_said_before_is_checked),
	TEST(what_is_no_letter_announces_nothing),
	{0},
};
