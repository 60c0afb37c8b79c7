/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail program in general: the catalogue's letters and severities as they
 * are; and what holds for every other one too. */
#include "rules/client-list.h"

#include "base/text.h"

const struct client_rule client_common[CLIENT_COMMON_N] = {
	/* Nobody has seen what is inside. */
	{FINDING_P12_NOT_OPENED, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "RFC 7292 section 4"},
	{FINDING_P12_CIPHER_UNKNOWN, CAN_IMPORT, VERDICT_UNKNOWN, NULL,
	 "RFC 8018 appendix B"},
	/* It is known here only. */
	{FINDING_TRUST_IMPORTED_NOT_TRUSTED, CAN_TRUST, VERDICT_UNKNOWN, NULL,
	 "support.apple.com/102390"},
};

static const struct client_rule rules[] = {
	/* It depends on the program. */
	{FINDING_TRUST_ROOT_STORE_DIFFERS, CAN_TRUST, VERDICT_UNKNOWN, NULL,
	 "RFC 5280 section 6.1.1 d"},
};

static const struct client_table tables[] = {
	CLIENT_TABLE(rules),
	CLIENT_TABLES_END,
};

const struct client_ops client_generic = {
	.name = "generic",
	.title = N_("Mail programs in general"),
	.abilities = CAN_ALL,
	.tables = tables,
	.is_general = true,
};
