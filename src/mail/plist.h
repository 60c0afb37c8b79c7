/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property lists, the XML that Apple's profiles are written in: a tree of our
 * own, read from any bytes within limits, and written. */
#ifndef MAIL_PLIST_H
#define MAIL_PLIST_H

#include "base/report.h"

enum {
	PROP_SIZE_MAX = 16 * 1024 * 1024,
	PROP_DEPTH_MAX = 16,	/* arrays and dictionaries inside one another */
	PROP_TAGS_MAX = 100000,
};

enum prop_kind {
	PROP_DICT,
	PROP_ARRAY,
	PROP_TEXT,
	PROP_DATA,
	PROP_FLAG,
	PROP_NUMBER,
	PROP_OTHER,	/* a date or a fraction: its value is not kept */
};

struct prop {
	enum prop_kind kind;
	char *key;		/* in a dictionary; NULL elsewhere */
	struct buf bytes;	/* of PROP_TEXT and PROP_DATA */
	long long number;	/* of PROP_NUMBER; 0 or 1 of PROP_FLAG */
	struct prop **items;	/* of PROP_DICT and PROP_ARRAY, in their order */
	size_t n;
};

struct prop *prop_new(void);	/* an empty dictionary; the caller frees */
void prop_free(struct prop *p);	/* with all that is in it */

/* Put at the end of a dictionary; key must not be there yet. */
void prop_put_text(struct prop *dict, const char *key, const char *text);
void prop_put_data(struct prop *dict, const char *key, const struct buf *data);
void prop_put_flag(struct prop *dict, const char *key, bool flag);
void prop_put_number(struct prop *dict, const char *key, long long number);
struct prop *prop_put_array(struct prop *dict, const char *key);
struct prop *prop_add_dict(struct prop *array);

/* What a dictionary has under a key; NULL where it has nothing of this kind,
 * or is no dictionary. */
const struct prop *prop_get(const struct prop *dict, const char *key,
			    enum prop_kind kind);
const char *prop_text(const struct prop *dict, const char *key); /* or NULL */
bool prop_flag(const struct prop *dict, const char *key); /* false where absent */

bool prop_equal(const struct prop *a, const struct prop *b);

/*
 * -1 with PROFILE_DAMAGED for what is no XML property list, or is over a limit.
 * Comments are passed over, attributes and the document type ignored; entities
 * of its own are refused. Binary property lists are not read.
 */
int prop_read(const void *bytes, size_t len, struct prop **out,
	      struct report *report) MUST_CHECK;

/* Appends the XML. LIB_FAILED for text that XML has no form for: a control
 * character, or bytes that are not UTF-8. */
int prop_write(const struct prop *p, struct buf *out,
	       struct report *report) MUST_CHECK;

#endif
