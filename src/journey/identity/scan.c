/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one identity's directory into struct facts. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/identity/conf.h"
#include "journey/identity/old.h"
#include "journey/identity/renewal.h"
#include "journey/identity/workspace.h"
#include "x509/gtls.h"
#include "x509/recognise.h"

enum { PEM_SIZE_MAX = 4 * 1024 * 1024 };

/* Where a part is: of a renewal that is being put in place, the new one. */
static char *part_path(const struct facts *f, const char *name)
{
	char *path = renewal_part(f->path, name);

	return path ? path : path_join(f->path, name);
}

/* False where the file is not there; a finding where it is, but unreadable. */
static bool read_part(struct facts *f, const char *name, size_t max,
		      struct buf *out)
{
	char *path = part_path(f, name);
	bool ok = fsio_exists(place_of(path)) &&
		  fsio_read(place_of(path), max, out, &f->trouble) == 0;

	free(path);
	return ok;
}

static time_t part_time(const struct facts *f, const char *name)
{
	char *path = part_path(f, name);
	time_t t = (time_t)fsio_mtime(place_of(path));

	free(path);
	return t;
}

static void scan_conf(struct facts *f)
{
	struct buf text = {0};
	char *value;

	if (!read_part(f, WS_CONF, CONF_SIZE_MAX, &text))
		return;
	f->name = conf_get(&text, "name", 0);
	for (size_t i = 0; (value = conf_get(&text, "alias", i)) != NULL; i++)
		strlist_take(&f->aliases, value);
	f->made = part_time(f, WS_CONF);
	buf_clear(&text);
}

static void scan_key(struct facts *f)
{
	char *path = part_path(f, WS_KEY);
	struct buf pem = {0};

	f->has_key = fsio_exists(place_of(path));
	f->key_loose = f->has_key && (fsio_mode(place_of(path)) & 077) != 0;
	f->key_time = (time_t)fsio_mtime(place_of(path));
	if (f->has_key && read_part(f, WS_KEY, PEM_SIZE_MAX, &pem)) {
		f->key_plain = !key_is_encrypted(&pem);
		f->key_legacy = key_is_legacy(&pem);
		f->key_known = key_peek(&pem, &f->key) == 0;
	}
	buf_clear(&pem);
	free(path);
}

/* The request in a file; NULL where there is none or it is damaged. */
static struct csr *request_of(struct facts *f, const char *name)
{
	struct csr *request = NULL;
	struct buf file = {0};
	struct items items = {0};
	const struct item *item;

	if (!read_part(f, name, PEM_SIZE_MAX, &file))
		return NULL;
	recognise(file.data, file.len, &items);
	item = items_first(&items, ITEM_CSR);
	if (!item)
		report_add(&f->trouble, FINDING_REQ_NOT_A_REQUEST, name,
			   _("It holds %s."),
			   item_kind_name(items.items[0].kind));
	else if (csr_parse(item->der.data, item->der.len, &request,
			   &f->trouble) < 0)
		request = NULL;
	items_clear(&items);
	buf_clear(&file);
	return request;
}

static void scan_request(struct facts *f)
{
	f->request = request_of(f, WS_REQUEST);
	if (f->request)
		f->request_time = part_time(f, WS_REQUEST);
}

static void scan_renewal(struct facts *f)
{
	struct buf pem = {0};

	if (renewal_is_ready(f->path))
		return;
	f->renew_request = request_of(f, WS_RENEW "/" WS_REQUEST);
	f->renewing = f->renew_request != NULL;
	f->renewing_since = part_time(f, WS_RENEW "/" WS_REQUEST);
	if (f->renewing &&
	    read_part(f, WS_RENEW "/" WS_KEY, PEM_SIZE_MAX, &pem))
		f->renew_has_key = key_peek(&pem, &f->renew_key) == 0;
	buf_clear(&pem);
}

static void scan_old(struct facts *f)
{
	struct old_list old = {0};

	old_scan(f->path, &old);
	for (size_t i = 0; i < old.n; i++)
		cert_list_take(&f->old, cert_dup(old.items[i].leaf));
	old_clear(&old);
}

static void certs_of(const struct buf *file, struct cert_list *out,
		     struct report *report)
{
	struct items items = {0};

	recognise(file->data, file->len, &items);
	for (size_t i = 0; i < items.n; i++) {
		struct cert *c = NULL;

		if (items.items[i].kind == ITEM_CERT &&
		    cert_parse(items.items[i].der.data,
			       items.items[i].der.len, &c, report) == 0)
			cert_list_take(out, c);
	}
	items_clear(&items);
}

static void scan_certificate(struct facts *f)
{
	struct cert_list certs = {0};
	struct buf file = {0};

	if (read_part(f, WS_CERT, PEM_SIZE_MAX, &file)) {
		certs_of(&file, &certs, &f->trouble);
		if (certs.n) {
			f->leaf = certs.items[0];
			certs.items[0] = certs.items[--certs.n];
		} else {
			report_add(&f->trouble, FINDING_CERT_TEXT_DAMAGED,
				   WS_CERT, "");
		}
	}
	cert_list_clear(&certs);
	if (f->leaf && read_part(f, WS_CHAIN, PEM_SIZE_MAX, &file))
		certs_of(&file, &f->pool, &f->trouble);
	buf_clear(&file);
}

/* Roots the person has complete a chain as well. */
static void scan_chain(struct facts *f)
{
	struct subject s = facts_subject(f);
	struct pool *pool;

	if (!f->leaf)
		return;
	pool = pool_new();
	pool_add(pool, &f->pool);
	pool_add(pool, &f->roots);
	subject_build(&s, pool, NULL, &f->paths);
	f->chain = f->paths.items[0];
	pool_free(pool);
}

static void scan_rehearsal(struct facts *f, const char *mark)
{
	char *path = xasprintf("%s/%s/%s%s", f->path, WS_BUNDLES, mark,
			       WS_SIGNED_LETTER);

	f->rehearsed_time = (time_t)fsio_mtime(place_of(path));
	free(path);
}

/* Bundles carry the fingerprint of their certificate in the name. */
static void scan_bundles(struct facts *f)
{
	char *dir = path_join(f->path, WS_BUNDLES);
	struct strlist names = {0};
	char *mark;

	if (!f->leaf) {
		free(dir);
		return;
	}
	mark = hex_text(f->leaf->fingerprint, BUNDLE_MARK_LEN, 0);
	scan_rehearsal(f, mark);
	fsio_list(dir, &names);
	for (size_t i = 0; i < names.n; i++) {
		char *path = path_join(dir, names.items[i]);
		size_t n = strlen(names.items[i]);
		time_t t = (time_t)fsio_mtime(place_of(path));

		if (strncmp(names.items[i], mark, strlen(mark)) == 0 && n > 4 &&
		    strcmp(names.items[i] + n - 4, ".p12") == 0) {
			strlist_add(&f->bundles, names.items[i]);
			if (t > f->bundle_time)
				f->bundle_time = t;
		}
		free(path);
	}
	strlist_clear(&names);
	free(mark);
	free(dir);
}

void ws_scan(const struct env *env, const char *address, struct facts *facts)
{
	char *authority = ws_authority_path(env);
	char *own = path_join(authority, WS_CERT);
	struct strlist all = {0};

	facts_clear(facts);
	facts->now = env->now;
	facts->has_authority = fsio_exists(place_of(own));
	ws_identities(env, &all);
	facts->has_identities = all.n > 0;
	strlist_clear(&all);
	free(own);
	free(authority);
	if (!address)
		return;
	gtls_start();
	facts->path = ws_identity_path(env, address);
	facts->address = xstrdup(address);
	scan_conf(facts);
	if (!facts->name)
		facts->name = xstrdup("");
	scan_key(facts);
	scan_request(facts);
	scan_certificate(facts);
	scan_bundles(facts);
	facts->handed_time = part_time(facts, WS_HANDOVER "/" WS_GUIDE);
	scan_renewal(facts);
	scan_old(facts);
	ws_roots(env, &facts->roots, &facts->trouble);
	scan_chain(facts);

	struct subject s = facts_subject(facts);
	check_all(&s, &facts->check, &facts->passed);
	report_append(&facts->check, &facts->trouble);
	check_sort(&facts->check);
}
