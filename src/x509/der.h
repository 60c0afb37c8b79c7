/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DER: a bounded reader and a builder, on libtasn1's tag and length calls. */
#ifndef X509_DER_H
#define X509_DER_H

#include "base/util.h"

/* Tags as their identifier octet (X.690 section 8.1.2). */
enum {
	DER_BOOLEAN = 0x01,
	DER_INTEGER = 0x02,
	DER_BITS = 0x03,
	DER_OCTETS = 0x04,
	DER_NULL = 0x05,
	DER_OID = 0x06,
	DER_UTF8 = 0x0C,
	DER_T61 = 0x14,
	DER_UNIVERSAL = 0x1C,
	DER_BMP = 0x1E,
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	DER_CONTEXT = 0x80,	/* + number, + 0x20 where constructed */
	DER_CONTEXT_CONS = 0xA0,
};

/* A view of bytes that belong to somebody else. */
struct slice {
	const unsigned char *p;
	size_t n;
};

struct slice slice_of(const struct buf *b);

/*
 * Takes the next element off the front of `from`: its tag and its content.
 * Definite and indefinite lengths; -1 (nothing taken) at the end, on damage
 * and where it does not fit.
 */
int der_next(struct slice *from, unsigned *tag, struct slice *content) MUST_CHECK;

/* The same, but only an element of this tag. */
int der_enter(struct slice *from, unsigned tag, struct slice *content) MUST_CHECK;

/* Bytes of the element at the front, header included; 0 where there is none. */
size_t der_size(struct slice from);

/* Where the bytes end before the element at the front does: what there is of
 * its content. -1 where it is whole, or no element at all. */
int der_cut(struct slice from, struct slice *content) MUST_CHECK;

/* A small non-negative integer; -1 where it is negative or needs over 32 bits. */
int der_number(struct slice content, unsigned long *out) MUST_CHECK;

/* Dotted text of an OID's content; the caller frees; NULL where it is damaged. */
char *der_oid_text(struct slice content);

/* True where the content of an OID is this one; no text is made of it. */
bool der_oid_is(struct slice content, const char *dotted);

/*
 * Builder: each call appends one element. An inner structure is built in a
 * buffer of its own and added with der_put.
 */
void der_put(struct buf *to, unsigned tag, const void *content, size_t n);
void der_put_header(struct buf *to, unsigned tag, unsigned long n);
void der_put_buf(struct buf *to, unsigned tag, const struct buf *content);
void der_put_number(struct buf *to, unsigned long value);
void der_put_oid(struct buf *to, const char *dotted);	/* die()s on a bad one */
void der_put_null(struct buf *to);
void der_wrap(struct buf *b, unsigned tag);	/* b becomes one element around
						 * what was in it */

#endif
