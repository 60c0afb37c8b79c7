/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is judged, and what several checks ask of it. */
#ifndef RULES_SUBJECT_H
#define RULES_SUBJECT_H

#include "rules/store.h"
#include "x509/bundle/bundle.h"
#include "x509/chain.h"
#include "x509/crl.h"
#include "x509/csr.h"

/*
 * What is judged. Any pointer may be NULL: a check that needs what is not
 * there does not run. All belongs to the caller.
 */
struct subject {
	const char *label;		/* the file or address, for findings */
	time_t now;
	const char *address;		/* the account's From address */
	const struct cert *leaf;	/* the certificate judged */
	const struct chain *chain;      /* its best path */
	const struct paths *paths;      /* that and the other ones; or NULL */
	const struct crl_list *crls;	/* revocation lists the person brought */
	const struct cert_list *roots;	/* roots the person trusts, own authority's too:
					 * taken to be installed in every program */
	const struct cert_list *public_roots; /* taken to be built in everywhere */
	const struct csr *request;
	const struct spki *key;		/* public half of the key at hand */
	bool key_missing;		/* it was looked for and is not there */
	bool key_loose;			/* others can read the key file */
	bool key_plain;			/* the key file has no passphrase */
	bool key_legacy;		/* it has, in the form before PKCS#8 */
	bool waiting;			/* request written, no certificate yet */
	const struct csr *other_request; /* waits as well, for the same address */
	const struct cert_list *others;	/* further certificates at hand; the leaf
					 * and strangers' may be among them */
	const char *path;		/* whole path of the file judged */
	const struct bundle_info *bundle_info;
	const struct bundle *bundle;	/* opened */
	const struct secret *bundle_password; /* it was opened with */
	bool bundle_new;		/* about to be handed out: strength counts */
};

/*
 * Every path of the leaf, in the light of now and roots: chain and paths point
 * into *out then. `more` is what came with the leaf, NULL where all is in the
 * pool.
 */
void subject_build(struct subject *s, struct pool *pool,
		   const struct cert_list *more, struct paths *out);

const struct spki *subject_spki(const struct subject *s); /* NULL: none */
const struct cert *subject_root(const struct subject *s); /* or the first anchor
							   * below; NULL: none */
bool subject_is_public(const struct subject *s); /* its root is in a public list */
bool subject_has_installed(const struct subject *s, const struct cert *c);
/* That, built in, or in a public list for mail. */
bool subject_has_anchor(const struct subject *s, const struct cert *c);
/* Its root's trust in a list; STORE_EMAIL too where another path that nothing
 * speaks against ends in a root that the list has for mail. */
enum store_trust subject_root_in(const struct subject *s,
				 const struct store_ops *store);

#endif
