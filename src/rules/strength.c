/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How hard a new passphrase is to guess, in a word. */
#include "rules/strength.h"

#include <string.h>

#include "base/text.h"
#include "mail/library.h"

/*
 * Declared here, as its headers are not needed to build: the four have been
 * the same since libpwquality 1.0, and so has the number of the setting.
 */
static struct {
	void *(*pwquality_default_settings)(void);
	void (*pwquality_free_settings)(void *settings);
	int (*pwquality_set_int_value)(void *settings, int setting, int value);
	int (*pwquality_check)(void *settings, const char *password,
			       const char *old, const char *user, void **error);
} lib;

enum { PWQ_SETTING_DICT_CHECK = 15 };

static enum { UNTRIED, LOADED, MISSING } library;

#define ROW(f) {#f, &lib.f}

bool strength_has_library(void)
{
	static const char *const files[] = {"libpwquality.so.1",
					    "libpwquality.1.dylib", NULL};
	static const struct library_call calls[] = {
		ROW(pwquality_default_settings), ROW(pwquality_free_settings),
		ROW(pwquality_set_int_value), ROW(pwquality_check)};

	if (library == UNTRIED)
		library = library_load(files, calls, ARRAY_LEN(calls))
				  ? LOADED
				  : MISSING;
	return library == LOADED;
}

static size_t count_distinct(const struct secret *s)
{
	bool seen[256] = {false};
	size_t n = 0;

	for (size_t i = 0; i < secret_len(s); i++) {
		unsigned char c = (unsigned char)secret_data(s)[i];

		n += !seen[c];
		seen[c] = true;
	}
	return n;
}

static enum strength on_scale(int value, const int *limits)
{
	enum strength s = STRENGTH_WEAK;

	for (int i = 0; i < 3; i++)
		if (value >= limits[i])
			s = (enum strength)(STRENGTH_FAIR + i);
	return s;
}

enum strength strength_by_length(const struct secret *s)
{
	static const int limits[] = {8, 12, 16};
	enum { DISTINCT_MIN = 5 };

	if (!secret_len(s))
		return STRENGTH_NONE;
	if (count_distinct(s) < DISTINCT_MIN)
		return STRENGTH_WEAK;
	return on_scale((int)secret_len(s), limits);
}

/*
 * Without its dictionary: cracklib behind it keeps a copy of every word it
 * looked up in static memory, where nobody can wipe it. What is left copies to
 * the heap and the stack, which are wiped.
 */
enum strength strength_of(const struct secret *s)
{
	static const int limits[] = {30, 60, 85};
	void *settings, *error = NULL;
	int score;

	/* Of few letters, many times, the library thinks too well. */
	if (strength_by_length(s) <= STRENGTH_WEAK ||
	    !strength_has_library() ||
	    memchr(secret_data(s), '\0', secret_len(s)))
		return strength_by_length(s);
	settings = lib.pwquality_default_settings();
	if (!settings)
		return strength_by_length(s);
	lib.pwquality_set_int_value(settings, PWQ_SETTING_DICT_CHECK, 0);
	score = lib.pwquality_check(settings, secret_data(s), NULL, NULL,
				    &error);
	lib.pwquality_free_settings(settings);
	secret_scrub_stack();
	return on_scale(score, limits);
}

const char *strength_word(enum strength s)
{
	static const char *const words[] = {"", N_("weak"), N_("fair"),
					    N_("good"), N_("strong")};

	return s == STRENGTH_NONE ? "" : tr(words[s]);
}
