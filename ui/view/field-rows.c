/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of a step on the screen: its rows. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/strength.h"
#include "ui/view/field-impl.h"

/* What is wrong and what to type; NULL where nothing is. */
static char *error_text(const struct field *f, const struct answers *a,
			int part)
{
	struct report report = {0};
	char *text = NULL;
	int at;

	if (field_check(f, a, &report, &at) < 0 && at == part)
		text = field_what_to_type(&report.items[0]);
	report_clear(&report);
	return text;
}

/* A name that is no file's. */
static char *gone_text(const struct field *f)
{
	if (f->ask->kind != ASK_BRING || f->what || f->pasted.len ||
	    !entry_len(&f->entry))
		return NULL;
	return xstrdup(tr(finding_info(FINDING_FILE_UNREADABLE)->title));
}

/* The word comes first: narrow windows have no room for the rest. */
static char *count_text(const struct field *f)
{
	const struct entry *e = &f->entry;
	const char *text = entry_text(e);
	size_t n = 0, at = 0, used;

	while ((used = text_cluster(text + at)) > 0) {
		at += used;
		n++;
	}
	if (f->ask->kind != ASK_NEW_PASSPHRASE)
		return xasprintf(trn("%zu character", "%zu characters", n), n);
	return xasprintf(trn("%s, %zu character", "%s, %zu characters", n),
			 strength_word(strength_of(e->secret)), n);
}

/* Whether a file can be written, or a proof holds, is only known then. */
static char *note_text(const struct field *f, bool good)
{
	if (f->is_carried)
		return xstrdup(_("(as typed before)"));
	if (f->ask->kind == ASK_BRING)
		return xstrdup(f->what ? f->what : "");
	if (field_is_secret(f) && entry_len(&f->entry))
		return count_text(f);
	if (good && f->is_touched && entry_len(&f->entry) && !f->ask->is_file &&
	    !f->ask->is_proof)
		return xstrdup(_("ok"));
	return xstrdup(f->ask->optional ? _("optional") : "");
}

static void build_shown(const struct field *f, const struct entry *e,
			struct view *v)
{
	if (f->shown == e && secret_len(e->secret))
		view_row(v, ROW_REVEAL)->secret = e->secret;
}

static char *same_text(const struct field *f)
{
	if (!entry_len(&f->again))
		return xstrdup("");
	return xstrdup(secret_equal(f->entry.secret, f->again.secret)
			       ? _("same")
			       : _("differs"));
}

static void build_entry(const struct field *f, size_t at,
			const struct answers *a, bool tried, struct view *v)
{
	char *error = error_text(f, a, PART_ENTRY);
	struct row *row = view_row(v, ROW_ENTRY);

	row->id = FIELD_ID(at, PART_ENTRY);
	row->label = xstrdup(tr(f->ask->label));
	row->entry = &f->entry;
	row->takes_lines = f->ask->kind == ASK_BRING;
	row->note = note_text(f, !error);
	if (!error)
		error = gone_text(f);
	if (error && (tried || f->is_touched))
		row->error = error;
	else
		free(error);
	build_shown(f, &f->entry, v);
}

static void build_again(const struct field *f, size_t at,
			const struct answers *a, bool tried, struct view *v)
{
	char *error = error_text(f, a, PART_AGAIN);
	struct row *row = view_row(v, ROW_ENTRY);

	row->id = FIELD_ID(at, PART_AGAIN);
	row->label = xstrdup(_("The same again"));
	row->entry = &f->again;
	row->note = same_text(f);
	if (error && (tried || f->again_touched))
		row->error = error;
	else
		free(error);
	build_shown(f, &f->again, v);
}

static void build_choices(const struct field *f, size_t at,
			  const struct answers *a, struct view *v)
{
	const struct choice *c = f->ask->choices;

	for (int i = 0; c[i].value; i++) {
		struct row *row = view_row(v, ROW_CHOICE);

		row->id = FIELD_ID(at, PART_CHOICE + i);
		row->label = xstrdup(i == 0 ? tr(f->ask->label) : "");
		row->text = xstrdup(tr(c[i].label));
		row->note = xstrdup(tr(c[i].word));
		row->chosen = answers_is(a, f->ask->name, c[i].value);
	}
}

/* Pasted text stands as one line that tells what it is; a key empties it. */
static void build_pasted(const struct field *f, size_t at, struct view *v)
{
	struct row *row = view_row(v, ROW_ITEM);
	size_t lines = 0;

	for (size_t i = 0; i < f->pasted.len; i++)
		lines += f->pasted.data[i] == '\n';
	row->id = FIELD_ID(at, PART_ENTRY);
	row->takes_lines = true;
	row->label = xstrdup(tr(f->ask->label));
	row->text = xasprintf(trn("pasted: %zu line; Del removes it",
				  "pasted: %zu lines; Del removes them", lines),
			      lines);
}

void field_build(const struct field *f, size_t at, const struct answers *a,
		 bool tried, struct view *v)
{
	if (f->ask->kind == ASK_CHOICE) {
		build_choices(f, at, a, v);
		return;
	}
	if (f->pasted.len) {
		build_pasted(f, at, v);
		return;
	}
	if (field_is_list(f))
		list_build(f, at, tried, v);
	else
		build_entry(f, at, a, tried, v);
	if (f->hint)
		view_line(v, f->hint_role, f->hint);
	if (f->ask->kind == ASK_NEW_PASSPHRASE)
		build_again(f, at, a, tried, v);
}

size_t field_next_row(const struct view *v, int id)
{
	size_t n = 0;
	bool seen = false;

	for (size_t i = 0; i < v->nrows; i++) {
		const struct row *row = &v->rows[i];

		if (!row_can_focus(row))
			continue;
		if (seen && (row->kind != ROW_CHOICE ||
			     FIELD_OF(row->id) != FIELD_OF(id)))
			break;
		seen |= row->id == id;
		n++;
	}
	return n;
}
