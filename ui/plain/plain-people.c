/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book as questions and answers. */
#include "ui/plain/plain-people.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-page.h"
#include "journey/identity/roots.h"
#include "journey/identity/workspace.h"
#include "journey/recipients/recipients.h"
#include "ui/both/note.h"
#include "ui/line/out.h"
#include "ui/plain/plain-ask.h"
#include "ui/plain/plain-line.h"
#include "ui/plain/plain-mail.h"
#include "ui/plain/plain-roots.h"

enum { LISTED_MAX = 20 };

struct people {
	struct env *env;
	const char *own;
};

static void show(struct page *page)
{
	out_page(stdout, page);
	fflush(stdout);
	page_clear(page);
}

/* --- add --- */

static bool add(const struct people *p)
{
	static const struct ask ask = {
		.name = "bring",
		.kind = ASK_BRING,
		.label = N_("File or text"),
		.help = N_("A certificate, a .p7b, a signed mail saved as a "
			   "file, a contact card; or their text, pasted."),
	};
	struct book_taken taken = {0};
	struct report report = {0};
	struct answers a = {0};
	struct page page = {0};
	enum plain_result r = plain_ask(p->env, &ask, 1, &a);

	if (r == PLAIN_ANSWERED &&
	    book_bring(p->env, answers_get(&a, ask.name), &taken, &report) ==
		    0) {
		book_taken_page(&taken, &page);
		show(&page);
	}
	out_failure(&report);
	out_remarks(&report);
	book_taken_clear(&taken);
	report_clear(&report);
	answers_clear(&a);
	return r != PLAIN_END;
}

/* --- one person --- */

static int show_verdict(const struct people *p, struct book *b,
			const char *key, struct page *out,
			struct report *report)
{
	struct recipients r = {0};
	struct cert_list roots = {0};
	struct strlist to = {0};
	struct report said = {0};
	struct diagnose_ask with = {.env = p->env, .roots = &roots};
	struct recipients_ask ask = {.with = &with, .to = &to, .own = p->own};
	int code;

	strlist_add(&to, key);
	ws_roots(p->env, &roots, &said);
	code = recipients_take_book(&r, b, p->env, &to, report);
	if (code == 0) {
		recipients_judge(&r, &ask);
		if (roots_are_missed(&r.all))
			report_append(&r.all, &said);
		recipients_brief(&r, out);
		if (r.doubts.nasks)
			page_add(out, ROLE_HINT, "%s",
				 _("Where to look in your mail program: key d "
				   "of the overview, what is wrong"));
	}
	recipients_clear(&r);
	strlist_clear(&to);
	cert_list_clear(&roots);
	report_clear(&said);
	return code;
}

static int show_person(const struct people *p, struct book *b,
		       const struct book_person *who, struct report *report)
{
	struct book_entries e = {0};
	struct page page = {0};
	int r = book_find(b, who->key, &e, report);

	if (r == 0)
		r = book_person_page(b, &e, who->note, p->env->now, &page,
				     report);
	if (r == 0 && *who->address) {
		page_gap(&page);
		r = show_verdict(p, b, who->key, &page, report);
	}
	if (r == 0)
		show(&page);
	page_clear(&page);
	book_entries_clear(&e);
	return r;
}

static void remove_them(const struct people *p, const char *key,
			struct report *report)
{
	struct book *b = NULL;
	struct book_removed removed = {0};
	struct page page = {0};
	int r = book_open(p->env, BOOK_WRITE, &b, report);

	if (r == 0)
		r = book_remove(b, key, &removed, report);
	if (r == 0) {
		book_removed_page(&removed, key, &page);
		show(&page);
	}
	book_removed_clear(&removed);
	book_close(b);
}

/* An empty line keeps it, as with every answer that stands there. */
static bool note(const struct people *p, const struct book_person *who,
		 struct report *report)
{
	struct answers a = {0};
	enum plain_result r;
	const char *text;

	if (*who->note) {
		answers_set(&a, note_ask.name, who->note);
		plain_say(_("A dash alone removes it.\n"));
	}
	r = plain_ask(p->env, &note_ask, 1, &a);
	text = answers_get(&a, note_ask.name);
	if (text && strcmp(text, "-") == 0)
		text = "";
	if (r == PLAIN_ANSWERED &&
	    note_write(p->env, who->key, text, report) == 0) {
		struct page page = {0};

		page_add(&page, ROLE_DONE, "%s", _("The note is saved."));
		show(&page);
	}
	answers_clear(&a);
	return r != PLAIN_END;
}

/* Nothing is removed, and nobody trusted, by Enter. */
static bool ask_what(const struct people *p, const struct book_person *who,
		     const struct cert *root, struct report *report)
{
	char *line = plain_line(
		root ? _("n: a note, r: remove this person, t: trust the root "
			 "of their issuer, Enter: go on: ")
		     : _("n: a note, r: remove this person, Enter: go on: "));
	bool goes_on = line != NULL;

	if (line && strcmp(line, "n") == 0) {
		goes_on = note(p, who, report);
	} else if (root && line && strcmp(line, "t") == 0) {
		goes_on = plain_root(p->env, root);
	} else if (line && strcmp(line, "r") == 0) {
		free(line);
		line = plain_line(_("Remove this person with all certificates? "
				    "y: yes, anything else: no: "));
		goes_on = line != NULL;
		if (line && strcmp(line, "y") == 0)
			remove_them(p, who->key, report);
	}
	free(line);
	return goes_on;
}

/* --- the list --- */

static char *list(const struct people *p, const struct book_people *people,
		  size_t total)
{
	struct page page = {0};

	for (size_t i = 0; i < people->n; i++) {
		enum role role;
		char *name = book_name(&people->items[i]);
		char *state = book_state(&people->items[i], p->env->now, &role);

		page_add(&page, role, "%zu %s: %s", i + 1, name, state);
		free(state);
		free(name);
	}
	book_list_page(&(struct book_people){0}, people->n, total, 0, &page);
	show(&page);
	return people->n > 1
		       ? plain_line(_("Whom? A number, or Enter to go back: "))
		       : xstrdup("1");
}

/* False where the input ended. */
static bool choose(const struct people *p, struct book *b,
		   const struct book_people *people, size_t total,
		   struct report *report)
{
	const struct book_person *who;
	struct cert *root = NULL;
	char *line = list(p, people, total);
	long n = line ? strtol(line, NULL, 10) : 0;
	bool goes_on = line != NULL;

	if (n >= 1 && (size_t)n <= people->n &&
	    show_person(p, b, &people->items[n - 1], report) == 0) {
		who = &people->items[n - 1];
		root = *who->address ? recipients_strange_root(b, p->env,
							       who->key)
				     : NULL;
		goes_on = ask_what(p, who, root, report);
	}
	cert_free(root);
	free(line);
	return goes_on;
}

static bool find(const struct people *p, const char *words)
{
	struct book_page page = {words, 0, LISTED_MAX, p->env->now};
	struct book_people people = {0};
	struct report report = {0};
	struct book *b = NULL;
	bool goes_on = true;
	size_t total = 0;

	if (book_open(p->env, BOOK_READ, &b, &report) == 0 &&
	    book_list(b, &page, &people, &total, &report) == 0)
		goes_on = choose(p, b, &people, total, &report);
	out_failure(&report);
	out_remarks(&report);
	book_people_clear(&people);
	book_close(b);
	report_clear(&report);
	return goes_on;
}

bool plain_people(struct env *env, const char *own)
{
	struct people p = {env, own};
	bool goes_on = true;

	while (goes_on) {
		char *line = plain_line(
			_("Whom? A part of the address or name, * for all, + "
			  "to add what somebody sent, / to search your mail, "
			  "Enter to go back: "));

		if (!line || !*line) {
			goes_on = line != NULL;
			free(line);
			break;
		}
		if (strcmp(line, "+") == 0)
			goes_on = add(&p);
		else if (strcmp(line, "/") == 0)
			goes_on = plain_mail(env);
		else
			goes_on = find(&p, strcmp(line, "*") == 0 ? "" : line);
		free(line);
	}
	return goes_on;
}
