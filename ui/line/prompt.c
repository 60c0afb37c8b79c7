/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and passphrases read byte by byte, never through stdio. */
#include "ui/line/prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int caught[] = {SIGINT,  SIGTERM, SIGHUP,
			     SIGQUIT, SIGTSTP, SIGCONT};
static volatile sig_atomic_t got, resumed;

static void note_signal(int number)
{
	got = number;
}

static void note_resumed(int number)
{
	(void)number;
	resumed = 1;
}

void prompt_catch_interrupt(void)
{
	struct sigaction sa = {.sa_handler = note_signal};

	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sa.sa_handler = note_resumed;
	sigaction(SIGCONT, &sa, NULL);
}

bool prompt_was_interrupted(void)
{
	return got == SIGINT;
}

int prompt_line(int fd, struct secret *s)
{
	bool fits = true;
	char c;

	secret_clear(s);
	resumed = 0;
	for (;;) {
		ssize_t n = read(fd, &c, 1);

		if (n < 0 && errno == EINTR && !got && resumed &&
		    !secret_len(s))
			return PROMPT_RESUMED;
		if (n < 0 && errno == EINTR && !got)
			continue;
		if (n < 0)
			return errno == EINTR ? -1 : 0;
		if (n == 0 && fits)
			return secret_len(s) ? 1 : 0;
		if (n == 0 || c == '\n')
			break;
		fits = fits && secret_add(s, &c, 1) == 0;
	}
	if (!fits)
		return -1;
	if (secret_len(s) && secret_data(s)[secret_len(s) - 1] == '\r')
		secret_cut(s, secret_len(s) - 1, 1);
	return 1;
}

static void say(int fd, const char *text)
{
	ssize_t n = write(fd, text, strlen(text));

	(void)n;
}

static void catch_signals(struct sigaction *old)
{
	struct sigaction sa = {.sa_handler = note_signal};

	sigemptyset(&sa.sa_mask);
	got = 0;
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		sigaction(caught[i], &sa, &old[i]);
}

static void give_back_signals(const struct sigaction *old)
{
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		sigaction(caught[i], &old[i], NULL);
}

/* One try; a stop (^Z) is passed on once the terminal echoes again. */
static int ask_once(int tty, const char *label, struct secret *s)
{
	struct sigaction old[ARRAY_LEN(caught)];
	struct termios was, quiet;
	int r;

	if (tcgetattr(tty, &was) < 0)
		return 0;
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	catch_signals(old);
	tcsetattr(tty, TCSAFLUSH, &quiet);
	say(tty, label);
	say(tty, ": ");
	r = prompt_line(tty, s);
	tcsetattr(tty, TCSAFLUSH, &was);
	say(tty, "\n");
	give_back_signals(old);
	return r == 1 ? 1 : -1;
}

/* Stopped by ^Z, or by a signal that cannot be caught: then the shell may have
 * changed the terminal, which would show what is typed. */
static bool was_stopped(void)
{
	return got == SIGTSTP || got == SIGCONT;
}

int prompt_secret(const char *label, struct secret *s)
{
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	int r;

	if (tty < 0)
		return 0;
	do {
		r = ask_once(tty, label, s);
		if (r < 0 && got && got != SIGINT && got != SIGCONT) {
			secret_clear(s);
			raise((int)got);
		}
	} while (r < 0 && was_stopped());
	close(tty);
	return r;
}
