/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for people: translation, made harmless, measured and wrapped. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/util.h"

#include <time.h>

/* Translation by gettext; N_ only marks. Strings stay the library's. */
const char *tr(const char *msgid) __attribute__((format_arg(1)));
const char *trn(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));
#define _(s) tr(s)
#define N_(s) s

enum { TEXT_CELLS_MAX = 200 };

/*
 * The one function every foreign byte passes before it is shown: names,
 * addresses, file names, library texts. Bytes are read as UTF-8; what is not,
 * and every control, format, bidirectional, invisible, private, unassigned or
 * oddly spaced character, is written as \xHH or \u{HHHH}; a backslash as \\, a
 * quote as \"; a third combining mark and further are written out too. The
 * result is one line; text_safe cuts it at TEXT_CELLS_MAX cells and says so
 * with "[...]". The caller frees.
 */
char *text_safe(const void *bytes, size_t len);
char *text_safe_str(const char *s);		/* NULL gives "" */
char *text_safe_full(const void *bytes, size_t len); /* without the cut */

/* The same text for a terminal without UTF-8: non-ASCII as \u{HHHH}. */
char *text_ascii(const char *utf8);

bool text_is_utf8(const void *bytes, size_t len);
bool text_is_ascii(const char *s);

/* True where a person would not see what is there (security.md 25, 28). */
bool text_has_hidden(const char *utf8);

/* Cells on a terminal; and how many bytes fit into that many cells. */
size_t text_width(const char *utf8);
size_t text_fit(const char *utf8, size_t cells);

/* All of it where it fits, else as much as fits with the mark behind it, as
 * "a long na..."; the caller frees. */
char *text_cut(const char *utf8, size_t cells, const char *mark);

/* Bytes of the first character with its combining marks; 0 at the end. */
size_t text_cluster(const char *utf8);

/* Breaks at spaces, and between Chinese and Japanese characters, into lines of
 * at most `cells`, appended to out. A word longer than a line is broken
 * inside. An empty text gives one empty line. */
void text_wrap(const char *utf8, size_t cells, struct strlist *out);

/* NFC; the caller frees. NULL where the bytes are not UTF-8. */
char *text_nfc(const char *utf8);

/* Case folded for comparing; the caller frees. The second is the same, in a
 * hundredth of the time, for what is ASCII alone; else NULL. */
char *text_fold(const char *utf8);
char *text_fold_ascii(const char *text);

/* UTC, ISO 8601: "2026-11-25" and "2026-11-25 18:44 UTC". The caller frees. */
char *text_date(time_t t);
char *text_datetime(time_t t);

/* Whole days from now until then; negative where it is past. */
long text_days_until(time_t then, time_t now);

#endif
