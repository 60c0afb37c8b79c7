/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own certificate authority: its root, and what it issues. */
#ifndef X509_AUTHORITY_H
#define X509_AUTHORITY_H

#include "x509/cert.h"
#include "x509/csr.h"

enum {
	AUTHORITY_DAYS_MAX = 825,	/* SBR 6.3.2, multipurpose */
	AUTHORITY_DAYS_DEFAULT = 730,
	AUTHORITY_ROOT_DAYS = 3650,
};

/* A self-signed root: CA:TRUE, pathlen 0, keyCertSign and cRLSign, subject key
 * identifier, random serial of 64 bits or more (SBR 7.1.2.1). */
int authority_make_root(const struct key *key, const char *name, time_t now,
			struct cert **out, struct report *report) MUST_CHECK;

struct authority {
	const struct key *key;
	const struct cert *root;
};

struct issue {
	const struct csr *request;
	time_t now;
	int days;	/* 1 to AUTHORITY_DAYS_MAX; AUTH_DAYS otherwise */
};

/*
 * Mailbox-validated multipurpose profile (SBR 7.1.2.3): the request's public
 * key and addresses; subject the CN of the request or else the first address;
 * keyUsage by the kind of key; emailProtection; AKI, SKI; not CA; starts an
 * hour before now, so that a device whose clock lags takes it.
 * REQ_SIGNATURE_BAD, REQ_NO_EMAIL, KEY_RSA_TOO_SHORT and KEY_X25519 refuse.
 */
int authority_issue(const struct authority *authority,
		    const struct issue *issue, struct cert **out,
		    struct report *report) MUST_CHECK;

#endif
