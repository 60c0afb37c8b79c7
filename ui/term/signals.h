/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals made into bytes of a pipe; and the terminal restored in a crash. */
#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

/*
 * Before newterm(), which then installs no handlers of its own. Remembers the
 * terminal's settings. -1 where the system has no pipe.
 */
int signals_start(void);
void signals_stop(void);

/* Becomes readable when a signal came; the number, or 0 where none did. */
int signals_fd(void);
int signals_next(void);

/* What gives the screen back: five strings, each may be NULL. Copied. */
void signals_restore_with(const char *const strings[5]);

/* Stops the process as ^Z does, and comes back when it is continued. */
void signals_suspend(void);

#endif
