/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates of the common form, told without the library's parser. */
#ifndef X509_CERT_STRICT_H
#define X509_CERT_STRICT_H

#include <time.h>

#include "x509/der.h"

/*
 * True where the bytes are one version 3 certificate in DER (RFC 5280 section
 * 4.1, X.690 section 10) that GnuTLS imports as well: then its times, in
 * seconds since 1970. False says nothing: rarer forms are left to GnuTLS. A
 * test holds the two against each other.
 */
bool cert_strict(struct slice der, time_t *not_before, time_t *not_after);

#endif
