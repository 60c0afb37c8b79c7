/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing a file where there is no screen: a numbered list. */
#include "ui/plain/plain-files.h"

#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/fsio.h"
#include "base/text.h"
#include "journey/intake/file-look.h"
#include "ui/both/complete.h"
#include "ui/line/out.h"
#include "ui/plain/plain-line.h"

enum { LISTED = 20 };

/* NULL where it is not there. */
static char *begin_at(const struct env *env, const char *folder)
{
	static const char *const tries[] = {"~/Downloads", "~", "."};
	char *path = NULL;

	if (*folder)
		return complete_real(env->user_home, folder);
	for (size_t i = 0; !path && i < ARRAY_LEN(tries); i++)
		path = complete_real(env->user_home, tries[i]);
	return path;
}

static void list_one(const char *path, size_t n, const struct folder_item *item,
		     struct page *out)
{
	char *whole = path_join(path, item->name);
	char *safe = text_safe_str(item->name);
	char *date = text_date((time_t)item->time);
	char *word = item->is_folder ? xstrdup(_("folder"))
				     : file_look(whole, NULL);

	page_add(out, ROLE_CODE, "%zu %s (%s, %s)", n, safe, date, word);
	free(whole);
	free(safe);
	free(date);
	free(word);
}

/* Which of them have a number, in order; how many. */
static size_t list(const char *path, const struct folder *f, size_t *numbers)
{
	char *safe = text_safe_str(path);
	struct page page = {0};
	size_t n = 0;

	page_add(&page, ROLE_TITLE, _("In %s, the newest first:"), safe);
	for (size_t i = 0; i < f->n && n < LISTED; i++) {
		if (f->items[i].name[0] == '.' ||
		    !folder_name_is_plain(f->items[i].name))
			continue;
		numbers[n++] = i;
		list_one(path, n, &f->items[i], &page);
	}
	out_page(stderr, &page);
	page_clear(&page);
	free(safe);
	return n;
}

/* Lists path and asks; *path becomes what was chosen. -1: none, or no input
 * any more, which is *line NULL. */
static int choose(char **path, char **line)
{
	struct report report = {0};
	struct folder f = {0};
	size_t numbers[LISTED], n = 0;
	long typed;
	char *chosen;

	if (folder_read(*path, &f, &report) < 0)
		out_failure(&report);
	else
		n = list(*path, &f, numbers);
	report_clear(&report);
	*line = plain_line(_("Number, ?FOLDER for another folder, or an empty "
			     "line for none: "));
	typed = *line ? strtol(*line, NULL, 10) : 0;
	if (typed < 1 || (size_t)typed > n) {
		folder_clear(&f);
		return -1;
	}
	chosen = path_join(*path, f.items[numbers[typed - 1]].name);
	free(*path);
	*path = chosen;
	folder_clear(&f);
	return 0;
}

static bool is_folder(const char *path)
{
	struct report ignored = {0};
	struct folder f = {0};
	bool is = folder_read(path, &f, &ignored) == 0;

	folder_clear(&f);
	report_clear(&ignored);
	return is;
}

char *plain_files(const struct env *env, const char *folder)
{
	char *path = begin_at(env, folder);
	char *line = NULL;

	while (path) {
		if (choose(&path, &line) == 0) {
			free(line);
			if (!is_folder(path))
				return path;
			continue;
		}
		free(path);
		path = NULL;
		if (!line)
			return NULL;
		if (line[0] == '?')
			path = begin_at(env, line + 1);
		free(line);
	}
	return xstrdup("");
}
