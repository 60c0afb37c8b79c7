/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal: started, given back whatever happens, waited for. */
#include "ui/term/term.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

#include "base/text.h"
#include "ui/term/gather.h"
#include "ui/term/signals.h"

enum {
	ESC_MS = 25,       /* a lone ESC is the key after so long */
	PASTE_MS = 2000,   /* a paste without end is over after so long */
	SECRET_MARGIN = 2, /* cells left free at the right of a shown secret */
};

static struct {
	SCREEN *screen;
	bool running;
	bool ended; /* the terminal has gone away */
	int sync_fd; /* where barriers are told; 0: nowhere */
	bool owed; /* a painting was left out, as more was waiting */
	enum press barrier; /* one that waits to be told, or PRESS_NONE */
	struct keys keys;
	size_t shown_line, shown_cell, shown_lines; /* of a secret; 0: none */
} term;

static const char *capability(const char *name)
{
	const char *bytes = tigetstr(name);

	return bytes == (const char *)-1 ? NULL : bytes;
}

static void put_string(const char *s)
{
	if (s)
		gather_put(s, strlen(s));
}

/* The part of terminfo(5) that its extended names hold: BE, BD. */
static void paste_mode(bool on)
{
	put_string(capability(on ? "BE" : "BD"));
}

bool term_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Without moving the cursor no screen can be drawn: TERM=dumb, unknown. */
static bool is_usable(void)
{
	const char *name = getenv("TERM");
	bool usable;
	int error;

	if (!name || !*name || !isatty(STDIN_FILENO) ||
	    !isatty(STDOUT_FILENO) ||
	    setupterm(name, STDOUT_FILENO, &error) != OK)
		return false;
	usable = capability("cup") && capability("clear");
	del_curterm(cur_term);
	return usable;
}

int term_start(int sync_fd)
{
	FILE *out;

	if (!is_usable() || signals_start() < 0)
		return -1;
	out = gather_open();
	term.screen = out ? newterm(NULL, out, stdin) : NULL;
	if (!term.screen) {
		gather_close();
		signals_stop();
		return -1;
	}
	term.running = true;
	term.ended = false;
	term.sync_fd = sync_fd;
	term.barrier = PRESS_NONE;
	keys_init(&term.keys, capability);
	signals_restore_with((const char *const[]){
		capability("BD"), capability("rmkx"), capability("sgr0"),
		capability("cnorm"), capability("rmcup")});
	cbreak();
	noecho();
	nonl();
	typeahead(-1);
	paste_mode(true);
	return 0;
}

void term_stop(void)
{
	if (!term.running)
		return;
	term.running = false;
	term_hide_secret();
	paste_mode(false);
	erase();
	refresh();
	endwin();
	delscreen(term.screen);
	gather_close();
	keys_clear(&term.keys);
	signals_stop();
}

void term_size(size_t *rows, size_t *cols)
{
	*rows = (size_t)LINES;
	*cols = (size_t)COLS;
}

void term_repaint(void)
{
	clearok(curscr, TRUE);
}

static void resize(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row &&
	    size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
	clearok(curscr, TRUE);
}

static void suspend(void)
{
	term_hide_secret();
	paste_mode(false);
	endwin();
	signals_suspend();
	refresh();
	paste_mode(true);
	resize();
}

/* True where the signal is an event for the program. */
static bool on_signal(int number, struct event *e)
{
	switch (number) {
	case 0:
	case SIGCONT:
		return false;
	case SIGWINCH:
		term_hide_secret();
		resize();
		*e = (struct event){.kind = EVENT_RESIZE};
		return true;
	case SIGTSTP:
		suspend();
		*e = (struct event){.kind = EVENT_RESIZE};
		return true;
	case SIGINT:
		*e = (struct event){.kind = EVENT_INTERRUPT};
		return true;
	default:
		*e = (struct event){.kind = EVENT_END, .signal = number};
		return true;
	}
}

static void wipe(char *bytes, size_t n)
{
	volatile char *p = bytes;

	while (n--)
		*p++ = 0;
}

static void read_keys(void)
{
	char bytes[KEYS_ROOM];
	size_t room = sizeof(term.keys.bytes) - term.keys.n;
	ssize_t n = read(STDIN_FILENO, bytes, room);

	if (n > 0)
		keys_feed(&term.keys, bytes, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		term.ended = true;
	wipe(bytes, sizeof(bytes));
}

/* A barrier behind a key is nothing that was typed. */
static bool has_more(void)
{
	struct pollfd in = {STDIN_FILENO, POLLIN, 0};

	if (term.keys.n == 0 && poll(&in, 1, 0) > 0)
		read_keys();
	return term.keys.n > 0 && !keys_is_barrier(&term.keys);
}

bool term_has_more(void)
{
	term.owed = has_more();
	return term.owed;
}

/* A barrier is no key for a screen: painting comes next, then it is told. */
static void take_barrier(struct event *e)
{
	if (e->kind != EVENT_KEY ||
	    (e->press != PRESS_SYNC && e->press != PRESS_SYNC_IDLE))
		return;
	term.barrier = e->press;
	*e = (struct event){0};
}

/* Where nothing at all is waiting, all that came before is on the screen, and a
 * barrier can be told. False: what waited was no key, and a painting was left
 * out for it. */
static bool rest(struct pollfd *fds, size_t n)
{
	static const char ack = '\006';
	bool works = fds[n - 1].fd >= 0;

	if (!term.owed && term.barrier == PRESS_NONE)
		return true;
	if (term.keys.n > 0 || poll(fds, n, 0) != 0)
		return true;
	if (term.owed)
		return false;
	if (term.barrier == PRESS_SYNC_IDLE && works)
		return true;
	term.barrier = PRESS_NONE;
	if (term.sync_fd > 0 && write(term.sync_fd, &ack, 1) < 0)
		term.sync_fd = 0;
	return true;
}

void term_wait(struct event *e, int job_fd, int timeout_ms)
{
	secret_clear(term.keys.paste);
	*e = (struct event){0};
	for (;;) {
		struct pollfd fds[] = {{signals_fd(), POLLIN, 0},
				       {STDIN_FILENO, POLLIN, 0},
				       {job_fd, POLLIN, 0}};
		bool part;
		int ms, n;

		if (keys_next(&term.keys, false, e)) {
			e->more = has_more();
			take_barrier(e);
			return;
		}
		if (term.ended) {
			*e = (struct event){.kind = EVENT_END,
					    .signal = SIGHUP};
			return;
		}
		part = term.keys.n > 0 || term.keys.pasting;
		ms = !part ? timeout_ms : term.keys.pasting ? PASTE_MS : ESC_MS;
		if (!rest(fds, ARRAY_LEN(fds)))
			return;
		n = poll(fds, ARRAY_LEN(fds), ms);
		if (n < 0 && errno != EINTR)
			term.ended = true;
		if (on_signal(signals_next(), e))
			return;
		if (n > 0 && fds[1].revents) {
			read_keys();
		} else if (n > 0 && fds[2].revents) {
			e->kind = EVENT_JOB;
			return;
		} else if (n == 0 && part) {
			if (keys_next(&term.keys, true, e)) {
				take_barrier(e);
				return;
			}
		} else if (n == 0) {
			e->kind = EVENT_TICK;
			return;
		}
	}
}

static void go_to(size_t line, size_t cell)
{
	const char *cup = capability("cup");

	if (cup)
		put_string(tparm(cup, (long)line, (long)cell, 0L, 0L, 0L, 0L,
				 0L, 0L, 0L));
}

/* Cells of a line that a secret takes. */
static size_t line_width(void)
{
	return (size_t)COLS - term.shown_cell - SECRET_MARGIN;
}

/* One letter of a secret with its marks; its cells. */
static size_t put_cluster(const char *p, size_t n)
{
	char one[32] = "?";
	size_t cells;

	if (n < sizeof(one)) {
		memcpy(one, p, n);
		one[n] = '\0';
	}
	cells = text_width(one);
	if (cells == 0 || text_has_hidden(one) ||
	    (!term_is_utf8() && !text_is_ascii(one))) {
		gather_put("?", 1);
		cells = 1;
	} else {
		gather_put(one, strlen(one));
	}
	wipe(one, sizeof(one));
	return cells;
}

/* Where a secret goes on: at the end of a line, in the next one. */
struct pen {
	size_t line, cell;
};

static bool pen_moves(struct pen *pen, size_t cells)
{
	if (pen->cell + cells > line_width()) {
		pen->line++;
		pen->cell = 0;
	}
	if (pen->cell == 0)
		go_to(pen->line, term.shown_cell);
	return pen->line + 2 < (size_t)LINES;
}

void term_show_secret(size_t line, size_t cell, const struct secret *s)
{
	const char *p = secret_data(s);
	struct pen pen = {.line = line};
	size_t n;

	term.shown_line = line;
	term.shown_cell = cell;
	/* Two cells are the most that one takes. */
	while ((n = text_cluster(p)) > 0 && pen_moves(&pen, 2)) {
		pen.cell += put_cluster(p, n);
		p += n;
	}
	term.shown_lines = pen.line - line + 1;
	go_to((size_t)getcury(curscr), (size_t)getcurx(curscr));
}

void term_hide_secret(void)
{
	for (size_t i = 0; i < term.shown_lines; i++) {
		if (term.shown_line + i + 2 >= (size_t)LINES)
			break;
		go_to(term.shown_line + i, term.shown_cell);
		for (size_t n = 0; n < line_width(); n++)
			gather_put(" ", 1);
	}
	if (term.shown_lines)
		go_to((size_t)getcury(curscr), (size_t)getcurx(curscr));
	term.shown_lines = 0;
}
