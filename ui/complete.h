/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files completed, as a shell does. */
#ifndef UI_COMPLETE_H
#define UI_COMPLETE_H

#include "base/util.h"

/*
 * Writes to out how far all names that begin as typed agree: typed itself, or
 * more of it; a folder ends in '/'. "~/" stands for user_home, where that is
 * not NULL. names gets the last parts of those names. Names with bytes that
 * nobody can see, and hidden ones, are left out.
 */
void complete_path(const char *user_home, const char *typed, struct buf *out,
		   struct strlist *names);

#endif
