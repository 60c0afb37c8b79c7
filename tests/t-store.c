/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public lists of roots: rules/store.c and its tables. */
#include "rules/store.h"

#include <string.h>

#include "tests/test.h"

static struct cert cert_of(const struct store_row *row)
{
	struct cert c = {0};

	memcpy(c.fingerprint, row->fingerprint, FINGERPRINT_LEN);
	return c;
}

static void stranger_is_in_no_list(void)
{
	struct cert c = {0};

	for (size_t i = 0; i < store_count(); i++)
		CU_ASSERT_EQUAL(store_find(store_at(i), &c), STORE_UNKNOWN);
	CU_ASSERT_FALSE(store_is_public(&c));
}

static void one_byte_makes_a_stranger(void)
{
	struct cert c = cert_of(&store_apple()->rows[7]);

	c.fingerprint[FINGERPRINT_LEN - 1] ^= 1;
	CU_ASSERT_EQUAL(store_find(store_apple(), &c), STORE_UNKNOWN);
}

static void every_row_is_found_with_its_purpose(void)
{
	for (size_t i = 0; i < store_count(); i++) {
		const struct store_ops *store = store_at(i);

		for (size_t k = 0; k < store->n; k++) {
			struct cert c = cert_of(&store->rows[k]);

			CU_ASSERT_EQUAL(store_find(store, &c),
					store->rows[k].email ? STORE_EMAIL
							     : STORE_OTHER);
			CU_ASSERT_TRUE(store_is_public(&c));
		}
	}
}

static void rows_are_sorted_by_fingerprint(void)
{
	for (size_t i = 0; i < store_count(); i++) {
		const struct store_ops *store = store_at(i);

		for (size_t k = 1; k < store->n; k++)
			CU_ASSERT_TRUE(memcmp(store->rows[k - 1].fingerprint,
					      store->rows[k].fingerprint,
					      FINGERPRINT_LEN) < 0);
	}
}

/* Numbers of the lists the tables were made from. */
static void lists_have_all_their_roots(void)
{
	size_t without_mail = 0;

	CU_ASSERT_EQUAL(store_apple()->n, 156);
	CU_ASSERT_EQUAL(store_mozilla()->n, 167);
	for (size_t i = 0; i < store_apple()->n; i++)
		without_mail += !store_apple()->rows[i].email;
	CU_ASSERT_EQUAL(without_mail, 7);
}

/* DigiCert TLS ECC P384 Root G5: Apple takes it for mail, Mozilla does not. */
static void lists_differ_on_purposes(void)
{
	static const unsigned char fingerprint[FINGERPRINT_LEN] = {
		0x01, 0x8e, 0x13, 0xf0, 0x77, 0x25, 0x32, 0xcf,
		0x80, 0x9b, 0xd1, 0xb1, 0x72, 0x81, 0x86, 0x72,
		0x83, 0xfc, 0x48, 0xc6, 0xe1, 0x3b, 0xe9, 0xc6,
		0x98, 0x12, 0x85, 0x4a, 0x49, 0x0c, 0x1b, 0x05};
	struct cert c = {0};

	memcpy(c.fingerprint, fingerprint, sizeof(fingerprint));
	CU_ASSERT_EQUAL(store_find(store_apple(), &c), STORE_EMAIL);
	CU_ASSERT_EQUAL(store_find(store_mozilla(), &c), STORE_OTHER);
}

static void names_are_found_where_they_serve_mail(void)
{
	CU_ASSERT_TRUE(store_has_name(store_apple(), "QuoVadis Root CA 3"));
	CU_ASSERT_FALSE(store_has_name(store_apple(), "QuoVadis Root CA"));
	CU_ASSERT_FALSE(store_has_name(store_mozilla(),
				       "DigiCert TLS ECC P384 Root G5"));
	CU_ASSERT_FALSE(store_has_name(store_apple(), ""));
}

const struct test tests_store[] = {
	TEST(stranger_is_in_no_list),
	TEST(one_byte_makes_a_stranger),
	TEST(every_row_is_found_with_its_purpose),
	TEST(rows_are_sorted_by_fingerprint),
	TEST(lists_have_all_their_roots),
	TEST(lists_differ_on_purposes),
	TEST(names_are_found_where_they_serve_mail),
	{0},
};
