/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apple's policy for mail, each line on both sides of its bound:
 * rules/client-apple.c with the checks behind it. */
#include "rules/client.h"
#include "tests/rules.h"

/* 2022-04-01 00:00 UTC: rules for the roots that Apple's systems carry. */
enum { APRIL_2022 = 1648771200 };

/* Alice below an intermediate below a root that was installed by hand. */
struct scene {
	struct cert leaf, inter, root;
	struct cert *root_list[1];
	struct cert_list roots;
	struct chain chain;
	struct subject subject;
};

#define SCENE(name)                                          \
	struct scene name = {.leaf = RULES_LEAF,             \
			     .inter = RULES_CA("Lab Issuer", \
					       "Lab Root"),  \
			     .root = RULES_CA("Lab Root",    \
					      "Lab Root")};  \
	scene_join(&name)

static void scene_join(struct scene *x)
{
	x->root.self_signed = x->root.self_issued = true;
	x->leaf.issuer_der = x->inter.subject_der;
	x->root_list[0] = &x->root;
	x->roots = (struct cert_list){x->root_list, 1};
	x->chain = (struct chain){.links = {&x->leaf, &x->inter, &x->root},
				  .n = 3,
				  .end = CHAIN_ROOT,
				  .anchored = 3};
	x->subject = (struct subject){.label = "alice.pem",
				      .now = TEST_NOW,
				      .leaf = &x->leaf,
				      .chain = &x->chain,
				      .roots = &x->roots};
}

/* The root is one that comes with the system, and the leaf of this day. */
static void scene_publish(struct scene *x, time_t issued)
{
	x->subject.roots = NULL;
	x->subject.public_roots = &x->roots;
	x->leaf.not_before = issued;
}

/* What all four releases say: "yes", "no" or "they differ". */
static const char *say(struct scene *x, enum ability a)
{
	static const char *const names[] = {"ios-17", "ios-18", "macos-14",
					    "macos-15"};
	struct report report = {0};
	struct client_verdict v;
	size_t yes = 0, no = 0;

	chain_mark(&x->chain, x->subject.now);
	check_all(&x->subject, &report, NULL);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		CU_ASSERT_TRUE_FATAL(client_verdict(client_by_name(names[i]),
						    a, &x->subject, &report,
						    &v));
		yes += v.verdict == VERDICT_YES;
		no += v.verdict == VERDICT_NO;
	}
	report_clear(&report);
	if (yes == ARRAY_LEN(names))
		return "yes";
	return no == ARRAY_LEN(names) ? "no" : "they differ";
}

#define SIGNS(x, word) \
	CU_ASSERT_STRING_EQUAL(say(&(x), ABILITY_SIGN), word)
#define ENCRYPTS(x, word) \
	CU_ASSERT_STRING_EQUAL(say(&(x), ABILITY_ENCRYPT), word)
#define DOES_BOTH(x, word) \
	do {               \
		SIGNS(x, word); \
		ENCRYPTS(x, word); \
	} while (0)

static void sound_certificate_does_both(void)
{
	SCENE(x);

	DOES_BOTH(x, "yes");
	scene_publish(&x, TEST_NOW - 30 * RULES_DAY);
	DOES_BOTH(x, "yes");
}

/* No extension, or digitalSignature. */
static void key_usage_for_signing_may_be_absent(void)
{
	SCENE(x);

	x.leaf.has_usage = false;
	SIGNS(x, "yes");
	x.leaf.has_usage = true;
	x.leaf.usage = KU_SIGN;
	SIGNS(x, "yes");
	x.leaf.usage = KU_KEY_ENCIPHER;
	SIGNS(x, "no");
}

static void nonrepudiation_alone_does_not_sign(void)
{
	SCENE(x);

	x.leaf.usage = KU_NONREPUDIATION;
	SIGNS(x, "no");
	x.leaf.usage = KU_NONREPUDIATION | KU_SIGN;
	SIGNS(x, "yes");
}

static void key_usage_for_encryption_may_not_be_absent(void)
{
	SCENE(x);

	x.leaf.has_usage = false;
	ENCRYPTS(x, "no");
	x.leaf.has_usage = true;
	x.leaf.usage = KU_SIGN;
	ENCRYPTS(x, "no");
	x.leaf.usage = KU_KEY_ENCIPHER;
	ENCRYPTS(x, "yes");
}

static void rsa_enciphers_keys_or_data(void)
{
	SCENE(x);

	x.leaf.usage = KU_DATA_ENCIPHER;
	ENCRYPTS(x, "yes");
	x.leaf.usage = KU_AGREE;
	ENCRYPTS(x, "no");
}

static void elliptic_curves_agree_on_keys(void)
{
	SCENE(x);

	x.leaf.spki.algo = ALGO_EC;
	x.leaf.spki.bits = 256;
	x.leaf.spki.curve_is_common = true;
	x.leaf.usage = KU_AGREE;
	ENCRYPTS(x, "yes");
	x.leaf.usage = KU_KEY_ENCIPHER;
	ENCRYPTS(x, "no");
	x.leaf.usage = KU_DATA_ENCIPHER;
	ENCRYPTS(x, "no");
}

static void purpose_may_be_absent_below_an_installed_root(void)
{
	SCENE(x);

	x.leaf.has_extended = false;
	DOES_BOTH(x, "yes");
}

static void purpose_is_a_must_below_a_system_root_since_april_2022(void)
{
	SCENE(x);

	x.leaf.has_extended = false;
	scene_publish(&x, APRIL_2022 - 1);
	DOES_BOTH(x, "yes");
	scene_publish(&x, APRIL_2022);
	x.leaf.not_after = APRIL_2022 + 1185L * RULES_DAY;
	x.subject.now = x.leaf.not_after - 90L * RULES_DAY;
	DOES_BOTH(x, "no");
	x.leaf.has_extended = true;
	DOES_BOTH(x, "yes");
}

static void purpose_has_to_be_mail_by_name(void)
{
	SCENE(x);

	x.leaf.extended = EKU_SERVER;
	DOES_BOTH(x, "no");
	x.leaf.extended = EKU_ANY;
	DOES_BOTH(x, "no");
	x.leaf.extended = EKU_ANY | EKU_EMAIL;
	DOES_BOTH(x, "yes");
	x.leaf.extended = EKU_SERVER | EKU_EMAIL;
	DOES_BOTH(x, "yes");
}

static void purpose_of_an_issuer_is_absent_mail_or_any(void)
{
	SCENE(x);

	x.inter.has_extended = true;
	x.inter.extended = EKU_SERVER | EKU_CLIENT;
	DOES_BOTH(x, "no");
	x.inter.extended = EKU_EMAIL;
	DOES_BOTH(x, "yes");
	x.inter.extended = EKU_ANY;
	DOES_BOTH(x, "yes");
}

static void life_below_a_system_root_is_limited_since_april_2022(void)
{
	SCENE(x);

	scene_publish(&x, APRIL_2022);
	x.subject.now = APRIL_2022 + 900L * RULES_DAY;
	x.root.not_before = x.inter.not_before = APRIL_2022 - RULES_DAY;
	x.leaf.not_after = APRIL_2022 + 1185L * RULES_DAY;
	DOES_BOTH(x, "yes");
	x.leaf.not_after++;
	DOES_BOTH(x, "no");
	x.leaf.not_before--;
	DOES_BOTH(x, "yes");
}

static void life_below_an_installed_root_is_not_limited(void)
{
	SCENE(x);

	x.leaf.not_after = x.leaf.not_before + 3000L * RULES_DAY;
	DOES_BOTH(x, "yes");
}

static void rsa_keys_have_2048_bits(void)
{
	SCENE(x);

	x.leaf.spki.bits = 2048;
	DOES_BOTH(x, "yes");
	x.leaf.spki.bits = 2047;
	DOES_BOTH(x, "no");
	x.leaf.spki.bits = 2048;
	x.inter.spki.bits = 2047;
	DOES_BOTH(x, "no");
	x.inter.spki.bits = 2048;
	x.root.spki.bits = 2047;
	DOES_BOTH(x, "no");
}

static void elliptic_curves_have_256_bits(void)
{
	SCENE(x);

	x.inter.spki.algo = ALGO_EC;
	x.inter.spki.bits = 256;
	DOES_BOTH(x, "yes");
	x.inter.spki.bits = 224;
	DOES_BOTH(x, "no");
	x.inter.spki.bits = 256;
	x.leaf.spki.algo = ALGO_EC;
	x.leaf.spki.bits = 224;
	x.leaf.usage = KU_SIGN | KU_AGREE;
	DOES_BOTH(x, "no");
	x.leaf.spki.bits = 256;
	x.leaf.spki.curve_is_common = true;
	DOES_BOTH(x, "yes");
}

static void other_kinds_of_key_are_not_taken(void)
{
	static const enum key_algo others[] = {ALGO_RSA_PSS, ALGO_EDDSA,
					       ALGO_XDH, ALGO_DSA, ALGO_OTHER};

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		SCENE(x);

		x.leaf.spki.algo = others[i];
		DOES_BOTH(x, "no");
	}
}

/* A root's own signature is not looked at. */
static void sha1_is_refused_but_in_the_root(void)
{
	SCENE(x);

	x.root.signature_weak = true;
	DOES_BOTH(x, "yes");
	x.inter.signature_weak = true;
	DOES_BOTH(x, "no");
	x.inter.signature_weak = false;
	x.leaf.signature_weak = true;
	DOES_BOTH(x, "no");
}

static void address_in_the_subject_counts_below_an_installed_root(void)
{
	SCENE(x);

	x.subject.address = ALICE;
	x.leaf.emails.n = 0;
	DOES_BOTH(x, "no");
	x.leaf.subject_email = ALICE;
	DOES_BOTH(x, "yes");
}

static void address_in_the_subject_counts_below_a_system_root_of_old(void)
{
	SCENE(x);

	x.subject.address = ALICE;
	x.leaf.emails.n = 0;
	x.leaf.subject_email = ALICE;
	scene_publish(&x, APRIL_2022 - 1);
	DOES_BOTH(x, "yes");
	scene_publish(&x, APRIL_2022);
	x.leaf.not_after = APRIL_2022 + 1185L * RULES_DAY;
	x.subject.now = x.leaf.not_after - 90L * RULES_DAY;
	DOES_BOTH(x, "no");
}

/* Without an address to look for as well. */
static void some_address_has_to_be_there(void)
{
	SCENE(x);

	x.leaf.emails.n = 0;
	DOES_BOTH(x, "no");
	x.leaf.common_name = ALICE;
	DOES_BOTH(x, "no");
	x.leaf.has_smtp_utf8 = true;
	DOES_BOTH(x, "no");
}

static void any_of_the_addresses_may_fit(void)
{
	SCENE(x);

	x.leaf.emails = RULES_LIST("al@example.org", ALICE);
	x.subject.address = ALICE;
	DOES_BOTH(x, "yes");
	x.subject.address = "bob@example.org";
	DOES_BOTH(x, "no");
}

/* A difference of case is told, and stands in the way of nothing. */
static void case_of_addresses_does_not_matter(void)
{
	SCENE(x);

	x.subject.address = "Alice@Example.ORG";
	DOES_BOTH(x, "yes");
	CU_ASSERT_EQUAL(rules_severity(&x.subject,
				       FINDING_CERT_EMAIL_CASE_DIFFERS),
			SEVERITY_WARNING);
}

static void dates_count_all_the_way_up(void)
{
	SCENE(x);

	x.root.not_after = TEST_NOW - 1;
	DOES_BOTH(x, "no");
	x.root.not_after = TEST_NOW;
	x.inter.not_after = TEST_NOW - 1;
	DOES_BOTH(x, "no");
	x.inter.not_after = TEST_NOW;
	x.leaf.not_after = TEST_NOW - 1;
	DOES_BOTH(x, "no");
	x.leaf.not_after = TEST_NOW;
	DOES_BOTH(x, "yes");
}

/* Only Apple's own list makes a root one of the system. */
static void root_of_mozilla_alone_is_none_of_the_system(void)
{
	const struct store_ops *mozilla = store_mozilla();
	SCENE(x);

	for (size_t i = 0; i < mozilla->n; i++) {
		memcpy(x.root.fingerprint, mozilla->rows[i].fingerprint,
		       FINGERPRINT_LEN);
		if (mozilla->rows[i].email &&
		    store_find(store_apple(), &x.root) == STORE_UNKNOWN)
			break;
	}
	x.leaf.has_extended = false;
	DOES_BOTH(x, "yes");
	x.subject.roots = NULL;
	DOES_BOTH(x, "no");
}

const struct test tests_client_apple[] = {
	TEST(sound_certificate_does_both),
	TEST(key_usage_for_signing_may_be_absent),
	TEST(nonrepudiation_alone_does_not_sign),
	TEST(key_usage_for_encryption_may_not_be_absent),
	TEST(rsa_enciphers_keys_or_data),
	TEST(elliptic_curves_agree_on_keys),
	TEST(purpose_may_be_absent_below_an_installed_root),
	TEST(purpose_is_a_must_below_a_system_root_since_april_2022),
	TEST(purpose_has_to_be_mail_by_name),
	TEST(purpose_of_an_issuer_is_absent_mail_or_any),
	TEST(life_below_a_system_root_is_limited_since_april_2022),
	TEST(life_below_an_installed_root_is_not_limited),
	TEST(rsa_keys_have_2048_bits),
	TEST(elliptic_curves_have_256_bits),
	TEST(other_kinds_of_key_are_not_taken),
	TEST(sha1_is_refused_but_in_the_root),
	TEST(address_in_the_subject_counts_below_an_installed_root),
	TEST(address_in_the_subject_counts_below_a_system_root_of_old),
	TEST(some_address_has_to_be_there),
	TEST(any_of_the_addresses_may_fit),
	TEST(case_of_addresses_does_not_matter),
	TEST(dates_count_all_the_way_up),
	TEST(root_of_mozilla_alone_is_none_of_the_system),
	{0},
};
