/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths from a certificate up to roots, built from what is at hand. */
#ifndef X509_CHAIN_H
#define X509_CHAIN_H

#include "x509/cert.h"

enum { CHAIN_MAX = 16, CHAIN_CANDIDATES_MAX = 64, PATHS_MAX = 8 };

enum chain_end {
	CHAIN_ROOT,	/* ends in a self-signed certificate */
	CHAIN_MISSING,	/* no certificate has the name of the last issuer */
	CHAIN_IMPOSTOR,	/* one has the name, but did not sign */
	CHAIN_TOO_LONG,	/* more than CHAIN_MAX, a loop, or too much to try */
};

/* What speaks against one certificate where it stands in a chain; bits. Which
 * of them count is for each mail program to say. */
enum link_mark {
	LINK_EXPIRED = 1 << 0,
	LINK_NOT_YET = 1 << 1,
	LINK_WEAK_SIGNATURE = 1 << 2, /* MD2, MD5, SHA-1; not a root's own */
	LINK_WEAK_KEY = 1 << 3,       /* as key_is_strong() */
	LINK_CRITICAL = 1 << 4,       /* a critical extension nobody knows */
	LINK_CRITICAL_RARE = 1 << 13, /* as cert.critical_rare */
	/* Of issuers only: */
	LINK_NOT_CA = 1 << 5,          /* RFC 5280 section 4.2.1.9 */
	LINK_NO_CERT_SIGN = 1 << 6,    /* section 4.2.1.3 */
	LINK_PATH_LENGTH = 1 << 7,     /* self-issued ones not counted */
	LINK_PATH_LENGTH_ALL = 1 << 8, /* too long where they are counted */
	LINK_NAMES = 1 << 9,     /* its name constraints are broken below */
	LINK_NO_EMAIL = 1 << 10, /* it has purposes, none of them mail or any */
	LINK_NAMES_LITERAL = 1 << 12, /* as constraints_permit_literal() */
	LINK_ENCODING = 1 << 11,      /* its name and that of the issuer below
				       * differ in case, blanks or string type:
				       * RFC 5280 section 7.1 calls them equal,
				       * only OpenSSL does */
};

/*
 * links[0] is the leaf, each next one the issuer of the one before, its
 * signature checked. The certificates belong to whoever gave them.
 */
struct chain {
	const struct cert *links[CHAIN_MAX];
	size_t n;
	enum chain_end end;
	unsigned marks[CHAIN_MAX]; /* enum link_mark of each */
	size_t anchored;	/* links up to the first anchor, it included; 0:
				 * none is reached */
	const struct cert *impostor; /* with CHAIN_IMPOSTOR: who has the name */
};

/*
 * Certificates among which issuers are looked for, and which of them signed
 * which: checked once, remembered as long as the pool lives (keyed by
 * fingerprints). Make one for a run. Not for two threads at a time.
 */
struct pool;
struct pool *pool_new(void);
void pool_add(struct pool *p, const struct cert_list *certs); /* borrowed: they
							       * outlive it */
void pool_free(struct pool *p);

/* Signatures that were checked for this pool so far. */
size_t pool_checks(const struct pool *p);

struct paths_ask {
	const struct cert *leaf;
	const struct cert_list *more;	/* beside the pool, for this leaf; or NULL */
	time_t now;			/* 0: dates are not judged */
	bool (*is_anchor)(const struct cert *c, const void *ctx); /* or NULL */
	const void *ctx;
};

/* Best first; n is at least 1. */
struct paths {
	struct chain items[PATHS_MAX];
	size_t n;
};

/*
 * Candidates by the issuer's name, those whose key identifier fits first; such
 * whose name differs only in encoding where none of the same bytes signed. The
 * pool may be unordered, hold the leaf, duplicates, strangers and loops; the
 * work is bounded. Paths that reach an anchor come first, then those to any
 * self-signed certificate, the one with the fewest marks up to there before
 * others; of those without end the longest.
 */
void paths_build(struct pool *pool, const struct paths_ask *ask,
		 struct paths *out);

/* The best path for which `fits` says true; NULL where there is none. */
const struct chain *paths_find(const struct paths *paths,
			       bool (*fits)(const struct chain *chain,
					    const void *ctx),
			       const void *ctx);

/* The best path alone where neither dates nor anchors matter. */
void chain_build(const struct cert *leaf, const struct cert_list *pool,
		 struct chain *out);

/* Fills marks in, from what the certificates say. anchored has to be set. */
void chain_mark(struct chain *chain, time_t now);

/* The marks of links[from] to links[to - 1] together. */
unsigned chain_marks(const struct chain *chain, size_t from, size_t to);

/* True where a certificate is one of the links. */
bool chain_has(const struct chain *chain, const struct cert *c);

/* The root that it ends in, an issuer above the first; else NULL. */
const struct cert *chain_root(const struct chain *chain);

/* RSA from 2048 bits, elliptic curves from 256 (SecPolicyServer.c of Apple;
 * the S/MIME Baseline Requirements, section 6.1.5). */
bool key_is_strong(const struct spki *key);

#endif
