/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the modules of this folder: a public key read without a finding. */
#ifndef X509_SPKI_H
#define X509_SPKI_H

#include "x509/key.h"

/* As spki_parse; for readers that say themselves what was damaged. */
int spki_read(const void *der, size_t len, struct spki *out) MUST_CHECK;

/* True for an RSA key whose algorithm has no NULL for its parameters. */
bool spki_lacks_null(const struct spki *s);

#endif
