/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: taking any file apart. */
#include <stddef.h>
#include <stdint.h>

#include "mail/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct parts parts;

	unpack(bytes, n, &parts);
	if (parts.n == 0)
		die("unpack() named nothing");
	parts_clear(&parts);
	return 0;
}
