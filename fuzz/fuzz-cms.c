/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a CMS message, looked at and its signers judged. */
#include <stddef.h>
#include <stdint.h>

#include "x509/cms/cms.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* In two pieces, so that each state of the reader can meet an end. */
static int read_all(struct sink *in, const uint8_t *bytes, size_t n)
{
	size_t first = n / 3;

	return sink_put(in, bytes, first) < 0 ||
			       sink_put(in, bytes + first, n - first) < 0
		   ? -1
		   : sink_end(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct sink *out = sink_to_nothing();
	struct cms_read how = {.out = n % 2 ? out : NULL};
	struct report report = {0};
	struct cms_look look = {0};
	struct sink *in = cms_read_new(&how, &look, &report);

	if (read_all(in, bytes, n) < 0) {
		if (report.n != 1)
			die("a failure has exactly one finding");
	} else {
		cms_verify(&look, NULL, NULL, &report);
	}
	sink_free(in);
	sink_free(out);
	cms_look_clear(&look);
	report_clear(&report);
	return 0;
}
