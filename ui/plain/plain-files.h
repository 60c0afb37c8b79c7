/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing a file where there is no screen: a numbered list. */
#ifndef UI_PLAIN_FILES_H
#define UI_PLAIN_FILES_H

#include "base/env.h"

/*
 * Lists a folder, "" for the one where downloads go, and asks for a number
 * until a file is chosen. "" where the person wants none; NULL at the end of
 * input. The caller frees.
 */
char *plain_files(const struct env *env, const char *folder);

#endif
