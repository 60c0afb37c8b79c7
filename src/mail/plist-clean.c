/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property lists of others made plain: known tags and text, nothing nested
 * too deep. */
#include <string.h>

#include "base/text.h"
#include "mail/plist-impl.h"
#include "mail/plist.h"

/*
 * libplist frees a tree by recursion, so depth has to be bounded before it
 * builds one; and it must not see other tags than were counted. So the text is
 * written anew: known tags without their attributes, and the text between.
 */
struct cleaner {
	const char *p, *end;
	struct buf out;
	int depth, tags;
	bool root_done; /* nothing but the end may follow */
	bool ended;     /* </plist> */
};

static bool starts(const struct cleaner *c, const char *what)
{
	size_t n = strlen(what);

	return (size_t)(c->end - c->p) >= n && memcmp(c->p, what, n) == 0;
}

/* Passes over all up to and with a mark; what was passed, or NULL where the
 * mark does not come. */
static const char *skip_past(struct cleaner *c, const char *mark, size_t *n)
{
	const char *from = c->p;
	const char *at =
		memmem(from, (size_t)(c->end - from), mark, strlen(mark));

	if (!at)
		return NULL;
	*n = (size_t)(at - from);
	c->p = at + strlen(mark);
	return from;
}

static int clean_comment(struct cleaner *c)
{
	size_t n;

	c->p += strlen("<!--");
	return skip_past(c, "-->", &n) ? 0 : -1;
}

static int clean_instruction(struct cleaner *c)
{
	size_t n;

	return skip_past(c, "?>", &n) ? 0 : -1;
}

static int clean_cdata(struct cleaner *c)
{
	static const char *const escaped[] = {
		['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;"};
	const char *text;
	size_t n;

	c->p += strlen("<![CDATA[");
	text = skip_past(c, "]]>", &n);
	for (size_t i = 0; text && i < n; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (!byte)
			return -1;
		if (byte < ARRAY_LEN(escaped) && escaped[byte])
			buf_adds(&c->out, escaped[byte]);
		else
			buf_addc(&c->out, text[i]);
	}
	return text ? 0 : -1;
}

/* <!DOCTYPE plist PUBLIC …>; one that declares entities is refused. */
static int clean_declaration(struct cleaner *c)
{
	const char *text;
	size_t n;

	text = skip_past(c, ">", &n);
	return text && !memchr(text, '[', n) ? 0 : -1;
}

/* The element's name, of those there are; NULL for any other. */
static const char *name_of(const char *text, size_t n)
{
	static const char *const names[] = {
		"plist", "dict", "array", "key",     "string", "data",
		"date",  "real", "true",  "integer", "false",
	};
	size_t len = 0;

	while (len < n && !memchr(" \t\r\n/", text[len], 5))
		len++;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strlen(names[i]) == len && memcmp(names[i], text, len) == 0)
			return names[i];
	return NULL;
}

static int clean_tag(struct cleaner *c)
{
	const char *text, *name;
	bool closes, empty, nests, ends;
	size_t n;

	c->p++;
	text = skip_past(c, ">", &n);
	if (!text || ++c->tags > PROP_TAGS_MAX)
		return -1;
	closes = n && text[0] == '/';
	empty = !closes && n && text[n - 1] == '/';
	name = name_of(text + closes, n - closes);
	if (!name)
		return -1;
	nests = strcmp(name, "dict") == 0 || strcmp(name, "array") == 0;
	ends = closes && strcmp(name, "plist") == 0;
	if (c->ended || (c->root_done && !ends))
		return -1;
	c->ended = ends;
	if (nests && !empty)
		c->depth += closes ? -1 : 1;
	if (c->depth < 0 || c->depth > PROP_DEPTH_MAX)
		return -1;
	c->root_done |= nests && (empty || closes) && c->depth == 0;
	buf_addf(&c->out, "<%s%s%s>", closes ? "/" : "", name,
		 empty ? "/" : "");
	return 0;
}

static const struct {
	const char *begin;
	int (*clean)(struct cleaner *c);
} marks[] = {
	{"<!--", clean_comment},   {"<![CDATA[", clean_cdata},
	{"<!", clean_declaration}, {"<?", clean_instruction},
	{"<", clean_tag},
};

static int clean_one(struct cleaner *c)
{
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (starts(c, marks[i].begin))
			return marks[i].clean(c);
	if (!*c->p || (c->root_done && !strchr(" \t\r\n", *c->p)))
		return -1;
	buf_addc(&c->out, *c->p++);
	return 0;
}

int plist_clean(const void *bytes, size_t len, struct buf *out,
		struct report *report)
{
	struct cleaner c = {.p = bytes};
	bool ok = true, over;

	if (len > PROP_SIZE_MAX)
		return report_fail(report, FINDING_PROFILE_DAMAGED, NULL, "%s",
				   _("It is bigger than 16 MB."));
	c.end = c.p + len;
	if (starts(&c, "\xEF\xBB\xBF"))
		c.p += 3;
	while (ok && c.p < c.end)
		ok = clean_one(&c) == 0;
	if (ok && c.ended) {
		buf_move(out, &c.out);
		return 0;
	}
	over = c.depth > PROP_DEPTH_MAX || c.tags > PROP_TAGS_MAX;
	buf_clear(&c.out);
	return plist_fail(report, over);
}

int plist_fail(struct report *report, bool over)
{
	return report_fail(report, FINDING_PROFILE_DAMAGED, NULL, "%s",
			   over ? _("It has more parts, or more parts inside "
				    "one another, than a profile can have.")
				: _("It is no XML property list, or only a "
				    "part of one."));
}
