/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GnuPG 2.2: its gpgsm is behind KMail, Claws Mail and NeoMutt. */
#include "rules/client-list.h"

#include "base/text.h"

/* Measured with gpgsm 2.2.40 (GnuPG sm/minip12.c). */
static enum verdict judge(const struct finding *f, enum ability a)
{
	static const struct import_rule rules[] = {
		/* "error at pkcs5PBES2-params", whatever the PRF is. */
		{FINDING_P12_PBES2_OLD_APPLE, VERDICT_NO},
		/* It ends by a signal on each bundle with an EC key. */
		{FINDING_P12_EC_GPGSM, VERDICT_NO},
		/* RC2-40 of certificates is read, of a key it is not, nor is
		 * RC4 of either. */
		{FINDING_P12_RC2_40, VERDICT_UNKNOWN},
		{FINDING_P12_3DES_2KEY, VERDICT_UNKNOWN},
		{FINDING_P12_KEY_UNSHROUDED, VERDICT_NO},
		{FINDING_KEY_EDDSA, VERDICT_NO},
		{FINDING_KEY_PSS_TYPE, VERDICT_NO},
		RULES_END,
	};

	return client_by_rules(rules, f, a);
}

const struct client_ops client_gpgsm = {
	.name = "gpgsm",
	.title = N_("GnuPG 2.2 (gpgsm)"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};
