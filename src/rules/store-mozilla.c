/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots of Mozilla's list, which Thunderbird and most of Linux use: those of
 * the module that is installed, or else the table carried along. */
#include "rules/nssckbi.h"

#include "base/text.h"
#include "x509/system.h"

/* NSS certdata.txt; email is CKA_TRUST_EMAIL_PROTECTION. */
static const struct store_row rows[] = {
#include "rules/store-mozilla-list.h"
};

const struct store_ops *store_mozilla_table(void)
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

static bool may_look;
static const struct store_ops *installed;

void store_look_around(void)
{
	may_look = true;
}

void store_look_closely(void)
{
	static const char *const files[] = {"libnssckbi.so",
					    "libnssckbi.dylib", NULL};
	static bool has_looked;

	if (may_look && !has_looked)
		installed = nssckbi_load(files);
	has_looked = may_look;
}

const struct store_ops *store_mozilla(void)
{
	return installed ? installed : store_mozilla_table();
}

bool store_system_has(const struct cert *root)
{
	return may_look && system_has_root(root);
}
