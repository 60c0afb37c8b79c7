/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page: lines with roles. */
#include "journey/page/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void page_clear(struct page *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->lines[i].label);
		free(p->lines[i].text);
	}
	free(p->lines);
	*p = (struct page){0};
}

static void page_push(struct page *p, enum role role, const char *label,
		      char *text)
{
	p->lines = xrealloc(p->lines, (p->n + 1) * sizeof(*p->lines));
	p->lines[p->n++] = (struct line){role, xstrdup(label), text};
}

static void PRINTF(4, 0) page_addv(struct page *p, enum role role,
				   const char *label, const char *format,
				   va_list args)
{
	page_push(p, role, label, xvasprintf(format, args));
}

void page_add(struct page *p, enum role role, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	page_addv(p, role, NULL, format, args);
	va_end(args);
}

void page_field(struct page *p, const char *label, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	page_addv(p, ROLE_FIELD, label, format, args);
	va_end(args);
}

void page_gap(struct page *p)
{
	if (p->n && p->lines[p->n - 1].role != ROLE_GAP)
		page_push(p, ROLE_GAP, NULL, xstrdup(""));
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool page_equal(const struct page *a, const struct page *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->lines[i].role != b->lines[i].role ||
		    !same_text(a->lines[i].label, b->lines[i].label) ||
		    !same_text(a->lines[i].text, b->lines[i].text))
			return false;
	return true;
}

void page_append(struct page *p, const struct page *from)
{
	for (size_t i = 0; i < from->n; i++)
		page_push(p, from->lines[i].role, from->lines[i].label,
			  xstrdup(from->lines[i].text));
}

/* The label stands beside the first value only. */
void page_strlist(struct page *p, const char *label, const struct strlist *l)
{
	for (size_t i = 0; i < l->n; i++)
		page_field(p, i ? "" : label, "%s", l->items[i]);
}

static enum role role_of(enum severity s)
{
	static const enum role roles[] = {ROLE_BAD, ROLE_WARN, ROLE_TEXT};

	return roles[s];
}

static page_fix_fn *fix_of;

void page_set_fix(page_fix_fn *fix)
{
	fix_of = fix;
}

const char *page_fix(enum finding_id id)
{
	const char *fix = fix_of ? fix_of(id) : NULL;

	return tr(fix ? fix : finding_info(id)->fix);
}

static void found(struct page *p, const struct finding *f)
{
	if (*f->subject)
		page_field(p, _("About"), "%s", f->subject);
	if (*f->detail)
		page_field(p, _("Found"), "%s", f->detail);
}

void page_finding(struct page *p, const struct finding *f)
{
	const struct finding_info *info = finding_info(f->id);

	page_add(p, role_of(f->severity), "%s", tr(info->title));
	found(p, f);
	page_field(p, _("Why"), "%s", tr(info->cause));
	page_field(p, _("Do"), "%s", page_fix(f->id));
	page_field(p, _("Source"), "%s (%s)", info->source, info->name);
}

void page_finding_brief(struct page *p, const struct finding *f)
{
	const struct finding_info *info = finding_info(f->id);

	page_add(p, role_of(f->severity), "%s (%s)", tr(info->title),
		 info->name);
	found(p, f);
	page_field(p, _("Do"), "%s", page_fix(f->id));
}

/* Marks are words enough on paper, too. */
static const char *mark_of(enum role role)
{
	static const char *const marks[] = {
		[ROLE_DONE] = "[ok] ",
		[ROLE_TODO] = "[->] ",
		[ROLE_WARN] = "[! ] ",
		[ROLE_BAD] = "[!!] ",
		[ROLE_GAP] = NULL,
	};

	return marks[role] ? marks[role] : "";
}

static void text_pad(struct buf *out, size_t cells)
{
	while (cells--)
		buf_addc(out, ' ');
}

/* Wrapped behind what stands in `first`, the further lines as far indented. */
static void text_block(const char *first, const char *text, size_t cells,
		       struct buf *out)
{
	size_t indent = text_width(first);
	struct strlist lines = {0};

	text_wrap(text, cells > indent + 20 ? cells - indent : 20, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		if (i == 0)
			buf_adds(out, first);
		else
			text_pad(out, indent);
		buf_addf(out, "%s\n", lines.items[i]);
	}
	strlist_clear(&lines);
}

/* The widest label of the fields that stand together. */
static size_t label_cells(const struct page *p, size_t at)
{
	size_t widest = 0;

	while (at && p->lines[at - 1].role == ROLE_FIELD)
		at--;
	for (; at < p->n && p->lines[at].role == ROLE_FIELD; at++) {
		size_t cells = text_width(p->lines[at].label);

		widest = cells > widest ? cells : widest;
	}
	return widest;
}

static void text_field(const struct page *p, size_t at, size_t cells,
		       struct buf *out)
{
	const struct line *l = &p->lines[at];
	struct buf first = {0};

	buf_addf(&first, "  %s", l->label);
	text_pad(&first, label_cells(p, at) - text_width(l->label) + 2);
	text_block(first.data, l->text, cells, out);
	buf_clear(&first);
}

static void text_title(const char *text, size_t cells, struct buf *out)
{
	size_t width = text_width(text);

	text_block("", text, cells, out);
	for (size_t i = 0; i < width && i < cells; i++)
		buf_addc(out, '-');
	buf_addc(out, '\n');
}

void page_text(const struct page *p, size_t cells, struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct line *l = &p->lines[i];

		if (l->role == ROLE_TITLE && i && p->lines[i - 1].role != ROLE_GAP)
			buf_addc(out, '\n');
		if (l->role == ROLE_TITLE)
			text_title(l->text, cells, out);
		else if (l->role == ROLE_FIELD)
			text_field(p, i, cells, out);
		else if (l->role == ROLE_CODE || l->role == ROLE_GAP)
			buf_addf(out, "%s\n", l->text);
		else
			text_block(mark_of(l->role), l->text, cells, out);
	}
}
