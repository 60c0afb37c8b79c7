/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page: lines with roles. Wording and order exist once; each front end maps
 * roles to its own marks. */
#ifndef JOURNEY_PAGE_H
#define JOURNEY_PAGE_H

#include "base/report.h"

enum role {
	ROLE_TITLE,
	ROLE_TEXT,	/* a paragraph, to be wrapped */
	ROLE_FIELD,	/* label and value */
	ROLE_DONE,	/* a good sentence: [ok] */
	ROLE_TODO,	/* what comes next: [->] */
	ROLE_WARN,	/* [! ] */
	ROLE_BAD,	/* [!!] */
	ROLE_HINT,	/* advice */
	ROLE_CODE,	/* verbatim: PEM, commands; never wrapped */
	ROLE_GAP,	/* an empty line */
};

struct line {
	enum role role;
	char *label;	/* ROLE_FIELD; else NULL */
	char *text;	/* harmless */
};

/* `struct page p = {0}` is empty. */
struct page {
	struct line *lines;
	size_t n;
};

void page_clear(struct page *p);

/* The caller makes foreign bytes harmless first (text_safe); text that came
 * out of struct report, cert.subject and cert_title() already is. */
void page_add(struct page *p, enum role role, const char *format, ...)
	PRINTF(3, 4);
void page_field(struct page *p, const char *label, const char *format, ...)
	PRINTF(3, 4);
void page_gap(struct page *p);
bool page_equal(const struct page *a, const struct page *b);
void page_append(struct page *p, const struct page *from);
void page_strlist(struct page *p, const char *label, const struct strlist *l);

/* As plain text for a file or a printer, in lines of at most that many cells
 * (ROLE_CODE as it is); appended. */
void page_text(const struct page *p, size_t cells, struct buf *out);

/*
 * What to do about a finding, translated: what the front end says, untranslated,
 * where the catalogue names a command that it has a key for; else (NULL) the
 * catalogue's. Set before any work begins.
 */
typedef const char *page_fix_fn(enum finding_id id);
void page_set_fix(page_fix_fn *fix);
const char *page_fix(enum finding_id id);

/* A finding in full: title, detail, cause, fix, source. */
void page_finding(struct page *p, const struct finding *f);

/* Without cause and source, which explain tells under its name. */
void page_finding_brief(struct page *p, const struct finding *f);

#endif
