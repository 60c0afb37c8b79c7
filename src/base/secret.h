/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only home of passphrases and private key bytes: locked, wiped on free. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/util.h"

enum {
	SECRET_PHRASE_MAX = 1024, /* bytes of a passphrase */
	SECRET_KEY_MAX = 16384,	  /* bytes of a private key's DER */
};

/*
 * Bytes that are kept out of swap, core dumps and child processes where the
 * system allows it (mlock, MADV_DONTDUMP, MADV_WIPEONFORK), that never move
 * and never grow, and that are overwritten when freed.
 */
struct secret;

struct secret *secret_new(size_t capacity);
void secret_free(struct secret *s);	/* wipes; NULL is fine */
void secret_clear(struct secret *s);	/* wipes; the secret is empty after */

/* -1 and nothing added where the capacity does not suffice. */
int secret_add(struct secret *s, const void *bytes, size_t n) MUST_CHECK;

/* Removes bytes [at, at + n) and closes the gap; for the line editor. */
void secret_cut(struct secret *s, size_t at, size_t n);

/* Puts bytes in at an offset; -1 where there is no room. */
int secret_insert(struct secret *s, size_t at, const void *bytes,
		  size_t n) MUST_CHECK;

/* The bytes, followed by a NUL that does not count; they belong to s. */
const char *secret_data(const struct secret *s);
char *secret_room(struct secret *s);		/* capacity bytes, writable */
void secret_set_len(struct secret *s, size_t len); /* after writing there */
size_t secret_len(const struct secret *s);
size_t secret_capacity(const struct secret *s);

struct secret *secret_dup(const struct secret *s);
bool secret_equal(const struct secret *a, const struct secret *b); /* constant time */

/* False once the system has refused to keep a secret out of swap. */
bool secret_is_locked(void);

/* Overwrites every live secret; async-signal-safe, for the fatal path. */
void secret_wipe_all(void);

/* Overwrites and frees: for copies of what somebody else's key may be in. */
void buf_wipe(struct buf *b);

/*
 * Overwrites the stack below the caller: libraries leave passphrases and keys
 * in dead frames there (facts of GnuTLS 3.7.9: pkcs12_encr.c buf_i).
 */
void secret_scrub_stack(void);

/*
 * Before the first secret: no core dumps and no attaching by other processes
 * of the same user. Failure is not an error.
 */
void secret_harden_process(void);

#endif
