/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a configuration profile from elsewhere would do to a device. */
#ifndef JOURNEY_PROFILE_LOOK_H
#define JOURNEY_PROFILE_LOOK_H

#include "journey/diagnose.h"

/*
 * False where the bytes are no profile, signed or not: then nothing is touched.
 * Otherwise what it does stands in d->page in plain words, what to mind in
 * d->report, and the first bundle in it, if any, is copied to `bundle`.
 */
bool profile_look(const struct buf *bytes, struct diagnosis *d,
		  struct buf *bundle);

#endif
