/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: naming a file by its content. */
#include <stddef.h>
#include <stdint.h>

#include "x509/recognise.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct items items = {0};

	recognise(bytes, n, &items);
	if (items.n == 0)
		die("recognise() named nothing");
	items_clear(&items);
	return 0;
}
