/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Java's key store of the type PKCS12. */
#include "rules/client-list.h"

#include "base/text.h"

/* Measured with Java 17 (sun.security.pkcs12.PKCS12KeyStore). */
static enum verdict judge(const struct finding *f, enum ability a)
{
	static const struct import_rule rules[] = {
		/* AES-128 and AES-256 are read, AES-192 and 3DES are not. */
		{FINDING_P12_AES128, VERDICT_UNKNOWN},
		/* A plain key bag is passed over. */
		{FINDING_P12_KEY_UNSHROUDED, VERDICT_NO},
		/* "Password is not ASCII". */
		{FINDING_P12_PASSWORD_NONASCII, VERDICT_NO},
		/* In the newest releases only. */
		{FINDING_P12_PBMAC1, VERDICT_UNKNOWN},
		{FINDING_P12_MAC_UNKNOWN, VERDICT_UNKNOWN},
		RULES_END,
	};

	return client_by_rules(rules, f, a);
}

const struct client_ops client_java = {
	.name = "java",
	.title = N_("Java"),
	.abilities = RULES_IMPORT,
	.judge = judge,
};
