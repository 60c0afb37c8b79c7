/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose key a certificate is for, among the identities here. */
#include "journey/identity/known-keys.h"

#include <stdlib.h>

#include "journey/identity/workspace.h"

struct known_keys {
	const struct env *env;
	struct spki *keys;
	size_t n;
	bool is_scanned;
};

struct known_keys *known_keys_new(const struct env *env)
{
	struct known_keys *k = xcalloc(1, sizeof(*k));

	k->env = env;
	return k;
}

void known_keys_free(struct known_keys *k)
{
	if (!k)
		return;
	for (size_t i = 0; i < k->n; i++)
		spki_clear(&k->keys[i]);
	free(k->keys);
	free(k);
}

static void scan(struct known_keys *k)
{
	struct strlist all = {0};
	struct facts f = {0};

	ws_identities(k->env, &all);
	k->keys = xcalloc(all.n, sizeof(*k->keys));
	for (size_t i = 0; i < all.n; i++) {
		ws_scan(k->env, all.items[i], &f);
		if (f.key_known)
			spki_copy(&k->keys[k->n++], &f.key);
		facts_clear(&f);
	}
	strlist_clear(&all);
	k->is_scanned = true;
}

const struct spki *known_keys_find(struct known_keys *k,
				   const struct spki *wanted)
{
	if (!k->is_scanned)
		scan(k);
	for (size_t i = 0; i < k->n; i++)
		if (spki_equal(&k->keys[i], wanted))
			return &k->keys[i];
	return NULL;
}
