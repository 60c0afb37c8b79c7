/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clipboard: through tmux where that runs, else through the terminal. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/test.h"
#include "ui/term/term.h"

static char *place;
static char *old_path;

/* A tmux that keeps what it is given, or fails. */
static void begin(const char *script)
{
	char *path;

	place = xstrdup(test_dir());
	path = path_join(place, "tmux");
	test_write(path, script, strlen(script));
	CU_ASSERT_EQUAL(chmod(path, 0700), 0);
	old_path = xstrdup(getenv("PATH"));
	free(path);
	path = xasprintf("%s:%s", place, old_path);
	setenv("PATH", path, 1);
	setenv("PLACE", place, 1);
	free(path);
}

static void end(void)
{
	setenv("PATH", old_path, 1);
	unsetenv("TMUX");
	unsetenv("PLACE");
	free(old_path);
	free(place);
}

/* Copies, and returns what went to the terminal. */
static char *copied(const char *text, bool want)
{
	char *path = path_join(place, "terminal");
	int kept = dup(STDOUT_FILENO);
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	char bytes[256];
	ssize_t n;

	CU_ASSERT_TRUE_FATAL(kept >= 0 && fd >= 0);
	dup2(fd, STDOUT_FILENO);
	CU_ASSERT_EQUAL(term_copy(text), want);
	dup2(kept, STDOUT_FILENO);
	n = pread(fd, bytes, sizeof(bytes), 0);
	close(fd);
	close(kept);
	free(path);
	return xstrndup(bytes, n > 0 ? (size_t)n : 0);
}

static bool terminal_gets(const char *text, bool taken, const char *want)
{
	char *is = copied(text, taken);
	bool same = strcmp(is, want) == 0;

	free(is);
	return same;
}

static void what_is_too_long_is_not_sent(void)
{
	char *big = xcalloc(1, 70000);

	memset(big, 'x', 69999);
	begin("#!/bin/sh\n");
	CU_ASSERT_TRUE(terminal_gets(big, false, ""));
	free(big);
	end();
}

static void the_terminal_gets_it_in_its_own_sequence(void)
{
	begin("#!/bin/sh\n");
	CU_ASSERT_TRUE(terminal_gets("a", true, "\033]52;c;YQ==\a"));
	CU_ASSERT_TRUE(terminal_gets("ab", true, "\033]52;c;YWI=\a"));
	CU_ASSERT_TRUE(terminal_gets("abc", true, "\033]52;c;YWJj\a"));
	end();
}

static void tmux_gets_it_where_it_runs(void)
{
	struct buf b = {0};
	char *path;

	begin("#!/bin/sh\n"
	      "[ \"$*\" = 'load-buffer -w -' ] && cat >\"$PLACE/kept\"\n");
	setenv("TMUX", "/tmp/none,1,0", 1);
	CU_ASSERT_TRUE(terminal_gets("abc\n", true, ""));
	path = path_join(place, "kept");
	test_read(path, &b);
	CU_ASSERT_STRING_EQUAL(b.data, "abc\n");
	buf_clear(&b);
	free(path);
	end();
}

static void a_tmux_that_fails_leaves_it_to_the_terminal(void)
{
	begin("#!/bin/sh\nexit 1\n");
	setenv("TMUX", "/tmp/none,1,0", 1);
	CU_ASSERT_TRUE(terminal_gets("abc", true, "\033]52;c;YWJj\a"));
	end();
}

const struct test tests_clip[] = {
	TEST(what_is_too_long_is_not_sent),
	TEST(the_terminal_gets_it_in_its_own_sequence),
	TEST(tmux_gets_it_where_it_runs),
	TEST(a_tmux_that_fails_leaves_it_to_the_terminal),
	{0},
};
