/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of CMS share; nobody else includes it. */
#ifndef X509_CMS_IMPL_H
#define X509_CMS_IMPL_H

#include "x509/cms/cms-algorithm.h"

/* --- names of certificates, cms-id.c --- */

/* IssuerAndSerialNumber's content. */
int cms_id_read(struct slice issuer_and_serial, struct cms_id *out) MUST_CHECK;
void cms_id_clear(struct cms_id *id);

/* Appends IssuerAndSerialNumber. */
void cms_id_put(struct buf *to, unsigned tag, struct slice issuer,
		struct slice serial);

/* --- recipients, cms-recipient.c --- */

/* What a recipient's key needs to find the content's, kept while opening. */
struct cms_wrapped {
	enum cms_scheme scheme;
	struct buf algorithm;	/* the AlgorithmIdentifier, header included */
	struct buf originator;	/* ECDH: a public point */
	struct buf curve;	/* ECDH: its parameters, may be empty */
	struct buf ukm;		/* ECDH: OCTET STRING, header included, or empty */
	struct buf key;		/* encrypted */
};

void cms_wrapped_clear(struct cms_wrapped *w);

/*
 * Appends the recipients of one RecipientInfo to the look. -1 where it is
 * damaged. Of the first whose certificate is among the identities the index of
 * that is set, unless one with a key was found before, and *wrapped filled.
 */
struct cms_match {
	const struct cms_identity *identities;
	size_t n;
	const struct cms_identity *found;	/* NULL: none yet */
	struct cms_wrapped wrapped;
};

int cms_recipient_read(struct slice info, struct cms_look *look,
		       struct cms_match *match) MUST_CHECK;

/* --- signers, cms-signer.c --- */

int cms_signer_read(struct slice info, struct cms_look *look) MUST_CHECK;
void cms_signer_clear(struct cms_signer *s);

/* Finds an attribute (RFC 5652 section 5.3) by type, and the content of its set
 * of values: 1; 0 where there is none; -1 where there are two, or damage. */
int cms_attribute(struct slice attributes, const char *oid,
		  struct slice *values) MUST_CHECK;

/* --- keys of content --- */

/*
 * Fills cek, whose length is set, from what was wrapped. Never fails in a way
 * that can be seen: where anything is wrong, cek stays what it was, random
 * (RFC 3218 section 2.3.2). 0: the scheme is none of those known.
 */
int cms_unwrap(const struct cms_wrapped *w, const struct key *key,
	       struct secret *cek) MUST_CHECK;

/* RSAES-OAEP (RFC 8017 section 7.1.2) with parameters as in the message; as
 * above. cms-oaep.c. */
void cms_oaep_unwrap(struct slice params, const struct key *key,
		     struct slice wrapped, struct secret *cek);

/* ECDH and key wrap, cms-agree.c: the only user of nettle's curves. */
void cms_agree_unwrap(const struct cms_wrapped *w, const struct key *key,
		      struct secret *cek);

/* KeyAgreeRecipientInfo for one recipient; -1 where the key is none of P-256,
 * P-384, P-521. */
int cms_agree_put(struct buf *to, const struct cms_to *recipient,
		  const struct secret *cek) MUST_CHECK;

/* --- ciphers in a stream, cms-cipher.c --- */

/* Pads and encrypts, or decrypts and takes the padding off. */
struct cms_crypt;

struct cms_crypt *cms_crypt_new(enum cms_cipher cipher,
				const struct secret *key, struct slice iv,
				bool encrypt);
void cms_crypt_free(struct cms_crypt *c);
void cms_crypt_auth(struct cms_crypt *c, struct slice attributes);

/*
 * Takes from the front of `in` and appends at `to`, which has room for `room`
 * (more than two blocks) bytes; returns how many it wrote. All of `in` is
 * taken where the room suffices.
 */
size_t cms_crypt_update(struct cms_crypt *c, struct slice *in, void *to,
			size_t room);

/* The last bytes, at most a block. -1: not whole blocks, or wrong padding. */
int cms_crypt_final(struct cms_crypt *c, void *to, size_t *n) MUST_CHECK;

/* GCM, after final. */
void cms_crypt_tag(struct cms_crypt *c, unsigned char tag[CMS_TAG]);

/* --- digests, cms-hash.c --- */

/* NULL where it was not computed, else len bytes of cms_digest_row. */
const unsigned char *cms_hash_value(const struct cms_hash *h,
				    enum cms_digest d);
void cms_hash_update(struct cms_hash *h, struct slice s);

/* --- content that is written, and what is around it: cms-frame.c --- */

enum { CMS_LEVELS_MAX = 6, CMS_PIECE_HEAD = 8 };

/* One structure around the content: what stands before it inside, and behind. */
struct cms_level {
	unsigned tag;
	struct buf before, behind;
};

struct cms_body {
	struct sink *out;
	struct cms_level levels[CMS_LEVELS_MAX];
	size_t n;		/* the last level is the content itself */
	long long length;	/* of the content as written; -1: BER */
	bool is_open, is_ber;
	unsigned char *room;
	size_t fill;
};

void cms_body_init(struct cms_body *b, struct sink *out, long long length);
void cms_body_clear(struct cms_body *b);

/* Where more content goes, and how much; whoever puts it there adds to fill. */
unsigned char *cms_body_room(struct cms_body *b, size_t *n);
int cms_body_flush(struct cms_body *b) MUST_CHECK;

/* The rest, what stands behind, and the end of out. Where nothing was flushed
 * before, the length is known by now, and all is DER. What stands behind must
 * not change its length once something was flushed as DER. */
int cms_body_end(struct cms_body *b) MUST_CHECK;

#endif
