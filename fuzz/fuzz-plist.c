/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a configuration profile, read and told. */
#include <stddef.h>
#include <stdint.h>

#include "journey/profile/profile-look.h"
#include "mail/plist.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What can be read can be written, unless XML has no form for it, and then
 * reads back the same. */
static void there_and_back(const struct prop *p)
{
	struct report report = {0};
	struct prop *back = NULL;
	struct buf xml = {0};

	if (prop_write(p, &xml, &report) == 0) {
		if (prop_read(xml.data, xml.len, &back, &report) < 0 ||
		    !prop_equal(p, back))
			die("a property list changed on its way");
	}
	prop_free(back);
	buf_clear(&xml);
	report_clear(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct report report = {0}, told = {0};
	struct page page = {0};
	struct buf file = {0}, bundle = {0};
	struct payload_look look = {.page = &page,
				    .report = &told,
				    .bundle = &bundle};
	struct prop *p = NULL;

	buf_add(&file, bytes, n);
	if (prop_read(bytes, n, &p, &report) == 0)
		there_and_back(p);
	else if (report.n != 1)
		die("a failure has exactly one finding");
	if (profile_look(&file, &look) && !told.n && !page.n)
		die("a profile of which nothing is said");
	prop_free(p);
	page_clear(&page);
	report_clear(&told);
	report_clear(&report);
	buf_clear(&bundle);
	buf_clear(&file);
	return 0;
}
