/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mozilla's list as it is installed: rules/nssckbi.c. */
#include "rules/nssckbi.h"

#include <string.h>

#include "tests/test.h"

static void module_that_is_not_there_is_no_list(void)
{
	static const char *const files[] = {"libnone-of-ours.so", NULL};

	CU_ASSERT_PTR_NULL(nssckbi_load(files));
}

static void library_of_another_kind_is_no_list(void)
{
	static const char *const files[] = {"libgnutls.so.30", NULL};

	CU_ASSERT_PTR_NULL(nssckbi_load(files));
}

/* Two editions of one list: most roots of the older are in the newer, with the
 * same purpose. */
static void installed_module_is_much_like_the_table(void)
{
	static const char *const files[] = {"libnssckbi.so", NULL};
	static const struct store_ops *here; /* to the end */
	const struct store_ops *table = store_mozilla_table();
	size_t common = 0, same = 0, mail = 0;

	here = nssckbi_load(files);
	if (!here) {
		test_skip("NSS's module of builtin roots is not here");
		return;
	}
	CU_ASSERT_TRUE(here->n > 100);
	CU_ASSERT_PTR_NOT_NULL(strstr(here->release, "libnssckbi"));
	for (size_t i = 0; i < table->n; i++) {
		struct cert c = {0};
		enum store_trust trust;

		memcpy(c.fingerprint, table->rows[i].fingerprint,
		       FINGERPRINT_LEN);
		trust = store_find(here, &c);
		common += trust != STORE_UNKNOWN;
		same += trust == store_find(table, &c);
		mail += trust == STORE_EMAIL;
	}
	CU_ASSERT_TRUE(common > 50);
	CU_ASSERT_TRUE(mail > 20 && mail < common);
	CU_ASSERT_TRUE(same * 10 > common * 8);
	for (size_t i = 1; i < here->n; i++)
		CU_ASSERT_TRUE(memcmp(here->rows[i - 1].fingerprint,
				      here->rows[i].fingerprint,
				      FINGERPRINT_LEN) < 0);
}

/* Nobody has allowed this program to look around. */
static void without_leave_the_table_is_used(void)
{
	struct cert c = {0};

	CU_ASSERT_PTR_EQUAL(store_mozilla(), store_mozilla_table());
	CU_ASSERT_FALSE(store_system_has(&c));
}

const struct test tests_nssckbi[] = {
	TEST(module_that_is_not_there_is_no_list),
	TEST(library_of_another_kind_is_no_list),
	TEST(installed_module_is_much_like_the_table),
	TEST(without_leave_the_table_is_used),
	{0},
};
