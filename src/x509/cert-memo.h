/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For certificates of authorities: their key made ready, and what it signed. */
#ifndef X509_CERT_MEMO_H
#define X509_CERT_MEMO_H

#include "x509/cert.h"

enum { CERT_MEMO_MAX = 64 }; /* certificates of authorities remembered */

struct cert_memo;
struct cert_memo *cert_memo_new(const struct spki *key);
void cert_memo_free(struct cert_memo *m);

/* As cert_signed_by() by the certificate the memo belongs to. What was found
 * of an authority's certificate is remembered: many chains go through it. */
bool cert_memo_check(struct cert_memo *m, const struct cert *c);

#endif
