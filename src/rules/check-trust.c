/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the chain: whole, sound, in date, and under a root that is known. */
#include "rules/check.h"

#include <stdlib.h>

#include "base/text.h"
#include "rules/phrase.h"
#include "rules/store.h"
#include "x509/constraints.h"

/* 2026-01-01: the year this program was made; no clock can be right that says
 * an earlier one. */
static const time_t program_made = 1767225600;

enum { DAY = 24 * 60 * 60 };

static const struct cert *chain_top(const struct subject *s)
{
	return s->chain->links[s->chain->n - 1];
}

/* Trusted by the person; an issuer below a root may be chosen too. */
static bool is_chosen(const struct subject *s, const struct cert *c)
{
	return s->roots && cert_list_has(s->roots, c);
}

static bool is_anchor(const struct subject *s, const struct cert *c)
{
	return is_chosen(s, c) || store_is_public(c);
}

/* The lists that have a root of this name for mail: "Apple, Mozilla". */
static void lists_naming(const char *name, struct strlist *out)
{
	for (size_t i = 0; i < store_count(); i++)
		if (store_has_name(store_at(i), name))
			strlist_add(out, store_at(i)->title);
}

/*
 * Public issuers seldom hand out their root, as every device has it. By its
 * name alone this is likely, not sure: a warning then.
 */
static void add_missing(const struct subject *s, const struct cert *top,
			struct report *report)
{
	char *issuer = cert_issuer_title(top), *title = cert_title(top);
	struct strlist lists = {0};
	char *where;

	lists_naming(issuer, &lists);
	where = phrase_list(&lists);
	if (lists.n > 0)
		report_add(report, FINDING_TRUST_CHAIN_INCOMPLETE, s->label,
			   _("The certificate of %s is missing; it issued that "
			     "of %s. A root of this name is in the lists of %s, "
			     "so devices are likely to have it."),
			   issuer, title, where);
	else if (top->issuer_urls.n > 0)
		report_add(report, FINDING_TRUST_CHAIN_INCOMPLETE, s->label,
			   _("The certificate of %s is missing; it issued that "
			     "of %s. It can be fetched from %s."),
			   issuer, title, top->issuer_urls.items[0]);
	else
		report_add(report, FINDING_TRUST_CHAIN_INCOMPLETE, s->label,
			   _("The certificate of %s is missing; it issued that "
			     "of %s."),
			   issuer, title);
	if (lists.n > 0)
		report_lower(report);
	free(where);
	strlist_clear(&lists);
	free(title);
	free(issuer);
}

static void check_whole(const struct subject *s, struct report *report)
{
	const struct cert *top = chain_top(s);

	if (s->chain->end == CHAIN_MISSING && !is_anchor(s, top))
		add_missing(s, top, report);
}

static void check_links(const struct subject *s, struct report *report)
{
	const struct cert *top = chain_top(s);
	char *issuer, *title;

	if (s->chain->end != CHAIN_IMPOSTOR || is_anchor(s, top))
		return;
	issuer = cert_issuer_title(top);
	title = cert_title(top);
	report_add(report, FINDING_TRUST_LINK_BAD_SIGNATURE, s->label,
		   _("A certificate named %s is here, but its key did not sign "
		     "the certificate of %s."),
		   issuer, title);
	free(title);
	free(issuer);
}

static void add_unlisted(const struct subject *s, bool is_trusted_here,
			 struct report *report)
{
	const struct cert *root = chain_top(s);
	char *title = cert_title(root);
	char *fingerprint = cert_fingerprint(root);

	report_add(report,
		   is_trusted_here ? FINDING_TRUST_IMPORTED_NOT_TRUSTED
				   : FINDING_TRUST_ROOT_UNKNOWN,
		   s->label, _("The root is %s, fingerprint %s."), title,
		   fingerprint);
	free(fingerprint);
	free(title);
}

/* The root is public, but some list has it for other purposes than mail. */
static void add_no_email(const struct subject *s, const struct strlist *others,
			 bool is_mail_elsewhere, struct report *report)
{
	char *title = cert_title(chain_top(s));
	char *lists = phrase_list(others);

	report_add(report, FINDING_TRUST_ROOT_NO_EMAIL_BIT, s->label,
		   _("The root is %s; the list of %s has it without the "
		     "purpose of mail."),
		   title, lists);
	if (is_mail_elsewhere)
		report_lower(report);
	free(lists);
	free(title);
}

static void check_root(const struct subject *s, struct report *report)
{
	const struct cert *root = subject_root(s);
	struct strlist others = {0};
	bool is_mail = false;

	for (size_t i = 0; root && i < store_count(); i++) {
		enum store_trust trust = store_find(store_at(i), root);

		is_mail |= trust == STORE_EMAIL;
		if (trust == STORE_OTHER)
			strlist_add(&others, store_at(i)->title);
	}
	if (!root)
		;
	else if (is_chosen(s, root) && !is_mail)
		add_unlisted(s, true, report);
	else if (others.n > 0)
		add_no_email(s, &others, is_mail, report);
	else if (!is_mail)
		add_unlisted(s, false, report);
	strlist_clear(&others);
}

static void check_dates(const struct subject *s, struct report *report)
{
	for (size_t i = 1; i < s->chain->n; i++) {
		const struct cert *c = s->chain->links[i];
		char *title = cert_title(c);
		char *first = text_date(c->not_before);
		char *last = text_date(c->not_after);

		if (s->now < c->not_before || s->now > c->not_after)
			report_add(report,
				   c->self_signed
					   ? FINDING_TRUST_ROOT_EXPIRED
					   : FINDING_TRUST_INTERMEDIATE_EXPIRED,
				   s->label,
				   _("The certificate of %s is valid from %s "
				     "to %s."),
				   title, first, last);
		free(last);
		free(first);
		free(title);
	}
}

/* Roots of the lists may be older than the mark (RFC 5280 section 6.1.4 k). */
static void check_authorities(const struct subject *s, struct report *report)
{
	for (size_t i = 1; i < s->chain->n; i++) {
		const struct cert *c = s->chain->links[i];
		char *title = cert_title(c);

		if (!c->is_ca && !(c->self_signed && is_anchor(s, c)))
			report_add(report, FINDING_TRUST_NOT_A_CA, s->label,
				   _("The certificate of %s is not marked "
				     "CA:TRUE."),
				   title);
		else if (c->has_usage && !(c->usage & KU_CERT_SIGN))
			report_add(report, FINDING_TRUST_NOT_A_CA, s->label,
				   _("The key usage of %s lacks keyCertSign."),
				   title);
		free(title);
	}
}

/* Self-issued certificates are not counted (RFC 5280 section 6.1.4 l). */
static void check_depth(const struct subject *s, struct report *report)
{
	long below = 0;

	if (s->chain->end == CHAIN_TOO_LONG)
		report_add(report, FINDING_TRUST_PATHLEN, s->label,
			   _("The chain has more than %d certificates or goes "
			     "round in a circle."),
			   CHAIN_MAX);
	for (size_t i = 1; i < s->chain->n; i++) {
		const struct cert *c = s->chain->links[i];
		char *title = cert_title(c);

		if (c->path_len >= 0 && below > c->path_len)
			report_add(report, FINDING_TRUST_PATHLEN, s->label,
				   _("%s allows %d issuers below itself, and "
				     "there are %ld."),
				   title, c->path_len, below);
		if (!c->self_issued)
			below++;
		free(title);
	}
}

static void check_domains(const struct subject *s, struct report *report)
{
	const struct cert *leaf = s->chain->links[0];
	struct strlist addresses = {0};

	phrase_addresses(&leaf->emails, leaf->subject_email, &addresses);
	for (size_t i = 1; i < s->chain->n; i++) {
		const struct cert *c = s->chain->links[i];
		char *title = cert_title(c);

		for (size_t k = 0; c->has_name_constraints && k < addresses.n;
		     k++)
			if (!constraints_permit_address(c, addresses.items[k]))
				report_add(report,
					   FINDING_TRUST_NAME_CONSTRAINTS,
					   s->label,
					   _("%s does not allow %s."), title,
					   addresses.items[k]);
		free(title);
	}
	strlist_clear(&addresses);
}

/* Roots are trusted by the purposes of the lists instead. */
static void check_purposes(const struct subject *s, struct report *report)
{
	for (size_t i = 1; i < s->chain->n; i++) {
		const struct cert *c = s->chain->links[i];
		char *title = cert_title(c);
		char *purposes = extended_usage_text(c->extended);

		if (!c->self_signed && c->has_extended &&
		    !(c->extended & (EKU_EMAIL | EKU_ANY)))
			report_add(report, FINDING_TRUST_CA_EKU, s->label,
				   _("The purposes of %s are: %s."), title,
				   purposes);
		free(purposes);
		free(title);
	}
}

static bool is_strong(const struct spki *key)
{
	switch (key->algo) {
	case ALGO_RSA:
	case ALGO_RSA_PSS:
		return key->bits >= 2048;
	case ALGO_EC:
		return key->bits >= 256;
	case ALGO_EDDSA:
		return true;
	default:
		return false;
	}
}

static void check_keys(const struct subject *s, struct report *report)
{
	for (size_t i = 1; i < s->chain->n; i++) {
		const struct cert *c = s->chain->links[i];
		char *title = cert_title(c), *kind = spki_text(&c->spki);

		if (!is_strong(&c->spki))
			report_add(report, FINDING_TRUST_CA_WEAK_KEY, s->label,
				   _("The key of %s is of the kind %s."), title,
				   kind);
		free(kind);
		free(title);
	}
}

static time_t newest_start(const struct subject *s)
{
	time_t newest = s->leaf ? s->leaf->not_before : 0;

	for (size_t i = 0; s->chain && i < s->chain->n; i++)
		if (s->chain->links[i]->not_before > newest)
			newest = s->chain->links[i]->not_before;
	return newest;
}

static void check_clock(const struct subject *s, struct report *report)
{
	time_t newest = newest_start(s);
	char *now = text_datetime(s->now), *then = text_date(newest);

	if (s->now < program_made)
		report_add(report, FINDING_TRUST_CLOCK_SKEW, s->label,
			   _("It says %s, but this program is newer."), now);
	else if (difftime(newest, s->now) > DAY)
		report_add(report, FINDING_TRUST_CLOCK_SKEW, s->label,
			   _("It says %s, but a certificate here was made for "
			     "the time from %s on."),
			   now, then);
	free(then);
	free(now);
}

static const struct check checks[] = {
	{N_("the chain is whole"), NEEDS_CHAIN, check_whole},
	{N_("signatures in the chain"), NEEDS_CHAIN, check_links},
	{N_("trust in the root"), NEEDS_CHAIN, check_root},
	{N_("dates of the issuers"), NEEDS_CHAIN, check_dates},
	{N_("issuers are marked as issuers"), NEEDS_CHAIN, check_authorities},
	{N_("length of the chain"), NEEDS_CHAIN, check_depth},
	{N_("mail domains the issuers may certify"), NEEDS_CHAIN,
	 check_domains},
	{N_("purposes of the issuers"), NEEDS_CHAIN, check_purposes},
	{N_("keys of the issuers"), NEEDS_CHAIN, check_keys},
	{N_("clock of this computer"), 0, check_clock},
};

struct check_table check_trust(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
