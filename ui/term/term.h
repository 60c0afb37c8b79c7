/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal: started, given back whatever happens, waited for. */
#ifndef UI_TERM_H
#define UI_TERM_H

#include "ui/term/keys.h"

/*
 * -1: this terminal cannot show screens (unknown, dumb, not a terminal).
 * sync_fd, where it is not 0, gets one byte (ACK) for each barrier: the key
 * ESC [9999~, once all that came before it is dealt with and painted; ESC
 * [9998~, once no work is going on either. For tests, which wait so.
 */
int term_start(int sync_fd);

/* Gives the terminal back; also after term_start() failed, and twice. */
void term_stop(void);

/* The next painting writes every cell anew: the screen was disturbed. */
void term_repaint(void);

void term_size(size_t *rows, size_t *cols);
bool term_is_utf8(void);

/*
 * Waits for the next event, at most timeout_ms (-1: without end). job_fd, or
 * -1, gives EVENT_JOB when it becomes readable. Suspending is dealt with
 * inside and ends in EVENT_RESIZE.
 */
void term_wait(struct event *e, int job_fd, int timeout_ms);

bool term_has_more(void);	/* something typed is waiting */

/*
 * Shows a secret from a cell on, over blanks, and takes it away again. It goes
 * from its own memory to the terminal; curses never sees it, so no window, no
 * buffer of the library and no later repaint holds it.
 */
void term_show_secret(size_t line, size_t cell, const struct secret *s);
void term_hide_secret(void);

/*
 * Hands public text to the clipboard: through tmux where that runs, else by
 * the terminal's own sequence (OSC 52). Whether it arrived nobody can know.
 * False: it is too long for that.
 */
bool term_copy(const char *text);

#endif
