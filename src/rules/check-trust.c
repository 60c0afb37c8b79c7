/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the chain: whole, sound, in date, and under a root that is known.
 */
#include "rules/check.h"

#include <stdlib.h>

#include "base/text.h"
#include "rules/phrase.h"
#include "x509/constraints.h"

/* 2026-01-01: the year this program was made; no clock can be right that says
 * an earlier one. */
static const time_t program_made = 1767225600;

static const time_t rsa_3072 = 1820966400; /* 2027-09-15 */

enum { DAY = 24 * 60 * 60 };

static const struct cert *chain_top(const struct subject *s)
{
	return s->chain->links[s->chain->n - 1];
}

/* The lists that have a root of this name for mail: "Apple, Mozilla". */
static void lists_naming(const char *name, struct strlist *out)
{
	for (size_t i = 0; i < store_count(); i++)
		if (store_has_name(store_at(i), name))
			strlist_add(out, store_at(i)->title);
}

/* Where the missing issuer is to be had; "" where nothing is known of it. */
static char *whereabouts(const struct cert *top)
{
	struct buf out = {0};
	char *id;

	if (top->authority_key_id.len) {
		id = hex_text(top->authority_key_id.data,
			      top->authority_key_id.len, ':');
		buf_addf(&out, _(" Its key identifier is %s."), id);
		free(id);
	}
	if (top->issuer_urls.n)
		buf_addf(&out, _(" It can be fetched from %s."),
			 top->issuer_urls.items[0]);
	return buf_take(&out);
}

/*
 * Public issuers seldom hand out their root, as every device has it. By its
 * name alone this is likely, not sure: a warning then.
 */
static void add_missing(const struct subject *s, const struct cert *top,
			struct report *report)
{
	char *issuer = cert_issuer_title(top), *title = cert_title(top);
	char *places = whereabouts(top), *where;
	struct strlist lists = {0};

	lists_naming(issuer, &lists);
	where = phrase_list(&lists);
	if (lists.n > 0)
		report_add(
			report, FINDING_TRUST_CHAIN_INCOMPLETE, s->label,
			_("The certificate of %s is missing; it issued that "
			  "of %s. A root of this name is in the lists of %s, "
			  "so devices are likely to have it.%s"),
			issuer, title, where, places);
	else
		report_add(report, FINDING_TRUST_CHAIN_INCOMPLETE, s->label,
			   _("The certificate of %s is missing; it issued that "
			     "of %s.%s"),
			   issuer, title, places);
	if (lists.n > 0)
		report_lower(report);
	free(where);
	strlist_clear(&lists);
	free(places);
	free(title);
	free(issuer);
}

/* Up to something that is trusted, if only the certificate itself. */
static bool is_anchored(const struct subject *s)
{
	return s->chain->anchored ||
	       subject_has_installed(s, s->chain->links[0]);
}

static void check_whole(const struct subject *s, struct report *report)
{
	if (s->chain->end == CHAIN_MISSING && !is_anchored(s))
		add_missing(s, chain_top(s), report);
}

static void check_links(const struct subject *s, struct report *report)
{
	const struct cert *top = chain_top(s), *impostor = s->chain->impostor;
	char *issuer, *title, *places, *fingerprint;

	if (s->chain->end != CHAIN_IMPOSTOR || is_anchored(s))
		return;
	issuer = cert_issuer_title(top);
	title = cert_title(top);
	places = whereabouts(top);
	fingerprint = cert_fingerprint(impostor);
	report_add(report, FINDING_TRUST_LINK_BAD_SIGNATURE, s->label,
		   _("A certificate named %s is here (fingerprint %s), but its "
		     "key did not sign the certificate of %s. The right one is "
		     "missing.%s"),
		   issuer, fingerprint, title, places);
	free(fingerprint);
	free(places);
	free(title);
	free(issuer);
}

/* Links above an anchor are of no concern. */
static size_t links_that_count(const struct chain *chain)
{
	return chain->anchored ? chain->anchored : chain->n;
}

/* Says of each issuer with one of these marks what `say` finds. */
static void each_marked(const struct subject *s, unsigned marks,
			void (*say)(const struct subject *s, size_t at,
				    const char *title, struct report *report),
			struct report *report)
{
	for (size_t i = 1; i < links_that_count(s->chain); i++) {
		char *title;

		if (!(s->chain->marks[i] & marks))
			continue;
		title = cert_title(s->chain->links[i]);
		say(s, i, title, report);
		free(title);
	}
}

static void say_dates(const struct subject *s, size_t at, const char *title,
		      struct report *report)
{
	const struct cert *c = s->chain->links[at];
	char *first = text_date(c->not_before);
	char *last = text_date(c->not_after);

	report_add(report,
		   c->self_signed ? FINDING_TRUST_ROOT_EXPIRED
				  : FINDING_TRUST_INTERMEDIATE_EXPIRED,
		   s->label, _("The certificate of %s is valid from %s to %s."),
		   title, first, last);
	free(last);
	free(first);
}

static void check_dates(const struct subject *s, struct report *report)
{
	each_marked(s, LINK_EXPIRED | LINK_NOT_YET, say_dates, report);
}

static void say_not_ca(const struct subject *s, size_t at, const char *title,
		       struct report *report)
{
	if (s->chain->marks[at] & LINK_NOT_CA)
		report_add(report, FINDING_TRUST_NOT_A_CA, s->label,
			   _("The certificate of %s is not marked CA:TRUE."),
			   title);
	else
		report_add(report, FINDING_TRUST_NOT_A_CA, s->label,
			   _("The key usage of %s lacks keyCertSign."), title);
}

static void check_authorities(const struct subject *s, struct report *report)
{
	each_marked(s, LINK_NOT_CA | LINK_NO_CERT_SIGN, say_not_ca, report);
}

static void say_depth(const struct subject *s, size_t at, const char *title,
		      struct report *report)
{
	bool is_sure = s->chain->marks[at] & LINK_PATH_LENGTH;
	int below = 0;

	for (size_t i = 1; i < at; i++)
		below += !is_sure || !s->chain->links[i]->self_issued;
	report_add(report,
		   is_sure ? FINDING_TRUST_PATHLEN
			   : FINDING_TRUST_STRICT_READER,
		   s->label,
		   is_sure ? _("%s allows %d issuers below itself, and there "
			       "are %d.")
			   : _("%s allows %d issuers below itself, and there "
			       "are %d where one that issued to itself is "
			       "counted."),
		   title, s->chain->links[at]->path_len, below);
}

static void check_depth(const struct subject *s, struct report *report)
{
	if (s->chain->end == CHAIN_TOO_LONG && !s->chain->anchored)
		report_add(report, FINDING_TRUST_PATHLEN, s->label,
			   _("The chain has more than %d certificates or goes "
			     "round in a circle."),
			   CHAIN_MAX);
	each_marked(s, LINK_PATH_LENGTH_ALL, say_depth, report);
}

static void say_names(const struct subject *s, size_t at, const char *title,
		      struct report *report)
{
	const struct chain *chain = s->chain;

	for (size_t i = 0; i < at; i++) {
		char *name = NULL;

		if ((i > 0 && chain->links[i]->self_issued) ||
		    constraints_permit(chain->links[at], chain->links[i],
				       &name))
			continue;
		report_add(report, FINDING_TRUST_NAME_CONSTRAINTS, s->label,
			   _("%s does not allow %s."), title, name);
		free(name);
	}
}

static void say_literal(const struct subject *s, size_t at, const char *title,
			struct report *report)
{
	if (!(s->chain->marks[at] & LINK_NAMES))
		report_add(
			report, FINDING_TRUST_STRICT_READER, s->label,
			_("The names below %s are within its limits, but the "
			  "limits are of a kind that it refuses."),
			title);
}

static void check_domains(const struct subject *s, struct report *report)
{
	each_marked(s, LINK_NAMES, say_names, report);
	each_marked(s, LINK_NAMES_LITERAL, say_literal, report);
}

static void say_purposes(const struct subject *s, size_t at, const char *title,
			 struct report *report)
{
	char *purposes = extended_usage_text(s->chain->links[at]->extended);

	report_add(report, FINDING_TRUST_CA_EKU, s->label,
		   _("The purposes of %s are: %s."), title, purposes);
	free(purposes);
}

static void check_purposes(const struct subject *s, struct report *report)
{
	each_marked(s, LINK_NO_EMAIL, say_purposes, report);
}

static void say_key(const struct subject *s, size_t at, const char *title,
		    struct report *report)
{
	char *kind = spki_text(&s->chain->links[at]->spki);

	report_add(report, FINDING_TRUST_CA_WEAK_KEY, s->label,
		   _("The key of %s is of the kind %s."), title, kind);
	free(kind);
}

/* Below 3072 bits, public issuers may not go on for certificates of mail after
 * this day (the S/MIME Baseline Requirements, section 6.1.5). */
static void check_keys(const struct subject *s, struct report *report)
{
	each_marked(s, LINK_WEAK_KEY, say_key, report);
	if (!subject_is_public(s) || s->chain->links[0]->not_before < rsa_3072)
		return;
	for (size_t i = 1; i < links_that_count(s->chain); i++) {
		const struct spki *key = &s->chain->links[i]->spki;
		char *title;

		if (key->algo != ALGO_RSA || key->bits < 2048 ||
		    key->bits >= 3072)
			continue;
		title = cert_title(s->chain->links[i]);
		say_key(s, i, title, report);
		report_lower(report);
		free(title);
	}
}

static void say_critical(const struct subject *s, size_t at, const char *title,
			 struct report *report)
{
	if (s->chain->marks[at] & LINK_CRITICAL)
		report_add(report, FINDING_CERT_CRITICAL_UNKNOWN, s->label,
			   _("The certificate of %s has a critical extension "
			     "that RFC 5280 does not define."),
			   title);
	else
		report_add(report, FINDING_TRUST_STRICT_READER, s->label,
			   _("The certificate of %s has a critical extension "
			     "that it does not know."),
			   title);
}

static void check_critical(const struct subject *s, struct report *report)
{
	each_marked(s, LINK_CRITICAL | LINK_CRITICAL_RARE, say_critical,
		    report);
}

static void check_policies(const struct subject *s, struct report *report)
{
	for (size_t i = 1; i < links_that_count(s->chain); i++) {
		char *title;

		if (!s->chain->links[i]->has_policy_rules)
			continue;
		title = cert_title(s->chain->links[i]);
		report_add(report, FINDING_TRUST_POLICIES_UNCHECKED, s->label,
			   _("The certificate of %s has rules for policies."),
			   title);
		free(title);
	}
}

static void say_encoding(const struct subject *s, size_t at, const char *title,
			 struct report *report)
{
	char *below = cert_title(s->chain->links[at - 1]);

	report_add(report, FINDING_TRUST_NAME_ENCODING, s->label,
		   _("%s is written differently in its own certificate and, "
		     "as the issuer, in that of %s."),
		   title, below);
	free(below);
}

static void check_encoding(const struct subject *s, struct report *report)
{
	each_marked(s, LINK_ENCODING, say_encoding, report);
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
	{N_("dates of the issuers"), NEEDS_CHAIN, check_dates},
	{N_("issuers are marked as issuers"), NEEDS_CHAIN, check_authorities},
	{N_("length of the chain"), NEEDS_CHAIN, check_depth},
	{N_("mail domains the issuers may certify"), NEEDS_CHAIN,
	 check_domains},
	{N_("purposes of the issuers"), NEEDS_CHAIN, check_purposes},
	{N_("keys of the issuers"), NEEDS_CHAIN, check_keys},
	{N_("critical parts of the issuers' certificates"), NEEDS_CHAIN,
	 check_critical},
	{N_("spelling of the issuers' names"), NEEDS_CHAIN, check_encoding},
	{N_("rules for policies in the chain"), NEEDS_CHAIN, check_policies},
	{N_("clock of this computer"), 0, check_clock},
};

struct check_table check_trust(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
