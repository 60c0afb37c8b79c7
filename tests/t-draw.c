/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens as text: laid out at several sizes, and read back cell by cell. */
#include "tests/test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curses.h>

#include "ui/view/draw.h"

static const struct key_word keys[] = {
	{"Enter", "Open", ""},
	{"Up/Down", "Move", ""},
	{"?", "Help", ""},
	{0},
};

static void make(struct view *v)
{
	*v = (struct view){.keys = keys,
			   .selected = 1,
			   .follow = true,
			   .status_role = ROLE_GAP};
	v->title = xstrdup("Overview");
	v->right = xstrdup("a@example.org");
	v->status = xstrdup("Saved.");
	view_item(v, 0, "[ok]", "1 Your details", "Alice");
	view_item(v, 1, "[->]", "2 Key pair", "Make the key");
	view_item(v, 2, "[  ]", "3 Request", "first: Key pair");
	page_add(&v->pane, ROLE_TEXT, "Two halves made together.");
}

static char *text_of(struct view *v, size_t rows, size_t cols)
{
	struct sheet sheet = {0};
	struct buf b = {0};

	layout(v, rows, cols, &sheet);
	CU_ASSERT_EQUAL(sheet.n, rows);
	sheet_text(&sheet, &b);
	sheet_clear(&sheet);
	return buf_take(&b);
}

static bool is_same(char *is, const char *want)
{
	bool same = strcmp(is, want) == 0;

	if (!same)
		fprintf(stderr, "is:\n%s\nwant:\n%s\n", is, want);
	free(is);
	return same;
}

static void a_tiny_window_says_what_it_needs(void)
{
	struct view v;

	make(&v);
	CU_ASSERT(is_same(text_of(&v, 5, 20), "Window too small\n"
					      "(20x5). Make it 30x8\n"
					      "or larger; nothing\n"
					      "is lost.\n\n"));
	view_clear(&v);
}

static void every_size_gives_a_whole_window(void)
{
	struct view v;

	make(&v);
	for (size_t rows = 1; rows < 60; rows += 3)
		for (size_t cols = 1; cols < 300; cols += 7)
			free(text_of(&v, rows, cols));
	view_clear(&v);
}

static void a_list_stands_above_its_pane(void)
{
	struct view v;

	make(&v);
	CU_ASSERT(is_same(
		text_of(&v, 10, 80),
		" S/MIME setup - Overview                                      "
		"    "
		"a@example.org\n"
		"  [ok] 1 Your details  Alice\n"
		"> [->] 2 Key pair      Make the key\n"
		"  [  ] 3 Request       first: Key pair\n"
		"\n"
		"\n"
		"  ------------------------------------------------------------"
		"----------------\n"
		"  Two halves made together.\n"
		" Saved.\n"
		" Enter Open   Up/Down Move   ? Help\n"));
	view_clear(&v);
}

static void a_narrow_list_keeps_marks_and_names(void)
{
	struct view v;

	make(&v);
	CU_ASSERT(is_same(text_of(&v, 8, 30), " Overview       a@example.org\n"
					      "  [ok] 1 Your details\n"
					      "> [->] 2 Key pair\n"
					      "  [  ] 3 Request\n"
					      "\n"
					      " Saved.\n"
					      " Enter Open   Up/Down Move\n"
					      " ? Help\n"));
	view_clear(&v);
}

static void every_key_with_a_word_is_shown(void)
{
	static const struct key_word many[] = {
		{"Enter", "Choose", ""},   {"Up/Down", "Move", ""},
		{"b", "Bring a file", ""}, {"d", "What is wrong?", ""},
		{"Esc", "Back", ""},	   {"x", "", ""},
		{"?", "Help", ""},	   {0},
	};
	struct view v;
	char *text;

	make(&v);
	v.keys = many;
	text = text_of(&v, 24, 80);
	CU_ASSERT_PTR_NOT_NULL(strstr(
		text, " Enter Choose  Up/Down Move  b Bring a file  "
		      "d What is wrong?  Esc Back  ? Help\n"));
	free(text);
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NOT_NULL(strstr(text,
				      " Enter Choose   Up/Down Move\n"
				      " b Bring a file   d What is wrong?\n"
				      " Esc Back   ? Help\n"));
	free(text);
	view_clear(&v);
}

static void a_message_is_shown_whole(void)
{
	struct view v;
	char *text;

	make(&v);
	free(v.status);
	v.status = xstrdup("You have not seen it yet, and it is kept nowhere. "
			   "p shows it.");
	v.status_role = ROLE_WARN;
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NOT_NULL(strstr(
		text, " You have not seen it yet, and it is\n"
		      " kept nowhere. p shows it.\n"));
	free(text);
	view_clear(&v);
}

static void the_selected_row_is_scrolled_into_sight(void)
{
	struct view v = {.keys = keys, .follow = true, .selected = 39};
	char *text;

	v.title = xstrdup("T");
	for (int i = 0; i < 40; i++) {
		char *label = xasprintf("row %d", i);

		view_item(&v, i, NULL, label, "");
		free(label);
	}
	text = text_of(&v, 10, 80);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "> row 39"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "[more above]"));
	free(text);
	view_clear(&v);
}

static size_t lines_of_pane(bool reads)
{
	struct view v;
	char *text, *at;
	size_t n = 0;

	make(&v);
	v.reads = reads;
	for (int i = 0; i < 20; i++) {
		view_item(&v, 3 + i, "[ok]", "more", "");
		page_add(&v.pane, ROLE_TEXT, "pane %d", i);
	}
	text = text_of(&v, 16, 60);
	for (at = text; (at = strstr(at, "  pane ")) != NULL; at++)
		n++;
	free(text);
	view_clear(&v);
	return n;
}

static void what_is_read_has_most_of_a_small_window(void)
{
	CU_ASSERT_TRUE(lines_of_pane(true) > lines_of_pane(false));
	CU_ASSERT_TRUE(lines_of_pane(true) >= 6);
}

static void what_was_just_said_is_read_whole(void)
{
	struct view v;
	char *text;

	make(&v);
	for (int i = 0; i < 20; i++)
		view_item(&v, 3 + i, "[ok]", "more", "");
	free(v.status);
	v.status = xstrdup("You have not seen the password yet. p shows it.");
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NULL(strstr(text, "shows it."));
	free(text);
	v.status_role = ROLE_WARN;
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "shows it."));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "[more v]"));
	free(text);
	view_clear(&v);
}

static void an_error_stands_below_its_field(void)
{
	struct entry e = {0};
	struct view v = {.keys = keys, .selected = 0, .follow = true};
	struct row *row = view_row(&v, ROW_ENTRY);
	char *text;

	v.title = xstrdup("T");
	entry_set(&e, "alice");
	row->label = xstrdup("Address");
	row->entry = &e;
	row->error = xstrdup("It needs an @");
	text = text_of(&v, 8, 80);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "> Address  [alice"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n  [! ] It needs an @\n"));
	free(text);
	view_clear(&v);
	entry_clear(&e);
}

/* A terminal in this process: nothing is seen, everything can be read. */
static char *painted(struct view *v, int rows, int cols)
{
	FILE *in = fopen("/dev/null", "r"), *out = fopen("/dev/null", "w");
	SCREEN *screen = newterm("xterm-256color", out, in);
	struct sheet sheet = {0};
	struct buf b = {0};

	CU_ASSERT_PTR_NOT_NULL_FATAL(screen);
	resizeterm(rows, cols);
	draw_start(false);
	layout(v, (size_t)rows, (size_t)cols, &sheet);
	draw_sheet(&sheet);
	for (int y = 0; y < rows; y++) {
		char line[1024];

		mvinnstr(y, 0, line, sizeof(line) - 1);
		buf_adds(&b, line);
		buf_addc(&b, '\n');
	}
	sheet_clear(&sheet);
	endwin();
	delscreen(screen);
	fclose(in);
	fclose(out);
	return buf_take(&b);
}

static void what_is_painted_is_what_was_laid_out(void)
{
	struct view v;
	char *text;

	make(&v);
	text = painted(&v, 24, 80);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "> [->] 2 Key pair      Make"));
	free(text);
	view_clear(&v);
}

static void without_utf8_letters_are_written_out(void)
{
	struct view v;
	char *text;

	setlocale(LC_CTYPE, "C");
	make(&v);
	view_line(&v, ROLE_TEXT, "M\xc3\xbcller");
	text = painted(&v, 24, 80);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "M\\u{00FC}ller"));
	free(text);
	view_clear(&v);
}

static void in_a_field_without_utf8_cells_keep_their_place(void)
{
	struct entry e = {0};
	struct view v = {.keys = keys, .selected = 0, .follow = true};
	struct row *row = view_row(&v, ROW_ENTRY);
	char *text;

	setlocale(LC_CTYPE, "C");
	v.title = xstrdup("T");
	entry_set(&e, "Zo\303\253 \346\274\242.");
	row->label = xstrdup("Name");
	row->entry = &e;
	text = painted(&v, 24, 80);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "[Zo? ??.  "));
	free(text);
	view_clear(&v);
	entry_clear(&e);
}

static void a_control_byte_never_reaches_the_terminal(void)
{
	struct view v;
	char *text;

	make(&v);
	view_line(&v, ROLE_CODE, "a\033[2Jb");
	text = painted(&v, 24, 80);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "a?[2Jb"));
	free(text);
	view_clear(&v);
}

/* Cells between the brackets of a field with that label. */
static size_t cells_of_field(const char *text, const char *note, size_t cols)
{
	struct entry e = {0};
	struct view v = {.keys = keys, .selected = 0, .follow = true};
	struct row *row = view_row(&v, ROW_ENTRY);
	char *screen, *from;
	size_t n;

	v.title = xstrdup("T");
	entry_set(&e, text);
	row->label = xstrdup("Mail address");
	row->note = xstrdup(note);
	row->entry = &e;
	screen = text_of(&v, 10, cols);
	from = strchr(screen, '[');
	n = strcspn(from, "]");
	free(screen);
	view_clear(&v);
	entry_clear(&e);
	return n - 1;
}

static void a_field_has_the_width_that_is_there(void)
{
	const char *name = "an.address.that.is.rather.long@mail.example.org";

	CU_ASSERT_EQUAL(cells_of_field("a", "ok", 80), 40);
	CU_ASSERT_EQUAL(cells_of_field("a", "ok", 60), 27);
	CU_ASSERT_EQUAL(cells_of_field("a", "ok", 40), 25);
	/* It grows where the text needs it, as far as the remark leaves room. */
	CU_ASSERT_EQUAL(cells_of_field(name, "ok", 80), strlen(name) + 2);
	CU_ASSERT_EQUAL(cells_of_field(name, "ok", 60), 38);
	CU_ASSERT_EQUAL(cells_of_field(name, "a longer remark", 60), 27);
}

static void a_typed_secret_is_in_no_cell(void)
{
	struct entry e;
	struct view v = {.keys = keys, .selected = 0, .follow = true};
	struct row *row = view_row(&v, ROW_ENTRY);
	char *text;

	v.title = xstrdup("T");
	entry_init_secret(&e);
	entry_paste(&e, "horse", 5);
	row->label = xstrdup("Passphrase");
	row->entry = &e;
	text = painted(&v, 24, 80);
	CU_ASSERT_PTR_NULL(strstr(text, "horse"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "[*****"));
	free(text);
	view_clear(&v);
	entry_clear(&e);
}

static void what_always_stands_there_ends_with_a_clause(void)
{
	struct view v;
	char *text;

	make(&v);
	free(v.status);
	v.status = xstrdup("Esc goes back; all but the secrets is kept here.");
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n Esc goes back\n"));
	free(text);
	text = text_of(&v, 15, 60);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "secrets is kept here.\n"));
	free(text);
	free(v.status);
	v.status = xstrdup("Oneverylongwordthatdoesnotfitinsidethewindow");
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "fitinside...\n"));
	free(text);
	view_clear(&v);
}

static void a_long_title_is_cut_with_a_mark(void)
{
	struct view v;
	char *text;

	make(&v);
	free(v.title);
	v.title = xstrdup("A title that is longer than forty cells are");
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(text, " A title that is longer than forty ce...\n"));
	free(text);
	v.is_utf8 = true;
	text = text_of(&v, 15, 40);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(text,
		       " A title that is longer than forty cell\u2026\n"));
	free(text);
	view_clear(&v);
}

/* Written out, a letter has more cells: what is wrapped then is whole. */
static void what_is_written_out_is_wrapped_not_lost(void)
{
	struct view v;
	char *text;

	make(&v);
	view_line(&v, ROLE_TEXT,
		  "\u5C71\u7530 \u82B1\u5B50 \u5C71\u7530 last");
	view_to_ascii(&v);
	text = text_of(&v, 24, 40);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\\u{5C71}\\u{7530}"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "last\n"));
	free(text);
	view_clear(&v);
}

const struct test tests_draw[] = {
	TEST(a_tiny_window_says_what_it_needs),
	TEST(every_size_gives_a_whole_window),
	TEST(a_list_stands_above_its_pane),
	TEST(a_narrow_list_keeps_marks_and_names),
	TEST(every_key_with_a_word_is_shown),
	TEST(a_message_is_shown_whole),
	TEST(the_selected_row_is_scrolled_into_sight),
	TEST(what_is_read_has_most_of_a_small_window),
	TEST(what_was_just_said_is_read_whole),
	TEST(an_error_stands_below_its_field),
	TEST(what_is_painted_is_what_was_laid_out),
	TEST(without_utf8_letters_are_written_out),
	TEST(in_a_field_without_utf8_cells_keep_their_place),
	TEST(what_always_stands_there_ends_with_a_clause),
	TEST(a_long_title_is_cut_with_a_mark),
	TEST(what_is_written_out_is_wrapped_not_lost),
	TEST(a_control_byte_never_reaches_the_terminal),
	TEST(a_field_has_the_width_that_is_there),
	TEST(a_typed_secret_is_in_no_cell),
	{0},
};
