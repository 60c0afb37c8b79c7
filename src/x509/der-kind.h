/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a DER structure is, by its shape. */
#ifndef X509_DER_KIND_H
#define X509_DER_KIND_H

#include "x509/der.h"
#include "x509/recognise.h"

/* The kind of the element at the front; ITEM_UNKNOWN where it has no shape
 * that is known, or none at all. A bundle is known by its first bytes, so that
 * a torn one is still called that. */
enum item_kind der_kind(struct slice der);

#endif
