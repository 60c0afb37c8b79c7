/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one answer on writing to people: what programs say, theirs, one's own. */
#include "journey/recipients/recipients.h"

#include <stdlib.h>

#include "base/text.h"
#include "journey/page/verdicts.h"

static bool is_worse(enum verdict a, enum verdict b)
{
	return a != b && (a == VERDICT_NO || b == VERDICT_YES);
}

static void add_reason(struct client_verdict *v, enum finding_id id)
{
	for (size_t i = 0; i < v->because.n; i++)
		if (v->because.ids[i] == id)
			return;
	if (v->because.n < ARRAY_LEN(v->because.ids))
		v->because.ids[v->because.n++] = id;
}

/* What one of the reports says, into the verdict so far. */
static void weigh(const struct report *report, const struct subject *s,
		  struct client_verdict *v)
{
	for (size_t i = 0; i < report->n; i++) {
		enum verdict one = client_judge(v->client, &report->items[i],
						ABILITY_ENCRYPT, s);

		if (is_worse(one, v->verdict)) {
			v->verdict = one;
			v->because.n = 0;
		}
		if (one == v->verdict && one != VERDICT_YES)
			add_reason(v, report->items[i].id);
	}
}

void recipients_verdict(const struct recipients *r, const struct recipient *one,
			const struct client_ops *client,
			struct client_verdict *out)
{
	*out = (struct client_verdict){.client = client,
				       .ability = ABILITY_ENCRYPT};
	for (size_t i = 0; i < r->n; i++)
		if (!one || one == &r->items[i])
			weigh(&r->items[i].report, &r->items[i].subject, out);
	if (!one)
		weigh(&r->own_report, &r->own_subject, out);
}

/* All programs with rules of their own, or those named. The first of the table
 * stands for all and is no program. */
static struct client_verdict *verdicts_of(const struct recipients *r,
					  const char *clients, size_t *n)
{
	struct client_verdict *list = xcalloc(client_count(), sizeof(*list));

	*n = 0;
	for (size_t i = 1; i < client_count(); i++)
		if (client_has_rules(client_at(i), ABILITY_ENCRYPT) &&
		    (!clients || client_is_among(client_at(i), clients)))
			recipients_verdict(r, NULL, client_at(i), &list[(*n)++]);
	if (*n == 0)
		recipients_verdict(r, NULL, client_at(0), &list[(*n)++]);
	return list;
}

static void verdict_show_all(const struct recipients *r, const char *clients,
			     struct page *out)
{
	size_t n;
	struct client_verdict *list = verdicts_of(r, clients, &n);

	verdict_lines(list, n, _("Encrypt this mail"), out);
	free(list);
}

/* The verdict names the first: who cures that alone gains nothing. */
static void problems_show(const struct recipients *r, struct page *out)
{
	size_t n = report_count(&r->all, SEVERITY_BLOCKER);

	if (n > 1)
		page_add(out, ROLE_TEXT,
			 trn("%zu thing stands in the way, told below.",
			     "%zu things stand in the way, told below.", n),
			 n);
}

/* Each of them in a line: until when it is valid, and why it is not taken. */
static void others_show(const struct recipient *one, struct page *out)
{
	for (size_t i = 0; i < one->nothers; i++) {
		const struct rejected *o = &one->others[i];
		char *last = text_date(o->offered->cert->not_after);
		char *print = hex_text(o->offered->cert->fingerprint, 4, ':');
		bool bad = report_count(&o->report, SEVERITY_BLOCKER) > 0;
		const char *why =
			bad ? tr(finding_info(o->report.items[0].id)->title)
			    : _("the one above goes before it");

		page_field(out, i ? "" : _("Not taken"),
			   _("%s..., valid until %s: %s"), print, last, why);
		free(print);
		free(last);
	}
}

static void recipient_line(const struct recipient *one, struct page *out)
{
	bool bad = report_count(&one->report, SEVERITY_BLOCKER) > 0;
	enum role role = bad ? ROLE_BAD : ROLE_DONE;
	char *address = text_safe_str(one->address);
	char *title;

	if (!one->offered) {
		page_add(out, role, _("%s: no certificate is here"), address);
	} else {
		title = cert_title(one->offered->cert);
		page_add(out, role, _("%s: the certificate of %s"), address,
			 title);
		free(title);
	}
	free(address);
}

static void recipient_show(const struct recipient *one, struct page *out)
{
	char *print, *last;

	recipient_line(one, out);
	if (!one->offered)
		return;
	print = cert_fingerprint(one->offered->cert);
	last = text_date(one->offered->cert->not_after);
	if (one->offered->seen)
		page_field(out, _("Seen"), "%s", one->offered->seen);
	else
		page_field(out, _("File"), "%s", one->offered->file);
	page_field(out, _("Valid until"), "%s", last);
	page_field(out, _("Fingerprint"), "%s", print);
	others_show(one, out);
	free(last);
	free(print);
}

static void own_show(const struct recipients *r, struct page *out)
{
	char *address = text_safe_str(r->own.address);

	if (!r->own.address)
		page_add(out, ROLE_TEXT, "%s",
			 _("There is no identity here, so your own certificate "
			   "was not looked at. Programs encrypt what you send to "
			   "yourself as well."));
	else if (r->own_report.n)
		page_add(out, ROLE_BAD, _("%s: not good for encryption"),
			 address);
	else
		page_add(out, ROLE_DONE, _("%s: good for encryption"), address);
	free(address);
}

void recipients_show(const struct recipients *r, const char *clients,
		     struct page *out)
{
	struct page plea = {0};

	page_add(out, ROLE_TITLE, "%s",
		 _("Can you write encrypted mail to them?"));
	verdict_show_all(r, clients, out);
	problems_show(r, out);
	page_gap(out);
	page_add(out, ROLE_TITLE, "%s", _("Their certificates"));
	for (size_t i = 0; i < r->n; i++)
		recipient_show(&r->items[i], out);
	page_gap(out);
	page_add(out, ROLE_TITLE, "%s", _("Your own certificate"));
	own_show(r, out);
	for (size_t i = 0; i < r->all.n; i++) {
		page_gap(out);
		page_finding(out, &r->all.items[i]);
	}
	recipients_plea(r, &plea);
	page_append(out, &plea);
	page_clear(&plea);
	passed_show(&r->passed, out);
	unchecked_show(r->given, out);
	doubts_show(&r->doubts, clients ? DOUBTS_FULL : DOUBTS_LIST, out);
}

/* --- in short --- */

/* The programs that do not simply say yes, put to the front of the list. */
static size_t put_failing_first(struct client_verdict *list, size_t n)
{
	size_t failing = 0;

	for (size_t i = 0; i < n; i++)
		if (list[i].verdict != VERDICT_YES) {
			struct client_verdict moved = list[failing];

			list[failing++] = list[i];
			list[i] = moved;
		}
	return failing;
}

static bool all_refuse(const struct client_verdict *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].verdict != VERDICT_NO)
			return false;
	return true;
}

/* One line, also where programs differ, or have reasons of their own. */
static void verdict_brief(const struct recipients *r,
			  const struct client_verdict *list, size_t failing,
			  size_t n, struct page *out)
{
	bool bad = report_count(&r->all, SEVERITY_BLOCKER) > 0;

	if (verdicts_agree(list, n))
		verdict_lines(list, n, _("Encrypt this mail"), out);
	else if (bad && all_refuse(list, n))
		page_add(out, ROLE_BAD, "%s: %s - %s", _("Encrypt this mail"),
			 verdict_word(VERDICT_NO),
			 tr(finding_info(r->all.items[0].id)->title));
	else
		page_add(out, bad ? ROLE_BAD : ROLE_WARN,
			 trn("Encrypt this mail: it fails, or may fail, with "
			     "%zu of %zu mail program",
			     "Encrypt this mail: it fails, or may fail, with "
			     "%zu of %zu mail programs",
			     n),
			 failing, n);
}

/* What it is, and what to do; notes ask for nothing. */
static void findings_brief(const struct recipients *r, struct page *out)
{
	for (size_t i = 0; i < r->all.n; i++) {
		const struct finding *f = &r->all.items[i];

		if (f->severity == SEVERITY_NOTE)
			continue;
		page_gap(out);
		page_finding_brief(out, f);
	}
}

static void programs_brief(const struct client_verdict *failing, size_t n,
			   struct page *out)
{
	page_gap(out);
	page_add(out, ROLE_TITLE, "%s", _("Where it fails, or may fail"));
	verdict_groups(failing, n, out);
}

void recipients_brief(const struct recipients *r, struct page *out)
{
	struct page plea = {0};
	size_t n, failing;
	struct client_verdict *list = verdicts_of(r, NULL, &n);
	bool agree = verdicts_agree(list, n);

	page_add(out, ROLE_TITLE, "%s",
		 _("Can you write encrypted mail to them?"));
	failing = put_failing_first(list, n);
	verdict_brief(r, list, failing, n, out);
	problems_show(r, out);
	for (size_t i = 0; i < r->n; i++)
		recipient_line(&r->items[i], out);
	if (r->own_report.n)
		own_show(r, out);
	findings_brief(r, out);
	recipients_plea(r, &plea);
	page_append(out, &plea);
	page_clear(&plea);
	if (!agree)
		programs_brief(list, failing, out);
	free(list);
}
