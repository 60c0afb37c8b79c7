/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages and findings as lines on a stream, for commands and --plain. */
#ifndef UI_OUT_H
#define UI_OUT_H

#include <stdio.h>

#include "base/secret.h"
#include "journey/page/page.h"

/* How the streams are to be written; called once by main(). */
struct out_style {
	bool utf8;	/* the terminal's character set */
	bool color;
	size_t columns;
	const char *user_home; /* its paths are shortened; NULL: they are not */
};
void out_setup(struct out_style style);

/* From here on paths are written as the person would: "~/x". */
void out_short_paths(const char *user_home);

/* Of the terminal; 80 where there is none. */
size_t out_columns(void);

/* Text as it is, in the terminal's character set. */
void out_text(FILE *to, const char *text);

/* A page; fields are lined up, paragraphs wrapped, roles shown by marks. */
void out_page(FILE *to, const struct page *page);

/* Text on standard output, each of its lines wrapped. */
void out_lines(const char *text);

/* One of a list on standard output: "  left", padded to so many cells, and the
 * words beside it, wrapped. */
void out_row(size_t cells, const char *left, const char *words);

/* Bytes as they are (PEM, DER). -1 where they could not be written. */
int out_bytes(const void *bytes, size_t n) MUST_CHECK;

/* "label: secret", written without passing through stdio's buffers. */
void out_secret(const char *label, const struct secret *s);

/* A failed call: each blocker as a lower-case line and its hints. */
void out_failure(const struct report *report);

/* Wrapped, behind two blanks. */
void out_inside(const char *text);

/* A call that was made wrongly, on standard error, with where to look. */
void out_usage(const char *error, const char *hint);

/* Warnings and notes of a call that went well, on standard error. */
void out_remarks(const struct report *report);

/* Flushes standard output; false (and a line) where it could not be written, a
 * full disk for one, or where a remark was that what was saved may be lost. */
bool out_close(void);

#endif
