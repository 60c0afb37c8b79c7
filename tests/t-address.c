/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail addresses: what is refused and why, and how two of them agree. */
#include "tests/test.h"

#include <stdlib.h>
#include <string.h>

#include "x509/address.h"

/* One row each: what was typed, and a word of the reason. */
static const struct {
	const char *typed, *word;
} bad[] = {
    {"", "nothing in it"},
    {"   ", "nothing in it"},
    {"alice", "no @"},
    {"@example.org", "before the @"},
    {"alice@", "behind the @"},
    {"alice@bob@example.org", "more than one @"},
    {"Alice <alice@example.org>", "angle brackets"},
    {"<alice@example.org>", "angle brackets"},
    {"mailto:alice@example.org", "mailto"},
    {"MAILTO:alice@example.org", "mailto"},
    {"a@example.org, b@example.org", "one address"},
    {"a@example.org;b@example.org", "one address"},
    {"\"alice b\"@example.org", "quotation"},
    {"alice(home)@example.org", "brackets"},
    {"ali ce@example.org", "blank"},
    {"alice@exam\tple.org", "blank"},
    {"alice\\@example.org", "backslash"},
    {".alice@example.org", "dot"},
    {"alice.@example.org", "dot"},
    {"ali..ce@example.org", "two dots"},
    {"ali:ce@example.org", "before the @"},
    {"alice@localhost", "no dot"},
    {"alice@example.org.", "dots"},
    {"alice@.example.org", "dots"},
    {"alice@example..org", "dots"},
    {"alice@-example.org", "hyphen"},
    {"alice@example-.org", "hyphen"},
    {"alice@exa_mple.org", "behind the @"},
    {"alice@192.0.2.1", "number"},
    {"alice@[192.0.2.1]", "number"},
    {"alice@xn--a.org", "domain"},
    {"al\xE2\x80\x8Bice@example.org", "cannot be seen"},
    {"alice@exam\xE2\x80\xAEple.org", "cannot be seen"},
    {"al\x01ice@example.org", "cannot be seen"},
    {"al\xFFice@example.org", "UTF-8"},
};

static void every_bad_address_is_refused_with_its_reason(void)
{
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct report r = {0};
		char *out = NULL;

		CU_ASSERT_EQUAL(address_clean(bad[i].typed, &out, &r), -1);
		CU_ASSERT(test_only(&r, FINDING_REQ_ADDRESS_MALFORMED));
		if (r.n && !strstr(r.items[0].detail, bad[i].word)) {
			fprintf(stderr, "%s: %s\n", bad[i].typed,
				r.items[0].detail);
			CU_FAIL("another reason");
		}
		CU_ASSERT_PTR_NULL(out);
		report_clear(&r);
	}
}

static void letters_outside_ascii_before_the_at_are_refused(void)
{
	struct report r = {0};
	char *out = NULL;

	CU_ASSERT_EQUAL(address_clean("j\xC3\xBCrgen@example.org", &out, &r),
			-1);
	CU_ASSERT(test_only(&r, FINDING_REQ_ADDRESS_NONASCII_LOCAL));
	CU_ASSERT_EQUAL(r.items[0].severity, SEVERITY_BLOCKER);
	report_clear(&r);
}

/* local part and whole are at their limits, or one beyond. */
static int clean_sized(size_t local, size_t whole)
{
	struct report r = {0};
	struct buf b = {0};
	char *out = NULL;
	int code;

	while (b.len < local)
		buf_addc(&b, 'a');
	buf_adds(&b, "@b");
	while (b.len + 4 < whole)
		buf_addc(&b, (b.len - local) % 60 ? 'b' : '.');
	while (b.len < whole - 3)
		buf_addc(&b, 'c');
	buf_adds(&b, ".de");
	CU_ASSERT_EQUAL(b.len, whole);
	code = address_clean(b.data, &out, &r);
	CU_ASSERT_EQUAL(r.n, code < 0 ? 1 : 0);
	report_clear(&r);
	free(out);
	buf_clear(&b);
	return code;
}

static void lengths_are_limited(void)
{
	CU_ASSERT_EQUAL(clean_sized(64, 100), 0);
	CU_ASSERT_EQUAL(clean_sized(65, 100), -1);
	CU_ASSERT_EQUAL(clean_sized(10, 254), 0);
	CU_ASSERT_EQUAL(clean_sized(10, 255), -1);
}

static void label_of_more_than_63_letters_is_refused(void)
{
	char typed[80];
	struct report r = {0};
	char *out = NULL;

	strcpy(typed, "a@");
	memset(typed + 2, 'b', 64);
	strcpy(typed + 66, ".org");
	CU_ASSERT_EQUAL(address_clean(typed, &out, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_REQ_ADDRESS_MALFORMED));
	report_clear(&r);
}

static void good_addresses_are_cleaned(void)
{
	static const struct {
		const char *typed, *clean;
	} good[] = {
	    {"alice@example.org", "alice@example.org"},
	    {"  alice@example.org\n", "alice@example.org"},
	    {"Alice.B+tag@EXAMPLE.org", "Alice.B+tag@example.org"},
	    {"o'neil!#$%&*-/=?^_`{|}~@example.org",
	     "o'neil!#$%&*-/=?^_`{|}~@example.org"},
	    {"a@b\xC3\xBC"
	     "cher.example",
	     "a@xn--bcher-kva.example"},
	    {"a@B\xC3\x9C"
	     "CHER.example",
	     "a@xn--bcher-kva.example"},
	    {"a@XN--BCHER-KVA.example", "a@xn--bcher-kva.example"},
	    {"a@1.2.3.org", "a@1.2.3.org"},
	};

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		struct report r = {0};
		char *out = NULL;

		CU_ASSERT_EQUAL(address_clean(good[i].typed, &out, &r), 0);
		CU_ASSERT_EQUAL(r.n, 0);
		CU_ASSERT_PTR_NOT_NULL_FATAL(out);
		CU_ASSERT_STRING_EQUAL(out, good[i].clean);
		report_clear(&r);
		free(out);
	}
}

static void addresses_are_compared_by_level(void)
{
	static const struct {
		const char *a, *b;
		enum address_match match;
	} rows[] = {
	    {"a@example.org", "a@example.org", ADDRESS_EXACT},
	    {"a@example.org", "a@EXAMPLE.org", ADDRESS_DOMAIN},
	    {"a@b\xC3\xBC"
	     "cher.example",
	     "a@xn--bcher-kva.example", ADDRESS_DOMAIN},
	    {"A@example.org", "a@example.org", ADDRESS_FOLDED},
	    {"A@example.org", "a@Example.org", ADDRESS_FOLDED},
	    {"a@example.org", "b@example.org", ADDRESS_DIFFERS},
	    {"a@example.org", "a@example.com", ADDRESS_DIFFERS},
	    {"a@example.org", "aa@example.org", ADDRESS_DIFFERS},
	    {"a", "a", ADDRESS_DIFFERS},
	    {"", "", ADDRESS_DIFFERS},
	    {"a\xE2\x80\x8B@example.org", "a\xE2\x80\x8B@example.org",
	     ADDRESS_DIFFERS},
	    {"a\x01@example.org", "a\x01@example.org", ADDRESS_DIFFERS},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		CU_ASSERT_EQUAL(address_compare(rows[i].a, rows[i].b),
				rows[i].match);
		CU_ASSERT_EQUAL(address_compare(rows[i].b, rows[i].a),
				rows[i].match);
	}
}

static void empty_list_holds_no_address(void)
{
	struct strlist list = {0};

	CU_ASSERT_EQUAL(address_in_list("a@example.org", &list),
			ADDRESS_DIFFERS);
}

static void best_level_of_a_list_counts(void)
{
	struct strlist list = {0};

	strlist_add(&list, "A@example.org");
	strlist_add(&list, "a@Example.org");
	strlist_add(&list, "b@example.org");
	CU_ASSERT_EQUAL(address_in_list("a@example.org", &list),
			ADDRESS_DOMAIN);
	strlist_clear(&list);
}

const struct test tests_address[] = {
    TEST(every_bad_address_is_refused_with_its_reason),
    TEST(letters_outside_ascii_before_the_at_are_refused),
    TEST(lengths_are_limited),
    TEST(label_of_more_than_63_letters_is_refused),
    TEST(good_addresses_are_cleaned),
    TEST(addresses_are_compared_by_level),
    TEST(empty_list_holds_no_address),
    TEST(best_level_of_a_list_counts),
    {0},
};
