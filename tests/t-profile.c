/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles of ours: what is refused, what they hold, and what they never do. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journey/profile/profile-build.h"
#include "journey/profile/profile.h"
#include "tests/journey-kit.h"
#include "x509/bundle/bundle.h"

#define PASSWORD "abcd-efgh-1234"

static void add(struct task *t, const char *name, const char *value)
{
	answers_set(&t->answers, name, value);
}

static void add_secret(struct task *t, const char *name, const char *value)
{
	struct secret *s = secret_new(64);

	CU_ASSERT_EQUAL(secret_add(s, value, strlen(value)), 0);
	answers_take_secret(&t->answers, name, s);
}

/* A file in the scratch directory; the caller frees. */
static char *out_path(struct task *t, const char *name)
{
	char *path = path_join(test_dir(), name);

	add(t, "out", path);
	return path;
}

static void add_identity(struct task *t)
{
	add(t, "with-identity", "yes");
	add_secret(t, "passphrase", "open");
	add_secret(t, "password", PASSWORD);
}

static void add_mail(struct task *t)
{
	add(t, "mail-type", "imap");
	add(t, "mail-in", "imap.example.org:993");
	add(t, "mail-out", "smtp.example.org");
	add(t, "mail-user", "alice");
	add(t, "mail-smime", "sign");
}

static void assert_refused(struct task *t, enum finding_id id)
{
	const char *out = answers_get(&t->answers, "out");

	CU_ASSERT_EQUAL(profile_save(t), -1);
	CU_ASSERT_TRUE(test_only(&t->report, id));
	CU_ASSERT_PTR_NULL(t->outcome.reveal);
	if (out)
		CU_ASSERT_FALSE(fsio_exists(place_of(out)));
	task_clear(t);
}

static struct prop *load(const char *path)
{
	struct report r = {0};
	struct prop *p = NULL;
	struct buf file = {0};

	test_read(path, &file);
	CU_ASSERT_EQUAL_FATAL(prop_read(file.data, file.len, &p, &r), 0);
	buf_clear(&file);
	return p;
}

static const struct prop *payload(const struct prop *top, size_t i)
{
	const struct prop *list = prop_get(top, "PayloadContent", PROP_ARRAY);

	CU_ASSERT_PTR_NOT_NULL_FATAL(list);
	CU_ASSERT_FATAL(i < list->n);
	return list->items[i];
}

static size_t payloads(const struct prop *top)
{
	return prop_get(top, "PayloadContent", PROP_ARRAY)->n;
}

static void saved(struct task *t)
{
	CU_ASSERT_EQUAL_FATAL(profile_save(t), 0);
	CU_ASSERT_EQUAL(report_count(&t->report, SEVERITY_BLOCKER), 0);
}

static void nothing_to_put_in_is_refused(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};
	char *path = out_path(&t, "p");

	assert_refused(&t, FINDING_AUTH_NONE);
	add(&t, "out", path);
	add(&t, "with-identity", "yes");
	assert_refused(&t, FINDING_ID_NONE);
	kit_walk(STEP_KEY);
	t.address = kit_address;
	add(&t, "out", path);
	assert_refused(&t, FINDING_STEP_NEEDS);
	t.address = kit_address;
	add(&t, "out", path);
	add(&t, "with-identity", "yes");
	assert_refused(&t, FINDING_STEP_NEEDS);
	t.address = kit_address;
	assert_refused(&t, FINDING_ANSWER_MISSING);
	free(path);
	kit_end();
}

static void half_a_mail_account_is_refused(void)
{
	static const struct {
		const char *name, *value;
		enum finding_id id;
	} bad[] = {
		{"mail-type", NULL, FINDING_ANSWER_MISSING},
		{"mail-in", NULL, FINDING_ANSWER_MISSING},
		{"mail-out", "", FINDING_ANSWER_MISSING},
		{"mail-smime", NULL, FINDING_ANSWER_MISSING},
		{"with-identity", "no", FINDING_ANSWER_MISSING},
		{"mail-type", "exchange", FINDING_ANSWER_UNKNOWN},
		{"mail-in", "imap example", FINDING_ANSWER_UNKNOWN},
		{"mail-in", "a:", FINDING_ANSWER_UNKNOWN},
		{"mail-in", "a:0", FINDING_ANSWER_UNKNOWN},
		{"mail-in", "a:65536", FINDING_ANSWER_UNKNOWN},
		{"mail-in", "a:99999999999999999999", FINDING_ANSWER_UNKNOWN},
		{"mail-out", "<string>", FINDING_ANSWER_UNKNOWN},
		{"mail-user", "a\x1B[2J", FINDING_ANSWER_UNKNOWN},
		{"mail-user", "\xFF", FINDING_ANSWER_UNKNOWN},
		{"mail-smime", "maybe", FINDING_ANSWER_UNKNOWN},
	};
	struct env *env = kit_begin();

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct task t = {.env = env, .address = kit_address};

		free(out_path(&t, "p"));
		add(&t, "with-identity", "yes");
		add_mail(&t);
		add(&t, bad[i].name, bad[i].value);
		CU_ASSERT_EQUAL(profile_check(&t), -1);
		CU_ASSERT_TRUE(test_only(&t.report, bad[i].id));
		task_clear(&t);
	}
	kit_end();
}

static void a_wrong_passphrase_or_password_writes_nothing(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");

	kit_walk(STEP_CHAIN);
	add_identity(&t);
	add_secret(&t, "passphrase", "wrong");
	assert_refused(&t, FINDING_KEY_WRONG_PASSPHRASE);
	t.address = kit_address;
	add(&t, "out", path);
	add_identity(&t);
	add_secret(&t, "password", "p\xC3\xA4ss");
	assert_refused(&t, FINDING_PASS_UNUSABLE);
	free(path);
	kit_end();
}

static void a_file_that_is_there_stays(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");
	struct buf after = {0};

	kit_walk(STEP_CHAIN);
	test_write(path, "mine", 4);
	CU_ASSERT_EQUAL(profile_save(&t), -1);
	CU_ASSERT_TRUE(test_only(&t.report, FINDING_FILE_EXISTS));
	test_read(path, &after);
	CU_ASSERT_EQUAL(after.len, 4);
	task_clear(&t);
	buf_clear(&after);
	free(path);
	kit_end();
}

static void a_cancelled_one_is_not_written(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");

	kit_walk(STEP_CHAIN);
	atomic_store(&t.cancelled, true);
	assert_refused(&t, FINDING_CANCELLED);
	free(path);
	kit_end();
}

static void a_name_that_xml_cannot_hold_writes_nothing(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};
	char *path = out_path(&t, "p");
	char *from, *to;

	kit_walk(STEP_CHAIN);
	from = ws_identity_path(env, kit_address);
	to = ws_identity_path(env, "al\x01ice@example.org");
	CU_ASSERT_EQUAL_FATAL(rename(from, to), 0);
	t.address = "al\x01ice@example.org";
	add_identity(&t);
	add_mail(&t);
	assert_refused(&t, FINDING_LIB_FAILED);
	free(from);
	free(to);
	free(path);
	kit_end();
}

static void without_identity_it_holds_the_root_and_no_secret(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");
	struct facts f = {0};
	struct prop *top;

	kit_walk(STEP_CHAIN);
	saved(&t);
	ws_scan(env, kit_address, &f);
	top = load(path);
	CU_ASSERT_EQUAL(payloads(top), 1);
	CU_ASSERT_STRING_EQUAL(prop_text(payload(top, 0), "PayloadType"),
			       "com.apple.security.root");
	CU_ASSERT_TRUE(buf_equal(
		&prop_get(payload(top, 0), "PayloadContent", PROP_DATA)->bytes,
		&f.chain.links[1]->der));
	CU_ASSERT_EQUAL(fsio_mode(place_of(path)), 0644);
	CU_ASSERT_STRING_EQUAL(t.outcome.saved, path);
	prop_free(top);
	facts_clear(&f);
	task_clear(&t);
	free(path);
	kit_end();
}

/* Who only needs to trust has no identity at all. */
static void the_authority_alone_is_enough(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env};
	char *path = out_path(&t, "p");
	struct prop *top;

	kit_walk(STEP_CHAIN);
	saved(&t);
	top = load(path);
	CU_ASSERT_EQUAL(payloads(top), 1);
	CU_ASSERT_EQUAL(strncmp(prop_text(top, "PayloadIdentifier"),
				"smime-setup.smime-trust.", 24),
			0);
	prop_free(top);
	task_clear(&t);
	free(path);
	kit_end();
}

static void open_inner(const struct prop *top, const struct facts *f)
{
	struct secret *s = secret_new(64);
	const struct prop *data = profile_bundle(top);
	struct bundle *b = NULL;
	struct report r = {0};

	CU_ASSERT_PTR_NOT_NULL_FATAL(data);
	CU_ASSERT_EQUAL(secret_add(s, PASSWORD, strlen(PASSWORD)), 0);
	CU_ASSERT_EQUAL_FATAL(bundle_open(&data->bytes, s, &b, &r), 0);
	CU_ASSERT_EQUAL(b->nkeys, 1);
	/* The root travels in a payload of its own. */
	CU_ASSERT_EQUAL(b->ncerts, 1);
	CU_ASSERT_TRUE(cert_equal(b->certs[0].cert, f->leaf));
	bundle_free(b);
	secret_free(s);
}

static void with_identity_it_is_a_secret_file_that_opens(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");
	struct facts f = {0};
	struct prop *top;

	kit_walk(STEP_CHAIN);
	add_identity(&t);
	saved(&t);
	CU_ASSERT_PTR_NULL(t.outcome.reveal);
	CU_ASSERT_EQUAL(fsio_mode(place_of(path)), 0600);
	ws_scan(env, kit_address, &f);
	top = load(path);
	CU_ASSERT_EQUAL(payloads(top), 2);
	open_inner(top, &f);
	CU_ASSERT_PTR_NULL(prop_text(payload(top, 1), "Password"));
	prop_free(top);
	facts_clear(&f);
	task_clear(&t);
	free(path);
	kit_end();
}

static bool holds(const struct buf *file, const char *what)
{
	return memmem(file->data, file->len, what, strlen(what)) != NULL;
}

static void passwords_and_outdated_keys_are_never_written(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");
	struct buf file = {0};

	kit_walk(STEP_CHAIN);
	add_identity(&t);
	add_mail(&t);
	saved(&t);
	test_read(path, &file);
	CU_ASSERT_FALSE(holds(&file, PASSWORD));
	CU_ASSERT_FALSE(holds(&file, ">Password<"));
	CU_ASSERT_FALSE(holds(&file, ">IncomingPassword<"));
	CU_ASSERT_FALSE(holds(&file, ">OutgoingPassword<"));
	CU_ASSERT_FALSE(holds(&file, ">SMIMEEnabled<"));
	CU_ASSERT_FALSE(holds(&file, ">SMIMEEnablePerMessageSwitch<"));
	buf_clear(&file);
	task_clear(&t);
	free(path);
	kit_end();
}

static void a_password_is_made_where_none_was_brought(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");
	struct buf file = {0};

	kit_walk(STEP_CHAIN);
	add_identity(&t);
	answers_take_secret(&t.answers, "password", NULL);
	saved(&t);
	CU_ASSERT_PTR_NOT_NULL_FATAL(t.outcome.reveal);
	test_read(path, &file);
	CU_ASSERT_FALSE(holds(&file, secret_data(t.outcome.reveal)));
	buf_clear(&file);
	task_clear(&t);
	free(path);
	kit_end();
}

static void the_mail_account_names_the_bundle_and_leaves_the_choice(void)
{
	struct env *env = kit_begin();
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, "p");
	const struct prop *mail;
	const char *uuid;
	struct prop *top;

	kit_walk(STEP_CHAIN);
	add_identity(&t);
	add_mail(&t);
	saved(&t);
	top = load(path);
	CU_ASSERT_EQUAL(payloads(top), 3);
	uuid = prop_text(payload(top, 1), "PayloadUUID");
	mail = payload(top, 2);
	CU_ASSERT_STRING_EQUAL(prop_text(mail, "SMIMESigningCertificateUUID"),
			       uuid);
	CU_ASSERT_STRING_EQUAL(
		prop_text(mail, "SMIMEEncryptionCertificateUUID"), uuid);
	CU_ASSERT_TRUE(prop_flag(mail, "SMIMESigningEnabled"));
	CU_ASSERT_FALSE(prop_flag(mail, "SMIMEEncryptByDefault"));
	CU_ASSERT_TRUE(prop_flag(mail, "SMIMESigningUserOverrideable"));
	CU_ASSERT_TRUE(
		prop_flag(mail, "SMIMEEncryptByDefaultUserOverrideable"));
	CU_ASSERT_TRUE(
		prop_flag(mail, "SMIMEEnableEncryptionPerMessageSwitch"));
	CU_ASSERT_EQUAL(
		prop_get(mail, "IncomingMailServerPortNumber", PROP_NUMBER)
			->number,
		993);
	CU_ASSERT_PTR_NULL(
		prop_get(mail, "OutgoingMailServerPortNumber", PROP_NUMBER));
	prop_free(top);
	task_clear(&t);
	free(path);
	kit_end();
}

static struct prop *again(struct env *env, const char *name)
{
	struct task t = {.env = env, .address = kit_address};
	char *path = out_path(&t, name);
	struct prop *top;

	add_identity(&t);
	saved(&t);
	top = load(path);
	task_clear(&t);
	free(path);
	return top;
}

static void the_same_again_has_the_same_identifiers_and_fresh_uuids(void)
{
	struct env *env = kit_begin();
	struct prop *a, *b;

	kit_walk(STEP_CHAIN);
	a = again(env, "a");
	b = again(env, "b");
	CU_ASSERT_STRING_EQUAL(prop_text(a, "PayloadIdentifier"),
			       prop_text(b, "PayloadIdentifier"));
	CU_ASSERT_STRING_NOT_EQUAL(prop_text(a, "PayloadUUID"),
				   prop_text(b, "PayloadUUID"));
	for (size_t i = 0; i < payloads(a); i++) {
		CU_ASSERT_STRING_EQUAL(
			prop_text(payload(a, i), "PayloadIdentifier"),
			prop_text(payload(b, i), "PayloadIdentifier"));
		CU_ASSERT_STRING_NOT_EQUAL(
			prop_text(payload(a, i), "PayloadUUID"),
			prop_text(payload(b, i), "PayloadUUID"));
		CU_ASSERT_STRING_NOT_EQUAL(
			prop_text(payload(a, i), "PayloadIdentifier"),
			prop_text(a, "PayloadIdentifier"));
	}
	prop_free(a);
	prop_free(b);
	kit_end();
}

const struct test tests_profile[] = {
	TEST(nothing_to_put_in_is_refused),
	TEST(half_a_mail_account_is_refused),
	TEST(a_wrong_passphrase_or_password_writes_nothing),
	TEST(a_file_that_is_there_stays),
	TEST(a_cancelled_one_is_not_written),
	TEST(a_name_that_xml_cannot_hold_writes_nothing),
	TEST(without_identity_it_holds_the_root_and_no_secret),
	TEST(the_authority_alone_is_enough),
	TEST(with_identity_it_is_a_secret_file_that_opens),
	TEST(passwords_and_outdated_keys_are_never_written),
	TEST(a_password_is_made_where_none_was_brought),
	TEST(the_mail_account_names_the_bundle_and_leaves_the_choice),
	TEST(the_same_again_has_the_same_identifiers_and_fresh_uuids),
	{0},
};
