/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public lists of roots: looked up by fingerprint. */
#include "rules/store.h"

#include <stdlib.h>
#include <string.h>

static const struct store_ops *(*const stores[])(void) = {
	store_apple,
	store_mozilla,
};

size_t store_count(void)
{
	return ARRAY_LEN(stores);
}

const struct store_ops *store_at(size_t i)
{
	return stores[i]();
}

static int by_fingerprint(const void *key, const void *row)
{
	return memcmp(key, ((const struct store_row *)row)->fingerprint,
		      FINGERPRINT_LEN);
}

enum store_trust store_find(const struct store_ops *store,
			    const struct cert *root)
{
	const struct store_row *row =
		bsearch(root->fingerprint, store->rows, store->n,
			sizeof(*store->rows), by_fingerprint);

	if (!row)
		return STORE_UNKNOWN;
	return row->email ? STORE_EMAIL : STORE_OTHER;
}

bool store_is_public(const struct cert *root)
{
	return store_find(store_apple(), root) != STORE_UNKNOWN ||
	       store_find(store_mozilla_table(), root) != STORE_UNKNOWN;
}

bool store_has_name(const struct store_ops *store, const char *name)
{
	for (size_t i = 0; i < store->n; i++)
		if (store->rows[i].email &&
		    strcmp(store->rows[i].name, name) == 0)
			return true;
	return false;
}
