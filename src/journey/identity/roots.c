/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roots the person chose to trust: read, added, removed. */
#include "journey/identity/roots-impl.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "x509/recognise.h"

enum { ROOT_FILE_MAX = 4 * 1024 * 1024 };

void root_list_clear(struct root_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		cert_free(l->items[i].cert);
		free(l->items[i].path);
	}
	free(l->items);
	*l = (struct root_list){0};
}

/* --- reading ------------------------------------------------------------ */

void root_list_take(struct root_list *l, struct cert *c, const char *path,
		    bool is_own)
{
	l->items = xrealloc(l->items, (l->n + 1) * sizeof(*l->items));
	l->items[l->n++] = (struct root){
		.cert = c, .path = xstrdup(path), .is_own = is_own};
}

/* True where all that is in the file was read as a certificate. */
static bool certs_in(const struct buf *file, struct cert_list *out,
		     struct report *report)
{
	struct items items = {0};
	bool all;

	recognise(file->data, file->len, &items);
	for (size_t i = 0; i < items.n; i++) {
		struct cert *c = NULL;

		if (items.items[i].kind == ITEM_CERT &&
		    cert_parse(items.items[i].der.data,
			       items.items[i].der.len, &c, report) == 0)
			cert_list_take(out, c);
	}
	if (items.n && !out->n && !report->n)
		report_add(report, item_finding(items.items[0].kind), NULL,
			   "");
	all = items.n == out->n && items.n < RECOGNISE_MAX;
	items_clear(&items);
	return all;
}

/* A name that this program gave says what is in the file. */
static bool is_as_named(const char *path, const struct cert_list *certs)
{
	const char *name = path_base(path);
	const size_t digits = 2 * FINGERPRINT_LEN;
	char *print;
	bool same;

	if (strlen(name) != digits + strlen(".pem") ||
	    strspn(name, "0123456789ABCDEF") != digits)
		return true;
	print = hex_text(certs->items[0]->fingerprint, FINGERPRINT_LEN, 0);
	same = certs->n == 1 && strncmp(name, print, digits) == 0;
	free(print);
	return same;
}

/* Put there by hand: it counts, as before there was a command for it. */
static void note_odd(const struct cert *c, const char *path,
		     struct report *report)
{
	char *title;

	if (c->is_ca && c->self_signed)
		return;
	title = cert_title(c);
	report_add(report, FINDING_ROOT_FILE_ODD, path,
		   _("It holds the certificate of %s."), title);
	free(title);
}

static void read_file(const char *path, bool is_own, struct root_list *out,
		      struct report *report)
{
	struct cert_list certs = {0};
	struct report failed = {0};
	struct buf file = {0};
	bool whole = true;

	if (fsio_read(place_of(path), ROOT_FILE_MAX, &file, &failed) == 0)
		whole = certs_in(&file, &certs, &failed);
	if (certs.n == 0) {
		report_add(report, FINDING_ROOT_FILE_IGNORED, path, "%s.",
			   tr(finding_info(failed.items[0].id)->title));
	} else if (!is_as_named(path, &certs)) {
		report_add(report, FINDING_ROOT_FILE_IGNORED, path, "%s",
			   _("It holds another certificate than its name "
			     "says."));
	} else {
		if (!whole)
			report_add(report, FINDING_ROOT_FILE_PART, path, "");
		for (size_t i = 0; i < certs.n; i++) {
			note_odd(certs.items[i], path, report);
			root_list_take(out, cert_hold(certs.items[i]), path,
				       is_own);
			out->items[out->n - 1].is_part = !whole;
		}
	}
	cert_list_clear(&certs);
	report_clear(&failed);
	buf_clear(&file);
}

/* A folder that cannot be looked into takes all trust along. */
static void list_files(const char *dir, struct strlist *names,
		       struct report *report)
{
	struct report failed = {0};
	int fd;

	if (!fsio_exists(place_of(dir)))
		return;
	fd = fsio_open_dir(dir, &failed);
	if (fd < 0)
		report_add(report, FINDING_ROOT_FILE_IGNORED, dir, "%s",
			   failed.items[0].detail);
	else
		close(fd);
	fsio_list(dir, names);
	report_clear(&failed);
}

static char *roots_path(const struct env *env)
{
	return path_join(env->home, WS_ROOTS);
}

void roots_read(const struct env *env, struct root_list *out,
		struct report *report)
{
	char *dir = roots_path(env), *authority = ws_authority_path(env);
	char *own = path_join(authority, WS_CERT);
	struct strlist names = {0};

	if (fsio_exists(place_of(own)))
		read_file(own, true, out, report);
	list_files(dir, &names, report);
	for (size_t i = 0; i < names.n; i++) {
		char *path = path_join(dir, names.items[i]);

		if (strcmp(names.items[i], WS_LOCK) != 0)
			read_file(path, false, out, report);
		free(path);
	}
	strlist_clear(&names);
	free(own);
	free(authority);
	free(dir);
}

void ws_roots(const struct env *env, struct cert_list *out,
	      struct report *report)
{
	struct report ignored = {0};
	struct root_list roots = {0};

	roots_read(env, &roots, report ? report : &ignored);
	for (size_t i = 0; i < roots.n; i++)
		cert_list_take(out, cert_hold(roots.items[i].cert));
	root_list_clear(&roots);
	report_clear(&ignored);
}

/* --- trusting and not any more ------------------------------------------ */

bool roots_know(const struct env *env, const struct cert *c,
		struct report *report)
{
	struct root_list all = {0};
	struct report ignored = {0};
	bool known = false;

	roots_read(env, &all, &ignored);
	for (size_t i = 0; i < all.n && !known; i++) {
		known = cert_equal(all.items[i].cert, c);
		if (known)
			report_add(report, FINDING_ROOT_KNOWN,
				   all.items[i].path, "%s",
				   all.items[i].is_own
					   ? _("It is that of your own "
					       "authority.")
					   : "");
	}
	report_clear(&ignored);
	root_list_clear(&all);
	return known;
}

static int write_root(const struct env *env, const struct cert *c,
		      struct report *report)
{
	char *dir = roots_path(env);
	char *print = hex_text(c->fingerprint, FINGERPRINT_LEN, 0);
	char *name = xasprintf("%s.pem", print);
	struct buf pem = {0};
	struct workspace ws;
	int r = ws_open(env, dir, &ws, report);

	cert_pem(c, &pem);
	if (r == 0) {
		r = roots_know(env, c, report)
			    ? 0
			    : ws_write(&ws, name, FSIO_NEW | FSIO_PUBLIC, &pem,
				       report);
		ws_close(&ws);
	}
	buf_clear(&pem);
	free(name);
	free(print);
	free(dir);
	return r;
}

int roots_trust(const struct env *env, const struct cert *c,
		const char *digits, size_t least, struct report *report)
{
	char *title = cert_title(c);
	int r = root_judge(c, env->now, title, report);

	if (r == 0)
		r = root_compare(c, digits, least, report);
	if (r == 0)
		r = write_root(env, c, report);
	free(title);
	return r;
}

/* The place of the one these digits mean, of those in the folder. */
static int find(const struct root_list *all, const char *typed,
		const char *digits, struct report *report)
{
	int at = -1;

	for (size_t i = 0; i < all->n; i++) {
		const struct root *root = &all->items[i];

		if (!root_has_digits(root->cert, digits))
			continue;
		if (root->is_own)
			return report_fail(report, FINDING_ROOT_NONE, typed,
					   "%s",
					   _("It is that of your own "
					     "authority."));
		if (at >= 0 && !cert_equal(all->items[at].cert, root->cert))
			return report_fail(report, FINDING_ROOT_DIGITS_FEW,
					   typed, "%s",
					   _("More than one fingerprint here "
					     "begins with these digits."));
		at = (int)i;
	}
	if (at < 0)
		report_add(report, FINDING_ROOT_NONE, typed, "");
	return at;
}

/* A file that holds others as well would take them along. */
static int remove_file(const struct root_list *all, const struct root *root,
		       struct report *report)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->items[i].path, root->path) == 0 &&
		    (root->is_part ||
		     !cert_equal(all->items[i].cert, root->cert)))
			return report_fail(report, FINDING_ROOT_FILE_SHARED,
					   root->path, "");
	return fsio_remove(root->path, report);
}

static int remove_each(const struct root_list *all, const struct cert *c,
		       struct report *report)
{
	int r = 0;

	for (size_t i = 0; i < all->n && r == 0; i++)
		if (!all->items[i].is_own &&
		    cert_equal(all->items[i].cert, c))
			r = remove_file(all, &all->items[i], report);
	return r;
}

int roots_remove(const struct env *env, const char *digits, struct cert **out,
		 struct report *report)
{
	char *dir = roots_path(env);
	char *clean = root_digits(digits, ROOT_DIGITS_TYPED, report);
	struct report ignored = {0};
	struct root_list all = {0};
	struct workspace ws = {.dirfd = -1, .lockfd = -1};
	int at, r = -1;

	if (!clean || ws_open(env, dir, &ws, report) < 0)
		goto out;
	roots_read(env, &all, &ignored);
	at = find(&all, digits, clean, report);
	if (at < 0 || remove_each(&all, all.items[at].cert, report) < 0)
		goto out;
	*out = cert_dup(all.items[at].cert);
	r = 0;
out:
	ws_close(&ws);
	root_list_clear(&all);
	report_clear(&ignored);
	free(clean);
	free(dir);
	return r;
}
