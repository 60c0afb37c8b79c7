/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roots the person chose to trust: the folder roots/ of the data directory. */
#ifndef JOURNEY_ROOTS_H
#define JOURNEY_ROOTS_H

#include "base/env.h"
#include "journey/page/page.h"
#include "x509/cert.h"

/*
 * Digits of a fingerprint that have to agree: what a person reads off the
 * issuer's page and types, and what a script hands over. Certificates can be
 * made until the first few are those of another one: 4 digits take a moment,
 * 8 a day and more, 16 more than anybody has.
 */
enum { ROOT_DIGITS_TYPED = 8, ROOT_DIGITS_GIVEN = 16 };

struct root {
	struct cert *cert;
	char *path;	/* of its file */
	bool is_own;	/* of the own authority: it counts without being asked */
	bool is_part;	/* its file holds something else, too */
};

/* `struct root_list l = {0}` is empty. */
struct root_list {
	struct root *items;
	size_t n;
};

/* The own authority's, then those of the folder, by file. A file that does not
 * count, or counts though it is no root, is a warning. Appended. */
void roots_read(const struct env *env, struct root_list *out,
		struct report *report);
void root_list_clear(struct root_list *l);
void root_list_take(struct root_list *l, struct cert *c, const char *path,
		    bool is_own); /* takes c; path may be NULL */

/*
 * The one root among what a file holds; where it holds several, the one that
 * the digits (or NULL) belong to. -1 says what it is instead. *out belongs to
 * certs.
 */
int roots_pick(const struct cert_list *certs, const char *digits,
	       const char *label, const struct cert **out,
	       struct report *report) MUST_CHECK;

/* Whether it may be trusted at all, whatever its fingerprint: in date, an
 * issuer that vouches for itself, with a key that holds. -1 with one blocker. */
int root_judge(const struct cert *c, time_t now, const char *label,
	       struct report *report) MUST_CHECK;

/* As Apple and Windows show it beside the other: "AB:CD:…", the caller frees. */
char *root_sha1(const struct cert *c);

/*
 * Whether those are the first digits of its fingerprint, SHA-256 or SHA-1,
 * which is all that Windows shows. Blanks, colons and capitals do not matter.
 * ROOT_DIGITS_FEW where they are fewer than that or none; ROOT_DIGITS_WRONG.
 */
int root_compare(const struct cert *c, const char *digits, size_t least,
		 struct report *report) MUST_CHECK;

/* True, and ROOT_KNOWN, where it counts already. */
bool roots_know(const struct env *env, const struct cert *c,
		struct report *report);

/* The door for every front end: judged, compared, written; never replaces a
 * file. ROOT_KNOWN (a note, 0) where it counts already. */
int roots_trust(const struct env *env, const struct cert *c,
		const char *digits, size_t least,
		struct report *report) MUST_CHECK;

/* Takes away the one that these digits mean; *out is a copy of it, for the
 * caller to free. */
int roots_remove(const struct env *env, const char *digits, struct cert **out,
		 struct report *report) MUST_CHECK;

/* Whether a finding, or one of these, says that a trusted root is lacking: a file
 * that does not count may be why. */
bool root_is_missed(enum finding_id id);
bool roots_are_missed(const struct report *found);

/* Those of roots_read() among findings, each in full behind a gap. */
bool root_is_trouble(enum finding_id id);
void roots_show_trouble(const struct report *found, struct page *out);

/* What to compare before it is trusted, and with whom. */
void root_page(const struct cert *c, time_t now, struct page *out);
void root_digits_page(const struct cert *c, struct page *out); /* the first */
void roots_list_page(const struct root_list *l, time_t now, struct page *out);

#endif
