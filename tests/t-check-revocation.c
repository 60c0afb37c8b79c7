/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for revocation: rules/check-revocation.c. */
#include "tests/make-crl.h"
#include "tests/rules.h"

#define FIND(id) rules_find(&x.subject, FINDING_##id)

/* Alice below Issuer below Root, and lists of both. */
struct scene {
	struct ca root, issuer, alice;
	struct cert *root_cert, *issuer_cert, *leaf;
	struct chain chain;
	struct crl_list crls;
	struct subject subject;
};

static void scene_make(struct scene *x)
{
	*x = (struct scene){
		.root = ca_new("Root"),
		.issuer = ca_new("Issuer"),
		.alice = ca_new("Alice"),
	};
	x->root_cert = certify(&x->root, &x->root);
	x->issuer_cert = certify(&x->issuer, &x->root);
	x->leaf = certify_leaf(&x->alice, &x->issuer);
	x->root_cert->usage |= KU_CRL_SIGN;
	x->issuer_cert->usage |= KU_CRL_SIGN;
	x->chain = (struct chain){
		.links = {x->leaf, x->issuer_cert, x->root_cert},
		.n = 3,
		.end = CHAIN_ROOT,
	};
	x->subject = (struct subject){.label = "alice.pem",
				      .now = TEST_NOW,
				      .leaf = x->leaf,
				      .chain = &x->chain,
				      .crls = &x->crls};
}

static void scene_clear(struct scene *x)
{
	crl_list_clear(&x->crls);
	cert_free(x->root_cert);
	cert_free(x->issuer_cert);
	cert_free(x->leaf);
	ca_clear(&x->root);
	ca_clear(&x->issuer);
	ca_clear(&x->alice);
}

static struct crl *bring(struct scene *x, struct crl_wish wish,
			 const struct ca *name, const struct ca *key)
{
	struct crl_list *l = &x->crls;

	l->items = xrealloc(l->items, (l->n + 1) * sizeof(*l->items));
	return l->items[l->n++] = crl_made(&wish, name, key);
}

static void sound_list_says_nothing(void)
{
	struct scene x;

	scene_make(&x);
	CU_ASSERT_FALSE(FIND(TRUST_REVOCATION_UNKNOWN));
	bring(&x, (struct crl_wish){.made = -9, .due = 9}, &x.issuer,
	      &x.issuer);
	CU_ASSERT_FALSE(FIND(TRUST_REVOKED) || FIND(TRUST_CA_REVOKED) ||
			FIND(TRUST_REVOCATION_UNKNOWN));
	scene_clear(&x);
}

static void revoked_certificate_is_told_with_the_date(void)
{
	struct scene x;

	scene_make(&x);
	bring(&x, (struct crl_wish){.revoked = x.leaf, .made = -9, .due = 9},
	      &x.issuer, &x.issuer);
	CU_ASSERT_TRUE(rules_detail(&x.subject, FINDING_TRUST_REVOKED,
				    "revoked on 2026-06-01"));
	CU_ASSERT_FALSE(FIND(TRUST_CA_REVOKED));
	scene_clear(&x);
}

static void list_of_the_future_does_not_revoke_today(void)
{
	struct scene x;

	scene_make(&x);
	bring(&x,
	      (struct crl_wish){
		      .revoked = x.leaf, .since = 1, .made = -9, .due = 9},
	      &x.issuer, &x.issuer);
	CU_ASSERT_FALSE(FIND(TRUST_REVOKED));
	scene_clear(&x);
}

static void revoked_issuer_is_told_apart(void)
{
	struct scene x;

	scene_make(&x);
	bring(&x, (struct crl_wish){.revoked = x.issuer_cert, .made = -9},
	      &x.root, &x.root);
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_TRUST_CA_REVOKED, "Issuer"));
	CU_ASSERT_FALSE(FIND(TRUST_REVOKED));
	/* What the person trusts by itself is not asked for. */
	x.chain.anchored = 2;
	CU_ASSERT_FALSE(FIND(TRUST_CA_REVOKED));
	scene_clear(&x);
}

static void forged_list_revokes_nothing(void)
{
	struct scene x;

	scene_make(&x);
	bring(&x, (struct crl_wish){.revoked = x.leaf, .made = -9, .due = 9},
	      &x.issuer, &x.alice);
	CU_ASSERT_FALSE(FIND(TRUST_REVOKED));
	CU_ASSERT_TRUE(rules_detail(&x.subject,
				    FINDING_TRUST_REVOCATION_UNKNOWN,
				    "not signed by the issuer"));
	scene_clear(&x);
}

static void old_list_still_revokes_but_clears_nobody(void)
{
	struct scene x;

	scene_make(&x);
	bring(&x, (struct crl_wish){.made = -9, .due = -1}, &x.issuer,
	      &x.issuer);
	CU_ASSERT_TRUE(rules_detail(&x.subject,
				    FINDING_TRUST_REVOCATION_UNKNOWN,
				    "due on 2026-06-01"));
	bring(&x,
	      (struct crl_wish){
		      .revoked = x.leaf, .since = -9, .made = -9, .due = -1},
	      &x.issuer, &x.issuer);
	CU_ASSERT_TRUE(FIND(TRUST_REVOKED));
	CU_ASSERT_FALSE(FIND(TRUST_REVOCATION_UNKNOWN));
	scene_clear(&x);
}

static void list_of_tomorrow_and_parts_leave_it_open(void)
{
	struct scene x;
	struct crl *crl;

	scene_make(&x);
	crl = bring(&x, (struct crl_wish){.made = 9}, &x.issuer, &x.issuer);
	CU_ASSERT_TRUE(rules_detail(
		&x.subject, FINDING_TRUST_REVOCATION_UNKNOWN, "time to come"));
	crl->is_partial = true;
	CU_ASSERT_TRUE(rules_detail(&x.subject,
				    FINDING_TRUST_REVOCATION_UNKNOWN,
				    "only of a part"));
	scene_clear(&x);
}

static void list_of_another_issuer_leaves_it_open(void)
{
	struct scene x;

	scene_make(&x);
	bring(&x, (struct crl_wish){.made = -9}, &x.root, &x.root);
	CU_ASSERT_TRUE(rules_detail(&x.subject,
				    FINDING_TRUST_REVOCATION_UNKNOWN,
				    "None of the revocation lists"));
	scene_clear(&x);
}

static const struct source {
	const char *url;
	bool is_open; /* to everybody */
} places[] = {
	{"http://crl.example.org/a.crl", true},
	{"HTTPS://crl.example.org:8080/a.crl", true},
	{"ldap:///CN=Lab", false},
	{"ldap://ldap.example.org/CN=Lab", false},
	{"http://pki/a.crl", false},
	{"http://pki.lab.LOCAL/a.crl", false},
	{"http://10.1.2.3/a.crl", false},
	{"http://10.example.org/a.crl", true},
	{"http://192.168.1.1:80/a.crl", false},
	{"file://server/a.crl", false},
};

static void address_inside_a_company_is_warned_of(void)
{
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct cert leaf = RULES_LEAF;
		struct subject s = {.now = TEST_NOW, .leaf = &leaf};

		leaf.crl_urls = RULES_LIST((char *)places[i].url);
		CU_ASSERT_EQUAL(
			rules_find(&s, FINDING_TRUST_REVOCATION_UNKNOWN),
			!places[i].is_open);
		leaf.ocsp_urls = RULES_LIST("http://ocsp.example.org");
		CU_ASSERT_FALSE(
			rules_find(&s, FINDING_TRUST_REVOCATION_UNKNOWN));
	}
}

/* Alice's certificate of before, for the same key, was withdrawn. */
static void key_of_a_withdrawn_certificate_is_warned_of(void)
{
	struct scene x;
	struct cert *old, *list[2];
	struct cert_list others = {list, 2};
	struct crl *crl;

	scene_make(&x);
	old = certify_leaf(&x.alice, &x.issuer);
	list[0] = x.leaf;
	list[1] = old;
	x.subject.others = &others;
	crl = bring(&x, (struct crl_wish){.made = -9, .due = 9}, &x.issuer,
		    &x.issuer);
	CU_ASSERT_FALSE(FIND(KEY_REUSED_REVOKED));
	crl_free(crl);
	x.crls.n--;
	bring(&x, (struct crl_wish){.revoked = old, .made = -9, .due = 9},
	      &x.issuer, &x.root);
	CU_ASSERT_FALSE(FIND(KEY_REUSED_REVOKED));
	bring(&x, (struct crl_wish){.revoked = old, .made = -9, .due = 9},
	      &x.issuer, &x.issuer);
	CU_ASSERT_TRUE(FIND(KEY_REUSED_REVOKED));
	CU_ASSERT_FALSE(FIND(TRUST_REVOKED));
	list[1] = x.issuer_cert;
	CU_ASSERT_FALSE(FIND(KEY_REUSED_REVOKED));
	cert_free(old);
	scene_clear(&x);
}

const struct test tests_check_revocation[] = {
	TEST(key_of_a_withdrawn_certificate_is_warned_of),
	TEST(sound_list_says_nothing),
	TEST(revoked_certificate_is_told_with_the_date),
	TEST(list_of_the_future_does_not_revoke_today),
	TEST(revoked_issuer_is_told_apart),
	TEST(forged_list_revokes_nothing),
	TEST(old_list_still_revokes_but_clears_nobody),
	TEST(list_of_tomorrow_and_parts_leave_it_open),
	TEST(list_of_another_issuer_leaves_it_open),
	TEST(address_inside_a_company_is_warned_of),
	{0},
};
