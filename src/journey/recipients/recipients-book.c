/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the address book and the identities have for people to be written to, or
 * for such as may be meant. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/book/book-page.h"
#include "journey/identity/ring.h"
#include "journey/identity/workspace.h"
#include "journey/recipients/recipients.h"
#include "x509/address.h"

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

static bool is_for(const struct cert *c, const char *address)
{
	return address_in_list(address, &c->emails) != ADDRESS_DIFFERS;
}

/* A certificate that is for this address as well is of somebody who was removed,
 * and is kept for others. */
static void leave_out(struct book_entries *e, const char *address)
{
	size_t n = 0;

	for (size_t i = 0; i < e->n; i++)
		if (is_for(e->items[i].cert, address))
			book_entry_clear(&e->items[i]);
		else
			e->items[n++] = e->items[i];
	e->n = n;
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
		leave_out(&e, address);
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

/* Of oneself no signed mail has to be asked for, and the ciphers are known. */
static void offer_own(struct recipients *r, const struct ring_item *item,
		      const char *path)
{
	struct offered o = {.cert = cert_dup(item->cert),
			    .file = text_safe_str(path),
			    .announced = true,
			    .own = true};

	for (size_t i = 0; i < item->chain.n; i++)
		if (!cert_list_has(&r->issuers, item->chain.items[i]))
			cert_list_take(&r->issuers,
				       cert_dup(item->chain.items[i]));
	recipients_offer(r, &o);
}

/* Certificates of today of the identities here: who writes to their own address
 * has no need of the book. */
static void take_own(struct recipients *r, const struct env *env,
		     const struct strlist *to)
{
	struct ring ring = {0};

	ring_scan(env, &ring);
	for (size_t i = 0; i < ring.n; i++) {
		const struct ring_item *item = &ring.items[i];
		char *path = xasprintf("identities/%s/%s", item->address,
				       WS_CERT);
		bool wanted = false;

		for (size_t k = 0; k < to->n && item->is_current; k++)
			wanted |= is_for(item->cert, to->items[k]);
		if (wanted)
			offer_own(r, item, path);
		free(path);
	}
	ring_clear(&ring);
}

static bool is_own(const struct recipients *r, const char *address)
{
	for (size_t i = 0; i < r->noffered; i++)
		if (r->offered[i].own && is_for(r->offered[i].cert, address))
			return true;
	return false;
}

int recipients_take_book(struct recipients *r, struct book *b,
			 const struct env *env, const struct strlist *to,
			 struct report *report)
{
	int code = 0;

	take_own(r, env, to);
	for (size_t i = 0; i < to->n && code == 0; i++) {
		struct book_entries e = {0};

		code = book_find(b, to->items[i], &e, report);
		if (code == 0 && e.n)
			code = offer_all(r, b, &e, to->items[i], report);
		else if (code == 0 && !is_own(r, to->items[i]))
			code = offer_near(r, b, to->items[i], env->now,
					  report);
		book_entries_clear(&e);
	}
	return code;
}

static const struct cert *root_of(const struct recipient *one)
{
	const struct chain *chain = one->subject.chain;

	return chain && report_has(&one->report, FINDING_RCPT_UNTRUSTED)
		       ? chain_root(chain)
		       : NULL;
}

struct cert *recipients_strange_root(struct book *b, const struct env *env,
				     const char *address)
{
	struct recipients r = {0};
	struct cert_list roots = {0};
	struct strlist to = {0};
	struct report ignored = {0};
	struct diagnose_ask with = {.env = env, .roots = &roots};
	struct recipients_ask ask = {.with = &with, .to = &to};
	const struct cert *root = NULL;
	struct cert *copy;

	strlist_add(&to, address);
	ws_roots(env, &roots, NULL);
	if (recipients_take_book(&r, b, env, &to, &ignored) == 0) {
		recipients_judge(&r, &ask);
		root = r.n ? root_of(&r.items[0]) : NULL;
	}
	copy = root ? cert_dup(root) : NULL;
	recipients_clear(&r);
	report_clear(&ignored);
	strlist_clear(&to);
	cert_list_clear(&roots);
	return copy;
}
