/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, requests, certificates and chains in plain words, on a page. */
#include "journey/page/show.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/address.h"
#include "x509/usage.h"

char *show_addresses(const struct strlist *l)
{
	struct buf b = {0};

	for (size_t i = 0; i < l->n; i++) {
		char *safe = text_safe_str(l->items[i]);

		buf_addf(&b, "%s%s", i ? ", " : "", safe);
		free(safe);
	}
	return buf_take(&b);
}

static void field_take(struct page *out, const char *label, char *text)
{
	page_field(out, label, "%s", text);
	free(text);
}

static char *safe_or_none(const char *s)
{
	return s && *s ? text_safe_str(s) : xstrdup(_("none"));
}

static char *addresses_or_none(const struct strlist *l)
{
	return l->n ? show_addresses(l) : xstrdup(_("none"));
}

char *show_usage(unsigned usage)
{
	bool sign = (usage & KU_SIGN) != 0;
	bool encrypt = (usage & KU_ENCRYPTS) != 0;
	char *names = usage_text(usage);
	const char *words = sign && encrypt ? _("sign, and be encrypted to")
			    : sign	    ? _("sign only")
			    : encrypt	    ? _("be encrypted to, only")
					    : _("neither sign nor encrypt");
	char *text = xasprintf("%s (%s)", words, names);

	free(names);
	return text;
}

char *show_purpose(unsigned extended)
{
	char *names = extended_usage_text(extended);
	char *text;

	if (!(extended & EKU_EMAIL))
		return names;
	text = xasprintf(_("mail (%s)"), names);
	free(names);
	return text;
}

static void show_wished_key(const struct spki *key, struct page *out)
{
	char *text = spki_text(key);

	page_field(out, _("Key"), _("%s, the public half only"), text);
	free(text);
	field_take(out, _("May"), show_usage(csr_usage_for(key)));
}

void show_wish(const struct csr_wish *wish, const struct spki *key,
	       struct page *out)
{
	page_add(out, ROLE_TITLE, "%s", _("What the issuer will get"));
	field_take(out, _("Name"), safe_or_none(wish->name));
	field_take(out, _("Address"), addresses_or_none(wish->addresses));
	if (key)
		show_wished_key(key, out);
	else
		page_field(out, _("Key"), "%s",
			   _("the public half of the one made in the next "
			     "step"));
	field_take(out, _("Purpose"), show_purpose(EKU_EMAIL));
	if (key)
		page_field(out, _("Signed"), "%s", csr_signature_for(key));
}

void show_request(const struct csr *r, struct page *out)
{
	field_take(out, _("Name"), safe_or_none(r->common_name));
	field_take(out, _("Address"), addresses_or_none(&r->emails));
	field_take(out, _("Key"), spki_text(&r->spki));
	field_take(out, _("May"), r->usage ? show_usage(r->usage)
					   : xstrdup(_("not stated")));
	field_take(out, _("Purpose"), show_purpose(r->extended));
	page_field(out, _("Signed"), "%s", r->signature);
	page_add(out, r->signature_good ? ROLE_DONE : ROLE_BAD, "%s",
		 r->signature_good
			 ? _("The request is whole and proves its key.")
			 : _("The request is damaged."));
}

void show_fingerprint(const struct cert *c, struct page *out)
{
	char *first = hex_text(c->fingerprint, 16, ':');
	char *second = hex_text(c->fingerprint + 16, 16, ':');

	page_field(out, _("Fingerprint"), "%s", first);
	page_field(out, "", "%s", second);
	free(first);
	free(second);
}

static void show_dates(const struct cert *c, time_t now, struct page *out)
{
	char *from = text_date(c->not_before);
	char *to = text_date(c->not_after);
	long days = text_days_until(c->not_after, now);

	page_field(out, _("Valid"), _("%s to %s"), from, to);
	if (c->not_before > now)
		page_add(out, ROLE_BAD, "%s", _("It is not valid yet."));
	else if (days < 0)
		page_add(out, ROLE_BAD, _("It ran out on %s."), to);
	else
		page_field(out, "", trn("%ld more day", "%ld more days",
					(unsigned long)days), days);
	free(from);
	free(to);
}

void show_certificate(const struct cert *c, time_t now, struct page *out)
{
	char *eku;

	field_take(out, _("For"), cert_title(c));
	field_take(out, _("Address"), addresses_or_none(&c->emails));
	field_take(out, _("Issuer"), cert_issuer_title(c));
	show_dates(c, now, out);
	field_take(out, _("Key"), spki_text(&c->spki));
	field_take(out, _("May"), c->has_usage ? show_usage(c->usage)
					       : xstrdup(_("not stated")));
	eku = c->has_extended ? show_purpose(c->extended)
			      : xstrdup(_("not stated"));
	field_take(out, _("Purpose"), eku);
	field_take(out, _("Serial"), cert_serial(c));
	page_field(out, _("Signed"), "%s", c->signature);
	show_fingerprint(c, out);
}

static const char *link_role(const struct chain *chain, size_t i)
{
	const struct cert *c = chain->links[i];

	if (i == 0)
		return _("personal");
	if (c->self_signed)
		return _("root");
	return _("intermediate");
}

/* What speaks against a link, in a few words. */
static const struct {
	unsigned mark;
	const char *words;
} mark_words[] = {
	{LINK_EXPIRED, N_("it has run out")},
	{LINK_NOT_YET, N_("it is not valid yet")},
	{LINK_WEAK_SIGNATURE, N_("it is signed in an outdated way")},
	{LINK_WEAK_KEY, N_("its key is too weak")},
	{LINK_CRITICAL, N_("it has a critical part that nobody knows")},
	{LINK_NOT_CA, N_("it is not marked as an issuer")},
	{LINK_NO_CERT_SIGN, N_("its key may not sign certificates")},
	{LINK_PATH_LENGTH, N_("it does not allow so many issuers below it")},
	{LINK_NAMES, N_("it does not allow a name or address below it")},
	{LINK_NO_EMAIL, N_("it is not for mail")},
	{LINK_ENCODING, N_("its name is spelled differently below it")},
};

static const char *const end_words[] = {
	[CHAIN_MISSING] = N_("%s - missing"),
	[CHAIN_IMPOSTOR] = N_("%s - has the right name but did not sign this"),
	[CHAIN_TOO_LONG] = N_("%s - the chain is too long, or a circle"),
};

static void show_link(const struct chain *chain, size_t i, struct page *out)
{
	const struct cert *c = chain->links[i];
	bool is_of_concern = !chain->anchored || i < chain->anchored;
	unsigned marks = is_of_concern ? chain->marks[i] : 0;
	char *title = cert_title(c), *until = text_date(c->not_after);
	bool is_good = true;

	for (size_t k = 0; k < ARRAY_LEN(mark_words); k++)
		is_good = is_good && !(marks & mark_words[k].mark);
	page_add(out, is_good ? ROLE_DONE : ROLE_BAD, _("%s - %s, until %s"),
		 title, link_role(chain, i), until);
	for (size_t k = 0; k < ARRAY_LEN(mark_words); k++)
		if (marks & mark_words[k].mark)
			page_field(out, "", "%s", tr(mark_words[k].words));
	free(title);
	free(until);
}

void show_chain(const struct chain *chain, time_t now, struct page *out)
{
	struct chain marked = *chain;
	char *issuer;

	chain_mark(&marked, now);
	for (size_t i = 0; i < chain->n; i++)
		show_link(&marked, i, out);
	if (chain->end == CHAIN_ROOT || chain->n == 0 || chain->anchored)
		return;
	issuer = cert_issuer_title(chain->links[chain->n - 1]);
	page_add(out, ROLE_BAD, tr(end_words[chain->end]), issuer);
	free(issuer);
}

static void differ(struct page *out, const char *what, char *asked, char *got)
{
	bool same = strcmp(asked, got) == 0;

	if (same)
		page_add(out, ROLE_DONE, _("%s: as asked, %s"), what, got);
	else
		page_add(out, ROLE_WARN, _("%s: asked %s, got %s"), what, asked,
			 got);
	free(asked);
	free(got);
}

/* Where no name was asked for, issuers put the address in its place. */
static void differ_names(const struct csr *asked, const struct cert *got,
			 struct page *out)
{
	bool has_name = asked->common_name && *asked->common_name;

	if (!has_name && got->common_name &&
	    address_in_list(got->common_name, &got->emails) != ADDRESS_DIFFERS)
		page_add(out, ROLE_DONE, "%s",
			 _("Name: none, the address stands in its place"));
	else
		differ(out, _("Name"), safe_or_none(asked->common_name),
		       safe_or_none(got->common_name));
}

void show_asked_got(const struct csr *asked, const struct cert *got,
		    struct page *out)
{
	page_add(out, ROLE_TITLE, "%s", _("Asked and got"));
	differ_names(asked, got, out);
	differ(out, _("Address"), addresses_or_none(&asked->emails),
	       addresses_or_none(&got->emails));
	differ(out, _("Key"), spki_text(&asked->spki), spki_text(&got->spki));
	differ(out, _("May"), usage_text(asked->usage),
	       usage_text(got->usage));
	differ(out, _("Purpose"), extended_usage_text(asked->extended),
	       extended_usage_text(got->extended));
}
