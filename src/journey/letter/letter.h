/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of files and pipes: signed, encrypted, opened with what is here. */
#ifndef JOURNEY_LETTER_H
#define JOURNEY_LETTER_H

#include "journey/identity/ring.h"
#include "journey/page/page.h"
#include "mail/message.h"

/* Where a letter comes from. Its beginning is looked at before the rest is
 * read, so that it is known which key to ask for; a pipe is read once. */
struct letter_in {
	int fd;			/* of the caller */
	const char *label;
	struct buf start;	/* up to MESSAGE_PEEK bytes */
	bool is_mixed;		/* it has to be written a second time */
};

int letter_begin(struct letter_in *in, struct report *report) MUST_CHECK;
void letter_end(struct letter_in *in);

/* What the beginning shows, without keys; never fails. */
void letter_look(const struct letter_in *in, struct message *out);

/* The certificates of one's own it was encrypted to: the first that has
 * a key file; NULL where there is none. */
struct ring_item *letter_key_for(const struct message *look,
				 const struct ring *ring);

/* Signed by this identity, whose key is open. 1: it has to be done a second
 * time, into another `out` (see message_write_again()). */
int letter_sign(struct letter_in *in, const struct env *env,
		const struct ring_item *writer, bool opaque, struct sink *out,
		struct report *report) MUST_CHECK;

/* The people a letter is encrypted to. */
struct letter_to {
	struct cert_list certs;
	struct strlist addresses;	/* one of each, as it has them */
	bool limited;		/* some of them announced what they read: */
	unsigned ciphers;	/* bits 1 << enum cms_cipher, of all these */
};

/*
 * Adds the certificate in these bytes that one can encrypt to: RCPT_EXPIRED,
 * RCPT_SIGN_ONLY and the like, or what the file is instead. A signed letter of
 * theirs, unchanged, also tells which ciphers they read, and by which of several
 * certificates they want to be written to.
 */
int letter_to_add(struct letter_to *to, const struct env *env,
		  const struct buf *bytes, const char *label,
		  struct report *report) MUST_CHECK;

/* One that was judged before, with the ciphers that were announced for it; 0:
 * none were. */
void letter_to_take(struct letter_to *to, struct cert *c, unsigned ciphers);

/*
 * The same for what the address book has for this address. Anybody could have
 * sent what is in it, so that here its issuer has to be trusted as well: the
 * worst of what check --to says of the best one.
 */
int letter_to_find(struct letter_to *to, const struct env *env,
		   const char *address, struct report *report) MUST_CHECK;
void letter_to_clear(struct letter_to *to);

/*
 * Encrypted to them and to the writer, who may be NULL: where the writer cannot
 * be encrypted to, MSG_NOT_ENCRYPTED_TO_SELF says why. 1 as above, without a
 * finding.
 */
int letter_encrypt(struct letter_in *in, const struct env *env,
		   const struct ring_item *writer, const struct letter_to *to,
		   struct sink *out, struct report *report) MUST_CHECK;

/*
 * Reads it, and judges signatures: their findings are added with 0 too. 1: it
 * has to be read a second time, as message_again() has it; with the same `m`, and
 * another `out`. out may be NULL with MESSAGE_LOOK.
 */
int letter_read(struct letter_in *in, const struct ring *ring,
		enum message_want want, struct sink *out, struct message *m,
		struct report *report) MUST_CHECK;

/* -1 where a signature is not good (letter_read() has said why), or with
 * MSG_NOT_SIGNED where there is none. */
int letter_accept(const struct message *m, const char *label,
		  struct report *report) MUST_CHECK;

/* Who issued the certificate that is meant, for people; harmless; NULL where it
 * is not told. The caller frees. */
char *letter_issuer(const struct cms_id *id);

/* What was found, layer by layer: encrypted to whom, signed by whom and when. */
void letter_page(const struct message *m, const struct ring *ring,
		 struct page *out);

#endif
