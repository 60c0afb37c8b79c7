/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files and folders in a folder, the newest first. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"

void folder_clear(struct folder *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->items[i].name);
	free(f->items);
	*f = (struct folder){0};
}

static bool is_itself_or_above(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* False: neither file nor folder, or a link in a circle or to nowhere. */
static bool look(int dirfd, const char *name, struct folder_item *out)
{
	struct stat st;

	if (is_itself_or_above(name) || fstatat(dirfd, name, &st, 0) < 0 ||
	    (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)))
		return false;
	*out = (struct folder_item){.time = st.st_mtime,
				    .size = st.st_size,
				    .is_folder = S_ISDIR(st.st_mode)};
	return true;
}

static int newer(const void *a, const void *b)
{
	const struct folder_item *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void add(struct folder *f, size_t *room, const struct folder_item *item)
{
	if (f->n == *room) {
		*room = *room ? 2 * *room : 64;
		f->items = xrealloc(f->items, *room * sizeof(*f->items));
	}
	f->items[f->n++] = *item;
}

int folder_read(const char *path, struct folder *out, struct report *report)
{
	DIR *dir = opendir(path);
	const struct dirent *e;
	struct folder all = {0};
	struct folder_item item;
	size_t room = 0;

	if (!dir)
		return report_fail(report, FINDING_FILE_UNREADABLE, path,
				   _("The folder cannot be listed: %s"),
				   strerror(errno));
	while ((e = readdir(dir))) {
		if (!look(dirfd(dir), e->d_name, &item))
			continue;
		all.cut = all.n == FOLDER_MAX;
		if (all.cut)
			break;
		item.name = xstrdup(e->d_name);
		add(&all, &room, &item);
	}
	closedir(dir);
	if (all.n)
		qsort(all.items, all.n, sizeof(*all.items), newer);
	folder_clear(out);
	*out = all;
	return 0;
}

bool folder_name_is_plain(const char *name)
{
	return text_is_utf8(name, strlen(name)) && !text_has_hidden(name);
}
