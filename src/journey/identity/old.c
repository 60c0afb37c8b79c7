/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identities of before, kept so that old mail stays readable. */
#include "journey/identity/old.h"

#include <stdlib.h>
#include <string.h>

#include "x509/recognise.h"

enum { OLD_FILE_MAX = 4 * 1024 * 1024 };

static char *old_path(const char *identity_path, const struct cert *leaf)
{
	char *mark = hex_text(leaf->fingerprint, OLD_MARK_LEN, 0);
	char *dir = path_join(identity_path, WS_OLD);
	char *path = path_join(dir, mark);

	free(mark);
	free(dir);
	return path;
}

static bool read_quietly(const char *dir, const char *name, struct buf *out)
{
	char *path = path_join(dir, name);
	struct report ignored = {0};
	bool ok = fsio_exists(place_of(path)) &&
		  fsio_read(place_of(path), OLD_FILE_MAX, out, &ignored) == 0;

	report_clear(&ignored);
	free(path);
	return ok;
}

static struct cert *read_leaf(const char *dir)
{
	struct report ignored = {0};
	struct items items = {0};
	const struct item *item;
	struct buf file = {0};
	struct cert *leaf = NULL;

	if (read_quietly(dir, WS_CERT, &file)) {
		recognise(file.data, file.len, &items);
		item = items_first(&items, ITEM_CERT);
		if (item && cert_parse(item->der.data, item->der.len, &leaf,
				       &ignored) < 0)
			leaf = NULL;
		items_clear(&items);
	}
	report_clear(&ignored);
	buf_clear(&file);
	return leaf;
}

static int newest_first(const void *a, const void *b)
{
	const struct old *x = a, *y = b;

	return (x->leaf->not_after < y->leaf->not_after) -
	       (x->leaf->not_after > y->leaf->not_after);
}

static void scan_one(const char *path, struct old_list *out)
{
	struct old o = {.leaf = read_leaf(path)};

	if (!o.leaf || !read_quietly(path, WS_KEY, &o.key)) {
		cert_free(o.leaf);
		buf_clear(&o.key);
		return;
	}
	o.path = xstrdup(path);
	out->items = xrealloc(out->items, (out->n + 1) * sizeof(o));
	out->items[out->n++] = o;
}

void old_scan(const char *identity_path, struct old_list *out)
{
	char *dir = path_join(identity_path, WS_OLD);
	struct strlist names = {0};

	fsio_list(dir, &names);
	for (size_t i = 0; i < names.n; i++) {
		char *path = path_join(dir, names.items[i]);

		scan_one(path, out);
		free(path);
	}
	if (out->n > 1)
		qsort(out->items, out->n, sizeof(*out->items), newest_first);
	strlist_clear(&names);
	free(dir);
}

void old_clear(struct old_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->items[i].path);
		cert_free(l->items[i].leaf);
		buf_clear(&l->items[i].key);
	}
	free(l->items);
	*l = (struct old_list){0};
}

static int keep_file(const char *dir, const char *name, unsigned flags,
		     const struct buf *data, struct report *report)
{
	char *path = path_join(dir, name);
	struct write_job job = {.at = place_of(path), .flags = flags};
	int r = fsio_write(&job, data, report);

	free(path);
	return r;
}

static int forget_file(const char *dir, const char *name,
		       struct report *report)
{
	char *path = path_join(dir, name);
	int r = fsio_remove(path, report);

	free(path);
	return r;
}

/* The certificate first: without it nobody sees the pair. */
int old_forget(const struct workspace *ws, const struct cert *leaf,
	       struct report *report)
{
	char *path = old_path(ws->path, leaf);
	int r = 0;

	if (fsio_exists(place_of(path)) &&
	    (forget_file(path, WS_CERT, report) < 0 ||
	     forget_file(path, WS_CHAIN, report) < 0 ||
	     forget_file(path, WS_KEY, report) < 0))
		r = -1;
	free(path);
	return r;
}

/* The certificate last: with it the pair is whole, and old_scan() sees it. */
int old_keep(const struct workspace *ws, const struct cert *leaf,
	     const struct buf *key, const struct cert_list *chain,
	     struct report *report)
{
	char *path = old_path(ws->path, leaf);
	struct buf pem = {0}, rest = {0};
	int r = -1;

	cert_pem(leaf, &pem);
	for (size_t i = 0; chain && i < chain->n; i++)
		cert_pem(chain->items[i], &rest);
	if (fsio_mkdir(path, report) < 0 ||
	    keep_file(path, WS_KEY, 0, key, report) < 0)
		goto out;
	if (rest.len &&
	    keep_file(path, WS_CHAIN, FSIO_PUBLIC, &rest, report) < 0)
		goto out;
	r = keep_file(path, WS_CERT, FSIO_PUBLIC, &pem, report);
out:
	buf_clear(&pem);
	buf_clear(&rest);
	free(path);
	return r;
}

int old_keep_current(const struct workspace *ws, const struct facts *now,
		     struct report *report)
{
	struct buf key = {0};
	int r = 0;

	if (!now->leaf || !now->has_key || !now->key_known ||
	    !spki_equal(&now->leaf->spki, &now->key))
		return 0;
	r = fsio_read(ws_place(ws, WS_KEY), OLD_FILE_MAX, &key, report);
	if (r == 0)
		r = old_keep(ws, now->leaf, &key, &now->pool, report);
	buf_clear(&key);
	return r;
}
