/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the trade in plain sentences, for `explain TERM`. */
#ifndef JOURNEY_GLOSSARY_H
#define JOURNEY_GLOSSARY_H

#include <stddef.h>

/* One word; all texts untranslated, so that `name` can be looked up too. */
struct term {
	const char *name;
	const char *also; /* further names, separated by "; "; may be "" */
	const char *text; /* one to three sentences */
};

/* In the order of the alphabet. */
size_t term_count(void);
const struct term *term_at(size_t i);

/* By name or further name, in any case of letters; NULL where unknown. */
const struct term *term_by_name(const char *name);

#endif
