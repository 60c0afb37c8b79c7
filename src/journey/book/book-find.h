/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book asked: whose certificates, who is alike, who is in it. */
#ifndef JOURNEY_BOOK_FIND_H
#define JOURNEY_BOOK_FIND_H

#include "journey/book/book.h"

enum {
	BOOK_CERTS_MAX = 64,	/* of one person; the newest */
	BOOK_ALIKE_MAX = 16,
	BOOK_CHAIN_MAX = 32,	/* issuers above one certificate */
};

/* Texts are foreign; NULL where there is none. */
struct book_seen {
	time_t at;
	char *source, *folder, *message;
};

/* A certificate with all that is known of it. */
struct book_entry {
	struct cert *cert;
	struct book_seen first, last;
	bool announces;		/* a signature told what the program can do */
	unsigned ciphers;	/* bits 1 << enum cms_cipher */
	time_t announced_at;
	struct buf capabilities; /* DER of SMIMECapabilities */
	bool has_preference;
	struct cms_id preference; /* encrypKeyPref */
};

/* `struct book_entries e = {0}` is empty. */
struct book_entries {
	struct book_entry *items;
	size_t n;
};

void book_entry_clear(struct book_entry *e);
void book_entries_clear(struct book_entries *e);

/* The certificate can be encrypted to, by its usages alone. */
bool book_can_encrypt(const struct cert *c);

/* Those that may serve for this address, case ignored; the newest first. That
 * they fit is for address_compare() to say. Replaces *out. */
int book_find(struct book *b, const char *address, struct book_entries *out,
	      struct report *report) MUST_CHECK;

/* The one of this SHA-256; none is 0 with out->n 0. */
int book_find_one(struct book *b, const unsigned char print[FINGERPRINT_LEN],
		  struct book_entries *out, struct report *report) MUST_CHECK;

/* Those for no address at all, as they are sent by mistake; the newest first. */
int book_find_nobody(struct book *b, struct book_entries *out,
		     struct report *report) MUST_CHECK;

/* Issuers', only where there is nobody in the book. */
int book_find_issuers(struct book *b, struct book_entries *out,
		      struct report *report) MUST_CHECK;

/* Issuers that may stand above it, as far as they are here. Appended. */
int book_chain(struct book *b, const struct cert *c, struct cert_list *out,
	       struct report *report) MUST_CHECK;

/* A person of a list. Texts are foreign. */
struct book_person {
	char *key;		/* see book_list; with '@' but for nobody's */
	char *address;		/* as the newest certificate has it; or "" */
	char *name;
	char *note;
	size_t certificates;
	/* Of the one to encrypt with now, else of the newest: */
	bool encrypts;		/* by its usages */
	time_t starts, ends;
};

struct book_people {
	struct book_person *items;
	size_t n;
};

void book_people_clear(struct book_people *p);

struct book_page {
	const char *filter;	/* words that all have to be in address or name,
				 * case ignored; NULL or "": all */
	size_t skip, max;	/* max 0: all */
	time_t now;
};

/* People by address. *total: how many there are without skip and max; may be
 * NULL, which is quicker. Replaces *out. */
int book_list(struct book *b, const struct book_page *page,
	      struct book_people *out, size_t *total,
	      struct report *report) MUST_CHECK;

/* The one person of this address; out->n is 0 where there is none. */
int book_person(struct book *b, const char *address, time_t now,
		struct book_people *out, struct report *report) MUST_CHECK;

/* Other addresses of the book that look like this one, and those whose holder's
 * name has the words of its local part ("bob" and Bob Example). */
int book_alike(struct book *b, const char *address, time_t now,
	       struct book_people *out, struct report *report) MUST_CHECK;

/* RCPT_ALIKE for each of them: both addresses, and how they differ. */
int book_tell_alike(struct book *b, const char *address, time_t now,
		    struct report *report) MUST_CHECK;

/* Nobody of this address is in it: RCPT_NO_CERT, those who are alike, and -1. */
int book_nobody(struct book *b, const char *address, time_t now,
		struct report *report);

#endif
