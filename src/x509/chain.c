/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths from a certificate up to roots, built from what is at hand. */
#include "x509/chain.h"

#include <string.h>

#include "x509/name.h"
#include "x509/pool.h"

/* Certificates looked at for one leaf: cross-signed authorities can make more
 * paths than anyone could walk. */
enum { STEPS_MAX = 4096 };

/* A search in progress. */
struct search {
	struct pool *pool;
	const struct paths_ask *ask;
	struct chain path; /* where the search stands */
	struct paths *out; /* the best ends so far */
	size_t checks;     /* signatures that may still be tried */
	size_t steps;
};

/* Who may have issued a certificate, the likeliest first. */
struct candidates {
	const struct cert *items[CHAIN_CANDIDATES_MAX];
	size_t n;
};

bool chain_has(const struct chain *chain, const struct cert *c)
{
	for (size_t i = 0; i < chain->n; i++)
		if (cert_equal(chain->links[i], c))
			return true;
	return false;
}

const struct cert *chain_root(const struct chain *chain)
{
	const struct cert *last = chain->n > 1 ? chain->links[chain->n - 1]
					       : NULL;

	return last && chain->end == CHAIN_ROOT && last->is_ca ? last : NULL;
}

const struct chain *paths_find(const struct paths *paths,
			       bool (*fits)(const struct chain *chain,
					    const void *ctx),
			       const void *ctx)
{
	for (size_t i = 0; i < paths->n; i++)
		if (fits(&paths->items[i], ctx))
			return &paths->items[i];
	return NULL;
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

static size_t count_marks(const struct chain *chain)
{
	size_t upto = chain->anchored ? chain->anchored : chain->n, n = 0;

	for (size_t i = 1; i < upto; i++)
		for (unsigned m = chain->marks[i]; m; m &= m - 1)
			n++;
	return n;
}

static int end_class(const struct chain *chain)
{
	if (chain->anchored)
		return 0;
	return chain->end == CHAIN_ROOT ? 1 : 2;
}

/* Less than 0 where a is the better one. */
static int compare_chains(const struct chain *a, const struct chain *b)
{
	size_t marks_a = count_marks(a), marks_b = count_marks(b);
	int class = end_class(a);

	if (class != end_class(b))
		return class - end_class(b);
	if (class == 2 && a->n != b->n)
		return a->n > b->n ? -1 : 1;
	if (marks_a != marks_b)
		return marks_a < marks_b ? -1 : 1;
	return (a->n > b->n) - (a->n < b->n);
}

/* A leaf is its own anchor only where it is its own issuer. */
static size_t find_anchor(const struct search *s)
{
	const struct paths_ask *ask = s->ask;

	for (size_t i = 0; ask->is_anchor && i < s->path.n; i++)
		if ((i > 0 || s->path.links[i]->self_signed) &&
		    ask->is_anchor(s->path.links[i], ask->ctx))
			return i + 1;
	return 0;
}

/* Keeps where the search stands, behind what is as good or better. */
static void keep(struct search *s, enum chain_end end,
		 const struct cert *impostor)
{
	struct chain found = s->path;
	size_t at = s->out->n;

	found.end = end;
	found.impostor = end == CHAIN_IMPOSTOR ? impostor : NULL;
	found.anchored = find_anchor(s);
	chain_mark(&found, s->ask->now);
	while (at > 0 && compare_chains(&found, &s->out->items[at - 1]) < 0)
		at--;
	if (at == PATHS_MAX)
		return;
	if (s->out->n < PATHS_MAX)
		s->out->n++;
	memmove(&s->out->items[at + 1], &s->out->items[at],
		(s->out->n - 1 - at) * sizeof(found));
	s->out->items[at] = found;
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
	if (is_looping(&s->path, issuer) || s->steps == 0)
		return false;
	s->steps--;
	if (!pool_signed_by(s->pool, c, issuer, &s->checks)) {
		*why = s->checks ? CHAIN_IMPOSTOR : CHAIN_TOO_LONG;
		return false;
	}
	if (s->path.n == CHAIN_MAX)
		return false;
	s->path.links[s->path.n++] = issuer;
	climb(s);
	s->path.n--;
	return true;
}

static bool is_same_name(const struct cert *issuer, const struct cert *c)
{
	return buf_equal(&issuer->subject_der, &c->issuer_der);
}

static void offer(struct candidates *to, const struct cert *const *certs,
		  size_t n, const struct cert *c, bool key_id_fits)
{
	for (size_t i = 0; i < n && to->n < CHAIN_CANDIDATES_MAX; i++)
		if (is_key_id_fitting(c, certs[i]) == key_id_fits)
			to->items[to->n++] = certs[i];
}

/* Those whose name has the same bytes. */
static void gather_same(struct search *s, const struct cert *c,
			struct candidates *out)
{
	struct pool_hits hits = pool_named(s->pool, &c->issuer_der);
	const struct cert_list *more = s->ask->more;

	for (int fits = 1; fits >= 0; fits--) {
		offer(out, hits.items, hits.n, c, fits);
		for (size_t i = 0; more && i < more->n; i++) {
			const struct cert *issuer = more->items[i];

			if (is_same_name(issuer, c))
				offer(out, &issuer, 1, c, fits);
		}
	}
}

/* Those whose name differs in encoding only. */
static void gather_alike(struct search *s, const struct cert *c,
			 struct candidates *out)
{
	const struct cert_list *more = s->ask->more;
	struct buf name = {0}, other = {0};
	struct pool_hits hits;

	name_fold(&c->issuer_der, &name);
	hits = pool_alike(s->pool, &name);
	for (size_t i = 0; i < hits.n; i++)
		if (!is_same_name(hits.items[i], c))
			offer(out, &hits.items[i], 1, c,
			      is_key_id_fitting(c, hits.items[i]));
	for (size_t i = 0; more && i < more->n; i++) {
		const struct cert *issuer = more->items[i];

		name_fold(&issuer->subject_der, &other);
		if (buf_equal(&other, &name) && !is_same_name(issuer, c))
			offer(out, &issuer, 1, c, is_key_id_fitting(c, issuer));
	}
	buf_clear(&other);
	buf_clear(&name);
}

/* Where the path of a certificate whose issuer is not found ends. */
struct dead_end {
	enum chain_end why;
	const struct cert *impostor;
};

/* The same certificate may have come with the leaf as well. */
static bool is_double(const struct candidates *all, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (cert_equal(all->items[i], all->items[at]))
			return true;
	return false;
}

/* True where any of them signed. Why not: the reason that says most, a loop
 * before an impostor before nothing. */
static bool try_all(struct search *s, const struct cert *c,
		    const struct candidates *all, struct dead_end *end)
{
	bool has_climbed = false;

	for (size_t i = 0; i < all->n; i++) {
		enum chain_end why;

		if (is_double(all, i))
			continue;
		if (try_issuer(s, c, all->items[i], &why)) {
			has_climbed = true;
			continue;
		}
		if (why > end->why)
			end->why = why;
		if (why == CHAIN_IMPOSTOR && !end->impostor)
			end->impostor = all->items[i];
	}
	return has_climbed;
}

static void try_issuers(struct search *s, const struct cert *c)
{
	struct dead_end end = {.why = CHAIN_MISSING};
	struct candidates all = {0};

	gather_same(s, c, &all);
	if (try_all(s, c, &all, &end))
		return;
	all.n = 0;
	gather_alike(s, c, &all);
	if (!try_all(s, c, &all, &end))
		keep(s, end.why, end.impostor);
}

/* At most CHAIN_MAX calls deep: try_issuer() adds no further link. */
static void climb(struct search *s)
{
	const struct cert *last = s->path.links[s->path.n - 1];

	if (last->self_signed)
		keep(s, CHAIN_ROOT, NULL);
	else
		try_issuers(s, last);
}

void paths_build(struct pool *pool, const struct paths_ask *ask,
		 struct paths *out)
{
	struct search s = {
		.pool = pool,
		.ask = ask,
		.path = {.links = {ask->leaf}, .n = 1},
		.out = out,
		.checks = CHAIN_MAX * CHAIN_CANDIDATES_MAX,
		.steps = STEPS_MAX,
	};

	out->n = 0;
	climb(&s);
}

void chain_build(const struct cert *leaf, const struct cert_list *certs,
		 struct chain *out)
{
	struct pool *pool = pool_new();
	struct paths_ask ask = {.leaf = leaf};
	struct paths paths;

	pool_add(pool, certs);
	paths_build(pool, &ask, &paths);
	*out = paths.items[0];
	pool_free(pool);
}
