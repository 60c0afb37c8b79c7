/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question for several addresses: a line each, and an empty one. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/view/field-impl.h"

static const char between[] = " \t,;\n";

bool field_is_list(const struct field *f)
{
	return f->ask->kind == ASK_ADDRESSES;
}

/* Before that line. False where all are taken. */
static bool add(struct field *f, size_t at)
{
	if (f->nlines == FIELD_LIST_MAX)
		return false;
	memmove(&f->lines[at + 1], &f->lines[at],
		(f->nlines - at) * sizeof(*f->lines));
	f->lines[at] = (struct field_line){0};
	f->nlines++;
	return true;
}

static bool is_empty(const struct field *f, size_t i)
{
	return entry_len(&f->lines[i].entry) == 0;
}

static void end_with_empty(struct field *f)
{
	if (f->nlines == 0 || !is_empty(f, f->nlines - 1))
		(void)add(f, f->nlines);
}

/* Addresses out of one text, into this line and new ones behind it. False
 * where not all of them have room: then none is taken. */
static bool spread(struct field *f, size_t at, const char *text)
{
	size_t n = 0;

	for (const char *p = text; *(p += strspn(p, between));
	     p += strcspn(p, between)) {
		if (strcspn(p, between) > ENTRY_MAX)
			return false;
		n++;
	}
	if (n > 1 && f->nlines + n - 1 > FIELD_LIST_MAX)
		return false;
	for (bool first = true; *(text += strspn(text, between));
	     first = false) {
		size_t used = strcspn(text, between);

		if (!first && !add(f, ++at))
			return false;
		entry_insert(&f->lines[at].entry, text, used);
		f->lines[at].is_touched = true;
		text += used;
	}
	return true;
}

void list_init(struct field *f, const char *value)
{
	f->lines = xcalloc(FIELD_LIST_MAX, sizeof(*f->lines));
	end_with_empty(f);
	if (value && !spread(f, 0, value))
		entry_set(&f->lines[0].entry, value);
	for (size_t i = 0; i < f->nlines; i++)
		f->lines[i].is_touched = false;
	end_with_empty(f);
}

void list_clear(struct field *f)
{
	for (size_t i = 0; f->lines && i < f->nlines; i++)
		entry_clear(&f->lines[i].entry);
	free(f->lines);
	f->lines = NULL;
}

char *list_text(const struct field *f)
{
	struct buf b = {0};

	for (size_t i = 0; i < f->nlines; i++)
		if (!is_empty(f, i))
			buf_addf(&b, "%s%s", b.len ? " " : "",
				 entry_text(&f->lines[i].entry));
	return b.data ? buf_take(&b) : xstrdup("");
}

/* --- checking and rows ---------------------------------------------------- */

static int check_line(const struct field *f, size_t i, struct report *report)
{
	static const struct ask one = {.name = "one", .kind = ASK_ADDRESS};
	struct answers a = {0};
	int r;

	answers_set(&a, one.name, entry_text(&f->lines[i].entry));
	r = ask_check(&one, &a, report);
	answers_clear(&a);
	return r;
}

int list_check(const struct field *f, const struct answers *a,
	       struct report *report, int *part)
{
	for (size_t i = 0; i < f->nlines; i++) {
		*part = (int)i;
		if (!is_empty(f, i) && check_line(f, i, report) < 0)
			return -1;
	}
	*part = 0;
	return ask_check(f->ask, a, report);
}

static char *note_of(const struct field *f, size_t i, bool good)
{
	if (is_empty(f, i))
		return xstrdup(i > 0		  ? _("one more, or none")
			       : f->ask->optional ? _("optional")
						  : "");
	return xstrdup(good && f->lines[i].is_touched ? _("ok") : "");
}

static char *error_of(const struct field *f, size_t i, bool tried)
{
	const struct field_line *line = &f->lines[i];
	struct report report = {0};
	char *text = NULL;

	if (!is_empty(f, i) && check_line(f, i, &report) < 0)
		text = field_what_to_type(&report.items[0]);
	report_clear(&report);
	if (text && (tried || line->is_touched))
		return text;
	free(text);
	return NULL;
}

void list_build(const struct field *f, size_t at, bool tried, struct view *v)
{
	for (size_t i = 0; i < f->nlines; i++) {
		char *error = error_of(f, i, tried);
		struct row *row = view_row(v, ROW_ENTRY);

		row->id = FIELD_ID(at, (int)i);
		row->label = xstrdup(i == 0 ? tr(f->ask->label) : "");
		row->entry = &f->lines[i].entry;
		row->note = note_of(f, i, !error);
		row->error = error;
	}
}

/* --- keys ------------------------------------------------------------------ */

static void drop(struct field *f, size_t i)
{
	entry_clear(&f->lines[i].entry);
	f->nlines--;
	memmove(&f->lines[i], &f->lines[i + 1],
		(f->nlines - i) * sizeof(*f->lines));
}

/* The empty line at the end stays there. */
static bool lift(struct field *f, size_t i)
{
	struct field_line line = f->lines[i];

	if (i == 0 || is_empty(f, i))
		return false;
	f->lines[i] = f->lines[i - 1];
	f->lines[i - 1] = line;
	return true;
}

static bool is_erasing(const struct event *e)
{
	return e->kind == EVENT_KEY &&
	       (e->press == PRESS_DELETE || e->press == PRESS_BACKSPACE);
}

static void paste(struct field *f, size_t i, const struct event *e)
{
	if (e->cut || !spread(f, i, secret_data(e->paste)))
		field_hint(f, ROLE_WARN,
			   xstrdup(_("What you pasted is too long: nothing of "
				     "it was taken.")));
}

bool field_goes_on(const struct field *f, const struct event *e)
{
	return (e->kind == EVENT_KEY &&
		(e->press == PRESS_ENTER || e->press == PRESS_NEXT)) ||
	       (field_is_list(f) && e->kind == EVENT_TEXT &&
		strchr(between, e->text[0]));
}

/* False: what stands between addresses ends this one. */
static bool type(struct field_line *line, const char *text)
{
	if (strchr(between, text[0]))
		return entry_len(&line->entry) == 0;
	if (entry_insert(&line->entry, text, strlen(text)))
		line->is_touched = true;
	return true;
}

bool list_act(struct field *f, size_t part, const struct event *e)
{
	struct field_line *line = &f->lines[part];

	field_hint(f, ROLE_HINT, NULL);
	if (e->kind == EVENT_PASTE)
		paste(f, part, e);
	else if (e->kind == EVENT_TEXT && !type(line, e->text))
		return false;
	else if (e->kind == EVENT_TEXT)
		end_with_empty(f);
	else if (e->kind == EVENT_KEY && e->press == PRESS_LIFT)
		return lift(f, part);
	else if (is_erasing(e) && is_empty(f, part) && part + 1 < f->nlines)
		drop(f, part);
	else if (e->kind != EVENT_KEY || !entry_press(&line->entry, e->press))
		return false;
	end_with_empty(f);
	return true;
}
