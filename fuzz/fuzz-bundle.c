/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: a PKCS#12 bundle, looked at and opened. */
#include <stddef.h>
#include <stdint.h>

#include "x509/bundle/bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Rounds that only burn time teach the fuzzer nothing. */
enum { ITERATIONS_MAX = 10000 };

static bool is_cheap(const struct bundle_info *info)
{
	if (info->mac_iterations > ITERATIONS_MAX)
		return false;
	for (size_t i = 0; i < info->nciphers; i++)
		if (info->ciphers[i].iterations > ITERATIONS_MAX)
			return false;
	return true;
}

static void open_it(const struct buf *file)
{
	struct secret *password = secret_new(SECRET_PHRASE_MAX);
	struct report report = {0};
	struct bundle *b = NULL;

	if (secret_add(password, "password", 8) < 0)
		die("no room for a password");
	if (bundle_open(file, password, &b, &report) == 0)
		bundle_free(b);
	else if (report.n != 1)
		die("a failure has exactly one finding");
	report_clear(&report);
	secret_free(password);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf file = {0};
	struct report report = {0};
	struct bundle_info info = {0};

	buf_add(&file, bytes, n);
	if (bundle_peek(&file, &info, &report) == 0) {
		if (is_cheap(&info))
			open_it(&file);
		bundle_info_clear(&info);
	} else if (report.n != 1) {
		die("a failure has exactly one finding");
	}
	report_clear(&report);
	buf_clear(&file);
	return 0;
}
