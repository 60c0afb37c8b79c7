/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wizard in each language of po/LINGUAS: the journey goes through, and no
 * screen hides what there is to press. And in a language that the test makes,
 * in which each letter is changed: what stands there unchanged is a text that
 * cannot be translated. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/test.h"
#include "tests/vt-journey.h"

/* From the start of a scene, on and on; each "|" is a screen to look at. */
static const struct tour {
	enum scene scene;
	const char *at;
	const char *keys;
} tours[] = {
	{SCENE_EMPTY, NULL, "|?|Esc Enter|Down Down F2|F1|Esc Esc d|Esc b|"
			    "'no' F2|Esc g|v|"},
	{SCENE_NAMED, NULL, "|2|'abc' Tab 'abd' Tab|Esc 3|"},
	{SCENE_ISSUER, NULL, "|3|Esc 4|Down Enter|Esc 5|Esc 7|Esc c|"},
	{SCENE_LONE, NULL, "|5|"},
	{SCENE_CERTIFIED, NULL, "|7|Up|Esc 4|"},
	{SCENE_BUNDLED, NULL, "|8|F2 ~|Esc 9|'no' F2 ~|"},
	{SCENE_DONE, NULL, "|1|Esc 2|Esc 6|c|v|Esc Esc 0|Esc d|Enter|y|u|b|"
			   "Esc Esc Down Enter|Esc Down Enter|Esc Down Enter|"
			   "Esc Down Enter|Esc Down Enter|Esc Down Enter|"
			   "Esc Esc Esc|^C|"},
	{SCENE_DONE, "2028-05-10T12:00Z", "|0|"},
	{SCENE_DONE, "2028-07-01T12:00Z", "|c|Down|Enter|"},
	{SCENE_SEVERAL, NULL, "|"},
};

static const char *const sizes[] = {"@80x24", "@60x20", "@40x15"};

/* Called for each screen at each size; n counts them. */
typedef void look_fn(struct vt *v, const char *language, size_t n);

/* Where the translations are: of the build, or of the test. */
struct language {
	const char *name;	/* "": English */
	const char *directory;
};

static struct vt *start(const struct language *l, enum scene scene,
			const char *at)
{
	static char language[64], directory[4096];
	const char *env[] = {language, directory, NULL};
	struct vt_options o = {.home = scene == SCENE_BUNDLED ||
						       scene == SCENE_EMPTY
					       ? home_new(scene)
					       : home_shared(scene),
			       .at = at,
			       .env = env};

	snprintf(language, sizeof(language), "LANGUAGE=%s", l->name);
	snprintf(directory, sizeof(directory), "TEXTDOMAINDIR=%s",
		 l->directory);
	return vt_start(&o);
}

static void look(struct vt *v, const struct language *l, look_fn *f, size_t *n)
{
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		vt_keys(v, sizes[i]);
		f(v, l->name, (*n)++);
	}
	vt_keys(v, sizes[0]);
}

static size_t take_tours(const struct language *l, look_fn *f)
{
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(tours); i++) {
		struct vt *v = start(l, tours[i].scene, tours[i].at);
		char *keys = xstrdup(tours[i].keys), *p = keys, *end;

		for (; (end = strchr(p, '|')); p = end + 1) {
			*end = '\0';
			if (!vt_keys(v, p) || !vt_idle(v)) {
				vt_show(v, tours[i].keys);
				CU_FAIL("the program has ended");
				break;
			}
			look(v, l, f, &n);
		}
		free(keys);
		vt_close(v);
	}
	return n;
}

/* --- no screen hides what there is to press -------------------------------- */

enum { LOOKS_MAX = 300 };

static size_t english[LOOKS_MAX]; /* keys offered, on each screen */

static size_t count_offers(const struct vt *v)
{
	size_t n = 0;

	for (int row = vt_rows(v) - vt_key_lines(v); row < vt_rows(v); row++) {
		char *line = vt_line(v, row), *p = line;

		for (p += strspn(p, " "); *p; p += strspn(p, " ")) {
			n++;
			p = strstr(p, "  ") ? strstr(p, "  ") : p + strlen(p);
		}
		free(line);
	}
	return n;
}

static void learn(struct vt *v, const char *language, size_t n)
{
	(void)language;
	if (n < LOOKS_MAX)
		english[n] = count_offers(v);
}

/* "[ Make the k.. ]" */
static bool is_cut_action(const char *line)
{
	return strncmp(line + strspn(line, "> "), "[ ", 2) == 0 &&
	       strstr(line, ".. ]");
}

static void compare(struct vt *v, const char *language, size_t n)
{
	size_t offers = count_offers(v);

	if (n < LOOKS_MAX && offers != english[n]) {
		char *why = xasprintf("%s: %zu keys, in English %zu", language,
				      offers, english[n]);

		vt_show(v, why);
		free(why);
		CU_FAIL("keys are missing on the key line");
	}
	for (int row = 0; row < vt_rows(v); row++) {
		char *line = vt_line(v, row);

		if (is_cut_action(line)) {
			vt_show(v, language);
			CU_FAIL("what to press is cut off");
		}
		free(line);
	}
}

/* Of po/LINGUAS, without its comments. */
static void read_languages(struct strlist *out)
{
	const char *source = getenv("srcdir");
	char *path = xasprintf("%s/po/LINGUAS", source ? source : ".");
	struct buf b = {0};

	CU_ASSERT_FATAL(file_read(path, &b));
	for (char *p = strtok(b.data, "\n"); p; p = strtok(NULL, "\n"))
		if (*p != '#')
			strlist_add(out, p);
	buf_clear(&b);
	free(path);
}

/* Those of the build. */
static const char *directory(void)
{
	static char path[4096];

	if (!*path && !realpath("po/locale", path))
		printf("skipped: there is no po/locale here ");
	return *path ? path : NULL;
}

static void no_language_hides_what_to_press(void)
{
	struct language none = {"", ""};
	struct strlist names = {0};
	size_t n;

	if (!directory())
		return;
	n = take_tours(&none, learn);
	CU_ASSERT_FATAL(n <= LOOKS_MAX);
	read_languages(&names);
	CU_ASSERT(names.n > 0);
	for (size_t i = 0; i < names.n; i++) {
		struct language l = {names.items[i], directory()};

		CU_ASSERT_EQUAL(take_tours(&l, compare), n);
	}
	printf("(%zu languages, %zu screens) ", names.n, n);
	strlist_clear(&names);
}

/* --- the journey -------------------------------------------------------------- */

static void walk_in(const char *name)
{
	char *language = xasprintf("LANGUAGE=%s", name);
	char *where = xasprintf("TEXTDOMAINDIR=%s", directory());
	const char *env[] = {language, where, NULL};
	struct vt_options o = {.home = home_new(SCENE_EMPTY), .env = env};
	struct journey j = {.is_cheap = true};

	journey_begin(&j, &o);
	CU_ASSERT(!vt_has(j.v, "You need your mail address"));
	CU_ASSERT(journey_to_request(&j));
	CU_ASSERT_EQUAL(j.screens, 5);
	CU_ASSERT(journey_to_certificate(&j));
	CU_ASSERT(journey_to_bundle(&j));
	journey_end(&j);
	free(language);
	free(where);
}

static void each_language_walks_the_journey(void)
{
	struct strlist names = {0};

	if (!directory())
		return;
	read_languages(&names);
	for (size_t i = 0; i < names.n; i++)
		walk_in(names.items[i]);
	strlist_clear(&names);
}

/* --- no text that cannot be translated ----------------------------------------- */

/* What is no text of the program: the test's own data, names of files, values as
 * the standards spell them. */
static const char *const values[] = {
	"zoe", "example", "org", "Example", "Choir", "bob", "smime", "local",
	"share", "setup", "identities", "bundles", "handover", "txt", "crt",
	"root", "eml", "key", "signed", "encrypted", "request", "pem", "abc",
	"digitalSignature", "keyEncipherment", "emailProtection",
};

/* Lines with what others say: the system's errors, where a rule is written (and
 * the name of the finding), the scratch directory; words that are looked up. */
static bool is_of_others(const char *line, const char *title)
{
	static const char *const parts[] = {
		"No such file or directory", "  Šóúrçé ", "/tmp/smime-screens.",
		"(trust-imported-not-trusted)",
	};

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (strstr(line, parts[i]))
			return true;
	return strcmp(title, "Wórdš") == 0 && strstr(line + 2, "   ");
}

static bool is_value(const char *word, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(values); i++)
		if (strlen(values[i]) == n && strncmp(values[i], word, n) == 0)
			return true;
	return false;
}

static const char *find_plain(const char *line, size_t *n)
{
	for (const char *p = line; *p; p += *n ? *n : 1) {
		size_t letters = 0, small = 0;

		while (isalpha((unsigned char)p[letters]))
			small += islower((unsigned char)p[letters++]) != 0;
		*n = letters;
		/* A letter of the made language goes on, or went before. */
		if ((unsigned char)p[letters] >= 0x80 ||
		    (p > line && (unsigned char)p[-1] >= 0x80))
			continue;
		if (letters >= 3 && small >= 2 && !is_value(p, letters))
			return p;
	}
	return NULL;
}

static struct strlist found;

static void look_for_plain(struct vt *v, const char *language, size_t n)
{
	char *title;

	(void)language;
	if (n % ARRAY_LEN(sizes) != 0)
		return;
	title = vt_line(v, 0);
	if (strstr(title, "Wórdš"))
		strcpy(title, "Wórdš");
	for (int row = 0; row < vt_rows(v); row++) {
		char *line = vt_line(v, row);
		size_t len;
		const char *word = find_plain(line, &len);

		if (word && !is_of_others(line, title) &&
		    !strlist_has(&found, line)) {
			printf("\nnot translated: %s", line);
			strlist_add(&found, line);
		}
		free(line);
	}
	free(title);
}

static void every_text_can_be_translated(void)
{
	struct language made = {"zz", getenv("SMIME_SCREENS_PSEUDO")};

	if (!made.directory) {
		printf("skipped: tests/screens.sh makes the language ");
		return;
	}
	take_tours(&made, look_for_plain);
	CU_ASSERT_EQUAL(found.n, 0);
	strlist_clear(&found);
}

const struct test tests_words[] = {
	TEST(no_language_hides_what_to_press),
	TEST(each_language_walks_the_journey),
	TEST(every_text_can_be_translated),
	{0},
};
