/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and passphrases read byte by byte, never through stdio. */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "base/secret.h"

/* From here on ^C ends a reading instead of the program; see below. */
void prompt_catch_interrupt(void);
bool prompt_was_interrupted(void);

/* Reads one line, without its end, into s (emptied first). 1 a line, 0 end of
 * input with nothing read, or it cannot be read (a terminal that is gone), -1
 * interrupted or too long (read to its end);
 * PROMPT_RESUMED: the program was stopped (^Z) and goes on. What was typed is
 * gone with the screen, maybe: the question has to be put again. */
enum { PROMPT_RESUMED = 2 };
int prompt_line(int fd, struct secret *s);

/*
 * Asks on the terminal without echo. 1, or 0 where there is no terminal, -1
 * cancelled (^C, ^D) or too long. The terminal is restored in every case, also
 * when a signal ends the program.
 */
int prompt_secret(const char *label, struct secret *s);

#endif
