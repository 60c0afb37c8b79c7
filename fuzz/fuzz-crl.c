/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a file of revocation lists, and what they say. */
#include <stddef.h>
#include <stdint.h>

#include "x509/crl.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void ask(const struct crl *crl)
{
	struct cert c = {.serial = {(char *)"\x01", 1, 0}};
	struct crl_entry entry;

	(void)crl_find(crl, &c, &entry);
	(void)crl_is_for(crl, &c);
	(void)crl_signed_by(crl, &c);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf file = {(char *)bytes, n, 0};
	struct crl_list list = {0};
	struct report report = {0};

	if (crl_read(&file, "a", &list, &report) < 0 && report.n != 1)
		die("a failure has exactly one finding");
	for (size_t i = 0; i < list.n; i++)
		ask(list.items[i]);
	crl_list_clear(&list);
	report_clear(&report);
	return 0;
}
