/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The path from a certificate up to its root, built from what is at hand. */
#include "x509/chain.h"

#include <stdlib.h>

/* A search in progress. Cross-signed authorities can make more paths than
 * anyone could walk, so signatures are counted, not only links. */
struct search {
	const struct cert **pool; /* without doubles */
	size_t npool;
	struct chain path;  /* where the search stands */
	struct chain *best; /* the best end so far */
	size_t checks;      /* signatures that may still be tried */
};

bool chain_has(const struct chain *chain, const struct cert *c)
{
	for (size_t i = 0; i < chain->n; i++)
		if (cert_equal(chain->links[i], c))
			return true;
	return false;
}

/* One authority under two certificates is met twice only in a loop. */
static bool is_looping(const struct chain *path, const struct cert *c)
{
	for (size_t i = 0; i < path->n; i++)
		if (buf_equal(&path->links[i]->subject_der, &c->subject_der) &&
		    spki_equal(&path->links[i]->spki, &c->spki))
			return true;
	return false;
}

static bool is_key_id_fitting(const struct cert *c, const struct cert *issuer)
{
	return c->authority_key_id.len > 0 &&
	       buf_equal(&c->authority_key_id, &issuer->subject_key_id);
}

static void keep_if_better(struct search *s, enum chain_end end)
{
	if (s->best->end == CHAIN_ROOT)
		return;
	if (end != CHAIN_ROOT && s->path.n <= s->best->n)
		return;
	*s->best = s->path;
	s->best->end = end;
}

static void climb(struct search *s);

/* Climbs on where this candidate signed c; else says what stops the path. */
static bool try_issuer(struct search *s, const struct cert *c,
		       const struct cert *issuer, enum chain_end *why)
{
	*why = CHAIN_IMPOSTOR;
	if (cert_equal(c, issuer))
		return false;
	*why = CHAIN_TOO_LONG;
	if (is_looping(&s->path, issuer) || s->checks == 0)
		return false;
	s->checks--;
	if (!cert_signed_by(c, issuer)) {
		*why = CHAIN_IMPOSTOR;
		return false;
	}
	if (s->path.n == CHAIN_MAX)
		return false;
	s->path.links[s->path.n++] = issuer;
	climb(s);
	s->path.n--;
	return true;
}

static bool is_candidate(const struct search *s, const struct cert *c,
			 size_t at, bool key_id_fits)
{
	const struct cert *issuer = s->pool[at];

	return buf_equal(&issuer->subject_der, &c->issuer_der) &&
	       is_key_id_fitting(c, issuer) == key_id_fits;
}

/*
 * Tries each certificate of the issuer's name, in the first round those whose
 * key identifier fits too. Where none signed, the path ends here, for the
 * reason that says most: a loop before an impostor before nothing.
 */
static void try_issuers(struct search *s, const struct cert *c)
{
	enum chain_end end = CHAIN_MISSING;
	bool has_climbed = false;

	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < s->npool; i++) {
			enum chain_end why;

			if (!is_candidate(s, c, i, round == 0))
				continue;
			if (try_issuer(s, c, s->pool[i], &why))
				has_climbed = true;
			else if (why > end)
				end = why;
			if (s->best->end == CHAIN_ROOT)
				return;
		}
	}
	if (!has_climbed)
		keep_if_better(s, end);
}

/* At most CHAIN_MAX calls deep: try_issuer() adds no further link. */
static void climb(struct search *s)
{
	const struct cert *last = s->path.links[s->path.n - 1];

	if (last->self_signed)
		keep_if_better(s, CHAIN_ROOT);
	else
		try_issuers(s, last);
}

static bool is_gathered(const struct search *s, const struct cert *c)
{
	for (size_t i = 0; i < s->npool; i++)
		if (cert_equal(s->pool[i], c))
			return true;
	return false;
}

static void gather(struct search *s, const struct cert_list *pool)
{
	s->pool = xcalloc(pool->n, sizeof(*s->pool));
	for (size_t i = 0; i < pool->n; i++)
		if (!is_gathered(s, pool->items[i]))
			s->pool[s->npool++] = pool->items[i];
}

void chain_build(const struct cert *leaf, const struct cert_list *pool,
		 struct chain *out)
{
	struct search s = {
		.path = {.links = {leaf}, .n = 1},
		.best = out,
		.checks = CHAIN_MAX * CHAIN_CANDIDATES_MAX,
	};

	*out = (struct chain){.end = CHAIN_MISSING};
	gather(&s, pool);
	climb(&s);
	free(s.pool);
}
