/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bags of an opened PKCS#12 file: keys, certificates, and their tags. */
#ifndef X509_BUNDLE_BAG_H
#define X509_BUNDLE_BAG_H

#include "x509/bundle/bundle-impl.h"

/* A bundle while it is being opened with one reading of its password. */
struct opening {
	const struct reading *reading;
	bool is_password_right; /* the MAC says so, of some reading */
	unsigned long rounds;   /* all that were asked for */
	size_t nbags;
	struct bundle *bundle; /* what was read */
	struct report *report;
};

/* SafeContents (RFC 7292 section 4.2): every bag into the bundle. is_hidden:
 * it was decrypted, and bundle_peek() has not seen its key bags. */
int bags_read(struct opening *o, struct slice content,
	      bool is_hidden) MUST_CHECK;

/* P12_ITERATIONS_HIGH where n rounds more are too many. */
int opening_rounds(struct opening *o, unsigned long n) MUST_CHECK;

int opening_decrypt(struct opening *o, const struct scheme *s,
		    struct slice bytes, struct secret **out) MUST_CHECK;

int opening_damaged(struct opening *o); /* P12_NOT_A_BUNDLE */

#endif
