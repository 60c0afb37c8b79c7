/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One screen is one write: curses up to 6.4 writes at each move of the cursor,
 * which over a slow line is a screen in forty pieces. */
#ifndef UI_GATHER_H
#define UI_GATHER_H

#include <stdio.h>

/* A stream of its own to the terminal that is standard output, for curses.
 * NULL where there are no descriptors left. Closed by gather_close(). */
FILE *gather_open(void);
void gather_close(void);

/* What is written to that stream's descriptor between the two is held back, and
 * then written at once. Where the system has no memory to hold it, nothing is
 * held back. Modes of the terminal are not to be set meanwhile. */
void gather_begin(void);
void gather_end(void);

/* All of it, however often the terminal takes only a part; what a terminal
 * that went away does not take is dropped. */
void gather_put(const void *bytes, size_t n);

#endif
