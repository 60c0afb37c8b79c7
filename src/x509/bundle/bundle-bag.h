/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bags of an opened PKCS#12 file: keys, certificates, and their tags. */
#ifndef X509_BUNDLE_BAG_H
#define X509_BUNDLE_BAG_H

#include "x509/bundle/bundle-opening.h"

/* SafeContents (RFC 7292 section 4.2): every bag into the bundle. is_hidden:
 * it was decrypted, and bundle_peek() has not seen its key bags. */
int bags_read(struct opening *o, struct slice content,
	      bool is_hidden) MUST_CHECK;

#endif
