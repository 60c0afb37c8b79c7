/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlook on Windows: bundles go into the store of the system. */
#include "rules/client-list.h"

#include "base/text.h"

#define EXPORT "learn.microsoft.com PKCS12_PBES2_EXPORT_PARAMS"
#define CHOICE "techcommunity.microsoft.com 1128440"

static const struct client_rule rules[] = {
	/* AES-256 with SHA-256 since Windows 10 1709 and Server 2019. */
	{FINDING_P12_MAC_SHA2_OLD, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 EXPORT},
	/* At most 600 000. */
	{FINDING_P12_ITERATIONS_HIGH, CAN_IMPORT, VERDICT_NO, NULL,
	 "bugzilla.mozilla.org 1436873"},
	/* RFC 9879 is not documented to be read. */
	{FINDING_P12_PBMAC1, CAN_IMPORT, VERDICT_NO, NULL,
	 EXPORT},
	{FINDING_P12_MAC_UNKNOWN, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 EXPORT},
	/* RFC 8410 keys: not in the documented providers. */
	{FINDING_KEY_EDDSA, CAN_USE | CAN_IMPORT, VERDICT_NO, NULL,
	 "learn.microsoft.com CNG Algorithm Identifiers"},
	{FINDING_CERT_SIG_EDDSA, CAN_CHAIN, VERDICT_NO, NULL,
	 "learn.microsoft.com CNG Algorithm Identifiers"},
	/* To encrypt it looks for the purpose of mail by name. */
	{FINDING_CERT_EKU_ANY_ONLY, CAN_ENCRYPT, VERDICT_UNKNOWN, NULL,
	 CHOICE},
	/* Where nothing tells whether it was withdrawn, Outlook may refuse. */
	{FINDING_CERT_NO_CRLDP, CAN_ENCRYPT, VERDICT_UNKNOWN, NULL,
	 CHOICE},
	/* Whoever installed a root for mail has put it into the store of Windows. */
	{FINDING_TRUST_IMPORTED_NOT_TRUSTED, CAN_TRUST, VERDICT_YES, NULL,
	 "learn.microsoft.com Trusted Root Certification Authorities"},
};

static const struct client_table tables[] = {
	CLIENT_TABLE(rules),
	CLIENT_TABLES_END,
};

const struct client_ops client_outlook = {
	.name = "outlook",
	.title = N_("Outlook on Windows"),
	.abilities = CAN_ALL,
	.tables = tables,
};
