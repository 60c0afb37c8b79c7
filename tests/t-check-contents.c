/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for what is in a .p12: rules/check-contents.c. */
#include "tests/rules.h"

#define FIND(subject, id) rules_find(&(subject), FINDING_##id)

/* An opened bundle of Alice's key and certificate, made to fit. */
struct scene {
	struct cert leaf, inter, root;
	struct bundle_key keys[2];
	struct bundle_cert certs[3];
	struct bundle bundle;
	struct subject subject;
};

#define SCENE(name)                                                     \
	struct scene name = {.leaf = RULES_LEAF,                        \
			     .inter = RULES_CA("Lab Issuer", "Lab Root"), \
			     .root = RULES_CA("Lab Root", "Lab Root")}; \
	scene_join(&name)

static const char id_a[] = "id a", id_b[] = "id b";

static struct key *a_key(void)
{
	struct report report = {0};
	struct key *key = NULL;

	CU_ASSERT_EQUAL_FATAL(key_generate(KEY_P256, &key, &report), 0);
	return key;
}

static void scene_join(struct scene *x)
{
	x->keys[0] = (struct bundle_key){.key = a_key(),
					 .local_key_id = rules_buf(id_a),
					 .shrouded = true};
	x->leaf.spki = *key_spki(x->keys[0].key);
	x->leaf.usage = KU_SIGN | KU_AGREE;
	x->leaf.self_signed = true;
	x->root.self_signed = true;
	x->certs[0] = (struct bundle_cert){.cert = &x->leaf,
					   .local_key_id = rules_buf(id_a)};
	x->bundle = (struct bundle){.keys = x->keys,
				     .nkeys = 1,
				     .certs = x->certs,
				     .ncerts = 1};
	x->subject = (struct subject){.label = "alice.p12",
				      .now = TEST_NOW,
				      .bundle = &x->bundle};
}

static void scene_clear(struct scene *x)
{
	for (size_t i = 0; i < ARRAY_LEN(x->keys); i++)
		key_free(x->keys[i].key);
}

static void scene_add(struct scene *x, struct cert *c)
{
	x->certs[x->bundle.ncerts++] = (struct bundle_cert){.cert = c};
}

static void good_bundle_has_no_finding_but_that_of_its_key(void)
{
	struct report report = {0};
	SCENE(x);

	check_all(&x.subject, &report, NULL);
	CU_ASSERT_EQUAL(report.n, 1);
	CU_ASSERT_TRUE(report_has(&report, FINDING_P12_EC_GPGSM));
	report_clear(&report);
	scene_clear(&x);
}

static void bundle_without_key_is_found(void)
{
	SCENE(x);

	x.bundle.nkeys = 0;
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_P12_NO_KEY, "1 certificate"));
	CU_ASSERT_FALSE(FIND(x.subject, P12_KEY_MISMATCH));
	scene_clear(&x);
}

static void bundle_without_certificate_is_found(void)
{
	SCENE(x);

	x.bundle.ncerts = 0;
	CU_ASSERT_TRUE(FIND(x.subject, P12_NO_CERT));
	CU_ASSERT_FALSE(FIND(x.subject, P12_KEY_MISMATCH));
	scene_clear(&x);
}

static void key_of_another_certificate_is_a_mismatch(void)
{
	SCENE(x);

	x.leaf.spki = rules_key("bob");
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_P12_KEY_MISMATCH, "Alice"));
	scene_clear(&x);
}

static void second_key_is_warned_of(void)
{
	SCENE(x);

	x.keys[1] = x.keys[0];
	x.bundle.nkeys = 2;
	CU_ASSERT_TRUE(FIND(x.subject, P12_MULTIPLE_KEYS));
	x.keys[1].key = NULL;
	scene_clear(&x);
}

static void key_in_a_plain_bag_is_refused(void)
{
	SCENE(x);

	x.keys[0].shrouded = false;
	CU_ASSERT_TRUE(FIND(x.subject, P12_KEY_UNSHROUDED));
	scene_clear(&x);
}

static void key_and_certificate_need_a_common_tag(void)
{
	SCENE(x);

	x.certs[0].local_key_id = rules_buf(id_b);
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_P12_NO_LOCALKEYID, "Alice"));
	x.certs[0].friendly_name = "mine";
	CU_ASSERT_TRUE(FIND(x.subject, P12_NO_LOCALKEYID));
	x.keys[0].friendly_name = "mine";
	CU_ASSERT_FALSE(FIND(x.subject, P12_NO_LOCALKEYID));
	scene_clear(&x);
}

static void two_certificates_of_one_tag_clash(void)
{
	SCENE(x);

	scene_add(&x, &x.inter);
	CU_ASSERT_FALSE(FIND(x.subject, P12_FRIENDLYNAME_CLASH));
	x.certs[1].local_key_id = rules_buf(id_a);
	CU_ASSERT_TRUE(rules_detail(&x.subject, FINDING_P12_FRIENDLYNAME_CLASH,
				    "Lab Issuer"));
	x.certs[1].local_key_id = (struct buf){0};
	x.certs[0].local_key_id = (struct buf){0};
	x.certs[0].friendly_name = x.certs[1].friendly_name = "mine";
	CU_ASSERT_TRUE(FIND(x.subject, P12_FRIENDLYNAME_CLASH));
	scene_clear(&x);
}

static void issuer_that_is_not_inside_is_missing(void)
{
	SCENE(x);

	x.leaf.self_signed = false;
	CU_ASSERT_TRUE(rules_detail(&x.subject, FINDING_P12_MISSING_INTERMEDIATE,
				    "Lab Root"));
	scene_clear(&x);
}

static void root_is_not_missed(void)
{
	struct cert *list[1];
	struct cert_list roots = {list, 1};
	SCENE(x);

	list[0] = &x.root;
	x.leaf.self_signed = false;
	x.leaf.issuer_der = x.root.subject_der;
	CU_ASSERT_TRUE(FIND(x.subject, P12_MISSING_INTERMEDIATE));
	x.subject.roots = &roots;
	CU_ASSERT_FALSE(FIND(x.subject, P12_MISSING_INTERMEDIATE));
	scene_clear(&x);
}

static void root_of_the_chain_is_not_missed(void)
{
	SCENE(x);
	struct chain chain = {.links = {&x.leaf, &x.root},
		.n = 2, .end = CHAIN_ROOT};

	x.leaf.self_signed = false;
	x.leaf.issuer_der = x.root.subject_der;
	x.subject.chain = &chain;
	CU_ASSERT_FALSE(FIND(x.subject, P12_MISSING_INTERMEDIATE));
	scene_clear(&x);
}

static void root_inside_is_noted(void)
{
	SCENE(x);

	CU_ASSERT_FALSE(FIND(x.subject, P12_ROOT_INSIDE));
	scene_add(&x, &x.root);
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_P12_ROOT_INSIDE, "Lab Root"));
	scene_clear(&x);
}

static void mismatch_in_the_bundle_replaces_the_key_that_does_not_match(void)
{
	SCENE(x);

	x.subject.leaf = &x.leaf;
	x.subject.key = key_spki(x.keys[0].key);
	x.leaf.spki = rules_key("bob");
	CU_ASSERT_TRUE(FIND(x.subject, P12_KEY_MISMATCH));
	CU_ASSERT_FALSE(FIND(x.subject, KEY_NOT_MATCHING));
	scene_clear(&x);
}

static void kind_of_key_that_apple_does_not_read_is_found(void)
{
	struct report report = {0};
	SCENE(x);

	CU_ASSERT_FALSE(FIND(x.subject, P12_KEY_TYPE_APPLE));
	key_free(x.keys[0].key);
	CU_ASSERT_EQUAL_FATAL(
		key_generate(KEY_ED25519, &x.keys[0].key, &report), 0);
	CU_ASSERT_TRUE(
		rules_detail(&x.subject, FINDING_P12_KEY_TYPE_APPLE, "Ed25519"));
	scene_clear(&x);
}

static void large_part_is_noted(void)
{
	SCENE(x);

	x.bundle.largest = 32;
	CU_ASSERT_FALSE(FIND(x.subject, P12_LARGE_BAG));
	x.bundle.largest = 33;
	CU_ASSERT_TRUE(FIND(x.subject, P12_LARGE_BAG));
	scene_clear(&x);
}

static const struct {
	const char *path;
	bool exposed;
} places[] = {
	{"/home/alice/Downloads/alice.p12", true},
	{"/home/alice/OneDrive - Example Ltd/keys/alice.p12", true},
	{"/tmp/alice.p12", true},
	{"/home/alice/keys/alice.p12", false},
	{"/home/alice/keys/Old Downloads.p12", false},
};

static void copy_in_an_exposed_folder_is_warned_of(void)
{
	struct bundle_info info = {0};

	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct subject s = {.now = TEST_NOW,
				    .bundle_info = &info,
				    .path = places[i].path};

		CU_ASSERT_EQUAL(FIND(s, P12_LEFTOVER), places[i].exposed);
		s.bundle_new = true;
		CU_ASSERT_FALSE(FIND(s, P12_LEFTOVER));
		s = (struct subject){.now = TEST_NOW, .path = places[i].path};
		CU_ASSERT_FALSE(FIND(s, P12_LEFTOVER));
		s.key_plain = true;
		CU_ASSERT_EQUAL(FIND(s, P12_LEFTOVER), places[i].exposed);
	}
}

const struct test tests_check_contents[] = {
	TEST(good_bundle_has_no_finding_but_that_of_its_key),
	TEST(bundle_without_key_is_found),
	TEST(bundle_without_certificate_is_found),
	TEST(key_of_another_certificate_is_a_mismatch),
	TEST(second_key_is_warned_of),
	TEST(key_in_a_plain_bag_is_refused),
	TEST(key_and_certificate_need_a_common_tag),
	TEST(two_certificates_of_one_tag_clash),
	TEST(issuer_that_is_not_inside_is_missing),
	TEST(root_is_not_missed),
	TEST(root_of_the_chain_is_not_missed),
	TEST(root_inside_is_noted),
	TEST(kind_of_key_that_apple_does_not_read_is_found),
	TEST(large_part_is_noted),
	TEST(copy_in_an_exposed_folder_is_warned_of),
	TEST(mismatch_in_the_bundle_replaces_the_key_that_does_not_match),
	{0},
};
