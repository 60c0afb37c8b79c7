/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenSSL 3 as it is installed, without its legacy provider. */
#include "rules/client-list.h"

#include "base/text.h"

static enum verdict judge(const struct finding *f, enum ability a)
{
	static const struct import_rule rules[] = {
		/* RC2 and RC4 want -legacy (openssl-pkcs12 manual). */
		{FINDING_P12_RC2_40, VERDICT_NO},
		/* Since OpenSSL 3.4 (its CHANGES). */
		{FINDING_P12_PBMAC1, VERDICT_UNKNOWN},
		/* MD5 is still read; of others nothing is known. */
		{FINDING_P12_MAC_UNKNOWN, VERDICT_UNKNOWN},
		RULES_END,
	};

	return client_by_rules(rules, f, a);
}

const struct client_ops client_openssl = {
	.name = "openssl",
	.title = N_("OpenSSL 3"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};
