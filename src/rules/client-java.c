/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Java's key store of the type PKCS12; measured with Java 17. */
#include "rules/client-list.h"

#include "base/text.h"

#define KEY_STORE "sun.security.pkcs12.PKCS12KeyStore of Java 17"

static const struct client_rule rules[] = {
	/* AES-128 and AES-256 are read, AES-192 and 3DES are not. */
	{FINDING_P12_AES128, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 KEY_STORE},
	/* A plain key bag is passed over. */
	{FINDING_P12_KEY_UNSHROUDED, CAN_IMPORT, VERDICT_NO, NULL,
	 KEY_STORE},
	/* "Password is not ASCII". */
	{FINDING_P12_PASSWORD_NONASCII, CAN_IMPORT, VERDICT_NO, NULL,
	 KEY_STORE},
	/* In the newest releases only. */
	{FINDING_P12_PBMAC1, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 KEY_STORE},
	{FINDING_P12_MAC_UNKNOWN, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 KEY_STORE},
};

static const struct client_table tables[] = {
	CLIENT_TABLE(rules),
	CLIENT_TABLES_END,
};

const struct client_ops client_java = {
	.name = "java",
	.title = N_("Java"),
	.abilities = CAN_IMPORT,
	.tables = tables,
};
