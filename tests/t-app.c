/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to the wizard on any screen: pastes, and time that passes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/app-kit.h"
#include "tests/journey-kit.h"

static const char pem[] = "-----BEGIN CERTIFICATE-----\n"
			  "cXFxbm5uaWlpcnJyYmJiZGRkY2NjZ2dn\n"
			  "-----END CERTIFICATE-----\n";

static struct app app;

/* With the steps up to that one done; STEP_COUNT: none. */
static void begin_behind(enum step_id last)
{
	struct env *env = kit_begin();

	if (last != STEP_COUNT)
		kit_walk(last);
	app_kit_begin(&app, env);
}

static void begin(void)
{
	begin_behind(STEP_COUNT);
}

static void end(void)
{
	app_end(&app);
	kit_end();
}

/* To the passphrase of a new key. */
static void begin_at_key(void)
{
	begin_behind(STEP_WHO);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> New passphrase"));
}

static char *certificate(void)
{
	char *path = kit_file(WS_CERT);
	struct buf b = {0};

	test_read(path, &b);
	free(path);
	return buf_take(&b);
}

static void secrets_are_forgotten_after_five_minutes(void)
{
	begin_at_key();
	app_kit_type(&app, "correct horse");
	CU_ASSERT_EQUAL(app_wait_ms(&app), 5 * 60 * 1000);
	CU_ASSERT_EQUAL(entry_len(app_kit_row(&app)->entry), 13);
	app_kit_tick(&app);
	CU_ASSERT_EQUAL(entry_len(app_kit_row(&app)->entry), 0);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Five minutes without a key"));
	end();
}

static void what_is_carried_along_is_forgotten_too(void)
{
	begin_at_key();
	answers_take_secret(&app.carried, "passphrase", secret_new(8));
	app_kit_tick(&app);
	CU_ASSERT_EQUAL(app.carried.n, 0);
	end();
}

static void text_that_is_no_secret_outlives_the_pause(void)
{
	begin();
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "bob@example.org");
	app_kit_tick(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[bob@example.org"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Five minutes"));
	end();
}

/* Not before the line was left: until then the name may not be whole. */
static void a_file_that_is_not_there_is_told(void)
{
	begin();
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_UP);
	app_kit_type(&app, " ");
	app_kit_press(&app, PRESS_DOWN);
	app_kit_type(&app, "/nowhere/a.p12");
	CU_ASSERT_TRUE(app_kit_lacks(&app, "cannot be read"));
	app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[! ] The file cannot be read"));
	end();
}

/* Only the step finds out whether it can be written. */
static void a_name_to_be_written_is_not_called_good(void)
{
	begin_behind(STEP_KEY);
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> Save a copy as"));
	app_kit_type(&app, "/nowhere/a.csr");
	CU_ASSERT_TRUE(app_kit_lacks(&app, "] ok"));
	end();
}

/* Where the passphrase stands in clear; NULL: nowhere. */
static const struct row *in_clear(void)
{
	app_build(&app, &app.view);
	for (size_t i = 0; i < app.view.nrows; i++)
		if (app.view.rows[i].kind == ROW_REVEAL)
			return &app.view.rows[i];
	return NULL;
}

static void begin_in_clear(void)
{
	begin_at_key();
	app_kit_type(&app, "correct horse");
	CU_ASSERT_PTR_NULL(in_clear());
	app_kit_press(&app, PRESS_F4);
	CU_ASSERT_PTR_NOT_NULL_FATAL(in_clear());
	CU_ASSERT_STRING_EQUAL(secret_data(in_clear()->secret),
			       "correct horse");
}

static void a_key_shows_what_was_typed_and_hides_it(void)
{
	begin_in_clear();
	app_kit_type(&app, "s");
	CU_ASSERT_STRING_EQUAL(secret_data(in_clear()->secret),
			       "correct horses");
	app_kit_press(&app, PRESS_F4);
	CU_ASSERT_PTR_NULL(in_clear());
	end();
}

static void leaving_the_line_hides_it(void)
{
	static const enum press ways[] = {PRESS_DOWN, PRESS_UP, PRESS_ENTER,
					  PRESS_NEXT, PRESS_PREVIOUS, PRESS_F2};

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		begin_in_clear();
		app_kit_press(&app, ways[i]);
		CU_ASSERT_PTR_NULL(in_clear());
		app_kit_press(&app, PRESS_UP);
		app_kit_press(&app, PRESS_DOWN);
		CU_ASSERT_PTR_NULL(in_clear());
		end();
	}
}

static void leaving_the_screen_hides_it(void)
{
	begin_in_clear();
	app_kit_press(&app, PRESS_F1);
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> New passphrase"));
	CU_ASSERT_PTR_NULL(in_clear());
	end();
}

static void a_pause_hides_it(void)
{
	begin_in_clear();
	app_kit_tick(&app);
	app_kit_type(&app, "x");
	CU_ASSERT_PTR_NULL(in_clear());
	end();
}

static void a_new_passphrase_is_rated_and_compared(void)
{
	begin_at_key();
	app_kit_type(&app, "abc");
	CU_ASSERT_TRUE(app_kit_sees(&app, "] weak, 3 characters"));
	app_kit_type(&app, " and a sentence nobody guesses");
	CU_ASSERT_TRUE(app_kit_sees(&app, "] strong, 33 characters"));
	app_kit_press(&app, PRESS_DOWN);
	app_kit_type(&app, "abc");
	CU_ASSERT_TRUE(app_kit_sees(&app, "] differs"));
	app_kit_type(&app, " and a sentence nobody guesses");
	CU_ASSERT_TRUE(app_kit_sees(&app, "] same"));
	end();
}

/* The key is being made. */
static void begin_at_work(void)
{
	begin_at_key();
	app_kit_type(&app, "correct horse\ncorrect horse\n");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_PTR_NOT_NULL_FATAL(app.job);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Making the key: 0 s (usually"));
	CU_ASSERT_EQUAL(app_wait_ms(&app), 100);
}

static void cancelling_gives_the_screen_back_at_once(void)
{
	char *path;

	begin_at_work();
	app_kit_interrupt(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Cancelling"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[*************  "));
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "has not ended yet"));
	app_kit_wait(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Cancelled. Nothing was written."));
	path = kit_file(WS_KEY);
	CU_ASSERT_FALSE(fsio_exists(place_of(path)));
	free(path);
	end();
}

static void the_screen_may_be_left_and_come_back_to(void)
{
	begin_at_work();
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> [..] 2 Key pair"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Making the key"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Making the key: 0 s (usually"));
	app_kit_wait(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Done: Key pair."));
	end();
}

/* Only what the question calls a yes is one; and it is over when the work is. */
static void a_question_goes_with_the_work_it_was_about(void)
{
	begin_at_work();
	app_kit_press(&app, PRESS_ESC);
	app_kit_type(&app, "q");
	CU_ASSERT_TRUE(app_kit_sees(&app, "Quit while work is going on?"));
	app_kit_type(&app, "q");
	CU_ASSERT_FALSE(app.is_over);
	app_kit_type(&app, "q");
	app_kit_wait(&app);
	CU_ASSERT_FALSE(app_kit_sees(&app, "Quit while work is going on?"));
	app_kit_type(&app, "y");
	CU_ASSERT_FALSE(app.is_over);
	app_kit_type(&app, "q");
	CU_ASSERT_TRUE(app.is_over);
	end();
}

static void cancelling_twice_leaves(void)
{
	begin_at_work();
	app_kit_interrupt(&app);
	CU_ASSERT_FALSE(app.is_over);
	app_kit_interrupt(&app);
	CU_ASSERT_TRUE(app.is_over);
	app_kit_wait(&app);
	end();
}

static time_t clock_now;

static time_t read_clock(void)
{
	return clock_now;
}

static void time_goes_on_while_keys_are_pressed(void)
{
	clock_now = TEST_NOW;
	begin_at_key();
	app.options.now = read_clock;
	app_kit_type(&app, "correct horse\ncorrect horse\n");
	app_kit_press(&app, PRESS_F2);
	clock_now += 7;
	app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Making the key: 7 s"));
	app_kit_wait(&app);
	end();
}

/* Alice's certificate and its chain, whose key is not here. */
static char *foreign_chain(void)
{
	char *cert, *chain, *both, *path = kit_file(WS_CHAIN);
	struct buf b = {0};

	test_read(path, &b);
	chain = buf_take(&b);
	cert = certificate();
	both = xasprintf("%s%s", cert, chain);
	free(path);
	path = kit_file(WS_KEY);
	CU_ASSERT_EQUAL(remove(path), 0);
	free(path);
	path = kit_file(WS_CERT);
	CU_ASSERT_EQUAL(remove(path), 0);
	free(path);
	free(cert);
	free(chain);
	return both;
}

static void several_things_brought_are_a_list(void)
{
	char *both;

	begin_behind(STEP_CERTIFICATE);
	both = foreign_chain();
	app_scan(&app);
	app_kit_paste(&app, both);
	CU_ASSERT_TRUE(app_kit_sees(&app, "There are 2 things in it."));
	CU_ASSERT_TRUE(app_kit_sees(&app, "> [ok] Alice Example"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "personal, until 20"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "root, until 20"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Fingerprint"));
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_END);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "What it is"));
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "There are 2 things in it."));
	free(both);
	end();
}

static void a_paste_on_the_overview_is_brought(void)
{
	char *text;

	begin_behind(STEP_CERTIFICATE);
	text = certificate();
	app_kit_paste(&app, text);
	CU_ASSERT_TRUE(app_kit_sees(&app, "It is a certificate"));
	free(text);
	end();
}

static void a_paste_into_another_field_is_brought(void)
{
	begin();
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "bob@");
	app_kit_paste(&app, pem);
	CU_ASSERT_TRUE(app_kit_sees(&app, "What it is"));
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[bob@ "));
	end();
}

static void a_paste_of_one_line_waits_to_be_looked_at(void)
{
	begin();
	app_kit_paste(&app, "~/alice.p7b");
	CU_ASSERT_TRUE(app_kit_sees(&app, "[~/alice.p7b "));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Bring a file"));
	end();
}

static void too_long_a_paste_says_so_anywhere(void)
{
	char *big = xcalloc(1, KEYS_PASTE_MAX + 2);

	memset(big, 'x', KEYS_PASTE_MAX + 1);
	begin();
	app_kit_paste(&app, big);
	CU_ASSERT_TRUE(app_kit_sees(&app, "too long: nothing of it"));
	CU_ASSERT_EQUAL(app.depth, 1);
	free(big);
	end();
}

/* Its letters are commands of the overview: q, n, i, r, b, d, c, g. */
static void a_paste_that_arrives_as_keys_is_no_command(void)
{
	begin();
	app_kit_type(&app, pem);
	CU_ASSERT_FALSE(app.is_over);
	CU_ASSERT_TRUE(app_kit_sees(&app, "pasted: 3 lines"));
	app_kit_type(&app, "\n");
	CU_ASSERT_TRUE(app_kit_sees(&app, "pasted: 3 lines"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Bring a file"));
	end();
}

static void keys_of_a_paste_leave_a_field_they_are_not_for(void)
{
	begin();
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, pem);
	CU_ASSERT_TRUE(app_kit_sees(&app, "pasted: 3 lines"));
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Mail address"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "BEGIN"));
	end();
}

static void several_certificates_as_keys_are_one_paste(void)
{
	char *two = xasprintf("%s\n%s", pem, pem);

	begin();
	app_kit_type(&app, two);
	CU_ASSERT_TRUE(app_kit_sees(&app, "pasted: 7 lines"));
	free(two);
	end();
}

static void a_blank_is_a_key_only_where_it_is_no_letter(void)
{
	begin_behind(STEP_WHO);
	app_kit_type(&app, "1");
	CU_ASSERT_EQUAL(app_kit_row(&app)->kind, ROW_ENTRY);
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Space Select"));
	app_kit_press(&app, PRESS_ESC);
	app_kit_type(&app, "2");
	app_kit_press(&app, PRESS_UP);
	CU_ASSERT_EQUAL(app_kit_row(&app)->kind, ROW_CHOICE);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Space Select"));
	end();
}

static void a_new_identity_keeps_what_was_typed(void)
{
	begin_behind(STEP_WHO);
	app_kit_type(&app, "1");
	app_kit_press(&app, PRESS_NEXT);
	app_kit_type(&app, " Liddell");
	app_kit_press(&app, PRESS_ESC);
	app_kit_type(&app, "n");
	app_kit_type(&app, "bob@example.org");
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, kit_address));
	app_kit_type(&app, "n");
	CU_ASSERT_TRUE(app_kit_sees(&app, "[bob@example.org "));
	app_kit_press(&app, PRESS_ESC);
	/* And what was typed for the other one is there as well. */
	app_kit_type(&app, "1");
	CU_ASSERT_TRUE(app_kit_sees(&app, " Liddell "));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "bob@example.org"));
	app_kit_press(&app, PRESS_ESC);
	/* What was saved is no draft any more. */
	app_kit_type(&app, "n");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_STRING_EQUAL(app.address, "bob@example.org");
	app_kit_press(&app, PRESS_ESC);
	app_kit_type(&app, "n");
	CU_ASSERT_TRUE(app_kit_lacks(&app, "[bob@example.org "));
	end();
}

const struct test tests_app[] = {
	TEST(secrets_are_forgotten_after_five_minutes),
	TEST(what_is_carried_along_is_forgotten_too),
	TEST(text_that_is_no_secret_outlives_the_pause),
	TEST(a_file_that_is_not_there_is_told),
	TEST(a_name_to_be_written_is_not_called_good),
	TEST(a_key_shows_what_was_typed_and_hides_it),
	TEST(leaving_the_line_hides_it),
	TEST(leaving_the_screen_hides_it),
	TEST(a_pause_hides_it),
	TEST(a_new_passphrase_is_rated_and_compared),
	TEST(cancelling_gives_the_screen_back_at_once),
	TEST(the_screen_may_be_left_and_come_back_to),
	TEST(a_question_goes_with_the_work_it_was_about),
	TEST(cancelling_twice_leaves),
	TEST(time_goes_on_while_keys_are_pressed),
	TEST(several_things_brought_are_a_list),
	TEST(a_paste_on_the_overview_is_brought),
	TEST(a_paste_into_another_field_is_brought),
	TEST(a_paste_of_one_line_waits_to_be_looked_at),
	TEST(too_long_a_paste_says_so_anywhere),
	TEST(a_paste_that_arrives_as_keys_is_no_command),
	TEST(keys_of_a_paste_leave_a_field_they_are_not_for),
	TEST(several_certificates_as_keys_are_one_paste),
	TEST(a_blank_is_a_key_only_where_it_is_no_letter),
	TEST(a_new_identity_keeps_what_was_typed),
	{0},
};
