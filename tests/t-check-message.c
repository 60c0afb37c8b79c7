/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a letter, over plain data: one row a finding. */
#include "rules/check-message.h"

#include "tests/identity.h"

/* A letter of one layer, and what it is judged with. */
struct scene {
	struct message m;
	struct message_layer layer;
	struct cms_recipient recipient;
	struct cms_signer signer;
	struct message_own own;
	struct strlist addresses;
	struct cert_list roots;
	struct message_subject s;
};

static const struct cert *leaf(void)
{
	return identity(KEY_P256)->leaf;
}

/* Encrypted to Alice, by RSA and AES-CBC: nothing to say. */
static void encrypted_scene(struct scene *c)
{
	*c = (struct scene){.m = {.is_letter = true, .n = 1}};
	c->m.layers[0] = &c->layer;
	c->layer.look.kind = CMS_ENVELOPED;
	c->layer.look.recipients = &c->recipient;
	c->layer.look.nrecipients = 1;
	buf_copy(&c->recipient.id.issuer, &leaf()->issuer_der);
	buf_copy(&c->recipient.id.serial, &leaf()->serial);
	c->own = (struct message_own){leaf(), true, true};
	strlist_add(&c->addresses, "alice@example.com");
	strlist_add(&c->m.head.from, "bob@example.org");
	c->s = (struct message_subject){.label = "letter.eml",
					.now = TEST_NOW,
					.message = &c->m,
					.own = &c->own,
					.nown = 1,
					.addresses = &c->addresses,
					.roots = &c->roots};
}

/* Signed by Alice, whose root is trusted. */
static void signed_scene(struct scene *c)
{
	encrypted_scene(c);
	c->layer.look.kind = CMS_SIGNED;
	c->layer.look.nrecipients = 0;
	c->layer.look.signers = &c->signer;
	c->layer.look.nsigners = 1;
	c->signer.cert = leaf();
	c->signer.verdict = CMS_GOOD;
	c->signer.has_time = true;
	c->signer.time = TEST_NOW;

	strlist_clear(&c->m.head.from);
	strlist_add(&c->m.head.from, "alice@example.com");
	cert_list_take(&c->roots, cert_dup(identity(KEY_P256)->root));
}

static void clear_scene(struct scene *c)
{
	buf_clear(&c->recipient.id.issuer);
	buf_clear(&c->recipient.id.serial);
	strlist_clear(&c->addresses);
	strlist_clear(&c->m.head.from);
	strlist_clear(&c->m.head.sender);
	cert_list_clear(&c->roots);
}

/* Runs and clears: exactly these, ended by FINDING_COUNT. */
static void expect(struct scene *c, enum finding_id one, enum finding_id two)
{
	struct report r = {0};
	size_t n = (one != FINDING_COUNT) + (size_t)(two != FINDING_COUNT);

	check_message(&c->s, &r);
	CU_ASSERT_EQUAL(r.n, n);
	if (r.n != n)
		for (size_t i = 0; i < r.n; i++)
			fprintf(stderr, "%s %s\n",
				finding_info(r.items[i].id)->name,
				r.items[i].detail);
	CU_ASSERT(one == FINDING_COUNT || report_has(&r, one));
	CU_ASSERT(two == FINDING_COUNT || report_has(&r, two));
	report_clear(&r);
	clear_scene(c);
}

static void expect_one(struct scene *c, enum finding_id id)
{
	expect(c, id, FINDING_COUNT);
}

static void a_common_letter_has_nothing_to_say(void)
{
	struct scene c;

	encrypted_scene(&c);
	expect_one(&c, FINDING_COUNT);
	signed_scene(&c);
	expect_one(&c, FINDING_COUNT);
}

static void who_it_is_for_is_told(void)
{
	struct scene c;

	encrypted_scene(&c);
	c.recipient.id.serial.data[0] ^= 1;
	expect_one(&c, FINDING_MSG_NO_RECIPIENT_MATCH);
	encrypted_scene(&c);
	c.own.has_key = false;
	expect_one(&c, FINDING_MSG_NEEDS_OLD_KEY);
	encrypted_scene(&c);
	c.own.is_current = false;
	expect_one(&c, FINDING_MSG_KEY_SELECT_IOS);
	/* Without any certificate here nothing is said of whose it is. */
	encrypted_scene(&c);
	c.s.nown = 0;
	expect_one(&c, FINDING_COUNT);
}

static void own_sent_mail_that_stays_closed_is_told(void)
{
	struct scene c;

	encrypted_scene(&c);
	c.recipient.id.serial.data[0] ^= 1;
	strlist_add(&c.m.head.from, "alice@example.com");
	expect(&c, FINDING_MSG_NO_RECIPIENT_MATCH,
	       FINDING_MSG_NOT_ENCRYPTED_TO_SELF);
}

static void methods_that_are_not_read_everywhere_are_told(void)
{
	static const enum cms_cipher weak[] = {CMS_3DES_CBC, CMS_RC2_CBC,
					       CMS_DES_CBC};
	struct scene c;

	encrypted_scene(&c);
	c.recipient.scheme = CMS_RSA_OAEP;
	expect_one(&c, FINDING_MSG_BAD_KEY_TRANSPORT);
	encrypted_scene(&c);
	c.recipient.scheme = CMS_ECDH;
	c.recipient.wrap = CMS_WRAP_AES_128;
	expect_one(&c, FINDING_MSG_ECDH_APPLE);
	encrypted_scene(&c);
	c.layer.look.kind = CMS_AUTH_ENVELOPED;
	c.layer.look.cipher = CMS_AES_256_GCM;
	expect_one(&c, FINDING_MSG_AUTHENVELOPED);
	for (size_t i = 0; i < ARRAY_LEN(weak); i++) {
		encrypted_scene(&c);
		c.layer.look.cipher = weak[i];
		expect_one(&c, FINDING_MSG_WEAK_CIPHER);
	}
}

static void a_signer_who_is_not_the_sender_is_told(void)
{
	struct scene c;

	signed_scene(&c);
	strlist_clear(&c.m.head.from);
	strlist_add(&c.m.head.from, "mallory@example.com");
	expect_one(&c, FINDING_MSG_SIGN_FROM_MISMATCH);
	/* A secretary signs, and stands as Sender. */
	signed_scene(&c);
	strlist_clear(&c.m.head.from);
	strlist_add(&c.m.head.from, "boss@example.com");
	strlist_add(&c.m.head.sender, "alice@example.com");
	expect_one(&c, FINDING_COUNT);
}

static void an_issuer_nobody_knows_is_told(void)
{
	struct scene c;

	signed_scene(&c);
	cert_list_clear(&c.roots);
	expect(&c, FINDING_MSG_SIGN_UNTRUSTED, FINDING_MSG_SIGN_NO_CHAIN);
	/* The root came along, but nobody trusts it. */
	signed_scene(&c);
	cert_list_clear(&c.roots);
	cert_list_take(&c.layer.look.certs,
		       cert_dup(identity(KEY_P256)->root));
	expect_one(&c, FINDING_MSG_SIGN_UNTRUSTED);
	cert_list_clear(&c.layer.look.certs);
	/* Of a signature that is not good, nothing more is said. */
	signed_scene(&c);
	cert_list_clear(&c.roots);
	c.signer.verdict = CMS_CHANGED;
	expect_one(&c, FINDING_COUNT);
}

static void a_signature_that_outlived_its_certificate_is_told(void)
{
	struct scene c;

	signed_scene(&c);
	c.s.now = leaf()->not_after + 1;
	expect_one(&c, FINDING_MSG_SIGN_EXPIRED);
	/* Signed after it had run out: that is for others to refuse. */
	signed_scene(&c);
	c.s.now = leaf()->not_after + 2;
	c.signer.time = leaf()->not_after + 1;
	expect_one(&c, FINDING_COUNT);
}

static void old_and_new_methods_of_signing_are_told(void)
{
	struct scene c;

	signed_scene(&c);
	c.signer.digest = CMS_SHA1;
	expect_one(&c, FINDING_MSG_SIGN_WEAK);
	signed_scene(&c);
	c.signer.digest = CMS_MD5;
	expect_one(&c, FINDING_MSG_SIGN_WEAK);
	signed_scene(&c);
	c.signer.is_pss = true;
	expect_one(&c, FINDING_MSG_SIGN_PSS_APPLE);
}

static void another_certificate_for_encryption_is_told(void)
{
	struct scene c;

	signed_scene(&c);
	c.signer.has_preference = true;
	c.signer.preference = c.recipient.id;
	expect_one(&c, FINDING_COUNT);
	signed_scene(&c);
	c.recipient.id.serial.data[0] ^= 1;
	c.signer.has_preference = true;
	c.signer.preference = c.recipient.id;
	expect_one(&c, FINDING_MSG_PREFERENCE_OTHER);
}

static void forms_that_hide_or_lost_something_are_told(void)
{
	struct scene c;

	signed_scene(&c);
	c.layer.form = MESSAGE_OPAQUE;
	expect_one(&c, FINDING_MSG_OPAQUE);
	encrypted_scene(&c);
	c.m.lost_type = true;
	expect_one(&c, FINDING_MSG_WRAPPED_ALTERED);
	encrypted_scene(&c);
	c.m.n = 0;
	c.m.has_tnef = true;
	expect_one(&c, FINDING_MSG_WRAPPED_ALTERED);
}

/* The rows the user sees; the columns are Apple, Thunderbird, Outlook, GnuPG,
 * OpenSSL. */
static void programs_read_what_they_are_known_to(void)
{
	static const struct {
		enum cms_kind kind;
		enum cms_cipher cipher;
		enum cms_scheme scheme;
		const char *reads;
	} rows[] = {
		{CMS_ENVELOPED, CMS_AES_256_CBC, CMS_RSA, "yyyyy"},
		{CMS_ENVELOPED, CMS_3DES_CBC, CMS_RSA, "yyyyy"},
		{CMS_ENVELOPED, CMS_RC2_CBC, CMS_RSA, "ynnnn"},
		{CMS_ENVELOPED, CMS_AES_128_CBC, CMS_RSA_OAEP, "nynny"},
		{CMS_ENVELOPED, CMS_AES_128_CBC, CMS_ECDH, "nynny"},
		{CMS_AUTH_ENVELOPED, CMS_AES_256_GCM, CMS_RSA, "nnnny"},
		{CMS_ENVELOPED, CMS_CIPHER_OTHER, CMS_RSA, "nnnnn"},
	};

	CU_ASSERT_EQUAL_FATAL(message_reader_count(), 5);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct cms_recipient r = {.scheme = rows[i].scheme};
		struct cms_look look = {.kind = rows[i].kind,
					.cipher = rows[i].cipher,
					.recipients = &r,
					.nrecipients = 1};

		for (size_t k = 0; k < 5; k++)
			CU_ASSERT_EQUAL(message_reader_opens(
						message_reader_at(k), &look,
						NULL),
					rows[i].reads[k] == 'y');
	}
}

const struct test tests_check_message[] = {
	TEST(a_common_letter_has_nothing_to_say),
	TEST(who_it_is_for_is_told),
	TEST(own_sent_mail_that_stays_closed_is_told),
	TEST(methods_that_are_not_read_everywhere_are_told),
	TEST(a_signer_who_is_not_the_sender_is_told),
	TEST(an_issuer_nobody_knows_is_told),
	TEST(a_signature_that_outlived_its_certificate_is_told),
	TEST(old_and_new_methods_of_signing_are_told),
	TEST(another_certificate_for_encryption_is_told),
	TEST(forms_that_hide_or_lost_something_are_told),
	TEST(programs_read_what_they_are_known_to),
	{0}};
