/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ready material for tests of certificates and bundles, and other programs. */
#ifndef TESTS_IDENTITY_H
#define TESTS_IDENTITY_H

#include "tests/test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "x509/authority.h"
#include "x509/bundle/bundle.h"

#define MAYBE_UNUSED __attribute__((unused))

/* Alice, with a certificate of an authority of her own. */
struct identity {
	struct key *root_key, *key;
	struct cert *root, *leaf;
	struct csr *request;
};

MAYBE_UNUSED static struct csr *
make_request(const struct key *key, const char *name, const char *address)
{
	struct strlist addresses = {0};
	struct csr_wish wish = {.name = name, .addresses = &addresses};
	struct report r = {0};
	struct csr *request = NULL;

	strlist_add(&addresses, address);
	CU_ASSERT_EQUAL_FATAL(csr_build(key, &wish, &request, &r), 0);
	strlist_clear(&addresses);
	return request;
}

/* Made once for each type and kept until the end of the run. */
MAYBE_UNUSED static const struct identity *identity(enum key_type type)
{
	static struct identity all[KEY_TYPE_COUNT];
	struct identity *id = &all[type];
	struct report r = {0};

	if (id->leaf)
		return id;
	CU_ASSERT_EQUAL_FATAL(key_generate(type, &id->root_key, &r), 0);
	CU_ASSERT_EQUAL_FATAL(key_generate(type, &id->key, &r), 0);
	CU_ASSERT_EQUAL_FATAL(authority_make_root(id->root_key, "Alice's Root",
						  TEST_NOW, &id->root, &r),
			      0);
	id->request = make_request(id->key, "Älice", "alice@example.com");
	struct authority authority = {id->root_key, id->root};
	struct issue issue = {id->request, TEST_NOW, AUTHORITY_DAYS_DEFAULT};
	CU_ASSERT_EQUAL_FATAL(
		authority_issue(&authority, &issue, &id->leaf, &r), 0);
	return id;
}

MAYBE_UNUSED static struct secret *secret_of(const char *text)
{
	struct secret *s = secret_new(SECRET_PHRASE_MAX);

	CU_ASSERT_EQUAL_FATAL(secret_add(s, text, strlen(text)), 0);
	return s;
}

/* Runs a shell command; its output, errors too, in a line the caller frees. */
MAYBE_UNUSED static int run_shell(char **output, const char *format, ...)
	PRINTF(2, 3);
MAYBE_UNUSED static int run_shell(char **output, const char *format, ...)
{
	struct buf out = {0};
	char command[4096];
	char block[4096];
	va_list args;
	size_t n;
	int status;
	FILE *pipe;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	pipe = popen(command, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
	while ((n = fread(block, 1, sizeof(block), pipe)) > 0)
		buf_add(&out, block, n);
	status = pclose(pipe);
	if (output)
		*output = buf_take(&out);
	buf_clear(&out);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Another program, to compare with; says so where it is not installed. */
MAYBE_UNUSED static bool has_program(const char *name)
{
	if (run_shell(NULL, "command -v %s >/dev/null 2>&1", name) == 0)
		return true;
	fprintf(stderr, "skipped: %s is not installed\n", name);
	return false;
}

#endif
