/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over by a profile, in the wizard. */
#include <stdlib.h>
#include <string.h>

#include "tests/app-kit.h"
#include "tests/journey-kit.h"

static struct app app;
static char *user_home;

/* Down to the row with that label or text. */
static void go_to(const char *name)
{
	for (int i = 0; i < 50; i++) {
		const struct row *row = app_kit_row(&app);

		if ((row->label && strcmp(row->label, name) == 0) ||
		    (row->text && strcmp(row->text, name) == 0))
			return;
		app_kit_press(&app, PRESS_DOWN);
	}
	CU_FAIL_FATAL("no such row");
}

/* At the form, from the step that hands over. */
static void begin(void)
{
	struct env *env = kit_begin();

	user_home = xstrdup(test_dir());
	env->user_home = user_home;
	kit_walk(STEP_BUNDLE);
	app_kit_begin(&app, env);
	app_kit_type(&app, "8");
	go_to("A profile for iPhone, iPad or Mac instead");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Profile for Apple devices"));
}

static void end(void)
{
	app_end(&app);
	kit_end();
	free(user_home);
}

static bool is_saved(bool with_key)
{
	char *path = path_join(user_home, "alice@example.org.mobileconfig");
	struct buf b = {0};
	bool has;

	test_read(path, &b);
	has = b.len && strstr(b.data, "com.apple.security.pkcs12");
	buf_clear(&b);
	free(path);
	return has == with_key;
}

static void a_wrong_passphrase_stays_on_the_form(void)
{
	begin();
	go_to("Passphrase");
	app_kit_type(&app, "not this one");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[~/alice@example.org.mobileconfig"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Passphrase"));
	end();
}

static void a_missing_passphrase_is_asked_for(void)
{
	begin();
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_STRING_EQUAL(app_kit_row(&app)->label, "Passphrase");
	end();
}

static void the_profile_is_written_and_its_password_shown_once(void)
{
	begin();
	go_to("Passphrase");
	app_kit_type(&app, "open");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "The profile is written"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Show the password"));
	CU_ASSERT_TRUE(is_saved(true));
	end();
}

static void without_the_key_nothing_secret_is_asked(void)
{
	begin();
	app_kit_press(&app, PRESS_HOME);
	app_kit_press(&app, PRESS_DOWN);
	app_kit_type(&app, " ");
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Passphrase"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Mail account"));
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "The profile is written"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Show the password"));
	CU_ASSERT_TRUE(is_saved(false));
	end();
}

static void a_new_account_wants_its_servers(void)
{
	begin();
	go_to("Mail account");
	app_kit_press(&app, PRESS_DOWN);
	app_kit_type(&app, " ");
	CU_ASSERT_TRUE(app_kit_sees(&app, "Server for sending"));
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_STRING_EQUAL(app_kit_row(&app)->label,
			       "Server for receiving");
	end();
}

static bool is_chosen(const char *text)
{
	for (size_t i = 0; i < app.view.nrows; i++)
		if (app.view.rows[i].kind == ROW_CHOICE &&
		    strcmp(app.view.rows[i].text, text) == 0)
			return app.view.rows[i].chosen;
	return false;
}

static void what_was_typed_and_chosen_is_there_again(void)
{
	begin();
	go_to("Mail account");
	app_kit_press(&app, PRESS_DOWN);
	app_kit_type(&app, " ");
	go_to("Server for receiving");
	app_kit_type(&app, "imap.example.org");
	go_to("Save it as");
	app_kit_press(&app, PRESS_CUT_START);
	app_kit_type(&app, "~/other.mobileconfig");
	go_to("Passphrase");
	app_kit_type(&app, "a secret");
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Hand"));
	go_to("A profile for iPhone, iPad or Mac instead");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(is_chosen("A new one, IMAP"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[imap.example.org"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[~/other.mobileconfig"));
	go_to("Passphrase");
	CU_ASSERT_EQUAL(entry_len(app_kit_row(&app)->entry), 0);
	end();
}

const struct test tests_profile_screen[] = {
	TEST(a_wrong_passphrase_stays_on_the_form),
	TEST(a_missing_passphrase_is_asked_for),
	TEST(the_profile_is_written_and_its_password_shown_once),
	TEST(without_the_key_nothing_secret_is_asked),
	TEST(a_new_account_wants_its_servers),
	TEST(what_was_typed_and_chosen_is_there_again),
	{0},
};
