/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put into the address book is found again: journey/book/book-add.c. */
#include "tests/book-kit.h"

#define BOB "bob@example.org"

static void a_certificate_is_kept_once(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *c = person("Bob", BOB, TEST_NOW, 365);

	CU_ASSERT_FALSE(book_has(b, c->fingerprint));
	CU_ASSERT_TRUE(put(b, cert_dup(c), NULL));
	CU_ASSERT_FALSE(put(b, cert_dup(c), NULL));
	CU_ASSERT_TRUE(book_has(b, c->fingerprint));
	CU_ASSERT_EQUAL(count_of(b, BOB), 1);
	book_close(b);
	cert_free(c);
}

static void all_are_kept_and_the_newest_comes_first(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct book_entries e;

	put(b, person("Bob", BOB, TEST_NOW + 200 * DAY, 365), NULL);
	put(b, person("Bob", BOB, TEST_NOW + 400 * DAY, 365), NULL);
	put(b, person("Bob", BOB, TEST_NOW, 365), NULL);
	e = found(b, BOB);
	CU_ASSERT_EQUAL_FATAL(e.n, 3);
	CU_ASSERT(e.items[0].cert->not_before > e.items[1].cert->not_before);
	CU_ASSERT(e.items[1].cert->not_before > e.items[2].cert->not_before);
	book_entries_clear(&e);
	book_close(b);
}

static void case_and_spelling_of_the_domain_do_not_hide_anybody(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);

	put(b, person("Bob", "Bob@xn--bcher-kva.example", TEST_NOW, 365), NULL);
	CU_ASSERT_EQUAL(count_of(b, "bob@xn--bcher-kva.example"), 1);
	CU_ASSERT_EQUAL(count_of(b, "BOB@Bücher.example"), 1);
	CU_ASSERT_EQUAL(count_of(b, "bob@bucher.example"), 0);
	book_close(b);
}

static void first_and_last_sighting_are_kept_in_any_order(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *c = person("Bob", BOB, TEST_NOW, 365);
	struct sighting s[] = {{.source = "b", .at = 200},
			       {.source = "a", .at = 100},
			       {.source = "c", .folder = "F",
				.message = "<m>", .at = 300},
			       {.source = "d", .at = 250}};
	struct book_entries e;

	for (size_t i = 0; i < ARRAY_LEN(s); i++)
		put(b, cert_dup(c), &s[i]);
	e = found(b, BOB);
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	CU_ASSERT_EQUAL(e.items[0].first.at, 100);
	CU_ASSERT_STRING_EQUAL(e.items[0].first.source, "a");
	CU_ASSERT_PTR_NULL(e.items[0].first.folder);
	CU_ASSERT_EQUAL(e.items[0].last.at, 300);
	CU_ASSERT_STRING_EQUAL(e.items[0].last.folder, "F");
	CU_ASSERT_STRING_EQUAL(e.items[0].last.message, "<m>");
	book_entries_clear(&e);
	book_close(b);
	cert_free(c);
}

static void the_newest_announcement_counts(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *c = person("Bob", BOB, TEST_NOW, 365);
	struct cms_id id = {0};
	struct sighting new = {.at = 200, .announces = true, .ciphers = 5,
			       .capabilities = {(unsigned char *)"0\0", 2},
			       .preference = &id};
	struct sighting old = {.at = 100, .announces = true, .ciphers = 2};
	struct sighting none = {.at = 300};
	struct book_entries e;

	buf_add(&id.serial, "\1\2", 2);
	put(b, cert_dup(c), &new);
	put(b, cert_dup(c), &old);
	put(b, cert_dup(c), &none);
	e = found(b, BOB);
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	CU_ASSERT_TRUE(e.items[0].announces);
	CU_ASSERT_EQUAL(e.items[0].ciphers, 5);
	CU_ASSERT_EQUAL(e.items[0].announced_at, 200);
	CU_ASSERT_EQUAL(e.items[0].capabilities.len, 2);
	CU_ASSERT_TRUE(e.items[0].has_preference);
	CU_ASSERT_TRUE(buf_equal(&e.items[0].preference.serial, &id.serial));
	book_entries_clear(&e);
	book_close(b);
	buf_clear(&id.serial);
	cert_free(c);
}

static void issuers_are_found_as_chains_and_are_nobody(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *c = person("Bob", BOB, TEST_NOW, 365);
	struct cert_list chain = {0};
	struct book_people all;
	struct report r = {0};

	put(b, cert_dup(identity(KEY_P256)->root), NULL);
	put(b, cert_dup(identity(KEY_RSA_2048)->root), NULL);
	put(b, cert_dup(c), NULL);
	CU_ASSERT_EQUAL(book_chain(b, c, &chain, &r), 0);
	CU_ASSERT_EQUAL(chain.n, 1 + (identity(KEY_RSA_2048)->root->subject_der
					      .len == c->issuer_der.len));
	CU_ASSERT_TRUE(cert_list_has(&chain, identity(KEY_P256)->root));
	all = listed(b, NULL, NULL);
	CU_ASSERT_EQUAL(all.n, 1);
	book_people_clear(&all);
	cert_list_clear(&chain);
	book_close(b);
	cert_free(c);
}

static void a_person_is_removed_with_all_certificates(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct report r = {0};
	struct book_removed n = {9, 9, {0}};
	struct book_people all;

	put(b, person("Bob", BOB, TEST_NOW, 365), NULL);
	put(b, person("Bob", BOB, TEST_NOW - DAY, 365), NULL);
	put(b, person("Eve", "eve@example.org", TEST_NOW, 365), NULL);
	CU_ASSERT_EQUAL(book_remove(b, "nobody@example.org", &n, &r), 0);
	CU_ASSERT_EQUAL(n.gone + n.kept, 0);
	CU_ASSERT_EQUAL(book_remove(b, "BOB@example.org", &n, &r), 0);
	CU_ASSERT_EQUAL(n.gone, 2);
	CU_ASSERT_EQUAL(n.kept, 0);
	CU_ASSERT_EQUAL(count_of(b, BOB), 0);
	all = listed(b, NULL, NULL);
	CU_ASSERT_EQUAL(all.n, 1);
	book_people_clear(&all);
	book_close(b);
}

static void a_certificate_for_others_too_is_kept_for_them(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *c = for_two();
	struct book_removed n = {0};
	struct report r = {0};
	struct book_people all;

	put(b, cert_dup(c), NULL);
	put(b, person("Bob", BOB, TEST_NOW, 365), NULL);
	CU_ASSERT_EQUAL(book_remove(b, BOB, &n, &r), 0);
	CU_ASSERT_EQUAL(n.gone, 1);
	CU_ASSERT_EQUAL(n.kept, 1);
	CU_ASSERT_EQUAL_FATAL(n.others.n, 1);
	CU_ASSERT_STRING_EQUAL(n.others.items[0], "office@example.org");
	CU_ASSERT_EQUAL(count_of(b, BOB), 0);
	CU_ASSERT_EQUAL(count_of(b, "office@example.org"), 1);
	all = listed(b, NULL, NULL);
	CU_ASSERT_EQUAL_FATAL(all.n, 1);
	CU_ASSERT_STRING_EQUAL(all.items[0].address, "office@example.org");
	CU_ASSERT_EQUAL(all.items[0].certificates, 1);
	book_people_clear(&all);
	CU_ASSERT_EQUAL(book_remove(b, "office@example.org", &n, &r), 0);
	CU_ASSERT_EQUAL(n.gone, 1);
	CU_ASSERT_FALSE(book_has(b, c->fingerprint));
	book_removed_clear(&n);
	book_close(b);
	cert_free(c);
}

static void who_was_removed_comes_back_with_a_kept_certificate(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *c = for_two();
	struct book_removed n = {0};
	struct report r = {0};
	struct book_people all;

	put(b, cert_dup(c), NULL);
	put(b, person("Bob", BOB, TEST_NOW, 365), NULL);
	CU_ASSERT_EQUAL(book_remove(b, BOB, &n, &r), 0);
	CU_ASSERT_FALSE(put(b, cert_dup(c), NULL));
	CU_ASSERT_EQUAL(count_of(b, BOB), 1);
	all = listed(b, NULL, NULL);
	CU_ASSERT_EQUAL_FATAL(all.n, 2);
	CU_ASSERT_EQUAL(all.items[0].certificates, 1);
	CU_ASSERT_EQUAL(all.items[1].certificates, 1);
	book_people_clear(&all);
	book_removed_clear(&n);
	book_close(b);
	cert_free(c);
}

static void one_certificate_is_removed_and_the_list_follows(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct cert *new = person("Bob", BOB, TEST_NOW + 100 * DAY, 365);
	struct cert *old = person("Robert", BOB, TEST_NOW, 365);
	struct report r = {0};
	struct book_people all;
	size_t n;

	put(b, cert_dup(new), NULL);
	put(b, cert_dup(old), NULL);
	all = listed(b, "bob", NULL);
	CU_ASSERT_EQUAL_FATAL(all.n, 1);
	CU_ASSERT_STRING_EQUAL(all.items[0].name, "Bob");
	CU_ASSERT_EQUAL(all.items[0].certificates, 2);
	book_people_clear(&all);
	CU_ASSERT_EQUAL(book_remove_one(b, new->fingerprint, &n, &r), 0);
	CU_ASSERT_EQUAL(n, 1);
	all = listed(b, "robert", NULL);
	CU_ASSERT_EQUAL_FATAL(all.n, 1);
	CU_ASSERT_STRING_EQUAL(all.items[0].name, "Robert");
	CU_ASSERT_EQUAL(all.items[0].certificates, 1);
	CU_ASSERT_EQUAL(all.items[0].ends, old->not_after);
	book_people_clear(&all);
	book_close(b);
	cert_free(new);
	cert_free(old);
}

static void a_note_is_kept_until_it_is_emptied(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct report r = {0};
	struct book_people all;
	bool found = true;

	CU_ASSERT_EQUAL(book_note(b, BOB, "x", &found, &r), 0);
	CU_ASSERT_FALSE(found);
	put(b, person("Bob", BOB, TEST_NOW, 365), NULL);
	CU_ASSERT_EQUAL(book_note(b, BOB, "met in May", &found, &r), 0);
	CU_ASSERT_TRUE(found);
	put(b, person("Bob", BOB, TEST_NOW + DAY, 365), NULL);
	all = listed(b, NULL, NULL);
	CU_ASSERT_EQUAL_FATAL(all.n, 1);
	CU_ASSERT_STRING_EQUAL(all.items[0].note, "met in May");
	book_people_clear(&all);
	book_close(b);
}

static void scanned_files_are_known_again(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct book_file file = {10, 20, 30, 40, {0}}, back = {0};
	struct report r = {0};

	buf_adds(&file.mark, "mark");
	CU_ASSERT_EQUAL(book_file_get(b, "/m", "a", &back, &r), 0);
	CU_ASSERT_EQUAL(book_file_put(b, "/m", "a", &file, &r), 0);
	file.offset = 41;
	CU_ASSERT_EQUAL(book_file_put(b, "/m", "a", &file, &r), 0);
	CU_ASSERT_EQUAL(book_file_get(b, "/m", "a", &back, &r), 1);
	CU_ASSERT_EQUAL(back.size, 10);
	CU_ASSERT_EQUAL(back.offset, 41);
	CU_ASSERT_TRUE(buf_equal(&back.mark, &file.mark));
	CU_ASSERT_EQUAL(book_file_forget(b, "/m", "a", &r), 0);
	buf_clear(&back.mark);
	CU_ASSERT_EQUAL(book_file_get(b, "/m", "a", &back, &r), 0);
	buf_clear(&file.mark);
	book_close(b);
}

static void gather(const char *name, const struct book_file *file, void *arg)
{
	buf_addf(arg, "%s:%lld ", name, file->size);
}

static void the_files_of_a_folder_come_by_name(void)
{
	struct env env = book_home();
	struct book *b = opened(&env, BOOK_WRITE);
	struct book_file file = {.size = 1};
	struct report r = {0};
	struct buf names = {0};

	CU_ASSERT_EQUAL(book_file_put(b, "/m", "b", &file, &r), 0);
	CU_ASSERT_EQUAL(book_file_put(b, "/m", "B", &file, &r), 0);
	CU_ASSERT_EQUAL(book_file_put(b, "/n", "c", &file, &r), 0);
	CU_ASSERT_EQUAL(book_files_each(b, "/m", gather, &names, &r), 0);
	CU_ASSERT_STRING_EQUAL(names.data, "B:1 b:1 ");
	buf_clear(&names);
	book_close(b);
}

const struct test tests_book_add[] = {
	TEST(a_certificate_is_kept_once),
	TEST(all_are_kept_and_the_newest_comes_first),
	TEST(case_and_spelling_of_the_domain_do_not_hide_anybody),
	TEST(first_and_last_sighting_are_kept_in_any_order),
	TEST(the_newest_announcement_counts),
	TEST(issuers_are_found_as_chains_and_are_nobody),
	TEST(a_person_is_removed_with_all_certificates),
	TEST(a_certificate_for_others_too_is_kept_for_them),
	TEST(who_was_removed_comes_back_with_a_kept_certificate),
	TEST(one_certificate_is_removed_and_the_list_follows),
	TEST(a_note_is_kept_until_it_is_emptied),
	TEST(scanned_files_are_known_again),
	TEST(the_files_of_a_folder_come_by_name),
	{0},
};
