/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for a certificate beside others: rules/check-beside.c. */
#include "tests/rules.h"

#define FIND(scene, id) rules_find(&(scene).subject, FINDING_##id)

/* Alice's certificate and another one of hers, with a key of its own. */
struct scene {
	struct cert leaf, other;
	struct cert *list[2];
	struct cert_list others;
	struct subject subject;
};

#define SCENE(name)                                              \
	struct scene name = {.leaf = RULES_LEAF, .other = RULES_LEAF}; \
	scene_join(&name)

static void scene_join(struct scene *x)
{
	x->other.der = rules_buf("other");
	x->other.spki = rules_key("alice's other");
	x->list[0] = &x->leaf;
	x->list[1] = &x->other;
	x->others = (struct cert_list){x->list, 2};
	x->subject = (struct subject){.label = ALICE,
				      .now = TEST_NOW,
				      .leaf = &x->leaf,
				      .others = &x->others};
}

static void certificate_alone_is_neither_pair_nor_duplicate(void)
{
	SCENE(x);

	x.others.n = 1;
	CU_ASSERT_FALSE(FIND(x, CERT_DUPLICATES));
	CU_ASSERT_FALSE(FIND(x, CERT_PAIR_SPLIT));
}

static void second_one_for_the_same_is_a_duplicate(void)
{
	SCENE(x);

	CU_ASSERT_TRUE(FIND(x, CERT_DUPLICATES));
	CU_ASSERT_FALSE(FIND(x, CERT_PAIR_SPLIT));
	x.other.usage = KU_SIGN;
	CU_ASSERT_TRUE(FIND(x, CERT_DUPLICATES));
}

static void one_to_sign_and_one_to_encrypt_are_a_pair(void)
{
	SCENE(x);

	x.leaf.usage = KU_SIGN;
	x.other.usage = KU_KEY_ENCIPHER;
	CU_ASSERT_TRUE(FIND(x, CERT_PAIR_SPLIT));
	CU_ASSERT_FALSE(FIND(x, CERT_DUPLICATES));
	x.leaf.usage = KU_KEY_ENCIPHER;
	x.other.usage = KU_SIGN;
	CU_ASSERT_TRUE(FIND(x, CERT_PAIR_SPLIT));
}

static void renewal_of_the_same_key_is_no_duplicate(void)
{
	SCENE(x);

	x.other.spki = x.leaf.spki;
	CU_ASSERT_FALSE(FIND(x, CERT_DUPLICATES));
}

static void one_for_another_address_is_no_duplicate(void)
{
	SCENE(x);

	x.other.emails = RULES_LIST("bob@example.org");
	CU_ASSERT_FALSE(FIND(x, CERT_DUPLICATES));
	x.other.emails = RULES_LIST("bob@example.org", "ALICE@example.org");
	CU_ASSERT_TRUE(FIND(x, CERT_DUPLICATES));
}

static void one_out_of_date_is_no_duplicate(void)
{
	SCENE(x);

	x.other.not_after = TEST_NOW - 1;
	CU_ASSERT_FALSE(FIND(x, CERT_DUPLICATES));
	x.other.not_after = TEST_NOW;
	CU_ASSERT_TRUE(FIND(x, CERT_DUPLICATES));
	x.leaf.not_after = TEST_NOW - 1;
	CU_ASSERT_FALSE(FIND(x, CERT_DUPLICATES));
}

static void issuers_certificate_is_no_duplicate(void)
{
	SCENE(x);

	x.other.is_ca = true;
	CU_ASSERT_FALSE(FIND(x, CERT_DUPLICATES));
}

static void the_other_one_is_named(void)
{
	SCENE(x);

	x.other.serial = rules_buf("\x4F\x1A");
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_CERT_DUPLICATES, "4F1A"));
}

const struct test tests_check_beside[] = {
	TEST(certificate_alone_is_neither_pair_nor_duplicate),
	TEST(second_one_for_the_same_is_a_duplicate),
	TEST(one_to_sign_and_one_to_encrypt_are_a_pair),
	TEST(renewal_of_the_same_key_is_no_duplicate),
	TEST(one_for_another_address_is_no_duplicate),
	TEST(one_out_of_date_is_no_duplicate),
	TEST(issuers_certificate_is_no_duplicate),
	TEST(the_other_one_is_named),
	{0},
};
