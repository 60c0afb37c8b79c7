/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates put aside, and found again. */
#include "x509/shelf.h"
#include "tests/identity.h"

static void without_a_shelf_nothing_is_kept(void)
{
	const struct cert *leaf = identity(KEY_P256)->leaf;
	struct cert_list list = {0};

	CU_ASSERT_PTR_NULL(shelf_take(NULL, slice_of(&leaf->der)));
	cert_list_take(&list, cert_dup(leaf));
	shelf_put(NULL, &list);
	CU_ASSERT_EQUAL(list.n, 0);
	shelf_free(NULL);
}

static void one_is_found_by_all_its_bytes_once(void)
{
	const struct cert *leaf = identity(KEY_P256)->leaf;
	struct slice der = slice_of(&leaf->der);
	struct shelf *s = shelf_new();
	struct cert_list list = {0};
	struct cert *c;

	CU_ASSERT_PTR_NULL(shelf_take(s, der));
	cert_list_take(&list, cert_dup(leaf));
	shelf_put(s, &list);
	CU_ASSERT_EQUAL(list.n, 0);
	CU_ASSERT_PTR_NULL(
		shelf_take(s, (struct slice){der.p + 1, der.n - 1}));
	c = shelf_take(s, der);
	CU_ASSERT_PTR_NOT_NULL_FATAL(c);
	CU_ASSERT(cert_equal(c, leaf));
	CU_ASSERT_PTR_NULL(shelf_take(s, der));
	cert_free(c);
	shelf_free(s);
}

static void the_later_one_takes_the_place(void)
{
	const struct cert *leaf = identity(KEY_P256)->leaf;
	struct shelf *s = shelf_new();
	struct cert_list list = {0};
	struct cert *second = cert_dup(leaf), *c;

	cert_list_take(&list, cert_dup(leaf));
	cert_list_take(&list, second);
	shelf_put(s, &list);
	c = shelf_take(s, slice_of(&leaf->der));
	CU_ASSERT_PTR_EQUAL(c, second);
	cert_free(c);
	shelf_free(s);
}

static void one_that_is_held_outlives_the_shelf(void)
{
	const struct cert *leaf = identity(KEY_P256)->leaf;
	struct shelf *s = shelf_new();
	struct cert_list list = {0};
	struct cert *c = cert_dup(leaf), *held = cert_hold(c);

	cert_list_take(&list, c);
	shelf_put(s, &list);
	shelf_free(s);
	CU_ASSERT(cert_equal(held, leaf));
	cert_free(held);
}

const struct test tests_shelf[] = {
	TEST(without_a_shelf_nothing_is_kept),
	TEST(one_is_found_by_all_its_bytes_once),
	TEST(the_later_one_takes_the_place),
	TEST(one_that_is_held_outlives_the_shelf),
	{0}};
