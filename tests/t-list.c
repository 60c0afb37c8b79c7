/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several addresses in the wizard, and what becomes of them while typing. */
#include <stdlib.h>
#include <string.h>

#include "tests/app-kit.h"
#include "tests/journey-kit.h"

static struct app app;

/* In the first line of the further addresses. */
static void begin(void)
{
	app_kit_begin(&app, kit_begin());
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "alice@example.org\nAlice Example\n");
	CU_ASSERT_TRUE(app_kit_sees(&app, "> Other addresses"));
}

static void end(void)
{
	app_end(&app);
	kit_end();
}

static bool answer_is(const char *want)
{
	const char *is = answers_get(&app.answers[STEP_WHO], "aliases");

	return strcmp(is ? is : "", want) == 0;
}

static void each_address_has_a_line(void)
{
	begin();
	app_kit_type(&app, "al@example.org\nbob@example.org");
	CU_ASSERT_TRUE(answer_is("al@example.org bob@example.org"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "one more, or none"));
	end();
}

static void what_stands_between_addresses_leads_on(void)
{
	begin();
	app_kit_type(&app, "al@example.org, bob@example.org;c@example.org d@");
	CU_ASSERT_TRUE(answer_is("al@example.org bob@example.org "
				 "c@example.org d@"));
	CU_ASSERT_STRING_EQUAL(entry_text(app_kit_row(&app)->entry), "d@");
	end();
}

static void each_is_checked_by_itself(void)
{
	begin();
	app_kit_type(&app, "al@example\n");
	CU_ASSERT_TRUE(app_kit_sees(&app, "no dot"));
	app_kit_type(&app, "bob@example.org");
	CU_ASSERT_TRUE(app_kit_sees(&app, "] ok"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "no dot"));
	end();
}

static void nobody_is_told_off_while_typing(void)
{
	begin();
	app_kit_type(&app, "al@example");
	CU_ASSERT_TRUE(app_kit_lacks(&app, "no dot"));
	app_kit_press(&app, PRESS_UP);
	CU_ASSERT_TRUE(app_kit_sees(&app, "no dot"));
	app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_TRUE(app_kit_lacks(&app, "no dot"));
	end();
}

static void trying_leads_to_the_one_that_is_wrong(void)
{
	begin();
	app_kit_type(&app, "al@example.org\nbob\ncarol@example.org");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_STRING_EQUAL(entry_text(app_kit_row(&app)->entry), "bob");
	end();
}

static void a_line_is_put_before_the_one_above(void)
{
	begin();
	app_kit_type(&app, "al@example.org\nbob@example.org");
	app_kit_press(&app, PRESS_LIFT);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> Other addresses  [bob"));
	app_kit_type(&app, "x");
	CU_ASSERT_TRUE(answer_is("bob@example.orgx al@example.org"));
	app_kit_press(&app, PRESS_LIFT);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> Other addresses  [bob"));
	end();
}

static void an_empty_line_can_be_taken_away(void)
{
	begin();
	app_kit_type(&app, "al@example.org\nbob@example.org");
	app_kit_press(&app, PRESS_UP);
	app_kit_press(&app, PRESS_CUT_START);
	CU_ASSERT_TRUE(answer_is("bob@example.org"));
	app_kit_press(&app, PRESS_DELETE);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> Other addresses  [bob"));
	app_kit_press(&app, PRESS_CUT_START);
	app_kit_press(&app, PRESS_DELETE);
	app_kit_press(&app, PRESS_DELETE);
	CU_ASSERT_TRUE(answer_is(""));
	end();
}

static void a_paste_of_many_takes_a_line_each(void)
{
	begin();
	app_kit_paste(&app, "al@example.org, bob@example.org\nc@example.org\n");
	CU_ASSERT_TRUE(answer_is("al@example.org bob@example.org "
				 "c@example.org"));
	end();
}

static void more_than_fit_are_not_taken_at_all(void)
{
	struct buf many = {0};

	begin();
	for (int i = 0; i < 40; i++)
		buf_addf(&many, "a%d@example.org ", i);
	app_kit_paste(&app, many.data);
	CU_ASSERT_TRUE(answer_is(""));
	CU_ASSERT_TRUE(app_kit_sees(&app, "too long: nothing of it"));
	buf_clear(&many);
	end();
}

static void the_list_is_kept_when_the_screen_is_left(void)
{
	begin();
	app_kit_type(&app, "al@example.org\nbob@example.org");
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[al@example.org "));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[bob@example.org "));
	end();
}

static void the_request_is_seen_while_it_is_typed(void)
{
	begin();
	CU_ASSERT_TRUE(app_kit_sees(&app, "What the issuer will get"));
	app_kit_type(&app, "al@B\303\274cher.example");
	CU_ASSERT_TRUE(app_kit_sees(&app, "alice@example.org, al@xn--"));
	end();
}

const struct test tests_list[] = {
	TEST(each_address_has_a_line),
	TEST(what_stands_between_addresses_leads_on),
	TEST(each_is_checked_by_itself),
	TEST(nobody_is_told_off_while_typing),
	TEST(trying_leads_to_the_one_that_is_wrong),
	TEST(a_line_is_put_before_the_one_above),
	TEST(an_empty_line_can_be_taken_away),
	TEST(a_paste_of_many_takes_a_line_each),
	TEST(more_than_fit_are_not_taken_at_all),
	TEST(the_list_is_kept_when_the_screen_is_left),
	TEST(the_request_is_seen_while_it_is_typed),
	{0},
};
