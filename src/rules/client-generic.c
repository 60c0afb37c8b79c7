/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail program in general: the catalogue's letters and severities as they
 * are. */
#include "rules/client-list.h"

#include <string.h>

#include "base/text.h"

/* Letter of an ability in the column "affects". */
static const char letters[ABILITY_COUNT] = {
	[ABILITY_SIGN] = 'S',    [ABILITY_ENCRYPT] = 'E',
	[ABILITY_DECRYPT] = 'D', [ABILITY_IMPORT] = 'M',
	[ABILITY_TRUST] = 'T',
};

/* What leaves trust open: it is known here only, or the chain is likely to go
 * on to a public root. */
static const enum finding_id open_trust[] = {
	FINDING_TRUST_IMPORTED_NOT_TRUSTED,
	FINDING_TRUST_CHAIN_INCOMPLETE,
};

/* What leaves importing open: nobody has seen what is inside. */
static const enum finding_id open_import[] = {
	FINDING_P12_NOT_OPENED,
	FINDING_P12_CIPHER_UNKNOWN,
};

static bool is_among(const enum finding_id *ids, size_t n, enum finding_id id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

enum verdict client_by_catalogue(const struct finding *f, enum ability a)
{
	if (a == ABILITY_IMPORT &&
	    is_among(open_import, ARRAY_LEN(open_import), f->id))
		return VERDICT_UNKNOWN;
	if (!strchr(finding_info(f->id)->affects, letters[a]))
		return VERDICT_YES;
	if (f->severity == SEVERITY_BLOCKER)
		return VERDICT_NO;
	return a == ABILITY_TRUST && is_among(open_trust, ARRAY_LEN(open_trust),
					      f->id)
		       ? VERDICT_UNKNOWN
		       : VERDICT_YES;
}

enum verdict client_by_rules(const struct import_rule *rules,
			     const struct finding *f, enum ability a)
{
	const struct import_rule *r = rules;

	if (a != ABILITY_IMPORT)
		return client_by_catalogue(f, a);
	while (r->verdict != VERDICT_YES && r->id != f->basis)
		r++;
	if (r->verdict != VERDICT_YES)
		return r->verdict;
	return strcmp(finding_info(f->id)->clients, "all") == 0
		       ? client_by_catalogue(f, a)
		       : VERDICT_YES;
}

const struct client_ops client_generic = {
	.name = "generic",
	.title = N_("Mail programs in general"),
	.abilities = RULES_ALL,
	.judge = client_by_catalogue,
};
