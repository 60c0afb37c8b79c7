/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of the address book, found as one types. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-page.h"
#include "ui/wizard/form.h"
#include "ui/wizard/people.h"
#include "ui/wizard/work.h"

enum { ID_FIND = -1, ID_ADD = -2, ID_MAIL = -3, SHOWN_MAX = 200 };

struct people_data {
	struct book *book;
	struct entry find;
	struct book_people people;	/* for what is typed */
	size_t total;
	bool is_fresh;
};

static const struct key_word keys[] = {
	{N_("Enter"), N_("Open"), N_("all about the selected person")},
	{N_("Up/Down"), "", N_("select a person")},
	{N_("Letters"), N_("Find"),
	 N_("words of the address or name; all of them have to be there")},
	{N_("F2"), N_("Add"),
	 N_("take in what somebody sent: a certificate, a signed mail")},
	{N_("Esc"), N_("Back"), N_("to where you were")},
	{N_("F1"), N_("Help"), N_("this page")},
	{0},
};

void people_open(struct app *app)
{
	struct people_data *d = xcalloc(1, sizeof(*d));
	struct report report = {0};

	if (book_open(app->options.env, BOOK_READ, &d->book, &report) < 0) {
		free(d);
		app_fail(app, &report);
		return;
	}
	app_open(app, &screen_people, d);
	app_fail(app, &report);
}

/* The list was opened before there was a file, maybe. */
static void book_changed(struct app *app, void *data)
{
	struct people_data *d = data;
	struct report report = {0};

	book_close(d->book);
	d->book = NULL;
	d->is_fresh = false;
	if (book_open(app->options.env, BOOK_READ, &d->book, &report) < 0)
		app_fail(app, &report);
	report_clear(&report);
}

static void look(struct app *app, struct people_data *d)
{
	struct book_page page = {.filter = entry_text(&d->find),
				 .max = SHOWN_MAX,
				 .now = app->options.env->now};
	struct report report = {0};

	if (d->is_fresh || !d->book)
		return;
	if (book_list(d->book, &page, &d->people, &d->total, &report) < 0)
		app_fail(app, &report);
	d->is_fresh = true;
}

static const char *mark_of(enum role role)
{
	return role == ROLE_TEXT ? "[  ]" : role == ROLE_WARN ? "[! ]" : "[!!]";
}

static void build_person(const struct people_data *d, size_t i, time_t now,
			 struct view *v)
{
	const struct book_person *p = &d->people.items[i];
	enum role role;
	char *state = book_state(p, now, &role);
	char *address = text_safe_str(p->address);
	char *name = text_safe_str(*p->name ? p->name : p->key);
	char *both = xasprintf("%s, %s", state, name);

	if (*address)
		view_item(v, (int)i, mark_of(role), address,
			  *p->name ? both : state);
	else
		view_item(v, (int)i, mark_of(role), name, state);
	free(both);
	free(name);
	free(address);
	free(state);
}

static void build_pane(const struct people_data *d, const struct row *row,
		       time_t now, struct page *out)
{
	const struct book_person *p;
	char *note, *name, *state;

	if (!row || row->id < 0)
		return;
	p = &d->people.items[row->id];
	note = text_safe_str(p->note);
	name = book_name(p);
	state = book_state(p, now, NULL);
	page_add(out, ROLE_TITLE, "%s: %s", name, state);
	free(state);
	free(name);
	page_add(out, ROLE_TEXT,
		 trn("%zu certificate", "%zu certificates", p->certificates),
		 p->certificates);
	if (*note)
		page_field(out, _("Note"), "%s", note);
	free(note);
}

static void build(struct app *app, struct screen *s, struct view *v)
{
	struct people_data *d = s->data;
	struct page rest = {0};
	struct row *row;
	int at;

	look(app, d);
	row = view_row(v, ROW_ENTRY);
	row->id = ID_FIND;
	row->label = xstrdup(_("Find"));
	row->entry = &d->find;
	row->note = xasprintf(trn("%zu person", "%zu people", d->total),
			      d->total);
	row->takes_lines = true;
	view_action(v, ID_ADD, _("Add what somebody sent"));
	view_action(v, ID_MAIL, _("Search your mail for certificates"));
	view_line(v, ROLE_GAP, "");
	for (size_t i = 0; i < d->people.n; i++)
		build_person(d, i, app->options.env->now, v);
	if (d->total == 0 && !entry_len(&d->find))
		page_add(&rest, ROLE_TEXT, "%s",
			 _("Nobody is here yet. To send somebody encrypted "
			   "mail you need their certificate: it comes with "
			   "every signed mail of theirs. Search your mail for "
			   "such, or save one as a file and add it."));
	else if (d->people.n < d->total || d->total == 0)
		book_list_page(&(struct book_people){0}, d->people.n, d->total,
			       0, &rest);
	view_page(v, &rest);
	page_clear(&rest);
	if (work_is_on(app, STEP_COUNT))
		v->status = work_line(app);
	at = view_nth(v, s->focus);
	build_pane(d, at == NO_ROW ? NULL : &v->rows[at],
		   app->options.env->now, &v->pane);
}

/* --- adding --- */

static int take(struct app *app, struct answers *answers,
		struct report *report);

static const struct ask asks[] = {
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("File or text"),
	 .help = N_("A certificate, a .p7b, a signed mail saved as a file, a "
		    "contact card; or their text, pasted.")},
};

static const struct form form = {
	.title = N_("Add to the address book"),
	.intro = N_("Name what somebody sent you, or paste its text. Being in "
		    "the address book gives no trust."),
	.action = N_("Add it"),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.take = take,
};

void people_add_open(struct app *app, const char *brought)
{
	struct answers preset = {0};

	if (brought)
		answers_set(&preset, "bring", brought);
	form_open(app, &form, &preset);
}

static void say_taken(struct app *app, const struct book_taken *taken)
{
	struct page page = {0};

	book_taken_page(taken, &page);
	for (size_t i = 0; i < page.n; i++)
		if (page.lines[i].role == ROLE_DONE ||
		    page.lines[i].role == ROLE_TEXT) {
			app_say(app, page.lines[i].role, "%s",
				page.lines[i].text);
			break;
		}
	page_clear(&page);
}

static int add_text(struct app *app, const char *brought,
		    struct report *report)
{
	struct book_taken taken = {0};
	int r = book_bring(app->options.env, brought, &taken, report);

	if (r == 0) {
		app_book_changed(app);
		say_taken(app, &taken);
	}
	book_taken_clear(&taken);
	return r;
}

static int take(struct app *app, struct answers *answers,
		struct report *report)
{
	int r = add_text(app, answers_get(answers, "bring"), report);

	if (r == 0)
		app_back(app);
	return r;
}

/* A line is a word to find; more than that is what somebody sent. */
static void paste(struct app *app, struct people_data *d,
		  const struct event *e)
{
	struct report report = {0};
	struct buf text = {0};

	buf_add(&text, secret_data(e->paste), secret_len(e->paste));
	if (e->cut)
		app_say(app, ROLE_WARN, "%s",
			_("What you pasted is too long: nothing of it was "
			  "taken. Save it as a file and give its name."));
	else if (text.len && strchr(text.data, '\n')) {
		if (add_text(app, text.data, &report) < 0)
			app_fail(app, &report);
	} else if (text.len &&
		   entry_paste(&d->find, text.data, text.len))
		d->is_fresh = false;
	report_clear(&report);
	buf_wipe(&text);
}

/* --- keys --- */

/* Letters go to the line wherever one is in the list. */
static bool type(struct app *app, struct screen *s, const struct event *e,
		 bool in_line)
{
	struct people_data *d = s->data;
	bool done = false;

	if (e->kind == EVENT_TEXT && (in_line || !is_text(e, "?")))
		done = entry_insert(&d->find, e->text, strlen(e->text));
	else if (e->kind == EVENT_KEY &&
		 (in_line || e->press == PRESS_BACKSPACE))
		done = entry_press(&d->find, e->press);
	if (!done)
		return false;
	(void)app;
	d->is_fresh = false;
	s->focus = 0;
	s->follow = true;
	return true;
}

static bool act(struct app *app, struct screen *s, const struct event *e,
		const struct row *row)
{
	struct people_data *d = s->data;
	int id = row ? row->id : ID_FIND;

	if (e->kind == EVENT_PASTE) {
		paste(app, d, e);
		return true;
	}
	if (is_press(e, PRESS_F2) ||
	    (id == ID_ADD && is_press(e, PRESS_ENTER))) {
		people_add_open(app, NULL);
		return true;
	}
	if (id == ID_MAIL && is_press(e, PRESS_ENTER)) {
		mail_open(app);
		return true;
	}
	/* The only one there is needs no selecting. */
	if (id == ID_FIND && is_press(e, PRESS_ENTER) && d->people.n == 1)
		id = 0;
	if (id >= 0 && is_press(e, PRESS_ENTER)) {
		person_open(app, d->people.items[id].key);
		return true;
	}
	if (id == ID_FIND && is_press(e, PRESS_ENTER)) {
		s->focus = d->people.n ? 3 : 1;
		s->follow = true;
		return true;
	}
	return type(app, s, e, id == ID_FIND);
}

static void close_data(void *data)
{
	struct people_data *d = data;

	book_close(d->book);
	entry_clear(&d->find);
	book_people_clear(&d->people);
	free(d);
}

const struct screen_ops screen_people = {
	.name = "people",
	.title = N_("Address book"),
	.keys = keys,
	.build = build,
	.act = act,
	.close = close_data,
	.book_changed = book_changed,
};
