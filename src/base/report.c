/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: the only error type. The catalogue is finding-list.h. */
#include "base/report.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const struct finding_info catalogue[FINDING_COUNT] = {
#define FINDING(id, name, severity, step, affects, clients, source, title, \
		cause, fix)                                                \
	[FINDING_##id] = {name,	 SEVERITY_##severity, step,  affects,      \
			  clients, source, title, cause, fix},
#include "base/finding-list.h"
#undef FINDING
};

const struct finding_info *finding_info(enum finding_id id)
{
	assert(id < FINDING_COUNT);
	return &catalogue[id];
}

int finding_by_name(const char *name)
{
	for (int i = 0; i < FINDING_COUNT; i++)
		if (strcmp(catalogue[i].name, name) == 0)
			return i;
	return -1;
}

const char *severity_name(enum severity s)
{
	static const char *const names[] = {"blocker", "warning", "note"};

	return names[s];
}

static void finding_clear(struct finding *f)
{
	free(f->subject);
	free(f->detail);
}

void report_clear(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		finding_clear(&r->items[i]);
	free(r->items);
	*r = (struct report){0};
}

static struct finding *report_push(struct report *r, enum finding_id id)
{
	struct finding *f;

	r->items = xrealloc(r->items, (r->n + 1) * sizeof(*r->items));
	f = &r->items[r->n++];
	*f = (struct finding){.id = id,
			      .basis = id,
			      .severity = finding_info(id)->severity};
	return f;
}

static void report_addv(struct report *r, enum finding_id id,
			const char *subject, const char *format, va_list args)
{
	struct finding *f = report_push(r, id);
	char *detail = xvasprintf(format, args);

	f->subject = text_safe_str(subject);
	f->detail = text_safe_full(detail, strlen(detail));
	free(detail);
}

void report_add(struct report *r, enum finding_id id, const char *subject,
		const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report_addv(r, id, subject, format, args);
	va_end(args);
}

int report_fail(struct report *r, enum finding_id id, const char *subject,
		const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report_addv(r, id, subject, format, args);
	va_end(args);
	return -1;
}

void report_lower(struct report *r)
{
	struct finding *f = r->n ? &r->items[r->n - 1] : NULL;

	if (f && f->severity < SEVERITY_NOTE)
		f->severity++;
}

static void finding_copy(const struct finding *from, struct finding *to)
{
	to->basis = from->basis;
	to->severity = from->severity;
	to->subject = xstrdup(from->subject);
	to->detail = xstrdup(from->detail);
}

void report_stands_for(struct report *r, const struct finding *other)
{
	struct finding *f = &r->items[r->n - 1];

	free(f->subject);
	free(f->detail);
	finding_copy(other, f);
}

void report_append(struct report *r, const struct report *from)
{
	for (size_t i = 0; i < from->n; i++)
		finding_copy(&from->items[i],
			     report_push(r, from->items[i].id));
}

bool report_has(const struct report *r, enum finding_id id)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->items[i].id == id)
			return true;
	return false;
}

void report_remove(struct report *r, enum finding_id id)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->items[i].id != id)
			r->items[kept++] = r->items[i];
		else
			finding_clear(&r->items[i]);
	r->n = kept;
}

void report_filter(struct report *r, bool (*drops)(const struct report *r,
						   const struct finding *f))
{
	bool *dropped = xcalloc(r->n + 1, sizeof(*dropped));
	size_t kept = 0;

	for (size_t i = 0; i < r->n; i++)
		dropped[i] = drops(r, &r->items[i]);
	for (size_t i = 0; i < r->n; i++)
		if (!dropped[i])
			r->items[kept++] = r->items[i];
		else
			finding_clear(&r->items[i]);
	r->n = kept;
	free(dropped);
}

size_t report_count(const struct report *r, enum severity s)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->items[i].severity == s;
	return n;
}

static bool is_before(const struct finding *a, const struct finding *b)
{
	return a->severity != b->severity ? a->severity < b->severity
					  : a->id < b->id;
}

/* Insertion keeps equals in order, which qsort need not; reports are short. */
void report_sort(struct report *r)
{
	for (size_t i = 1; i < r->n; i++) {
		struct finding f = r->items[i];
		size_t at = i;

		for (; at > 0 && is_before(&f, &r->items[at - 1]); at--)
			r->items[at] = r->items[at - 1];
		r->items[at] = f;
	}
}
