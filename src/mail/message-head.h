/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header fields of a letter, or of a part of one, as plain data. */
#ifndef MAIL_MESSAGE_HEAD_H
#define MAIL_MESSAGE_HEAD_H

#include <time.h>

#include "x509/der.h"

enum { MESSAGE_HEAD_MAX = 256 * 1024 }; /* bytes of one head */

/* All foreign; strings that are not there are NULL. */
struct message_head {
	char *type;		/* "multipart/signed", in lower case */
	bool has_type;		/* false: it is the default, text/plain */
	char *boundary, *protocol, *micalg, *smime_type;
	char *name;		/* of the attachment */
	char *encoding;		/* of the transfer, in lower case: "base64" */
	struct strlist from, sender, to;	/* addresses alone */
	char *subject;		/* decoded */
	char *id;		/* Message-ID, without "<" and ">" */
	bool has_date;
	time_t date;
};

/* The fields, up to the empty line or without one. -1 where the library for
 * mails is not on this machine. */
int message_head_parse(struct slice bytes, struct message_head *out) MUST_CHECK;
void message_head_clear(struct message_head *h);

/* Where the body begins: behind the first empty line; 0 where there is none in
 * these bytes. */
size_t message_head_end(struct slice bytes);

/* True where they begin like a letter: fields, one of which every letter has,
 * and not only words with a colon. */
bool message_is_letter(struct slice bytes);

/* Appends the fields whose name begins with "Content-" or is MIME-Version, or
 * (mime false) all others but those named in `but` (ended by NULL), each line
 * ended by CRLF. */
void message_fields(struct slice head, bool mime, const char *const *but,
		    struct buf *out);

/* Decodes quoted-printable: a block of bytes after another, state kept. */
struct message_qp;
struct message_qp *message_qp_new(void);
void message_qp_step(struct message_qp *q, struct slice in, struct buf *out);
void message_qp_free(struct message_qp *q);

#endif
