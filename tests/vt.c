/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program in a pseudo-terminal, behind a shell of a few lines that does for
 * it what a shell does: the foreground, ^Z, and how the terminal was left. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "tests/vt-in.h"

enum {
	WAIT_MS = 60000,
	ACK = 6,  /* the program's word that a barrier is passed */
	ENQ = 5,  /* the shell's, that the program has stopped or ended */
	ARGS_MAX = 32,
	ROWS_MIN = 5,
	COLS_MIN = 20,
};

/* What the shell tells: the process, then each stop and the end. */
struct news {
	pid_t pid;
	int status;
	bool echo, canonical;
};

/* --- in the child --------------------------------------------------------- */

static void tell(int fd, pid_t pid, int status)
{
	struct news news = {.pid = pid, .status = status};
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &t) == 0) {
		news.echo = t.c_lflag & ECHO;
		news.canonical = t.c_lflag & ICANON;
	}
	if (write(fd, &news, sizeof(news)) != sizeof(news))
		_exit(1);
}

/* Its own group, in the foreground, as a shell does it. */
static void execute(char **argv, char **envp)
{
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid());
	signal(SIGTTOU, SIG_DFL);
	execve(argv[0], argv, envp);
	_exit(127);
}

/* ENQ goes through the terminal, so that it comes behind what the program left
 * there. */
static void shell(char **argv, char **envp, int news, int orders)
{
	int status = 0;
	char order;
	pid_t pid;

	signal(SIGTTOU, SIG_IGN);
	pid = fork();
	if (pid == 0)
		execute(argv, envp);
	setpgid(pid, pid);
	tcsetpgrp(STDIN_FILENO, pid);
	tell(news, pid, 0);
	while (waitpid(pid, &status, WUNTRACED) == pid) {
		tcsetpgrp(STDIN_FILENO, getpgrp());
		tell(news, pid, status);
		if (write(STDOUT_FILENO, "\005", 1) != 1 ||
		    read(orders, &order, 1) != 1 || !WIFSTOPPED(status))
			break;
		tcsetpgrp(STDIN_FILENO, pid);
		kill(-pid, SIGCONT);
	}
	_exit(0);
}

/* --- starting and ending -------------------------------------------------- */

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct vt *v = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		v->alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		v->cursor = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void set_up_terminal(struct vt *v)
{
	v->cursor = true;
	v->vterm = vterm_new(v->rows, v->cols);
	vterm_set_utf8(v->vterm, 1);
	v->screen = vterm_obtain_screen(v->vterm);
	vterm_screen_set_callbacks(v->screen, &callbacks, v);
	vterm_screen_enable_altscreen(v->screen, 1);
	vterm_screen_reset(v->screen, 1);
}

static void collect_env(const struct vt_options *o, struct strlist *env)
{
	static const char *const kept[] = {"PATH", "ASAN_OPTIONS",
					   "UBSAN_OPTIONS", "LOCPATH",
					   "TERMINFO", "TERMINFO_DIRS"};

	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		if (getenv(kept[i]))
			strlist_take(env, xasprintf("%s=%s", kept[i],
						    getenv(kept[i])));
	strlist_take(env, xasprintf("HOME=%s", o->home));
	strlist_take(env, xasprintf("TERM=%s",
				    o->term ? o->term : "tmux-256color"));
	strlist_take(env, xasprintf("LC_ALL=%s",
				    o->locale ? o->locale : "C.UTF-8"));
	strlist_add(env, "TZ=UTC");
	strlist_add(env, "SMIME_SETUP_SYNC_FD=1");
	for (size_t i = 0; o->env && o->env[i]; i++)
		strlist_add(env, o->env[i]);
	strlist_take(env, NULL);
}

const char *vt_program(void)
{
	static char path[PATH_MAX];
	const char *name = getenv("SMIME_SETUP");

	if (!*path && !realpath(name ? name : "./smime-setup", path))
		die("there is no program to test: set SMIME_SETUP");
	return path;
}

static void collect_args(const struct vt_options *o, char **argv)
{
	size_t n = 0;

	argv[n++] = xstrdup(vt_program());
	argv[n++] = xstrdup("--at");
	argv[n++] = xstrdup(o->at ? o->at : VT_NOW);
	for (size_t i = 0; o->args && o->args[i] && n + 1 < ARGS_MAX; i++)
		argv[n++] = xstrdup(o->args[i]);
	argv[n] = NULL;
}

/* The program is started in the home, so that relative names are its own. */
static void start(struct vt *v, const struct vt_options *o, char **argv,
		  char **envp)
{
	struct winsize size = {.ws_row = (unsigned short)v->rows,
			       .ws_col = (unsigned short)v->cols};
	int news[2], orders[2];

	if (pipe(news) < 0 || pipe(orders) < 0)
		die("no pipe: %s", strerror(errno));
	for (int i = 0; i < 2; i++) {
		fcntl(news[i], F_SETFD, FD_CLOEXEC);
		fcntl(orders[i], F_SETFD, FD_CLOEXEC);
	}
	v->shell = forkpty(&v->master, NULL, NULL, &size);
	if (v->shell < 0)
		die("no pseudo-terminal: %s", strerror(errno));
	if (v->shell == 0) {
		close(news[0]);
		close(orders[1]);
		if (chdir(o->home) < 0)
			_exit(126);
		shell(argv, envp, news[1], orders[0]);
	}
	close(news[1]);
	close(orders[0]);
	v->news = news[0];
	v->orders = orders[1];
	fcntl(v->master, F_SETFD, FD_CLOEXEC);
	fcntl(v->news, F_SETFD, FD_CLOEXEC);
	fcntl(v->orders, F_SETFD, FD_CLOEXEC);
	fcntl(v->master, F_SETFL, O_NONBLOCK);
}

struct vt *vt_start(const struct vt_options *o)
{
	struct vt *v = xcalloc(1, sizeof(*v));
	struct strlist env = {0};
	char *argv[ARGS_MAX];
	struct news news;

	v->rows = o->rows ? o->rows : 24;
	v->cols = o->cols ? o->cols : 80;
	snprintf(v->word, sizeof(v->word), "%.7s",
		 strrchr(o->home, '.') ? strrchr(o->home, '.') + 1 : "");
	set_up_terminal(v);
	collect_args(o, argv);
	collect_env(o, &env);
	start(v, o, argv, env.items);
	for (size_t i = 0; argv[i]; i++)
		free(argv[i]);
	strlist_clear(&env);
	/* Never -1: a signal sent to that would reach everything. */
	if (read(v->news, &news, sizeof(news)) != sizeof(news) || news.pid <= 0)
		die("the program did not start");
	v->pid = news.pid;
	/* What is typed before the program has the terminal would be echoed. */
	if (!o->is_plain && vt_sees(v, " "))
		vt_sync(v);
	return v;
}

void vt_close(struct vt *v)
{
	if (!v->ended)
		kill(v->pid, SIGKILL);
	kill(v->shell, SIGKILL);
	while (waitpid(v->shell, NULL, 0) < 0 && errno == EINTR)
		;
	close(v->master);
	close(v->news);
	close(v->orders);
	vterm_free(v->vterm);
	free(v);
}

/* --- bytes ---------------------------------------------------------------- */

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Barriers are taken out; the rest is for the terminal. */
static void feed(struct vt *v, const char *bytes, size_t n)
{
	while (n > 0) {
		size_t part = 0;

		while (part < n && bytes[part] != ACK && bytes[part] != ENQ)
			part++;
		if (part)
			vterm_input_write(v->vterm, bytes, part);
		if (part < n) {
			*(bytes[part] == ACK ? &v->acks : &v->enqs) += 1;
			part++;
		}
		bytes += part;
		n -= part;
	}
}

static bool read_some(struct vt *v)
{
	char bytes[16384];
	ssize_t n = read(v->master, bytes, sizeof(bytes));

	if (n > 0)
		feed(v, bytes, (size_t)n);
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static void hear(struct vt *v)
{
	struct news news;

	if (read(v->news, &news, sizeof(news)) != sizeof(news)) {
		v->ended = true;
		return;
	}
	v->heard++;
	v->status = news.status;
	v->echo = news.echo;
	v->canonical = news.canonical;
	v->stopped = WIFSTOPPED(news.status);
	v->ended = !v->stopped;
}

/* Once: whatever comes, or until the deadline. False: nothing will come. */
static bool pump(struct vt *v, short events, long deadline)
{
	struct pollfd fds[] = {{v->master, events, 0}, {v->news, POLLIN, 0}};
	long left = deadline - now_ms();
	int n = poll(fds, 2, left > 0 ? (int)left : 0);

	if (n == 0 || (n < 0 && errno != EINTR))
		return false;
	if (n > 0 && fds[1].revents && !v->ended)
		hear(v);
	if (n > 0 && (fds[0].revents & (POLLIN | POLLHUP)))
		return read_some(v);
	return true;
}

/* The program may be waiting for its own output to be read. */
bool vt_bytes(struct vt *v, const char *bytes, size_t n)
{
	long deadline = now_ms() + WAIT_MS;

	while (n > 0 && !v->ended && !v->stopped) {
		ssize_t done = write(v->master, bytes, n);

		if (done < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (!pump(v, POLLIN | POLLOUT, deadline)) {
			return false;
		}
	}
	return n == 0;
}

static bool barrier(struct vt *v, const char *key)
{
	long deadline = now_ms() + WAIT_MS;
	unsigned before = v->acks;

	if (!vt_bytes(v, key, strlen(key)))
		return false;
	while (v->acks == before && !v->ended)
		if (!pump(v, POLLIN, deadline))
			return false;
	return !v->ended && !v->stopped;
}

bool vt_sync(struct vt *v)
{
	return barrier(v, "\033[9999~");
}

bool vt_idle(struct vt *v)
{
	return barrier(v, "\033[9998~");
}

bool vt_resize(struct vt *v, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows,
			       .ws_col = (unsigned short)cols};

	v->rows = rows;
	v->cols = cols;
	/* libvterm 0.1 crashes where it is very small; the program is told the
	 * truth. */
	vterm_set_size(v->vterm, rows < ROWS_MIN ? ROWS_MIN : rows,
		       cols < COLS_MIN ? COLS_MIN : cols);
	ioctl(v->master, TIOCSWINSZ, &size);
	return vt_sync(v);
}

/* The shell's own byte comes behind all that the program wrote. */
static bool wait_news(struct vt *v, const bool *is_news)
{
	long deadline = now_ms() + WAIT_MS;

	while (!*is_news || v->enqs < v->heard)
		if (!pump(v, POLLIN, deadline))
			return false;
	return true;
}

int vt_ended(struct vt *v)
{
	return wait_news(v, &v->ended) ? v->status : -1;
}

bool vt_stopped(struct vt *v)
{
	return wait_news(v, &v->stopped);
}

bool vt_continue(struct vt *v)
{
	v->stopped = false;
	return write(v->orders, "f", 1) == 1 && vt_sync(v);
}

bool vt_sees(struct vt *v, const char *text)
{
	long deadline = now_ms() + WAIT_MS;

	while (!vt_has(v, text))
		if (v->ended || !pump(v, POLLIN, deadline))
			return vt_has(v, text);
	return true;
}

pid_t vt_pid(const struct vt *v)
{
	return v->pid;
}
