/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person of the address book: certificates, where they were seen, and
 * whether one can write to them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-page.h"
#include "journey/guide/guide.h"
#include "journey/identity/roots.h"
#include "journey/identity/workspace.h"
#include "journey/recipients/recipients.h"
#include "ui/wizard/form.h"
#include "ui/wizard/people.h"

enum { ID_CHECK, ID_TRUST, ID_SAVE, ID_WHERE, ID_NOTE, ID_REMOVE };

struct person_data {
	char *key;
	char *name;
	char *note;
	struct page page;
	bool has_address;
	struct cert *root;	/* of their issuer, not trusted yet; or NULL */
	bool is_asked;	/* "remove?" stands on the screen */
};

static const struct key_word keys[] = {
	{N_("Enter"), N_("Choose"), N_("do what is selected")},
	{N_("Up/Down"), N_("Move"), N_("select, and read on")},
	{N_("Esc"), N_("Back"), N_("to the list")},
	{N_("?"), N_("Help"), N_("this page")},
	{0},
};

/* Keys without '@' are fingerprints of certificates that are for nobody. */
static int find(struct app *app, struct book *b, struct person_data *d,
		struct report *report)
{
	time_t now = app->options.env->now;
	struct book_entries e = {0};
	struct book_people who = {0};
	int r = book_person(b, d->key, now, &who, report);

	if (r == 0 && who.n) {
		d->has_address = *who.items[0].address != '\0';
		d->name = book_name(&who.items[0]);
		d->note = xstrdup(who.items[0].note);
	}
	if (r == 0)
		r = book_find(b, d->key, &e, report);
	if (r == 0)
		r = book_person_page(b, &e, "", now, &d->page, report);
	if (r == 0 && d->has_address)
		d->root = recipients_strange_root(b, app->options.env, d->key);
	book_entries_clear(&e);
	book_people_clear(&who);
	return r;
}

static void forget(struct person_data *d)
{
	free(d->name);
	free(d->note);
	cert_free(d->root);
	page_clear(&d->page);
}

static void close_data(void *data)
{
	struct person_data *d = data;

	free(d->key);
	forget(d);
	free(d);
}

static void book_changed(struct app *app, void *data)
{
	struct person_data *d = data, fresh = {.key = d->key};
	struct report report = {0};
	struct book *b = NULL;

	if (book_open(app->options.env, BOOK_READ, &b, &report) == 0 &&
	    find(app, b, &fresh, &report) == 0) {
		forget(d);
		*d = fresh;
	} else {
		forget(&fresh);
	}
	book_close(b);
	report_clear(&report);
}

void person_open(struct app *app, const char *key)
{
	struct person_data *d = xcalloc(1, sizeof(*d));
	struct report report = {0};
	struct book *b = NULL;
	int r;

	d->key = xstrdup(key);
	r = book_open(app->options.env, BOOK_READ, &b, &report);
	if (r == 0)
		r = find(app, b, d, &report);
	book_close(b);
	if (r == 0)
		app_open(app, &screen_person, d);
	else
		close_data(d);
	app_fail(app, &report);
}

void person_trusted(void *data)
{
	struct person_data *d = data;

	cert_free(d->root);
	d->root = NULL;
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	const struct person_data *d = s->data;
	char *safe = text_safe_str(d->note);
	struct page note = {0};

	(void)app;
	view_line(v, ROLE_TITLE, d->name ? d->name : d->key);
	if (*safe)
		page_field(&note, _("Note"), "%s", safe);
	free(safe);
	view_page(v, &note);
	page_clear(&note);
	if (d->has_address)
		view_action(v, ID_CHECK, _("Can I write to them?"));
	if (d->root)
		view_action(v, ID_TRUST, _("Trust the root of their issuer..."));
	view_action(v, ID_SAVE, _("Save as a file for a mail program"));
	if (d->has_address)
		view_action(v, ID_WHERE, _("Where it goes on a device"));
	if (d->has_address)
		view_action(v, ID_NOTE, d->note && *d->note
						? _("Change the note")
						: _("Write a note"));
	view_action(v, ID_REMOVE, _("Remove from the address book"));
	view_line(v, ROLE_GAP, "");
	view_page(v, &d->page);
	page_add(&v->pane, ROLE_TEXT, "%s",
		 _("Being in the address book gives no trust. Compare the "
		   "fingerprint with this person, by telephone for example, "
		   "where it matters."));
}

/* What check --to says, as a page. */
static void check(struct app *app, const struct person_data *d)
{
	struct env *env = app->options.env;
	struct recipients r = {0};
	struct cert_list roots = {0};
	struct strlist to = {0};
	struct diagnose_ask with = {.env = env, .roots = &roots};
	struct recipients_ask ask = {
		.with = &with, .to = &to, .own = app->address};
	struct report report = {0}, said = {0};
	struct page page = {0};
	struct book *b = NULL;
	int code = book_open(env, BOOK_READ, &b, &report);

	strlist_add(&to, d->key);
	ws_roots(env, &roots, &said);
	if (code == 0)
		code = recipients_take_book(&r, b, env, &to, &report);
	if (code == 0) {
		recipients_judge(&r, &ask);
		if (roots_are_missed(&r.all))
			report_append(&r.all, &said);
		recipients_show(&r, app_client_name(app), &page);
		if (r.doubts.nasks && !app_client_name(app))
			page_add(&page, ROLE_HINT, "%s",
				 _("Where to look in your mail program: key d "
				   "of the overview, what is wrong"));
		app_open(app, &screen_text,
			 text_data_new(_("Can I write to them?"), &page));
	}
	app_fail(app, &report);
	book_close(b);
	recipients_clear(&r);
	strlist_clear(&to);
	cert_list_clear(&roots);
	report_clear(&said);
}

/* All sheets one below the other: which program it is, is not asked. */
static void show_where(struct app *app, const struct person_data *d)
{
	struct page page = {0};

	for (size_t i = 0; i < guide_count(); i++) {
		if (i)
			page_gap(&page);
		guide_show_theirs(guide_at(i), d->key, &page);
	}
	app_open(app, &screen_text,
		 text_data_new(_("Where it goes on a device"), &page));
}

/* What is kept is told rather than what went. */
static void say_removed(struct app *app, const struct book_removed *removed,
			const char *key)
{
	struct page page = {0};

	book_removed_page(removed, key, &page);
	app_book_changed(app);
	app_back(app);
	if (page.n)
		app_say(app, ROLE_DONE, "%s", page.lines[page.n - 1].text);
	page_clear(&page);
}

static void remove_them(struct app *app, const struct person_data *d)
{
	struct book_removed removed = {0};
	struct report report = {0};
	struct book *b = NULL;
	int r = book_open(app->options.env, BOOK_WRITE, &b, &report);

	if (r == 0)
		r = book_remove(b, d->key, &removed, &report);
	book_close(b);
	if (r == 0)
		say_removed(app, &removed, d->key);
	book_removed_clear(&removed);
	app_fail(app, &report);
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct person_data *d = s->data;
	int id = row && is_press(e, PRESS_ENTER) ? row->id : -1;

	if (d->is_asked) {
		d->is_asked = false;
		if (is_text(e, "y"))
			remove_them(app, d);
		else
			app_say(app, ROLE_HINT, "%s",
				_("Nothing was removed."));
		return true;
	}
	if (id == ID_CHECK) {
		check(app, d);
	} else if (id == ID_TRUST) {
		root_open(app, d->root);
	} else if (id == ID_SAVE) {
		person_save(app, d->key);
	} else if (id == ID_WHERE) {
		show_where(app, d);
	} else if (id == ID_NOTE) {
		person_note(app, d->key, d->note ? d->note : "");
	} else if (id == ID_REMOVE) {
		d->is_asked = true;
		app_say(app, ROLE_WARN, "%s",
			_("Remove this person with all certificates? y: yes, "
			  "any other key: no."));
	} else {
		return false;
	}
	return true;
}

const struct screen_ops screen_person = {
	.name = "person",
	.title = N_("Address book"),
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
	.book_changed = book_changed,
};
