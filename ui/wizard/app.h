/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wizard on the screen. */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <time.h>

#include "base/env.h"

struct app_options {
	struct env *env;	/* env->now is brought up to date by `now` */
	time_t (*now)(void);	/* NULL: time stands still (--at) */
	const char *identity;	/* as given; NULL: the only one there is */
	const char *brought;	/* a file to begin with; or NULL */
	bool colour;
	bool utf8;		/* the terminal's character set */
	int sync_fd;		/* where tests hear of barriers; 0: nowhere */
};

enum { APP_NO_TERMINAL = -1 };

/*
 * Runs until the person leaves. The exit status: 0, or 128 + the signal that
 * ended it; APP_NO_TERMINAL where this terminal can show no screens (nothing
 * has happened then, and the plain front end is the way).
 */
int app_run(const struct app_options *options);

#endif
