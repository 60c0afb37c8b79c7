/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen, in three sizes and two encodings, is what tests/screens holds.
 * `make screens` writes those files anew: read what changed, as any code. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/test.h"
#include "tests/vt.h"

static const struct shot {
	const char *name;
	enum scene scene;
	const char *at;		/* NULL: VT_NOW */
	const char *keys;	/* to get there, from the start */
	enum { FIXED, RANDOM, BUSY } kind;
} shots[] = {
#define SHOT(name, scene, at, keys, kind) {name, SCENE_##scene, at, keys, kind},
#include "tests/vt-shots.h"
#undef SHOT
};

static const struct window {
	int cols, rows;
	const char *locale, *name;
} windows[] = {
	{80, 24, "C.UTF-8", "80x24-UTF-8"}, {80, 24, "C", "80x24-C"},
	{60, 20, "C.UTF-8", "60x20-UTF-8"}, {60, 20, "C", "60x20-C"},
	{40, 15, "C.UTF-8", "40x15-UTF-8"}, {40, 15, "C", "40x15-C"},
};

static bool is_writing(void)
{
	const char *word = getenv("SMIME_SCREENS");

	return word && strcmp(word, "write") == 0;
}

static char *path_to(const struct window *w, const char *name)
{
	const char *source = getenv("srcdir");

	return xasprintf("%s/tests/screens/%s/%s%s", source ? source : ".",
			 w->name, name, *name ? ".txt" : "");
}

/* --- what differs from run to run ----------------------------------------- */

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
}

/* Fingerprints and serial numbers: runs of capital hexadecimal digits and
 * colons, at least seven of them, at least one a digit. */
static void mask_numbers(char *text)
{
	for (char *p = text; *p; p++) {
		size_t n = 0, digits = 0;

		while (is_hex(p[n]) || (n && p[n] == ':')) {
			digits += p[n] >= '0' && p[n] <= '9';
			n++;
		}
		if (n > 6 && digits)
			for (size_t i = 0; i < n; i++)
				if (p[i] != ':')
					p[i] = '0';
		p += n;
		if (!*p)
			break;
	}
}

/* The line below the title of a password that is shown. */
static void mask_password(char *text)
{
	char *p = strstr(text, "Password of the bundle\n");

	p = p ? strchr(p, '\n') + 2 : NULL;
	if (!p || strncmp(p, "  ", 2) != 0 || p[2] == '[')
		return;
	for (; *p && *p != '\n'; p++)
		if (*p != ' ' && *p != '-')
			*p = '*';
}

/* The wheel, and the seconds: "[|] Making the key: 0 s". */
static void mask_progress(char *text)
{
	for (char *p = text; (p = strchr(p, '[')); p++)
		if (p[1] && strchr("|/-\\", p[1]) && p[2] == ']')
			p[1] = '|';
	for (char *p = text; (p = strstr(p, " s (")); p++)
		if (p > text && p[-1] >= '0' && p[-1] <= '9')
			p[-1] = '0';
}

static char *take(const struct vt *v, const struct shot *s)
{
	char *text = vt_text(v);

	if (s->kind == RANDOM) {
		mask_numbers(text);
		mask_password(text);
	}
	if (s->kind == BUSY)
		mask_progress(text);
	return text;
}

/* --- comparing ------------------------------------------------------------- */

static void print_line(char mark, const char *line)
{
	printf("%c %.*s\n", mark, (int)strcspn(line, "\n"), line);
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line ? line + 1 : line;
}

/* Both line by line: screens of one size have as many. */
static void print_difference(const char *is, const char *should)
{
	while (*is || *should) {
		size_t n = strcspn(is, "\n"), m = strcspn(should, "\n");

		if (n == m && strncmp(is, should, n) == 0) {
			print_line(' ', is);
		} else {
			if (*should)
				print_line('-', should);
			if (*is)
				print_line('+', is);
		}
		is = next_line(is);
		should = next_line(should);
	}
}

static void write_screen(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	CU_ASSERT_FATAL(f != NULL);
	fputs(text, f);
	CU_ASSERT_EQUAL(fclose(f), 0);
}

static bool is_same(const char *path, const char *text)
{
	struct buf should = {0};
	bool same;

	if (!file_read(path, &should)) {
		printf("\n%s is not there: `make screens` writes it\n%s", path,
		       text);
		return false;
	}
	same = strcmp(should.data, text) == 0;
	if (!same) {
		printf("\n%s: - there, + now\n", path);
		print_difference(text, should.data);
	}
	buf_clear(&should);
	return same;
}

/* The item in reverse video is the one with the cursor: readers of the screen,
 * and those who are not sure of the colours, find it. */
static bool cursor_is_on_selected(const struct vt *v)
{
	bool any = false, found = false;
	int y, x;

	vt_cursor(v, &y, &x);
	for (int row = 1; row + 1 < vt_rows(v); row++) {
		char *line = vt_line(v, row);

		if (line[0] == '>' && line[1] == ' ') {
			any = true;
			found |= row == y;
		}
		free(line);
	}
	return !any || found;
}

/* Only F2 writes. */
static struct vt *start(const struct window *w, const struct shot *s)
{
	bool writes = strstr(s->keys, "F2") != NULL;
	struct vt_options o = {.home = writes ? home_new(s->scene)
					      : home_shared(s->scene),
			       .rows = w->rows,
			       .cols = w->cols,
			       .locale = w->locale,
			       .at = s->at};

	return vt_start(&o);
}

static void take_shot(const struct window *w, const struct shot *s,
		      struct vt *v)
{
	char *path = path_to(w, s->name), *text;
	bool there = vt_keys(v, s->keys + (*s->keys == '+'));

	if (there && s->kind != BUSY)
		there = vt_idle(v);
	if (!there)
		vt_show(v, path);
	CU_ASSERT(there);
	text = take(v, s);
	if (is_writing())
		write_screen(path, text);
	else
		CU_ASSERT(is_same(path, text));
	if (!cursor_is_on_selected(v)) {
		vt_show(v, s->name);
		CU_FAIL("the cursor is not on what is selected");
	}
	free(text);
	free(path);
}

static void take_all(const struct window *w)
{
	char *path = path_to(w, "");
	struct vt *v = NULL;

	if (is_writing() && mkdir(path, 0777) < 0)
		CU_ASSERT_EQUAL(errno, EEXIST);
	free(path);
	for (size_t i = 0; i < ARRAY_LEN(shots); i++) {
		if (v && *shots[i].keys != '+') {
			vt_close(v);
			v = NULL;
		}
		if (!v)
			v = start(w, &shots[i]);
		take_shot(w, &shots[i], v);
	}
	vt_close(v);
}

/* Each size once and each encoding do for the sanitizers. */
static bool is_left_out(int number)
{
	return vt_is_sanitized() && !is_writing() && number != 0 &&
	       number != 3 && number != 4;
}

#define WINDOW(name, number)                                                   \
	static void name(void)                                                 \
	{                                                                      \
		if (!is_left_out(number))                                      \
			take_all(&windows[number]);                            \
	}

WINDOW(screens_of_80x24_are_as_written, 0)
WINDOW(screens_of_80x24_without_utf8_are_as_written, 1)
WINDOW(screens_of_60x20_are_as_written, 2)
WINDOW(screens_of_60x20_without_utf8_are_as_written, 3)
WINDOW(screens_of_40x15_are_as_written, 4)
WINDOW(screens_of_40x15_without_utf8_are_as_written, 5)

static bool is_a_shot(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < ARRAY_LEN(shots); i++)
		if (n == strlen(shots[i].name) + 4 &&
		    strncmp(name, shots[i].name, n - 4) == 0)
			return true;
	return name[0] == '.';
}

static void no_screen_is_left_over(void)
{
	for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
		char *path = path_to(&windows[i], "");
		DIR *dir = opendir(path);
		struct dirent *e;

		CU_ASSERT_FATAL(dir != NULL);
		while ((e = readdir(dir))) {
			if (is_a_shot(e->d_name))
				continue;
			printf("\n%s/%s belongs to no screen\n", path,
			       e->d_name);
			CU_ASSERT(is_writing() &&
				  unlinkat(dirfd(dir), e->d_name, 0) == 0);
		}
		closedir(dir);
		free(path);
	}
}

const struct test tests_screens[] = {
	TEST(screens_of_80x24_are_as_written),
	TEST(screens_of_80x24_without_utf8_are_as_written),
	TEST(screens_of_60x20_are_as_written),
	TEST(screens_of_60x20_without_utf8_are_as_written),
	TEST(screens_of_40x15_are_as_written),
	TEST(screens_of_40x15_without_utf8_are_as_written),
	TEST(no_screen_is_left_over),
	{0},
};
