/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing a file in the wizard: the list, its filter, its folders. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/app-kit.h"
#include "tests/journey-kit.h"

static struct app app;
static char *user_home;

static void make(const char *name, time_t time)
{
	const struct timespec times[] = {{.tv_sec = time}, {.tv_sec = time}};
	char *path = path_join(user_home, name);

	test_write(path, "x", 1);
	CU_ASSERT_EQUAL(utimensat(AT_FDCWD, path, times, 0), 0);
	free(path);
}

static void make_folder(const char *name)
{
	struct report report = {0};
	char *path = path_join(user_home, name);

	CU_ASSERT_EQUAL(fsio_mkdir(path, &report), 0);
	free(path);
}

/* The list of a home with two files, from the form for what is brought. */
static void begin_with(const char *typed)
{
	struct env *env = kit_begin();

	user_home = fsio_whole_path(test_dir());
	env->user_home = user_home;
	make("old.p7b", 1000);
	make("new.pem", TEST_NOW);
	make(".hidden", 2000);
	make_folder("mail");
	make("mail/in.eml", 3000);
	app_kit_begin(&app, env);
	app_kit_type(&app, "b");
	app_kit_type(&app, typed);
	app_kit_press(&app, PRESS_F4);
}

static void begin(void)
{
	begin_with("~/");
	CU_ASSERT_TRUE(app_kit_sees(&app, "Choose a file"));
}

static void end(void)
{
	app_end(&app);
	kit_end();
	free(user_home);
	user_home = NULL;
}

static bool selects(const char *label)
{
	const struct row *row = app_kit_row(&app);

	return row && row->label && strcmp(row->label, label) == 0;
}

static void the_list_begins_with_the_newest(void)
{
	begin();
	app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_TRUE(selects("new.pem"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "2026-06-01  1 B"));
	app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_TRUE(selects("old.p7b"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, ".hidden"));
	end();
}

static void what_is_selected_is_named(void)
{
	begin();
	app_kit_type(&app, "new");
	CU_ASSERT_TRUE(app_kit_sees(&app, "It is  "));
	end();
}

static void enter_takes_a_file_into_the_field(void)
{
	begin();
	app_kit_type(&app, "OLD");
	CU_ASSERT_TRUE(selects("old.p7b"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[~/old.p7b "));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Bring a file"));
	end();
}

static void escape_empties_the_filter_and_then_goes_back(void)
{
	begin();
	app_kit_type(&app, "nothing like it");
	CU_ASSERT_TRUE(app_kit_sees(&app, "There is nothing to choose"));
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "new.pem"));
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[~/ "));
	end();
}

static void folders_open_and_close(void)
{
	begin();
	app_kit_type(&app, "mail");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(selects("in.eml"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "In ~/mail, the newest first."));
	app_kit_press(&app, PRESS_LEFT);
	CU_ASSERT_TRUE(app_kit_sees(&app, "In ~, the newest first."));
	app_kit_type(&app, "mail");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_BACKSPACE);
	CU_ASSERT_TRUE(app_kit_sees(&app, "In ~, the newest first."));
	app_kit_type(&app, "/");
	CU_ASSERT_TRUE(app_kit_sees(&app, "In /, the newest first."));
	app_kit_type(&app, "~");
	CU_ASSERT_TRUE(app_kit_sees(&app, "In ~, the newest first."));
	end();
}

static void hidden_files_are_shown_on_demand(void)
{
	begin();
	app_kit_press(&app, PRESS_F4);
	CU_ASSERT_TRUE(app_kit_sees(&app, ".hidden"));
	app_kit_press(&app, PRESS_F4);
	CU_ASSERT_TRUE(app_kit_lacks(&app, ".hidden"));
	app_kit_type(&app, ".hid");
	CU_ASSERT_TRUE(selects(".hidden"));
	end();
}

static void the_list_opens_where_it_was_left(void)
{
	begin();
	app_kit_type(&app, "mail");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_CUT_START);
	app_kit_press(&app, PRESS_F4);
	CU_ASSERT_TRUE(app_kit_sees(&app, "In ~/mail, the newest first."));
	end();
}

static void a_folder_that_is_not_there_is_not_opened(void)
{
	begin_with("~/nowhere/");
	CU_ASSERT_TRUE(app_kit_sees(&app, "In ~, the newest first."));
	end();
}

/* The name is shown harmless, and is not taken. */
static void a_hostile_name_is_not_chosen(void)
{
	begin();
	make("evil\033[2J", TEST_NOW + 1);
	app_kit_press(&app, PRESS_LEFT);
	app_kit_type(&app, "~evil");
	CU_ASSERT_TRUE(selects("evil\\x1B[2J"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Its name holds what cannot be"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Choose a file"));
	end();
}

static void many_files_are_found_by_their_names(void)
{
	begin();
	for (int i = 0; i < 300; i++) {
		char *name = xasprintf("many-%03d", i);

		make(name, TEST_NOW + 300 - i);
		free(name);
	}
	app_kit_type(&app, "/~");
	CU_ASSERT_TRUE(view_focusable(&app.view) < 220);
	app_kit_type(&app, "many-299");
	CU_ASSERT_TRUE(selects("many-299"));
	end();
}

/* A file to be written goes into a folder, under the name typed before. */
static void a_new_file_gets_its_folder(void)
{
	struct env *env = kit_begin();

	user_home = fsio_whole_path(test_dir());
	env->user_home = user_home;
	make_folder("to");
	kit_walk(STEP_REQUEST);
	app_kit_begin(&app, env);
	app_kit_type(&app, "3");
	while (app_kit_row(&app)->kind != ROW_ENTRY)
		app_kit_press(&app, PRESS_DOWN);
	app_kit_type(&app, "~/my.csr");
	app_kit_press(&app, PRESS_F4);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Choose a folder"));
	app_kit_type(&app, "to");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> [ Into this folder ]"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[~/to/my.csr "));
	end();
}

static void the_field_says_what_the_file_is(void)
{
	struct env *env = kit_begin();
	char *path, *folder;

	kit_walk(STEP_CERTIFICATE);
	path = kit_file(WS_CERT);
	folder = xstrndup(path, (size_t)(path_base(path) - path));
	env->user_home = folder;
	app_kit_begin(&app, env);
	app_kit_type(&app, "b~/certificate.pe");
	CU_ASSERT_TRUE(app_kit_lacks(&app, "] a certificate"));
	app_kit_type(&app, "m");
	CU_ASSERT_TRUE(app_kit_sees(&app, "] a certificate"));
	app_end(&app);
	kit_end();
	free(path);
	free(folder);
}

const struct test tests_files[] = {
	TEST(the_list_begins_with_the_newest),
	TEST(what_is_selected_is_named),
	TEST(enter_takes_a_file_into_the_field),
	TEST(escape_empties_the_filter_and_then_goes_back),
	TEST(folders_open_and_close),
	TEST(hidden_files_are_shown_on_demand),
	TEST(the_list_opens_where_it_was_left),
	TEST(a_folder_that_is_not_there_is_not_opened),
	TEST(a_hostile_name_is_not_chosen),
	TEST(many_files_are_found_by_their_names),
	TEST(a_new_file_gets_its_folder),
	TEST(the_field_says_what_the_file_is),
	{0},
};
