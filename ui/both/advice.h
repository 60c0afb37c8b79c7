/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do about a finding, by keys and screens in place of commands. */
#ifndef UI_ADVICE_H
#define UI_ADVICE_H

#include "base/report.h"

/* For page_set_fix(): untranslated; NULL where the catalogue's will do. */
const char *advice_of(enum finding_id id);

#endif
