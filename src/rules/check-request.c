/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of a certificate signing request, and of what the issuer made of it. */
#include "rules/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/phrase.h"
#include "x509/address.h"

static void check_signature(const struct subject *s, struct report *report)
{
	if (!s->request->signature_good)
		report_add(report, FINDING_REQ_SIGNATURE_BAD, s->label,
			   _("The signature (%s) does not fit the request's own "
			     "key."),
			   phrase_or_unknown(s->request->signature));
}

static void check_address(const struct subject *s, struct report *report)
{
	const struct csr *r = s->request;

	if (r->emails.n > 0)
		return;
	if (r->subject_email)
		report_add(report, FINDING_REQ_EMAIL_SUBJECT_ONLY, s->label,
			   _("The address %s stands in the subject only."),
			   r->subject_email);
	else
		report_add(report, FINDING_REQ_NO_EMAIL, s->label,
			   _("Neither the subject nor subjectAltName holds a "
			     "mail address."));
}

static void check_from(const struct subject *s, struct report *report)
{
	struct strlist addresses = {0};
	char *list;

	phrase_addresses(&s->request->emails, s->request->subject_email,
			 &addresses);
	list = phrase_list(&addresses);
	if (addresses.n > 0) {
		enum address_match match =
			address_in_list(s->address, &addresses);

		if (match == ADDRESS_DIFFERS)
			report_add(report, FINDING_REQ_ADDRESS_NOT_FROM,
				   s->label,
				   _("You send from %s, the request is for %s."),
				   s->address, list);
		else if (match == ADDRESS_FOLDED)
			report_add(report, FINDING_REQ_ADDRESS_CASE, s->label,
				   _("You send from %s, the request has %s."),
				   s->address, list);
	}
	free(list);
	strlist_clear(&addresses);
}

static bool has_ascii_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return !at || text_is_ascii(at);
}

/* What the issuer would have to copy letter by letter. */
static void check_form(const struct subject *s, struct report *report)
{
	const struct strlist *emails = &s->request->emails;

	for (size_t i = 0; i < emails->n; i++) {
		const char *address = emails->items[i];
		size_t before = report->n;
		char *clean = NULL;

		if (address_clean(address, &clean, report) < 0) {
			/* An issuer may know the form for such addresses. */
			if (report->items[before].id ==
			    FINDING_REQ_ADDRESS_NONASCII_LOCAL)
				report_lower(report);
		} else if (!has_ascii_domain(address)) {
			report_add(report, FINDING_REQ_ADDRESS_IDN, s->label,
				   _("The request has %s; it should be %s."),
				   address, clean);
		}
		free(clean);
	}
}

static void check_number(const struct subject *s, struct report *report)
{
	char *list;

	if (s->request->emails.n < 2)
		return;
	list = phrase_list(&s->request->emails);
	report_add(report, FINDING_REQ_MULTI_ADDRESS, s->label,
		   _("It asks for %s."), list);
	free(list);
}

static void check_hash(const struct subject *s, struct report *report)
{
	if (s->request->signature_weak)
		report_add(report, FINDING_REQ_HASH_WEAK, s->label,
			   _("It is signed with %s."),
			   phrase_or_unknown(s->request->signature));
}

static void check_challenge(const struct subject *s, struct report *report)
{
	if (s->request->has_challenge)
		report_add(report, FINDING_REQ_CHALLENGE_PASSWORD, s->label,
			   _("It has an attribute challengePassword."));
}

static void check_other(const struct subject *s, struct report *report)
{
	const struct csr *other = s->other_request;
	char *mine, *theirs;

	if (!other || spki_equal(&other->spki, &s->request->spki))
		return;
	mine = hex_text(s->request->spki.id, 8, ':');
	theirs = hex_text(other->spki.id, 8, ':');
	report_add(report, FINDING_REQ_DUPLICATE_OPEN, s->label,
		   _("The public half of the key begins with %s in the one, "
		     "with %s in the other."),
		   mine, theirs);
	free(theirs);
	free(mine);
}

/* Once the certificate is here the key is judged against that instead. */
static void check_its_key(const struct subject *s, struct report *report)
{
	char *id;

	if (s->leaf || (s->key && spki_equal(s->key, &s->request->spki)))
		return;
	id = hex_text(s->request->spki.id, 8, ':');
	report_add(report, FINDING_REQ_LOST_KEY, s->label,
		   _("The request was made from a key whose public half begins "
		     "with %s, and that key is not here."),
		   id);
	free(id);
}

static void check_answer(const struct subject *s, struct report *report)
{
	char *kind;

	if (!s->waiting)
		return;
	kind = spki_text(&s->request->spki);
	report_add(report, FINDING_REQ_WAITING, s->label,
		   _("No certificate for the key of this request (%s) has come "
		     "yet."),
		   kind);
	free(kind);
}

static void compare_names(const struct csr *r, const struct cert *c,
			  struct strlist *changes)
{
	const char *got = c->common_name ? c->common_name : "";

	if (r->common_name && strcmp(r->common_name, got) != 0)
		strlist_take(changes,
			     xasprintf(_("name %s instead of %s"), got,
				       r->common_name));
}

static void compare_addresses(const struct csr *r, const struct cert *c,
			      struct strlist *changes)
{
	for (size_t i = 0; i < r->emails.n; i++)
		if (address_in_list(r->emails.items[i], &c->emails) ==
		    ADDRESS_DIFFERS)
			strlist_take(changes,
				     xasprintf(_("address %s is missing"),
					       r->emails.items[i]));
	for (size_t i = 0; i < c->emails.n; i++)
		if (address_in_list(c->emails.items[i], &r->emails) ==
		    ADDRESS_DIFFERS)
			strlist_take(changes, xasprintf(_("address %s is added"),
							c->emails.items[i]));
}

/* Uses that were not asked for are the issuer's to choose. */
static void compare_uses(const struct csr *r, const struct cert *c,
			 struct strlist *changes)
{
	if (r->usage && r->usage != c->usage) {
		char *got = usage_text(c->usage), *asked = usage_text(r->usage);

		strlist_take(changes, xasprintf(_("key usage %s instead of %s"),
						got, asked));
		free(asked);
		free(got);
	}
	if (r->extended && r->extended != c->extended) {
		char *got = extended_usage_text(c->extended);
		char *asked = extended_usage_text(r->extended);

		strlist_take(changes, xasprintf(_("purposes %s instead of %s"),
						got, asked));
		free(asked);
		free(got);
	}
}

static void check_kept(const struct subject *s, struct report *report)
{
	struct strlist changes = {0};
	char *list;

	if (!spki_equal(&s->leaf->spki, &s->request->spki))
		return;
	compare_names(s->request, s->leaf, &changes);
	compare_addresses(s->request, s->leaf, &changes);
	compare_uses(s->request, s->leaf, &changes);
	list = phrase_list(&changes);
	if (changes.n > 0)
		report_add(report, FINDING_CERT_DIFFERS_FROM_REQUEST, s->label,
			   _("What differs: %s."), list);
	free(list);
	strlist_clear(&changes);
}

/* What was asked for and is not allowed; what is added is no loss. */
static void check_plan(const struct subject *s, struct report *report)
{
	const struct csr *r = s->request;
	const struct cert *c = s->leaf;
	bool sign = r->usage & KU_SIGN && !(c->usage & KU_SIGN);
	bool encrypt = r->usage & KU_ENCRYPTS && !(c->usage & KU_ENCRYPTS);

	if (!c->has_usage || (!sign && !encrypt) ||
	    !spki_equal(&c->spki, &r->spki))
		return;
	report_add(report, FINDING_CERT_KEY_USAGE_MISMATCH_PLAN, s->label,
		   sign ? _("Signing was asked for, and it is not for that.")
			: _("Encryption was asked for, and it is not for "
			    "that."));
}

static const struct check checks[] = {
	{N_("signature of the request"), NEEDS_REQUEST, check_signature},
	{N_("address in the request"), NEEDS_REQUEST, check_address},
	{N_("address in the request and that of the account"),
	 NEEDS_REQUEST | NEEDS_ADDRESS, check_from},
	{N_("form of the addresses in the request"), NEEDS_REQUEST, check_form},
	{N_("number of addresses in the request"), NEEDS_REQUEST, check_number},
	{N_("signature method of the request"), NEEDS_REQUEST, check_hash},
	{N_("no password in the request"), NEEDS_REQUEST, check_challenge},
	{N_("the key of the request is here"), NEEDS_REQUEST | NEEDS_KEY,
	 check_its_key},
	{N_("one request for the address"), NEEDS_REQUEST, check_other},
	{N_("the issuer's answer is here"), NEEDS_REQUEST, check_answer},
	{N_("certificate and request"), NEEDS_REQUEST | NEEDS_LEAF, check_kept},
	{N_("uses that were asked for"), NEEDS_REQUEST | NEEDS_LEAF, check_plan},
};

struct check_table check_request(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
