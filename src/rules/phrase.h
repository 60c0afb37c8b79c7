/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence put into words, for the details of findings. */
#ifndef RULES_PHRASE_H
#define RULES_PHRASE_H

#include "base/util.h"

/* "a, b and 3 more": at most PHRASE_LIST_MAX are named. The caller frees. */
enum { PHRASE_LIST_MAX = 6 };
char *phrase_list(const struct strlist *list);

/* The addresses of SAN, or where there is none the one of the subject. */
void phrase_addresses(const struct strlist *san, const char *subject_email,
		      struct strlist *out);

/* A name that may be absent. */
const char *phrase_or_unknown(const char *s);

#endif
