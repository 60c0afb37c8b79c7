/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line at a time, where there is no screen. */
#ifndef UI_PLAIN_LINE_H
#define UI_PLAIN_LINE_H

void plain_say(const char *text); /* on standard error */

/* NULL at the end of input; the caller frees. A line that is too long is told,
 * and asked for again. The question stands there already; it is put again where
 * the program was stopped meanwhile. */
char *plain_read(const char *question);

/* The same, and puts the question. */
char *plain_line(const char *question);

#endif
