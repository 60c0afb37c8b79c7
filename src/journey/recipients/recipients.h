/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Can mail be encrypted to these people: theirs, one's own, the program's
 * switches. */
#ifndef JOURNEY_RECIPIENTS_H
#define JOURNEY_RECIPIENTS_H

#include "journey/book/book-find.h"
#include "journey/identity/diagnose-ask.h"
#include "journey/identity/facts.h"
#include "journey/page/doubts.h"
#include "journey/page/page.h"
#include "rules/client.h"

/* Certificates for one address that are judged; further ones are passed over. */
enum { RECIPIENT_TRIES_MAX = 32, RECIPIENT_SOON = 30 /* days */ };

/* A certificate out of one of the files, or of the address book. */
struct offered {
	struct cert *cert;
	char *file;	/* harmless */
	bool announced;	/* with a signature that says which ciphers they know */
	bool own;	/* of an identity here */
	/* Of the address book: */
	char *seen;	/* where, in words; harmless; NULL: it is of a file */
	char *only;	/* it may do for this address alone; NULL: for any */
	unsigned ciphers; /* announced, bits 1 << enum cms_cipher; 0: not known */
	bool preferred;	/* its owner announced it as the one to encrypt to */
};

/* One that was judged, and not taken. */
struct rejected {
	const struct offered *offered;
	struct report report;	/* sorted; without blockers: another is better */
};

/* One person to be written to. */
struct recipient {
	char *address;
	const struct offered *offered;	/* what was taken; NULL: there is none */
	struct paths paths;
	struct subject subject;		/* points into the others */
	struct report report;		/* sorted */
	struct strlist passed;
	struct rejected *others;
	size_t nothers;
};

/* `struct recipients r = {0}`; then each file, then recipients_judge(). */
struct recipients {
	struct offered *offered;
	size_t noffered;
	struct report files;	/* what is to be said of the files */
	struct cert_list issuers; /* of the address book */
	struct cert_list came;	/* all of these; borrowed */
	struct pool *pool;	/* of roots; NULL: the caller's own */
	struct recipient *items;
	size_t n;
	struct facts own;	/* of the identity; address NULL: there is none */
	struct subject own_subject;
	struct report own_report;	/* what of it hinders encryption */
	struct report all;	/* everything, sorted */
	struct strlist passed;	/* ruled out for each of them */
	unsigned given;		/* GIVEN_X of all of them */
	struct doubts doubts;	/* what only the person can see */
};

/* Takes what a file has for a recipient. Never fails: what it is instead, is
 * among the findings, also that it is the secret of an identity here. */
void recipients_take(struct recipients *r, const struct env *env,
		     const struct buf *bytes, const char *file);

/* Takes one over, once. */
void recipients_offer(struct recipients *r, struct offered *o);

/* Takes what the identities here and the address book have for these people, or
 * for such as may be meant where neither has any. */
int recipients_take_book(struct recipients *r, struct book *b,
			 const struct env *env, const struct strlist *to,
			 struct report *report) MUST_CHECK;

/* All belongs to the caller, and lives as long as what was judged. */
struct recipients_ask {
	const struct diagnose_ask *with; /* its address is that of the sender;
					  * file and password do not count */
	const struct strlist *to;	/* clean addresses, at least one */
	const char *own;		/* address of the identity; NULL: none */
};

void recipients_judge(struct recipients *r, const struct recipients_ask *ask);
void recipients_clear(struct recipients *r);

/* The root of what the address book has for this person where it is all that is
 * not trusted (RCPT_UNTRUSTED); else NULL. The caller frees. */
struct cert *recipients_strange_root(struct book *b, const struct env *env,
				     const char *address);

/* What a program says to writing to one of them, or (NULL) to all, one's own
 * certificate included: ABILITY_ENCRYPT. */
void recipients_verdict(const struct recipients *r, const struct recipient *one,
			const struct client_ops *client,
			struct client_verdict *out);

/* True where there is somebody whom a signed mail has to be asked for; then the
 * text to send them, as a page. */
bool recipients_plea(const struct recipients *r, struct page *out);

/* The answer, what to do next, and the programs with which it fails. */
void recipients_brief(const struct recipients *r, struct page *out);

/* Everything for people; clients are names separated by blanks, NULL is all. */
void recipients_show(const struct recipients *r, const char *clients,
		     struct page *out);

#endif
