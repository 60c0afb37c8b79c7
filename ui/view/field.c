/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of a step on the screen: its rows, and the keys in them. */
#include "ui/view/field-impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/intake/file-look.h"
#include "ui/both/complete.h"

enum { NAMES_SHOWN = 12 };

static const char begin[] = "-----BEGIN ";	/* RFC 7468 section 2 */

static bool is_enter(const struct event *e)
{
	return e->kind == EVENT_KEY && e->press == PRESS_ENTER;
}

static bool is_tab(const struct event *e)
{
	return e->kind == EVENT_KEY && e->press == PRESS_NEXT;
}

bool field_takes_files(const struct field *f)
{
	return f->ask->kind == ASK_BRING || f->ask->is_file;
}

bool field_is_secret(const struct field *f)
{
	return f->ask->kind == ASK_PASSPHRASE ||
	       f->ask->kind == ASK_NEW_PASSPHRASE;
}

static void init_text(struct field *f, const char *value)
{
	if (!value)
		return;
	if (f->ask->kind != ASK_BRING || !strchr(value, '\n')) {
		entry_set(&f->entry, value);
		return;
	}
	buf_adds(&f->pasted, value);
	f->is_collecting = strncmp(value, begin, strlen(begin)) == 0 &&
			   !strstr(value, "-----END ");
}

void field_init(struct field *f, const struct ask *ask,
		const struct answers *answers, const struct answers *carried)
{
	const struct secret *s = answers_secret(carried, ask->name);

	*f = (struct field){.ask = ask};
	if (field_is_list(f)) {
		list_init(f, answers_get(answers, ask->name));
		return;
	}
	if (!field_is_secret(f)) {
		init_text(f, answers_get(answers, ask->name));
		return;
	}
	entry_init_secret(&f->entry);
	if (ask->kind == ASK_NEW_PASSPHRASE)
		entry_init_secret(&f->again);
	else if (s) {
		entry_set_secret(&f->entry, s);
		f->is_carried = true;
	}
}

void field_clear(struct field *f)
{
	entry_clear(&f->entry);
	entry_clear(&f->again);
	list_clear(f);
	buf_clear(&f->pasted);
	free(f->hint);
	free(f->what);
}

bool field_forget(struct field *f)
{
	bool any = false;

	if (f->entry.secret) {
		any = secret_len(f->entry.secret) > 0;
		secret_clear(f->entry.secret);
		f->entry.at = 0;
	}
	if (f->again.secret) {
		any |= secret_len(f->again.secret) > 0;
		secret_clear(f->again.secret);
		f->again.at = 0;
	}
	f->is_carried = false;
	field_conceal(f);
	return any;
}

void field_conceal(struct field *f)
{
	f->shown = NULL;
}

/* --- checking ----------------------------------------------------------- */

void field_hand_over(const struct field *f, struct answers *a)
{
	if (field_is_secret(f))
		answers_take_secret(a, f->ask->name,
				    secret_dup(f->entry.secret));
}

int field_check(const struct field *f, const struct answers *a,
		struct report *report, int *part)
{
	struct answers own = {0};
	int r;

	*part = f->ask->kind == ASK_CHOICE ? PART_CHOICE : PART_ENTRY;
	if (field_is_list(f))
		return list_check(f, a, report, part);
	if (!field_is_secret(f))
		return ask_check(f->ask, a, report);
	field_hand_over(f, &own);
	r = ask_check(f->ask, &own, report);
	answers_clear(&own);
	if (r == 0 && f->ask->kind == ASK_NEW_PASSPHRASE &&
	    !secret_equal(f->entry.secret, f->again.secret)) {
		*part = PART_AGAIN;
		r = report_fail(report, FINDING_PASS_DIFFERS, NULL, "%s", "");
	}
	return r;
}

/* --- keys --------------------------------------------------------------- */

/* It is read again with each change: only a whole name is a file's. */
static void look(struct field *f)
{
	char *path = NULL;

	free(f->what);
	f->what = NULL;
	if (f->ask->kind == ASK_BRING && !f->pasted.len && entry_len(&f->entry))
		path = complete_real(f->user_home, entry_text(&f->entry));
	if (path)
		f->what = file_look(path, NULL);
	free(path);
}

/* An optional answer with something preset stays empty only as "". */
static void set_answer(struct field *f, struct answers *a)
{
	char *text;

	if (field_is_secret(f))
		return;
	text = field_is_list(f) ? list_text(f)
	       : f->pasted.len	? xstrdup(f->pasted.data)
				: xstrdup(entry_text(&f->entry));
	answers_set(a, f->ask->name, *text || f->ask->preset ? text : NULL);
	free(text);
	look(f);
}

static size_t line_ends(const struct secret *s)
{
	const char *p = secret_data(s);
	size_t n = secret_len(s), ends = 0;

	while (n > 0 && p[n - 1] == '\n')
		n--;
	for (size_t i = 0; i < n; i++)
		ends += p[i] == '\n';
	return ends;
}

static void paste(struct field *f, struct entry *e, const struct event *ev)
{
	const struct secret *s = ev->paste;
	bool lines = f->ask->kind == ASK_BRING && line_ends(s);

	if (ev->cut || (!lines && !entry_paste(e, secret_data(s),
					       secret_len(s)))) {
		field_hint(f, ROLE_WARN,
		     xstrdup(field_takes_files(f)
				     ? _("What you pasted is too long: nothing "
					 "of it was taken. Save it as a file "
					 "and give its name.")
				     : _("What you pasted is too long: nothing "
					 "of it was taken.")));
	} else if (lines) {
		buf_add(&f->pasted, secret_data(s), secret_len(s));
		if (f->pasted.data[f->pasted.len - 1] != '\n')
			buf_addc(&f->pasted, '\n');
		entry_set(&f->entry, "");
	}
}

static void show_names(struct field *f, const struct strlist *names)
{
	struct buf b = {0};
	size_t n = names->n < NAMES_SHOWN ? names->n : NAMES_SHOWN;

	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? "   " : "", names->items[i]);
	if (names->n > n)
		buf_addf(&b, trn("   and %zu more", "   and %zu more",
				 names->n - n),
			 names->n - n);
	field_hint(f, ROLE_HINT, buf_take(&b));
}

/* Tab at the end of a file's name. False: there is nothing to add, and Tab
 * goes on to the next line. */
static bool complete(struct field *f, struct entry *e)
{
	const char *typed = entry_text(e);
	struct strlist names = {0};
	struct buf more = {0};
	bool done = false;

	if (!field_takes_files(f) || !*typed || e->at < entry_len(e))
		return false;
	complete_path(f->user_home, typed, &more, &names);
	if (strcmp(more.data, typed) != 0) {
		entry_set(e, more.data);
		done = true;
	}
	if (names.n > 1 && (done || !f->hint)) {
		show_names(f, &names);
		done = true;
	}
	buf_clear(&more);
	strlist_clear(&names);
	return done;
}

/*
 * Terminals without bracketed paste send a pasted certificate as keys, each
 * line ended by Enter. A line that begins as PEM does starts a collection that
 * ends with its END line.
 */
static bool collect(struct field *f, const struct event *e)
{
	const char *text = entry_text(&f->entry);
	bool starts = strncmp(text, begin, strlen(begin)) == 0;

	if (f->ask->kind != ASK_BRING || !is_enter(e) ||
	    !(starts || f->is_collecting))
		return false;
	buf_add(&f->pasted, text, strlen(text));
	buf_addc(&f->pasted, '\n');
	f->is_collecting = strncmp(text, "-----END ", 9) != 0;
	entry_set(&f->entry, "");
	return true;
}

static bool act_pasted(struct field *f, const struct event *e)
{
	if (e->kind == EVENT_KEY &&
	    (e->press == PRESS_DELETE || e->press == PRESS_BACKSPACE ||
	     e->press == PRESS_CUT_START)) {
		buf_clear(&f->pasted);
		f->is_collecting = false;
		return true;
	}
	if (e->kind == EVENT_PASTE) {
		paste(f, &f->entry, e);
		return true;
	}
	if (is_enter(e) && e->more) {
		buf_addc(&f->pasted, '\n');
		return true;
	}
	/* The next line of a paste that comes as keys. */
	return e->kind == EVENT_TEXT &&
	       entry_insert(&f->entry, e->text, strlen(e->text));
}

static bool act_entry(struct field *f, struct entry *e, const struct event *ev)
{
	if (f->is_carried &&
	    (ev->kind == EVENT_TEXT || ev->kind == EVENT_PASTE ||
	     (ev->kind == EVENT_KEY && ev->press == PRESS_BACKSPACE))) {
		entry_press(e, PRESS_END);
		entry_press(e, PRESS_CUT_START);
		f->is_carried = false;
	}
	if (is_tab(ev) && complete(f, e))
		return true;
	/* What comes from the screen before was not typed by who looks now. */
	if (e->secret && !f->is_carried && ev->kind == EVENT_KEY &&
	    ev->press == PRESS_F4) {
		f->shown = f->shown == e ? NULL : e;
		return true;
	}
	field_hint(f, ROLE_HINT, NULL);
	if (ev->kind == EVENT_PASTE)
		paste(f, e, ev);
	else if (ev->kind == EVENT_TEXT)
		entry_insert(e, ev->text, strlen(ev->text));
	else
		return ev->kind == EVENT_KEY && entry_press(e, ev->press);
	*(e == &f->again ? &f->again_touched : &f->is_touched) = true;
	return true;
}

void field_pick(struct field *f, const char *path, struct answers *a)
{
	buf_clear(&f->pasted);
	f->is_collecting = false;
	entry_set(&f->entry, path);
	f->is_touched = true;
	field_hint(f, ROLE_HINT, NULL);
	set_answer(f, a);
}

static bool act_open(struct field *f, struct entry *entry,
		     const struct event *e)
{
	return f->pasted.len ? act_pasted(f, e) : act_entry(f, entry, e);
}

static bool act_choice(const struct field *f, int id, const struct event *e,
		       struct answers *a)
{
	bool picks = (e->kind == EVENT_TEXT && strcmp(e->text, " ") == 0);

	if (!picks && !is_enter(e))
		return false;
	answers_set(a, f->ask->name,
		    f->ask->choices[id % 64 - PART_CHOICE].value);
	/* Enter also moves on: the caller's. */
	return picks;
}

bool field_act(struct field *f, int id, const struct event *e,
	       struct answers *a)
{
	struct entry *entry = id % 64 == PART_AGAIN ? &f->again : &f->entry;
	bool taken;

	if (f->ask->kind == ASK_CHOICE)
		return act_choice(f, id, e, a);
	taken = field_is_list(f) ? list_act(f, (size_t)id % 64, e)
				 : collect(f, e) || act_open(f, entry, e);
	if (taken)
		set_answer(f, a);
	else
		field_conceal(f);
	return taken;
}
