/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much there is to be read, before it is. */
#ifndef JOURNEY_HARVEST_MEASURE_H
#define JOURNEY_HARVEST_MEASURE_H

#include "journey/harvest/harvest.h"

/* Adds to out->total the bytes of the files of a folder, or of a file, as
 * harvest_run() walks it; none where it cannot be looked at. The tick is asked
 * for each MEASURE_EVERY names, and -1 says that it stops. */
enum { MEASURE_EVERY = 256 };
int harvest_measure(const struct harvest_ask *ask, const char *path,
		    struct harvest *out) MUST_CHECK;

#endif
