/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program was started with: gathered once, handed down, never read
 * again from clock or environment. */
#ifndef BASE_ENV_H
#define BASE_ENV_H

#include <stdbool.h>
#include <time.h>

struct env {
	time_t now;	  /* seconds since 1970; of --at where that was given */
	const char *home; /* the data directory, absolute */
	const char *user_home; /* what ~ stands for; NULL where unknown */
};

#endif
