/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base64 of mail (RFC 2045 section 6.8) as stages of a pipeline. */
#ifndef BASE_BASE64_SINK_H
#define BASE_BASE64_SINK_H

#include "base/sink.h"

/* Lines of 64 characters, each ended by eol, the last one too. */
struct sink *base64_encoder_new(struct sink *out, const char *eol);

/*
 * Characters outside the alphabet are passed over, as RFC 2045 wants it; a "="
 * ends a group, and another may follow, as where two texts were joined. Never
 * fails by itself.
 */
struct sink *base64_decoder_new(struct sink *out);

#endif
