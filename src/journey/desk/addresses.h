/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several mail addresses typed in one line. */
#ifndef JOURNEY_ADDRESSES_H
#define JOURNEY_ADDRESSES_H

#include "base/report.h"

/*
 * Addresses separated by blanks, commas or semicolons, each made clean as by
 * address_clean(); one that is there twice counts once. An empty text gives an
 * empty list. The list is replaced; -1 with the finding of the first bad one.
 */
int addresses_split(const char *typed, struct strlist *out,
		    struct report *report) MUST_CHECK;

#endif
