/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thunderbird and Evolution, which read bundles by NSS (NSS p12d.c). */
#include "rules/client-list.h"

#include "base/text.h"

static enum verdict judge(const struct finding *f, enum ability a)
{
	static const struct import_rule rules[] = {
		/* Without macData there is nothing to decode (p12d.c). */
		{FINDING_P12_NO_MAC, VERDICT_NO},
		/* MAC by MD5 or an unknown hash: SEC_ERROR_BAD_PASSWORD. */
		{FINDING_P12_MAC_UNKNOWN, VERDICT_NO},
		/* Since NSS 3.102 (bugzilla.mozilla.org 1793811). */
		{FINDING_P12_PBMAC1, VERDICT_UNKNOWN},
		/* A key finds its nickname by its certificate's identifier;
		 * measured with NSS 3.87. */
		{FINDING_P12_NO_LOCALKEYID, VERDICT_NO},
		/* Ed25519 keys: not in NSS 3.87; mozpkix refuses them. */
		{FINDING_KEY_EDDSA, VERDICT_NO},
		RULES_END,
	};

	return client_by_rules(rules, f, a);
}

const struct client_ops client_thunderbird = {
	.name = "thunderbird",
	.title = N_("Thunderbird"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};

const struct client_ops client_evolution = {
	.name = "evolution",
	.title = N_("Evolution"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};
