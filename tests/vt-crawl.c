/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key of every screen: whatever a screen offers is pressed, on all the
 * screens that can be reached so, from every state of an identity. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/test.h"
#include "tests/vt.h"

enum { ROWS_MAX = 20, STEPS_MAX = 5 };

/* Screens that were looked at, in whatever state: by what they show. */
static struct strlist seen;

/* One run of it. */
struct crawl {
	enum scene scene;
	const char *at;
	struct strlist paths;	/* keys that lead to one; the queue */
	struct vt *v;
	const char *path;	/* of the screen it is about */
	char *text;		/* the same, as it was reached */
	char restore[256];	/* keys that select what was selected then */
	char home[256];		/* the same of the first screen */
};

static void fault(const struct crawl *c, const char *key, const char *what)
{
	char *why = xasprintf("scene %d, keys \"%s\", then %s: %s",
			      (int)c->scene, c->path, key, what);

	vt_show(c->v, why);
	CU_FAIL("see above");
	free(why);
}

/* A key that does nothing takes away what was said on the last one. */
static bool arrive(struct crawl *c)
{
	return vt_burst(c->v, c->path) && vt_idle(c->v) &&
	       vt_burst(c->v, vt_is_typing(c->v) ? "End" : "Left");
}

/* The screen anew. Only F2 writes: then it is a home of its own. */
static bool restart_for(struct crawl *c, const char *keys)
{
	bool writes = strstr(keys, "F2") || strstr(c->path, "F2");
	struct vt_options o = {.home = writes ? home_new(c->scene)
					      : home_shared(c->scene),
			       .at = c->at};

	if (c->v)
		vt_close(c->v);
	c->v = vt_start(&o);
	return arrive(c);
}

static bool restart(struct crawl *c)
{
	return restart_for(c, "");
}

static bool is_as_before(const struct crawl *c)
{
	char *text = vt_text(c->v);
	bool same = strcmp(text, c->text) == 0;

	free(text);
	return same;
}

/* --- what has to hold on each screen ---------------------------------------- */

static void help_opens(struct crawl *c, const char *key)
{
	char *title;

	if (!vt_burst(c->v, key))
		return;
	title = vt_title(c->v);
	if (strncmp(title, "Help: ", 6) != 0)
		fault(c, key, "there is no help");
	free(title);
	if (!vt_burst(c->v, "Esc") || !is_as_before(c))
		fault(c, key, "Esc does not lead back from the help");
}

static void quitting_is_asked(struct crawl *c)
{
	if (!vt_burst(c->v, "^C") || !vt_has(c->v, "Quit? y or Ctrl-C: yes"))
		fault(c, "^C", "it is not asked whether to quit");
	vt_burst(c->v, "n");
	if (!is_as_before(c))
		fault(c, "^C n", "the screen is not as before");
}

static void sizes_lose_nothing(struct crawl *c)
{
	vt_burst(c->v, "@20x5 @40x15 @100x30 @80x24");
	if (!is_as_before(c))
		fault(c, "sizes", "the screen is not as before");
}

/* A page to read is left by the key for help, and offers none. */
static bool is_page(const struct strlist *offers)
{
	return strlist_has(offers, "PgDn");
}

/* The key line has a way back and a way to the help. */
static void ways_are_shown(struct crawl *c, const struct strlist *offers)
{
	bool helps = strlist_has(offers, "?") || strlist_has(offers, "F1");

	for (size_t i = 0; i < offers->n; i++)
		if (strncmp(offers->items[i], "unknown", 7) == 0)
			fault(c, offers->items[i], "a key nobody has");

	if (!strlist_has(offers, "Esc") && !strlist_has(offers, "q"))
		fault(c, "", "no way back is shown");
	if (!helps && !is_page(offers))
		fault(c, "", "no help is shown");
}

static void screen_holds(struct crawl *c, const struct strlist *offers)
{
	ways_are_shown(c, offers);
	if (!is_page(offers))
		help_opens(c, "F1");
	if (strlist_has(offers, "?"))
		help_opens(c, "?");
	quitting_is_asked(c);
	sizes_lose_nothing(c);
}

/* --- going on ---------------------------------------------------------------- */

/* Overview, steps and check, which show the state of the identity. */
static bool is_of_state(const char *title)
{
	return (*title >= '0' && *title <= '9') ||
	       strcmp(title, "Overview") == 0 || strcmp(title, "Check") == 0;
}

static bool is_first(const struct crawl *c)
{
	char *title = vt_title(c->v);
	bool r = strcmp(title, "Overview") == 0;

	free(title);
	return r;
}

/* What tells one screen from another: its title, its keys, and the state. */
static char *kind_of(const struct crawl *c)
{
	const struct vt *v = c->v;
	struct buf b = {0};
	struct strlist offers = {0};
	char *title = vt_title(v);

	vt_offers(v, &offers);
	buf_addf(&b, "%s:", title);
	if (is_of_state(title))
		buf_addf(&b, " %d %s", (int)c->scene, c->at ? c->at : "");
	for (size_t i = 0; i < offers.n; i++)
		buf_addf(&b, " %s", offers.items[i]);
	free(title);
	strlist_clear(&offers);
	return buf_take(&b);
}

static size_t steps_of(const char *path)
{
	size_t n = 0;

	for (; *path; path++)
		n += *path == ' ' && path[1] != 'D';
	return n;
}

/* A screen that is not known yet is looked at later. */
static void note(struct crawl *c, const char *keys)
{
	char *kind = kind_of(c);

	if (!strlist_has(&seen, kind) && steps_of(c->path) < STEPS_MAX) {
		strlist_add(&seen, kind);
		strlist_take(&c->paths, xasprintf("%s%s%s", c->path,
						  *c->path ? " " : "", keys));
	}
	free(kind);
}

static bool goes_on(struct crawl *c, const char *key)
{
	int status;

	if (vt_idle(c->v))
		return true;
	status = vt_ended(c->v);
	if (status != 0 || strcmp(key, "q") != 0)
		fault(c, key, "the program has ended");
	return false;
}

static bool goes_back(struct crawl *c)
{
	const char *const ways[] = {"", c->restore, "Esc", c->restore};

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		if (!vt_burst(c->v, ways[i]))
			return false;
		if (is_as_before(c))
			return true;
	}
	return false;
}

/* From the first screen by the keys that led here: a start of the program takes
 * much longer. */
static bool comes_again(struct crawl *c)
{
	for (int i = 0; i < STEPS_MAX && !is_first(c); i++)
		if (!vt_burst(c->v, "Esc"))
			return false;
	return is_first(c) && vt_burst(c->v, c->home) && arrive(c) &&
	       (is_as_before(c) ||
		(vt_burst(c->v, c->restore) && is_as_before(c)));
}

/* Keys, and the way back. */
static bool press(struct crawl *c, const char *keys)
{
	bool writes = strstr(keys, "F2") != NULL, lives;

	if (writes)
		restart_for(c, keys);
	lives = vt_burst(c->v, keys);
	lives = goes_on(c, keys) && lives;
	if (!lives)
		return restart(c);
	if (vt_key_lines(c->v) == 0)
		fault(c, keys, "there is no key line");
	note(c, keys);
	return (!writes && (goes_back(c) || comes_again(c))) || restart(c);
}

/* How many lines below the first one can be selected. */
static size_t count_rows(struct crawl *c, const char *first)
{
	char *before = vt_burst(c->v, first) ? vt_selected(c->v) : NULL;
	size_t n = 0;

	while (before && n < ROWS_MAX && vt_burst(c->v, "Down")) {
		char *now = vt_selected(c->v);
		bool moved = strcmp(now, before) != 0;

		free(before);
		before = now;
		if (!moved)
			break;
		n++;
	}
	free(before);
	return n;
}

/* Enter on every line that can be selected. */
static void press_rows(struct crawl *c)
{
	const char *first = vt_is_typing(c->v) ? "" : "Home";
	size_t n = count_rows(c, first);
	struct buf keys = {0};

	buf_adds(&keys, first);
	if (!goes_back(c) && !restart(c))
		return;
	for (size_t i = 0; i <= n; i++) {
		char *all = xasprintf("%s Enter", keys.data);

		if (!press(c, all))
			fault(c, all, "no way back to the screen");
		free(all);
		buf_adds(&keys, " Down");
	}
	buf_clear(&keys);
}

/* How to select again what is selected now. */
static void find_restore(struct crawl *c)
{
	strcpy(c->restore, vt_is_typing(c->v) ? "Up Up Up Up" : "Home");
	for (int i = 0; i < ROWS_MAX; i++) {
		vt_burst(c->v, i ? "Down" : c->restore);
		if (i)
			strcat(c->restore, " Down");
		if (is_as_before(c))
			return;
	}
	restart(c);
}

static void look_at(struct crawl *c)
{
	struct strlist offers = {0};

	if (!restart(c)) {
		fault(c, "", "the screen is not reached");
		return;
	}
	free(c->text);
	c->text = vt_text(c->v);
	find_restore(c);
	if (!*c->path)
		strcpy(c->home, c->restore);
	vt_offers(c->v, &offers);
	screen_holds(c, &offers);
	for (size_t i = 0; i < offers.n; i++)
		if (!press(c, offers.items[i]))
			fault(c, offers.items[i], "no way back to the screen");
	press_rows(c);
	strlist_clear(&offers);
}

static void crawl(enum scene scene, const char *at)
{
	struct crawl c = {.scene = scene, .at = at, .path = ""};

	restart(&c);
	note(&c, "");
	for (size_t i = 0; i < c.paths.n; i++) {
		char *path = xstrdup(c.paths.items[i]);

		c.path = path;
		look_at(&c);
		free(path);
	}
	printf("(%zu screens) ", c.paths.n);
	free(c.text);
	vt_close(c.v);
	strlist_clear(&c.paths);
}

/* Three states do for the sanitizers, whose starts take long: the others are
 * for the program as it is installed. */
static bool is_left_out(enum scene scene, const char *at)
{
	return vt_is_sanitized() &&
	       (at || (scene != SCENE_EMPTY && scene != SCENE_ISSUER &&
		       scene != SCENE_SEVERAL));
}

#define CRAWL(name, scene, at)                                                 \
	static void name(void)                                                 \
	{                                                                      \
		if (!is_left_out(scene, at))                                   \
			crawl(scene, at);                                      \
	}

CRAWL(every_key_before_anything_is_there, SCENE_EMPTY, NULL)
CRAWL(every_key_with_a_name_only, SCENE_NAMED, NULL)
CRAWL(every_key_with_a_key, SCENE_KEYED, NULL)
CRAWL(every_key_while_the_issuer_is_waited_for, SCENE_ISSUER, NULL)
CRAWL(every_key_without_the_chain, SCENE_LONE, NULL)
CRAWL(every_key_with_a_certificate, SCENE_CERTIFIED, NULL)
CRAWL(every_key_when_all_is_done, SCENE_DONE, NULL)
CRAWL(every_key_when_the_certificate_has_expired, SCENE_DONE,
      "2028-07-01T12:00Z")
CRAWL(every_key_with_two_addresses, SCENE_SEVERAL, NULL)

static void every_kind_of_screen_was_seen(void)
{
	static const char *const titles[] = {
		"Overview",  "1 Your details", "2 Key pair",
		"3 Certificate request", "4 Certificate", "5 Issuer's chain",
		"Check", "7 Bundle for a device", "8 Hand over", "9 Rehearsal",
		"10 Renewal", "Bring a file", "What do you see?", "Words",
		"Details", "Addresses", "Help: Overview", "What it is about",
	};

	for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
		size_t n = strlen(titles[i]);
		bool found = false;

		for (size_t k = 0; k < seen.n; k++)
			found |= strncmp(seen.items[k], titles[i], n) == 0 &&
				 seen.items[k][n] == ':';
		if (!found)
			printf("\nnot seen: %s\n", titles[i]);
		CU_ASSERT(found);
	}
	strlist_clear(&seen);
}

const struct test tests_crawl[] = {
	TEST(every_key_before_anything_is_there),
	TEST(every_key_with_a_name_only),
	TEST(every_key_with_a_key),
	TEST(every_key_while_the_issuer_is_waited_for),
	TEST(every_key_without_the_chain),
	TEST(every_key_with_a_certificate),
	TEST(every_key_when_all_is_done),
	TEST(every_key_when_the_certificate_has_expired),
	TEST(every_key_with_two_addresses),
	TEST(every_kind_of_screen_was_seen),
	{0},
};
