/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of letters as stages: canonical ends, parts, transport. */
#ifndef MAIL_MESSAGE_LINES_H
#define MAIL_MESSAGE_LINES_H

#include "base/sink.h"

enum { MESSAGE_BLOCK = 128 * 1024 }; /* bytes these stages gather */

/*
 * The stage for the part that begins, numbered from 0; it is ended and freed
 * where the part ends. NULL: the part is passed over. For -1 set *failed after
 * one finding.
 */
typedef struct sink *message_part_fn(void *arg, size_t index, bool *failed);

/*
 * Splits a body at the lines of its boundary (RFC 2046 section 5.1.1); the
 * line end before such a line belongs to it. What stands before the first and
 * behind the last part is dropped. Each line end becomes CRLF (RFC 8551
 * section 3.1.1), all else is passed on byte by byte. Without a boundary (NULL)
 * all is one part. Never fails by itself.
 */
struct sink *message_split_new(const char *boundary, message_part_fn *next,
			       void *arg);

/* All of it with CRLF ends, or all up to a line of "--" and this (NULL: there is
 * none). Ends `out` there, and frees it. */
struct sink *message_crlf_new(const char *stop, struct sink *out);

/* CRLF becomes LF, as files have it. Ends `out`, does not free it. */
struct sink *message_lf_new(struct sink *out);

/* Text with CRLF ends to quoted-printable (RFC 2045 section 6.7), which no mail
 * server changes: no blank at an end, no line that begins with "From ". Does
 * not end `out`. */
struct sink *message_qp_encoder_new(struct sink *out);

/* To `out`, which is not ended, and to `second`, which is; either may be NULL.
 * Frees neither. */
struct sink *message_tee_new(struct sink *out, struct sink *second);

#endif
