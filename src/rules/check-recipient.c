/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A certificate judged as that of somebody to be written to: by the checks of
 * one's own, under names that say whose fault it is. */
#include "rules/check.h"

#include <string.h>

#include "base/text.h"

static const struct {
	enum finding_id own, theirs;
} names[] = {
	{FINDING_CERT_EXPIRED, FINDING_RCPT_EXPIRED},
	{FINDING_CERT_NOT_YET_VALID, FINDING_RCPT_NOT_YET_VALID},
	{FINDING_CERT_NO_EMAIL, FINDING_RCPT_ADDRESS_MISMATCH},
	{FINDING_CERT_EMAIL_CN_ONLY, FINDING_RCPT_ADDRESS_MISMATCH},
	{FINDING_CERT_EMAIL_MISMATCH, FINDING_RCPT_ADDRESS_MISMATCH},
	{FINDING_CERT_EMAIL_CASE_DIFFERS, FINDING_RCPT_ADDRESS_CASE},
	{FINDING_CERT_KU_SIGN_ONLY, FINDING_RCPT_SIGN_ONLY},
	{FINDING_CERT_KU_ABSENT, FINDING_RCPT_KU_ABSENT},
	{FINDING_CERT_EKU_NO_EMAIL, FINDING_RCPT_EKU},
	{FINDING_CERT_EKU_ANY_ONLY, FINDING_RCPT_EKU},
	{FINDING_CERT_SIG_SHA1, FINDING_RCPT_WEAK_KEY},
	{FINDING_KEY_RSA_TOO_SHORT, FINDING_RCPT_WEAK_KEY},
	{FINDING_KEY_EC_ENCRYPT_APPLE, FINDING_RCPT_EC_KEY},
	{FINDING_TRUST_CHAIN_INCOMPLETE, FINDING_RCPT_MISSING_INTERMEDIATE},
	{FINDING_TRUST_ROOT_UNKNOWN, FINDING_RCPT_UNTRUSTED},
	{FINDING_TRUST_REVOKED, FINDING_RCPT_REVOKED},
};

/* What its owner has to see to, or what says the same as another one does. */
static const enum finding_id not_mine[] = {
	FINDING_CERT_EXPIRES_SOON,
	FINDING_CERT_SELF_SIGNED,
};

static enum finding_id name_of(enum finding_id own)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].own == own)
			return names[i].theirs;
	return own;
}

/* Only who encrypts is concerned: what hinders the owner from signing is no
 * matter here. */
static bool is_of_concern(enum finding_id id)
{
	for (size_t i = 0; i < ARRAY_LEN(not_mine); i++)
		if (not_mine[i] == id)
			return false;
	return strchr(finding_info(id)->affects, 'E') != NULL;
}

static void add_renamed(const struct finding *f, struct report *report)
{
	report_add(report, name_of(f->id), NULL, "%s", "");
	report_stands_for(report, f);
}

void check_recipient(const struct subject *s, struct report *report,
		     struct strlist *passed)
{
	struct report found = {0};

	if (!s->leaf) {
		report_add(report, FINDING_RCPT_NO_CERT, s->label,
			   _("There is no certificate for %s here."),
			   s->address);
		return;
	}
	check_all(s, &found, passed);
	for (size_t i = 0; i < found.n; i++)
		if (is_of_concern(found.items[i].id))
			add_renamed(&found.items[i], report);
	check_sort(report);
	report_clear(&found);
}
