/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scratch directories, the corpus, and which findings were raised. */
#include "tests/harness.h"

#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mail/library.h"

static char root[64];
static unsigned dirs;
static bool raised[FINDING_COUNT];

/*
 * The linker hands every call of report_add() and report_fail() to these
 * (--wrap), so that no test has to say which findings it meets.
 */
void __wrap_report_add(struct report *r, enum finding_id id,
		       const char *subject, const char *format, ...)
	PRINTF(4, 5);
void __real_report_add(struct report *r, enum finding_id id,
		       const char *subject, const char *format, ...)
	PRINTF(4, 5);
int __wrap_report_fail(struct report *r, enum finding_id id,
		       const char *subject, const char *format, ...)
	PRINTF(4, 5);

static void add_formatted(struct report *r, enum finding_id id,
			  const char *subject, const char *format, va_list args)
{
	char *text;

	if (vasprintf(&text, format, args) < 0)
		abort();
	raised[id] = true;
	__real_report_add(r, id, subject, "%s", text);
	free(text);
}

void __wrap_report_add(struct report *r, enum finding_id id,
		       const char *subject, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_formatted(r, id, subject, format, args);
	va_end(args);
}

int __wrap_report_fail(struct report *r, enum finding_id id,
		       const char *subject, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_formatted(r, id, subject, format, args);
	va_end(args);
	/* report.h: only a blocker may end a call. */
	CU_ASSERT_EQUAL(finding_info(id)->severity, SEVERITY_BLOCKER);
	return -1;
}

bool harness_fips;

/* The mode is chosen when a computer starts, or not built in at all. */
unsigned __wrap_gnutls_fips140_mode_enabled(void);

unsigned __wrap_gnutls_fips140_mode_enabled(void)
{
	return harness_fips;
}

bool harness_bare;

/* A computer without a library that is only looked for when it is needed. */
bool __wrap_library_load(const char *const *files,
			 const struct library_call *calls, size_t n);
bool __real_library_load(const char *const *files,
			 const struct library_call *calls, size_t n);

bool __wrap_library_load(const char *const *files,
			 const struct library_call *calls, size_t n)
{
	return !harness_bare && __real_library_load(files, calls, n);
}

static void every_finding_is_raised_by_some_test(void)
{
	size_t missing = 0;

	for (int i = 0; i < FINDING_COUNT; i++) {
		if (raised[i])
			continue;
		fprintf(stderr, "not raised by any test: %s\n",
			finding_info((enum finding_id)i)->name);
		missing++;
	}
	CU_ASSERT_EQUAL(missing, 0);
}

const struct test harness_catalogue[] = {
	TEST(every_finding_is_raised_by_some_test),
	{0},
};

const char *test_dir(void)
{
	static char path[96];

	if (!root[0]) {
		strcpy(root, "/tmp/smime-setup-test.XXXXXX");
		if (!mkdtemp(root))
			abort();
	}
	snprintf(path, sizeof(path), "%s/%u", root, dirs++);
	if (mkdir(path, 0700) < 0)
		abort();
	return path;
}

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void harness_clean(void)
{
	if (root[0])
		nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* srcdir is set by make; SMIME_CORPUS overrides where the corpus lies. */
const char *test_corpus(const char *file)
{
	static char path[4096];
	const char *src = getenv("srcdir");
	const char *at = getenv("SMIME_CORPUS");

	if (at)
		snprintf(path, sizeof(path), "%s/%s", at, file);
	else
		snprintf(path, sizeof(path), "%s/../shared/corpus/%s",
			 src ? src : ".", file);
	return access(path, R_OK) == 0 ? path : NULL;
}

void test_skip(const char *why)
{
	fprintf(stderr, "skipped: %s\n", why);
}

void test_read(const char *path, struct buf *out)
{
	struct report r = {0};

	CU_ASSERT_EQUAL(fsio_read(place_of(path), 64 << 20, out, &r), 0);
	report_clear(&r);
}

void test_write(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	CU_ASSERT_EQUAL(fwrite(bytes, 1, n, f), n);
	CU_ASSERT_EQUAL(fclose(f), 0);
}

bool test_only(const struct report *r, enum finding_id id)
{
	if (r->n == 1 && r->items[0].id == id)
		return true;
	fprintf(stderr, "wanted only %s, got %zu:", finding_info(id)->name, r->n);
	for (size_t i = 0; i < r->n; i++)
		fprintf(stderr, " %s (%s)", finding_info(r->items[i].id)->name,
			r->items[i].detail);
	fputc('\n', stderr);
	return false;
}
