/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mail programs, word processors and shells do to text, undone. */
#ifndef MAIL_PLAINTEXT_H
#define MAIL_PLAINTEXT_H

#include "x509/der.h"

/*
 * UTF-16 with a byte order mark, or without one where every other byte of the
 * beginning is zero; UTF-8 behind a mark. Adds UTF-8 to out; false, and
 * nothing added, where the bytes are none of these.
 */
bool plain_utf8(struct slice in, struct buf *out);

/*
 * Each adds `in` to out with one kind of change undone, and is true where
 * there was something to undo.
 */
typedef bool plain_fn(struct slice in, struct buf *out);

plain_fn plain_unquote;	/* "> " before each line */
plain_fn plain_unprint;	/* quoted-printable (RFC 2045 section 6.7) */
plain_fn plain_untag;	/* HTML: tags, and the entities that base64 meets */
plain_fn plain_mend;	/* odd blanks; armour lines of any dashes */

/*
 * Base64 that lost its armour: takes the text up to the end of the next run of
 * lines that are nothing but base64 and begin as DER does off the front. False
 * where there is none.
 */
bool plain_base64_next(struct slice *text, struct slice *run);

#endif
