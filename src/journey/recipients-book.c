/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the address book has for people to be written to, or for such as may be
 * meant. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/book-page.h"
#include "journey/recipients.h"

/* Where nobody of that address is there, so many others are looked at. */
enum { NEAR_MAX = 8 };

/* The newest announcement of all these names it. */
static const struct book_entry *preferring(const struct book_entries *e)
{
	const struct book_entry *newest = NULL;

	for (size_t i = 0; i < e->n; i++)
		if (e->items[i].has_preference &&
		    (!newest ||
		     e->items[i].announced_at > newest->announced_at))
			newest = &e->items[i];
	return newest;
}

/* An announcement is the person's program's, whichever of the certificates its
 * signature was made with. */
static bool any_announces(const struct book_entries *e)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->items[i].announces)
			return true;
	return false;
}

/* By its own signature, or by the one that names it. */
static unsigned ciphers_for(const struct book_entry *one,
			    const struct book_entry *by)
{
	if (one->announces || !by)
		return one->ciphers;
	return cms_id_means(&by->preference, one->cert) ? by->ciphers : 0;
}

static int offer_all(struct recipients *r, struct book *b,
		     const struct book_entries *e, const char *only,
		     struct report *report)
{
	const struct book_entry *by = preferring(e);
	bool announced = any_announces(e);

	for (size_t i = 0; i < e->n; i++) {
		const struct book_entry *one = &e->items[i];
		struct offered o;

		if (book_chain(b, one->cert, &r->issuers, report) < 0)
			return -1;
		o = (struct offered){
			.cert = cert_dup(one->cert),
			.file = text_safe_str(one->last.source),
			.announced = announced,
			.seen = book_seen_text(&one->last),
			.only = xstrdup(only),
			.ciphers = ciphers_for(one, by),
			.preferred = by && cms_id_means(&by->preference,
							one->cert)};
		recipients_offer(r, &o);
	}
	return 0;
}

/* Whoever is alike or of the same name; those for no address, which may have
 * been meant; and an issuer's, where there is nothing else in the book. */
static int offer_near(struct recipients *r, struct book *b, const char *address,
		      time_t now, struct report *report)
{
	struct book_people alike = {0};
	struct book_entries e = {0};
	int code = book_alike(b, address, now, &alike, report);

	for (size_t i = 0; i < alike.n && i < NEAR_MAX && code == 0; i++) {
		if (!*alike.items[i].address)
			continue;
		code = book_find(b, alike.items[i].address, &e, report);
		if (code == 0)
			code = offer_all(r, b, &e, address, report);
	}
	if (code == 0)
		code = book_tell_alike(b, address, now, &r->files);
	if (code == 0)
		code = book_find_nobody(b, &e, report);
	if (code == 0)
		code = offer_all(r, b, &e, address, report);
	if (code == 0 && r->noffered == 0)
		code = book_find_issuers(b, &e, report);
	if (code == 0 && r->noffered == 0)
		code = offer_all(r, b, &e, address, report);
	book_entries_clear(&e);
	book_people_clear(&alike);
	return code;
}

int recipients_take_book(struct recipients *r, struct book *b,
			 const struct strlist *to, time_t now,
			 struct report *report)
{
	int code = 0;

	for (size_t i = 0; i < to->n && code == 0; i++) {
		struct book_entries e = {0};

		code = book_find(b, to->items[i], &e, report);
		if (code == 0 && e.n)
			code = offer_all(r, b, &e, to->items[i], report);
		else if (code == 0)
			code = offer_near(r, b, to->items[i], now, report);
		book_entries_clear(&e);
	}
	return code;
}
