/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths to a root, out of pools that are unordered, doubled or hostile. */
#include "tests/test.h"

#include <stdlib.h>
#include <string.h>

#include "tests/ca.h"
#include "x509/chain.h"

/* Root, two below it, a leaf, and a stranger of the root's name. */
struct world {
	struct ca root, upper, lower, alice, impostor;
	struct cert *root_cert, *upper_cert, *lower_cert, *leaf;
	struct cert_list pool;
};

static void world_make(struct world *w)
{
	*w = (struct world){
		.root = ca_new("Root"),
		.upper = ca_new("Upper"),
		.lower = ca_new("Lower"),
		.alice = ca_new("Alice"),
		.impostor = ca_new("Root"),
	};
	w->root_cert = certify(&w->root, &w->root);
	w->upper_cert = certify(&w->upper, &w->root);
	w->lower_cert = certify(&w->lower, &w->upper);
	w->leaf = certify(&w->alice, &w->lower);
}

static void world_clear(struct world *w)
{
	const struct ca *cas[] = {&w->root, &w->upper, &w->lower, &w->alice,
				  &w->impostor};

	for (size_t i = 0; i < ARRAY_LEN(cas); i++)
		gnutls_x509_privkey_deinit(cas[i]->key);
	cert_free(w->root_cert);
	cert_free(w->upper_cert);
	cert_free(w->lower_cert);
	cert_free(w->leaf);
	cert_list_clear(&w->pool);
}

static void world_add(struct world *w, const struct cert *c)
{
	cert_list_take(&w->pool, cert_dup(c));
}

static void lone_certificate_has_no_issuer(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_MISSING);
	CU_ASSERT_EQUAL(chain.n, 1);
	CU_ASSERT_PTR_EQUAL(chain.links[0], w.leaf);
	world_clear(&w);
}

static void missing_link_ends_the_path_there(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	world_add(&w, w.lower_cert);
	world_add(&w, w.root_cert);
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_MISSING);
	CU_ASSERT_EQUAL(chain.n, 2);
	world_clear(&w);
}

static void impostor_is_no_issuer(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	world_add(&w, w.upper_cert);
	world_add(&w, w.lower_cert);
	cert_list_take(&w.pool, certify(&w.impostor, &w.impostor));
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_IMPOSTOR);
	CU_ASSERT_EQUAL(chain.n, 3);
	world_clear(&w);
}

/* Its own name as issuer, but a signature of another: not self-signed. */
static void root_with_a_foreign_signature_is_an_impostor(void)
{
	struct world w;
	struct cert *odd;
	struct chain chain;

	world_make(&w);
	odd = certify(&w.root, &w.impostor);
	world_add(&w, odd);
	chain_build(odd, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_IMPOSTOR);
	CU_ASSERT_EQUAL(chain.n, 1);
	cert_free(odd);
	world_clear(&w);
}

static void loop_ends(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	world_add(&w, w.lower_cert);
	cert_list_take(&w.pool, certify(&w.upper, &w.lower));
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_TOO_LONG);
	CU_ASSERT_EQUAL(chain.n, 3);
	world_clear(&w);
}

/* n authorities one below the other, the last one self-signed. */
static void climb_ladder(size_t n, struct chain *chain)
{
	static const char *const names[] = {"A", "B", "C", "D", "E", "F",
					    "G", "H", "I", "J", "K", "L",
					    "M", "N", "O", "P", "Q"};
	struct ca cas[ARRAY_LEN(names)] = {{0}};
	struct cert_list pool = {0};
	struct cert *leaf;

	CU_ASSERT_FATAL(n <= ARRAY_LEN(names));
	for (size_t i = 0; i < n; i++)
		cas[i] = ca_new(names[i]);
	for (size_t i = 1; i < n; i++)
		cert_list_take(&pool,
			       certify(&cas[i], &cas[i + 1 < n ? i + 1 : i]));
	leaf = certify(&cas[0], &cas[1]);
	chain_build(leaf, &pool, chain);
	for (size_t i = 0; i < n; i++)
		gnutls_x509_privkey_deinit(cas[i].key);
	cert_free(leaf);
	cert_list_clear(&pool);
}

static void seventeen_links_are_too_many(void)
{
	struct chain chain;

	climb_ladder(CHAIN_MAX + 1, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_TOO_LONG);
	CU_ASSERT_EQUAL(chain.n, CHAIN_MAX);
}

static void sixteen_links_are_not(void)
{
	struct chain chain;

	climb_ladder(CHAIN_MAX, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_ROOT);
	CU_ASSERT_EQUAL(chain.n, CHAIN_MAX);
}

/* Each of six rungs has four keys of one name, and each key certifies all four
 * of the rung below: 4096 paths, none to a root. */
static void countless_paths_end_soon(void)
{
	enum { RUNGS = 6, WIDE = 4 };
	static const char *const names[] = {"A", "B", "C", "D", "E", "F", "G"};
	struct ca cas[RUNGS + 1][WIDE];
	struct cert_list pool = {0};
	struct cert *leaf;
	struct chain chain;

	for (size_t i = 0; i <= RUNGS; i++)
		for (size_t k = 0; k < WIDE; k++)
			cas[i][k] = ca_new(names[i]);
	for (size_t i = 0; i < RUNGS; i++)
		for (size_t k = 0; k < WIDE * WIDE; k++)
			cert_list_take(&pool, certify(&cas[i][k / WIDE],
						      &cas[i + 1][k % WIDE]));
	leaf = cert_dup(pool.items[0]);
	chain_build(leaf, &pool, &chain);
	CU_ASSERT_NOT_EQUAL(chain.end, CHAIN_ROOT);
	CU_ASSERT_EQUAL(chain.n, RUNGS);
	for (size_t i = 0; i <= RUNGS; i++)
		for (size_t k = 0; k < WIDE; k++)
			gnutls_x509_privkey_deinit(cas[i][k].key);
	cert_free(leaf);
	cert_list_clear(&pool);
}

static void self_signed_leaf_is_a_chain(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	chain_build(w.root_cert, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_ROOT);
	CU_ASSERT_EQUAL(chain.n, 1);
	world_clear(&w);
}

static void unordered_pool_with_doubles_is_sorted(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	world_add(&w, w.leaf);
	world_add(&w, w.root_cert);
	world_add(&w, w.lower_cert);
	world_add(&w, w.lower_cert);
	cert_list_take(&w.pool, certify(&w.alice, &w.impostor));
	world_add(&w, w.upper_cert);
	world_add(&w, w.root_cert);
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_ROOT);
	CU_ASSERT_EQUAL_FATAL(chain.n, 4);
	CU_ASSERT_TRUE(cert_equal(chain.links[1], w.lower_cert));
	CU_ASSERT_TRUE(cert_equal(chain.links[2], w.upper_cert));
	CU_ASSERT_TRUE(cert_equal(chain.links[3], w.root_cert));
	world_clear(&w);
}

static void impostor_beside_the_root_is_passed_over(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	cert_list_take(&w.pool, certify(&w.impostor, &w.impostor));
	world_add(&w, w.root_cert);
	chain_build(w.upper_cert, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_ROOT);
	CU_ASSERT_TRUE(cert_equal(chain.links[1], w.root_cert));
	world_clear(&w);
}

static void issuer_without_key_identifiers_is_found(void)
{
	struct world w;
	struct cert *root, *leaf;
	struct chain chain;

	world_make(&w);
	root = certify_with(&w.root, &w.root, false, true);
	leaf = certify_with(&w.alice, &w.root, false, false);
	world_add(&w, root);
	chain_build(leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_ROOT);
	CU_ASSERT_EQUAL(chain.n, 2);
	cert_free(root);
	cert_free(leaf);
	world_clear(&w);
}

/* The cross certificate comes first and leads nowhere. */
static void cross_signed_dead_end_is_left_again(void)
{
	struct world w;
	struct ca gone = ca_new("Gone");
	struct chain chain;

	world_make(&w);
	cert_list_take(&w.pool, certify(&w.upper, &gone));
	world_add(&w, w.lower_cert);
	world_add(&w, w.upper_cert);
	world_add(&w, w.root_cert);
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_ROOT);
	CU_ASSERT_EQUAL_FATAL(chain.n, 4);
	CU_ASSERT_TRUE(cert_equal(chain.links[2], w.upper_cert));
	gnutls_x509_privkey_deinit(gone.key);
	world_clear(&w);
}

static void longest_path_is_kept_where_none_reaches_a_root(void)
{
	struct world w;
	struct ca gone = ca_new("Gone");
	struct chain chain;

	world_make(&w);
	cert_list_take(&w.pool, certify(&w.lower, &gone));
	world_add(&w, w.lower_cert);
	world_add(&w, w.upper_cert);
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_EQUAL(chain.end, CHAIN_MISSING);
	CU_ASSERT_EQUAL(chain.n, 3);
	gnutls_x509_privkey_deinit(gone.key);
	world_clear(&w);
}

static void chain_knows_its_links(void)
{
	struct world w;
	struct chain chain;

	world_make(&w);
	world_add(&w, w.lower_cert);
	chain_build(w.leaf, &w.pool, &chain);
	CU_ASSERT_TRUE(chain_has(&chain, w.lower_cert));
	CU_ASSERT_FALSE(chain_has(&chain, w.root_cert));
	world_clear(&w);
}

const struct test tests_chain[] = {
	TEST(lone_certificate_has_no_issuer),
	TEST(missing_link_ends_the_path_there),
	TEST(impostor_is_no_issuer),
	TEST(root_with_a_foreign_signature_is_an_impostor),
	TEST(loop_ends),
	TEST(seventeen_links_are_too_many),
	TEST(sixteen_links_are_not),
	TEST(countless_paths_end_soon),
	TEST(self_signed_leaf_is_a_chain),
	TEST(unordered_pool_with_doubles_is_sorted),
	TEST(impostor_beside_the_root_is_passed_over),
	TEST(issuer_without_key_identifiers_is_found),
	TEST(cross_signed_dead_end_is_left_again),
	TEST(longest_path_is_kept_where_none_reaches_a_root),
	TEST(chain_knows_its_links),
	{0},
};
