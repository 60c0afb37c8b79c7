/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roots are trusted after their fingerprint was compared: roots.c. */
#include <string.h>

#include "tests/roots-kit.h"
#include "x509/recognise.h"

static char *file_of(const struct cert *c)
{
	char *print = digits(c, 64);
	char *path = xasprintf("%s/" WS_ROOTS "/%s.pem", env->home, print);

	free(print);
	return path;
}

static void put(const char *name, const char *bytes, size_t n)
{
	char *dir = path_join(env->home, WS_ROOTS);
	char *path = path_join(dir, name);

	CU_ASSERT_EQUAL(fsio_mkdir(dir, &r), 0);
	test_write(path, bytes, n);
	free(path);
	free(dir);
}

static void put_certs(const char *name, const struct cert *a,
		      const struct cert *b)
{
	struct buf pem = {0};

	cert_pem(a, &pem);
	if (b)
		cert_pem(b, &pem);
	put(name, pem.data, pem.len);
	buf_clear(&pem);
}

/* --- written ------------------------------------------------------------ */

static void trusted_root_is_a_file_of_its_fingerprint(void)
{
	begin();

	char *path = file_of(root);
	struct buf file = {0}, pem = {0};

	CU_ASSERT_EQUAL(trust(root), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	test_read(path, &file);
	cert_pem(root, &pem);
	CU_ASSERT_TRUE(buf_equal(&file, &pem));
	CU_ASSERT_EQUAL(count(), 1);
	CU_ASSERT_EQUAL(r.n, 0);
	buf_clear(&pem);
	buf_clear(&file);
	free(path);
	end();
}

static void wrong_digits_write_nothing(void)
{
	begin();

	char *path = file_of(root);

	CU_ASSERT_EQUAL(roots_trust(env, root, "00112233", ROOT_DIGITS_TYPED,
				    &r),
			-1);
	SAYS(ROOT_DIGITS_WRONG);
	CU_ASSERT_FALSE(fsio_exists(place_of(path)));
	CU_ASSERT_EQUAL(count(), 0);
	free(path);
	end();
}

static void root_that_is_trusted_already_is_left_alone(void)
{
	begin();
	CU_ASSERT_EQUAL(trust(root), 0);
	CU_ASSERT_EQUAL(trust(root), 0);
	SAYS(ROOT_KNOWN);
	CU_ASSERT_EQUAL(count(), 1);
	end();
}

static void root_put_there_by_hand_counts(void)
{
	begin();
	put_certs("boss.pem", root, NULL);
	CU_ASSERT_EQUAL(count(), 1);
	CU_ASSERT_TRUE(roots_know(env, root, &r));
	SAYS(ROOT_KNOWN);
	end();
}

/* Whatever it is: it is for a person to look at, not to be written over. */
static void file_that_has_the_name_is_never_replaced(void)
{
	begin();

	char *path = file_of(root);

	put(path_base(path), "not this", 8);
	CU_ASSERT_EQUAL(trust(root), -1);
	SAYS(FILE_EXISTS);
	free(path);
	end();
}

static void own_authority_counts_and_needs_no_question(void)
{
	begin();
	kit_walk(STEP_CERTIFICATE);

	struct root_list all = {0};
	struct cert *gone = NULL;
	char *print;

	roots_read(env, &all, &r);
	CU_ASSERT_EQUAL_FATAL(all.n, 1);
	CU_ASSERT_TRUE(all.items[0].is_own);
	CU_ASSERT_TRUE(roots_know(env, all.items[0].cert, &r));
	SAYS(ROOT_KNOWN);
	print = digits(all.items[0].cert, 64);
	CU_ASSERT_EQUAL(roots_remove(env, print, &gone, &r), -1);
	SAYS(ROOT_NONE);
	CU_ASSERT_EQUAL(count(), 1);
	free(print);
	root_list_clear(&all);
	end();
}

/* --- files that do not count -------------------------------------------- */

static void damaged_file_does_not_count_and_is_told(void)
{
	begin();
	put("broken.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n", 33);
	CU_ASSERT_EQUAL(count(), 0);
	SAYS(ROOT_FILE_IGNORED);
	put("broken.pem", "", 0);
	CU_ASSERT_EQUAL(count(), 0);
	SAYS(ROOT_FILE_IGNORED);
	put("broken.pem", "hello\n", 6);
	CU_ASSERT_EQUAL(count(), 0);
	SAYS(ROOT_FILE_IGNORED);
	end();
}

static void folder_among_the_roots_is_told(void)
{
	begin();

	char *path = xasprintf("%s/" WS_ROOTS "/more", env->home);

	CU_ASSERT_EQUAL(fsio_mkdir(path, &r), 0);
	CU_ASSERT_EQUAL(count(), 0);
	SAYS(ROOT_FILE_IGNORED);
	free(path);
	end();
}

static void file_with_another_root_than_its_name_says_does_not_count(void)
{
	begin();

	struct cert *other = certify(&second, &second);
	char *path = file_of(root);

	put_certs(path_base(path), other, NULL);
	CU_ASSERT_EQUAL(count(), 0);
	SAYS(ROOT_FILE_IGNORED);
	put_certs(path_base(path), root, other);
	CU_ASSERT_EQUAL(count(), 0);
	SAYS(ROOT_FILE_IGNORED);
	free(path);
	cert_free(other);
	end();
}

static void put_with(const char *name, const char *more)
{
	struct buf text = {0};

	cert_pem(root, &text);
	buf_adds(&text, more);
	put(name, text.data, text.len);
	buf_clear(&text);
}

static void part_of_a_file_that_does_not_count_is_told(void)
{
	begin();
	put_with("boss.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n");
	CU_ASSERT_EQUAL(count(), 1);
	SAYS(ROOT_FILE_PART);
	put_with("boss.pem", "");
	CU_ASSERT_EQUAL(count(), 1);
	CU_ASSERT_EQUAL(r.n, 0);
	end();
}

static void roots_behind_the_last_that_is_read_are_told(void)
{
	begin();

	struct buf pem = {0};

	for (int i = 0; i <= RECOGNISE_MAX; i++)
		cert_pem(root, &pem);
	put("all.pem", pem.data, pem.len);
	CU_ASSERT_EQUAL(count(), RECOGNISE_MAX);
	SAYS(ROOT_FILE_PART);
	buf_clear(&pem);
	end();
}

static void folder_that_cannot_be_looked_into_is_told(void)
{
	begin();

	char *dir = path_join(env->home, WS_ROOTS);

	CU_ASSERT_EQUAL(fsio_mkdir(env->home, &r), 0);
	test_write(dir, "x", 1);
	CU_ASSERT_EQUAL(count(), 0);
	SAYS(ROOT_FILE_IGNORED);
	free(dir);
	end();
}

static void certificate_that_is_no_root_is_told(void)
{
	begin();

	struct cert *person = certify_leaf(&second, &first);

	put_certs("bob.pem", person, NULL);
	CU_ASSERT_EQUAL(count(), 1);
	SAYS(ROOT_FILE_ODD);
	cert_free(person);
	end();
}

static void check_of_an_identity_tells_of_damaged_roots(void)
{
	begin();
	kit_walk(STEP_CERTIFICATE);

	struct facts f = {0};

	put("broken.pem", "hello\n", 6);
	ws_scan(env, kit_address, &f);
	CU_ASSERT_TRUE(report_has(&f.check, FINDING_ROOT_FILE_IGNORED));
	facts_clear(&f);
	end();
}

/* --- removed ------------------------------------------------------------ */

static void root_is_removed_by_its_first_digits(void)
{
	begin();

	struct cert *gone = NULL;
	char *print = digits(root, ROOT_DIGITS_TYPED);

	CU_ASSERT_EQUAL(trust(root), 0);
	put_certs("again.pem", root, NULL);
	CU_ASSERT_EQUAL(roots_remove(env, "00112233", &gone, &r), -1);
	SAYS(ROOT_NONE);
	CU_ASSERT_EQUAL(roots_remove(env, "0", &gone, &r), -1);
	SAYS(ROOT_DIGITS_FEW);
	CU_ASSERT_EQUAL(roots_remove(env, print, &gone, &r), 0);
	CU_ASSERT_TRUE(cert_equal(gone, root));
	CU_ASSERT_EQUAL(count(), 0);
	cert_free(gone);
	free(print);
	end();
}

static void file_of_several_is_not_removed_for_one(void)
{
	begin();

	struct cert *other = certify(&second, &second), *gone = NULL;
	char *print = digits(root, 64);

	put_certs("both.pem", root, other);
	CU_ASSERT_EQUAL(roots_remove(env, print, &gone, &r), -1);
	SAYS(ROOT_FILE_SHARED);
	CU_ASSERT_EQUAL(count(), 2);
	free(print);
	cert_free(other);
	end();
}

/* A secret key, perhaps. */
static void file_with_something_else_in_it_is_not_removed(void)
{
	begin();

	struct cert *gone = NULL;
	char *print = digits(root, 64);

	put_with("boss.pem", "-----BEGIN PRIVATE KEY-----\nMIIB\n"
			     "-----END PRIVATE KEY-----\n");
	CU_ASSERT_EQUAL(roots_remove(env, print, &gone, &r), -1);
	SAYS(ROOT_FILE_SHARED);
	CU_ASSERT_EQUAL(count(), 1);
	SAYS(ROOT_FILE_PART);
	free(print);
	end();
}

/* --- what it is for ----------------------------------------------------- */

/* As openssl sees it: without the root, with it, and without it again. */
static void verdict_is_that_of_openssl(void)
{
	begin();

	struct cert *person = certify_leaf(&second, &first), *gone = NULL;
	struct cert_list pool = {&root, 1}, trusted = {0};
	struct subject s = {.now = TEST_NOW, .leaf = person,
			    .roots = &trusted};
	char *path = path_join(test_dir(), "person.pem"), *file = file_of(root);
	char *print = digits(root, 64);
	struct buf pem = {0};

	cert_pem(person, &pem);
	test_write(path, pem.data, pem.len);
	for (int i = 0; i < 3; i++) {
		struct pool *all = pool_new();
		struct paths paths;
		struct report said = {0};

		if (i == 1)
			CU_ASSERT_EQUAL(trust(root), 0);
		if (i == 2)
			CU_ASSERT_EQUAL(roots_remove(env, print, &gone, &r),
					0);
		cert_list_clear(&trusted);
		ws_roots(env, &trusted, &r);
		pool_add(all, &pool);
		subject_build(&s, all, NULL, &paths);
		check_all(&s, &said, NULL);
		CU_ASSERT_EQUAL(report_has(&said, FINDING_TRUST_ROOT_UNKNOWN),
				i != 1);
		if (has_program("openssl"))
			CU_ASSERT_EQUAL(run_shell(NULL,
						  "openssl verify -attime %lld "
						  "-no-CAfile -no-CApath "
						  "-CAfile %s %s "
						  ">/dev/null 2>&1",
						  (long long)TEST_NOW, file,
						  path) == 0,
					i == 1);
		report_clear(&said);
		pool_free(all);
	}
	cert_list_clear(&trusted);
	buf_clear(&pem);
	free(print);
	free(file);
	free(path);
	cert_free(gone);
	cert_free(person);
	end();
}

static bool has_text(const struct page *page, const char *text)
{
	for (size_t i = 0; i < page->n; i++)
		if (strstr(page->lines[i].text, text))
			return true;
	return false;
}

static void page_reads_the_digits_aloud_and_says_where_the_true_ones_are(void)
{
	begin();

	struct page page = {0};
	char *print = digits(root, 8);
	char *spoken = xasprintf("%.4s %.4s ", print, print + 4);

	root_page(root, TEST_NOW, &page);
	CU_ASSERT_TRUE(has_text(&page, spoken));
	CU_ASSERT_TRUE(has_text(&page, "First Root"));
	CU_ASSERT_TRUE(has_text(&page, "by telephone"));
	CU_ASSERT_TRUE(has_text(&page, "Not from the mail"));
	page_clear(&page);
	free(spoken);
	free(print);
	end();
}

const struct test tests_roots[] = {
	TEST(trusted_root_is_a_file_of_its_fingerprint),
	TEST(wrong_digits_write_nothing),
	TEST(root_that_is_trusted_already_is_left_alone),
	TEST(root_put_there_by_hand_counts),
	TEST(file_that_has_the_name_is_never_replaced),
	TEST(own_authority_counts_and_needs_no_question),
	TEST(damaged_file_does_not_count_and_is_told),
	TEST(folder_among_the_roots_is_told),
	TEST(file_with_another_root_than_its_name_says_does_not_count),
	TEST(part_of_a_file_that_does_not_count_is_told),
	TEST(roots_behind_the_last_that_is_read_are_told),
	TEST(folder_that_cannot_be_looked_into_is_told),
	TEST(certificate_that_is_no_root_is_told),
	TEST(check_of_an_identity_tells_of_damaged_roots),
	TEST(root_is_removed_by_its_first_digits),
	TEST(file_of_several_is_not_removed_for_one),
	TEST(file_with_something_else_in_it_is_not_removed),
	TEST(verdict_is_that_of_openssl),
	TEST(page_reads_the_digits_aloud_and_says_where_the_true_ones_are),
	{0},
};
