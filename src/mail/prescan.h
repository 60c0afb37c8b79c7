/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where letters begin, and which of them could hold S/MIME: found in a stream of
 * bytes, before anything is taken apart. */
#ifndef MAIL_PRESCAN_H
#define MAIL_PRESCAN_H

#include "mail/message.h"

enum {
	/* Bytes of a line, or of a field with all its lines, that are looked
	 * at; a longer field may hold anything. */
	PRESCAN_LINE_MAX = 1000,
	PRESCAN_FIELD_MAX = 64 * 1024,
};

/*
 * The end of the first line behind which one begins with F, C or c that has a
 * blank, e or E for its fifth letter or is cut off before that: only those can
 * be a "From " line of an mbox or a field of MIME. `end` where there is none;
 * the byte at `end` is never read.
 */
const unsigned char *prescan_next(const unsigned char *p,
				  const unsigned char *end);

enum prescan_mark {
	PRESCAN_NOTHING,
	PRESCAN_FROM,	/* a letter of an mbox begins here */
	PRESCAN_SMIME,	/* a field of a part that may be S/MIME */
	PRESCAN_MORE,	/* that can be told with more bytes only */
};

/*
 * What it is that a line begins with. is_last: no more bytes will come.
 * after_empty: the line before is empty, or there is none. PRESCAN_SMIME for each
 * Content-Type and Content-Disposition by which message_head_is_smime() can be
 * true, and for few others.
 */
enum prescan_mark prescan_line(struct slice bytes, bool is_last,
			       bool after_empty);

/* A stage that sets *found where a PRESCAN_SMIME goes through it. */
struct sink *prescan_watch_new(bool *found);

#endif
