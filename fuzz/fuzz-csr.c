/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a certificate signing request. */
#include <stddef.h>
#include <stdint.h>

#include "x509/csr.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct report report = {0};
	struct csr *r = NULL;

	if (csr_parse(bytes, n, &r, &report) == 0)
		csr_free(r);
	else if (report.n != 1)
		die("a failure has exactly one finding");
	report_clear(&report);
	return 0;
}
