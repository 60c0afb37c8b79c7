/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet for one place: numbered steps with the person's own file
 * names, fingerprints and address, and what is seen when it worked. */
#ifndef JOURNEY_GUIDE_H
#define JOURNEY_GUIDE_H

#include "journey/identity/facts.h"
#include "journey/page/page.h"

/* Texts are untranslated. */
struct guide_row {
	const char *name;	/* "iphone", "iphone-17", "mac", "thunderbird" … */
	const char *title;	/* "iPhone and iPad, iOS 18 and later" */
	const char *place;	/* of rules/place: which bundle it takes */
};

size_t guide_count(void);
const struct guide_row *guide_at(size_t i);
const struct guide_row *guide_by_name(const char *name); /* NULL where unknown */

/* Facts of one identity; without one the sheet is written with placeholders in
 * angle brackets. */
void guide_show(const struct guide_row *guide, const struct facts *f,
		struct page *out);

/* The same for somebody else's certificate, which is to be encrypted to. */
void guide_show_theirs(const struct guide_row *guide, const char *address,
		       struct page *out);

#endif
