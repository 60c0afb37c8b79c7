/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlook on Windows: bundles go into the store of the system. */
#include "rules/client-list.h"

#include "base/text.h"

static enum verdict judge(const struct finding *f, enum ability a)
{
	static const struct import_rule rules[] = {
		/* AES-256 with SHA-256 since Windows 10 1709 and Server 2019
		 * (learn.microsoft.com PKCS12_PBES2_EXPORT_PARAMS). */
		{FINDING_P12_MAC_SHA2_OLD, VERDICT_UNKNOWN},
		/* At most 600 000 (bugzilla.mozilla.org 1436873). */
		{FINDING_P12_ITERATIONS_HIGH, VERDICT_NO},
		/* RFC 9879 is not documented to be read. */
		{FINDING_P12_PBMAC1, VERDICT_NO},
		{FINDING_P12_MAC_UNKNOWN, VERDICT_UNKNOWN},
		/* RFC 8410 keys: not in the documented providers. */
		{FINDING_KEY_EDDSA, VERDICT_NO},
		RULES_END,
	};

	return client_by_rules(rules, f, a);
}

const struct client_ops client_outlook = {
	.name = "outlook",
	.title = N_("Outlook on Windows"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};
