/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks against the revocation lists at hand: RFC 5280 section 6.3. */
#include "rules/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/address.h"
#include "x509/crl.h"

/* Why the lists say nothing of a certificate; the later says the more. */
enum silence {
	SILENT_NONE,     /* no list of its issuer */
	SILENT_PARTIAL,  /* one for another kind, or a part */
	SILENT_UNSIGNED, /* the issuer's key did not sign it */
	SILENT_EARLY,    /* one of a time to come */
	SILENT_STALE,    /* one that is out of date */
	SILENT_NOT,      /* the certificate is not in a good one */
};

/* What the lists say of one certificate. */
struct answer {
	const struct crl *revoked_by; /* NULL: not revoked */
	struct crl_entry entry;
	enum silence silence;
	const struct crl *at; /* the list that is the reason */
};

/* An issuer that changes its key is in the chain twice. */
static bool is_signed(const struct crl *crl, const struct chain *chain)
{
	for (size_t i = 1; i < chain->n; i++)
		if (crl_signed_by(crl, chain->links[i]))
			return true;
	return false;
}

static enum silence judge_list(const struct crl *crl, const struct chain *chain,
			       time_t now)
{
	if (!is_signed(crl, chain))
		return SILENT_UNSIGNED;
	if (crl->is_partial)
		return SILENT_PARTIAL;
	if (now < crl->this_update)
		return SILENT_EARLY;
	if (crl->next_update && now > crl->next_update)
		return SILENT_STALE;
	return SILENT_NOT;
}

/* What is on hold may come back, so an old list does not tell; all else stays
 * revoked for ever. */
static bool holds(const struct crl_entry *entry, enum silence age, time_t now)
{
	enum { ON_HOLD = 6, TAKEN_OFF = 8 };

	return entry->since <= now && entry->reason != TAKEN_OFF &&
	       !(entry->reason == ON_HOLD && age == SILENT_STALE);
}

static void ask_lists(const struct subject *s, const struct cert *c,
		      struct answer *out)
{
	*out = (struct answer){0};
	for (size_t i = 0; i < s->crls->n; i++) {
		const struct crl *crl = s->crls->items[i];
		struct crl_entry entry;
		enum silence why;

		if (!crl_is_for(crl, c))
			continue;
		why = judge_list(crl, s->chain, s->now);
		if (why != SILENT_UNSIGNED && crl_find(crl, c, &entry) &&
		    holds(&entry, why, s->now)) {
			out->revoked_by = crl;
			out->entry = entry;
			return;
		}
		if (!out->at || why > out->silence) {
			out->silence = why;
			out->at = crl;
		}
	}
}

static void add_revoked(const struct subject *s, const struct cert *c,
			const struct answer *a, struct report *report)
{
	bool is_leaf = c == s->chain->links[0];
	char *title = cert_title(c), *since = text_date(a->entry.since);
	char *serial = cert_serial(c);
	const char *reason = crl_reason_text(a->entry.reason);

	report_add(report,
		   is_leaf ? FINDING_TRUST_REVOKED : FINDING_TRUST_CA_REVOKED,
		   s->label,
		   _("The certificate of %s, number %s, was revoked on %s. "
		     "The reason: %s."),
		   title, serial, since, reason ? reason : _("none is given"));
	free(serial);
	free(since);
	free(title);
}

/* Each with the certificate and a date of the list. */
static const char *const silences[] = {
	[SILENT_PARTIAL] = N_("The revocation list for %s, made on %s, tells "
			      "only of a part of the certificates."),
	[SILENT_UNSIGNED] = N_("The revocation list for %s, made on %s, was "
			       "not signed by the issuer."),
	[SILENT_EARLY] = N_("The revocation list for %s is of a time to come: "
			    "it says that it was made on %s."),
	[SILENT_STALE] = N_("The revocation list for %s is out of date: a new "
			    "one was due on %s."),
};

static void add_unknown(const struct subject *s, const struct cert *c,
			const struct answer *a, struct report *report)
{
	char *title = cert_title(c), *date;

	if (a->silence == SILENT_NONE) {
		report_add(report, FINDING_TRUST_REVOCATION_UNKNOWN, s->label,
			   _("None of the revocation lists at hand is of the "
			     "issuer of %s."),
			   title);
	} else {
		date = text_date(a->silence == SILENT_STALE
					 ? a->at->next_update
					 : a->at->this_update);
		report_add(report, FINDING_TRUST_REVOCATION_UNKNOWN, s->label,
			   tr(silences[a->silence]), title, date);
		free(date);
	}
	free(title);
}

/* Up to the anchor: a root is not revoked by itself, but taken off the lists
 * of roots. An authority without a list at hand is passed over: the person
 * brought one for the certificate. */
static void check_lists(const struct subject *s, struct report *report)
{
	const struct chain *chain = s->chain;

	for (size_t i = 0; i + 1 < chain->n; i++) {
		const struct cert *c = chain->links[i];
		struct answer a;

		if (i > 0 && i + 1 == chain->anchored)
			return;
		ask_lists(s, c, &a);
		if (a.revoked_by)
			add_revoked(s, c, &a, report);
		else if (a.silence != SILENT_NOT &&
			 (i == 0 || a.silence != SILENT_NONE))
			add_unknown(s, c, &a, report);
	}
}

/* "http://HOST:PORT/…": HOST; false where it is no web address. */
static bool web_host(const char *url, struct slice *out)
{
	static const char *const schemes[] = {"http://", "https://"};

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
		size_t n = strlen(schemes[i]);

		if (!ascii_same(url, schemes[i], n))
			continue;
		out->p = (const unsigned char *)url + n;
		out->n = strcspn(url + n, "/:?#");
		return true;
	}
	return false;
}

static bool has_ending(struct slice host, const char *ending)
{
	size_t n = strlen(ending);

	return host.n >= n &&
	       ascii_same((const char *)host.p + host.n - n, ending, n);
}

/* Names without a dot, of RFC 6762 and its appendix G, of RFC 8375, and
 * addresses of RFC 1918: only to be had inside a company. */
static bool is_internal(struct slice host)
{
	static const char *const endings[] = {
		".local", ".internal", ".intranet", ".private",
		".corp",  ".home",     ".lan",      ".home.arpa"};
	static const char *const beginnings[] = {"10.", "192.168.", "127."};

	if (!memchr(host.p, '.', host.n))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(endings); i++)
		if (has_ending(host, endings[i]))
			return true;
	for (size_t i = 0; i < ARRAY_LEN(beginnings); i++)
		if (host.n > strlen(beginnings[i]) &&
		    memcmp(host.p, beginnings[i], strlen(beginnings[i])) == 0 &&
		    host.p[host.n - 1] >= '0' && host.p[host.n - 1] <= '9')
			return true;
	return false;
}

static bool is_reachable(const struct strlist *urls)
{
	struct slice host;

	for (size_t i = 0; i < urls->n; i++)
		if (web_host(urls->items[i], &host) && !is_internal(host))
			return true;
	return false;
}

static void check_addresses(const struct subject *s, struct report *report)
{
	const struct cert *c = s->leaf;

	if (!c->crl_urls.n || is_reachable(&c->crl_urls) ||
	    is_reachable(&c->ocsp_urls))
		return;
	report_add(report, FINDING_TRUST_REVOCATION_UNKNOWN, s->label,
		   _("Its revocation list is only at %s, which programs "
		     "outside of a company cannot reach."),
		   c->crl_urls.items[0]);
}

static const struct check checks[] = {
	{N_("revocation lists"), NEEDS_CHAIN | NEEDS_CRLS, check_lists},
	{N_("where the revocation list is to be had"), NEEDS_LEAF,
	 check_addresses},
};

struct check_table check_revocation(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
