/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees, walked to its cause: rules/tree.c. */
#include "rules/tree.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/rules.h"

enum { STEPS_MAX = 16, ALL_GIVEN = 0xFFFF & ~GIVEN_PUBLIC };

/* Walks a tree with one finding in the report (-1: none). */
struct walk {
	struct tree_result results[STEPS_MAX];
	struct report report;
	const struct tree *tree;
};

static void walk_do(struct walk *w, const char *name, int finding,
		    struct tree_view view)
{
	*w = (struct walk){.tree = tree_by_name(name)};
	CU_ASSERT_PTR_NOT_NULL_FATAL(w->tree);
	CU_ASSERT_TRUE_FATAL(w->tree->n <= STEPS_MAX);
	if (finding >= 0)
		rules_put(&w->report, (enum finding_id)finding);
	view.report = &w->report;
	tree_walk(w->tree, &view, w->results);
}

/* The number of the step that names a row; -1 where none does. */
static int step_of(const struct tree *tree, const char *row)
{
	for (size_t i = 0; i < tree->n; i++) {
		const char *at = strstr(tree->steps[i].rows, row);

		if (at && (!at[strlen(row)] || at[strlen(row)] == ' '))
			return (int)i;
	}
	return -1;
}

static void each_row(const char *rows, void (*run)(const char *name))
{
	for (const char *at = rows; *at; at += strspn(at, " ")) {
		char *name = xstrndup(at, strcspn(at, " "));

		run(name);
		at += strlen(name);
		free(name);
	}
}

static void expect_known(const char *name)
{
	bool known = finding_by_name(name) >= 0 || unchecked_by_name(name);

	if (!known)
		fprintf(stderr, "no such finding: %s\n", name);
	CU_ASSERT_TRUE(known);
}

static void every_row_of_a_tree_is_a_finding(void)
{
	for (size_t t = 0; t < tree_count(); t++)
		for (size_t i = 0; i < tree_at(t)->n; i++)
			each_row(tree_at(t)->steps[i].rows, expect_known);
}

static void every_question_is_asked_in_some_tree(void)
{
	for (size_t i = 0; i < question_count(); i++) {
		const char *name = finding_info(question_at(i)->finding)->name;
		bool asked = false;

		for (size_t t = 0; t < tree_count(); t++)
			asked |= step_of(tree_at(t), name) >= 0;
		CU_ASSERT_TRUE(asked);
	}
}

static void every_tree_has_a_name_and_what_is_seen(void)
{
	for (size_t t = 0; t < tree_count(); t++) {
		const struct tree *tree = tree_at(t);

		CU_ASSERT_PTR_EQUAL(tree_by_name(tree->name), tree);
		CU_ASSERT_TRUE(tree->n > 0);
		for (size_t i = 0; i < tree->n; i++)
			CU_ASSERT_EQUAL(
				tree->steps[i]
					.text[strlen(tree->steps[i].text) - 1],
				'?');
	}
	CU_ASSERT_PTR_NULL(tree_by_name("carburettor"));
}

static void found_cause_is_named_at_its_step(void)
{
	struct walk w;
	int at;

	walk_do(&w, "trust", FINDING_TRUST_PATHLEN,
		(struct tree_view){.given = ALL_GIVEN});
	at = step_of(w.tree, "trust-pathlen");
	CU_ASSERT_EQUAL_FATAL(at, 4);
	CU_ASSERT_EQUAL(w.results[at].state, TREE_FOUND);
	CU_ASSERT_EQUAL(w.results[at].found, FINDING_TRUST_PATHLEN);
	CU_ASSERT_PTR_EQUAL(w.results[at].evidence, &w.report.items[0]);
	CU_ASSERT_EQUAL(w.results[at - 1].state, TREE_RULED_OUT);
	CU_ASSERT_EQUAL(tree_verdict(w.results, w.tree->n), VERDICT_NO);
	report_clear(&w.report);
}

static void worst_of_a_step_is_told(void)
{
	struct tree_result results[STEPS_MAX];
	struct report report = {0};
	struct tree_view view = {.report = &report, .given = ALL_GIVEN};

	rules_put(&report, FINDING_CERT_KU_ABSENT);
	rules_put(&report, FINDING_CERT_EXPIRED);
	tree_walk(tree_by_name("encrypt"), &view, results);
	CU_ASSERT_EQUAL(results[6].found, FINDING_CERT_EXPIRED);
	report_clear(&report);
}

static void nothing_found_is_ruled_out_where_all_was_given(void)
{
	struct walk w;

	walk_do(&w, "trust", -1, (struct tree_view){.given = ALL_GIVEN});
	CU_ASSERT_EQUAL(w.results[0].state, TREE_RULED_OUT);
	CU_ASSERT_EQUAL(w.results[1].state, TREE_RULED_OUT);
	CU_ASSERT_PTR_NULL(w.results[1].why);
	CU_ASSERT_EQUAL(w.results[1].found, -1);
}

static void nothing_is_ruled_out_that_was_not_given(void)
{
	struct walk w;

	walk_do(&w, "password", -1, (struct tree_view){.given = 0});
	CU_ASSERT_EQUAL(w.results[0].state, TREE_UNCHECKED);
	CU_ASSERT_PTR_NOT_NULL(strstr(w.results[0].why, ".p12"));
	walk_do(&w, "password", -1, (struct tree_view){.given = GIVEN_BUNDLE});
	CU_ASSERT_EQUAL(w.results[0].state, TREE_RULED_OUT);
	CU_ASSERT_EQUAL(w.results[2].state, TREE_UNCHECKED);
	CU_ASSERT_PTR_NOT_NULL(strstr(w.results[2].why, "password"));
	CU_ASSERT_EQUAL(tree_verdict(w.results, w.tree->n), VERDICT_UNKNOWN);
}

static void network_leaves_its_step_unchecked(void)
{
	struct walk w;

	walk_do(&w, "trust", -1,
		(struct tree_view){.given = GIVEN_OWN | GIVEN_KEY});
	CU_ASSERT_EQUAL(w.results[7].state, TREE_UNCHECKED);
	CU_ASSERT_PTR_NOT_NULL(strstr(w.results[7].why, "fetch"));
	walk_do(&w, "trust", -1,
		(struct tree_view){.given = GIVEN_OWN | GIVEN_CRL});
	CU_ASSERT_EQUAL(w.results[7].state, TREE_RULED_OUT);
}

static void person_is_asked_what_only_they_can_see(void)
{
	struct walk w;
	const struct tree_result *r = &w.results[7];

	walk_do(&w, "encrypt", -1,
		(struct tree_view){.given = ALL_GIVEN, .client = "ios-18"});
	CU_ASSERT_EQUAL(r->state, TREE_ASK);
	CU_ASSERT_TRUE_FATAL(r->nopen > 0);
	CU_ASSERT_EQUAL(r->open[0]->finding, FINDING_CL_ENCRYPT_OFF);
	CU_ASSERT_STRING_EQUAL(r->open[0]->clients, "ios-18");
	CU_ASSERT_EQUAL(tree_verdict(w.results, w.tree->n), VERDICT_UNKNOWN);
}

static void answer_finds_or_rules_out(void)
{
	struct replies replies = {0};
	struct tree_view view = {
		.given = ALL_GIVEN, .client = "ios-18", .replies = &replies};
	struct walk w;

	replies.of[FINDING_CL_SIGN_OFF] = REPLY_NO;
	walk_do(&w, "sign", -1, view);
	CU_ASSERT_EQUAL(w.results[6].state, TREE_FOUND);
	CU_ASSERT_EQUAL(w.results[6].found, FINDING_CL_SIGN_OFF);
	CU_ASSERT_PTR_NULL(w.results[6].evidence);
	CU_ASSERT_EQUAL(tree_verdict(w.results, w.tree->n), VERDICT_NO);
	replies.of[FINDING_CL_SIGN_OFF] = REPLY_YES;
	replies.of[FINDING_CL_IDENTITY_NOT_SELECTED] = REPLY_YES;
	replies.of[FINDING_CL_IOS_ADVANCED_PER_ACCOUNT] = REPLY_NO;
	walk_do(&w, "sign", -1, view);
	CU_ASSERT_EQUAL(w.results[6].state, TREE_RULED_OUT);
}

static void another_programs_question_is_not_asked(void)
{
	struct walk w;

	walk_do(&w, "encrypt", -1,
		(struct tree_view){.given = ALL_GIVEN, .client = "gpgsm"});
	CU_ASSERT_EQUAL(w.results[7].state, TREE_RULED_OUT);
	CU_ASSERT_EQUAL(w.results[7].nopen, 0);
}

static void finding_that_the_program_does_not_mind_is_no_cause(void)
{
	struct walk w;

	walk_do(&w, "password", FINDING_P12_PBES2_OLD_APPLE,
		(struct tree_view){.given = ALL_GIVEN, .client = "ios-17"});
	CU_ASSERT_EQUAL(w.results[1].state, TREE_FOUND);
	report_clear(&w.report);
	walk_do(&w, "password", FINDING_P12_PBES2_OLD_APPLE,
		(struct tree_view){.given = ALL_GIVEN, .client = "ios-18"});
	CU_ASSERT_EQUAL(w.results[1].state, TREE_RULED_OUT);
	report_clear(&w.report);
}

/* Every device has such a root: there is no switch to look at. */
static void switch_of_a_public_root_is_not_asked_for(void)
{
	struct tree_view view = {.given = ALL_GIVEN, .client = "ios-18"};
	struct walk w;

	walk_do(&w, "trust", -1, view);
	CU_ASSERT_EQUAL(w.results[6].open[0]->finding,
			FINDING_TRUST_IOS_SWITCH);
	view.given |= GIVEN_PUBLIC;
	walk_do(&w, "trust", -1, view);
	for (size_t i = 0; i < w.results[6].nopen; i++)
		CU_ASSERT_NOT_EQUAL(w.results[6].open[i]->finding,
				    FINDING_TRUST_IOS_SWITCH);
}

static void no_step_has_more_questions_than_there_is_room(void)
{
	for (size_t t = 0; t < tree_count(); t++)
		for (size_t i = 0; i < tree_at(t)->n; i++) {
			struct tree_view view = {.given = ALL_GIVEN};
			struct walk w;

			walk_do(&w, tree_at(t)->name, -1, view);
			CU_ASSERT_TRUE(w.results[i].nopen < TREE_OPEN_MAX);
		}
}

static void states_have_stable_names(void)
{
	CU_ASSERT_STRING_EQUAL(tree_state_name(TREE_FOUND), "found");
	CU_ASSERT_STRING_EQUAL(tree_state_name(TREE_ASK), "ask");
	CU_ASSERT_STRING_EQUAL(tree_state_name(TREE_UNCHECKED), "unchecked");
	CU_ASSERT_STRING_EQUAL(tree_state_name(TREE_RULED_OUT), "ruled-out");
}

const struct test tests_tree[] = {
	TEST(every_row_of_a_tree_is_a_finding),
	TEST(every_question_is_asked_in_some_tree),
	TEST(every_tree_has_a_name_and_what_is_seen),
	TEST(found_cause_is_named_at_its_step),
	TEST(worst_of_a_step_is_told),
	TEST(nothing_found_is_ruled_out_where_all_was_given),
	TEST(nothing_is_ruled_out_that_was_not_given),
	TEST(network_leaves_its_step_unchecked),
	TEST(person_is_asked_what_only_they_can_see),
	TEST(answer_finds_or_rules_out),
	TEST(another_programs_question_is_not_asked),
	TEST(finding_that_the_program_does_not_mind_is_no_cause),
	TEST(switch_of_a_public_root_is_not_asked_for),
	TEST(no_step_has_more_questions_than_there_is_room),
	TEST(states_have_stable_names),
	{0},
};
