/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several paths, which of them is best, what speaks against each link. */
#include "tests/test.h"

#include <string.h>

#include "tests/ca.h"
#include "x509/chain.h"

/* Alice below Issuer; Issuer below Root, and cross-signed by Other. */
struct scene {
	struct ca root, other, issuer, alice;
	struct cert *root_cert, *other_cert, *by_root, *by_other, *leaf;
	struct cert_list certs;
	struct pool *pool;
	struct paths paths;
};

static void scene_make(struct scene *x)
{
	*x = (struct scene){
		.root = ca_new("Root"),
		.other = ca_new("Other"),
		.issuer = ca_new("Issuer"),
		.alice = ca_new("Alice"),
		.pool = pool_new(),
	};
	x->root_cert = certify(&x->root, &x->root);
	x->other_cert = certify(&x->other, &x->other);
	x->by_root = certify(&x->issuer, &x->root);
	x->by_other = certify(&x->issuer, &x->other);
	x->leaf = certify_leaf(&x->alice, &x->issuer);
	cert_list_take(&x->certs, x->root_cert);
	cert_list_take(&x->certs, x->other_cert);
	cert_list_take(&x->certs, x->by_root);
	cert_list_take(&x->certs, x->by_other);
	pool_add(x->pool, &x->certs);
}

static void scene_clear(struct scene *x)
{
	pool_free(x->pool);
	cert_list_clear(&x->certs);
	cert_free(x->leaf);
	ca_clear(&x->root);
	ca_clear(&x->other);
	ca_clear(&x->issuer);
	ca_clear(&x->alice);
}

static bool is_it(const struct cert *c, const void *wanted)
{
	return c == wanted;
}

static bool ends_in(const struct chain *chain, const void *wanted)
{
	return chain->end == CHAIN_ROOT && chain->links[chain->n - 1] == wanted;
}

static void build(struct scene *x, const struct cert *leaf,
		  const struct cert *anchor)
{
	struct paths_ask ask = {.leaf = leaf,
				.now = TEST_NOW,
				.is_anchor = is_it,
				.ctx = anchor};

	paths_build(x->pool, &ask, &x->paths);
}

static void path_to_the_anchor_is_first_and_others_are_kept(void)
{
	struct scene x;

	scene_make(&x);
	build(&x, x.leaf, x.other_cert);
	CU_ASSERT_EQUAL_FATAL(x.paths.n, 2);
	CU_ASSERT_TRUE(ends_in(&x.paths.items[0], x.other_cert));
	CU_ASSERT_EQUAL(x.paths.items[0].anchored, 3);
	CU_ASSERT_EQUAL(x.paths.items[1].anchored, 0);
	build(&x, x.leaf, x.root_cert);
	CU_ASSERT_TRUE(ends_in(&x.paths.items[0], x.root_cert));
	CU_ASSERT_TRUE(ends_in(&x.paths.items[1], x.other_cert));
	scene_clear(&x);
}

static void any_path_that_fits_is_found(void)
{
	struct scene x;

	scene_make(&x);
	build(&x, x.leaf, NULL);
	CU_ASSERT_PTR_EQUAL(
		paths_find(&x.paths, ends_in, x.other_cert)->links[1],
		x.by_other);
	CU_ASSERT_PTR_EQUAL(
		paths_find(&x.paths, ends_in, x.root_cert)->links[1],
		x.by_root);
	CU_ASSERT_PTR_NULL(paths_find(&x.paths, ends_in, x.leaf));
	scene_clear(&x);
}

static void path_with_fewer_marks_is_better(void)
{
	struct scene x;

	scene_make(&x);
	x.by_root->not_after = TEST_NOW - 1;
	build(&x, x.leaf, NULL);
	CU_ASSERT_TRUE(ends_in(&x.paths.items[0], x.other_cert));
	CU_ASSERT_EQUAL(x.paths.items[0].marks[1], 0);
	CU_ASSERT_EQUAL(x.paths.items[1].marks[1], LINK_EXPIRED);
	x.by_other->not_before = TEST_NOW + 1;
	x.by_other->is_ca = false;
	build(&x, x.leaf, NULL);
	CU_ASSERT_TRUE(ends_in(&x.paths.items[0], x.root_cert));
	CU_ASSERT_EQUAL(x.paths.items[1].marks[1], LINK_NOT_YET | LINK_NOT_CA);
	scene_clear(&x);
}

static void marked_path_to_an_anchor_is_better_than_a_clean_one_to_none(void)
{
	struct scene x;

	scene_make(&x);
	x.by_root->not_after = TEST_NOW - 1;
	build(&x, x.leaf, x.root_cert);
	CU_ASSERT_TRUE(ends_in(&x.paths.items[0], x.root_cert));
	scene_clear(&x);
}

static void issuer_may_be_the_anchor(void)
{
	struct scene x;

	scene_make(&x);
	build(&x, x.leaf, x.by_other);
	CU_ASSERT_EQUAL(x.paths.items[0].anchored, 2);
	CU_ASSERT_PTR_EQUAL(x.paths.items[0].links[1], x.by_other);
	build(&x, x.leaf, x.leaf);
	CU_ASSERT_EQUAL(x.paths.items[0].anchored, 0);
	scene_clear(&x);
}

static void issuers_are_checked_once_in_a_run(void)
{
	struct scene x;

	scene_make(&x);
	build(&x, x.leaf, NULL);
	CU_ASSERT_EQUAL(pool_checks(x.pool), 4);
	for (int i = 0; i < 10; i++)
		build(&x, x.leaf, NULL);
	CU_ASSERT_EQUAL(pool_checks(x.pool), 24);
	scene_clear(&x);
}

static void what_came_with_the_leaf_counts_beside_the_pool(void)
{
	struct scene x;
	struct paths_ask ask;
	struct cert_list more = {0}, none = {0};

	scene_make(&x);
	cert_list_take(&more, cert_dup(x.by_root));
	cert_list_take(&more, cert_dup(x.root_cert));
	pool_free(x.pool);
	x.pool = pool_new();
	pool_add(x.pool, &none);
	ask = (struct paths_ask){.leaf = x.leaf, .more = &more};
	paths_build(x.pool, &ask, &x.paths);
	CU_ASSERT_EQUAL(x.paths.n, 1);
	CU_ASSERT_TRUE(ends_in(&x.paths.items[0], more.items[1]));
	CU_ASSERT_EQUAL(x.paths.items[0].n, 3);
	pool_add(x.pool, &x.certs);
	paths_build(x.pool, &ask, &x.paths);
	CU_ASSERT_EQUAL(x.paths.n, 2);
	cert_list_clear(&more);
	scene_clear(&x);
}

/* As far as OpenSSL follows, and nobody else (RFC 5280 section 7.1). */
static void issuer_of_another_encoding_is_found_and_marked(void)
{
	struct scene x;
	struct ca loud = ca_new("  ROOT ");
	struct cert *odd, *leaf;
	struct cert_list certs = {0};

	scene_make(&x);
	ca_clear(&loud);
	loud = x.root;
	loud.name = " rOOT  ";
	odd = certify(&x.alice, &loud);
	leaf = certify_leaf(&x.alice, &x.root);
	build(&x, odd, x.root_cert);
	CU_ASSERT_EQUAL(x.paths.items[0].end, CHAIN_ROOT);
	CU_ASSERT_EQUAL_FATAL(x.paths.items[0].n, 2);
	CU_ASSERT_EQUAL(x.paths.items[0].marks[1], LINK_ENCODING);
	build(&x, leaf, x.root_cert);
	CU_ASSERT_EQUAL(x.paths.items[0].marks[1], 0);
	cert_list_clear(&certs);
	cert_free(odd);
	cert_free(leaf);
	scene_clear(&x);
}

static void impostor_is_evidence(void)
{
	struct scene x;
	struct cert_list more = {0};
	struct paths_ask ask = {.more = &more};
	struct pool *empty = pool_new();
	struct ca fake = ca_new("Issuer");

	scene_make(&x);
	cert_list_take(&more, certify(&fake, &fake));
	ask.leaf = x.leaf;
	paths_build(empty, &ask, &x.paths);
	CU_ASSERT_EQUAL(x.paths.items[0].end, CHAIN_IMPOSTOR);
	CU_ASSERT_PTR_EQUAL(x.paths.items[0].impostor, more.items[0]);
	pool_free(empty);
	cert_list_clear(&more);
	ca_clear(&fake);
	scene_clear(&x);
}

/* Each mark by one field. */
static void marks_say_what_is_wrong(void)
{
	struct scene x;
	struct chain chain;

	scene_make(&x);
	build(&x, x.leaf, x.root_cert);
	chain = x.paths.items[0];
	CU_ASSERT_EQUAL(chain_marks(&chain, 0, chain.n), 0);
	x.leaf->signature_weak = true;
	x.leaf->critical_unknown = true;
	x.root_cert->signature_weak = true;
	x.by_root->usage = KU_SIGN;
	x.by_root->has_extended = true;
	x.by_root->extended = EKU_SERVER;
	x.root_cert->path_len = 0;
	x.root_cert->spki.bits = 224;
	x.root_cert->is_ca = false;
	chain_mark(&chain, TEST_NOW);
	CU_ASSERT_EQUAL(chain.marks[0], LINK_WEAK_SIGNATURE | LINK_CRITICAL);
	CU_ASSERT_EQUAL(chain.marks[1], LINK_NO_CERT_SIGN | LINK_NO_EMAIL);
	CU_ASSERT_EQUAL(chain.marks[2], LINK_WEAK_KEY | LINK_PATH_LENGTH |
						LINK_PATH_LENGTH_ALL);
	chain.anchored = 0;
	x.by_root->self_issued = true;
	chain_mark(&chain, TEST_NOW);
	CU_ASSERT_EQUAL(chain.marks[2],
			LINK_WEAK_KEY | LINK_PATH_LENGTH_ALL | LINK_NOT_CA);
	CU_ASSERT_EQUAL(chain_marks(&chain, 2, 99), chain.marks[2]);
	scene_clear(&x);
}

const struct test tests_paths[] = {
	TEST(path_to_the_anchor_is_first_and_others_are_kept),
	TEST(any_path_that_fits_is_found),
	TEST(path_with_fewer_marks_is_better),
	TEST(marked_path_to_an_anchor_is_better_than_a_clean_one_to_none),
	TEST(issuer_may_be_the_anchor),
	TEST(issuers_are_checked_once_in_a_run),
	TEST(what_came_with_the_leaf_counts_beside_the_pool),
	TEST(issuer_of_another_encoding_is_found_and_marked),
	TEST(impostor_is_evidence),
	TEST(marks_say_what_is_wrong),
	{0},
};
