/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book on the screen: found as one types, added, removed. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/app-kit.h"
#include "tests/book-kit.h"
#include "tests/journey-kit.h"

static struct app app;

static void begin(void)
{
	struct env *env = kit_begin();
	struct book *b = opened(env, BOOK_WRITE);

	put(b, person("Bob Baker", "bob@example.org", env->now, 365), NULL);
	put(b, person("Eve", "eve@example.org", env->now, 20), NULL);
	book_close(b);
	app_kit_begin(&app, env);
	app_kit_type(&app, "p");
}

static void end(void)
{
	app_end(&app);
	kit_end();
}

static void everybody_is_there_with_the_state_in_words(void)
{
	begin();
	CU_ASSERT_TRUE(app_kit_sees(&app, "2 people"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[  ] bob@example.org"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "[! ] eve@example.org"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "ends soon, on"));
	end();
}

static void what_is_typed_finds(void)
{
	begin();
	app_kit_type(&app, "bak");
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 person"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "bob@example.org"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "eve@example.org"));
	app_kit_press(&app, PRESS_BACKSPACE);
	for (int i = 0; i < 3; i++)
		app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_EQUAL(app_kit_row(&app)->kind, ROW_ITEM);
	/* Letters go to the line from anywhere, those of commands too. */
	app_kit_type(&app, "q");
	CU_ASSERT_TRUE(app_kit_sees(&app, "Nobody was found."));
	CU_ASSERT_EQUAL(app_kit_row(&app)->kind, ROW_ENTRY);
	end();
}

static void enter_opens_the_only_one(void)
{
	begin();
	app_kit_type(&app, "eve");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Can I write to them?"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "eve@example.org (Eve)"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "Purpose"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Their certificates"));
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_ESC);
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 person"));
	end();
}

/* Down to the row with that text. */
static void go_to(const char *text)
{
	for (int i = 0; i < 20; i++) {
		const struct row *row = app_kit_row(&app);

		if (row->text && strcmp(row->text, text) == 0)
			return;
		app_kit_press(&app, PRESS_DOWN);
	}
	CU_FAIL_FATAL("no such row");
}

static void a_note_is_written_changed_and_removed(void)
{
	begin();
	app_kit_type(&app, "eve");
	app_kit_press(&app, PRESS_ENTER);
	go_to("Write a note");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "met at the fair");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "The note is saved."));
	CU_ASSERT_TRUE(app_kit_sees(&app, "met at the fair"));
	go_to("Change the note");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, ", twice");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "met at the fair, twice"));
	go_to("Change the note");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_CUT_START);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_lacks(&app, "met at the fair"));
	go_to("Write a note");
	end();
}

static void what_was_typed_for_one_is_not_there_for_another(void)
{
	begin();
	app_kit_type(&app, "eve");
	app_kit_press(&app, PRESS_ENTER);
	go_to("Write a note");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "about Eve");
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[about Eve"));
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_ESC);
	app_kit_press(&app, PRESS_CUT_START);
	app_kit_type(&app, "bob");
	app_kit_press(&app, PRESS_ENTER);
	go_to("Write a note");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_lacks(&app, "about Eve"));
	end();
}

static void enter_removes_nobody(void)
{
	begin();
	app_kit_type(&app, "eve");
	app_kit_press(&app, PRESS_ENTER);
	go_to("Remove from the address book");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "y: yes, any other key: no"));
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Nothing was removed."));
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "y");
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 certificate was removed."));
	CU_ASSERT_TRUE(app_kit_sees(&app, "0 people"));
	end();
}

static void what_is_kept_for_others_is_told(void)
{
	struct book *b;

	begin();
	b = opened(app.options.env, BOOK_WRITE);
	put(b, for_two(), NULL);
	book_close(b);
	app_kit_type(&app, "bob@");
	app_kit_press(&app, PRESS_ENTER);
	go_to("Remove from the address book");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "y");
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 certificate is kept, because it "
					  "is also for office@example.org."));
	app_kit_press(&app, PRESS_CUT_START);
	CU_ASSERT_TRUE(app_kit_sees(&app, "[  ] office@example.org"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "[  ] bob@example.org"));
	end();
}

static void root_of_their_issuer_can_be_trusted(void)
{
	const struct identity *id = identity(KEY_P256);
	char *print = hex_text(id->root->fingerprint, 4, 0);
	struct buf pem = {0};

	begin();
	cert_pem(id->root, &pem);
	app_kit_paste(&app, pem.data);
	app_kit_type(&app, "bob");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_DOWN);
	CU_ASSERT_TRUE(app_kit_sees(&app, "> [ Trust the root of their issuer"));
	app_kit_press(&app, PRESS_ENTER);
	app_kit_type(&app, "00112233");
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "These digits are not those"));
	app_kit_press(&app, PRESS_CUT_START);
	app_kit_type(&app, print);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "is trusted here."));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "Trust the root"));
	app_kit_press(&app, PRESS_HOME);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_lacks(&app, "rcpt-untrusted"));
	buf_clear(&pem);
	free(print);
	end();
}

static void what_is_pasted_is_added(void)
{
	struct cert *c;
	struct buf pem = {0};

	begin();
	c = person("Carol", "carol@example.org", TEST_NOW, 365);
	cert_pem(c, &pem);
	app_kit_paste(&app, pem.data);
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 certificate is new"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "3 people"));
	app_kit_paste(&app, "carol");
	CU_ASSERT_TRUE(app_kit_sees(&app, "1 person"));
	app_kit_paste(&app, "a line\nand another\n");
	CU_ASSERT_TRUE(app_kit_sees(&app, "of no kind that is known"));
	buf_clear(&pem);
	cert_free(c);
	end();
}

static void a_file_is_added_by_its_name(void)
{
	struct cert *c;
	char *path = path_join(test_dir(), "carol.cer");

	begin();
	c = person("Carol", "carol@example.org", TEST_NOW, 365);
	test_write(path, c->der.data, c->der.len);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Add to the address book"));
	app_kit_type(&app, "/nowhere");
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "cannot be read"));
	app_kit_press(&app, PRESS_CUT_START);
	app_kit_type(&app, path);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "3 people"));
	free(path);
	cert_free(c);
	end();
}

static void to_the_name(void)
{
	for (int i = 0; i < 6; i++)
		if (app_kit_row(&app)->kind != ROW_ENTRY)
			app_kit_press(&app, PRESS_NEXT);
}

static void a_certificate_is_saved_as_a_file(void)
{
	char *path = path_join(test_dir(), "bob.cer");
	struct report r = {0};
	struct cert *c = NULL;
	struct buf der = {0};

	begin();
	app_kit_type(&app, "bob");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_DOWN);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Save a certificate as a file"));
	to_the_name();
	app_kit_type(&app, path);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Saved as"));
	test_read(path, &der);
	CU_ASSERT_EQUAL_FATAL(cert_parse(der.data, der.len, &c, &r), 0);
	CU_ASSERT_STRING_EQUAL(c->emails.items[0], "bob@example.org");
	/* Never twice. */
	app_kit_press(&app, PRESS_ENTER);
	to_the_name();
	app_kit_type(&app, path);
	app_kit_press(&app, PRESS_F2);
	CU_ASSERT_TRUE(app_kit_sees(&app, "There is a file of this name"));
	cert_free(c);
	buf_clear(&der);
	free(path);
	end();
}

static void where_it_goes_is_told(void)
{
	begin();
	app_kit_type(&app, "bob");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_DOWN);
	app_kit_press(&app, PRESS_DOWN);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "bob@example.org: iPhone"));
	end();
}

static void a_book_that_cannot_be_opened_is_told(void)
{
	struct env *env = kit_begin();
	struct report r = {0};
	char *path = book_path(env);

	CU_ASSERT_EQUAL(fsio_mkdir(path, &r), 0);
	app_kit_begin(&app, env);
	app_kit_type(&app, "p");
	CU_ASSERT_TRUE(app_kit_sees(&app, "not an ordinary file"));
	free(path);
	end();
}

/* Whoever trusted it would see no more than that the issuer is unknown. */
static void damaged_root_file_is_told_with_the_verdict(void)
{
	const struct identity *id = identity(KEY_P256);
	char *path, *dir;
	struct buf pem = {0};

	begin();
	dir = path_join(app.options.env->home, WS_ROOTS);
	path = path_join(dir, "choir.pem");
	CU_ASSERT_EQUAL(mkdir(dir, 0700), 0);
	test_write(path, "damaged", 7);
	cert_pem(id->root, &pem);
	app_kit_paste(&app, pem.data);
	app_kit_type(&app, "bob");
	app_kit_press(&app, PRESS_ENTER);
	app_kit_press(&app, PRESS_ENTER);
	CU_ASSERT_TRUE(app_kit_sees(&app, "Can you write encrypted mail"));
	for (int i = 0; i < 63; i++)
		app_kit_press(&app, PRESS_PAGE_DOWN);
	CU_ASSERT_TRUE(app_kit_sees(&app, "A file among the roots"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "choir.pem"));
	CU_ASSERT_TRUE(app_kit_sees(&app, "key b of the"));
	CU_ASSERT_TRUE(app_kit_lacks(&app, "smime-setup roots"));
	buf_clear(&pem);
	free(path);
	free(dir);
	end();
}

const struct test tests_people[] = {
	TEST(everybody_is_there_with_the_state_in_words),
	TEST(what_is_typed_finds),
	TEST(enter_opens_the_only_one),
	TEST(a_note_is_written_changed_and_removed),
	TEST(what_was_typed_for_one_is_not_there_for_another),
	TEST(enter_removes_nobody),
	TEST(what_is_kept_for_others_is_told),
	TEST(root_of_their_issuer_can_be_trusted),
	TEST(damaged_root_file_is_told_with_the_verdict),
	TEST(what_is_pasted_is_added),
	TEST(a_file_is_added_by_its_name),
	TEST(a_certificate_is_saved_as_a_file),
	TEST(where_it_goes_is_told),
	TEST(a_book_that_cannot_be_opened_is_told),
	{0},
};
