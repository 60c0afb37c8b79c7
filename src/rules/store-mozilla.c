/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots of Mozilla's list, which Thunderbird and most of Linux use. */
#include "rules/store.h"

#include "base/text.h"

/* NSS certdata.txt; email is CKA_TRUST_EMAIL_PROTECTION. */
static const struct store_row rows[] = {
#include "rules/store-mozilla-list.h"
};

const struct store_ops *store_mozilla(void)
{
	static const struct store_ops store = {
		.name = "mozilla",
		.title = "Mozilla",
		.release = "certdata 2.86, May 2026",
		.programs = N_("Thunderbird and Evolution"),
		.rows = rows,
		.n = ARRAY_LEN(rows),
	};

	return &store;
}
