/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places for bundles: rules/place.c, and the clients' rules for importing. */
#include "rules/place.h"

#include "rules/client.h"
#include "tests/bundle-parts.h"
#include "tests/rules.h"

static void unknown_place_is_none(void)
{
	CU_ASSERT_PTR_NULL(place_by_name("moon"));
}

static void the_default_is_apple(void)
{
	CU_ASSERT_STRING_EQUAL(place_at(0)->name, "apple");
	CU_ASSERT_EQUAL(place_at(0)->form, BUNDLE_APPLE);
}

/* Windows takes no more (bugzilla.mozilla.org 1436873). */
static void no_place_has_more_rounds_than_windows_takes(void)
{
	for (size_t i = 0; i < place_count(); i++)
		CU_ASSERT_TRUE(place_at(i)->iterations <= 600000);
}

static void every_place_names_clients_that_are_known(void)
{
	for (size_t i = 0; i < place_count(); i++) {
		size_t n = 0;

		CU_ASSERT_PTR_EQUAL(place_by_name(place_at(i)->name),
				    place_at(i));
		for (size_t c = 0; c < client_count(); c++)
			n += client_is_among(client_at(c),
					     place_at(i)->clients);
		CU_ASSERT_TRUE(n > 0);
	}
}

/* What bundle_write() makes for a place. */
static struct buf made_for(const struct place_row *place,
			   const struct identity *id)
{
	struct secret *password = secret_of(PASSWORD);
	const struct cert *issuers[] = {id->root};
	struct bundle_wish wish = {.form = place->form,
				   .iterations = place->iterations,
				   .key = id->key,
				   .leaf = id->leaf,
				   .issuers = issuers,
				   .nissuers = 1,
				   .friendly_name = "\xC3\x84lice",
				   .password = password};
	struct report r = {0};
	struct buf out = {0};

	CU_ASSERT_EQUAL_FATAL(bundle_write(&wish, &out, &r), 0);
	secret_free(password);
	return out;
}

/* The verdict of one client on a file, opened. */
static enum verdict import_of(const struct buf *file, const char *client)
{
	struct secret *password = secret_of(PASSWORD);
	struct bundle *b = opened(file, PASSWORD);
	struct bundle_info info;
	struct report r = {0};
	struct client_verdict v;
	struct subject s = {.now = TEST_NOW,
			    .bundle = b,
			    .bundle_info = &info,
			    .bundle_password = password};

	CU_ASSERT_EQUAL_FATAL(bundle_peek(file, &info, &r), 0);
	check_all(&s, &r, NULL);
	CU_ASSERT_TRUE_FATAL(client_verdict(client_by_name(client),
					    ABILITY_IMPORT, &s, &r, &v));
	report_clear(&r);
	bundle_info_clear(&info);
	bundle_free(b);
	secret_free(password);
	return v.verdict;
}

static void every_client_of_a_place_takes_what_is_made_for_it(void)
{
	for (size_t i = 0; i < place_count(); i++) {
		struct buf file = made_for(place_at(i), identity(KEY_P256));

		for (size_t c = 0; c < client_count(); c++)
			if (client_is_among(client_at(c),
					    place_at(i)->clients))
				CU_ASSERT_EQUAL(
					import_of(&file, client_at(c)->name),
					VERDICT_YES);
		buf_clear(&file);
	}
}

/* A form, a client, and what it says. */
static const struct {
	const char *place, *client;
	enum key_type key;
	enum verdict verdict;
} says[] = {
	{"apple", "ios-17", KEY_RSA_2048, VERDICT_YES},
	{"apple", "gpgsm", KEY_RSA_2048, VERDICT_YES},
	{"apple", "gpgsm", KEY_P256, VERDICT_NO},
	{"apple", "openssl", KEY_P256, VERDICT_YES},
	{"apple-modern", "ios-17", KEY_P256, VERDICT_NO},
	{"apple-modern", "macos-14", KEY_P256, VERDICT_NO},
	{"apple-modern", "ios-18", KEY_P256, VERDICT_YES},
	{"apple-modern", "gpgsm", KEY_RSA_2048, VERDICT_NO},
	{"apple-modern", "outlook", KEY_P256, VERDICT_UNKNOWN},
	{"apple-modern", "android", KEY_P256, VERDICT_UNKNOWN},
};

static void each_client_judges_by_its_own_rules(void)
{
	for (size_t i = 0; i < ARRAY_LEN(says); i++) {
		struct buf file = made_for(place_by_name(says[i].place),
					   identity(says[i].key));

		CU_ASSERT_EQUAL(import_of(&file, says[i].client),
				says[i].verdict);
		buf_clear(&file);
	}
}

static const struct subject nothing;

/* A finding, a client, and what it says of it. */
static const struct {
	enum finding_id id;
	const char *client;
	enum verdict verdict;
} rules[] = {
	{FINDING_P12_AES128, "ios-18", VERDICT_NO},
	{FINDING_P12_AES128, "thunderbird", VERDICT_YES},
	{FINDING_P12_AES128, "java", VERDICT_UNKNOWN},
	{FINDING_P12_PRF_NO_NULL, "macos-15", VERDICT_NO},
	{FINDING_P12_PRF_NO_NULL, "openssl", VERDICT_YES},
	{FINDING_P12_RC2_40, "openssl", VERDICT_NO},
	{FINDING_P12_RC2_40, "ios-17", VERDICT_YES},
	{FINDING_P12_ITERATIONS_HIGH, "outlook", VERDICT_NO},
	{FINDING_P12_ITERATIONS_HIGH, "macos-15", VERDICT_YES},
	{FINDING_P12_NO_MAC, "evolution", VERDICT_NO},
	{FINDING_P12_MULTIPLE_KEYS, "ios-18", VERDICT_UNKNOWN},
	{FINDING_P12_MULTIPLE_KEYS, "macos-15", VERDICT_YES},
	{FINDING_KEY_EDDSA, "gmail", VERDICT_NO},
	{FINDING_P12_WRONG_PASSWORD, "openssl", VERDICT_NO},
	{FINDING_P12_CIPHER_UNKNOWN, "ios-18", VERDICT_UNKNOWN},
	{FINDING_P12_NOT_OPENED, "android", VERDICT_UNKNOWN},
};

static void each_finding_is_minded_by_whom_it_concerns(void)
{
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		struct finding f = {
			.id = rules[i].id,
			.basis = rules[i].id,
			.severity = finding_info(rules[i].id)->severity};

		CU_ASSERT_EQUAL(client_judge(client_by_name(rules[i].client),
					     &f, ABILITY_IMPORT, &nothing),
				rules[i].verdict);
	}
}

static bool minds(const char *names, enum finding_id id)
{
	struct finding f = {.id = id,
			    .basis = id,
			    .severity = finding_info(id)->severity};

	return clients_mind(names, &f, &nothing);
}

static void findings_of_others_are_not_minded(void)
{
	CU_ASSERT_TRUE(minds("ios-18 ios-17", FINDING_P12_PBES2_OLD_APPLE));
	CU_ASSERT_FALSE(minds("ios-18", FINDING_P12_PBES2_OLD_APPLE));
	CU_ASSERT_FALSE(minds("ios-18", FINDING_P12_ALG_UNSUPPORTED_APPLE));
	CU_ASSERT_TRUE(minds("macos-15", FINDING_P12_PBES2_MACOS_GUI));
	CU_ASSERT_FALSE(minds("ios-18", FINDING_P12_PBES2_MACOS_GUI));
	CU_ASSERT_TRUE(minds("ios-18", FINDING_P12_ROOT_INSIDE));
	CU_ASSERT_TRUE(minds("java", FINDING_P12_PASSWORD_WEAK));
	CU_ASSERT_FALSE(minds("", FINDING_P12_PASSWORD_WEAK));
}

const struct test tests_place[] = {
	TEST(unknown_place_is_none),
	TEST(the_default_is_apple),
	TEST(no_place_has_more_rounds_than_windows_takes),
	TEST(every_place_names_clients_that_are_known),
	TEST(every_client_of_a_place_takes_what_is_made_for_it),
	TEST(each_client_judges_by_its_own_rules),
	TEST(each_finding_is_minded_by_whom_it_concerns),
	TEST(findings_of_others_are_not_minded),
	{0},
};
