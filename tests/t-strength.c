/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How hard a passphrase is to guess: with and without libpwquality. */
#include <string.h>

#include "rules/strength.h"
#include "tests/test.h"

static enum strength rate(enum strength (*by)(const struct secret *),
			  const char *text)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);
	enum strength r;

	CU_ASSERT_EQUAL(secret_add(s, text, strlen(text)), 0);
	r = by(s);
	secret_free(s);
	return r;
}

/* What both ways have to agree on. */
static void expect(const char *text, enum strength want)
{
	CU_ASSERT_EQUAL(rate(strength_of, text), want);
	CU_ASSERT_EQUAL(rate(strength_by_length, text), want);
}

static void nothing_typed_has_no_strength(void)
{
	expect("", STRENGTH_NONE);
	CU_ASSERT_STRING_EQUAL(strength_word(STRENGTH_NONE), "");
}

static void short_ones_are_weak(void)
{
	expect("a", STRENGTH_WEAK);
	expect("x9!Qz", STRENGTH_WEAK);
}

static void the_same_letters_again_are_weak(void)
{
	expect("aaaaaaaaaaaaaaaaaaaa", STRENGTH_WEAK);
	expect("abababababababababab", STRENGTH_WEAK);
}

static void a_sentence_is_strong(void)
{
	expect("a sentence nobody guesses", STRENGTH_STRONG);
	CU_ASSERT_STRING_EQUAL(strength_word(STRENGTH_STRONG), "strong");
}

static void the_longest_is_rated_too(void)
{
	char text[SECRET_PHRASE_MAX + 1] = "";

	for (size_t i = 0; i < SECRET_PHRASE_MAX; i++)
		text[i] = (char)('!' + i * 7 % 90);
	expect(text, STRENGTH_STRONG);
}

static void letters_of_any_script_count(void)
{
	CU_ASSERT_TRUE(rate(strength_of, "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2"
					 "\xe5\xad\x97\xe6\xb0\xb4\xe7\x81\xab")
		       >= STRENGTH_FAIR);
}

static void the_library_knows_rows_of_digits(void)
{
	if (!strength_has_library()) {
		test_skip("libpwquality is not here");
		return;
	}
	CU_ASSERT_EQUAL(rate(strength_of, "12345678"), STRENGTH_WEAK);
	CU_ASSERT_EQUAL(rate(strength_of, "password"), STRENGTH_WEAK);
	CU_ASSERT_EQUAL(rate(strength_by_length, "12345678"), STRENGTH_FAIR);
}

const struct test tests_strength[] = {
	TEST(nothing_typed_has_no_strength),
	TEST(short_ones_are_weak),
	TEST(the_same_letters_again_are_weak),
	TEST(a_sentence_is_strong),
	TEST(the_longest_is_rated_too),
	TEST(letters_of_any_script_count),
	TEST(the_library_knows_rows_of_digits),
	{0},
};
