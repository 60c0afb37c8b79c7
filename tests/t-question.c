/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the person can see: rules/question.c. */
#include "rules/question.h"

#include <stdlib.h>
#include <string.h>

#include "rules/client.h"
#include "tests/test.h"

/* Every name in the column is that of a program. */
static bool has_known_clients(const char *names)
{
	bool known = true;

	if (strcmp(names, "all") == 0)
		return true;
	for (const char *at = names; *at; at += strspn(at, " ")) {
		char *name = xstrndup(at, strcspn(at, " "));

		known &= client_by_name(name) != NULL;
		at += strlen(name);
		free(name);
	}
	return known;
}

static void every_question_is_whole(void)
{
	for (size_t i = 0; i < question_count(); i++) {
		const struct question *q = question_at(i);

		CU_ASSERT_EQUAL(q->text[strlen(q->text) - 1], '?');
		CU_ASSERT_TRUE(strlen(q->look) > 10);
		CU_ASSERT_NOT_EQUAL(q->bad, REPLY_NONE);
		CU_ASSERT_TRUE(has_known_clients(q->clients));
	}
}

/* A second one for the same program would never be put. */
static void each_program_is_asked_once_about_a_finding(void)
{
	for (size_t i = 0; i < question_count(); i++) {
		const struct question *q = question_at(i);
		bool is_put = strcmp(q->clients, "all") == 0;

		for (size_t c = 0; c < client_count(); c++)
			is_put |= question_of(q->finding, client_at(c)->name) ==
				  q;
		CU_ASSERT_TRUE(is_put);
	}
}

static void question_is_put_with_the_menus_of_the_program(void)
{
	const struct question *new = question_of(FINDING_CL_SIGN_OFF, "ios-18");
	const struct question *old = question_of(FINDING_CL_SIGN_OFF, "ios-17");

	CU_ASSERT_PTR_NOT_NULL_FATAL(new);
	CU_ASSERT_PTR_NOT_NULL_FATAL(old);
	CU_ASSERT_PTR_NOT_NULL(strstr(new->look, "Settings > Apps > Mail"));
	CU_ASSERT_PTR_NULL(strstr(old->look, "Apps"));
}

static void program_is_not_asked_about_another_one(void)
{
	CU_ASSERT_PTR_NULL(question_of(FINDING_CL_SIGN_OFF, "thunderbird"));
	CU_ASSERT_PTR_NULL(question_of(FINDING_CL_SIGN_OFF, "ios-1"));
	CU_ASSERT_PTR_NOT_NULL(question_of(FINDING_CL_SIGN_OFF, NULL));
	CU_ASSERT_PTR_NOT_NULL(question_of(FINDING_RCPT_GROUP, "gpgsm"));
}

static void what_can_be_measured_is_not_asked(void)
{
	CU_ASSERT_PTR_NULL(question_of(FINDING_CERT_EXPIRED, NULL));
}

static void no_answer_finds_nothing(void)
{
	struct replies none = {0};
	struct report report = {0};

	question_judge(&none, NULL, &report);
	CU_ASSERT_EQUAL(report.n, 0);
}

/* The one answer finds it, the other one does not. */
static void answer_decides_and_is_said_to_be_one(void)
{
	for (size_t i = 0; i < question_count(); i++) {
		const struct question *q = question_at(i);
		enum reply good = q->bad == REPLY_YES ? REPLY_NO : REPLY_YES;
		struct replies replies = {0};
		struct report report = {0};

		replies.of[q->finding] = good;
		question_judge(&replies, NULL, &report);
		CU_ASSERT_EQUAL(report.n, 0);
		replies.of[q->finding] = q->bad;
		question_judge(&replies, NULL, &report);
		CU_ASSERT_TRUE(test_only(&report, q->finding));
		CU_ASSERT_PTR_NOT_NULL(
			strstr(report.items[0].detail, "your answer"));
		report_clear(&report);
	}
}

static void answer_counts_for_its_program_only(void)
{
	struct replies replies = {0};
	struct report report = {0};

	replies.of[FINDING_CL_SIGN_OFF] = REPLY_NO;
	question_judge(&replies, "outlook", &report);
	CU_ASSERT_EQUAL(report.n, 0);
	question_judge(&replies, "ios-17", &report);
	CU_ASSERT_TRUE(test_only(&report, FINDING_CL_SIGN_OFF));
	report_clear(&report);
}

const struct test tests_question[] = {
	TEST(every_question_is_whole),
	TEST(each_program_is_asked_once_about_a_finding),
	TEST(question_is_put_with_the_menus_of_the_program),
	TEST(program_is_not_asked_about_another_one),
	TEST(what_can_be_measured_is_not_asked),
	TEST(no_answer_finds_nothing),
	TEST(answer_decides_and_is_said_to_be_one),
	TEST(answer_counts_for_its_program_only),
	{0},
};
