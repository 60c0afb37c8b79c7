/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public text into the clipboard: term_copy(). */
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/term/term.h"

extern char **environ;

enum { COPY_MAX = 64 * 1024 }; /* terminals drop longer sequences */

static void write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done <= 0)
			return;
		bytes += done;
		n -= (size_t)done;
	}
}

/*
 * tmux in its default setting drops OSC 52 of the programs in it, but takes
 * the text from its own command.
 */
static bool copy_by_tmux(const char *text)
{
	static char *const argv[] = {"tmux", "load-buffer", "-w", "-", NULL};
	posix_spawn_file_actions_t actions;
	int ends[2], status = -1;
	pid_t child;
	bool started;

	if (!getenv("TMUX") || pipe(ends) < 0)
		return false;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawn_file_actions_addclose(&actions, ends[1]);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
					 1, 0);
	started = posix_spawnp(&child, argv[0], &actions, NULL, argv,
			       environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	close(ends[0]);
	if (started)
		write_all(ends[1], text, strlen(text));
	close(ends[1]);
	if (started)
		waitpid(child, &status, 0);
	return started && status == 0;
}

static void base64(const unsigned char *p, size_t n, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		unsigned long v =
			(unsigned long)p[i] << 16 |
			(i + 1 < n ? (unsigned long)p[i + 1] << 8 : 0) |
			(i + 2 < n ? p[i + 2] : 0);

		buf_addc(out, digits[v >> 18]);
		buf_addc(out, digits[v >> 12 & 63]);
		buf_addc(out, i + 1 < n ? digits[v >> 6 & 63] : '=');
		buf_addc(out, i + 2 < n ? digits[v & 63] : '=');
	}
}

bool term_copy(const char *text)
{
	struct buf b = {0};

	if (strlen(text) > COPY_MAX)
		return false;
	if (copy_by_tmux(text))
		return true;
	buf_adds(&b, "\033]52;c;");
	base64((const unsigned char *)text, strlen(text), &b);
	buf_adds(&b, "\a");
	write_all(STDOUT_FILENO, b.data, b.len);
	buf_clear(&b);
	return true;
}
