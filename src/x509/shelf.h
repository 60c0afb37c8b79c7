/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates put aside, so that the same one is not taken apart for each of
 * thousands of letters that carry it. */
#ifndef X509_SHELF_H
#define X509_SHELF_H

#include "x509/cert.h"
#include "x509/der.h"

enum { SHELF_PLACES = 512 };

struct shelf *shelf_new(void);
void shelf_free(struct shelf *s);

/* The one of these bytes, which is the caller's from then on; NULL where it is
 * not there, or s is NULL. */
struct cert *shelf_take(struct shelf *s, struct slice der);

/* Takes all of a list over, which is empty after; what was in their places is
 * freed. NULL frees them. */
void shelf_put(struct shelf *s, struct cert_list *l);

#endif
