/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals made into bytes of a pipe; and the terminal restored in a crash. */
#include "ui/term/signals.h"

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/secret.h"

static const int events[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT,
			     SIGQUIT,  SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

static struct {
	int pipe[2];
	struct sigaction old[ARRAY_LEN(events)];
	struct sigaction old_pipe;
	struct termios settings;
	char restore[256];
	size_t nrestore;
} state = {.pipe = {-1, -1}};

static void on_event(int number)
{
	unsigned char byte = (unsigned char)number;
	ssize_t n = write(state.pipe[1], &byte, 1);

	(void)n;
}

/* Only what POSIX calls async-signal-safe. The handler is reset by then, so
 * raising again ends the program as it would have ended. */
static void on_crash(int number)
{
	ssize_t n = write(STDOUT_FILENO, state.restore, state.nrestore);

	(void)n;
	secret_wipe_all();
	tcsetattr(STDIN_FILENO, TCSANOW, &state.settings);
	raise(number);
}

static void catch (int number, void (*handler)(int), struct sigaction *old)
{
	struct sigaction action = {.sa_handler = handler};

	sigemptyset(&action.sa_mask);
	if (handler == on_crash)
		action.sa_flags = (int)SA_RESETHAND;
	sigaction(number, &action, old);
}

/* Who started the program may have blocked them. */
static void unblock(void)
{
	sigset_t all;

	sigemptyset(&all);
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		sigaddset(&all, events[i]);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
}

int signals_start(void)
{
	if (pipe(state.pipe) < 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(state.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(state.pipe[i], F_SETFL, O_NONBLOCK);
	}
	tcgetattr(STDIN_FILENO, &state.settings);
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		catch (events[i], on_event, &state.old[i]);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		catch (crashes[i], on_crash, NULL);
	catch (SIGPIPE, SIG_IGN, &state.old_pipe);
	unblock();
	return 0;
}

void signals_stop(void)
{
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		sigaction(events[i], &state.old[i], NULL);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		catch (crashes[i], SIG_DFL, NULL);
	sigaction(SIGPIPE, &state.old_pipe, NULL);
	for (int i = 0; i < 2; i++) {
		if (state.pipe[i] >= 0)
			close(state.pipe[i]);
		state.pipe[i] = -1;
	}
}

int signals_fd(void)
{
	return state.pipe[0];
}

int signals_next(void)
{
	unsigned char byte;

	return read(state.pipe[0], &byte, 1) == 1 ? byte : 0;
}

void signals_restore_with(const char *const strings[5])
{
	state.nrestore = 0;
	for (size_t i = 0; i < 5; i++) {
		size_t n = strings[i] ? strlen(strings[i]) : 0;

		if (n > sizeof(state.restore) - state.nrestore)
			continue;
		if (n)
			memcpy(state.restore + state.nrestore, strings[i], n);
		state.nrestore += n;
	}
}

void signals_suspend(void)
{
	catch (SIGTSTP, SIG_DFL, NULL);
	kill(0, SIGTSTP);
	catch (SIGTSTP, on_event, NULL);
}
