/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data directory: names, identities, opening for writing. */
#include "journey/identity/workspace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "x509/address.h"

/* What may stand in a file name as it is; the rest becomes %XX. */
static bool is_plain(unsigned char c, bool first)
{
	static const char signs[] = "!#$&'*+-=^_{|}~.@";

	if (c == '.')
		return !first;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c >= 0x80 ||
	       (c && strchr(signs, c) != NULL);
}

char *ws_escape(const char *address)
{
	struct buf out = {0};

	for (const char *p = address; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (is_plain(c, p == address))
			buf_addc(&out, *p);
		else
			buf_addf(&out, "%%%02X", c);
	}
	return buf_take(&out);
}

char *ws_unescape(const char *name)
{
	struct buf out = {0};
	char *back, *again;

	for (const char *p = name; *p; p++) {
		unsigned c;

		if (*p != '%') {
			buf_addc(&out, *p);
		} else if (p[1] && p[2] && sscanf(p + 1, "%2X", &c) == 1 && c) {
			buf_addc(&out, (char)c);
			p += 2;
		} else {
			buf_clear(&out);
			return NULL;
		}
	}
	back = buf_take(&out);
	again = ws_escape(back);
	if (strcmp(again, name) != 0) {
		free(back);
		back = NULL;
	}
	free(again);
	return back;
}

static char *identities_path(const struct env *env)
{
	return path_join(env->home, "identities");
}

char *ws_identity_path(const struct env *env, const char *address)
{
	char *dir = identities_path(env);
	char *name = ws_escape(address);
	char *path = path_join(dir, name);

	free(dir);
	free(name);
	return path;
}

char *ws_authority_path(const struct env *env)
{
	return path_join(env->home, "authority");
}

void ws_identities(const struct env *env, struct strlist *out)
{
	char *dir = identities_path(env);
	struct strlist names = {0};

	strlist_clear(out);
	fsio_list(dir, &names);
	for (size_t i = 0; i < names.n; i++) {
		char *address = ws_unescape(names.items[i]);
		char *path = path_join(dir, names.items[i]);
		char *conf = path_join(path, WS_CONF);

		/* A directory a killed run has just made is no identity yet. */
		if (address && fsio_exists(place_of(conf)))
			strlist_add(out, address);
		free(conf);
		free(path);
		free(address);
	}
	strlist_sort(out);
	strlist_clear(&names);
	free(dir);
}

static int choose_wanted(const struct strlist *all, const char *wanted,
			 char **out, struct report *report)
{
	char *clean = NULL;
	size_t i;

	if (address_clean(wanted, &clean, report) < 0)
		return -1;
	for (i = 0; i < all->n; i++)
		if (address_compare(clean, all->items[i]) <= ADDRESS_DOMAIN)
			break;
	free(clean);
	if (i == all->n)
		return report_fail(report, FINDING_ID_UNKNOWN, wanted, "");
	*out = xstrdup(all->items[i]);
	return 0;
}

static char *joined(const struct strlist *l)
{
	struct buf b = {0};

	for (size_t i = 0; i < l->n; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", l->items[i]);
	return buf_take(&b);
}

int ws_choose(const struct env *env, const char *wanted, char **out,
	      struct report *report)
{
	struct strlist all = {0};
	char *names;
	int r = -1;

	ws_identities(env, &all);
	if (wanted) {
		r = choose_wanted(&all, wanted, out, report);
	} else if (all.n == 0) {
		report_add(report, FINDING_ID_NONE, env->home, "");
	} else if (all.n > 1) {
		names = joined(&all);
		report_add(report, FINDING_ID_SEVERAL, NULL,
			   _("These are here: %s"), names);
		free(names);
	} else {
		*out = xstrdup(all.items[0]);
		r = 0;
	}
	strlist_clear(&all);
	return r;
}

int ws_open(const struct env *env, const char *path, struct workspace *out,
	    struct report *report)
{
	struct workspace ws = {.dirfd = -1, .lockfd = -1};

	if (fsio_mkdir(env->home, report) < 0 || fsio_mkdir(path, report) < 0)
		return -1;
	ws.dirfd = fsio_open_dir(path, report);
	if (ws.dirfd < 0)
		return -1;
	ws.lockfd = fsio_lock((struct place){ws.dirfd, WS_LOCK, path}, report);
	if (ws.lockfd < 0) {
		close(ws.dirfd);
		return -1;
	}
	fsio_sweep(ws.dirfd);
	ws.path = xstrdup(path);
	*out = ws;
	return 0;
}

void ws_close(struct workspace *ws)
{
	if (ws->lockfd >= 0)
		close(ws->lockfd);
	if (ws->dirfd >= 0)
		close(ws->dirfd);
	free(ws->path);
	*ws = (struct workspace){.dirfd = -1, .lockfd = -1};
}

struct place ws_place(const struct workspace *ws, const char *name)
{
	return (struct place){ws->dirfd, name, ws->path};
}

int ws_write(const struct workspace *ws, const char *name, unsigned flags,
	     const struct buf *data, struct report *report)
{
	struct write_job job = {.at = ws_place(ws, name), .flags = flags};

	return fsio_write(&job, data, report);
}
