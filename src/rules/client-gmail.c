/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gmail's hosted S/MIME: bundles are uploaded in the settings. */
#include "rules/client-list.h"

#include "base/text.h"

/* support.google.com/a/answer/7300887 says which keys; which ciphers of
 * bundles are read is not published. */
static enum verdict judge(const struct finding *f, enum ability a)
{
	static const struct import_rule rules[] = {
		{FINDING_KEY_EDDSA, VERDICT_NO},
		{FINDING_P12_PBMAC1, VERDICT_UNKNOWN},
		{FINDING_P12_NO_MAC, VERDICT_UNKNOWN},
		{FINDING_P12_MAC_UNKNOWN, VERDICT_UNKNOWN},
		{FINDING_P12_RC2_40, VERDICT_UNKNOWN},
		RULES_END,
	};

	return client_by_rules(rules, f, a);
}

const struct client_ops client_gmail = {
	.name = "gmail",
	.title = N_("Gmail for organisations"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};
