/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no root is refused, and digits are compared: roots-judge.c. */
#include <ctype.h>
#include <string.h>

#include "tests/roots-kit.h"
#include "tests/weak-keys.h"

/* --- digits ------------------------------------------------------------- */

static int compares(const char *typed, size_t least)
{
	report_clear(&r);
	return root_compare(root, typed, least, &r);
}

static void digits_are_read_as_people_write_them(void)
{
	begin();

	char *print = digits(root, 64), *colons = cert_fingerprint(root);
	char *odd = xasprintf("\xE2\x80\x8E%.2s %.2s-%.4s:\t", print,
			      print + 2, print + 4);
	char *said = xasprintf("sha256 Fingerprint=%s", colons);

	CU_ASSERT_EQUAL(compares(print, 64), 0);
	CU_ASSERT_EQUAL(compares(colons, 64), 0);
	CU_ASSERT_EQUAL(compares(odd, 8), 0);
	for (char *p = colons; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	CU_ASSERT_EQUAL(compares(colons, 64), 0);
	CU_ASSERT_EQUAL(compares(said, 64), 0);
	CU_ASSERT_EQUAL(r.n, 0);
	free(said);
	free(odd);
	free(colons);
	free(print);
	end();
}

static void the_thumbprint_of_windows_will_do(void)
{
	begin();

	char *sha1 = root_sha1(root);

	CU_ASSERT_EQUAL(strlen(sha1), 59);
	CU_ASSERT_EQUAL(compares(sha1, ROOT_DIGITS_GIVEN), 0);
	sha1[58] = sha1[58] == '0' ? '1' : '0';
	CU_ASSERT_EQUAL(compares(sha1, ROOT_DIGITS_GIVEN), -1);
	SAYS(ROOT_DIGITS_WRONG);
	free(sha1);
	end();
}

static void one_digit_that_differs_is_wrong(void)
{
	begin();

	char *print = digits(root, 64);

	for (size_t i = 0; i < 64; i++) {
		char was = print[i];

		print[i] = was == 'A' ? 'B' : 'A';
		CU_ASSERT_EQUAL(compares(print, ROOT_DIGITS_TYPED), -1);
		CU_ASSERT_TRUE(test_only(&r, FINDING_ROOT_DIGITS_WRONG));
		print[i] = was;
	}
	free(print);
	end();
}

static void more_digits_than_there_are_are_wrong(void)
{
	begin();

	char *print = digits(root, 64), *more = xasprintf("%s0", print);

	CU_ASSERT_EQUAL(compares(more, ROOT_DIGITS_TYPED), -1);
	SAYS(ROOT_DIGITS_WRONG);
	free(more);
	free(print);
	end();
}

static void too_few_digits_are_asked_for_again(void)
{
	begin();

	char *few = digits(root, ROOT_DIGITS_TYPED - 1);

	CU_ASSERT_EQUAL(compares(few, ROOT_DIGITS_TYPED), -1);
	SAYS(ROOT_DIGITS_FEW);
	CU_ASSERT_EQUAL(compares("", ROOT_DIGITS_TYPED), -1);
	SAYS(ROOT_DIGITS_FEW);
	CU_ASSERT_EQUAL(compares("yes, I trust it", ROOT_DIGITS_TYPED), -1);
	SAYS(ROOT_DIGITS_FEW);
	CU_ASSERT_EQUAL(compares("::::::::::::", ROOT_DIGITS_TYPED), -1);
	SAYS(ROOT_DIGITS_FEW);
	free(few);
	end();
}

/* --- judged ------------------------------------------------------------- */

static void what_is_no_root_is_called_what_it_is(void)
{
	begin();

	struct cert *between = certify(&second, &first);
	struct cert *person = certify_leaf(&second, &first);
	struct cert *lonely = certify_leaf(&second, &second);

	CU_ASSERT_EQUAL(trust(between), -1);
	SAYS(ROOT_INTERMEDIATE);
	CU_ASSERT_EQUAL(trust(person), -1);
	SAYS(ROOT_PERSONAL);
	CU_ASSERT_EQUAL(trust(lonely), -1);
	SAYS(ROOT_NOT_CA);
	CU_ASSERT_EQUAL(count(), 0);
	cert_free(lonely);
	cert_free(person);
	cert_free(between);
	end();
}

static void root_whose_key_may_not_sign_certificates_is_none(void)
{
	begin();
	root->usage = KU_CRL_SIGN;
	CU_ASSERT_EQUAL(trust(root), -1);
	SAYS(ROOT_NOT_CA);
	end();
}

static void root_out_of_date_is_refused(void)
{
	begin();
	env->now = root->not_after + 1;
	CU_ASSERT_EQUAL(trust(root), -1);
	SAYS(ROOT_OUT_OF_DATE);
	env->now = root->not_before - 1;
	CU_ASSERT_EQUAL(trust(root), -1);
	SAYS(ROOT_OUT_OF_DATE);
	env->now = root->not_after;
	CU_ASSERT_EQUAL(trust(root), 0);
	end();
}

static void root_with_a_weak_key_is_refused(void)
{
	begin();
	spki_clear(&root->spki);
	key_of(faulty, 0, &root->spki);
	CU_ASSERT_EQUAL(trust(root), -1);
	SAYS(KEY_WEAK_KNOWN);
	root->spki.bits = 1024;
	CU_ASSERT_EQUAL(trust(root), -1);
	SAYS(TRUST_CA_WEAK_KEY);
	CU_ASSERT_EQUAL(count(), 0);
	end();
}

/* The fingerprint is compared, and nobody goes by a root's own signature. */
static void outdated_signature_of_a_root_does_not_matter(void)
{
	begin();
	root->signature_weak = true;
	CU_ASSERT_EQUAL(trust(root), 0);
	end();
}

/* --- picked ------------------------------------------------------------- */

static void root_is_found_at_the_end_of_a_chain(void)
{
	begin();

	struct cert *list[] = {certify_leaf(&second, &first),
			       certify(&second, &first), root};
	struct cert_list certs = {list, 3};
	const struct cert *got = NULL;

	CU_ASSERT_EQUAL(roots_pick(&certs, NULL, "chain.pem", &got, &r), 0);
	CU_ASSERT_PTR_EQUAL(got, root);
	certs.n = 2;
	CU_ASSERT_EQUAL(roots_pick(&certs, NULL, "chain.pem", &got, &r), -1);
	SAYS(ROOT_INTERMEDIATE);
	certs.n = 1;
	CU_ASSERT_EQUAL(roots_pick(&certs, NULL, "chain.pem", &got, &r), -1);
	SAYS(ROOT_PERSONAL);
	cert_free(list[0]);
	cert_free(list[1]);
	end();
}

static void several_roots_are_told_apart_by_the_digits(void)
{
	begin();

	struct cert *list[] = {root, certify(&second, &second)};
	struct cert_list certs = {list, 2};
	const struct cert *got = NULL;
	char *print = digits(list[1], 16);

	CU_ASSERT_EQUAL(roots_pick(&certs, NULL, "x", &got, &r), -1);
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, "Second Root"));
	SAYS(ROOT_SEVERAL);
	CU_ASSERT_EQUAL(roots_pick(&certs, "0011223344556677", "x", &got, &r),
			-1);
	SAYS(ROOT_SEVERAL);
	CU_ASSERT_EQUAL(roots_pick(&certs, "", "x", &got, &r), -1);
	SAYS(ROOT_SEVERAL);
	CU_ASSERT_EQUAL(roots_pick(&certs, print, "x", &got, &r), 0);
	CU_ASSERT_PTR_EQUAL(got, list[1]);
	free(print);
	cert_free(list[1]);
	end();
}

const struct test tests_roots_judge[] = {
	TEST(digits_are_read_as_people_write_them),
	TEST(the_thumbprint_of_windows_will_do),
	TEST(one_digit_that_differs_is_wrong),
	TEST(more_digits_than_there_are_are_wrong),
	TEST(too_few_digits_are_asked_for_again),
	TEST(what_is_no_root_is_called_what_it_is),
	TEST(root_whose_key_may_not_sign_certificates_is_none),
	TEST(root_out_of_date_is_refused),
	TEST(root_with_a_weak_key_is_refused),
	TEST(outdated_signature_of_a_root_does_not_matter),
	TEST(root_is_found_at_the_end_of_a_chain),
	TEST(several_roots_are_told_apart_by_the_digits),
	{0},
};
