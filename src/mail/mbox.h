/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of an mbox of any size, one after another, in bounded memory; and
 * which of them may be S/MIME. */
#ifndef MAIL_MBOX_H
#define MAIL_MBOX_H

#include <sys/types.h>

#include "base/sink.h"
#include "x509/der.h"

enum { MBOX_WINDOW = 1024 * 1024 }; /* bytes that are held at a time */

/* One letter: bytes start to end of the file, its "From " line included. */
struct mbox_letter {
	off_t start, end;
	bool may_sign;	/* by prescan_line() */
};

enum mbox_kind {
	MBOX_NO_MAIL,	/* neither */
	MBOX_MANY,	/* letters that begin with "From " */
	MBOX_ONE,	/* a letter alone, or a bare CMS message */
	MBOX_EMPTY,
};

/* Either may return -1, to stop; then so does mbox_read(). */
struct mbox_read {
	int (*letter)(void *arg, const struct mbox_letter *l);
	int (*at)(void *arg, off_t at);	/* now and then: how far it is */
	void *arg;
};

enum mbox_result {
	MBOX_READ,
	MBOX_STOPPED,
	MBOX_BROKEN,	/* it could not be read: errno */
};

/* Reads files, one after another; keeps its window between them. */
struct mbox;

struct mbox *mbox_new(const struct mbox_read *how);
void mbox_free(struct mbox *m);

/*
 * From an offset on, where a letter begins, to the end of the file. *kind is
 * told from its beginning; with MBOX_NO_MAIL no letter is given. Descriptors are
 * of files that pread() reads; changes meanwhile do no harm.
 */
enum mbox_result mbox_read(struct mbox *m, int fd, off_t from,
			   enum mbox_kind *kind);

/* The next file that is read ends here, as fstat() said: its end need not be
 * looked for. */
void mbox_size(struct mbox *m, off_t size);

/* --- one of the letters --- */

enum mbox_quoting {
	MBOX_PLAIN,	/* as it is */
	MBOX_RD,	/* ">From " and ">>From " lose one ">" */
	MBOX_O,		/* ">From " does */
};

/*
 * Its bytes to a stage, which is ended; for use by letter() only. *changed: the
 * quoting made a difference. -1 where they cannot be read, or the stage says
 * so.
 */
int mbox_pour(struct mbox *m, const struct mbox_letter *l,
	      enum mbox_quoting quoting, bool *changed, struct sink *to)
	MUST_CHECK;

#endif
