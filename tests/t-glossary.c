/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the trade: journey/page/glossary.c. */
#include "journey/page/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/test.h"

static void unknown_word_has_no_term(void)
{
	CU_ASSERT_PTR_NULL(term_by_name("carburettor"));
	CU_ASSERT_PTR_NULL(term_by_name(""));
	CU_ASSERT_PTR_NULL(term_by_name("; "));
}

static void every_term_is_found_by_its_name(void)
{
	for (size_t i = 0; i < term_count(); i++)
		CU_ASSERT_PTR_EQUAL(term_by_name(term_at(i)->name), term_at(i));
}

/* A further name, as a person may type it, and the term it leads to. */
static const struct word {
	const char *typed, *name;
} words[] = {
	{"CERTIFICATE", "certificate"},
	{"csr", "certificate signing request"},
	{"Request", "certificate signing request"},
	{".P12", "PKCS#12"},
	{"pkcs#12", "PKCS#12"},
	{".mobileconfig", "profile"},
	{"certificate authority", "issuer"},
	{"san", "subjectAltName"},
	{"EKU", "extended key usage"},
	{"smime", "S/MIME"},
	{"pbmac1", "MAC"},
};

static void further_names_lead_to_the_term_in_any_case(void)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		const struct term *t = term_by_name(words[i].typed);

		CU_ASSERT_PTR_NOT_NULL_FATAL(t);
		CU_ASSERT_STRING_EQUAL(t->name, words[i].name);
	}
}

/* More than a part of a name is asked for. */
static void part_of_a_name_is_not_enough(void)
{
	CU_ASSERT_PTR_NULL(term_by_name("certificate auth"));
	CU_ASSERT_PTR_NULL(term_by_name("authority;"));
}

static void terms_are_in_the_order_of_the_alphabet(void)
{
	for (size_t i = 1; i < term_count(); i++) {
		char *before = text_fold(term_at(i - 1)->name);
		char *after = text_fold(term_at(i)->name);

		CU_ASSERT_TRUE(strcmp(before, after) < 0);
		free(before);
		free(after);
	}
}

static void every_text_is_a_few_whole_sentences(void)
{
	CU_ASSERT_TRUE(term_count() >= 35);
	for (size_t i = 0; i < term_count(); i++) {
		const char *text = term_at(i)->text;
		size_t stops = 0;

		for (const char *p = text; (p = strchr(p, '.')); p++)
			stops += p[1] == ' ' || !p[1];
		CU_ASSERT_TRUE(stops >= 1 && stops <= 3);
		CU_ASSERT_EQUAL(text[strlen(text) - 1], '.');
	}
}

const struct test tests_glossary[] = {
	TEST(unknown_word_has_no_term),
	TEST(every_term_is_found_by_its_name),
	TEST(further_names_lead_to_the_term_in_any_case),
	TEST(part_of_a_name_is_not_enough),
	TEST(terms_are_in_the_order_of_the_alphabet),
	TEST(every_text_is_a_few_whole_sentences),
	{0},
};
