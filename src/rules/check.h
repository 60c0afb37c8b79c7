/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks: each a small rule over plain data that adds findings. */
#ifndef RULES_CHECK_H
#define RULES_CHECK_H

#include "rules/store.h"
#include "x509/bundle.h"
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

/* What a check needs before it can run; bits. */
enum {
	NEEDS_LEAF = 1,
	NEEDS_CHAIN = 2,
	NEEDS_REQUEST = 4,
	NEEDS_KEY = 8,		/* known, or known to be missing */
	NEEDS_ADDRESS = 16,
	NEEDS_BUNDLE_INFO = 32,
	NEEDS_BUNDLE = 64,
	NEEDS_PUBLIC_KEY = 128,	/* of the leaf, the key or the request */
	NEEDS_PASSWORD = 256,	/* a bundle was opened with it */
	NEEDS_CRLS = 512,
	NEEDS_OTHERS = 1024,	/* further certificates */
	NEEDS_PATH = 2048,	/* of a file with a key in it */
};

struct check {
	const char *name;	/* "key usage", marked for translation: also listed
				 * among what is ruled out when it finds nothing */
	unsigned needs;
	void (*run)(const struct subject *s, struct report *report);
};

/*
 * Runs every check that can run, drops what only follows from another finding
 * (catalogue section 2.2) and sorts. passed, where not NULL, receives the
 * translated names of the checks that ran and found nothing.
 */
void check_all(const struct subject *s, struct report *report,
	       struct strlist *passed);

/*
 * The same for the certificate of somebody to be written to at s->address: what
 * hinders encryption, under the names of findings about recipients. No leaf is
 * RCPT_NO_CERT.
 */
void check_recipient(const struct subject *s, struct report *report,
		     struct strlist *passed);

/* The tables, one a file. */
struct check_table {
	const struct check *checks;
	size_t n;
};
struct check_table check_key(void);
struct check_table check_request(void);
struct check_table check_cert(void);
struct check_table check_beside(void);	/* beside others of the person */
struct check_table check_trust(void);
struct check_table check_revocation(void);
struct check_table check_root(void);	/* whose lists have it */
struct check_table check_bundle(void);	/* its protection */
struct check_table check_contents(void); /* what is in a bundle */

/*
 * Every path of the leaf, in the light of now and roots: chain and paths point
 * into *out then. `more` is what came with the leaf, NULL where all is in the
 * pool.
 */
void subject_build(struct subject *s, struct pool *pool,
		   const struct cert_list *more, struct paths *out);

/* Worst first as by report_sort(), but a wrong clock before everything: it is
 * the likely cause of all that is said of dates. */
void check_sort(struct report *report);

/* Removes findings that another one explains. */
void check_suppress(struct report *report);

/* What several tables ask of a subject. */
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
