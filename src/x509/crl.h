/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revocation lists (RFC 5280 section 5): read, verified, searched. */
#ifndef X509_CRL_H
#define X509_CRL_H

#include "x509/cert.h"
#include "x509/der.h"

enum {
	CRL_SIZE_MAX = 16 * 1024 * 1024, /* bytes of a file of lists */
	CRL_REASON_NONE = -1,
	CRL_REASON_COUNT = 11,
};

struct crl {
	struct buf der;
	struct buf issuer_der;	/* the Name, for comparing */
	char *issuer;		/* for people, harmless */
	time_t this_update;
	time_t next_update;	/* 0: not said */
	struct buf authority_key_id;	/* empty where absent */
	bool only_users, only_cas; /* the kind of certificate it is for */
	bool is_partial;	/* a part, or another issuer's: silence in it
				 * says nothing */
	struct strlist urls;	/* where it says it is published; or empty */
	struct crl_row *rows;	/* sorted by serial number */
	size_t n;
	struct crl_memo *memo;	/* whose signature was checked */
};

/* Lists that are owned by this one. */
struct crl_list {
	struct crl **items;
	size_t n;
};

void crl_list_clear(struct crl_list *l);

/*
 * Adds every list of a file: one in DER, or PEM blocks "X509 CRL" with any
 * text around. CRL_DAMAGED where one does not parse or none is there: then
 * nothing is added. `file` is for the finding.
 */
int crl_read(const struct buf *bytes, const char *file, struct crl_list *out,
	     struct report *report) MUST_CHECK;

/* DER of one list, exactly; -1 where it does not parse. The caller frees. */
int crl_parse(const void *der, size_t len, struct crl **out) MUST_CHECK;
void crl_free(struct crl *crl);

/* True where it bears the issuer's name and the issuer's key verifies it; one
 * that has a key usage must have cRLSign in it. Remembered; one thread at a
 * time. */
bool crl_signed_by(const struct crl *crl, const struct cert *issuer);

/* True where it bears the name of c's issuer, is for that kind of certificate,
 * and, where it names its addresses, c names one of them too. */
bool crl_is_for(const struct crl *crl, const struct cert *c);

/* What a list says about a revoked certificate. */
struct crl_entry {
	time_t since;
	int reason;	/* RFC 5280 section 5.3.1, or CRL_REASON_NONE */
};

/* True where c's serial number is in it. */
bool crl_find(const struct crl *crl, const struct cert *c,
	      struct crl_entry *out);

/* "its key was stolen or lost", translated; NULL where none is said. */
const char *crl_reason_text(int reason);

#endif
