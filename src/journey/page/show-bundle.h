/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PKCS#12 bundle in plain words, on a page: from outside, and opened. */
#ifndef JOURNEY_SHOW_BUNDLE_H
#define JOURNEY_SHOW_BUNDLE_H

#include "journey/page/page.h"
#include "x509/bundle/bundle.h"

/* What can be seen without the password; with an opened bundle (else NULL) its
 * keys and certificates, and how they are tied together. */
void show_bundle(const struct bundle_info *info, const struct bundle *b,
		 struct page *out);

#endif
