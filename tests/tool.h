/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests that ask programs we did not write. */
#ifndef TESTS_TOOL_H
#define TESTS_TOOL_H

#include <stdlib.h>

#include "tests/test.h"

/* Runs a shell command in a directory, quietly; false where it failed. */
static inline bool tool(const char *dir, const char *command)
{
	char *line = xasprintf("cd '%s' && (%s) >out 2>err", dir, command);
	bool ok = system(line) == 0;

	free(line);
	return ok;
}

/* The file "made" that a command writes into a fresh directory; false, and
 * said so, where it cannot. */
static inline bool tool_makes(const char *command, struct buf *file)
{
	const char *dir = test_dir();
	char *path = path_join(dir, "made");
	bool ok = tool(dir, command);

	if (ok)
		test_read(path, file);
	else
		test_skip(command);
	free(path);
	return ok;
}

#endif
