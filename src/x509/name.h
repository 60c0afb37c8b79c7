/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distinguished names compared (RFC 5280 section 7.1). */
#ifndef X509_NAME_H
#define X509_NAME_H

#include "base/util.h"

/*
 * Replaces *out by a form of a DER Name in which names that RFC 5280 section 7.1 calls
 * equal are equal bytes: texts in UTF-8 without their string type, ASCII
 * letters in lower case, blanks at the ends dropped and runs of them made one
 * (as OpenSSL's x509_name_canon() has it). One SET after the other, without
 * the outer header, so that a name inside another is a prefix. What is no
 * name stays as it is.
 */
void name_fold(const struct buf *der, struct buf *out);

#endif
