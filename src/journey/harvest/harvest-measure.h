/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much there is to be read, before it is. */
#ifndef JOURNEY_HARVEST_MEASURE_H
#define JOURNEY_HARVEST_MEASURE_H

/* Bytes of the files of a folder, or of a file, as harvest_run() walks it; 0
 * where it cannot be looked at. */
unsigned long long harvest_measure(const char *path);

#endif
