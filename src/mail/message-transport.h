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

#endif
