/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where mail programs keep their mail in a person's own folder. */
#include "journey/harvest/mail-places.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fsio.h"

enum {
	PLACES_MAX = 16,
	LOOKED_AT = 2000,	/* names in one place, for its time */
	DEPTH = 5,
};

/* Below the person's folder; a star is every folder there. The same path by
 * packagings: of the distribution, Snap, Flatpak, macOS. */
static const struct {
	const char *program, *path;
} usual[] = {
	{"Thunderbird", ".thunderbird/*/ImapMail"},
	{"Thunderbird", ".thunderbird/*/Mail"},
	{"Thunderbird", "snap/thunderbird/common/.thunderbird/*/ImapMail"},
	{"Thunderbird", "snap/thunderbird/common/.thunderbird/*/Mail"},
	{"Thunderbird",
	 ".var/app/org.mozilla.Thunderbird/.thunderbird/*/ImapMail"},
	{"Thunderbird", ".var/app/org.mozilla.Thunderbird/.thunderbird/*/Mail"},
	{"Thunderbird",
	 ".var/app/net.thunderbird.Thunderbird/.thunderbird/*/ImapMail"},
	{"Thunderbird",
	 ".var/app/net.thunderbird.Thunderbird/.thunderbird/*/Mail"},
	{"Thunderbird", "Library/Thunderbird/Profiles/*/ImapMail"},
	{"Thunderbird", "Library/Thunderbird/Profiles/*/Mail"},
	{"Evolution", ".local/share/evolution/mail"},
	{"Evolution", ".cache/evolution/mail"},
	{"Evolution", ".var/app/org.gnome.Evolution/data/evolution/mail"},
	{"Evolution", ".var/app/org.gnome.Evolution/cache/evolution/mail"},
	{"KMail", ".local/share/local-mail"},
	{"Apple Mail", "Library/Mail"},
	{NULL, "Maildir"},
	{NULL, "Mail"},
	{NULL, "mail"},
	{NULL, ".mail"},
	{NULL, ".maildir"},
	{NULL, "mbox"},
};

/* --- the newest file in a place ------------------------------------------ */

struct look {
	long long newest;
	size_t files, left;
};

static void look_in(int fd, unsigned depth, struct look *l);

static void look_at(int dir, const char *name, unsigned depth, struct look *l)
{
	struct stat st;

	if (!l->left || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	l->left--;
	if (S_ISREG(st.st_mode) && st.st_size) {
		l->files++;
		if (st.st_mtime > l->newest)
			l->newest = st.st_mtime;
	} else if (S_ISDIR(st.st_mode) && depth < DEPTH) {
		look_in(openat(dir, name,
			       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
			depth + 1, l);
	}
}

static void look_in(int fd, unsigned depth, struct look *l)
{
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *e;

	if (!d) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while (l->left && (e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			look_at(dirfd(d), e->d_name, depth, l);
	closedir(d);
}

/* --- the places ---------------------------------------------------------- */

/* What is gathered, and the paths without links of it: names of two cases, and
 * links, may lead to one folder. */
struct gathering {
	struct mail_places *out;
	struct strlist seen;
};

static void add(struct gathering *g, const char *program, const char *path)
{
	struct mail_places *out = g->out;
	struct look l = {.left = LOOKED_AT};
	char *whole = fsio_whole_path(path);

	if (whole && out->n < PLACES_MAX && !strlist_has(&g->seen, whole)) {
		strlist_add(&g->seen, whole);
		look_at(AT_FDCWD, whole, 0, &l);
	}
	free(whole);
	if (!l.files)
		return;
	out->items = xrealloc(out->items, (out->n + 1) * sizeof(*out->items));
	out->items[out->n++] = (struct mail_place){
		.program = program, .path = xstrdup(path), .time = l.newest};
}

/* One star at most. */
static void add_usual(struct gathering *g, const char *program,
		      const char *path)
{
	const char *star = strstr(path, "/*/");
	struct strlist names = {0};
	char *folder;

	if (!star) {
		add(g, program, path);
		return;
	}
	folder = xstrndup(path, (size_t)(star - path));
	fsio_list(folder, &names);
	for (size_t i = 0; i < names.n; i++) {
		char *each = xasprintf("%s/%s/%s", folder, names.items[i],
				       star + 3);

		add(g, program, each);
		free(each);
	}
	strlist_clear(&names);
	free(folder);
}

static int by_time(const void *a, const void *b)
{
	const struct mail_place *x = a, *y = b;

	if (x->time != y->time)
		return x->time > y->time ? -1 : 1;
	return strcmp(x->path, y->path);
}

void mail_places_find(const struct env *env, struct mail_places *out)
{
	struct gathering g = {.out = out};

	mail_places_clear(out);
	for (size_t i = 0; env->user_home && i < ARRAY_LEN(usual); i++) {
		char *path = path_join(env->user_home, usual[i].path);

		add_usual(&g, usual[i].program, path);
		free(path);
	}
	if (out->n)
		qsort(out->items, out->n, sizeof(*out->items), by_time);
	strlist_clear(&g.seen);
}

void mail_places_clear(struct mail_places *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->items[i].path);
	free(p->items);
	*p = (struct mail_places){0};
}
