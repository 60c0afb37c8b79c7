/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks against each certificate of a chain where it stands. */
#include "x509/chain.h"

#include "x509/constraints.h"

bool key_is_strong(const struct spki *key)
{
	switch (key->algo) {
	case ALGO_RSA:
	case ALGO_RSA_PSS:
		return key->bits >= 2048;
	case ALGO_EC:
		return key->bits >= 256;
	case ALGO_EDDSA:
		return true;
	default:
		return false;
	}
}

unsigned chain_marks(const struct chain *chain, size_t from, size_t to)
{
	unsigned marks = 0;

	for (size_t i = from; i < to && i < chain->n; i++)
		marks |= chain->marks[i];
	return marks;
}

static unsigned mark_self(const struct cert *c, time_t now)
{
	unsigned marks = 0;

	if (now && now > c->not_after)
		marks |= LINK_EXPIRED;
	if (now && now < c->not_before)
		marks |= LINK_NOT_YET;
	if (c->signature_weak && !c->self_signed)
		marks |= LINK_WEAK_SIGNATURE;
	if (!key_is_strong(&c->spki))
		marks |= LINK_WEAK_KEY;
	if (c->critical_unknown)
		marks |= LINK_CRITICAL;
	if (c->critical_rare)
		marks |= LINK_CRITICAL_RARE;
	return marks;
}

/* Roots that are trusted may be older than the mark of an authority (RFC 5280
 * section 6.1.4 k), and their purposes are those of the list they are in. */
static unsigned mark_issuer(const struct cert *c, bool is_anchor)
{
	unsigned marks = 0;

	if (!c->is_ca && !(c->self_signed && is_anchor))
		marks |= LINK_NOT_CA;
	if (c->has_usage && !(c->usage & KU_CERT_SIGN))
		marks |= LINK_NO_CERT_SIGN;
	if (c->has_extended && !c->self_signed &&
	    !(c->extended & (EKU_EMAIL | EKU_ANY)))
		marks |= LINK_NO_EMAIL;
	return marks;
}

/* Self-issued certificates are not counted (RFC 5280 section 6.1.4 l). The
 * leaf never is. */
static unsigned mark_length(const struct chain *chain, size_t at)
{
	int limit = chain->links[at]->path_len, issued = 0, all = 0;

	if (limit < 0)
		return 0;
	for (size_t i = 1; i < at; i++) {
		all++;
		issued += !chain->links[i]->self_issued;
	}
	return (issued > limit ? LINK_PATH_LENGTH : 0) |
	       (all > limit ? LINK_PATH_LENGTH_ALL : 0);
}

/* Self-issued certificates are let through, but for the last one (RFC 5280
 * section 6.1.3 b); mozilla::pkix does not. */
static unsigned mark_names(const struct chain *chain, size_t at)
{
	const struct cert *issuer = chain->links[at];
	unsigned marks = 0;

	for (size_t i = 0; i < at; i++) {
		const struct cert *c = chain->links[i];

		if ((i == 0 || !c->self_issued) &&
		    !constraints_permit(issuer, c, NULL))
			marks |= LINK_NAMES;
		if (!constraints_permit_literal(issuer, c))
			marks |= LINK_NAMES_LITERAL;
	}
	return marks;
}

void chain_mark(struct chain *chain, time_t now)
{
	for (size_t i = 0; i < chain->n; i++) {
		const struct cert *c = chain->links[i];
		unsigned marks = mark_self(c, now);

		if (i > 0) {
			marks |= mark_issuer(c, i + 1 == chain->anchored);
			marks |= mark_length(chain, i);
			if (c->has_name_constraints)
				marks |= mark_names(chain, i);
			if (!buf_equal(&c->subject_der,
				       &chain->links[i - 1]->issuer_der))
				marks |= LINK_ENCODING;
		}
		chain->marks[i] = marks;
	}
}
