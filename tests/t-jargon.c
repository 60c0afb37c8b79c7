/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No text of a finding speaks jargon that `explain` does not know. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/page/glossary.h"
#include "rules/tree.h"
#include "tests/test.h"
#include "ui/both/advice.h"

/* Words of the trade that look like any other. */
static const char *const trade[] = {
	"algorithm",	   "alias",	       "authority",
	"bag",		   "capabilities",     "card",
	"certificate",	   "certificate signing request",
	"chain",	   "check sum",	       "cipher",
	"collection",	   "common name",      "critical",
	"curve",	   "digest",	       "directory",
	"elliptic-curve",  "exponent",	       "extended key usage",
	"extension",	   "fingerprint",      "hash",
	"identifier",	   "identity",	       "intermediate",
	"issuer",	   "iterations",       "key derivation",
	"key usage",	   "keychain",	       "legacy",
	"modulus",	   "name constraints", "padding",
	"pair",		   "passphrase",       "path length",
	"payload",	   "plist",	       "policy",
	"private key",	   "profile",	       "property list",
	"public exponent", "public issuer",    "public key",
	"purpose",	   "request",	       "revocation",
	"revoked",	   "root",	       "rounds",
	"security chip",   "self-signed",      "serial number",
	"signature",	   "subject",	       "tag",
	"token",	   "trust",	       "trust anchor",
	"virtual certificate collection",      "withdrawn",
};

/* Names of programs, what stands on a screen, and what is typed. */
static const char *const names[] = {
	"A-Z",	   "ADDRESS",	 "BEGIN",  "Command-Q", "END",
	"FILE",	   "End-To-End", "GnuPG",  "GnuTLS",	"ID",
	"K-9",	   "NEW",	 "OpenSSL", "RFC",	"TRUE",
	"UserOverrideable",	 "VPN",	   "iOS",	"iPad",
	"iPhone",  "macOS",	 "pkcs12", "pkcs8",	"topk8",
};

static bool is_name(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], word) == 0)
			return true;
	return false;
}

/* As it is, without what makes a plural, or with the dot of a file's name. */
static bool is_known(const char *word)
{
	size_t n = strlen(word);
	char *one = xstrndup(word, n && word[n - 1] == 's' ? n - 1 : n);
	char *dotted = xasprintf(".%s", word);
	bool known = term_by_name(word) || term_by_name(one) ||
		     term_by_name(dotted);

	free(dotted);
	free(one);
	return known;
}

/* Two capitals, one behind a small letter, or a digit among letters. */
static bool is_technical(const char *word)
{
	size_t capitals = 0, digits = 0, letters = 0;
	bool inner = false;

	for (const char *p = word; *p; p++) {
		capitals += isupper((unsigned char)*p) != 0;
		digits += isdigit((unsigned char)*p) != 0;
		letters += isalpha((unsigned char)*p) != 0;
		inner |= p > word && isupper((unsigned char)*p) &&
			 islower((unsigned char)p[-1]);
	}
	return capitals > 1 || inner || (digits && letters);
}

static void check_word(const char *where, const char *at, size_t n)
{
	size_t head = strspn(at, ".-/#+");
	char *word;

	head = head < n ? head : n;
	while (n > head && strchr(".-/#+", at[n - 1]))
		n--;
	word = xstrndup(at + head, n - head);
	if (is_technical(word) && !is_name(word) && !is_known(word)) {
		fprintf(stderr, "%s: nothing explains %s\n", where, word);
		CU_FAIL("a word that explain does not know");
	}
	free(word);
}

static void check_words(const char *where, const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789.-/#+";

	while (*text) {
		size_t n = strspn(text, letters);

		check_word(where, text, n);
		text += n;
		text += strcspn(text, letters);
	}
}

/* A whole word, or its plural. */
static bool has_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at += n) {
		const char *end = at + n + (at[n] == 's');

		if ((at == text || !isalpha((unsigned char)at[-1])) &&
		    !isalpha((unsigned char)*end))
			return true;
	}
	return false;
}

static void check_text(const char *where, const char *text)
{
	char *folded = text_fold(text);

	check_words(where, text);
	for (size_t i = 0; i < ARRAY_LEN(trade); i++) {
		if (!has_word(folded, trade[i]) || term_by_name(trade[i]))
			continue;
		fprintf(stderr, "%s: nothing explains %s\n", where, trade[i]);
		CU_FAIL("a word that explain does not know");
	}
	free(folded);
}

static void findings_speak_no_jargon_that_is_not_explained(void)
{
	for (int i = 0; i < FINDING_COUNT; i++) {
		const struct finding_info *f =
			finding_info((enum finding_id)i);

		check_text(f->name, f->title);
		check_text(f->name, f->cause);
		check_text(f->name, f->fix);
		if (advice_of((enum finding_id)i))
			check_text(f->name, advice_of((enum finding_id)i));
	}
}

static void questions_speak_no_jargon_that_is_not_explained(void)
{
	for (size_t i = 0; i < question_count(); i++) {
		const struct question *q = question_at(i);
		const char *name = finding_info(q->finding)->name;

		check_text(name, q->text);
		check_text(name, q->look);
	}
}

static void trees_speak_no_jargon_that_is_not_explained(void)
{
	for (size_t t = 0; t < tree_count(); t++) {
		const struct tree *tree = tree_at(t);

		check_text(tree->name, tree->title);
		for (size_t i = 0; i < tree->n; i++)
			check_text(tree->name, tree->steps[i].text);
	}
	for (size_t i = 0; i < unchecked_count(); i++) {
		check_text(unchecked_at(i)->name, unchecked_at(i)->text);
		check_text(unchecked_at(i)->name, unchecked_at(i)->why);
	}
}

const struct test tests_jargon[] = {
	TEST(findings_speak_no_jargon_that_is_not_explained),
	TEST(questions_speak_no_jargon_that_is_not_explained),
	TEST(trees_speak_no_jargon_that_is_not_explained),
	{0},
};
