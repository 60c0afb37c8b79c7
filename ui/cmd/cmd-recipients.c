/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "recipients": the address book of other people's certificates. */
#include "ui/cmd/cmd-recipients.h"
#include "ui/cmd/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/book/book-export.h"
#include "journey/book/book-page.h"
#include "ui/cmd/judge.h"
#include "ui/line/json.h"
#include "ui/line/out.h"
#include "x509/address.h"

enum { LISTED_MAX = 500 };

static bool wants_json(const struct recipients_call *c)
{
	return (c->cli->options->given & OPT(JSON)) != 0;
}

static void show(struct page *page)
{
	out_page(stdout, page);
	page_clear(page);
}

/* --- add --- */

static int add_one(struct recipients_call *c, const char *name,
		   struct book_taken *taken)
{
	bool is_input = strcmp(name, "-") == 0;
	char *path = is_input ? NULL : fsio_whole_path(name);
	time_t at = is_input ? c->cli->env.now
			     : (time_t)fsio_mtime(place_of(name));
	struct buf bytes = {0};
	int r = judge_read(name, &bytes, &c->report);

	if (r == 0)
		r = book_take(c->book, &bytes, path ? path : name, at, taken,
			      &c->report);
	buf_clear(&bytes);
	free(path);
	return r;
}

/* One that is of no use does not keep the others out. */
static int do_add(struct recipients_call *c)
{
	struct book_taken taken = {0};
	struct page page = {0};
	int r = 0;

	for (int i = 0; i < c->nargs; i++)
		if (add_one(c, c->args[i], &taken) < 0)
			r = -1;
	if (wants_json(c)) {
		if (json_print(json_book_taken(&taken, &c->report)) < 0)
			r = -1;
	} else {
		book_taken_page(&taken, &page);
		if (taken.people)
			book_trust_hint(&page);
		show(&page);
	}
	book_taken_clear(&taken);
	return r;
}

/* --- list --- */

static char *joined(const struct recipients_call *c)
{
	struct buf words = {0};

	for (int i = 0; i < c->nargs; i++)
		buf_addf(&words, "%s%s", i ? " " : "", c->args[i]);
	return buf_take(&words);
}

static int do_list(struct recipients_call *c)
{
	bool all = wants_json(c) || c->cli->options->given & OPT(VERBOSE);
	char *filter = joined(c);
	struct book_page ask = {filter, 0, all ? 0 : LISTED_MAX,
				c->cli->env.now};
	struct book_people people = {0};
	struct page page = {0};
	size_t total = 0;
	int r = book_list(c->book, &ask, &people, &total, &c->report);

	if (r == 0 && wants_json(c)) {
		r = json_print(json_book_list(&people, c->cli->env.now));
	} else if (r == 0) {
		book_list_page(&people, 0, total, c->cli->env.now, &page);
		if (people.n)
			book_trust_hint(&page);
		show(&page);
	}
	book_people_clear(&people);
	free(filter);
	return r;
}

/* --- show, export, remove, note --- */

/* A fingerprint, with or without colons: one certificate is meant. */
static bool is_fingerprint(const char *text, unsigned char *print)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t n = 0;

	for (; *text; text++) {
		char upper = *text >= 'a' && *text <= 'f'
				     ? (char)(*text - 'a' + 'A')
				     : *text;
		const char *at = strchr(digits, upper);

		if (*text == ':')
			continue;
		if (!at || n == 2 * FINGERPRINT_LEN)
			return false;
		print[n / 2] = (unsigned char)(n % 2 ? print[n / 2] : 0);
		print[n / 2] |= (unsigned char)((at - digits)
						<< (n % 2 ? 0 : 4));
		n++;
	}
	return n == 2 * FINGERPRINT_LEN;
}

/* Whom the person means, or RCPT_NO_CERT with those it may have been. */
static int find(struct recipients_call *c, const char *name,
		struct book_entries *out, struct book_people *who)
{
	unsigned char print[FINGERPRINT_LEN];
	char *address = NULL;
	int r;

	if (is_fingerprint(name, print)) {
		r = book_find_one(c->book, print, out, &c->report);
	} else {
		r = address_clean(name, &address, &c->report);
		if (r == 0)
			r = book_find(c->book, address, out, &c->report);
		if (r == 0)
			r = book_person(c->book, address, c->cli->env.now, who,
					&c->report);
	}
	if (r == 0 && out->n == 0)
		r = book_nobody(c->book, address ? address : name,
				c->cli->env.now, &c->report);
	free(address);
	return r;
}

static int do_show(struct recipients_call *c)
{
	struct book_entries e = {0};
	struct book_people who = {0};
	struct page page = {0};
	const char *note;
	int r = find(c, c->args[0], &e, &who);

	note = who.n ? who.items[0].note : "";
	if (r == 0 && wants_json(c))
		r = json_print(json_book_person(&e, note));
	else if (r == 0)
		r = book_person_page(c->book, &e, note, c->cli->env.now, &page,
				     &c->report);
	if (page.n)
		book_trust_hint(&page);
	if (r == 0)
		show(&page);
	page_clear(&page);
	book_people_clear(&who);
	book_entries_clear(&e);
	return r;
}

static int write_out(struct recipients_call *c, const struct buf *bytes)
{
	const char *name = c->cli->options->value[OPT_OUT];
	struct write_job job = {.flags = FSIO_NEW | FSIO_PUBLIC};

	if (!name)
		return out_bytes(bytes->data, bytes->len);
	job.at = place_of(name);
	return fsio_write(&job, bytes, &c->report);
}

static int do_export(struct recipients_call *c)
{
	const char *as = c->cli->options->value[OPT_AS];
	const char *name = c->cli->options->value[OPT_OUT];
	const struct book_form *form = as ? book_form_by_name(as)
					  : book_form_for(name ? name : "");
	unsigned char print[FINGERPRINT_LEN];
	char *address = NULL;
	struct buf bytes = {0};
	int r = 0;

	if (!form)
		return report_fail(&c->report, FINDING_ANSWER_UNKNOWN, "--as",
				   "%s", tr(option_row(OPT_AS)->words));
	if (is_fingerprint(c->args[0], print))
		address = hex_text(print, FINGERPRINT_LEN, 0);
	else
		r = address_clean(c->args[0], &address, &c->report);
	if (r == 0)
		r = book_export(c->book, address, form, c->cli->env.now, &bytes,
				&c->report);
	if (r == 0)
		r = write_out(c, &bytes);
	buf_clear(&bytes);
	free(address);
	return r;
}

/* What is kept of one is told at once, what went of all in one line. */
static int remove_one(struct recipients_call *c, const char *name,
		      struct book_removed *all, struct page *page)
{
	struct book_removed removed = {0};
	unsigned char print[FINGERPRINT_LEN];
	char *address = NULL;
	int r;

	if (is_fingerprint(name, print)) {
		r = book_remove_one(c->book, print, &removed.gone, &c->report);
	} else {
		r = address_clean(name, &address, &c->report);
		if (r == 0)
			r = book_remove(c->book, address, &removed, &c->report);
	}
	if (r == 0 && removed.gone + removed.kept == 0)
		r = book_nobody(c->book, address ? address : name,
				c->cli->env.now, &c->report);
	if (r == 0) {
		all->gone += removed.gone;
		removed.gone = 0;
		book_removed_page(&removed, address ? address : name, page);
	}
	book_removed_clear(&removed);
	free(address);
	return r;
}

static int do_remove(struct recipients_call *c)
{
	struct book_removed all = {0};
	struct page page = {0};
	int r = 0;

	for (int i = 0; i < c->nargs && r == 0; i++)
		r = remove_one(c, c->args[i], &all, &page);
	book_removed_page(&all, "", &page);
	show(&page);
	return r;
}

static int do_note(struct recipients_call *c)
{
	bool found = false;
	int r = book_note(c->book, c->args[0], c->args[1], &found, &c->report);

	if (r == 0 && !found)
		r = book_nobody(c->book, c->args[0], c->cli->env.now,
				&c->report);
	return r;
}

static const struct deed {
	const char *name;
	int (*run)(struct recipients_call *c);
	enum book_mode mode;
	unsigned long options; /* of its own */
	int min, max;	       /* operands; max -1: any number */
} deeds[] = {
	{"add", do_add, BOOK_WRITE, 0, 1, -1},
	{"scan", recipients_scan, BOOK_WRITE, OPT(FORWARDED) | OPT(VERBOSE), 1,
	 -1},
	{"list", do_list, BOOK_READ, OPT(VERBOSE), 0, -1},
	{"show", do_show, BOOK_READ, 0, 1, 1},
	{"remove", do_remove, BOOK_WRITE, 0, 1, -1},
	{"export", do_export, BOOK_READ, OPT(OUT) | OPT(AS), 1, 1},
	{"note", do_note, BOOK_WRITE, 0, 2, 2},
};

static const struct deed *deed_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++)
		if (strcmp(deeds[i].name, name) == 0)
			return &deeds[i];
	return NULL;
}

/* 0, or the exit status of a call that was made wrongly. */
static int check(const struct deed *deed, const struct recipients_call *c)
{
	const unsigned long all =
		OPT(OUT) | OPT(AS) | OPT(VERBOSE) | OPT(FORWARDED);
	unsigned long foreign = c->cli->options->given & all & ~deed->options;

	for (int i = 0; i < OPT_COUNT; i++)
		if (foreign & 1ul << i)
			return usage_error(
				_("--%s is not for recipients %s"),
				option_row((enum option_id)i)->name,
				deed->name);
	if (c->nargs < deed->min)
		return usage_error(_("recipients %s needs more words"),
				   deed->name);
	if (deed->max >= 0 && c->nargs > deed->max)
		return usage_error(_("too many operands: %s"),
				   c->args[deed->max]);
	return 0;
}

int cmd_recipients(struct cli *cli)
{
	struct recipients_call c = {.cli = cli, .args = cli->args + 1,
				    .nargs = cli->nargs - 1};
	const struct deed *deed = deed_of(cli->args[0]);
	int r;

	if (!deed)
		return usage_error(_("unknown word behind recipients: %s"),
				   cli->args[0]);
	r = check(deed, &c);
	if (r)
		return r;
	r = book_open(&cli->env, deed->mode, &c.book, &c.report);
	if (r == 0)
		r = deed->run(&c);
	out_failure(&c.report);
	out_remarks(&c.report);
	if (r < 0)
		c.status = report_has(&c.report, FINDING_RCPT_NO_CERT)
				   ? EXIT_FOUND
				   : cli_status(&c.report);
	book_close(c.book);
	report_clear(&c.report);
	return c.status;
}
