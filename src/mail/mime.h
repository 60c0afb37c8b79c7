/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a mail, or of a folder of mails (mbox), decoded. */
#ifndef MAIL_MIME_H
#define MAIL_MIME_H

#include "x509/der.h"

enum {
	MIME_SIZE_MAX = 16 * 1024 * 1024, /* bytes of one mail looked at */
	MIME_DEPTH_MAX = 64,
	MIME_PARTS_MAX = 10000,
};

/* One leaf; everything is valid during the call only. */
struct mime_part {
	const char *name; /* of the attachment; foreign; NULL where it has none */
	const char *type; /* "text/plain"; foreign */
	bool is_letter;	  /* text or a picture that is shown, not attached */
	struct slice body;
};

typedef void mime_part_fn(const struct mime_part *part, void *arg);

/*
 * Calls `each` for every part in order. 1 where a limit was reached, so that
 * there may be more; -1 where the bytes are no mail, or the library for mails
 * is not on this machine.
 */
int mime_each(struct slice mail, mime_part_fn *each, void *arg) MUST_CHECK;

/* Loads the library, once, and these functions of it; for the files of this
 * folder that use it. */
struct library_call;
bool mime_library(const struct library_call *calls, size_t n) MUST_CHECK;

#endif
