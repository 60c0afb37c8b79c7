/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files completed, as a shell does. */
#ifndef UI_COMPLETE_H
#define UI_COMPLETE_H

#include "base/util.h"

/*
 * Writes to out how far all names that begin as typed agree: typed itself, or
 * more of it; a folder ends in '/'. "~/" stands for user_home, where that is
 * not NULL. names gets the last parts of those names. Names with bytes that
 * nobody can see are left out, and hidden ones, until a dot is typed. The
 * newest come first.
 */
void complete_path(const char *user_home, const char *typed, struct buf *out,
		   struct strlist *names);

/* The path of what is there, without links and "~", from the root on; the
 * caller frees. NULL where nothing is. */
char *complete_real(const char *user_home, const char *typed);

#endif
