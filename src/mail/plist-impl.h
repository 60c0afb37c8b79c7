/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the property list share; not for others. */
#ifndef MAIL_PLIST_IMPL_H
#define MAIL_PLIST_IMPL_H

#include "mail/plist.h"

struct prop *prop_make(enum prop_kind kind, const char *key);
struct prop *prop_take(struct prop *to, struct prop *p);	/* p */

/*
 * The text written anew: known tags without attributes, the text between
 * them, and no more of either than the limits allow. PROFILE_DAMAGED.
 */
int plist_clean(const void *bytes, size_t len, struct buf *out,
		struct report *report) MUST_CHECK;

/* PROFILE_DAMAGED for what is over a limit, or no property list; -1. */
int plist_fail(struct report *report, bool over);

#endif
