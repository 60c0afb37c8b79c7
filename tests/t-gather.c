/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What curses writes for one screen reaches the terminal in one write. */
#include "tests/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/term/gather.h"

/* A socket that keeps writes apart takes the place of the terminal. */
struct terminal {
	int ends[2];
	int real;
	FILE *stream;
};

static void begin(struct terminal *t)
{
	fflush(stdout);
	t->real = dup(STDOUT_FILENO);
	CU_ASSERT_FATAL(t->real >= 0);
	CU_ASSERT_FATAL(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, t->ends) == 0);
	CU_ASSERT_FATAL(dup2(t->ends[1], STDOUT_FILENO) >= 0);
	t->stream = gather_open();
	CU_ASSERT_PTR_NOT_NULL_FATAL(t->stream);
}

static void end(struct terminal *t)
{
	gather_close();
	dup2(t->real, STDOUT_FILENO);
	close(t->real);
	close(t->ends[0]);
	close(t->ends[1]);
}

static void put(const struct terminal *t, const char *text)
{
	size_t n = strlen(text);

	CU_ASSERT_EQUAL(write(fileno(t->stream), text, n), (ssize_t)n);
}

/* One write, as it arrives; "" where none waits. */
static const char *next(const struct terminal *t)
{
	static char text[65536];
	ssize_t n = recv(t->ends[0], text, sizeof(text) - 1, MSG_DONTWAIT);

	text[n > 0 ? n : 0] = '\0';
	return text;
}

static void a_screen_is_one_write(void)
{
	struct terminal t;

	begin(&t);
	gather_begin();
	put(&t, "a longer first ");
	put(&t, "screen");
	CU_ASSERT_STRING_EQUAL(next(&t), "");
	gather_end();
	CU_ASSERT_STRING_EQUAL(next(&t), "a longer first screen");
	gather_begin();
	put(&t, "the ");
	put(&t, "second");
	gather_end();
	CU_ASSERT_STRING_EQUAL(next(&t), "the second");
	gather_begin();
	gather_end();
	CU_ASSERT_STRING_EQUAL(next(&t), "");
	end(&t);
}

static void what_is_written_beside_a_screen_is_not_held_back(void)
{
	struct terminal t;

	begin(&t);
	put(&t, "before");
	CU_ASSERT_STRING_EQUAL(next(&t), "before");
	gather_begin();
	put(&t, "screen");
	gather_put("aside", 5);
	CU_ASSERT_STRING_EQUAL(next(&t), "aside");
	gather_end();
	CU_ASSERT_STRING_EQUAL(next(&t), "screen");
	put(&t, "behind");
	CU_ASSERT_STRING_EQUAL(next(&t), "behind");
	end(&t);
}

/* A terminal of 500 by 200 cells that all changed. */
static void a_large_screen_arrives_whole(void)
{
	enum { CELLS = 100000 };
	struct terminal t;
	size_t got = 0, wrong = 0;

	begin(&t);
	gather_begin();
	for (int i = 0; i < CELLS / 10; i++)
		put(&t, "0123456789");
	gather_end();
	for (const char *p = next(&t); *p; p = next(&t))
		for (; *p; p++, got++)
			wrong += (size_t)(*p - '0') != got % 10;
	CU_ASSERT_EQUAL(got, CELLS);
	CU_ASSERT_EQUAL(wrong, 0);
	end(&t);
}

/* Who shares the terminal may have set it so. */
static void a_terminal_that_does_not_wait_gets_all(void)
{
	enum { SCREENS = 3000 };
	struct terminal t;
	int got = 0;
	pid_t reader;
	int status = -1;

	begin(&t);
	reader = fork();
	if (reader == 0) {
		char text[64];

		while (got < SCREENS && recv(t.ends[0], text, sizeof(text), 0) > 0)
			got++;
		_exit(got == SCREENS ? 0 : 1);
	}
	fcntl(t.ends[1], F_SETFL, O_NONBLOCK);
	for (int i = 0; i < SCREENS; i++) {
		gather_begin();
		put(&t, "screen");
		gather_end();
	}
	fcntl(t.ends[1], F_SETFL, 0);
	shutdown(t.ends[1], SHUT_WR);
	CU_ASSERT_EQUAL(waitpid(reader, &status, 0), reader);
	CU_ASSERT_EQUAL(status, 0);
	end(&t);
}

const struct test tests_gather[] = {
	TEST(a_screen_is_one_write),
	TEST(what_is_written_beside_a_screen_is_not_held_back),
	TEST(a_large_screen_arrives_whole),
	TEST(a_terminal_that_does_not_wait_gets_all),
	{0},
};
