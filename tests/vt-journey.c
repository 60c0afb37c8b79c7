/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an empty home to a bundle: how many screens that takes and how many
 * answers, for somebody who reads the key line only; and the same through
 * --plain, with the same texts. */
#include "tests/vt-journey.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/test.h"

enum { TURNS_MAX = 60 };

#define IDENTITY ".local/share/smime-setup/identities/zoe@example.org"

static void fault(struct journey *j, const char *what)
{
	vt_show(j->v, what);
	CU_FAIL("see above");
}

bool journey_has(const struct journey *j, const char *name)
{
	char *path = xasprintf("%s/" IDENTITY "/%s", j->home, name);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

static bool has_bundle(const struct journey *j)
{
	char *path = xasprintf("%s/" IDENTITY "/bundles", j->home);
	DIR *dir = opendir(path);
	struct dirent *e;
	bool found = false;

	while (dir && (e = readdir(dir)))
		found |= strstr(e->d_name, ".p12") != NULL;
	if (dir)
		closedir(dir);
	free(path);
	return found;
}

/* A screen that was not there before. */
static void arrive(struct journey *j)
{
	char *why = vt_line(j->v, 2);

	j->screens++;
	if (*why == ' ')
		strlist_add(&j->whys, why + 2);
	free(why);
	if (j->look)
		j->look(j, j->arg);
}

void journey_begin(struct journey *j, const struct vt_options *o)
{
	j->home = o->home;
	j->v = vt_start(o);
	vt_idle(j->v);
	arrive(j);
}

void journey_end(struct journey *j)
{
	vt_close(j->v);
	strlist_clear(&j->labels);
	strlist_clear(&j->whys);
}

/* --- one turn --------------------------------------------------------------- */

/* What stands between the brackets of the selected line. */
static bool is_empty(const char *selected)
{
	const char *open = strchr(selected, '[');

	return open && open[1 + strspn(open + 1, " ")] == ']';
}

static void keep_label(struct journey *j, const char *selected)
{
	size_t n = strcspn(selected, "[");

	while (n > 0 && selected[n - 1] == ' ')
		n--;
	if (n > 0)
		strlist_take(&j->labels, xstrndup(selected, n));
}

/* Whether what is typed here is masked. */
static bool type_secret(struct journey *j)
{
	char *selected;
	bool masked;

	vt_keys(j->v, "'river stone lamp'");
	selected = vt_selected(j->v);
	masked = strstr(selected, "[****") != NULL;
	free(selected);
	if (!masked)
		vt_keys(j->v, "^U");
	return masked;
}

/*
 * Two texts are known, an address and then a name, for the first screen that
 * asks; else only passphrases, and a new one twice. True for a passphrase.
 */
static bool fill(struct journey *j, size_t nth, bool again)
{
	static const char *const texts[] = {"'zoe@example.org'",
					    "'Zoe Example'"};
	char *selected = vt_selected(j->v);
	bool secret = false, typed = false;

	if (is_empty(selected) && !journey_has(j, "identity.conf"))
		typed = nth < 2 && vt_keys(j->v, texts[nth]);
	else if (is_empty(selected))
		secret = typed = type_secret(j);
	if (typed && !again) {
		keep_label(j, selected);
		j->answers++;
	}
	free(selected);
	return secret;
}

/* Above the first passphrase the kinds of keys stand; the fourth takes no time. */
static void choose_cheap(struct journey *j)
{
	if (j->is_cheap && journey_has(j, "identity.conf") &&
	    !journey_has(j, "key.pem"))
		vt_keys(j->v, "Up Up Up Up Space Tab");
}

/* Enter through all the lines of a screen, to the first that does something;
 * and that, too. */
static bool finish_screen(struct journey *j)
{
	bool again = false;
	size_t nth = 0;

	choose_cheap(j);
	for (int i = 0; i < TURNS_MAX; i++) {
		bool typing = vt_is_typing(j->v);
		char *selected = vt_selected(j->v);
		bool acts = strncmp(selected, "[ ", 2) == 0;

		free(selected);
		if (typing)
			again = fill(j, nth++, again);
		if (!vt_keys(j->v, "Enter ~"))
			return false;
		if (acts) {
			arrive(j);
			return true;
		}
	}
	return false;
}

static bool go_until(struct journey *j, bool (*there)(const struct journey *))
{
	for (int i = 0; i < 8; i++) {
		if (there(j))
			return true;
		if (!finish_screen(j))
			break;
	}
	fault(j, "the journey does not go on from here");
	return false;
}

static bool has_request(const struct journey *j)
{
	return journey_has(j, "request.pem");
}

static bool has_certificate(const struct journey *j)
{
	return journey_has(j, "certificate.pem");
}

bool journey_to_request(struct journey *j)
{
	return go_until(j, has_request);
}

/* The second way to a certificate needs no issuer. */
bool journey_to_certificate(struct journey *j)
{
	return finish_screen(j) && vt_keys(j->v, "Down Enter") &&
	       go_until(j, has_certificate);
}

bool journey_to_bundle(struct journey *j)
{
	return go_until(j, has_bundle);
}

/* --- the wizard --------------------------------------------------------------- */

static struct walk {
	bool is_done;
	bool has_request, has_certificate, has_bundle;
	size_t request_screens, request_answers;
	size_t bundle_screens, bundle_answers;
	struct strlist labels, whys;
} walk;

/* Once for all tests: keys take their time. */
static void walk_once(void)
{
	struct vt_options o = {.home = home_new(SCENE_EMPTY)};
	struct journey j = {0};

	if (walk.is_done)
		return;
	walk.is_done = true;
	journey_begin(&j, &o);
	strlist_clear(&j.whys); /* of the welcome */
	walk.has_request = journey_to_request(&j);
	walk.request_screens = j.screens;
	walk.request_answers = j.answers;
	walk.has_certificate = journey_to_certificate(&j);
	/* What was done is shown; one line there leads on. */
	finish_screen(&j);
	walk.bundle_screens = j.screens;
	walk.bundle_answers = j.answers;
	walk.has_bundle = journey_to_bundle(&j);
	walk.bundle_screens = j.screens - walk.bundle_screens;
	walk.bundle_answers = j.answers - walk.bundle_answers;
	strlist_copy(&walk.labels, &j.labels);
	strlist_copy(&walk.whys, &j.whys);
	journey_end(&j);
}

static void the_request_takes_five_screens_and_three_answers(void)
{
	walk_once();
	printf("(%zu and %zu) ", walk.request_screens, walk.request_answers);
	CU_ASSERT(walk.has_request);
	CU_ASSERT(walk.request_screens <= 5);
	CU_ASSERT(walk.request_answers <= 3);
}

static void the_bundle_takes_one_screen_more_and_no_answer(void)
{
	walk_once();
	printf("(%zu and %zu) ", walk.bundle_screens, walk.bundle_answers);
	CU_ASSERT(walk.has_certificate);
	CU_ASSERT(walk.has_bundle);
	CU_ASSERT(walk.bundle_screens <= 1);
	CU_ASSERT_EQUAL(walk.bundle_answers, 0);
}

/* --- --plain ------------------------------------------------------------------- */

/* An empty line takes what is offered: the next step, or what stands there. */
static const char plain_answers[] = "\n\nzoe@example.org\nZoe Example\n\n"
				    "\n4\nriver stone lamp\nriver stone lamp\n"
				    "\nriver stone lamp\n\n"
				    "\n2\nriver stone lamp\nriver stone lamp\n"
				    "\n\nriver stone lamp\n\n\n"
				    "q\n";

/* All it says, with one blank for what divides words. */
static char *say_plain(const char *home)
{
	char *answers = xasprintf("%s/answers", home);
	char *said = xasprintf("%s/said", home);
	char *command = xasprintf("HOME='%s' LC_ALL=C.UTF-8 '%s' --plain --at "
				  "%s <'%s' >'%s' 2>&1",
				  home, vt_program(), VT_NOW, answers, said);
	FILE *f = fopen(answers, "w");
	struct buf all = {0}, words = {0};

	CU_ASSERT_FATAL(f != NULL);
	fputs(plain_answers, f);
	fclose(f);
	CU_ASSERT_EQUAL(system(command), 0);
	CU_ASSERT(file_read(said, &all));
	for (size_t i = 0; i < all.len; i++)
		if (!strchr(" \n", all.data[i]))
			buf_addc(&words, all.data[i]);
		else if (words.len && words.data[words.len - 1] != ' ')
			buf_addc(&words, ' ');
	free(answers);
	free(said);
	free(command);
	buf_clear(&all);
	return buf_take(&words);
}

static void check_said(const char *said, const struct strlist *texts)
{
	for (size_t i = 0; i < texts->n; i++) {
		if (strstr(said, texts->items[i]))
			continue;
		printf("\nplain does not say: %s\n", texts->items[i]);
		CU_FAIL("see above");
	}
}

/* The labels of what was typed, and the first line of each screen. */
static void plain_asks_the_same_in_the_same_words(void)
{
	struct journey plain = {.home = home_new(SCENE_EMPTY)};
	char *said = say_plain(plain.home);

	walk_once();
	CU_ASSERT(has_bundle(&plain));
	CU_ASSERT(walk.labels.n >= 3);
	CU_ASSERT(walk.whys.n >= 7);
	check_said(said, &walk.labels);
	check_said(said, &walk.whys);
	strlist_clear(&walk.labels);
	strlist_clear(&walk.whys);
	free(said);
}

const struct test tests_journey[] = {
	TEST(the_request_takes_five_screens_and_three_answers),
	TEST(the_bundle_takes_one_screen_more_and_no_answer),
	TEST(plain_asks_the_same_in_the_same_words),
	{0},
};
