/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a certificate, and what is said about it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "x509/constraints.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct report report = {0};
	struct cert *c = NULL;

	if (cert_parse(bytes, n, &c, &report) == 0) {
		free(cert_title(c));
		free(cert_issuer_title(c));
		free(cert_serial(c));
		(void)cert_signed_by(c, c);
		(void)constraints_permit_address(c, "alice@example.org");
		(void)constraints_permit(c, c, NULL);
		cert_free(c);
	} else if (report.n != 1) {
		die("a failure has exactly one finding");
	}
	report_clear(&report);
	return 0;
}
