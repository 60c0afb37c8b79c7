/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the tables of checks, and drops findings that only follow from others. */
#include "rules/check.h"

#include "base/text.h"
#include "rules/store.h"

static struct check_table (*const tables[])(void) = {
	check_key,    check_request,  check_cert,
	check_bundle, check_contents, check_trust,
	check_revocation,
	check_beside,
};

const struct spki *subject_spki(const struct subject *s)
{
	if (s->leaf)
		return &s->leaf->spki;
	if (s->key)
		return s->key;
	return s->request ? &s->request->spki : NULL;
}

const struct cert *subject_root(const struct subject *s)
{
	const struct chain *chain = s->chain;

	return chain && chain->n && chain->end == CHAIN_ROOT
		       ? chain->links[chain->n - 1]
		       : NULL;
}

bool subject_is_public(const struct subject *s)
{
	const struct cert *root = subject_root(s);

	return root && store_is_public(root);
}

bool subject_has_anchor(const struct subject *s, const struct cert *c)
{
	return (s->roots && cert_list_has(s->roots, c)) || store_is_public(c);
}

static bool is_anchor(const struct cert *c, const void *subject)
{
	return subject_has_anchor(subject, c);
}

void subject_build(struct subject *s, struct pool *pool,
		   const struct cert_list *more, struct paths *out)
{
	struct paths_ask ask = {.leaf = s->leaf,
				.more = more,
				.now = s->now,
				.is_anchor = is_anchor,
				.ctx = s};

	paths_build(pool, &ask, out);
	s->paths = out;
	s->chain = &out->items[0];
}

/* Bits of what is there. */
static unsigned subject_has(const struct subject *s)
{
	unsigned has = 0;

	has |= s->leaf ? NEEDS_LEAF : 0;
	has |= s->chain && s->chain->n ? NEEDS_CHAIN : 0;
	has |= s->request ? NEEDS_REQUEST : 0;
	has |= s->key || s->key_missing ? NEEDS_KEY : 0;
	has |= s->address ? NEEDS_ADDRESS : 0;
	has |= s->bundle_info ? NEEDS_BUNDLE_INFO : 0;
	has |= s->bundle ? NEEDS_BUNDLE : 0;
	has |= s->bundle && s->bundle_password ? NEEDS_PASSWORD : 0;
	has |= s->crls && s->crls->n ? NEEDS_CRLS : 0;
	has |= s->others && s->others->n ? NEEDS_OTHERS : 0;
	has |= s->path && (s->bundle_info || s->key_plain) ? NEEDS_PATH : 0;
	has |= subject_spki(s) ? NEEDS_PUBLIC_KEY : 0;
	return has;
}

static void run_table(struct check_table table, const struct subject *s,
		      struct report *report, struct strlist *passed)
{
	unsigned has = subject_has(s);

	for (size_t i = 0; i < table.n; i++) {
		const struct check *check = &table.checks[i];
		size_t before = report->n;

		if (check->needs & ~has)
			continue;
		check->run(s, report);
		if (passed && report->n == before)
			strlist_add(passed, tr(check->name));
	}
}

/*
 * Where the cause was found, all rows from first to last of the catalogue only
 * follow from it. A request or a web page in place of a certificate makes
 * every judgement about a certificate void; a missing issuer leaves the root
 * unknown.
 */
static const struct follower {
	enum finding_id cause, first, last;
} followers[] = {
#define ALL_CERT FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_CRITICAL_UNKNOWN
	{FINDING_CERT_IS_HTML, ALL_CERT},
	{FINDING_CERT_IS_REQUEST, ALL_CERT},
	{FINDING_CERT_IS_ZIP, ALL_CERT},
	{FINDING_CERT_TEXT_DAMAGED, ALL_CERT},
#undef ALL_CERT
	{FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_NO_EMAIL,
	 FINDING_CERT_SMTPUTF8_ONLY},
	{FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_KU_SIGN_ONLY,
	 FINDING_CERT_EKU_ABSENT},
	{FINDING_CERT_EXPIRED, FINDING_CERT_EXPIRES_SOON,
	 FINDING_CERT_EXPIRES_SOON},
	{FINDING_KEY_MISSING, FINDING_P12_NO_KEY, FINDING_P12_NO_KEY},
	{FINDING_P12_KEY_MISMATCH, FINDING_KEY_NOT_MATCHING,
	 FINDING_KEY_NOT_MATCHING},
	{FINDING_TRUST_CHAIN_INCOMPLETE, FINDING_TRUST_ROOT_UNKNOWN,
	 FINDING_TRUST_ROOT_UNKNOWN},
};

void check_suppress(struct report *report)
{
	for (size_t i = 0; i < ARRAY_LEN(followers); i++) {
		const struct follower *f = &followers[i];

		if (!report_has(report, f->cause))
			continue;
		for (int id = (int)f->first; id <= (int)f->last; id++)
			report_remove(report, (enum finding_id)id);
	}
}

void check_sort(struct report *report)
{
	report_sort(report);
	for (size_t i = 0; i < report->n; i++) {
		struct finding clock = report->items[i];

		if (clock.id != FINDING_TRUST_CLOCK_SKEW)
			continue;
		for (size_t at = i; at > 0; at--)
			report->items[at] = report->items[at - 1];
		report->items[0] = clock;
		return;
	}
}

void check_all(const struct subject *s, struct report *report,
	       struct strlist *passed)
{
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		run_table(tables[i](), s, report, passed);
	check_suppress(report);
	check_sort(report);
}
