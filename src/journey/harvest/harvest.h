/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives of mail read for the certificates of those who signed: mbox files,
 * Maildirs, single letters. Nothing in them is changed. */
#ifndef JOURNEY_HARVEST_H
#define JOURNEY_HARVEST_H

#include "journey/book/book.h"
#include "journey/page/page.h"
#include "mail/signers.h"

/* Why something was passed over. */
enum harvest_reason {
	HARVEST_UNREADABLE,	/* with errno */
	HARVEST_LINK,		/* inside a folder: nobody said to follow it */
	HARVEST_NOT_REGULAR,	/* a pipe, a device */
	HARVEST_TOO_DEEP,
	HARVEST_NO_MAIL,
	HARVEST_PARTS,		/* a letter with more parts than are searched */
	HARVEST_REASONS
};

enum { HARVEST_LISTED_MAX = 100, HARVEST_FEW = 20 };

/* Something that was passed over, or a part that is not good. */
struct harvest_note {
	char *path;
	long long at;		/* where the letter begins; -1: all of the file */
	enum harvest_reason reason;
	int error;
	enum signers_fate fate;	/* SIGNERS_GOOD: it is about `reason` */
	bool is_told;		/* among the findings: no words of its own */
};

/* `struct harvest h = {0}` is empty. */
struct harvest {
	unsigned long long bytes;	/* read */
	unsigned long long skipped;	/* known from before */
	unsigned long long total;	/* to be read; 0: not known */
	size_t files, known;		/* read, and known from before */
	size_t letters;
	size_t fates[SIGNERS_FATES];	/* of parts */
	size_t fresh;			/* certificates that were not there */
	size_t passed[HARVEST_REASONS];
	struct harvest_note *notes;	/* the first of them */
	size_t nnotes;
	bool is_stopped;
};

/* What to do next; asked now and then, at least once for each file and for each
 * MBOX_WINDOW bytes, and while the total is measured. */
enum harvest_turn { HARVEST_GO_ON, HARVEST_SAVE, HARVEST_STOP };
typedef enum harvest_turn harvest_tick_fn(const struct harvest *h, void *arg);

struct harvest_ask {
	char *const *paths;
	size_t n;
	bool forwarded;	/* also letters inside letters */
	bool measures;	/* total is wanted */
	time_t now;
	harvest_tick_fn *tick;	/* NULL: it goes on */
	void *arg;
};

/*
 * What is found is put into the book together with how far it was read, so that
 * the book is whole wherever it ends, and the next scan goes on there: at
 * HARVEST_SAVE, HARVEST_STOP, and at the end. -1: the book cannot be written. A
 * path that cannot be read is a finding, FILE_UNREADABLE, with 0, and the
 * others are read all the same.
 */
int harvest_run(struct book *b, const struct harvest_ask *ask,
		struct harvest *out, struct report *report) MUST_CHECK;
void harvest_clear(struct harvest *h);

/* How it is told: on a screen, which takes no options; all of the notes, which
 * are HARVEST_FEW otherwise; paths with "~" for user_home, where that is set. */
struct harvest_style {
	bool is_screen, all;
	const char *user_home;
};

/* What came of it, in sentences. */
void harvest_page(const struct harvest *h, const struct harvest_style *style,
		  struct page *out);

/* "unreadable", for scripts; and in words, translated. */
const char *harvest_reason_name(enum harvest_reason r);
const char *harvest_fate_name(enum signers_fate f);

#endif
