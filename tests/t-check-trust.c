/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for the chain: rules/check-trust.c. */
#include "tests/rules.h"
#include "x509/der.h"

#define FIND(x, id) (scene_mark(&(x)), rules_find(&(x).subject, FINDING_##id))
#define DETAIL(x, id, text)                                                    \
	(scene_mark(&(x)), rules_detail(&(x).subject, FINDING_##id, text))
#define SEVERITY(x, id)                                                        \
	(scene_mark(&(x)), rules_severity(&(x).subject, FINDING_##id))

/* Alice below an intermediate below a root that the person trusts. */
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
		.n = 3, .end = CHAIN_ROOT};
	x->subject = (struct subject){.label = "alice.pem",
				      .now = TEST_NOW,
				      .leaf = &x->leaf,
				      .chain = &x->chain,
				      .roots = &x->roots};
}

/* What chain.c would say of it: the anchor is what the person has. */
static void scene_mark(struct scene *x)
{
	x->chain.anchored = 0;
	for (size_t i = 0; i < x->chain.n && !x->chain.anchored; i++)
		if (subject_has_anchor(&x->subject, x->chain.links[i]))
			x->chain.anchored = i + 1;
	chain_mark(&x->chain, x->subject.now);
}

/* The chain ends below the root, for this reason. */
static void scene_cut(struct scene *x, enum chain_end end)
{
	x->chain.n = 2;
	x->chain.end = end;
	x->chain.impostor = &x->root;
}

/* A Name with this commonName. */
static void name_der(const char *cn, struct buf *out)
{
	struct buf pair = {0}, set = {0}, rdn = {0};

	der_put_oid(&pair, "2.5.4.3");
	der_put(&pair, DER_UTF8, cn, strlen(cn));
	der_put_buf(&set, DER_SEQUENCE, &pair);
	der_put_buf(&rdn, DER_SET, &set);
	der_put_buf(out, DER_SEQUENCE, &rdn);
	buf_clear(&rdn);
	buf_clear(&set);
	buf_clear(&pair);
}

static void sound_chain_below_a_chosen_root_has_one_note(void)
{
	struct report report = {0};
	SCENE(x);

	scene_mark(&x);
	check_all(&x.subject, &report, NULL);
	CU_ASSERT_TRUE(test_only(&report, FINDING_TRUST_IMPORTED_NOT_TRUSTED));
	report_clear(&report);
}

static void missing_issuer_is_named_with_where_to_get_it(void)
{
	SCENE(x);

	scene_cut(&x, CHAIN_MISSING);
	CU_ASSERT_TRUE(DETAIL(x, TRUST_CHAIN_INCOMPLETE, "CN=Lab Root"));
	CU_ASSERT_FALSE(FIND(x, TRUST_ROOT_UNKNOWN));
	x.inter.issuer_urls = RULES_LIST("http://aia.example.org/root.cer");
	CU_ASSERT_TRUE(DETAIL(x, TRUST_CHAIN_INCOMPLETE,
			      "http://aia.example.org/root.cer"));
	CU_ASSERT_EQUAL(SEVERITY(x, TRUST_CHAIN_INCOMPLETE), SEVERITY_BLOCKER);
}

static void missing_root_of_a_public_name_is_a_warning(void)
{
	struct buf name = {0};
	SCENE(x);

	scene_cut(&x, CHAIN_MISSING);
	name_der("QuoVadis Root CA 3", &name);
	x.inter.issuer_der = name;
	CU_ASSERT_EQUAL(SEVERITY(x, TRUST_CHAIN_INCOMPLETE), SEVERITY_WARNING);
	CU_ASSERT_TRUE(
		DETAIL(x, TRUST_CHAIN_INCOMPLETE, "lists of Apple, Mozilla"));
	buf_clear(&name);
}

static void chain_to_a_chosen_issuer_needs_no_root(void)
{
	SCENE(x);

	scene_cut(&x, CHAIN_MISSING);
	x.root_list[0] = &x.inter;
	CU_ASSERT_FALSE(FIND(x, TRUST_CHAIN_INCOMPLETE));
}

static void impostor_is_named(void)
{
	SCENE(x);

	scene_cut(&x, CHAIN_IMPOSTOR);
	CU_ASSERT_TRUE(DETAIL(x, TRUST_LINK_BAD_SIGNATURE, "CN=Lab Root"));
	CU_ASSERT_FALSE(FIND(x, TRUST_CHAIN_INCOMPLETE));
}

static void issuer_out_of_date_is_found_by_its_kind(void)
{
	SCENE(x);

	x.inter.not_after = TEST_NOW - 1;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_INTERMEDIATE_EXPIRED, "Lab Issuer"));
	CU_ASSERT_FALSE(FIND(x, TRUST_ROOT_EXPIRED));
	x.inter.not_after = TEST_NOW;
	x.root.not_after = TEST_NOW - 1;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_ROOT_EXPIRED, "to 2026-06-01"));
	CU_ASSERT_FALSE(FIND(x, TRUST_INTERMEDIATE_EXPIRED));
}

static void issuer_of_tomorrow_is_out_of_date_too(void)
{
	SCENE(x);

	x.inter.not_before = TEST_NOW + 1;
	CU_ASSERT_TRUE(FIND(x, TRUST_INTERMEDIATE_EXPIRED));
}

static void issuer_without_its_marks_may_not_issue(void)
{
	SCENE(x);

	x.inter.is_ca = false;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_NOT_A_CA, "CA:TRUE"));
	x.inter.is_ca = true;
	x.inter.usage = KU_CRL_SIGN;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_NOT_A_CA, "keyCertSign"));
	x.inter.has_usage = false;
	CU_ASSERT_FALSE(FIND(x, TRUST_NOT_A_CA));
}

static void old_root_that_is_trusted_needs_no_mark(void)
{
	SCENE(x);

	x.root.is_ca = false;
	CU_ASSERT_FALSE(FIND(x, TRUST_NOT_A_CA));
	x.roots.n = 0;
	CU_ASSERT_TRUE(FIND(x, TRUST_NOT_A_CA));
}

static void issuers_below_are_counted(void)
{
	SCENE(x);

	x.inter.path_len = 0;
	x.root.path_len = 1;
	CU_ASSERT_FALSE(FIND(x, TRUST_PATHLEN));
	x.root.path_len = 0;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_PATHLEN, "Lab Root allows 0"));
	CU_ASSERT_EQUAL(SEVERITY(x, TRUST_PATHLEN), SEVERITY_BLOCKER);
	x.inter.self_issued = true;
	x.leaf.self_issued = true;
	CU_ASSERT_FALSE(FIND(x, TRUST_PATHLEN));
	CU_ASSERT_TRUE(FIND(x, TRUST_STRICT_READER));
	x.root.path_len = 1;
	CU_ASSERT_FALSE(FIND(x, TRUST_PATHLEN));
}

static void endless_chain_is_too_long(void)
{
	SCENE(x);

	scene_cut(&x, CHAIN_TOO_LONG);
	CU_ASSERT_TRUE(FIND(x, TRUST_PATHLEN));
}

/* A certificate that cannot be read permits nothing (t-cert.c has real ones). */
static void address_outside_the_constraints_is_refused(void)
{
	SCENE(x);

	CU_ASSERT_FALSE(FIND(x, TRUST_NAME_CONSTRAINTS));
	x.inter.has_name_constraints = true;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_NAME_CONSTRAINTS,
			      "Lab Issuer does not allow Alice"));
}

static void issuer_for_web_servers_is_not_for_mail(void)
{
	SCENE(x);

	x.inter.has_extended = true;
	x.inter.extended = EKU_SERVER;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_CA_EKU, "Lab Issuer"));
	x.inter.extended |= EKU_ANY;
	CU_ASSERT_FALSE(FIND(x, TRUST_CA_EKU));
	x.root.has_extended = true;
	x.root.extended = EKU_SERVER;
	CU_ASSERT_FALSE(FIND(x, TRUST_CA_EKU));
}

static const struct strength {
	enum key_algo algo;
	unsigned bits;
	bool is_weak;
} strengths[] = {
	{ALGO_RSA, 1024, true},	  {ALGO_RSA, 2048, false},
	{ALGO_EC, 224, true},	  {ALGO_EC, 256, false},
	{ALGO_EDDSA, 255, false}, {ALGO_DSA, 2048, true},
	{ALGO_RSA_PSS, 2048, false},
};

static void issuer_with_a_weak_key_is_refused(void)
{
	for (size_t i = 0; i < ARRAY_LEN(strengths); i++) {
		SCENE(x);

		x.root.spki.algo = strengths[i].algo;
		x.root.spki.bits = strengths[i].bits;
		CU_ASSERT_EQUAL(FIND(x, TRUST_CA_WEAK_KEY),
				strengths[i].is_weak);
	}
}

static void issuer_below_3072_bits_is_warned_of_from_the_day_on(void)
{
	SCENE(x);

	x.inter.spki.bits = 2048;
	x.subject.public_roots = x.subject.roots;
	x.subject.roots = NULL;
	x.leaf.not_before = 1820966400; /* 2027-09-15 */
	CU_ASSERT_EQUAL(SEVERITY(x, TRUST_CA_WEAK_KEY), SEVERITY_WARNING);
	x.leaf.not_before--;
	CU_ASSERT_FALSE(FIND(x, TRUST_CA_WEAK_KEY));
	x.leaf.not_before++;
	x.inter.spki.bits = 3072;
	CU_ASSERT_FALSE(FIND(x, TRUST_CA_WEAK_KEY));
	x.inter.spki.bits = 1024;
	CU_ASSERT_EQUAL(SEVERITY(x, TRUST_CA_WEAK_KEY), SEVERITY_BLOCKER);
}

static void critical_part_of_an_issuer_is_refused(void)
{
	SCENE(x);

	x.inter.critical_rare = true;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_STRICT_READER, "Lab Issuer"));
	CU_ASSERT_FALSE(FIND(x, CERT_CRITICAL_UNKNOWN));
	x.inter.critical_unknown = true;
	CU_ASSERT_TRUE(DETAIL(x, CERT_CRITICAL_UNKNOWN, "Lab Issuer"));
	CU_ASSERT_FALSE(FIND(x, TRUST_STRICT_READER));
}

static void rules_for_policies_are_noted(void)
{
	SCENE(x);

	CU_ASSERT_FALSE(FIND(x, TRUST_POLICIES_UNCHECKED));
	x.inter.has_policy_rules = true;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_POLICIES_UNCHECKED, "Lab Issuer"));
}

static void limits_that_thunderbird_refuses_are_warned_of(void)
{
	SCENE(x);

	x.chain.marks[1] = LINK_NAMES_LITERAL;
	CU_ASSERT_TRUE(rules_find(&x.subject, FINDING_TRUST_STRICT_READER));
	CU_ASSERT_FALSE(rules_find(&x.subject, FINDING_TRUST_NAME_CONSTRAINTS));
}

static void name_in_another_spelling_is_told(void)
{
	SCENE(x);

	CU_ASSERT_FALSE(FIND(x, TRUST_NAME_ENCODING));
	x.leaf.issuer_der = rules_buf("LAB ISSUER");
	CU_ASSERT_TRUE(DETAIL(x, TRUST_NAME_ENCODING, "Lab Issuer is written"));
}

static void what_stands_above_an_anchor_does_not_matter(void)
{
	SCENE(x);

	x.root.not_after = x.root.not_before;
	CU_ASSERT_TRUE(FIND(x, TRUST_ROOT_EXPIRED));
	x.root_list[0] = &x.inter;
	CU_ASSERT_FALSE(FIND(x, TRUST_ROOT_EXPIRED));
}

static void clock_before_this_program_is_wrong_and_read_first(void)
{
	struct report report = {0};
	SCENE(x);

	x.subject.now = 1767225600 - 1;
	scene_mark(&x);
	check_all(&x.subject, &report, NULL);
	CU_ASSERT_TRUE(report.n > 1);
	CU_ASSERT_EQUAL(report.items[0].id, FINDING_TRUST_CLOCK_SKEW);
	CU_ASSERT_TRUE(report_has(&report, FINDING_CERT_NOT_YET_VALID));
	report_clear(&report);
}

static void clock_before_a_certificate_is_wrong_by_more_than_a_day(void)
{
	SCENE(x);

	x.leaf.not_before = TEST_NOW + RULES_DAY;
	CU_ASSERT_FALSE(FIND(x, TRUST_CLOCK_SKEW));
	x.leaf.not_before++;
	CU_ASSERT_TRUE(DETAIL(x, TRUST_CLOCK_SKEW, "2026-06-02"));
	x.leaf.not_before = TEST_NOW;
	x.root.not_before = TEST_NOW + 2 * RULES_DAY;
	CU_ASSERT_TRUE(FIND(x, TRUST_CLOCK_SKEW));
}

const struct test tests_check_trust[] = {
	TEST(sound_chain_below_a_chosen_root_has_one_note),
	TEST(missing_issuer_is_named_with_where_to_get_it),
	TEST(missing_root_of_a_public_name_is_a_warning),
	TEST(chain_to_a_chosen_issuer_needs_no_root),
	TEST(impostor_is_named),
	TEST(issuer_out_of_date_is_found_by_its_kind),
	TEST(issuer_of_tomorrow_is_out_of_date_too),
	TEST(issuer_without_its_marks_may_not_issue),
	TEST(old_root_that_is_trusted_needs_no_mark),
	TEST(issuers_below_are_counted),
	TEST(endless_chain_is_too_long),
	TEST(address_outside_the_constraints_is_refused),
	TEST(issuer_for_web_servers_is_not_for_mail),
	TEST(issuer_with_a_weak_key_is_refused),
	TEST(issuer_below_3072_bits_is_warned_of_from_the_day_on),
	TEST(critical_part_of_an_issuer_is_refused),
	TEST(rules_for_policies_are_noted),
	TEST(limits_that_thunderbird_refuses_are_warned_of),
	TEST(name_in_another_spelling_is_told),
	TEST(what_stands_above_an_anchor_does_not_matter),
	TEST(clock_before_this_program_is_wrong_and_read_first),
	TEST(clock_before_a_certificate_is_wrong_by_more_than_a_day),
	{0},
};
