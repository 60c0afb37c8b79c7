/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail program in general: the catalogue's letters and severities as they
 * are. */
#include "rules/client-list.h"

#include <string.h>

#include "base/text.h"

/* Letter of an ability in the column "affects". */
static const char letters[ABILITY_COUNT] = {
	[ABILITY_SIGN] = 'S',	[ABILITY_ENCRYPT] = 'E', [ABILITY_DECRYPT] = 'D',
	[ABILITY_IMPORT] = 'M', [ABILITY_TRUST] = 'T',
};

/* What leaves trust open: it is known here only, or the chain is likely to go
 * on to a public root. */
static const enum finding_id open_trust[] = {
	FINDING_TRUST_IMPORTED_NOT_TRUSTED,
	FINDING_TRUST_CHAIN_INCOMPLETE,
};

static enum verdict judge(const struct finding *f, enum ability a)
{
	if (!strchr(finding_info(f->id)->affects, letters[a]))
		return VERDICT_YES;
	if (f->severity == SEVERITY_BLOCKER)
		return VERDICT_NO;
	for (size_t i = 0; a == ABILITY_TRUST && i < ARRAY_LEN(open_trust); i++)
		if (f->id == open_trust[i])
			return VERDICT_UNKNOWN;
	return VERDICT_YES;
}

const struct client_ops client_generic = {
	.name = "generic",
	.title = N_("Mail programs in general"),
	.judge = judge,
};
