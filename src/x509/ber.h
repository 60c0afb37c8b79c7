/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BER as a stream (X.690 section 8.1): what is small is handed over whole, what
 * may be of any length in pieces, by a table of what is expected. */
#ifndef X509_BER_H
#define X509_BER_H

#include "x509/der.h"

enum ber_how {
	BER_INTO,	/* its inside is described by a table of its own */
	BER_WHOLE,	/* take gets it once, header included */
	BER_EACH,	/* a collection: take gets each member whole */
	BER_STREAM,	/* an OCTET STRING, or one in pieces: take gets content */
	BER_SKIP,
};

/*
 * One element that is expected; a table of them ends with tag 0. take and done
 * return -1 after a finding of their own, which stops the reading.
 */
struct ber_field {
	unsigned tag;	/* identifier octet; of BER_STREAM without 0x20 */
	enum ber_how how;
	bool optional;
	size_t max;	/* bytes of what take gets whole */
	const struct ber_field *inside;	/* of BER_INTO; NULL: see ber_choose() */
	int (*take)(void *arg, struct slice bytes);
	int (*done)(void *arg);	/* BER_INTO, BER_EACH, BER_STREAM: at its end */
};

enum ber_state {
	BER_MORE,	/* not at the end yet */
	BER_DONE,	/* all that the table wants is there */
	BER_DAMAGED,	/* not BER, or not what the table wants */
	BER_TOO_BIG,	/* over a max of the table */
	BER_STOPPED,	/* by take or done */
};

struct ber;

struct ber *ber_new(const struct ber_field *table, void *arg);
void ber_free(struct ber *b);

/* Lengths are 64 bit. -1 where the state is neither MORE nor DONE. */
int ber_put(struct ber *b, const void *bytes, size_t n) MUST_CHECK;
enum ber_state ber_state(const struct ber *b);

/* True where bytes came behind the end, other than line ends; they were not
 * looked at. */
bool ber_has_more(const struct ber *b);

/* For a take: what the next BER_INTO without a table of its own holds. */
void ber_choose(struct ber *b, const struct ber_field *inside);

#endif
