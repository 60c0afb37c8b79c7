/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a .mobileconfig of ours holds: the tree of its payloads. */
#ifndef JOURNEY_PROFILE_BUILD_H
#define JOURNEY_PROFILE_BUILD_H

#include "mail/plist.h"
#include "x509/chain.h"

struct profile_server {
	char *host;
	long port;	/* 0: the device's own choice */
};

/* A mail account, as the person described it. */
struct profile_mail {
	const char *type;	/* "imap" or "pop" */
	struct profile_server in, out;
	const char *user;
	bool sign, encrypt;	/* every mail, unless switched off in one */
};

/* All belongs to the caller. */
struct profile_wish {
	const char *address;	/* NULL: of nobody, only roots */
	const char *name;	/* of the person; may be NULL or "" */
	const struct cert *root;	/* NULL where it is not known */
	const struct cert *issuers[CHAIN_MAX];	/* intermediates */
	size_t nissuers;
	const struct cert *leaf;	/* with the bundle; else NULL */
	const struct buf *bundle;	/* the .p12 of the leaf and its key */
	const struct profile_mail *mail;	/* NULL: none; needs the bundle */
};

/*
 * Identifiers are made of the address and of the certificate the profile is
 * about, so that the same again replaces the first, and another certificate
 * has a profile of its own. The caller frees.
 */
struct prop *profile_build(const struct profile_wish *wish);

/* The identifier it has; the caller frees. */
char *profile_identifier(const struct profile_wish *wish);

/* The bytes of the bundle in a profile; NULL where there is none. */
const struct prop *profile_bundle(const struct prop *profile);

#endif
