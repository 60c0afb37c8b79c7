/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line at a time, where there is no screen. */
#include "ui/plain/plain-line.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "ui/line/out.h"
#include "ui/line/prompt.h"

enum { LINE_MAX_BYTES = 8192 };

void plain_say(const char *text)
{
	out_text(stderr, text);
	fflush(stderr);
}

/* Lines come through a struct secret: what is typed here may be one. A pipe
 * echoes no line end: it is written for it. */
char *plain_read(const char *question)
{
	struct secret *s = secret_new(LINE_MAX_BYTES);
	char *line = NULL;
	int r;

	for (;;) {
		r = prompt_line(STDIN_FILENO, s);
		if (r == PROMPT_RESUMED)
			plain_say(question);
		else if (r < 0 && !prompt_was_interrupted())
			plain_say(_("This line is too long: nothing of it was "
				    "taken. Type it again, shorter.\n"));
		else
			break;
	}
	if (r == 1)
		line = xstrndup(secret_data(s), secret_len(s));
	if (!isatty(STDIN_FILENO))
		plain_say("\n");
	secret_free(s);
	return line;
}

char *plain_line(const char *question)
{
	plain_say(question);
	return plain_read(question);
}
