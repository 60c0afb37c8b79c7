/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles in plain words: journey/page/show-bundle.c, and the verdicts on them. */
#include "journey/page/show-bundle.h"

#include <limits.h>

#include "journey/page/verdicts.h"
#include "tests/bundle-parts.h"

static bool holds(const struct page *p, const char *text)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].text && strstr(p->lines[i].text, text))
			return true;
	return false;
}

static struct page shown(const struct bundle_info *info, const struct bundle *b)
{
	struct page page = {0};

	show_bundle(info, b, &page);
	return page;
}

static void absent_check_is_told(void)
{
	struct bundle_info info = {0};
	struct page page = shown(&info, NULL);

	CU_ASSERT_TRUE(holds(&page, "none"));
	CU_ASSERT_TRUE(holds(&page, "smime-setup export converts it"));
	page_clear(&page);
}

static void pbmac1_is_told_in_full(void)
{
	struct bundle_info info = {.has_mac = true,
				   .mac = "PBMAC1",
				   .mac_iterations = 1,
				   .mac_salt_len = 1,
				   .mac_prf = "HMAC-SHA512",
				   .mac_hmac = "HMAC-SHA256"};
	struct page page = shown(&info, NULL);

	CU_ASSERT_TRUE(holds(&page, "PBMAC1, 1 round, salt of 1 byte"));
	CU_ASSERT_TRUE(holds(&page, "HMAC-SHA256, its key by HMAC-SHA512"));
	page_clear(&page);
}

/* A protection, and the line that has to be there. */
static const struct {
	struct bundle_cipher cipher;
	const char *line;
} lines[] = {
	{{.name = "3DES", .iterations = 2048, .salt_len = 8},
	 "3DES, 2048 rounds, salt of 8 bytes"},
	{{.name = "3DES", .iterations = ULONG_MAX},
	 "more rounds than can be counted"},
	{{.name = "AES-256-CBC",
	  .is_pbes2 = true,
	  .prf = "HMAC-SHA256",
	  .prf_present = true,
	  .prf_has_null = true},
	 "key by HMAC-SHA256, with its NULL"},
	{{.name = "AES-128-CBC",
	  .is_pbes2 = true,
	  .prf = "HMAC-SHA256",
	  .prf_present = true},
	 "key by HMAC-SHA256, without its NULL"},
	{{.name = "AES-128-CBC", .is_pbes2 = true, .prf = "HMAC-SHA1"},
	 "key by HMAC-SHA1, as none is stated"},
};

static void each_protection_is_told(void)
{
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct bundle_cipher cipher = lines[i].cipher;
		struct bundle_info info = {.ciphers = &cipher, .nciphers = 1};
		struct page page = shown(&info, NULL);

		CU_ASSERT_TRUE(holds(&page, lines[i].line));
		page_clear(&page);
	}
}

static void parts_that_are_protected_alike_are_told_once(void)
{
	struct bundle_cipher ciphers[] = {lines[0].cipher, lines[0].cipher};
	struct bundle_info one = {.ciphers = ciphers, .nciphers = 1};
	struct bundle_info two = {.ciphers = ciphers, .nciphers = 2};
	struct page a = shown(&one, NULL), b = shown(&two, NULL);

	CU_ASSERT_TRUE(page_equal(&a, &b));
	page_clear(&a);
	page_clear(&b);
}

static void what_is_inside_is_told_with_its_ties(void)
{
	struct bundle *b = opened(sample_bundle(), PASSWORD);
	struct bundle_info info;
	struct report r = {0};
	struct page page;

	CU_ASSERT_EQUAL_FATAL(bundle_peek(sample_bundle(), &info, &r), 0);
	page = shown(&info, b);
	CU_ASSERT_TRUE(holds(&page, "EC P-256"));
	CU_ASSERT_TRUE(holds(&page, "tied by localKeyID"));
	CU_ASSERT_TRUE(holds(&page, "\xC3\x84lice"));
	page_clear(&page);
	buf_clear(&b->keys[0].local_key_id);
	page = shown(&info, b);
	CU_ASSERT_TRUE(holds(&page, "tied by friendlyName"));
	page_clear(&page);
	free(b->keys[0].friendly_name);
	b->keys[0].friendly_name = NULL;
	page = shown(&info, b);
	CU_ASSERT_TRUE(holds(&page, "not tied to it"));
	page_clear(&page);
	bundle_info_clear(&info);
	bundle_free(b);
}

static void names_from_the_file_are_made_harmless(void)
{
	struct bundle *b = opened(sample_bundle(), PASSWORD);
	struct bundle_info info = {0};
	struct page page;

	free(b->keys[0].friendly_name);
	b->keys[0].friendly_name = xstrdup("a\033[2Jb");
	page = shown(&info, b);
	CU_ASSERT_TRUE(holds(&page, "a\\x1B[2Jb"));
	page_clear(&page);
	bundle_free(b);
}

/* Verdict lines on a bundle that was not opened, with one finding. */
static struct page verdicts_with(enum finding_id id, const char *clients)
{
	struct bundle_info info = {0};
	struct bundle bundle = {0};
	struct subject s = {.bundle_info = &info, .bundle = &bundle};
	struct finding f = {.id = id,
			    .basis = id,
			    .severity = finding_info(id)->severity};
	struct report r = {&f, 1};
	struct page page = {0};

	verdict_show(ABILITY_IMPORT, clients, &s, &r, &page);
	return page;
}

static void programs_that_agree_have_one_line(void)
{
	struct page page = verdicts_with(FINDING_P12_WRONG_PASSWORD, NULL);

	CU_ASSERT_EQUAL(page.n, 1);
	CU_ASSERT_TRUE(holds(&page, "Import the bundle: no"));
	page_clear(&page);
}

static void programs_that_differ_have_a_line_for_each_group(void)
{
	struct page page = verdicts_with(FINDING_P12_PBES2_OLD_APPLE, NULL);

	CU_ASSERT_EQUAL(page.n, 3);
	CU_ASSERT_TRUE(holds(&page, "up to iOS 17; Mac, up to macOS 14"));
	CU_ASSERT_TRUE(holds(&page, "iOS 18 and later; Mac"));
	page_clear(&page);
}

static void only_those_that_are_asked_for_have_a_say(void)
{
	struct page page = verdicts_with(FINDING_P12_PBES2_OLD_APPLE,
					 "ios-18 macos-15");

	CU_ASSERT_EQUAL(page.n, 1);
	CU_ASSERT_TRUE(holds(&page, "Import the bundle: yes"));
	page_clear(&page);
}

const struct test tests_show_bundle[] = {
	TEST(absent_check_is_told),
	TEST(pbmac1_is_told_in_full),
	TEST(each_protection_is_told),
	TEST(parts_that_are_protected_alike_are_told_once),
	TEST(what_is_inside_is_told_with_its_ties),
	TEST(names_from_the_file_are_made_harmless),
	TEST(programs_that_agree_have_one_line),
	TEST(programs_that_differ_have_a_line_for_each_group),
	TEST(only_those_that_are_asked_for_have_a_say),
	{0},
};
