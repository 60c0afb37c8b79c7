/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book in plain words. */
#include "journey/book/book-page.h"

#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/page/show.h"
#include "mail/announced.h"
#include "rules/phrase.h"

char *book_state(const struct book_person *p, time_t now, enum role *role)
{
	char *starts = text_date(p->starts), *ends = text_date(p->ends);
	enum role is = ROLE_BAD;
	char *text;

	if (p->ends < now) {
		text = xasprintf(_("ended on %s"), ends);
	} else if (!p->encrypts) {
		text = xasprintf("%s", _("for signatures only"));
	} else if (p->starts > now) {
		text = xasprintf(_("valid from %s on"), starts);
	} else if (text_days_until(p->ends, now) < BOOK_SOON) {
		is = ROLE_WARN;
		text = xasprintf(_("ends soon, on %s"), ends);
	} else {
		is = ROLE_TEXT;
		text = xasprintf(_("certificate until %s"), ends);
	}
	if (role)
		*role = is;
	free(starts);
	free(ends);
	return text;
}

char *book_name(const struct book_person *p)
{
	char *address = text_safe_str(p->address);
	char *name = text_safe_str(p->name);
	char *both;

	if (!*address)
		both = xasprintf(_("%s (for no address)"),
				 *name ? name : p->key);
	else if (*name && strcmp(name, address) != 0)
		both = xasprintf("%s (%s)", address, name);
	else
		both = xstrdup(address);
	free(address);
	free(name);
	return both;
}

void book_list_page(const struct book_people *people, size_t skip,
		    size_t total, time_t now, struct page *out)
{
	for (size_t i = 0; i < people->n; i++) {
		const struct book_person *p = &people->items[i];
		enum role role;
		char *state = book_state(p, now, &role);
		char *name = book_name(p);

		if (p->certificates > 1)
			page_add(out, role,
				 trn("%s: %s; %zu certificate",
				     "%s: %s; %zu certificates",
				     p->certificates),
				 name, state, p->certificates);
		else
			page_add(out, role, "%s: %s", name, state);
		free(state);
		free(name);
	}
	if (total > skip + people->n)
		page_add(out, ROLE_HINT,
			 trn("And %zu more. Name a part of the address or "
			     "name.",
			     "And %zu more. Name a part of the address or "
			     "name.",
			     total - skip - people->n),
			 total - skip - people->n);
	else if (total == 0)
		page_add(out, ROLE_TEXT, "%s", _("Nobody was found."));
}

char *book_seen_text(const struct book_seen *s)
{
	char *folder = text_safe_str(s->folder ? s->folder : s->source);
	char *when = s->at ? text_date(s->at) : xstrdup("");
	char *text;

	if (s->message)
		text = xasprintf(_("%s, in a mail of %s"), path_base(folder),
				 when);
	else if (*when)
		text = xasprintf("%s, %s", path_base(folder), when);
	else
		text = xstrdup(path_base(folder));
	free(folder);
	free(when);
	return text;
}

static void seen_page(const char *label, const struct book_seen *s,
		      struct page *out)
{
	char *source = text_safe_str(s->source);
	char *folder = text_safe_str(s->folder);
	char *message = text_safe_str(s->message);
	char *when = s->at ? text_datetime(s->at) : NULL;

	if (*source)
		page_field(out, label, "%s%s%s", source, when ? ", " : "",
			   when ? when : "");
	if (*folder)
		page_field(out, _("In folder"), "%s", folder);
	if (*message)
		page_field(out, _("Mail"), "<%s>", message);
	free(source);
	free(folder);
	free(message);
	free(when);
}

static bool is_same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_seen(const struct book_seen *a, const struct book_seen *b)
{
	return a->at == b->at && is_same(a->source, b->source) &&
	       is_same(a->message, b->message);
}

static void announced_page(const struct book_entry *e, struct page *out)
{
	char *list = announced_ciphers(e->ciphers);

	if (e->announces)
		page_field(out, _("Reads"), "%s", *list ? list : "?");
	if (e->has_preference && !cms_id_means(&e->preference, e->cert))
		page_add(out, ROLE_TEXT, "%s",
			 _("They want to be written to with another "
			   "certificate than this one."));
	free(list);
}

static int issuers_page(struct book *b, const struct cert *c,
			struct page *out, struct report *report)
{
	struct cert_list chain = {0};
	struct strlist titles = {0};
	int r = book_chain(b, c, &chain, report);

	for (size_t i = 0; i < chain.n; i++)
		strlist_take(&titles, cert_title(chain.items[i]));
	if (titles.n)
		page_strlist(out, _("Issuers here"), &titles);
	strlist_clear(&titles);
	cert_list_clear(&chain);
	return r;
}

int book_person_page(struct book *b, const struct book_entries *e,
		     const char *note, time_t now, struct page *out,
		     struct report *report)
{
	char *safe = text_safe_str(note);
	int r = 0;

	for (size_t i = 0; i < e->n && r == 0; i++) {
		const struct book_entry *one = &e->items[i];

		if (i)
			page_gap(out);
		show_certificate(one->cert, now, out);
		announced_page(one, out);
		r = issuers_page(b, one->cert, out, report);
		seen_page(_("Last seen"), &one->last, out);
		if (!same_seen(&one->first, &one->last))
			seen_page(_("First seen"), &one->first, out);
	}
	if (*safe) {
		page_gap(out);
		page_field(out, _("Note"), "%s", safe);
	}
	free(safe);
	return r;
}

void book_taken_page(const struct book_taken *t, struct page *out)
{
	size_t all = t->people + t->issuers;

	if (t->addresses.n)
		page_strlist(out, _("For"), &t->addresses);
	if (t->added)
		page_add(out, ROLE_DONE,
			 trn("%zu certificate is new in your address book.",
			     "%zu certificates are new in your address book.",
			     t->added),
			 t->added);
	if (all > t->added)
		page_add(out, ROLE_TEXT,
			 trn("%zu certificate was there already.",
			     "%zu certificates were there already.",
			     all - t->added),
			 all - t->added);
}

void book_removed_page(const struct book_removed *r, const char *address,
		       struct page *out)
{
	char *who = text_safe_str(address);
	struct strlist others = {0};
	char *list;

	for (size_t i = 0; i < r->others.n; i++)
		strlist_take(&others, text_safe_str(r->others.items[i]));
	list = phrase_list(&others);
	if (r->gone)
		page_add(out, ROLE_DONE,
			 trn("%zu certificate was removed.",
			     "%zu certificates were removed.", r->gone),
			 r->gone);
	if (r->kept)
		page_add(out, r->gone ? ROLE_TEXT : ROLE_DONE,
			 trn("%zu certificate is kept, because it is also for "
			     "%s. For %s it is not used any more.",
			     "%zu certificates are kept, because they are also "
			     "for %s. For %s they are not used any more.",
			     r->kept),
			 r->kept, list, who);
	free(list);
	free(who);
	strlist_clear(&others);
}

void book_trust_hint(struct page *out)
{
	page_add(out, ROLE_HINT, "%s",
		 _("Being in the address book gives no trust: whether you can "
		   "write to them, this says: smime-setup check --to ADDRESS"));
}
