/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gmail's hosted S/MIME: bundles are uploaded in the settings. */
#include "rules/client-list.h"

#include "base/text.h"

#define HELP "support.google.com/a/answer/7300887"

/* Which ciphers of bundles are read is not published. Keys are RSA of three
 * sizes, P-256 or P-384. */
static const struct client_rule rules[] = {
	{FINDING_KEY_EDDSA, CAN_USE | CAN_IMPORT, VERDICT_NO, NULL,
	 HELP},
	{FINDING_KEY_RSA_ODD_SIZE, CAN_USE | CAN_IMPORT, VERDICT_NO, NULL,
	 HELP},
	{FINDING_KEY_RSA_HUGE, CAN_USE | CAN_IMPORT, VERDICT_NO, NULL,
	 HELP},
	{FINDING_KEY_EC_CURVE, CAN_USE | CAN_IMPORT, VERDICT_NO, NULL,
	 HELP},
	{FINDING_KEY_EC_P521, CAN_USE | CAN_IMPORT, VERDICT_NO, NULL, HELP},
	{FINDING_CERT_SIG_EDDSA, CAN_CHAIN, VERDICT_NO, NULL, HELP},
	/* Positive, and no longer than 20 bytes. */
	{FINDING_CERT_SERIAL_BAD, CAN_USE, VERDICT_NO, NULL,
	 HELP},
	/* Roots of its own list, and those an administrator has uploaded. */
	{FINDING_TRUST_IMPORTED_NOT_TRUSTED, CAN_CHAIN, VERDICT_UNKNOWN, NULL,
	 HELP},
	{FINDING_P12_PBMAC1, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 HELP},
	{FINDING_P12_NO_MAC, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 HELP},
	{FINDING_P12_MAC_UNKNOWN, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 HELP},
	{FINDING_P12_RC2_40, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 HELP},
};

static const struct client_table tables[] = {
	CLIENT_TABLE(rules),
	CLIENT_TABLES_END,
};

const struct client_ops client_gmail = {
	.name = "gmail",
	.title = N_("Gmail for organisations"),
	.abilities = CAN_ALL,
	.tables = tables,
};
