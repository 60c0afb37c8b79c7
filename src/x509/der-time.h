/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTCTime and GeneralizedTime as RFC 5280 section 4.1.2.5 has them. */
#ifndef X509_DER_TIME_H
#define X509_DER_TIME_H

#include <time.h>

#include "x509/der.h"

/* Takes one off the front: seconds are there and it ends with Z; else -1. */
int der_time(struct slice *from, time_t *out) MUST_CHECK;

#endif
