/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any file an issuer or a correspondent may send, taken apart until what is
 * inside can be named: mail, archives, cards, quoted and encoded text. */
#ifndef MAIL_UNPACK_H
#define MAIL_UNPACK_H

#include "x509/recognise.h"

enum {
	UNPACK_PARTS_MAX = 256,	 /* things out of one file */
	UNPACK_DEPTH_MAX = 8,	 /* a mail in a ZIP in a mail … */
	UNPACK_BYTES_MAX = 64 * 1024 * 1024, /* all that is unpacked, together */
};

/* One thing that was found, and where: "" or "smime.p7s in the mail". */
struct part {
	struct item item;
	char *where;	/* harmless */
	bool is_signer;	/* certificates that came in a mail's signature */
};

struct parts {
	struct part *items;
	size_t n;	/* at least one after unpack() */
	bool cut;	/* a limit was reached: there may be more */
};

/*
 * Never fails and never recurses on data without bound: what cannot be named
 * is ITEM_UNKNOWN, an empty input too. Containers are opened and not listed
 * themselves, unless nothing is in them (then ITEM_ZIP, ITEM_MAIL …).
 */
void unpack(const void *bytes, size_t len, struct parts *out);
void parts_clear(struct parts *p);
const struct part *parts_first(const struct parts *p, enum item_kind kind);

/* The one that says best what the whole file is. */
const struct part *parts_main(const struct parts *p);

/* What the file is, "a certificate", "a signed mail"; bytes: all of it. */
const char *parts_words(const struct parts *p, const struct buf *bytes);

#endif
