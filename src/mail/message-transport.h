/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter's content in a form that no mail server changes. */
#ifndef MAIL_MESSAGE_TRANSPORT_H
#define MAIL_MESSAGE_TRANSPORT_H

#include "base/report.h"
#include "base/sink.h"
#include "mail/message.h"

/* True where every server leaves it as it is: ASCII, short lines, no blank at
 * an end of line, none that begins with "From ". */
bool transport_is_safe(struct slice text);

/*
 * Takes a MIME entity, its fields first, and gives it with CRLF ends, each leaf
 * that is not base64 or quoted-printable encoded by the one that suits (RFC 8551
 * section 3.1.3). What is signed inside is left alone. Does not end `out`.
 */
struct sink *transport_new(struct sink *out, struct report *report);

/*
 * Takes text that is likely to be safe, all with ends of one kind, and gives it
 * to `text` (unless NULL) as it is, and to `out` with CRLF ends; ends neither.
 * Where it is not safe after all, or has ends of both kinds, *changes is set, and
 * the rest is passed over: that is no failure, but nothing that came out counts.
 */
struct sink *transport_plain_new(struct sink *text, struct sink *out, bool crlf,
				 bool *changes);

#endif
