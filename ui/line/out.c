/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages and findings as lines on a stream, for commands and --plain. */
#include "ui/line/out.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fsio.h"
#include "base/text.h"

/* Of what stands before a value: a longer one pushes the values of its page to
 * the right, up to the most. */
enum { LABEL_CELLS = 14, LABEL_MOST = 26 };

static struct out_style style = {.columns = 80};

size_t out_columns(void)
{
	return style.columns;
}

/* Something was saved, but not surely: no success then (security.md 3). */
static bool maybe_lost;

/* One row a role: the mark, and the colour that only repeats what it says. */
static const struct look {
	const char *mark;
	const char *color;
} looks[] = {
	[ROLE_TITLE] = {"", "\033[1m"},	    [ROLE_TEXT] = {"", ""},
	[ROLE_FIELD] = {"", ""},	    [ROLE_DONE] = {"[ok] ", "\033[32m"},
	[ROLE_TODO] = {"[->] ", "\033[1m"}, [ROLE_WARN] = {"[! ] ", "\033[33m"},
	[ROLE_BAD] = {"[!!] ", "\033[31m"}, [ROLE_HINT] = {"", ""},
	[ROLE_CODE] = {"", ""},		    [ROLE_GAP] = {"", ""},
};

void out_setup(struct out_style s)
{
	style = s;
}

void out_short_paths(const char *user_home)
{
	style.user_home = user_home;
}

void out_text(FILE *to, const char *text)
{
	char *ascii;

	if (style.utf8) {
		fputs(text, to);
		return;
	}
	ascii = text_ascii(text);
	fputs(ascii, to);
	free(ascii);
}

static char *shown(const char *text)
{
	char *brief = text_short_paths(style.user_home, text);

	return brief ? brief : xstrdup(text);
}

/* first stands before the first line, its width in blanks before the rest. */
static void out_wrapped(FILE *to, const char *first, const char *text,
			const char *color)
{
	size_t indent = text_width(first);
	char *brief = shown(text);
	struct strlist lines = {0};
	bool colored = style.color && *color;

	text_wrap(brief, style.columns > indent + 20 ? style.columns - indent
						    : 60, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		if (i == 0 && colored)
			fputs(color, to);
		if (i == 0)
			out_text(to, first);
		else
			fprintf(to, "%*s", (int)indent, "");
		if (i == 0 && colored)
			fputs("\033[0m", to);
		out_text(to, lines.items[i]);
		fputc('\n', to);
	}
	strlist_clear(&lines);
	free(brief);
}

void out_lines(const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		char *line = xstrndup(text, n);

		out_wrapped(stdout, "", line, "");
		free(line);
		text += n + (text[n] != 0);
	}
}

static void out_beside(FILE *to, size_t cells, const char *left,
		       const char *words)
{
	struct buf first = {0};

	buf_addf(&first, "  %s", left);
	for (size_t i = text_width(left); i < cells; i++)
		buf_addc(&first, ' ');
	if (*words)
		buf_addc(&first, ' ');
	out_wrapped(to, first.data, words, "");
	buf_clear(&first);
}

void out_row(size_t cells, const char *left, const char *words)
{
	out_beside(stdout, cells, left, words);
}

static void out_line(FILE *to, const struct line *l, size_t cells)
{
	if (l->role == ROLE_FIELD) {
		out_beside(to, cells, l->label, l->text);
	} else if (l->role == ROLE_CODE || l->role == ROLE_GAP) {
		char *brief = shown(l->text);

		out_text(to, brief);
		fputc('\n', to);
		free(brief);
	} else {
		out_wrapped(to, looks[l->role].mark, l->text,
			    looks[l->role].color);
	}
}

static size_t label_cells(const struct page *page)
{
	size_t cells = LABEL_CELLS;

	for (size_t i = 0; i < page->n; i++) {
		const char *label = page->lines[i].label;
		size_t width = label ? text_width(label) : 0;

		if (width > cells && width <= LABEL_MOST)
			cells = width;
	}
	return cells;
}

void out_page(FILE *to, const struct page *page)
{
	size_t cells = label_cells(page);

	for (size_t i = 0; i < page->n; i++) {
		if (i && page->lines[i].role == ROLE_TITLE &&
		    page->lines[i - 1].role != ROLE_GAP)
			fputc('\n', to);
		out_line(to, &page->lines[i], cells);
	}
}

int out_bytes(const void *bytes, size_t n)
{
	if (fwrite(bytes, 1, n, stdout) != n)
		return -1;
	return fflush(stdout) == 0 ? 0 : -1;
}

static void write_whole(const char *p, size_t n)
{
	while (n) {
		ssize_t w = write(STDOUT_FILENO, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return;
		p += w;
		n -= (size_t)w;
	}
}

void out_secret(const char *label, const struct secret *s)
{
	out_text(stdout, label);
	fputs(": ", stdout);
	fflush(stdout);
	write_whole(secret_data(s), secret_len(s));
	write_whole("\n", 1);
}

/* "The key …" becomes "the key …"; a name at the front stays as it is. */
static char *lower_first(const char *s)
{
	static const char *const names[] = {"Apple", "Outlook", "Gmail",
					    "Evolution", "Thunderbird",
					    "Windows", "Android", "GnuPG",
					    "Exchange"};
	char *copy = xstrdup(s);
	size_t n = 0;

	while (isalpha((unsigned char)s[n]))
		n++;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strncmp(s, names[i], n) == 0 && strlen(names[i]) == n)
			return copy;
	if (n && (s[n] == ' ' || s[n] == '\0') &&
	    (n == 1 || islower((unsigned char)s[1])))
		copy[0] = (char)tolower((unsigned char)s[0]);
	return copy;
}

/* "FILE could not be read" names it. */
static bool is_named(const struct finding *f)
{
	size_t n = strlen(f->subject);

	return strncmp(f->detail, f->subject, n) == 0 && f->detail[n] == ' ';
}

static void out_blocker(const struct finding *f)
{
	const struct finding_info *info = finding_info(f->id);
	char *title = lower_first(tr(info->title));
	struct buf line = {0};

	buf_addf(&line, "smime-setup: %s", title);
	if (*f->subject && !is_named(f))
		buf_addf(&line, ": %s", f->subject);
	out_wrapped(stderr, "", line.data, "");
	if (*f->detail)
		out_wrapped(stderr, "  ", f->detail, "");
	out_wrapped(stderr, _("hint: "), page_fix(f->id), "");
	buf_clear(&line);
	free(title);
}

void out_failure(const struct report *report)
{
	for (size_t i = 0; i < report->n; i++)
		if (report->items[i].severity == SEVERITY_BLOCKER)
			out_blocker(&report->items[i]);
}

void out_remarks(const struct report *report)
{
	for (size_t i = 0; i < report->n; i++) {
		const struct finding *f = &report->items[i];
		struct buf line = {0};

		if (f->severity == SEVERITY_BLOCKER)
			continue;
		maybe_lost = maybe_lost || f->id == FINDING_FILE_MAYBE_LOST;
		buf_adds(&line, tr(finding_info(f->id)->title));
		if (*f->detail)
			buf_addf(&line, ". %s", f->detail);
		out_wrapped(stderr, _("note: "), line.data, "");
		buf_clear(&line);
	}
}

void out_inside(const char *text)
{
	out_wrapped(stdout, "  ", text, "");
}

void out_usage(const char *error, const char *hint)
{
	out_wrapped(stderr, "", error, "");
	out_wrapped(stderr, _("hint: "), hint, "");
}

bool out_close(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return !maybe_lost;
	fprintf(stderr, _("smime-setup: the output could not be written: %s\n"),
		strerror(errno));
	return false;
}
