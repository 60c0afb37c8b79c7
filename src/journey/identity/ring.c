/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All certificates of one's own that have a key: of today, and of before. */
#include "journey/identity/ring.h"

#include <stdlib.h>
#include <string.h>

#include "journey/identity/old.h"
#include "x509/bundle/bundle.h"

enum { KEY_FILE_MAX = 4 * 1024 * 1024 };

static struct ring_item *add(struct ring *r, const char *address,
			     const struct cert *cert)
{
	struct ring_item *item;

	r->items = xrealloc(r->items, (r->n + 1) * sizeof(*r->items));
	item = &r->items[r->n++];
	*item = (struct ring_item){.address = xstrdup(address),
				   .cert = cert_dup(cert)};
	return item;
}

static void add_current(struct ring *r, const struct env *env,
			const char *address)
{
	struct report ignored = {0};
	struct facts f = {0};
	struct ring_item *item;
	char *path;

	ws_scan(env, address, &f);
	if (f.leaf) {
		item = add(r, address, f.leaf);
		item->is_current = true;
		for (size_t i = 1; i < f.chain.n; i++)
			if (!f.chain.links[i]->self_signed)
				cert_list_take(&item->chain,
					       cert_dup(f.chain.links[i]));
		path = path_join(f.path, WS_KEY);
		if (f.has_key && fsio_read(place_of(path), KEY_FILE_MAX,
					   &item->file, &ignored) < 0)
			buf_clear(&item->file);
		free(path);
	}
	report_clear(&ignored);
	facts_clear(&f);
}

static void add_old(struct ring *r, const struct env *env, const char *address)
{
	char *path = ws_identity_path(env, address);
	struct old_list old = {0};

	old_scan(path, &old);
	for (size_t i = 0; i < old.n; i++)
		buf_copy(&add(r, address, old.items[i].leaf)->file,
			 &old.items[i].key);
	old_clear(&old);
	free(path);
}

void ring_scan(const struct env *env, struct ring *out)
{
	struct strlist all = {0};

	ws_identities(env, &all);
	for (size_t i = 0; i < all.n; i++)
		add_current(out, env, all.items[i]);
	for (size_t i = 0; i < all.n; i++)
		add_old(out, env, all.items[i]);
	strlist_clear(&all);
}

void ring_clear(struct ring *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->items[i].address);
		cert_free(r->items[i].cert);
		cert_list_clear(&r->items[i].chain);
		buf_clear(&r->items[i].file);
		key_free(r->items[i].key);
	}
	free(r->items);
	*r = (struct ring){0};
}

struct ring_item *ring_of(const struct ring *r, const char *address)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->items[i].is_current &&
		    strcmp(r->items[i].address, address) == 0)
			return &r->items[i];
	return NULL;
}

int ring_open(struct ring_item *item, const struct secret *passphrase,
	      struct report *report)
{
	if (!item->file.len)
		return report_fail(report, FINDING_KEY_MISSING, item->address,
				   "%s", "");
	return key_open(&item->file, passphrase, item->address, &item->key,
			report);
}

static const struct bundle_key *key_for(const struct bundle *b,
					const struct cert *c)
{
	for (size_t i = 0; i < b->nkeys; i++)
		if (b->keys[i].key &&
		    spki_equal(key_spki(b->keys[i].key), &c->spki))
			return &b->keys[i];
	return NULL;
}

static struct ring_item *find(const struct ring *r, const struct cert *c)
{
	for (size_t i = 0; i < r->n; i++)
		if (cert_equal(r->items[i].cert, c))
			return &r->items[i];
	return NULL;
}

/* Keys move over; the bundle is freed without them. */
static void take_pairs(struct ring *r, const char *address, struct bundle *b)
{
	for (size_t i = 0; i < b->ncerts; i++) {
		const struct cert *c = b->certs[i].cert;
		struct bundle_key *k = (struct bundle_key *)key_for(b, c);
		struct ring_item *item = find(r, c);

		if (!k || (item && item->key))
			continue;
		if (!item)
			item = add(r, address, c);
		item->key = k->key;
		k->key = NULL;
	}
}

static bool add_bundle(struct ring *r, const char *address, const char *path,
		       const struct secret *password)
{
	struct report ignored = {0};
	struct bundle *b = NULL;
	struct buf file = {0};
	bool opened = fsio_read(place_of(path), BUNDLE_SIZE_MAX, &file,
				&ignored) == 0 &&
		      bundle_open(&file, password, &b, &ignored) == 0;

	if (opened)
		take_pairs(r, address, b);
	bundle_free(b);
	buf_clear(&file);
	report_clear(&ignored);
	return opened;
}

bool ring_add_bundles(struct ring *r, const struct env *env,
		      const struct secret *password)
{
	struct strlist all = {0}, names = {0};
	bool opened = false;

	ws_identities(env, &all);
	for (size_t i = 0; i < all.n; i++) {
		char *path = ws_identity_path(env, all.items[i]);
		char *dir = path_join(path, WS_BUNDLES);

		fsio_list(dir, &names);
		for (size_t k = 0; k < names.n; k++) {
			char *file = path_join(dir, names.items[k]);

			opened |= add_bundle(r, all.items[i], file, password);
			free(file);
		}
		strlist_clear(&names);
		free(dir);
		free(path);
	}
	strlist_clear(&all);
	return opened;
}

size_t ring_identities(const struct ring *r, struct cms_identity **out)
{
	*out = xcalloc(r->n + 1, sizeof(**out));
	for (size_t i = 0; i < r->n; i++)
		(*out)[i] = (struct cms_identity){r->items[i].cert,
						  r->items[i].key};
	return r->n;
}
