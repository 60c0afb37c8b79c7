/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ends soon: journey/identity/expiry.c. */
#include "journey/identity/expiry.h"

#include <stdlib.h>

#include "tests/rules.h"

/* Alice's, under an intermediate and a root, whose last days are set. */
struct family {
	struct cert leaf, middle, root;
	struct facts f;
};

static void set_up(struct family *a)
{
	a->root.self_signed = true;
	a->leaf.not_after = TEST_NOW + 40 * RULES_DAY;
	a->middle.not_after = TEST_NOW + 400 * RULES_DAY;
	a->root.not_after = TEST_NOW + 4000 * (time_t)RULES_DAY;
	a->f = (struct facts){
		.now = TEST_NOW,
		.leaf = &a->leaf,
		.chain = {.links = {&a->leaf, &a->middle, &a->root},
			  .n = 3,
			  .end = CHAIN_ROOT},
	};
}

#define FAMILY                                             \
	{                                                  \
		.leaf = RULES_LEAF,                        \
		.middle = RULES_CA("Lab Sub", "Lab Root"), \
		.root = RULES_CA("Lab Root", "Lab Root"),  \
	}

static size_t count(const struct facts *f, long days)
{
	struct endings e;

	expiry_find(f, days, &e);
	return e.n;
}

static void without_a_certificate_nothing_ends(void)
{
	struct facts f = {.now = TEST_NOW};

	CU_ASSERT_EQUAL(count(&f, EXPIRY_DAYS_MAX), 0);
}

static void the_last_day_counts(void)
{
	struct family a = FAMILY;

	set_up(&a);
	CU_ASSERT_EQUAL(count(&a.f, 39), 0);
	CU_ASSERT_EQUAL(count(&a.f, 40), 1);
	CU_ASSERT_EQUAL(count(&a.f, 400), 2);
	CU_ASSERT_EQUAL(count(&a.f, 4000), 3);
	a.f.now = a.leaf.not_after + 1;
	CU_ASSERT_EQUAL(count(&a.f, 0), 1);
}

static void assert_told(const struct facts *f, const struct ending *e,
			enum ending_kind kind, const char *text,
			const char *act)
{
	char *said = ending_text(e);

	CU_ASSERT_EQUAL(e->kind, kind);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, text));
	CU_ASSERT_PTR_NOT_NULL(strstr(ending_act(e, f), act));
	free(said);
}

static void each_is_told_with_its_next_act(void)
{
	struct family a = FAMILY;
	struct endings e;

	set_up(&a);
	expiry_find(&a.f, 4000, &e);
	CU_ASSERT_EQUAL_FATAL(e.n, 3);
	assert_told(&a.f, &e.items[0], ENDING_CERTIFICATE, "in 40 days",
		    "renew");
	assert_told(&a.f, &e.items[1], ENDING_INTERMEDIATE, "Lab Sub",
		    "import");
	assert_told(&a.f, &e.items[2], ENDING_ROOT, "Lab Root", "root");
	a.f.renewing = true;
	assert_told(&a.f, &e.items[0], ENDING_CERTIFICATE, "Your certificate",
		    "import");
}

static void what_has_ended_is_told_as_such(void)
{
	struct family a = FAMILY;
	struct endings e;

	set_up(&a);
	a.f.now = a.leaf.not_after + 2 * RULES_DAY;
	expiry_find(&a.f, 0, &e);
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	CU_ASSERT_TRUE(e.items[0].days < 0);
	assert_told(&a.f, &e.items[0], ENDING_CERTIFICATE, "ended on", "renew");
}

/* The last of a chain that is not whole is no root. */
static void an_issuer_without_its_root_is_none(void)
{
	struct family a = FAMILY;
	struct endings e;

	set_up(&a);
	a.f.chain.n = 2;
	a.f.chain.end = CHAIN_MISSING;
	expiry_find(&a.f, 400, &e);
	CU_ASSERT_EQUAL_FATAL(e.n, 2);
	CU_ASSERT_EQUAL(e.items[1].kind, ENDING_INTERMEDIATE);
	CU_ASSERT_STRING_EQUAL(ending_name(e.items[1].kind), "intermediate");
}

const struct test tests_expiry[] = {
	TEST(without_a_certificate_nothing_ends),
	TEST(the_last_day_counts),
	TEST(each_is_told_with_its_next_act),
	TEST(what_has_ended_is_told_as_such),
	TEST(an_issuer_without_its_root_is_none),
	{0},
};
