/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of each step as a table over facts; questions and answers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journey/steps/step.h"
#include "tests/test.h"

/* What is on disk, in letters: i identity, k key, r request, x request of
 * another key, c certificate, e one that has ended, h whole chain, b bundle, s a sheet shown since,
 * t a rehearsal since, ! a blocker. */
static void fill(struct facts *f, const char *disk)
{
	static struct csr mine = {.spki.id = {1}}, other = {.spki.id = {2}};
	static struct cert leaf = {.not_after = TEST_NOW + 300 * 86400};
	static struct cert ended = {.not_after = TEST_NOW - 86400};

	*f = (struct facts){.now = TEST_NOW};
	mine.spki.der = (struct buf){.data = (char *)"m", .len = 1};
	other.spki.der = (struct buf){.data = (char *)"o", .len = 1};
	if (strchr(disk, 'i'))
		f->address = (char *)"alice@example.org";
	f->name = (char *)"";
	f->has_key = f->key_known = strchr(disk, 'k') != NULL;
	f->key.id[0] = 1;
	f->key.der = mine.spki.der;
	if (strchr(disk, 'r'))
		f->request = &mine;
	if (strchr(disk, 'x'))
		f->request = &other;
	if (strchr(disk, 'c'))
		f->leaf = &leaf;
	if (strchr(disk, 'e'))
		f->leaf = &ended;
	f->chain.end = strchr(disk, 'h') ? CHAIN_ROOT : CHAIN_MISSING;
	f->chain.n = f->leaf ? 1 : 0;
	if (strchr(disk, 'b'))
		strlist_add(&f->bundles, "x.p12");
	f->bundle_time = f->bundles.n ? 1000 : 0;
	f->handed_time = strchr(disk, 's') ? 1000 : 999;
	f->rehearsed_time = strchr(disk, 't') ? 1000 : 999;
	if (strchr(disk, '!'))
		report_add(&f->check, FINDING_CERT_EXPIRED, NULL, "");
}

static void drain(struct facts *f)
{
	strlist_clear(&f->bundles);
	report_clear(&f->check);
}

/* One letter a step, in the order of the journey: . later, > ready, ~ waiting,
 * = done, ! trouble; then the next one. */
static const struct row {
	const char *disk, *states;
	int next;
} rows[] = {
	{"", ">.........", STEP_WHO},
	{"i", "=>........", STEP_KEY},
	{"ik", "==>.......", STEP_REQUEST},
	{"ikr", "===~......", STEP_CERTIFICATE},
	{"ikx", "==>.......", STEP_REQUEST},
	{"ikrc", "====>=>...", STEP_CHAIN},
	{"ikrch", "======>...", STEP_BUNDLE},
	{"ikrchb", "=======>>.", STEP_HANDOVER},
	{"ikrchbs", "========>.", STEP_REHEARSE},
	{"ikrchbst", "=========.", STEP_COUNT},
	{"ikch", "======>...", STEP_BUNDLE},
	{"ikrch!", "===!=!>...", STEP_BUNDLE},
	{"ikrehb!", "===!=!=>>>", STEP_RENEW},
	{"ich", "=!====>...", STEP_BUNDLE},
	{"ir", "=>!.......", STEP_KEY},
};

static void states_follow_from_what_is_on_disk(void)
{
	static const char letters[] = ".>~=!";

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char got[STEP_COUNT + 1] = {0};
		struct facts f;

		fill(&f, rows[i].disk);
		for (int s = 0; s < STEP_COUNT; s++)
			got[s] = letters[step_state((enum step_id)s, &f)];
		CU_ASSERT_STRING_EQUAL(got, rows[i].states);
		if (strcmp(got, rows[i].states) != 0)
			fprintf(stderr, "%s: %s, wanted %s\n", rows[i].disk,
				got, rows[i].states);
		CU_ASSERT_EQUAL((int)step_next(&f), rows[i].next);
		drain(&f);
	}
}

static void every_step_has_its_words_and_a_line_in_every_state(void)
{
	for (int s = 0; s < STEP_COUNT; s++) {
		const struct step *step = step_get((enum step_id)s);

		const char *title = step_title((enum step_id)s);

		CU_ASSERT_EQUAL(step_by_name(step_name((enum step_id)s)), s);
		CU_ASSERT_TRUE(*title && *step->why && *step->secrecy &&
			       *step->action);
		CU_ASSERT_TRUE(strlen(title) <= 22);
	}
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct facts f;
		char *who;

		fill(&f, rows[i].disk);
		for (int s = 0; s < STEP_COUNT; s++) {
			char *line = step_line((enum step_id)s, &f);

			CU_ASSERT_TRUE(*line != '\0');
			free(line);
		}
		who = step_who_acts(&f);
		CU_ASSERT_TRUE(*who != '\0');
		free(who);
		drain(&f);
	}
}

static const struct choice choices[] = {{"a", "A", ""}, {"b", "B", ""}, {0}};

static void check_answer(enum ask_kind kind, const char *value, bool optional,
			 int finding)
{
	struct ask ask = {.name = "q",
			  .kind = kind,
			  .label = "Question",
			  .optional = optional,
			  .choices = choices};
	struct answers a = {0};
	struct report r = {0};

	answers_set(&a, "q", value);
	if (finding < 0) {
		CU_ASSERT_EQUAL(ask_check(&ask, &a, &r), 0);
	} else {
		CU_ASSERT_EQUAL(ask_check(&ask, &a, &r), -1);
		CU_ASSERT_TRUE(test_only(&r, (enum finding_id)finding));
	}
	report_clear(&r);
	answers_clear(&a);
}

static void answers_are_checked_by_kind(void)
{
	check_answer(ASK_TEXT, NULL, false, FINDING_ANSWER_MISSING);
	check_answer(ASK_TEXT, NULL, true, -1);
	check_answer(ASK_TEXT, "Alice", false, -1);
	check_answer(ASK_TEXT, "a\033[1m", false, FINDING_ANSWER_UNKNOWN);
	check_answer(ASK_TEXT, "\xff", false, FINDING_ANSWER_UNKNOWN);
	check_answer(ASK_ADDRESS, "alice", false,
		     FINDING_REQ_ADDRESS_MALFORMED);
	check_answer(ASK_ADDRESS, " alice@example.org ", false, -1);
	check_answer(ASK_ADDRESSES, "a@example.org, b@example.org", true, -1);
	check_answer(ASK_ADDRESSES, "a@example.org b", true,
		     FINDING_REQ_ADDRESS_MALFORMED);
	check_answer(ASK_CHOICE, "b", false, -1);
	check_answer(ASK_CHOICE, "c", false, FINDING_ANSWER_UNKNOWN);
	check_answer(ASK_BRING, "/some/file", false, -1);
}

static void check_phrase(const char *bytes, size_t n, int finding)
{
	struct ask ask = {.name = "q", .kind = ASK_PASSPHRASE, .label = "Q"};
	struct secret *s = secret_new(64);
	struct answers a = {0};
	struct report r = {0};

	CU_ASSERT_EQUAL(secret_add(s, bytes, n), 0);
	answers_take_secret(&a, "q", s);
	CU_ASSERT_EQUAL(ask_check(&ask, &a, &r), finding < 0 ? 0 : -1);
	if (finding >= 0)
		CU_ASSERT_TRUE(test_only(&r, (enum finding_id)finding));
	report_clear(&r);
	answers_clear(&a);
}

static void passphrases_are_checked_too(void)
{
	check_phrase("", 0, FINDING_PASS_EMPTY);
	check_phrase("a\0b", 3, FINDING_PASS_UNUSABLE);
	check_phrase("\xff", 1, FINDING_PASS_UNUSABLE);
	check_phrase("Pässwörd", 10, -1);
}

static void two_entries_must_be_the_same(void)
{
	struct secret *a = secret_new(8), *b = secret_new(8);
	struct report r = {0};

	CU_ASSERT_EQUAL(secret_add(a, "one", 3), 0);
	CU_ASSERT_EQUAL(secret_add(b, "two", 3), 0);
	CU_ASSERT_EQUAL(ask_same(a, b, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_PASS_DIFFERS));
	CU_ASSERT_EQUAL(ask_same(a, a, &r), 0);
	report_clear(&r);
	secret_free(a);
	secret_free(b);
}

static void presets_do_not_overwrite_answers(void)
{
	struct answers a = {0};
	struct facts f;

	fill(&f, "i");
	answers_set(&a, "address", "bob@example.org");
	step_preset(step_get(STEP_WHO), &f, &a);
	step_preset(step_get(STEP_KEY), &f, &a);
	CU_ASSERT_TRUE(answers_is(&a, "address", "bob@example.org"));
	CU_ASSERT_TRUE(answers_is(&a, "type", "rsa-3072"));
	answers_clear(&a);
	drain(&f);
}

const struct test tests_step[] = {
	TEST(states_follow_from_what_is_on_disk),
	TEST(every_step_has_its_words_and_a_line_in_every_state),
	TEST(answers_are_checked_by_kind),
	TEST(passphrases_are_checked_too),
	TEST(two_entries_must_be_the_same),
	TEST(presets_do_not_overwrite_answers),
	{0},
};
