/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Android's store of credentials; its mail programs take bundles from there. */
#include "rules/client-list.h"

#include "base/text.h"

static const struct client_rule rules[] = {
	/* Up to Android 12 or 13 a "wrong password", later releases read it. */
	{FINDING_P12_MAC_SHA2_OLD, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "strongswan-docs 5; clip_share 48"},
	/* Some releases want RC2-40, others are said to refuse it. */
	{FINDING_P12_RC2_40, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "strongswan-docs 5"},
	{FINDING_P12_PBMAC1, CAN_IMPORT, VERDICT_NO, NULL,
	 "RFC 9879 section 1"},
	{FINDING_P12_MAC_UNKNOWN, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "RFC 7292 section 4"},
};

static const struct client_table tables[] = {
	CLIENT_TABLE(rules),
	CLIENT_TABLES_END,
};

const struct client_ops client_android = {
	.name = "android",
	.title = N_("Android"),
	.abilities = CAN_IMPORT,
	.tables = tables,
};
