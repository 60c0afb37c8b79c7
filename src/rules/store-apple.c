/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots that Apple's systems carry. */
#include "rules/store.h"

#include "base/text.h"

/* security_certificates-55349.0.11, the trust store of macOS 26 and iOS 26.
 * Constraints of single roots to other purposes are the email column. */
static const struct store_row rows[] = {
#include "rules/store-apple-list.h"
};

const struct store_ops *store_apple(void)
{
	static const struct store_ops store = {
		.name = "apple",
		.title = "Apple",
		.release = "macOS 26 and iOS 26, October 2025",
		.programs = N_("iPhone, iPad and Mac"),
		.rows = rows,
		.n = ARRAY_LEN(rows),
	};

	return &store;
}
