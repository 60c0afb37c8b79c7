/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who signed a letter of an archive: each part whose signatures are all good. */
#ifndef MAIL_SIGNERS_H
#define MAIL_SIGNERS_H

#include "mail/mbox.h"
#include "mail/message.h"

/* What becomes of the S/MIME parts of letters. */
enum signers_fate {
	SIGNERS_GOOD,
	SIGNERS_ENCRYPTED,	/* nobody sees from outside who signed */
	SIGNERS_FORWARDED,	/* in a letter inside the letter */
	SIGNERS_NONE,		/* no signature: a way to send certificates */
	SIGNERS_CHANGED,	/* the rest: not good, and why */
	SIGNERS_FORGED,
	SIGNERS_NO_CERT,
	SIGNERS_UNKNOWN,	/* the method */
	SIGNERS_DAMAGED,
	SIGNERS_FATES
};

/* One part; what it points to is there for the time of the call only. */
struct signers_part {
	enum signers_fate fate;
	bool is_forwarded;
	/* NULL for what is not good. */
	const struct cms_look *look;	/* verified */
	const struct message_head *letter;	/* of the whole letter */
};

typedef void signers_fn(const struct signers_part *part, void *arg);

/* What to do with a letter; the same for all. */
struct signers_ask {
	bool forwarded;	/* also those in letters that were forwarded */
	struct shelf *shelf;	/* NULL: none */
	signers_fn *each;
	void *arg;
};

/*
 * Every S/MIME part of a letter that was given by mbox_read(), once. Those inside
 * letters that were forwarded are SIGNERS_FORWARDED, and not checked, where they
 * are not asked for. Where a signature is not good, but would be if the quoting
 * of "From " lines were undone, it is good. -1 where it cannot be read; *is_cut:
 * there are more parts than are searched.
 */
int signers_each(const struct signers_ask *ask, struct mbox *m,
		 const struct mbox_letter *l, bool *is_cut) MUST_CHECK;

#endif
