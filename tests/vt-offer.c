/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen offers, read from what it shows: its title, its key line, the
 * item that is selected. */
#include <stdlib.h>
#include <string.h>

#include "tests/vt.h"

/* How the key line names keys, and what is pressed for it. */
static const struct {
	const char *shown;
	const char *keys[2];
} names[] = {
	{"Up/Down", {"Up", "Down"}},  {"PgUp/PgDn", {"PgUp", "PgDn"}},
	{"y, n", {"y", "n"}},	      {"Enter", {"Enter"}},
	{"Esc", {"Esc"}},	      {"Space", {"Space"}},
	{"Tab", {"Tab"}},	      {"Del", {"Del"}},
	{"F1", {"F1"}},		      {"F2", {"F2"}},
	{"F3", {"F3"}},		      {"F4", {"F4"}},
	{"Ctrl-R", {"^R"}},	      {"Letters", {"z"}},
	{"Left", {"Left"}},	      {"Right", {"Right"}},
	{"Ctrl-T", {"^T"}},
};

static bool is_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	return strncmp(text, word, n) == 0 && (text[n] == ' ' || !text[n]);
}

/* One item of the key line: "Enter Open". */
static void add_offer(const char *item, struct strlist *out)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (!is_word(item, names[i].shown))
			continue;
		for (int k = 0; k < 2 && names[i].keys[k]; k++)
			strlist_add(out, names[i].keys[k]);
		return;
	}
	if (item[0] && item[1] == ' ')
		strlist_take(out, xstrndup(item, 1));
	else
		strlist_take(out, xasprintf("unknown key: %s", item));
}

int vt_key_lines(const struct vt *v)
{
	int n = 0;

	while (n + 1 < vt_rows(v) &&
	       vt_look(v, vt_rows(v) - n - 1) == VT_REVERSE)
		n++;
	return n;
}

void vt_offers(const struct vt *v, struct strlist *out)
{
	for (int row = vt_rows(v) - vt_key_lines(v); row < vt_rows(v); row++) {
		char *line = vt_line(v, row), *p = line;

		while (*p) {
			char *end;

			p += strspn(p, " ");
			end = strstr(p, "  ");
			if (end)
				*end = '\0';
			if (*p)
				add_offer(p, out);
			p = end ? end + 1 : p + strlen(p);
		}
		free(line);
	}
}

char *vt_title(const struct vt *v)
{
	static const char program[] = "S/MIME setup - ";
	char *line = vt_line(v, 0), *p = line, *title;

	p += strspn(p, " ");
	if (strncmp(p, program, strlen(program)) == 0)
		p += strlen(program);
	if (strstr(p, "  "))
		*strstr(p, "  ") = '\0';
	title = xstrdup(p);
	free(line);
	return title;
}

/* The line of it, from its first letter on; or "". */
char *vt_selected(const struct vt *v)
{
	int y, x;
	char *line, *text;

	vt_cursor(v, &y, &x);
	line = vt_line(v, y);
	text = xstrdup(line[0] == '>' ? line + 2 : "");
	free(line);
	return text;
}

/* The cursor stands in the brackets of an entry. */
bool vt_is_typing(const struct vt *v)
{
	char *line = vt_selected(v);
	bool open = strchr(line, '[') != NULL;
	int y, x;

	vt_cursor(v, &y, &x);
	free(line);
	return open && x > 0 && vt_look(v, y) != VT_REVERSE;
}
