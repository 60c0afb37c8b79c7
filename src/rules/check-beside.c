/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of a certificate beside others for the same address. */
#include "rules/check.h"

#include <stdlib.h>

#include "base/text.h"
#include "rules/phrase.h"
#include "x509/address.h"

static bool can_sign(const struct cert *c)
{
	return !c->has_usage || c->usage & KU_SIGN;
}

static bool can_encrypt(const struct cert *c)
{
	return spki_can_encrypt(&c->spki) &&
	       (!c->has_usage || c->usage & KU_ENCRYPTS);
}

static bool shares_address(const struct cert *a, const struct cert *b)
{
	struct strlist mine = {0}, theirs = {0};
	bool shares = false;

	phrase_addresses(&a->emails, a->subject_email, &mine);
	phrase_addresses(&b->emails, b->subject_email, &theirs);
	for (size_t i = 0; i < mine.n && !shares; i++)
		shares = address_in_list(mine.items[i], &theirs) !=
			 ADDRESS_DIFFERS;
	strlist_clear(&theirs);
	strlist_clear(&mine);
	return shares;
}

/* Another one that a program could take for the leaf: of another key, since a
 * renewal of the same key opens the same mail. */
static bool is_rival(const struct subject *s, const struct cert *c)
{
	return !c->is_ca && !spki_equal(&c->spki, &s->leaf->spki) &&
	       s->now >= c->not_before && s->now <= c->not_after &&
	       shares_address(s->leaf, c);
}

static bool is_in_date(const struct subject *s)
{
	return s->now >= s->leaf->not_before && s->now <= s->leaf->not_after;
}

static bool is_other_half(const struct cert *a, const struct cert *b)
{
	return can_sign(a) != can_sign(b) && can_encrypt(a) != can_encrypt(b) &&
	       can_sign(a) != can_encrypt(a);
}

static bool is_for_the_same(const struct cert *a, const struct cert *b)
{
	return (can_sign(a) && can_sign(b)) ||
	       (can_encrypt(a) && can_encrypt(b));
}

/* The first that fits is named. */
static void find_rival(const struct subject *s, enum finding_id id,
		       bool (*fits)(const struct cert *, const struct cert *),
		       struct report *report)
{
	for (size_t i = 0; is_in_date(s) && i < s->others->n; i++) {
		const struct cert *c = s->others->items[i];
		char *serial, *last;

		if (!is_rival(s, c) || !fits(s->leaf, c))
			continue;
		serial = cert_serial(c);
		last = text_date(c->not_after);
		report_add(report, id, s->label,
			   _("The other one has the serial number %s and is "
			     "valid until %s."),
			   serial, last);
		free(last);
		free(serial);
		return;
	}
}

static void check_pair(const struct subject *s, struct report *report)
{
	find_rival(s, FINDING_CERT_PAIR_SPLIT, is_other_half, report);
}

static void check_duplicates(const struct subject *s, struct report *report)
{
	find_rival(s, FINDING_CERT_DUPLICATES, is_for_the_same, report);
}

/* RFC 5280 section 5.3.1: reasons that say nothing against the key. */
static bool is_harmless(int reason)
{
	enum { AFFILIATION_CHANGED = 3, SUPERSEDED, CESSATION };

	return reason == AFFILIATION_CHANGED || reason == SUPERSEDED ||
	       reason == CESSATION;
}

/* A list counts where an issuer at hand has signed it. */
static bool is_signed(const struct subject *s, const struct crl *crl)
{
	for (size_t i = 1; s->chain && i < s->chain->n; i++)
		if (crl_signed_by(crl, s->chain->links[i]))
			return true;
	for (size_t i = 0; s->roots && i < s->roots->n; i++)
		if (crl_signed_by(crl, s->roots->items[i]))
			return true;
	return false;
}

static bool was_withdrawn(const struct subject *s, const struct cert *c,
			  struct crl_entry *entry)
{
	for (size_t i = 0; i < s->crls->n; i++) {
		const struct crl *crl = s->crls->items[i];

		if (crl_is_for(crl, c) && crl_find(crl, c, entry) &&
		    !is_harmless(entry->reason) && is_signed(s, crl))
			return true;
	}
	return false;
}

/* The leaf's own withdrawal is check_revocation()'s matter. */
static void check_reused(const struct subject *s, struct report *report)
{
	for (size_t i = 0; i < s->others->n; i++) {
		const struct cert *c = s->others->items[i];
		struct crl_entry entry;
		char *serial, *since;

		if ((s->leaf && cert_equal(s->leaf, c)) ||
		    !spki_equal(&c->spki, subject_spki(s)) ||
		    !was_withdrawn(s, c, &entry))
			continue;
		serial = cert_serial(c);
		since = text_date(entry.since);
		report_add(report, FINDING_KEY_REUSED_REVOKED, s->label,
			   _("The one with the serial number %s was withdrawn "
			     "on %s."),
			   serial, since);
		free(since);
		free(serial);
		return;
	}
}

static const struct check checks[] = {
	{N_("one certificate for signing and encryption"),
	 NEEDS_LEAF | NEEDS_OTHERS, check_pair},
	{N_("one certificate for the address"), NEEDS_LEAF | NEEDS_OTHERS,
	 check_duplicates},
	{N_("key of no withdrawn certificate"),
	 NEEDS_PUBLIC_KEY | NEEDS_OTHERS | NEEDS_CRLS, check_reused},
};

struct check_table check_beside(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
