/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of a person's certificate: address, dates, uses, signature. */
#include "rules/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/phrase.h"
#include "x509/address.h"

enum {
	DAY = 24 * 60 * 60,
	DAYS_WARN = 30,
	DAYS_NOTE = 60,
	DAYS_APPLE = 1185,
	DAYS_SBR_LEGACY = 1185,
	DAYS_SBR = 825,
};

/* 2022-04-01: since then Apple holds certificates of public issuers to rules
 * of their own (SecPolicyServer.c). */
static const time_t apple_public_rules = 1648771200;

/* 2025-07-16: by ballot SMC08 the day before was the last of the legacy rules
 * (SBR section 7.1.6.1). */
static const time_t legacy_ended = 1752624000;

static bool has_apple_public_rules(const struct subject *s)
{
	return s->leaf->not_before >= apple_public_rules &&
	       subject_root_in(s, store_apple()) != STORE_UNKNOWN;
}

static void check_type(const struct subject *s, struct report *report)
{
	char *title;

	if (!s->leaf->is_ca)
		return;
	title = cert_title(s->leaf);
	report_add(report, FINDING_CERT_WRONG_TYPE_CA, s->label,
		   _("The certificate of %s is marked CA:TRUE."), title);
	free(title);
}

/* What a program that reads subjectAltName only does not find. The old place
 * still counts with private issuers (RFC 8550 section 3). */
static void add_subject_only(const struct subject *s, struct report *report)
{
	report_add(report, FINDING_CERT_EMAIL_SUBJECT_ONLY, s->label,
		   _("The address %s stands in the subject only."),
		   s->leaf->subject_email);
	if (!has_apple_public_rules(s))
		report_lower(report);
}

static void check_address(const struct subject *s, struct report *report)
{
	const struct cert *c = s->leaf;

	if (c->emails.n > 0)
		return;
	if (c->subject_email)
		add_subject_only(s, report);
	else if (c->has_smtp_utf8)
		report_add(report, FINDING_CERT_SMTPUTF8_ONLY, s->label,
			   _("The only address is a SmtpUTF8Mailbox."));
	else if (c->common_name && strchr(c->common_name, '@'))
		report_add(report, FINDING_CERT_EMAIL_CN_ONLY, s->label,
			   _("The common name is %s; there is no address "
			     "elsewhere."),
			   c->common_name);
	else
		report_add(report, FINDING_CERT_NO_EMAIL, s->label,
			   _("Neither subjectAltName nor the subject holds a "
			     "mail address."));
}

static void add_from(const struct subject *s, enum finding_id id,
		     const struct strlist *addresses, struct report *report)
{
	char *list = phrase_list(addresses);

	report_add(report, id, s->label,
		   _("The address looked for is %s, the certificate has %s."),
		   s->address, list);
	free(list);
}

/* No address at all is check_address()'s matter. */
static void check_from(const struct subject *s, struct report *report)
{
	const struct cert *c = s->leaf;
	struct strlist addresses = {0};
	enum address_match match;

	phrase_addresses(&c->emails, c->subject_email, &addresses);
	match = address_in_list(s->address, &addresses);
	if (addresses.n == 0 || match < ADDRESS_FOLDED)
		;
	else if (match == ADDRESS_FOLDED)
		add_from(s, FINDING_CERT_EMAIL_CASE_DIFFERS, &addresses, report);
	else if (c->subject_email &&
		 address_compare(s->address, c->subject_email) !=
			 ADDRESS_DIFFERS)
		add_subject_only(s, report);
	else
		add_from(s, FINDING_CERT_EMAIL_MISMATCH, &addresses, report);
	strlist_clear(&addresses);
}

static void add_days_left(const struct subject *s, long days,
			  struct report *report)
{
	char *last = text_datetime(s->leaf->not_after);

	report_add(report, FINDING_CERT_EXPIRES_SOON, s->label,
		   trn("It is valid until %s, for %ld more day.",
		       "It is valid until %s, for %ld more days.",
		       (unsigned long)days),
		   last, days);
	if (days >= DAYS_WARN)
		report_lower(report);
	free(last);
}

static void check_dates(const struct subject *s, struct report *report)
{
	const struct cert *c = s->leaf;
	long days = text_days_until(c->not_after, s->now);
	char *first = text_datetime(c->not_before);
	char *last = text_datetime(c->not_after);
	char *now = text_datetime(s->now);

	if (s->now < c->not_before)
		report_add(report, FINDING_CERT_NOT_YET_VALID, s->label,
			   _("It is valid from %s on; now it is %s."), first,
			   now);
	else if (s->now > c->not_after)
		report_add(report, FINDING_CERT_EXPIRED, s->label,
			   _("It was valid until %s; now it is %s."), last,
			   now);
	else if (days < DAYS_NOTE)
		add_days_left(s, days, report);
	free(now);
	free(last);
	free(first);
}

static void check_life(const struct subject *s, struct report *report,
		       enum finding_id id, long limit)
{
	long days = text_days_until(s->leaf->not_after, s->leaf->not_before);
	double seconds = difftime(s->leaf->not_after, s->leaf->not_before);

	if (seconds > (double)limit * DAY)
		report_add(report, id, s->label,
			   _("It is valid for %ld days; the limit is %ld."),
			   days, limit);
}

static void check_life_apple(const struct subject *s, struct report *report)
{
	if (has_apple_public_rules(s))
		check_life(s, report, FINDING_CERT_TOO_LONG_APPLE, DAYS_APPLE);
}

/* The policy 2.23.140.1.5.x.y of public issuers: y is 1 legacy, 2 multipurpose,
 * 3 strict (SBR section 7.1.6.1). NULL where there is none. */
static const char *public_policy(const struct cert *c)
{
	static const char arc[] = "2.23.140.1.5.";

	for (size_t i = 0; i < c->policies.n; i++)
		if (strncmp(c->policies.items[i], arc, strlen(arc)) == 0)
			return c->policies.items[i];
	return NULL;
}

static bool is_legacy(const char *policy)
{
	return strcmp(strrchr(policy, '.'), ".1") == 0;
}

static void check_life_sbr(const struct subject *s, struct report *report)
{
	const char *policy = public_policy(s->leaf);

	if (policy)
		check_life(s, report, FINDING_CERT_TOO_LONG_SBR,
			   is_legacy(policy) ? DAYS_SBR_LEGACY : DAYS_SBR);
}

static void check_legacy(const struct subject *s, struct report *report)
{
	const char *policy = public_policy(s->leaf);
	char *first;

	if (!policy || !is_legacy(policy) || s->leaf->not_before < legacy_ended)
		return;
	first = text_date(s->leaf->not_before);
	report_add(report, FINDING_CERT_LEGACY_PROFILE, s->label,
		   _("It is valid from %s on and names the policy %s."), first,
		   policy);
	free(first);
}

static void add_usage(const struct subject *s, enum finding_id id,
		      struct report *report)
{
	char *usage = usage_text(s->leaf->usage);
	char *key = spki_text(&s->leaf->spki);

	report_add(report, id, s->label,
		   _("The key usage is %s; the key is of the kind %s."), usage,
		   key);
	free(key);
	free(usage);
}

/* Absent usage allows everything but with Apple (SecPolicyCreateSMIME). */
static void check_sign(const struct subject *s, struct report *report)
{
	unsigned usage = s->leaf->usage;

	if (!s->leaf->has_usage || usage & KU_SIGN)
		return;
	add_usage(s,
		  usage & KU_NONREPUDIATION
			  ? FINDING_CERT_KU_NONREPUDIATION_ONLY
			  : FINDING_CERT_KU_ENCRYPT_ONLY,
		  report);
}

/*
 * The bit by which a mail's content key reaches this kind of key (RFC 8550
 * section 4.4.2, RFC 5753 section 7.1): RSA enciphers it; with elliptic curves
 * both sides agree on one. 0 where neither is settled.
 */
static unsigned usage_needed(const struct spki *key)
{
	switch (key->algo) {
	case ALGO_RSA:
		return KU_KEY_ENCIPHER;
	case ALGO_EC:
	case ALGO_XDH:
		return KU_AGREE;
	default:
		return 0;
	}
}

static void check_encrypt(const struct subject *s, struct report *report)
{
	const struct cert *c = s->leaf;
	unsigned needed = usage_needed(&c->spki);

	if (!c->has_usage)
		report_add(report, FINDING_CERT_KU_ABSENT, s->label,
			   _("There is no key usage extension."));
	else if (!(c->usage & KU_ENCRYPTS))
		add_usage(s, FINDING_CERT_KU_SIGN_ONLY, report);
	else if (needed && !(c->usage & needed))
		add_usage(s, FINDING_CERT_KU_WRONG_FOR_KEY, report);
}

/* Evolution, GnuPG and OpenSSL look for encipherment only. */
static void check_evolution(const struct subject *s, struct report *report)
{
	const struct cert *c = s->leaf;

	if (c->has_usage && usage_needed(&c->spki) == KU_AGREE &&
	    c->usage & KU_AGREE &&
	    !(c->usage & (KU_KEY_ENCIPHER | KU_DATA_ENCIPHER)))
		add_usage(s, FINDING_CERT_EC_KEYAGREEMENT_EVOLUTION, report);
}

static void add_purposes(const struct subject *s, enum finding_id id,
			 struct report *report)
{
	char *purposes = extended_usage_text(s->leaf->extended);

	report_add(report, id, s->label, _("Its purposes are: %s."), purposes);
	free(purposes);
}

static void check_purpose(const struct subject *s, struct report *report)
{
	const unsigned mixed = EKU_SERVER | EKU_CODE | EKU_TIME | EKU_OCSP;
	const struct cert *c = s->leaf;

	if (!c->has_extended) {
		report_add(report, FINDING_CERT_EKU_ABSENT, s->label,
			   _("There is no extended key usage extension."));
		/* The catalogue's severity is that for private issuers. */
		if (has_apple_public_rules(s))
			report->items[report->n - 1].severity =
				SEVERITY_BLOCKER;
	} else if (!(c->extended & (EKU_EMAIL | EKU_ANY))) {
		add_purposes(s, FINDING_CERT_EKU_NO_EMAIL, report);
	} else if (!(c->extended & EKU_EMAIL)) {
		add_purposes(s, FINDING_CERT_EKU_ANY_ONLY, report);
	} else if (c->extended & mixed) {
		add_purposes(s, FINDING_CERT_EKU_OCSP_OR_SERVER, report);
	}
}

/* A root's own signature protects nothing and is not looked at. */
static void check_hash(const struct subject *s, struct report *report)
{
	size_t n = s->chain ? s->chain->n : 0;

	for (size_t i = 0; i < n || i == 0; i++) {
		const struct cert *c = i ? s->chain->links[i] : s->leaf;
		char *title;

		if (!c->signature_weak || c->self_signed)
			continue;
		title = cert_title(c);
		report_add(report, FINDING_CERT_SIG_SHA1, s->label,
			   _("The certificate of %s is signed with %s."), title,
			   phrase_or_unknown(c->signature));
		free(title);
	}
}

/* One finding for each certificate of the path that has a trait. */
static void find_trait(const struct subject *s, enum finding_id id,
		       bool (*has)(const struct cert *c), const char *format,
		       struct report *report)
{
	size_t n = s->chain ? s->chain->n : 0;

	for (size_t i = 0; i < n || i == 0; i++) {
		const struct cert *c = i ? s->chain->links[i] : s->leaf;
		char *title;

		if (!has(c))
			continue;
		title = cert_title(c);
		report_add(report, id, s->label, format, title);
		free(title);
	}
}

static bool lacks_issuer(const struct cert *c)
{
	return c->issuer_empty;
}

static void check_issuer(const struct subject *s, struct report *report)
{
	find_trait(s, FINDING_CERT_ISSUER_EMPTY, lacks_issuer,
		   _("The certificate of %s names no issuer at all."), report);
}

/* RFC 3279 section 2.3.1: the algorithm of an RSA key has a NULL beside it. */
static bool lacks_null(const struct cert *c)
{
	return c->spki_no_null;
}

static void check_null(const struct subject *s, struct report *report)
{
	find_trait(s, FINDING_KEY_RSA_NO_NULL, lacks_null,
		   _("The key in the certificate of %s is written without the "
		     "NULL of its algorithm."),
		   report);
}

/* A root's own signature is not looked at. */
static bool has_edwards_signature(const struct cert *c)
{
	return !c->self_signed && c->signature &&
	       strncmp(c->signature, "EdDSA", 5) == 0;
}

static void check_edwards(const struct subject *s, struct report *report)
{
	find_trait(s, FINDING_CERT_SIG_EDDSA, has_edwards_signature,
		   _("The certificate of %s is signed by an Ed25519 or Ed448 "
		     "key."),
		   report);
}

static void check_self(const struct subject *s, struct report *report)
{
	char *title;

	if (!s->leaf->self_signed)
		return;
	title = cert_title(s->leaf);
	report_add(report, FINDING_CERT_SELF_SIGNED, s->label,
		   _("Owner and issuer are both %s, and its own key signed it."),
		   title);
	free(title);
}

static void check_serial(const struct subject *s, struct report *report)
{
	char *text;

	if (!s->leaf->serial_bad)
		return;
	text = cert_serial(s->leaf);
	report_add(report, FINDING_CERT_SERIAL_BAD, s->label,
		   _("The serial number is %s (%zu bytes)."), text,
		   s->leaf->serial.len);
	free(text);
}

static void check_revocable(const struct subject *s, struct report *report)
{
	const struct cert *c = s->leaf;

	if (c->crl_urls.n == 0 && c->ocsp_urls.n == 0 && !c->self_signed)
		report_add(report, FINDING_CERT_NO_CRLDP, s->label,
			   _("It names neither a CRL nor an OCSP address."));
}

static void check_critical(const struct subject *s, struct report *report)
{
	char *title;

	if (!s->leaf->critical_unknown && !s->leaf->critical_rare)
		return;
	title = cert_title(s->leaf);
	if (s->leaf->critical_unknown)
		report_add(report, FINDING_CERT_CRITICAL_UNKNOWN, s->label,
			   _("The certificate of %s has a critical extension "
			     "that RFC 5280 does not define."),
			   title);
	else
		report_add(report, FINDING_TRUST_STRICT_READER, s->label,
			   _("The certificate of %s has a critical extension "
			     "that it does not know."),
			   title);
	free(title);
}

static const struct check checks[] = {
	{N_("kind of certificate"), NEEDS_LEAF, check_type},
	{N_("address in the certificate"), NEEDS_LEAF, check_address},
	{N_("address in the certificate and the one looked for"),
	 NEEDS_LEAF | NEEDS_ADDRESS, check_from},
	{N_("dates of the certificate"), NEEDS_LEAF, check_dates},
	{N_("length of validity, Apple's limit"), NEEDS_LEAF | NEEDS_CHAIN,
	 check_life_apple},
	{N_("length of validity, limit of public issuers"), NEEDS_LEAF,
	 check_life_sbr},
	{N_("rules of public issuers that are in force"), NEEDS_LEAF,
	 check_legacy},
	{N_("key usage for signing"), NEEDS_LEAF, check_sign},
	{N_("key usage for encryption"), NEEDS_LEAF, check_encrypt},
	{N_("key usage that Evolution looks for"), NEEDS_LEAF, check_evolution},
	{N_("purpose of the certificate"), NEEDS_LEAF, check_purpose},
	{N_("signature method of the issuer"), NEEDS_LEAF, check_hash},
	{N_("signature by an Ed25519 key"), NEEDS_LEAF, check_edwards},
	{N_("name of the issuer"), NEEDS_LEAF, check_issuer},
	{N_("how the keys are written"), NEEDS_LEAF, check_null},
	{N_("signed by an issuer"), NEEDS_LEAF, check_self},
	{N_("serial number"), NEEDS_LEAF, check_serial},
	{N_("address for withdrawn certificates"), NEEDS_LEAF, check_revocable},
	{N_("critical extensions"), NEEDS_LEAF, check_critical},
};

struct check_table check_cert(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
