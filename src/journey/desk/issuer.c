/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own authority on disk: created, opened, issuing. */
#include "journey/desk/issuer.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/identity/conf.h"
#include "journey/identity/workspace.h"
#include "journey/page/show.h"
#include "x509/recognise.h"

enum { ISSUER_FILE_MAX = 1024 * 1024 };

static char *issuer_file(const struct env *env, const char *name)
{
	char *dir = ws_authority_path(env);
	char *path = path_join(dir, name);

	free(dir);
	return path;
}

bool issuer_exists(const struct env *env)
{
	char *path = issuer_file(env, WS_CERT);
	bool there = fsio_exists(place_of(path));

	free(path);
	return there;
}

const char *issuer_default_name(void)
{
	return _("Private mail authority");
}

int issuer_root(const struct env *env, struct cert **out, struct report *report)
{
	char *path = issuer_file(env, WS_CERT);
	struct items items = {0};
	struct buf file = {0};
	const struct item *item;
	int r = -1;

	if (!fsio_exists(place_of(path))) {
		report_add(report, FINDING_AUTH_NONE, NULL, "");
		goto out;
	}
	if (fsio_read(place_of(path), ISSUER_FILE_MAX, &file, report) < 0)
		goto out;
	recognise(file.data, file.len, &items);
	item = items_first(&items, ITEM_CERT);
	if (!item)
		report_add(report, FINDING_CERT_TEXT_DAMAGED, path, "");
	else
		r = cert_parse(item->der.data, item->der.len, out, report);
out:
	items_clear(&items);
	buf_clear(&file);
	free(path);
	return r;
}

/* The certificate is written last: with it the authority exists, so a run
 * that is killed before leaves none, and the next one starts anew. */
static int issuer_save(const struct workspace *ws, const struct buf *key,
		       const struct cert *root, struct report *report)
{
	struct buf conf = {0}, pem = {0};
	char *title = cert_title(root);
	int r = -1;

	conf_put(&conf, "name", title);
	cert_pem(root, &pem);
	if (ws_write(ws, WS_KEY, FSIO_KEEP, key, report) < 0 ||
	    ws_write(ws, "authority.conf", 0, &conf, report) < 0 ||
	    ws_write(ws, WS_CERT, FSIO_NEW | FSIO_PUBLIC, &pem, report) < 0)
		goto out;
	r = 0;
out:
	free(title);
	buf_clear(&conf);
	buf_clear(&pem);
	return r;
}

/* Dates are what an authority vouches for: 2000-01-01 00:00 UTC. */
static int check_clock(struct task *task)
{
	char *shown;

	if (task->env->now >= 946684800)
		return 0;
	shown = text_datetime(task->env->now);
	report_add(&task->report, FINDING_CLOCK_WRONG, NULL,
		   _("It shows %s."), shown);
	free(shown);
	return -1;
}

int issuer_create(struct task *task, const char *name, enum key_type type)
{
	const struct secret *phrase =
		answers_secret(&task->answers, "authority-passphrase");
	struct workspace ws = {.dirfd = -1, .lockfd = -1};
	char *path = ws_authority_path(task->env);
	char *nfc = text_nfc(name); /* as names of persons: see step.c */
	struct key *key = NULL;
	struct cert *root = NULL;
	struct buf pem = {0};
	int r = -1;

	if (check_clock(task) < 0 ||
	    ws_open(task->env, path, &ws, &task->report) < 0)
		goto out;
	if (issuer_exists(task->env)) {
		report_add(&task->report, FINDING_AUTH_EXISTS, path, "");
		goto out;
	}
	if (key_generate(type, &key, &task->report) < 0 ||
	    authority_make_root(key, nfc ? nfc : name, task->env->now, &root,
				&task->report) < 0 ||
	    key_write(key, phrase, &pem, &task->report) < 0)
		goto out;
	if (task_is_over(task) ||
	    issuer_save(&ws, &pem, root, &task->report) < 0)
		goto out;
	r = 0;
out:
	ws_close(&ws);
	key_free(key);
	cert_free(root);
	buf_clear(&pem);
	free(nfc);
	free(path);
	return r;
}

static int issuer_key(struct task *task, struct key **out)
{
	char *path = issuer_file(task->env, WS_KEY);
	struct buf file = {0};
	int r = -1;

	if (fsio_read(place_of(path), ISSUER_FILE_MAX, &file,
		      &task->report) == 0)
		r = key_open(&file,
			     answers_secret(&task->answers,
					    "authority-passphrase"),
			     _("the authority's key"), out, &task->report);
	buf_clear(&file);
	free(path);
	return r;
}

/* The record of what was issued; needed to know one's own later. */
static int issuer_record(struct task *task, const struct cert *c)
{
	struct workspace ws = {.dirfd = -1, .lockfd = -1};
	char *authority = ws_authority_path(task->env);
	char *dir = path_join(authority, "issued");
	char *serial = cert_serial(c);
	char *name = xasprintf("%s.pem", serial);
	struct buf pem = {0};
	int r = -1;

	cert_pem(c, &pem);
	if (ws_open(task->env, dir, &ws, &task->report) == 0)
		r = ws_write(&ws, name, FSIO_NEW, &pem, &task->report);
	ws_close(&ws);
	buf_clear(&pem);
	free(name);
	free(serial);
	free(dir);
	free(authority);
	return r;
}

int issuer_issue(struct task *task, const struct csr *request, int days,
		 struct cert **out)
{
	struct issue issue = {request, task->env->now, days};
	struct authority authority = {0};
	struct cert *root = NULL, *made = NULL;
	struct key *key = NULL;
	int r = -1;

	if (check_clock(task) < 0 ||
	    issuer_root(task->env, &root, &task->report) < 0 ||
	    issuer_key(task, &key) < 0)
		goto out;
	authority = (struct authority){key, root};
	if (authority_issue(&authority, &issue, &made, &task->report) < 0)
		goto out;
	if (task_is_over(task) || issuer_record(task, made) < 0)
		goto out;
	*out = made;
	made = NULL;
	r = 0;
out:
	key_free(key);
	cert_free(root);
	cert_free(made);
	return r;
}

void issuer_show(const struct csr *request, int days, struct page *out)
{
	page_add(out, ROLE_TITLE, "%s", _("What your own authority will sign"));
	show_request(request, out);
	page_field(out, _("Valid for"), trn("%d day", "%d days",
					    (unsigned long)days), days);
	page_field(out, _("Use"), "%s",
		   _("mail only: signing, and being encrypted to"));
	page_add(out, ROLE_HINT, "%s",
		 _("Nothing else goes into the certificate. It is trusted where "
		   "your authority's root is installed, and nowhere else."));
}
