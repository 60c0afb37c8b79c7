/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What those who signed a letter say of themselves: how to encrypt to them. */
#ifndef MAIL_ANNOUNCED_H
#define MAIL_ANNOUNCED_H

#include "mail/message.h"

/* Of one good signature; all belongs to the message. */
struct announced {
	const struct cms_signer *by;	/* time, has_capabilities, ciphers */
	const struct cert *cert;	/* that it was signed with */
	const struct cert *encrypt;	/* to encrypt to: see below */
};

/*
 * After message_verify(): of one signature, which has to be good, or else
 * false. Whether anybody trusts the signer is not looked at. The certificate to
 * encrypt to is the one the signer names (encrypKeyPref, RFC 8551 section
 * 2.5.3), if it came along and is for one of the same addresses; NULL where it
 * did not or is not; without a name the one that signed.
 */
bool announced_of(const struct cms_look *look, const struct cms_signer *s,
		  struct announced *out);

/* The i-th good signature of all layers; false where there are no more. */
bool announced_at(const struct message *m, size_t i, struct announced *out);

/* A letter in memory read, and its signatures checked; m is filled whatever
 * it was, and the caller clears it. False where it has no good signature. */
bool announced_read(struct slice letter, struct message *m);

/* "AES-256-CBC, 3DES-CBC" of bits 1 << enum cms_cipher; "" of none. The caller
 * frees. */
char *announced_ciphers(unsigned ciphers);

#endif
