/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a CMS SignedData holds besides certificates (RFC 5652 section 5.1). */
#ifndef MAIL_SIGNED_H
#define MAIL_SIGNED_H

#include "x509/der.h"

struct signed_data {
	bool has_signer;    /* false: only a way to send certificates */
	struct buf content; /* what is signed, where it is inside */
};

/* -1 where it is no SignedData. */
int signed_data_read(struct slice der, struct signed_data *out) MUST_CHECK;
void signed_data_clear(struct signed_data *s);

/* True where a signer says which ciphers its program knows (the signed attribute
 * SMIMECapabilities, RFC 8551 section 2.5.2). The signature is not checked:
 * announced.h does. */
bool signed_data_has_capabilities(struct slice der);

#endif
