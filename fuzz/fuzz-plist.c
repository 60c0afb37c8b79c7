/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a configuration profile, read and told. */
#include <stddef.h>
#include <stdint.h>

#include "journey/profile-look.h"
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
	struct diagnosis d = {0};
	struct report report = {0};
	struct buf file = {0}, bundle = {0};
	struct prop *p = NULL;

	buf_add(&file, bytes, n);
	if (prop_read(bytes, n, &p, &report) == 0)
		there_and_back(p);
	else if (report.n != 1)
		die("a failure has exactly one finding");
	if (profile_look(&file, &d, &bundle) && !d.report.n && !d.page.n)
		die("a profile of which nothing is said");
	prop_free(p);
	diagnosis_clear(&d);
	report_clear(&report);
	buf_clear(&bundle);
	buf_clear(&file);
	return 0;
}
