/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For bench/run.sh: makes N keys (and a request for each) and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "x509/csr.h"

/* usage: keygen TYPE N [request] */
static int make(enum key_type type, bool with_request, struct report *report)
{
	struct strlist addresses = {0};
	struct csr_wish wish = {"Alice Example", &addresses};
	struct csr *request = NULL;
	struct buf pem = {0};
	struct key *key = NULL;
	int r = -1;

	strlist_add(&addresses, "alice@example.org");
	if (key_generate(type, &key, report) < 0)
		goto out;
	if (with_request) {
		if (csr_build(key, &wish, &request, report) < 0)
			goto out;
		csr_pem(request, &pem);
		fwrite(pem.data, 1, pem.len, stdout);
	}
	r = 0;
out:
	buf_clear(&pem);
	csr_free(request);
	key_free(key);
	strlist_clear(&addresses);
	return r;
}

int main(int argc, char **argv)
{
	struct report report = {0};
	int type = argc > 2 ? key_type_by_name(argv[1]) : -1;
	long n = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	bool with_request = argc > 3 && strcmp(argv[3], "request") == 0;

	if (type < 0 || n < 1)
		return 2;
	for (long i = 0; i < n; i++)
		if (make((enum key_type)type, with_request, &report) < 0)
			return 3;
	report_clear(&report);
	return fflush(stdout) == 0 ? 0 : 3;
}
