/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads of letters as nearly all programs write them, read at a tenth of what
 * the library for mails takes. */
#ifndef MAIL_HEAD_QUICK_H
#define MAIL_HEAD_QUICK_H

#include "mail/message-head.h"

/*
 * What message_head_parse() finds in the same bytes, but for from, sender, to
 * and subject, which stay empty. False, and nothing set, where anything is not
 * in its plainest form: comments, encoded or repeated fields and parameters,
 * lines that are no field.
 */
bool head_quick(struct slice bytes, struct message_head *out);

/*
 * Only what a writer has to know: has_type, has_date, and whether from and to
 * have anything, not what. Of heads in their plainest form without the library,
 * which costs as much as all the rest of writing a short letter.
 */
int message_head_sketch(struct slice bytes,
			struct message_head *out) MUST_CHECK;

#endif
