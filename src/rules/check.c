/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the tables of checks, and drops findings that only follow from others. */
#include "rules/check.h"

#include <string.h>

#include "base/text.h"

static struct check_table (*const tables[])(void) = {
	check_key,    check_request,  check_cert,
	check_bundle, check_contents, check_trust,
	check_revocation,
	check_beside,
	check_root,
};

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
 * follow from it, of the same file or person. A request or a web page in place
 * of a certificate makes every judgement about a certificate void; a missing
 * issuer leaves the root unknown; without a certificate nothing is amiss with
 * it. What has a cause of its own all the same stands in exempt[].
 */
static const struct follower {
	enum finding_id cause, first, last;
} followers[] = {
#define ALL_CERT \
	FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_KEY_USAGE_MISMATCH_PLAN
#define ONE(id) FINDING_##id, FINDING_##id
	{FINDING_CERT_IS_HTML, ALL_CERT},
	{FINDING_CERT_IS_REQUEST, ALL_CERT},
	{FINDING_CERT_IS_ZIP, ALL_CERT},
	{FINDING_CERT_TEXT_DAMAGED, ALL_CERT},
	{FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_NO_EMAIL,
	 FINDING_CERT_SMTPUTF8_ONLY},
	{FINDING_CERT_WRONG_TYPE_CA, FINDING_CERT_KU_SIGN_ONLY,
	 FINDING_CERT_EKU_ABSENT},
	{FINDING_CERT_EXPIRED, ONE(CERT_EXPIRES_SOON)},
	{FINDING_KEY_MISSING, ONE(P12_NO_KEY)},
	{FINDING_KEY_MISSING, ONE(CL_MAC_CERT_IN_CERTIFICATES)},
	{FINDING_KEY_MISSING, ONE(CL_OUTLOOK_NO_ID)},
	{FINDING_P12_KEY_MISMATCH, ONE(KEY_NOT_MATCHING)},
	{FINDING_TRUST_CHAIN_INCOMPLETE, ONE(TRUST_ROOT_UNKNOWN)},
	{FINDING_TRUST_CHAIN_INCOMPLETE, ONE(RCPT_UNTRUSTED)},
	{FINDING_RCPT_MISSING_INTERMEDIATE, ONE(RCPT_UNTRUSTED)},
	{FINDING_RCPT_NO_CERT, FINDING_RCPT_ADDRESS_MISMATCH,
	 FINDING_RCPT_RENEWED},
	{FINDING_RCPT_NO_CERT, FINDING_RCPT_STALE_DIRECTORY,
	 FINDING_RCPT_SEEN_NOT_INSTALLED},
	{FINDING_CL_TB_SETTING_CLEARED, ONE(CL_IDENTITY_NOT_SELECTED)},
#undef ONE
#undef ALL_CERT
};

/* What tells why there is no certificate, and what is told of all together. */
static const enum finding_id exempt[] = {
	FINDING_RCPT_OPENPGP_ONLY,
	FINDING_RCPT_GROUP,
	FINDING_RCPT_FILE_IS_P12,
	FINDING_RCPT_ONE_OF_MANY,
};

static bool is_exempt(enum finding_id id)
{
	for (size_t i = 0; i < ARRAY_LEN(exempt); i++)
		if (exempt[i] == id)
			return true;
	return false;
}

/* What was answered, or is told of no file, is about each. */
static bool is_about(const struct finding *a, const struct finding *b)
{
	return !a->subject || !b->subject || !*a->subject || !*b->subject ||
	       strcmp(a->subject, b->subject) == 0;
}

static bool follows(const struct report *r, const struct finding *f)
{
	for (size_t i = 0; i < ARRAY_LEN(followers); i++) {
		const struct follower *row = &followers[i];

		if (f->id < row->first || f->id > row->last)
			continue;
		for (size_t k = 0; k < r->n; k++)
			if (r->items[k].id == row->cause &&
			    is_about(&r->items[k], f))
				return !is_exempt(f->id);
	}
	return false;
}

void check_suppress(struct report *report)
{
	report_filter(report, follows);
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
