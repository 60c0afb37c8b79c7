/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For crl*.c: the rows of a list, and whose signature was checked. */
#ifndef X509_CRL_IMPL_H
#define X509_CRL_IMPL_H

#include "x509/crl.h"

/* One revoked certificate; its bytes lie in the list's. Date and extensions
 * follow the serial number there. */
struct crl_row {
	const unsigned char *serial;
	unsigned n;
};

struct crl_memo {
	unsigned char issuer[FINGERPRINT_LEN];
	bool is_known, is_good;
};

void crl_sort(struct crl *crl);
int crl_row_read(const struct crl *crl, const struct crl_row *row,
		 struct crl_entry *out) MUST_CHECK;

#endif
