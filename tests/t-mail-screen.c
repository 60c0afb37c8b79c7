/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own mail searched for certificates, in the wizard. */
#include <stdlib.h>
#include <string.h>

#include "tests/app-kit.h"
#include "tests/harvest-kit.h"
#include "ui/both/scan.h"

static struct app app;
static struct env env;
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

/* An inbox with a signed letter where a mail program would keep it. */
static void make_inbox(void)
{
	char *folder = path_join(user_home, ".thunderbird/a.default/Mail");
	char *path = path_join(folder, "Inbox");
	struct buf mbox = {0};
	struct report r = {0};

	buf_adds(&mbox, PLAIN);
	add_signed(KEY_P256, &mbox);
	CU_ASSERT_EQUAL(fsio_mkdir(folder, &r), 0);
	test_write(path, mbox.data, mbox.len);
	buf_clear(&mbox);
	free(path);
	free(folder);
}

static void begin_at_home(bool has_mail)
{
	static int n;
	struct report r = {0};

	user_home = xasprintf("%s/mail-user-%d", test_dir(), n++);
	CU_ASSERT_EQUAL_FATAL(fsio_mkdir(user_home, &r), 0);
	env = book_home();
	env.user_home = user_home;
	if (has_mail)
		make_inbox();
	app_kit_begin(&app, &env);
	app_kit_type(&app, "p");
	go_to("Search your mail for certificates");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Where is your mail kept?"));
}

static void leave(void)
{
	app_end(&app);
	free(user_home);
}

static void a_usual_place_is_read_at_one_key(void)
{
	begin_at_home(true);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> Thunderbird"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "~/.thunderbird/a.default/Mail"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "] Reading your mail: "));
	app_kit_wait(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "What was found"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 new certificate is in"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Letters in them"));
	app_kit_press(&app, PRESS_ESC);
	/* The same once more brings nothing new. */
	go_to("Thunderbird");
	app_kit_press(&app, PRESS_F2);
	app_kit_wait(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "no certificate that was not in"));
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 person"));
	leave();
}

static void one_may_leave_and_come_back(void)
{
	begin_at_home(true);
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "] Reading your mail: "));
	app_kit_press(&app, PRESS_ESC);
	app_kit_wait(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Your mail has been read."));
	app_kit_type(&app, "p");
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 person"));
	go_to("Search your mail for certificates");
	app_kit_press(&app, PRESS_ENTER);
	go_to("What was found the last time");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 new certificate is in"));
	leave();
}

static void what_was_stopped_leaves_the_screen_at_once(void)
{
	begin_at_home(true);
	app_kit_press(&app, PRESS_ENTER);
	app_kit_interrupt(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Where is your mail kept?"));
	app_kit_wait(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Where is your mail kept?"));
	leave();
}

static void what_was_typed_is_there_again(void)
{
	begin_at_home(false);
	app_kit_type(&app, "~/nowhere");
	app_kit_press(&app, PRESS_ESC);
	go_to("Search your mail for certificates");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "~/nowhere"));
	app_kit_press(&app, PRESS_F2);
	app_kit_wait(&app);
	CU_ASSERT_TRUE(app_kit_sees(&app, "The file cannot be read"));
	leave();
}

static void nothing_named_is_told(void)
{
	begin_at_home(false);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_PTR_NULL(app.job);
	CU_ASSERT_TRUE(app_kit_sees(&app, "name a file or folder."));
	leave();
}

static void a_folder_is_chosen_from_a_list(void)
{
	begin_at_home(true);
	app_kit_press(&app, PRESS_F4);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Choose a file or folder"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[ All of this folder ]"));
	app_kit_type(&app, "~");
	app_kit_press(&app, PRESS_HOME);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Where is your mail kept?"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[~/"));
	leave();
}

static bool reads(const struct scan_pace *p, const char *should)
{
	char *is = scan_pace_text(p);
	bool same = strcmp(is, should) == 0;

	if (!same)
		fprintf(stderr, "%s, not %s\n", is, should);
	free(is);
	return same;
}

static void how_far_it_is_is_told(void)
{
	struct scan_pace p = {.read = 400000000,
			      .total = 3400000000,
			      .spent = 1000};

	CU_ASSERT(reads(&p, "400 MB of 3.4 GB, 400 MB/s, 8 s left"));
	/* What is known from before takes no time. */
	p.skipped = 2600000000;
	CU_ASSERT(reads(&p, "3.0 GB of 3.4 GB, 400 MB/s, 2 s left"));
	p.total = 0;
	CU_ASSERT(reads(&p, "3.0 GB, 400 MB/s"));
	p = (struct scan_pace){0};
	CU_ASSERT(reads(&p, "0 kB, 0 kB/s"));
}

const struct test tests_mail_screen[] = {
	TEST(a_usual_place_is_read_at_one_key),
	TEST(one_may_leave_and_come_back),
	TEST(what_was_stopped_leaves_the_screen_at_once),
	TEST(what_was_typed_is_there_again),
	TEST(nothing_named_is_told),
	TEST(a_folder_is_chosen_from_a_list),
	TEST(how_far_it_is_is_told),
	{0},
};
