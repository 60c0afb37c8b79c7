/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files completed, as a shell does. */
#include "ui/complete.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"

static bool is_folder(const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s/.", dir, name);
	bool is = fsio_exists(place_of(path));

	free(path);
	return is;
}

static bool is_usable(const char *name)
{
	return text_is_utf8(name, strlen(name)) && !text_has_hidden(name);
}

/* The folder of what was typed, as the system wants it. */
static char *folder_of(const char *user_home, const char *typed)
{
	size_t n = (size_t)(path_base(typed) - typed);

	if (n == 0)
		return xstrdup(".");
	if (strncmp(typed, "~/", 2) == 0 && user_home)
		return xasprintf("%s/%.*s", user_home, (int)(n - 2), typed + 2);
	return xstrndup(typed, n);
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
	struct strlist all = {0};
	size_t agreed = SIZE_MAX;

	fsio_list(dir, &all);
	for (size_t i = 0; i < all.n; i++) {
		const char *name = all.items[i];

		if (strncmp(name, base, strlen(base)) != 0 || !is_usable(name))
			continue;
		agreed = names->n ? common(names->items[0], name, agreed)
				  : strlen(name);
		strlist_add(names, name);
	}
	buf_add(out, typed, (size_t)(base - typed));
	if (names->n)
		buf_add(out, names->items[0], agreed);
	else
		buf_adds(out, base);
	if (names->n == 1 && is_folder(dir, names->items[0]))
		buf_addc(out, '/');
	strlist_clear(&all);
	free(dir);
}
