/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes from the terminal turned into events: keys, characters, pastes. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "base/secret.h"

enum event_kind {
	EVENT_NONE,
	EVENT_KEY,	/* press */
	EVENT_TEXT,	/* text: one character */
	EVENT_PASTE,	/* paste */
	EVENT_RESIZE,	/* the window has another size, or has to be redrawn */
	EVENT_JOB,	/* the work has ended */
	EVENT_TICK,	/* the time asked for has passed */
	EVENT_INTERRUPT, /* Ctrl-C */
	EVENT_END,	/* signal: leave at once */
};

/* Named by what they do; several keys may stand for one. */
enum press {
	PRESS_NONE,
	PRESS_UP, PRESS_DOWN, PRESS_LEFT, PRESS_RIGHT,
	PRESS_HOME, PRESS_END, PRESS_PAGE_UP, PRESS_PAGE_DOWN,
	PRESS_NEXT, PRESS_PREVIOUS,	/* Tab, shift-Tab */
	PRESS_ENTER, PRESS_ESC,
	PRESS_BACKSPACE, PRESS_DELETE,
	PRESS_CUT_END, PRESS_CUT_START, PRESS_CUT_WORD,
	PRESS_REDRAW,
	PRESS_LIFT,	/* one of a list, a line up */
	PRESS_F1, PRESS_F2, PRESS_F3, PRESS_F4,
	PRESS_SYNC, PRESS_SYNC_IDLE,	/* the barriers of the tests */
};

struct event {
	enum event_kind kind;
	enum press press;
	char text[8];		/* UTF-8 */
	const struct secret *paste; /* UTF-8, lines ended by \n; valid until
				     * the next event is asked for */
	bool cut;		/* the paste was longer than KEYS_PASTE_MAX */
	bool more;		/* something waits behind it, as in a paste
				 * that arrives as keys */
	int signal;
};

enum {
	KEYS_PASTE_MAX = 256 * 1024,
	KEYS_ROOM = 512,	/* bytes that may wait */
};

struct keys {
	char bytes[KEYS_ROOM];
	size_t n;
	struct secret *paste;	/* NULL until something is pasted */
	bool pasting, cut;
	struct keys_own {	/* what this terminal sends, beside the usual */
		char bytes[12];
		enum press press;
	} own[24];
	size_t nown;
};

/* lookup gives the bytes of a terminfo capability, or NULL. */
void keys_init(struct keys *k, const char *(*lookup)(const char *capability));
void keys_clear(struct keys *k);	/* wipes */

/* Returns how many of the bytes were taken in. */
size_t keys_feed(struct keys *k, const char *bytes, size_t n);

/* Nothing but one of the barriers is waiting. */
bool keys_is_barrier(const struct keys *k);

/* The next event; false where there is none yet. waited: nothing more came for
 * a while, so a lone ESC is the Esc key and a paste without end is over. */
bool keys_next(struct keys *k, bool waited, struct event *out);

bool is_text(const struct event *e, const char *letter);
bool is_press(const struct event *e, enum press press);

#endif
