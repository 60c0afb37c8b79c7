/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CMS messages (RFC 5652, RFC 5083, RFC 5753), written and read as streams. */
#ifndef X509_CMS_H
#define X509_CMS_H

#include "base/sink.h"
#include "x509/cms/cms-look.h"
#include "x509/shelf.h"

/* --- writing --- */

/*
 * A recipient, as its certificate names it: views into the certificate's DER,
 * which has to stay. Read without the cost of cert_parse(), for thousands.
 */
struct cms_to {
	struct slice issuer;	/* a Name, header included */
	struct slice serial;	/* content octets */
	struct slice spki;	/* SubjectPublicKeyInfo, header included */
};

int cms_to_read(struct slice cert, struct cms_to *out) MUST_CHECK;

struct cms_encrypt {
	const struct cms_to *to;
	size_t n;
	enum cms_cipher cipher;	/* CMS_AES_256_CBC is what everybody reads */
	long long length;	/* bytes that will come, -1 where not known */
};

/*
 * The stage that encrypts what is put into it: EnvelopedData, or with GCM
 * AuthEnvelopedData, to all recipients: RSA by PKCS#1 v1.5, P-256, P-384 and
 * P-521 by ephemeral ECDH. DER where the length is known or all of it fits one
 * block, else BER. `out` is not freed with it. MSG_CANNOT_ENCRYPT, with the
 * recipient's serial, where a key cannot be encrypted to.
 */
int cms_encrypt_new(const struct cms_encrypt *how, struct sink *out,
		    struct sink **in, struct report *report) MUST_CHECK;

struct cms_sign {
	const struct key *key;
	const struct cert *cert;	/* of the key */
	const struct cert_list *chain;	/* sent along with it; NULL: nothing */
	const struct cert *encrypt;	/* to be encrypted to; NULL: cert */
	enum cms_digest digest;		/* CMS_SHA256 is what everybody reads */
	bool is_detached;		/* the content is not inside */
	long long length;		/* as above */
	time_t now;			/* signingTime */
};

/*
 * The stage that signs what is put into it, by RSA PKCS#1 v1.5 or ECDSA, with
 * contentType, signingTime, messageDigest, smimeCapabilities and
 * encrypKeyPref. A detached signature comes out at the end, as DER. The
 * content is signed as it is: canonical line ends are the caller's.
 */
int cms_sign_new(const struct cms_sign *how, struct sink *out,
		 struct sink **in, struct report *report) MUST_CHECK;

/* --- reading --- */

/* A certificate of one's own; key NULL where only the certificate is here. */
struct cms_identity {
	const struct cert *cert;
	const struct key *key;
};

/*
 * What to do with what is read. With `out`, the content goes there: that of
 * SignedData as it is, that of EnvelopedData opened by the identities. Without,
 * it is only looked at, and no key is needed. What `out` got counts for nothing
 * unless end succeeded: before, it is neither whole nor authenticated.
 */
struct cms_read {
	const struct cms_identity *identities;
	size_t n;
	struct sink *out;
	/* An earlier look at the same message: AuthEnvelopedData with authAttrs
	 * can only be opened with one. May be NULL. */
	const struct cms_look *before;
	struct shelf *shelf;	/* of certificates read before; NULL: none */
};

/*
 * The stage that takes the bytes of a ContentInfo, DER or BER, and fills
 * `look`. From put or end: MSG_NOT_SMIME; MSG_DAMAGED (cut off, lengths that
 * do not fit, over the limits); and while opening MSG_NO_RECIPIENT_MATCH,
 * MSG_NEEDS_OLD_KEY, MSG_UNKNOWN_METHOD, and one MSG_UNOPENABLE for whatever
 * fails once a key has been used. What was found before stays in `look`.
 */
struct sink *cms_read_new(const struct cms_read *how, struct cms_look *look,
			  struct report *report);

/*
 * Digests of content that is not inside: a stage that may pass it on (out may
 * be NULL). `digests` is a set of bits 1 << enum cms_digest, as cms_look has
 * it; one not computed makes its signers CMS_NOT_CHECKED.
 */
struct cms_hash;

struct cms_hash *cms_hash_new(unsigned digests, struct sink *out);
struct sink *cms_hash_in(struct cms_hash *h);
void cms_hash_free(struct cms_hash *h);

/*
 * Judges each signer of a SignedData that was read to its end: by the hash of
 * the content that stands beside it, or, where content is NULL, of the one
 * inside, if it was read with `out`. Sets verdict and cert,
 * and adds MSG_SIGN_INVALID, MSG_SIGN_NO_CERT or MSG_UNKNOWN_METHOD for each
 * that is not good. Certificates are looked for inside, then in `more`.
 * Whether anybody trusts the signer, and the strength, are not looked at.
 */
void cms_verify(struct cms_look *look, const struct cms_hash *content,
		const struct cert_list *more, struct report *report);

#endif
