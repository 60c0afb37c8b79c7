/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chain on a page: journey/page/show.c. */
#include "journey/page/show.h"

#include <string.h>

#include "tests/rules.h"

/* Alice below an issuer below a root. */
struct scene {
	struct cert leaf, inter, root;
	struct chain chain;
	struct buf text;
};

#define SCENE(name)                                                            \
	struct scene name = {.leaf = RULES_LEAF,                               \
			     .inter = RULES_CA("Lab Issuer", "Lab Root"),      \
			     .root = RULES_CA("Lab Root", "Lab Root")};        \
	scene_join(&name)

static void scene_join(struct scene *x)
{
	x->root.self_signed = x->root.self_issued = true;
	x->leaf.issuer_der = x->inter.subject_der;
	x->inter.issuer_urls = RULES_LIST("http://aia.example.org/root.cer");
	x->chain = (struct chain){.links = {&x->leaf, &x->inter, &x->root},
				  .n = 3,
				  .end = CHAIN_ROOT};
}

static bool shows(struct scene *x, const char *words)
{
	struct page page = {0};
	bool does;

	show_chain(&x->chain, TEST_NOW, &page);
	page_text(&page, 200, &x->text);
	does = strstr(x->text.data, words) != NULL;
	buf_clear(&x->text);
	page_clear(&page);
	return does;
}

static void sound_chain_has_nothing_against_it(void)
{
	SCENE(x);

	CU_ASSERT_TRUE(shows(&x, "Alice - personal"));
	CU_ASSERT_TRUE(shows(&x, "Lab Issuer - intermediate"));
	CU_ASSERT_TRUE(shows(&x, "Lab Root - root"));
	CU_ASSERT_FALSE(shows(&x, "[!!]"));
}

static void every_mark_is_put_into_words(void)
{
	static const char *const words[] = {
		"has run out",           "outdated way",  "key is too weak",
		"critical part",         "not marked as", "may not sign",
		"so many issuers",       "not for mail",  "spelled differently",
		"does not allow a name",
	};
	SCENE(x);

	x.inter.not_after = TEST_NOW - 1;
	x.inter.signature_weak = true;
	x.inter.spki.bits = 1024;
	x.inter.critical_unknown = true;
	x.inter.is_ca = false;
	x.inter.usage = 0;
	x.inter.has_extended = true;
	x.inter.has_name_constraints = true;
	x.root.path_len = 0;
	x.leaf.issuer_der = rules_buf("LAB ISSUER");
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		CU_ASSERT_TRUE(shows(&x, words[i]));
	CU_ASSERT_FALSE(shows(&x, "not valid yet"));
	x.inter.not_before = TEST_NOW + 1;
	CU_ASSERT_TRUE(shows(&x, "not valid yet"));
	/* What is above an anchor is shown without blame. */
	x.chain.anchored = 1;
	CU_ASSERT_FALSE(shows(&x, "[!!]"));
}

static void end_of_an_open_chain_is_named(void)
{
	SCENE(x);

	x.chain.n = 2;
	x.chain.end = CHAIN_MISSING;
	CU_ASSERT_TRUE(shows(&x, "CN=Lab Root - missing"));
	x.chain.end = CHAIN_IMPOSTOR;
	CU_ASSERT_TRUE(shows(&x, "did not sign this"));
	x.chain.end = CHAIN_TOO_LONG;
	CU_ASSERT_TRUE(shows(&x, "a circle"));
	x.chain.anchored = 2;
	CU_ASSERT_FALSE(shows(&x, "a circle"));
}

static bool tells(const struct csr *asked, const struct cert *got,
		  const char *words)
{
	struct page page = {0};
	struct buf text = {0};
	bool does;

	show_asked_got(asked, got, &page);
	page_text(&page, 200, &text);
	does = strstr(text.data, words) != NULL;
	buf_clear(&text);
	page_clear(&page);
	return does;
}

static void an_address_in_place_of_no_name_is_as_asked(void)
{
	struct cert got = RULES_LEAF;
	struct csr asked = {.emails = got.emails, .spki = got.spki};
	char *address = got.emails.items[0];

	got.common_name = address;
	CU_ASSERT_TRUE(tells(&asked, &got, "[ok] Name: none"));
	got.common_name = "Somebody";
	CU_ASSERT_TRUE(tells(&asked, &got, "[! ] Name: asked none"));
	got.common_name = address;
	asked.common_name = "Alice";
	CU_ASSERT_TRUE(tells(&asked, &got, "[! ] Name: asked Alice"));
}

const struct test tests_show_chain[] = {
	TEST(sound_chain_has_nothing_against_it),
	TEST(every_mark_is_put_into_words),
	TEST(an_address_in_place_of_no_name_is_as_asked),
	TEST(end_of_an_open_chain_is_named),
	{0},
};
