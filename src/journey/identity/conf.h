/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small text files identity.conf and authority.conf: "key = value". */
#ifndef JOURNEY_CONF_H
#define JOURNEY_CONF_H

#include "base/util.h"

enum { CONF_SIZE_MAX = 64 * 1024 };

/* Appends a line; bytes that would end it are written as %XX. */
void conf_put(struct buf *out, const char *key, const char *value);

/* Value number `nth` of a key that may stand there several times; NULL where
 * there is none. The caller frees. Lines that are not of the form are passed
 * over, as are comments. */
char *conf_get(const struct buf *text, const char *key, size_t nth);

#endif
