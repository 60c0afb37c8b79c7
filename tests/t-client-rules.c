/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What single findings do to programs other than Apple's: the tables of
 * rules/client-*.c. */
#include "rules/client.h"
#include "tests/rules.h"

struct scene {
	struct cert leaf, root;
	struct chain chain;
	struct subject subject;
};

#define SCENE(name)                                                           \
	struct scene name = {.leaf = RULES_LEAF,                              \
			     .root = RULES_CA("Lab Root", "Lab Root")};       \
	name.chain = (struct chain){.links = {&name.leaf, &name.root},        \
				    .n = 2,                                   \
				    .end = CHAIN_ROOT,                        \
				    .anchored = 2};                           \
	name.subject = (struct subject){.now = TEST_NOW,                      \
					.leaf = &name.leaf,                   \
					.chain = &name.chain}

static enum verdict says(const struct scene *x, const char *client,
			 enum finding_id id, enum ability a)
{
	struct finding f = {.id = id,
			    .basis = id,
			    .severity = finding_info(id)->severity};

	return client_judge(client_by_name(client), &f, a, &x->subject);
}

#define ASSERT_SAYS(client, finding, ability, verdict)                \
	CU_ASSERT_EQUAL(says(&x, client, FINDING_##finding,           \
			     ABILITY_##ability),                      \
			VERDICT_##verdict)

static void usage_that_does_not_suit_the_key_is_enough_for_some(void)
{
	SCENE(x);

	x.leaf.usage = KU_AGREE;
	ASSERT_SAYS("thunderbird", CERT_KU_WRONG_FOR_KEY, ENCRYPT, YES);
	ASSERT_SAYS("openssl", CERT_KU_WRONG_FOR_KEY, ENCRYPT, NO);
	ASSERT_SAYS("gpgsm", CERT_KU_WRONG_FOR_KEY, ENCRYPT, NO);
	ASSERT_SAYS("evolution", CERT_KU_WRONG_FOR_KEY, ENCRYPT, NO);
	x.leaf.usage = KU_KEY_ENCIPHER;
	ASSERT_SAYS("thunderbird", CERT_KU_WRONG_FOR_KEY, ENCRYPT, YES);
	ASSERT_SAYS("openssl", CERT_KU_WRONG_FOR_KEY, ENCRYPT, YES);
	ASSERT_SAYS("gpgsm", CERT_KU_WRONG_FOR_KEY, ENCRYPT, YES);
	ASSERT_SAYS("outlook", CERT_KU_WRONG_FOR_KEY, ENCRYPT, NO);
	x.leaf.usage = KU_DATA_ENCIPHER;
	ASSERT_SAYS("thunderbird", CERT_KU_WRONG_FOR_KEY, ENCRYPT, NO);
	ASSERT_SAYS("openssl", CERT_KU_WRONG_FOR_KEY, ENCRYPT, NO);
	ASSERT_SAYS("evolution", CERT_KU_WRONG_FOR_KEY, ENCRYPT, YES);
}

static void key_agreement_is_not_enough_for_three(void)
{
	SCENE(x);

	ASSERT_SAYS("evolution", CERT_EC_KEYAGREEMENT_EVOLUTION, ENCRYPT, NO);
	ASSERT_SAYS("openssl", CERT_EC_KEYAGREEMENT_EVOLUTION, ENCRYPT, NO);
	ASSERT_SAYS("gpgsm", CERT_EC_KEYAGREEMENT_EVOLUTION, ENCRYPT, NO);
	ASSERT_SAYS("thunderbird", CERT_EC_KEYAGREEMENT_EVOLUTION, ENCRYPT,
		    YES);
	ASSERT_SAYS("evolution", CERT_EC_KEYAGREEMENT_EVOLUTION, SIGN, YES);
}

static void ocsp_among_the_purposes_is_refused_by_thunderbird(void)
{
	SCENE(x);

	x.leaf.extended = EKU_EMAIL | EKU_OCSP;
	ASSERT_SAYS("thunderbird", CERT_EKU_OCSP_OR_SERVER, SIGN, NO);
	ASSERT_SAYS("openssl", CERT_EKU_OCSP_OR_SERVER, SIGN, YES);
	x.leaf.extended = EKU_EMAIL | EKU_SERVER;
	ASSERT_SAYS("thunderbird", CERT_EKU_OCSP_OR_SERVER, SIGN, YES);
}

static void any_purpose_is_enough_for_some(void)
{
	SCENE(x);

	ASSERT_SAYS("thunderbird", CERT_EKU_ANY_ONLY, SIGN, NO);
	ASSERT_SAYS("openssl", CERT_EKU_ANY_ONLY, ENCRYPT, NO);
	ASSERT_SAYS("evolution", CERT_EKU_ANY_ONLY, SIGN, YES);
	ASSERT_SAYS("outlook", CERT_EKU_ANY_ONLY, SIGN, YES);
	ASSERT_SAYS("outlook", CERT_EKU_ANY_ONLY, ENCRYPT, UNKNOWN);
}

static void gpgsm_minds_purposes_that_are_critical(void)
{
	SCENE(x);

	ASSERT_SAYS("gpgsm", CERT_EKU_NO_EMAIL, SIGN, YES);
	ASSERT_SAYS("gpgsm", CERT_EKU_ANY_ONLY, ENCRYPT, YES);
	x.leaf.extended_critical = true;
	ASSERT_SAYS("gpgsm", CERT_EKU_NO_EMAIL, SIGN, NO);
	ASSERT_SAYS("gpgsm", CERT_EKU_ANY_ONLY, ENCRYPT, NO);
}

static void authority_as_owner_is_judged_by_usage_in_openssl(void)
{
	SCENE(x);

	x.leaf.usage = KU_CERT_SIGN;
	ASSERT_SAYS("openssl", CERT_WRONG_TYPE_CA, SIGN, NO);
	ASSERT_SAYS("openssl", CERT_WRONG_TYPE_CA, ENCRYPT, NO);
	x.leaf.usage = KU_CERT_SIGN | KU_NONREPUDIATION | KU_KEY_ENCIPHER;
	ASSERT_SAYS("openssl", CERT_WRONG_TYPE_CA, SIGN, YES);
	ASSERT_SAYS("openssl", CERT_WRONG_TYPE_CA, ENCRYPT, YES);
	ASSERT_SAYS("thunderbird", CERT_WRONG_TYPE_CA, SIGN, NO);
}

static void address_is_asked_for_where_one_writes_to_it(void)
{
	SCENE(x);

	ASSERT_SAYS("thunderbird", CERT_NO_EMAIL, SIGN, YES);
	ASSERT_SAYS("thunderbird", CERT_NO_EMAIL, ENCRYPT, YES);
	ASSERT_SAYS("openssl", CERT_NO_EMAIL, ENCRYPT, YES);
	ASSERT_SAYS("outlook", CERT_NO_EMAIL, SIGN, NO);
	x.subject.address = ALICE;
	ASSERT_SAYS("thunderbird", CERT_NO_EMAIL, SIGN, YES);
	ASSERT_SAYS("thunderbird", CERT_NO_EMAIL, ENCRYPT, NO);
}

static void short_keys_are_taken_by_some(void)
{
	SCENE(x);

	x.leaf.spki.bits = 1024;
	ASSERT_SAYS("thunderbird", KEY_RSA_TOO_SHORT, SIGN, YES);
	ASSERT_SAYS("openssl", KEY_RSA_TOO_SHORT, SIGN, YES);
	ASSERT_SAYS("outlook", KEY_RSA_TOO_SHORT, SIGN, NO);
	x.leaf.spki.bits = 1023;
	ASSERT_SAYS("thunderbird", KEY_RSA_TOO_SHORT, SIGN, NO);
	ASSERT_SAYS("openssl", KEY_RSA_TOO_SHORT, SIGN, YES);
}

static void issuers_with_short_keys_are_taken_by_some(void)
{
	SCENE(x);

	x.root.spki.bits = 1024;
	ASSERT_SAYS("thunderbird", TRUST_CA_WEAK_KEY, SIGN, YES);
	x.root.spki.bits = 1023;
	ASSERT_SAYS("thunderbird", TRUST_CA_WEAK_KEY, SIGN, NO);
	x.root.spki.algo = ALGO_EC;
	ASSERT_SAYS("thunderbird", TRUST_CA_WEAK_KEY, SIGN, NO);
	ASSERT_SAYS("openssl", TRUST_CA_WEAK_KEY, SIGN, YES);
	ASSERT_SAYS("outlook", TRUST_CA_WEAK_KEY, SIGN, NO);
}

static void gmail_takes_few_keys(void)
{
	SCENE(x);

	ASSERT_SAYS("gmail", KEY_EC_P521, SIGN, NO);
	ASSERT_SAYS("gmail", KEY_RSA_ODD_SIZE, ENCRYPT, NO);
	ASSERT_SAYS("gmail", KEY_RSA_HUGE, IMPORT, NO);
	ASSERT_SAYS("gmail", CERT_SERIAL_BAD, SIGN, NO);
	ASSERT_SAYS("outlook", KEY_RSA_ODD_SIZE, ENCRYPT, YES);
	ASSERT_SAYS("thunderbird", CERT_SERIAL_BAD, SIGN, YES);
}

static void issuer_that_only_thunderbird_refuses(void)
{
	SCENE(x);

	ASSERT_SAYS("thunderbird", CERT_ISSUER_EMPTY, SIGN, NO);
	ASSERT_SAYS("gpgsm", CERT_ISSUER_EMPTY, TRUST, NO);
	ASSERT_SAYS("openssl", CERT_ISSUER_EMPTY, SIGN, YES);
	ASSERT_SAYS("thunderbird", KEY_RSA_NO_NULL, ENCRYPT, NO);
	ASSERT_SAYS("openssl", KEY_RSA_NO_NULL, ENCRYPT, YES);
	ASSERT_SAYS("thunderbird", CERT_SIG_EDDSA, TRUST, NO);
	ASSERT_SAYS("openssl", CERT_SIG_EDDSA, TRUST, YES);
}

/* It encrypts to a contact without looking at its path, and signs with it. */
static void evolution_looks_at_no_path_of_a_contact(void)
{
	static const enum finding_id path[] = {
		FINDING_TRUST_CHAIN_INCOMPLETE,	  FINDING_TRUST_ROOT_UNKNOWN,
		FINDING_TRUST_ROOT_NO_EMAIL_BIT,  FINDING_TRUST_ROOT_EXPIRED,
		FINDING_TRUST_INTERMEDIATE_EXPIRED,
		FINDING_TRUST_LINK_BAD_SIGNATURE, FINDING_TRUST_NOT_A_CA,
		FINDING_TRUST_PATHLEN,		  FINDING_TRUST_NAME_CONSTRAINTS,
		FINDING_TRUST_CA_EKU,		  FINDING_TRUST_CA_WEAK_KEY};
	SCENE(x);

	for (size_t i = 0; i < ARRAY_LEN(path); i++)
		CU_ASSERT_EQUAL(says(&x, "evolution", path[i], ABILITY_ENCRYPT),
				VERDICT_YES);
	ASSERT_SAYS("evolution", TRUST_CHAIN_INCOMPLETE, SIGN, NO);
	ASSERT_SAYS("evolution", CERT_EXPIRED, ENCRYPT, NO);
	ASSERT_SAYS("thunderbird", TRUST_CHAIN_INCOMPLETE, ENCRYPT, NO);
}


static void root_out_of_date_is_refused_by_those_who_look(void)
{
	SCENE(x);

	ASSERT_SAYS("thunderbird", TRUST_ROOT_EXPIRED, SIGN, NO);
	ASSERT_SAYS("openssl", TRUST_ROOT_EXPIRED, SIGN, NO);
	ASSERT_SAYS("gpgsm", TRUST_ROOT_EXPIRED, SIGN, NO);
	ASSERT_SAYS("outlook", TRUST_ROOT_EXPIRED, SIGN, YES);
}

#define FIND(x, id) rules_find(&(x).subject, FINDING_##id)

static void traits_of_the_path_are_told_with_their_certificate(void)
{
	SCENE(x);

	CU_ASSERT_FALSE(FIND(x, CERT_ISSUER_EMPTY));
	CU_ASSERT_FALSE(FIND(x, KEY_RSA_NO_NULL));
	CU_ASSERT_FALSE(FIND(x, CERT_SIG_EDDSA));
	x.leaf.issuer_empty = true;
	CU_ASSERT_TRUE(rules_detail(&x.subject, FINDING_CERT_ISSUER_EMPTY,
				    "Alice"));
	x.root.spki_no_null = true;
	CU_ASSERT_TRUE(rules_detail(&x.subject, FINDING_KEY_RSA_NO_NULL,
				    "Lab Root"));
	x.root.self_signed = true;
	x.root.signature = "EdDSA-Ed25519";
	CU_ASSERT_FALSE(FIND(x, CERT_SIG_EDDSA));
	x.leaf.signature = "EdDSA-Ed25519";
	CU_ASSERT_TRUE(rules_detail(&x.subject, FINDING_CERT_SIG_EDDSA,
				    "Alice"));
}

const struct test tests_client_rules[] = {
	TEST(usage_that_does_not_suit_the_key_is_enough_for_some),
	TEST(key_agreement_is_not_enough_for_three),
	TEST(ocsp_among_the_purposes_is_refused_by_thunderbird),
	TEST(any_purpose_is_enough_for_some),
	TEST(gpgsm_minds_purposes_that_are_critical),
	TEST(authority_as_owner_is_judged_by_usage_in_openssl),
	TEST(address_is_asked_for_where_one_writes_to_it),
	TEST(short_keys_are_taken_by_some),
	TEST(issuers_with_short_keys_are_taken_by_some),
	TEST(gmail_takes_few_keys),
	TEST(issuer_that_only_thunderbird_refuses),
	TEST(evolution_looks_at_no_path_of_a_contact),
	TEST(root_out_of_date_is_refused_by_those_who_look),
	TEST(traits_of_the_path_are_told_with_their_certificate),
	{0},
};
