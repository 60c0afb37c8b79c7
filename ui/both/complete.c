/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files completed, as a shell does. */
#include "ui/both/complete.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/fsio.h"

static char *expand(const char *user_home, const char *path)
{
	bool home = path[0] == '~' && (path[1] == '/' || !path[1]);

	return home && user_home ? xasprintf("%s%s", user_home, path + 1)
				 : xstrdup(path);
}

char *complete_real(const char *user_home, const char *typed)
{
	char *path = expand(user_home, typed);
	char *real = fsio_whole_path(path);

	free(path);
	return real;
}

static bool is_usable(const char *name, const char *begin)
{
	return strncmp(name, begin, strlen(begin)) == 0 &&
	       (name[0] != '.' || begin[0] == '.') &&
	       folder_name_is_plain(name);
}

/* The folder of what was typed, as the system wants it. */
static char *folder_of(const char *user_home, const char *typed)
{
	size_t n = (size_t)(path_base(typed) - typed);
	char *dir = n ? xstrndup(typed, n) : xstrdup(".");
	char *path = expand(user_home, dir);

	free(dir);
	return path;
}

static size_t common(const char *a, const char *b, size_t most)
{
	size_t n = 0;

	while (n < most && a[n] && a[n] == b[n])
		n++;
	/* Not in the middle of a letter. */
	while (n > 0 && ((unsigned char)a[n] & 0xC0) == 0x80)
		n--;
	return n;
}

void complete_path(const char *user_home, const char *typed, struct buf *out,
		   struct strlist *names)
{
	const char *base = path_base(typed);
	char *dir = folder_of(user_home, typed);
	struct report ignored = {0};
	struct folder all = {0};
	size_t agreed = SIZE_MAX;
	bool is_folder = false;

	if (user_home && strcmp(typed, "~") == 0) {
		buf_adds(out, "~/");
		free(dir);
		return;
	}
	if (folder_read(dir, &all, &ignored) < 0)
		report_clear(&ignored);
	for (size_t i = 0; i < all.n; i++) {
		const char *name = all.items[i].name;

		if (!is_usable(name, base))
			continue;
		agreed = names->n ? common(names->items[0], name, agreed)
				  : strlen(name);
		is_folder = all.items[i].is_folder;
		strlist_add(names, name);
	}
	buf_add(out, typed, (size_t)(base - typed));
	if (names->n)
		buf_add(out, names->items[0], agreed);
	else
		buf_adds(out, base);
	if (names->n == 1 && is_folder)
		buf_addc(out, '/');
	folder_clear(&all);
	free(dir);
}
