/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book: certificates of others, where they were seen, what their
 * programs announced. Being in it gives no trust. */
#ifndef JOURNEY_BOOK_H
#define JOURNEY_BOOK_H

#include "base/env.h"
#include "x509/cert.h"
#include "x509/cms/cms-look.h"

#define BOOK_FILE "recipients.sqlite"	/* in the data directory, 0600 */

struct book;

enum book_mode { BOOK_READ, BOOK_WRITE };

/*
 * Reading where there is none gives an empty one, and makes no file. What it
 * holds is checked. A damaged one is moved aside and built anew from what can
 * be read: BOOK_DAMAGED, a warning, and 0. -1: BOOK_NEWER, BOOK_NO_LIBRARY,
 * LOCK_HELD, FILE_UNREADABLE, FILE_UNWRITABLE, and these from all calls below;
 * BOOK_DAMAGED as a blocker where it shows only then: then it was built anew as
 * well, and the call may be tried again.
 */
int book_open(const struct env *env, enum book_mode mode, struct book **out,
	      struct report *report) MUST_CHECK;
void book_close(struct book *b);	/* undoes what is not committed */

/* How long another run that writes is waited for; five seconds at first. */
void book_patience(struct book *b, int milliseconds);

/*
 * Changes between the two take effect together or not at all; a call outside is
 * its own transaction. Other runs wait meanwhile: commit every second or so.
 */
int book_begin(struct book *b, struct report *report) MUST_CHECK;
int book_commit(struct book *b, struct report *report) MUST_CHECK;
void book_abort(struct book *b);

/* Where and when a certificate was seen, and what was said with it. Texts are
 * kept as they are: foreign, cut at 4,096 bytes; NULL where there is none. */
struct sighting {
	const char *source;	/* path of the file */
	const char *folder;	/* of the mail */
	const char *message;	/* Message-ID */
	time_t at;		/* of the mail; else of the file */
	/* Of the signer's certificate, with a signature that is good. */
	bool announces;		/* it lists what its program can do */
	unsigned ciphers;	/* bits 1 << enum cms_cipher */
	struct slice capabilities;	/* DER of SMIMECapabilities */
	const struct cms_id *preference; /* encrypKeyPref; NULL: none */
};

/* Adds it, or another sighting of it: the first, the last, and the newest
 * announcement are kept. Issuers' certificates are added alike, and found as
 * chains. *is_new may be NULL. */
int book_add(struct book *b, const struct cert *c, const struct sighting *s,
	     bool *is_new, struct report *report) MUST_CHECK;

/* True where a certificate of this SHA-256 is in it; trouble is false, and told
 * by the next call that can. */
bool book_has(struct book *b, const unsigned char print[FINGERPRINT_LEN]);

/* What became of a person's certificates; the addresses are foreign.
 * `struct book_removed r = {0}` is empty. */
struct book_removed {
	size_t gone;
	size_t kept;		/* each is for others of the book as well: */
	struct strlist others;
};

void book_removed_clear(struct book_removed *r);

/*
 * A person: the address is found no more, until such a certificate is added
 * again. One that is for others, too, is kept for them. Replaces *out; both
 * numbers are 0 where nobody of that address is there. Issuers' stay.
 */
int book_remove(struct book *b, const char *address, struct book_removed *out,
		struct report *report) MUST_CHECK;

/* One certificate, for all whom it is for. *n: how many went. */
int book_remove_one(struct book *b, const unsigned char print[FINGERPRINT_LEN],
		    size_t *n, struct report *report) MUST_CHECK;

/* What the person wants to remember of an address; "" removes it. *found: it is
 * in the book. */
int book_note(struct book *b, const char *address, const char *text,
	      bool *found, struct report *report) MUST_CHECK;

/* --- files that were read --- */

/* What a scan keeps of a file, or of a folder (name ""), to know it again. */
struct book_file {
	long long size, changed, inode, offset;
	struct buf mark;	/* of the scan's own, up to 64 KiB */
};

/* 1: it is known, *out is set (clear its mark); 0: not. */
int book_file_get(struct book *b, const char *folder, const char *name,
		  struct book_file *out, struct report *report) MUST_CHECK;
int book_file_put(struct book *b, const char *folder, const char *name,
		  const struct book_file *file,
		  struct report *report) MUST_CHECK;
int book_file_forget(struct book *b, const char *folder, const char *name,
		     struct report *report) MUST_CHECK;

/* Each known file of a folder, by name in byte order. The book must not be
 * changed meanwhile. */
typedef void book_file_fn(const char *name, const struct book_file *file,
			  void *arg);
int book_files_each(struct book *b, const char *folder, book_file_fn *each,
		    void *arg, struct report *report) MUST_CHECK;

#endif
