/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terminals of all kinds, and every way to leave one: it is given back as it
 * was, whatever ends or stops the program. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"
#include "tests/vt.h"

/* --- ends ----------------------------------------------------------------- */

static void is_given_back(struct vt *v, const char *how)
{
	struct vt_modes m = vt_modes(v);

	if (m.alternate || !m.cursor || m.paste || !m.echo || !m.canonical) {
		vt_show(v, how);
		printf("alternate %d, cursor %d, paste %d, echo %d, "
		       "canonical %d\n",
		       m.alternate, m.cursor, m.paste, m.echo, m.canonical);
		CU_FAIL("the terminal is not as it was");
	}
	if (vt_has(v, "S/MIME setup")) {
		vt_show(v, how);
		CU_FAIL("the screen was not given back");
	}
}

static struct vt *start(enum scene scene, const char *keys)
{
	/* Work that is left alone holds memory to the end: no leak. */
	static const char *const env[] = {"ASAN_OPTIONS=detect_leaks=0", NULL};
	struct vt_options o = {.home = home_new(scene), .env = env};
	struct vt *v = vt_start(&o);
	struct vt_modes m = vt_modes(v);

	CU_ASSERT(m.alternate && m.paste);
	CU_ASSERT(vt_keys(v, keys));
	return v;
}

static void ends_by_keys(enum scene scene, const char *before,
			 const char *keys)
{
	struct vt *v = start(scene, before);
	int status;

	vt_keys(v, keys);
	status = vt_ended(v);
	if (status != 0)
		vt_show(v, keys);
	CU_ASSERT_EQUAL(status, 0);
	is_given_back(v, keys);
	vt_close(v);
}

static void leaving_gives_the_terminal_back(void)
{
	ends_by_keys(SCENE_DONE, "", "q");
	ends_by_keys(SCENE_DONE, "c", "^C ^C");
	ends_by_keys(SCENE_DONE, "d Enter", "^C y");
	ends_by_keys(SCENE_EMPTY, "Enter 'zo'", "^C ^C");
}

/* In the middle of work as well. */
#define BUSY                                                                   \
	"2 Up Up Up Up Up Space Tab 'a sentence nobody guesses' Tab "          \
	"'a sentence nobody guesses' F2"

static void leaving_work_gives_the_terminal_back(void)
{
	/* The first cancels. What is cancelled may have ended by the second,
	 * which asks then. */
	ends_by_keys(SCENE_NAMED, BUSY, "^C ^C ^C");
	ends_by_keys(SCENE_NAMED, BUSY " Esc", "q y");
}

static void ends_by_signal(enum scene scene, const char *before, int number,
			   bool crashes)
{
	struct vt *v = start(scene, before);
	char *how = xasprintf("signal %d", number);
	int status;

	kill(vt_pid(v), number);
	status = vt_ended(v);
	if (crashes)
		CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == number)
	else
		CU_ASSERT(WIFEXITED(status) &&
			  WEXITSTATUS(status) == 128 + number)
	is_given_back(v, how);
	free(how);
	vt_close(v);
}

static void an_end_from_outside_gives_the_terminal_back(void)
{
	ends_by_signal(SCENE_DONE, "", SIGTERM, false);
	ends_by_signal(SCENE_DONE, "7 Tab 'secret'", SIGHUP, false);
	ends_by_signal(SCENE_NAMED, BUSY, SIGTERM, false);
	ends_by_signal(SCENE_NAMED, BUSY, SIGHUP, false);
}

static void a_crash_gives_the_terminal_back(void)
{
	static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		ends_by_signal(SCENE_DONE, "c", crashes[i], true);
}

static void a_pause_gives_the_terminal_back_for_a_while(void)
{
	struct vt *v = start(SCENE_CERTIFIED, "7 Tab 'river'");
	char *before = vt_text(v), *after;

	vt_bytes(v, "\032", 1);
	CU_ASSERT(vt_stopped(v));
	is_given_back(v, "^Z");
	CU_ASSERT(vt_continue(v));
	after = vt_text(v);
	if (strcmp(after, before) != 0)
		vt_show(v, before);
	CU_ASSERT_STRING_EQUAL(after, before);
	CU_ASSERT(vt_modes(v).paste);
	/* Again, and the window has another size by then. */
	vt_bytes(v, "\032", 1);
	CU_ASSERT(vt_stopped(v));
	vt_resize(v, 15, 40);
	CU_ASSERT(vt_continue(v) && vt_keys(v, "@80x24"));
	CU_ASSERT(vt_has(v, "> Passphrase         [*****"));
	free(before);
	free(after);
	vt_close(v);
}

/* --- kinds of terminals ----------------------------------------------------- */

static void every_terminal_shows_the_same(void)
{
	static const char *const terms[] = {"vt100", "linux", "xterm-256color",
					    "screen", "xterm-mono"};
	struct vt_options o = {.home = home_shared(SCENE_DONE)};
	struct vt *v = vt_start(&o);
	char *want;

	CU_ASSERT(vt_keys(v, "d Down Down Enter Down"));
	want = vt_text(v);
	vt_close(v);
	for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
		char *text;

		o.term = terms[i];
		v = vt_start(&o);
		CU_ASSERT(vt_keys(v, "d Down Down Enter Down"));
		text = vt_text(v);
		if (strcmp(text, want) != 0)
			vt_show(v, terms[i]);
		CU_ASSERT_STRING_EQUAL(text, want);
		free(text);
		vt_keys(v, "Esc Esc q");
		CU_ASSERT_EQUAL(vt_ended(v), 0);
		is_given_back(v, terms[i]);
		vt_close(v);
	}
	free(want);
}

static bool has_colour(const char *term, const char *const *env)
{
	struct vt_options o = {
		.home = home_shared(SCENE_DONE), .term = term, .env = env};
	struct vt *v = vt_start(&o);
	bool any;

	vt_keys(v, "c");
	any = vt_coloured(v);
	vt_close(v);
	return any;
}

static void colour_is_left_out_where_it_is_not_wanted(void)
{
	static const char *const none[] = {"NO_COLOR=1", NULL};
	static const char *const empty[] = {"NO_COLOR=", NULL};

	CU_ASSERT(has_colour("tmux-256color", NULL));
	CU_ASSERT(has_colour("linux", NULL));
	CU_ASSERT(has_colour("tmux-256color", empty));
	CU_ASSERT(!has_colour("tmux-256color", none));
	CU_ASSERT(!has_colour("vt100", NULL));
	CU_ASSERT(!has_colour("xterm-mono", NULL));
}

static bool is_plain(const char *term, const char *const *env)
{
	struct vt_options o = {.home = home_shared(SCENE_DONE),
			       .rows = 100,
			       .term = term,
			       .env = env,
			       .is_plain = true};
	struct vt *v = vt_start(&o);
	bool asks = vt_sees(v, "What next?");
	bool alternate = vt_modes(v).alternate;

	if (asks) {
		vt_bytes(v, "q\n", 2);
		CU_ASSERT_EQUAL(vt_ended(v), 0);
	}
	vt_close(v);
	return asks && !alternate;
}

static void who_cannot_see_screens_gets_questions(void)
{
	static const char *const accessible[] = {"ACCESSIBLE=1", NULL};
	static const char *const refused[] = {"ACCESSIBLE=0", NULL};
	struct vt_options o = {.home = home_shared(SCENE_DONE), .env = refused};
	struct vt *v;

	CU_ASSERT(is_plain("dumb", NULL));
	CU_ASSERT(is_plain("", NULL));
	CU_ASSERT(is_plain("no-such-terminal", NULL));
	CU_ASSERT(is_plain("tmux-256color", accessible));
	v = vt_start(&o);
	CU_ASSERT(vt_modes(v).alternate);
	vt_close(v);
}

/* --- names of all scripts --------------------------------------------------- */

/* saved: with letters and accents in one. */
static void a_name_is_kept(const char *name, const char *saved,
			   const char *escaped)
{
	char *keys = xasprintf("Enter 'zoe@example.org' Tab '%s' @40x15 @20x5 "
			       "@80x24",
			       name);
	struct vt_options o = {.home = home_new(SCENE_EMPTY)};
	struct vt *v = vt_start(&o);
	int y, x;

	CU_ASSERT(vt_keys(v, keys));
	CU_ASSERT(vt_has(v, name));
	vt_cursor(v, &y, &x);
	CU_ASSERT_EQUAL(y, 8);
	CU_ASSERT(vt_keys(v, "F2 ~ Esc"));
	CU_ASSERT(vt_has(v, saved));
	vt_close(v);
	o.locale = "C";
	v = vt_start(&o);
	if (!vt_has(v, escaped))
		vt_show(v, escaped);
	CU_ASSERT(vt_has(v, escaped));
	vt_close(v);
	free(keys);
}

static void names_of_all_scripts_are_kept(void)
{
	a_name_is_kept("山田 花子", "山田 花子", "\\u{5C71}\\u{7530}");
	a_name_is_kept("שרה כהן", "שרה כהן", "\\u{05E9}\\u{05E8}\\u{05D4}");
	a_name_is_kept("ليلى", "ليلى", "\\u{0644}\\u{064A}");
	a_name_is_kept("Zoe\xcc\x88", "Zoë", "Zo\\u{00EB}");
}

static void without_utf8_all_is_ascii(void)
{
	struct vt_options o = {.home = home_shared(SCENE_DONE), .locale = "C"};
	struct vt *v = vt_start(&o);
	static const char *const keys[] = {"", "c", "Esc 4", "Esc 7", "Esc g"};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		char *text;

		CU_ASSERT(vt_keys(v, keys[i]));
		text = vt_text(v);
		for (const char *p = text; *p; p++)
			CU_ASSERT_FATAL((unsigned char)*p < 0x80);
		free(text);
	}
	vt_close(v);
}

const struct test tests_ends[] = {
	TEST(leaving_gives_the_terminal_back),
	TEST(leaving_work_gives_the_terminal_back),
	TEST(an_end_from_outside_gives_the_terminal_back),
	TEST(a_crash_gives_the_terminal_back),
	TEST(a_pause_gives_the_terminal_back_for_a_while),
	TEST(every_terminal_shows_the_same),
	TEST(colour_is_left_out_where_it_is_not_wanted),
	TEST(who_cannot_see_screens_gets_questions),
	TEST(names_of_all_scripts_are_kept),
	TEST(without_utf8_all_is_ascii),
	{0},
};
