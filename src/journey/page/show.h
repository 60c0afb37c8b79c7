/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, requests, certificates and chains in plain words, on a page. */
#ifndef JOURNEY_SHOW_H
#define JOURNEY_SHOW_H

#include "journey/page/page.h"
#include "x509/chain.h"
#include "x509/csr.h"

/* What a request would hold; key: of it, or NULL before there is one. */
void show_wish(const struct csr_wish *wish, const struct spki *key,
	       struct page *out);
void show_request(const struct csr *r, struct page *out);
void show_certificate(const struct cert *c, time_t now, struct page *out);

/* Each link, with what speaks against it in words; what is missing last. */
void show_chain(const struct chain *chain, time_t now, struct page *out);

/* Every difference between what was asked and what came. */
void show_asked_got(const struct csr *asked, const struct cert *got,
		    struct page *out);

/* "31:5F:…", in two halves of 16 bytes so that it fits 60 columns. */
void show_fingerprint(const struct cert *c, struct page *out);

/* What the bits allow in plain words, the names of the bits behind; the caller
 * frees. */
char *show_usage(unsigned key_usage);
char *show_purpose(unsigned extended_usage);

/* A list of addresses, made harmless, on one line; the caller frees. */
char *show_addresses(const struct strlist *l);

#endif
