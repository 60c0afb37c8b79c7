/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a configuration profile from elsewhere would do to a device. */
#ifndef JOURNEY_PROFILE_LOOK_H
#define JOURNEY_PROFILE_LOOK_H

#include "journey/profile/profile-payload.h"

/*
 * False where the bytes are no profile, signed or not: then nothing is touched.
 * Otherwise what it does is appended to the page in plain words, what to mind
 * to the report, and the first bundle in it, if any, is copied. The caller sets
 * these three and the label.
 */
bool profile_look(const struct buf *bytes, struct payload_look *look);

#endif
