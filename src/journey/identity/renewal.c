/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renewal: the new files wait in renew/, then all changes at once. */
#include "journey/identity/renewal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "x509/recognise.h"

enum { RENEW_FILE_MAX = 4 * 1024 * 1024 };

/* Moved in this order: while renew/certificate.pem is there, the work goes on. */
static const char *const parts[] = {WS_KEY, WS_REQUEST, WS_CHAIN, WS_CERT};

static char *renew_path(const char *identity_path, const char *name)
{
	char *dir = path_join(identity_path, WS_RENEW);
	char *path = path_join(dir, name);

	free(dir);
	return path;
}

bool renewal_is_ready(const char *identity_path)
{
	char *path = renew_path(identity_path, WS_CERT);
	bool ready = fsio_exists(place_of(path));

	free(path);
	return ready;
}

static bool is_part(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (strcmp(parts[i], name) == 0)
			return true;
	return false;
}

char *renewal_part(const char *identity_path, const char *name)
{
	char *path;

	if (!is_part(name) || !renewal_is_ready(identity_path))
		return NULL;
	path = renew_path(identity_path, name);
	if (fsio_exists(place_of(path)))
		return path;
	free(path);
	return NULL;
}

static int arrive_file(const struct workspace *ws, const char *name,
		       const struct buf *data, struct report *report)
{
	char *path = renew_path(ws->path, name);
	struct write_job job = {.at = place_of(path), .flags = FSIO_PUBLIC};
	int r = fsio_write(&job, data, report);

	free(path);
	return r;
}

int renewal_arrive(const struct workspace *ws, const struct cert *leaf,
		   const struct buf *chain_pem, struct report *report)
{
	struct buf pem = {0};
	int r = -1;

	cert_pem(leaf, &pem);
	if (!chain_pem->len ||
	    arrive_file(ws, WS_CHAIN, chain_pem, report) == 0)
		r = arrive_file(ws, WS_CERT, &pem, report);
	buf_clear(&pem);
	return r;
}

static bool read_here(const struct workspace *ws, const char *name,
		      struct buf *out)
{
	char *path = path_join(ws->path, name);
	struct report ignored = {0};
	bool ok = fsio_exists(place_of(path)) &&
		  fsio_read(place_of(path), RENEW_FILE_MAX, out, &ignored) ==
			  0;

	report_clear(&ignored);
	free(path);
	return ok;
}

static void certs_here(const struct workspace *ws, const char *name,
		       struct cert_list *out)
{
	struct report ignored = {0};
	struct items items = {0};
	struct buf file = {0};

	if (read_here(ws, name, &file))
		recognise(file.data, file.len, &items);
	for (size_t i = 0; i < items.n; i++) {
		struct cert *c = NULL;

		if (items.items[i].kind == ITEM_CERT &&
		    cert_parse(items.items[i].der.data, items.items[i].der.len,
			       &c, &ignored) == 0)
			cert_list_take(out, c);
	}
	items_clear(&items);
	report_clear(&ignored);
	buf_clear(&file);
}

/* The pair that is in place. Once the key has been moved it no longer fits the
 * certificate, and was kept by the run before. */
static int keep_pair(const struct workspace *ws, struct report *report)
{
	struct cert_list leaf = {0}, chain = {0};
	struct spki spki = {0};
	struct buf key = {0};
	int r = 0;

	certs_here(ws, WS_CERT, &leaf);
	certs_here(ws, WS_CHAIN, &chain);
	if (leaf.n && read_here(ws, WS_KEY, &key) &&
	    key_peek(&key, &spki) == 0 &&
	    spki_equal(&spki, &leaf.items[0]->spki))
		r = old_keep(ws, leaf.items[0], &key, &chain, report);
	spki_clear(&spki);
	buf_clear(&key);
	cert_list_clear(&leaf);
	cert_list_clear(&chain);
	return r;
}

static int move_part(const struct workspace *ws, const char *name,
		     struct report *report)
{
	char *from = renew_path(ws->path, name);
	char *to = path_join(ws->path, name);
	int r = fsio_move(from, to, report);

	free(from);
	free(to);
	return r;
}

int renewal_finish(const struct workspace *ws, struct report *report)
{
	char *dir;

	if (!renewal_is_ready(ws->path))
		return 0;
	if (keep_pair(ws, report) < 0)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (move_part(ws, parts[i], report) < 0)
			return -1;
	dir = path_join(ws->path, WS_RENEW);
	(void)rmdir(dir);
	free(dir);
	return 0;
}
