/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the reader of CMS: encrypted content opened as it comes. */
#ifndef X509_CMS_OPEN_H
#define X509_CMS_OPEN_H

#include "x509/cms/cms-impl.h"

struct cms_open;

/* Finds the key; `algorithm` is the content of the cipher's
 * AlgorithmIdentifier. NULL after a finding. */
struct cms_open *cms_open_new(const struct cms_read *how,
			      const struct cms_look *look,
			      struct slice algorithm,
			      const struct cms_match *match,
			      struct report *report);
void cms_open_free(struct cms_open *o);

/* Ciphertext; and at its end the last of the content. */
int cms_open_put(struct cms_open *o, struct slice bytes) MUST_CHECK;
int cms_open_last(struct cms_open *o) MUST_CHECK;

/* authAttrs, which have to be those of the earlier look; the seal. */
int cms_open_attributes(struct cms_open *o,
			const struct cms_look *look) MUST_CHECK;
int cms_open_mac(struct cms_open *o, struct slice mac) MUST_CHECK;

#endif
