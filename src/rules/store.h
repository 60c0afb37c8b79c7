/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose roots a certificate ends in: public lists as tables of fingerprints. */
#ifndef RULES_STORE_H
#define RULES_STORE_H

#include "x509/cert.h"

enum store_trust {
	STORE_UNKNOWN,	/* not in this list */
	STORE_EMAIL,	/* there, and trusted for mail */
	STORE_OTHER,	/* there, but not for mail */
};

struct store_row {
	unsigned char fingerprint[FINGERPRINT_LEN];
	bool email;
	const char *name;	/* commonName, or else what the list calls it */
};

struct store_ops {
	const char *name;	/* "apple", "mozilla" */
	const char *title;	/* "Apple", for people */
	const char *release;	/* which edition of the list, for people */
	const char *programs;	/* who uses it; pass it to tr() */
	const struct store_row *rows;	/* sorted by fingerprint */
	size_t n;
};

const struct store_ops *store_apple(void);
const struct store_ops *store_mozilla(void);	/* the installed one, if allowed */
const struct store_ops *store_mozilla_table(void); /* the one carried along */

/*
 * From now on what is installed on this computer may be asked, when it is first
 * needed: NSS's module with Mozilla's roots instead of the table, and the
 * system's own list. Not for two threads at a time.
 */
void store_look_around(void);

/* A root that nobody installed by hand is to be looked up: NSS's module, which
 * takes some 20 ms, takes the table's place, if it may. */
void store_look_closely(void);

/* True where the system's own list has it, which no mail program goes by;
 * always false without store_look_around(). */
bool store_system_has(const struct cert *root);

/* Every list. */
size_t store_count(void);
const struct store_ops *store_at(size_t i);

enum store_trust store_find(const struct store_ops *store,
			    const struct cert *root);

/* True where any list carried along has it: the rules for public issuers apply. */
bool store_is_public(const struct cert *root);

/* True where a root of this name is listed for mail. A hint only: anybody can
 * use a name. */
bool store_has_name(const struct store_ops *store, const char *name);

#endif
