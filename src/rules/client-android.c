/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Android's store of credentials; its mail programs take bundles from there. */
#include "rules/client-list.h"

#include "base/text.h"

static enum verdict judge(const struct finding *f, enum ability a)
{
	static const struct import_rule rules[] = {
		/* Up to Android 12 or 13 a "wrong password", later releases
		 * read it (strongswan-docs 5; clip_share 48). */
		{FINDING_P12_MAC_SHA2_OLD, VERDICT_UNKNOWN},
		/* Some releases want RC2-40, others are said to refuse it. */
		{FINDING_P12_RC2_40, VERDICT_UNKNOWN},
		{FINDING_P12_PBMAC1, VERDICT_NO},
		{FINDING_P12_MAC_UNKNOWN, VERDICT_UNKNOWN},
		RULES_END,
	};

	return client_by_rules(rules, f, a);
}

const struct client_ops client_android = {
	.name = "android",
	.title = N_("Android"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};
