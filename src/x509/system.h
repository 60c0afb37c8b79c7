/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of roots of this computer's system: for web servers, mostly. */
#ifndef X509_SYSTEM_H
#define X509_SYSTEM_H

#include "x509/cert.h"

/* Read when it is first asked, and kept until the end of the program: some ten
 * milliseconds. False where there is no such list. Not for two threads. */
bool system_has_root(const struct cert *root);

#endif
