/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings and their catalogue: base/report.h. */
#include "base/report.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/test.h"

static void unknown_name_is_no_finding(void)
{
	CU_ASSERT_EQUAL(finding_by_name("no-such-finding"), -1);
	CU_ASSERT_EQUAL(finding_by_name(""), -1);
}

static void every_name_is_its_own(void)
{
	for (int i = 0; i < FINDING_COUNT; i++)
		CU_ASSERT_EQUAL(
			finding_by_name(finding_info((enum finding_id)i)->name),
			i);
}

static bool is_plain_name(const char *s)
{
	for (; *s; s++)
		if (!islower((unsigned char)*s) &&
		    !isdigit((unsigned char)*s) && *s != '-')
			return false;
	return true;
}

static void names_are_lower_case_words_with_hyphens(void)
{
	for (int i = 0; i < FINDING_COUNT; i++)
		CU_ASSERT_TRUE(
			is_plain_name(finding_info((enum finding_id)i)->name));
}

static void every_row_says_what_why_and_what_to_do(void)
{
	for (int i = 0; i < FINDING_COUNT; i++) {
		const struct finding_info *f = finding_info((enum finding_id)i);

		CU_ASSERT_TRUE(f->title && *f->title && f->cause && *f->cause &&
			       f->fix && *f->fix && f->source && *f->source &&
			       f->clients && *f->clients);
		CU_ASSERT_EQUAL(strspn(f->affects, "SEDMTV"),
				strlen(f->affects));
	}
}

static void failing_adds_one_blocker_and_is_minus_one(void)
{
	struct report r = {0};

	CU_ASSERT_EQUAL(report_fail(&r, FINDING_CANCELLED, "x", "%d", 7), -1);
	CU_ASSERT_EQUAL(r.n, 1);
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, "x");
	CU_ASSERT_STRING_EQUAL(r.items[0].detail, "7");
	CU_ASSERT_EQUAL(r.items[0].severity, SEVERITY_BLOCKER);
	report_clear(&r);
	CU_ASSERT_EQUAL(r.n, 0);
}

static void foreign_bytes_are_made_harmless(void)
{
	struct report r = {0};

	report_add(&r, FINDING_FILE_EMPTY, "a\x1b[2J", "%s", "b\nc\xff");
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, "a\\x1B[2J");
	CU_ASSERT_STRING_EQUAL(r.items[0].detail, "b\\x0Ac\\xFF");
	report_clear(&r);
}

static void no_subject_is_the_empty_one(void)
{
	struct report r = {0};

	report_add(&r, FINDING_FILE_EMPTY, NULL, "%s", "");
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, "");
	CU_ASSERT_STRING_EQUAL(r.items[0].detail, "");
	report_clear(&r);
}

static void lowering_stops_at_note(void)
{
	struct report r = {0};

	report_lower(&r);
	report_add(&r, FINDING_FILE_EMPTY, NULL, "%s", "");
	report_lower(&r);
	CU_ASSERT_EQUAL(r.items[0].severity, SEVERITY_WARNING);
	report_lower(&r);
	report_lower(&r);
	CU_ASSERT_EQUAL(r.items[0].severity, SEVERITY_NOTE);
	report_clear(&r);
}

static void appended_findings_are_copies_with_their_severity(void)
{
	struct report a = {0}, b = {0};

	report_add(&a, FINDING_FILE_EMPTY, "s", "%s", "d");
	report_lower(&a);
	report_add(&b, FINDING_CANCELLED, NULL, "%s", "");
	report_append(&b, &a);
	report_clear(&a);
	CU_ASSERT_EQUAL(b.n, 2);
	CU_ASSERT_EQUAL(b.items[1].severity, SEVERITY_WARNING);
	CU_ASSERT_STRING_EQUAL(b.items[1].subject, "s");
	CU_ASSERT_STRING_EQUAL(b.items[1].detail, "d");
	report_clear(&b);
}

static void removal_takes_each_of_a_kind(void)
{
	struct report r = {0};

	report_add(&r, FINDING_FILE_EMPTY, "1", "%s", "");
	report_add(&r, FINDING_CANCELLED, "2", "%s", "");
	report_add(&r, FINDING_FILE_EMPTY, "3", "%s", "");
	report_remove(&r, FINDING_FILE_EMPTY);
	CU_ASSERT_TRUE(test_only(&r, FINDING_CANCELLED));
	CU_ASSERT_FALSE(report_has(&r, FINDING_FILE_EMPTY));
	CU_ASSERT_TRUE(report_has(&r, FINDING_CANCELLED));
	report_clear(&r);
}

static void findings_sort_by_severity_then_catalogue_and_stay_stable(void)
{
	struct report r = {0};

	report_add(&r, FINDING_KEY_UNENCRYPTED, "note", "%s", "");
	report_add(&r, FINDING_FILE_MAYBE_LOST, "warning", "%s", "");
	report_add(&r, FINDING_CANCELLED, "late", "%s", "");
	report_add(&r, FINDING_FILE_EMPTY, "first", "%s", "");
	report_add(&r, FINDING_FILE_EMPTY, "second", "%s", "");
	report_sort(&r);
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, "first");
	CU_ASSERT_STRING_EQUAL(r.items[1].subject, "second");
	CU_ASSERT_STRING_EQUAL(r.items[2].subject, "late");
	CU_ASSERT_STRING_EQUAL(r.items[3].subject, "warning");
	CU_ASSERT_STRING_EQUAL(r.items[4].subject, "note");
	CU_ASSERT_EQUAL(report_count(&r, SEVERITY_BLOCKER), 3);
	CU_ASSERT_EQUAL(report_count(&r, SEVERITY_WARNING), 1);
	CU_ASSERT_EQUAL(report_count(&r, SEVERITY_NOTE), 1);
	report_clear(&r);
}

static void severities_have_stable_names(void)
{
	CU_ASSERT_STRING_EQUAL(severity_name(SEVERITY_BLOCKER), "blocker");
	CU_ASSERT_STRING_EQUAL(severity_name(SEVERITY_WARNING), "warning");
	CU_ASSERT_STRING_EQUAL(severity_name(SEVERITY_NOTE), "note");
}

static void a_finding_stands_for_another_with_its_evidence(void)
{
	struct report own = {0}, theirs = {0};

	report_add(&own, FINDING_CERT_EXPIRED, "bob.pem", "last year \\");
	report_lower(&own);
	report_add(&theirs, FINDING_FILE_EMPTY, "x", "y");
	CU_ASSERT_EQUAL(theirs.items[0].basis, FINDING_FILE_EMPTY);
	report_stands_for(&theirs, &own.items[0]);
	CU_ASSERT_EQUAL(theirs.items[0].id, FINDING_FILE_EMPTY);
	CU_ASSERT_EQUAL(theirs.items[0].basis, FINDING_CERT_EXPIRED);
	CU_ASSERT_EQUAL(theirs.items[0].severity, SEVERITY_WARNING);
	CU_ASSERT_STRING_EQUAL(theirs.items[0].subject, "bob.pem");
	CU_ASSERT_STRING_EQUAL(theirs.items[0].detail, own.items[0].detail);
	report_append(&own, &theirs);
	CU_ASSERT_EQUAL(own.items[1].basis, FINDING_CERT_EXPIRED);
	report_clear(&own);
	report_clear(&theirs);
}

const struct test tests_report[] = {
	TEST(unknown_name_is_no_finding),
	TEST(every_name_is_its_own),
	TEST(names_are_lower_case_words_with_hyphens),
	TEST(every_row_says_what_why_and_what_to_do),
	TEST(failing_adds_one_blocker_and_is_minus_one),
	TEST(foreign_bytes_are_made_harmless),
	TEST(no_subject_is_the_empty_one),
	TEST(lowering_stops_at_note),
	TEST(appended_findings_are_copies_with_their_severity),
	TEST(a_finding_stands_for_another_with_its_evidence),
	TEST(removal_takes_each_of_a_kind),
	TEST(findings_sort_by_severity_then_catalogue_and_stay_stable),
	TEST(severities_have_stable_names),
	{0},
};
