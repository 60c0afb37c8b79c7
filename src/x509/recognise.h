/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, by its content; the name of the file says nothing sure. */
#ifndef X509_RECOGNISE_H
#define X509_RECOGNISE_H

#include "base/report.h"

enum item_kind {
	ITEM_CERT,
	ITEM_CSR,
	ITEM_PKCS7,	/* certificates only, or a signature that carries them */
	ITEM_P12,
	ITEM_KEY,	/* a private key, open for all to read */
	ITEM_KEY_ENCRYPTED,
	ITEM_KEY_TOKEN,	/* only says on which card or chip it is */
	ITEM_PUBLIC_KEY,
	ITEM_CRL,
	ITEM_OPENPGP,
	ITEM_SSH,
	ITEM_HTML,
	ITEM_ZIP,
	ITEM_PROFILE,	/* .mobileconfig */
	ITEM_JKS,
	ITEM_MAIL,
	ITEM_DAMAGED,	/* armour is there, what is inside does not parse */
	ITEM_EMPTY,	/* no bytes, or none but blanks */
	ITEM_UNKNOWN,
	ITEM_KIND_COUNT
};

/* One thing found. der is the exact DER for the first four kinds and empty for
 * keys (their bytes are read by key_open only) and for what has none. */
struct item {
	enum item_kind kind;
	struct buf der;
};

struct items {
	struct item *items;
	size_t n;	/* at least one after recognise() */
};

enum { RECOGNISE_MAX = 64 };	/* what is behind is not looked at */

/*
 * PEM blocks of any label with text around them, CRLF, BOM; DER by its
 * structure, a lone line end behind it allowed; then the things that were not
 * wanted. Never fails: what it cannot name is ITEM_UNKNOWN. Bounded: at most
 * RECOGNISE_MAX.
 */
void recognise(const void *bytes, size_t len, struct items *out);
void items_clear(struct items *items);
const struct item *items_first(const struct items *items, enum item_kind kind);

/* The bytes begin as a mail does, whatever armour it has in it. */
bool recognise_is_mail(const void *bytes, size_t len);

const char *item_kind_name(enum item_kind kind); /* "a certificate", translated */

/* The finding that says what an unwanted thing is where a certificate was
 * wanted: CERT_IS_HTML and so on. */
enum finding_id item_finding(enum item_kind kind);

#endif
