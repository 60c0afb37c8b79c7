/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is judged, and what several checks ask of it. */
#include "rules/subject.h"

const struct spki *subject_spki(const struct subject *s)
{
	if (s->leaf)
		return &s->leaf->spki;
	if (s->key)
		return s->key;
	return s->request ? &s->request->spki : NULL;
}

const struct cert *subject_root(const struct subject *s)
{
	const struct chain *chain = s->chain;

	if (chain && chain->anchored)
		return chain->links[chain->anchored - 1];
	return chain && chain->n && chain->end == CHAIN_ROOT
		       ? chain->links[chain->n - 1]
		       : NULL;
}

bool subject_has_installed(const struct subject *s, const struct cert *c)
{
	return s->roots && cert_list_has(s->roots, c);
}

static bool is_built_in(const struct subject *s, const struct cert *c)
{
	return s->public_roots && cert_list_has(s->public_roots, c);
}

bool subject_has_anchor(const struct subject *s, const struct cert *c)
{
	for (size_t i = 0; i < store_count(); i++)
		if (store_find(store_at(i), c) == STORE_EMAIL)
			return true;
	return subject_has_installed(s, c) || is_built_in(s, c);
}

/* A path that all programs follow; what is left is the root. */
static bool is_sound(const struct chain *chain)
{
	unsigned tolerable = LINK_WEAK_KEY;

	return chain->end == CHAIN_ROOT &&
	       !(chain_marks(chain, 1, chain->n) & ~tolerable);
}

static enum store_trust trust_in(const struct subject *s,
				 const struct cert *root,
				 const struct store_ops *store)
{
	if (!root)
		return STORE_UNKNOWN;
	return is_built_in(s, root) ? STORE_EMAIL : store_find(store, root);
}

enum store_trust subject_root_in(const struct subject *s,
				 const struct store_ops *store)
{
	enum store_trust trust = trust_in(s, subject_root(s), store);
	size_t n = s->paths ? s->paths->n : 0;

	for (size_t i = 0; i < n && trust != STORE_EMAIL; i++) {
		const struct chain *chain = &s->paths->items[i];

		if (is_sound(chain) &&
		    trust_in(s, chain->links[chain->n - 1], store) ==
			    STORE_EMAIL)
			trust = STORE_EMAIL;
	}
	return trust;
}

bool subject_is_public(const struct subject *s)
{
	const struct cert *root = subject_root(s);

	return root && (is_built_in(s, root) || store_is_public(root));
}

static bool is_anchor(const struct cert *c, const void *subject)
{
	return subject_has_anchor(subject, c);
}

void subject_build(struct subject *s, struct pool *pool,
		   const struct cert_list *more, struct paths *out)
{
	struct paths_ask ask = {.leaf = s->leaf,
				.more = more,
				.now = s->now,
				.is_anchor = is_anchor,
				.ctx = s};

	paths_build(pool, &ask, out);
	s->paths = out;
	s->chain = &out->items[0];
}
