/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book's file: made, refused, mended, shared: journey/book/book.c. */
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/book-kit.h"
#include "tests/harness.h"

#define BOB "bob@example.org"

static void refused(const struct env *env, enum book_mode mode,
		    enum finding_id id)
{
	struct report r = {0};
	struct book *b = NULL;

	CU_ASSERT_EQUAL(book_open(env, mode, &b, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, id));
	CU_ASSERT_PTR_NULL(b);
	report_clear(&r);
}

/* Something done to the file by another program. */
static void by_sqlite(const struct env *env, const char *sql)
{
	char *path = book_path(env);
	sqlite3 *db = NULL;

	CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &db), SQLITE_OK);
	CU_ASSERT_EQUAL(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	free(path);
}

static void with_bob(const struct env *env)
{
	struct book *b = opened(env, BOOK_WRITE);

	CU_ASSERT_TRUE(put(b, person("Bob", BOB, TEST_NOW, 365), NULL));
	book_close(b);
}

/* The first test: what was loaded once stays. */
static void without_the_library_there_is_no_book(void)
{
	struct env env = book_home();

	harness_bare = true;
	refused(&env, BOOK_WRITE, FINDING_BOOK_NO_LIBRARY);
	harness_bare = false;
	with_bob(&env);
}

static void a_newer_layout_is_left_alone(void)
{
	struct env env = book_home();

	with_bob(&env);
	by_sqlite(&env, "PRAGMA user_version=2");
	refused(&env, BOOK_READ, FINDING_BOOK_NEWER);
	refused(&env, BOOK_WRITE, FINDING_BOOK_NEWER);
}

static void what_is_no_file_is_refused(void)
{
	struct env env = book_home();
	char *path = book_path(&env);
	char *other = path_join(test_dir(), "elsewhere");

	with_bob(&env);
	CU_ASSERT_EQUAL(rename(path, other), 0);
	CU_ASSERT_EQUAL(symlink(other, path), 0);
	refused(&env, BOOK_READ, FINDING_FILE_NOT_REGULAR);
	CU_ASSERT_EQUAL(unlink(path), 0);
	CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
	refused(&env, BOOK_WRITE, FINDING_FILE_NOT_REGULAR);
	free(other);
	free(path);
}

static void another_run_that_writes_is_waited_for_and_told(void)
{
	struct env env = book_home();
	struct report r = {0};
	struct book *one, *two;
	struct cert *c = person("Bob", BOB, TEST_NOW, 365);
	struct sighting s = {0};

	with_bob(&env);
	one = opened(&env, BOOK_WRITE);
	two = opened(&env, BOOK_WRITE);
	book_patience(two, 1);
	CU_ASSERT_EQUAL(book_begin(one, &r), 0);
	CU_ASSERT_EQUAL(book_add(two, c, &s, NULL, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_LOCK_HELD));
	report_clear(&r);
	CU_ASSERT_EQUAL(book_commit(one, &r), 0);
	CU_ASSERT_EQUAL(book_add(two, c, &s, NULL, &r), 0);
	CU_ASSERT_EQUAL(count_of(one, BOB), 2);
	book_close(one);
	book_close(two);
	cert_free(c);
}

static void a_folder_that_cannot_be_written_is_told(void)
{
	struct env env = {.now = TEST_NOW, .home = "/dev/null/home"};

	refused(&env, BOOK_WRITE, FINDING_HOME_UNUSABLE);
}

/* Overwrites bytes of the file, and opens it: what is told, and what is kept. */
static void damage(const struct env *env, long at, size_t n)
{
	char *path = book_path(env);
	FILE *f = fopen(path, "r+b");

	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	CU_ASSERT_EQUAL(fseek(f, at, at < 0 ? SEEK_END : SEEK_SET), 0);
	for (size_t i = 0; i < n; i++)
		fputc(0xA5, f);
	CU_ASSERT_EQUAL(fclose(f), 0);
	free(path);
}

static struct book *mended(const struct env *env, enum book_mode mode)
{
	struct report r = {0};
	struct book *b = NULL;

	CU_ASSERT_EQUAL_FATAL(book_open(env, mode, &b, &r), 0);
	CU_ASSERT_TRUE_FATAL(r.n == 1);
	CU_ASSERT_EQUAL(r.items[0].id, FINDING_BOOK_DAMAGED);
	CU_ASSERT_EQUAL(r.items[0].severity, SEVERITY_WARNING);
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, "damaged-"));
	report_clear(&r);
	return b;
}

static void no_database_at_all_is_kept_aside(void)
{
	struct env env = book_home();
	char *kept = xasprintf("%s/recipients.damaged-1.sqlite", env.home);
	struct buf before = {0}, after = {0};
	char *path = book_path(&env);
	struct book *b;

	with_bob(&env);
	damage(&env, 0, 100);
	test_read(path, &before);
	b = mended(&env, BOOK_READ);
	CU_ASSERT_EQUAL(count_of(b, BOB), 0);
	book_close(b);
	test_read(kept, &after);
	CU_ASSERT_TRUE(buf_equal(&before, &after));
	/* And once more: the first one stays as it is. */
	damage(&env, 0, 100);
	book_close(mended(&env, BOOK_WRITE));
	test_read(kept, &after);
	CU_ASSERT_TRUE(buf_equal(&before, &after));
	book_close(opened(&env, BOOK_READ));
	buf_clear(&before);
	buf_clear(&after);
	free(kept);
	free(path);
}

static void tables_of_another_layout_are_not_read(void)
{
	struct env env = book_home();
	struct book *b;

	with_bob(&env);
	by_sqlite(&env, "CREATE VIEW v AS SELECT 1");
	b = mended(&env, BOOK_READ);
	CU_ASSERT_EQUAL(count_of(b, BOB), 0);
	book_close(b);
}

static void with_many(const struct env *env, const struct sighting *s)
{
	struct book *b = opened(env, BOOK_WRITE);
	struct report r = {0};

	CU_ASSERT_EQUAL(book_begin(b, &r), 0);
	for (int i = 0; i < 300; i++) {
		char *address = xasprintf("p%03d@example.org", i);

		put(b, person("Somebody", address, TEST_NOW, 365), s);
		free(address);
	}
	CU_ASSERT_EQUAL(book_commit(b, &r), 0);
	book_close(b);
}

static void read_page(FILE *f, long number, unsigned char page[16384])
{
	CU_ASSERT_EQUAL(fseek(f, (number - 1) * 16384, SEEK_SET), 0);
	CU_ASSERT_EQUAL(fread(page, 1, 16384, f), 16384);
}

static long root_of(const char *path, const char *table)
{
	char *sql = xasprintf("SELECT rootpage FROM sqlite_master WHERE "
			      "name='%s'", table);
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;
	long root;

	CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	CU_ASSERT_EQUAL(sqlite3_step(stmt), SQLITE_ROW);
	root = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	free(sql);
	return root;
}

/* The first certificate of the last page gets the number of the very first:
 * whoever asks for the next one is sent back to the beginning, again and again.
 * (A page that is no leaf has its last child at 8; cells are a length and a
 * number of two bytes each.) */
static void a_book_that_runs_in_circles_is_built_anew(void)
{
	struct env env = book_home();
	unsigned char page[16384];
	char *path = book_path(&env);
	long leaf, cell;
	FILE *f;

	with_many(&env, NULL);
	leaf = root_of(path, "certificate");
	f = fopen(path, "r+b");
	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	read_page(f, leaf, page);
	CU_ASSERT_EQUAL_FATAL(page[0], 5);
	leaf = (long)page[10] << 8 | page[11];
	read_page(f, leaf, page);
	CU_ASSERT_EQUAL_FATAL(page[0], 13);
	cell = (long)page[8] << 8 | page[9];
	CU_ASSERT(page[cell] & page[cell + 2] & 0x80);
	fseek(f, (leaf - 1) * 16384 + cell + 2, SEEK_SET);
	CU_ASSERT_EQUAL(fwrite("\x80\x01", 1, 2, f), 2);
	CU_ASSERT_EQUAL(fclose(f), 0);
	book_close(mended(&env, BOOK_WRITE));
	book_close(opened(&env, BOOK_WRITE));
	free(path);
}

/* Three hundred people on many pages; one page is lost. */
static void what_can_be_read_is_saved_with_its_notes(void)
{
	struct env env = book_home();
	struct sighting s = {.source = "inbox", .folder = "INBOX",
			     .message = "<1@example.org>", .at = 1000,
			     .announces = true, .ciphers = 3};
	struct report r = {0};
	struct book_people all;
	struct book_entries e;
	struct book *b;
	bool known;
	size_t total;

	with_many(&env, &s);
	b = opened(&env, BOOK_WRITE);
	CU_ASSERT_EQUAL(book_note(b, "p007@example.org", "a friend", &known,
				  &r), 0);
	book_close(b);
	damage(&env, 12 * 4096, 4096);
	b = mended(&env, BOOK_WRITE);
	all = listed(b, "", &total);
	CU_ASSERT(total >= 250 && total <= 300);
	book_people_clear(&all);
	all = listed(b, "p007", &total);
	CU_ASSERT_EQUAL_FATAL(all.n, 1);
	CU_ASSERT_STRING_EQUAL(all.items[0].note, "a friend");
	book_people_clear(&all);
	e = found(b, "p299@example.org");
	CU_ASSERT_EQUAL_FATAL(e.n, 1);
	CU_ASSERT_STRING_EQUAL(e.items[0].last.folder, "INBOX");
	CU_ASSERT_TRUE(e.items[0].announces);
	CU_ASSERT_EQUAL(e.items[0].ciphers, 3);
	book_entries_clear(&e);
	book_close(b);
}

/* The bytes of one certificate changed inside its cell: no table tells that,
 * but its fingerprint does. */
static void a_changed_certificate_is_found_when_it_is_read(void)
{
	struct env env = book_home();
	struct report r = {0};
	struct book_entries e = {0};
	struct book *b;

	with_bob(&env);
	by_sqlite(&env, "UPDATE certificate SET der=zeroblob(600)");
	b = opened(&env, BOOK_READ);
	CU_ASSERT_EQUAL(book_find(b, BOB, &e, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_BOOK_DAMAGED));
	report_clear(&r);
	CU_ASSERT_EQUAL(book_find(b, BOB, &e, &r), 0);
	CU_ASSERT_EQUAL(e.n, 0);
	book_close(b);
}

static void reading_where_there_is_none_makes_no_file(void)
{
	struct env env = book_home();
	char *path = book_path(&env);
	struct book *b = opened(&env, BOOK_READ);

	CU_ASSERT_EQUAL(count_of(b, BOB), 0);
	book_close(b);
	CU_ASSERT_FALSE(fsio_exists(place_of(path)));
	free(path);
}

static void nobody_else_may_read_it(void)
{
	struct env env = book_home();
	char *path = book_path(&env);
	mode_t mask = umask(0);

	with_bob(&env);
	umask(mask);
	CU_ASSERT_EQUAL(fsio_mode(place_of(path)), 0600);
	CU_ASSERT_EQUAL(chmod(path, 0644), 0);
	book_close(opened(&env, BOOK_READ));
	CU_ASSERT_EQUAL(fsio_mode(place_of(path)), 0600);
	free(path);
}

static void an_empty_file_of_a_killed_run_becomes_a_book(void)
{
	struct env env = book_home();
	struct report r = {0};
	char *path = book_path(&env);

	CU_ASSERT_EQUAL(fsio_mkdir(env.home, &r), 0);
	test_write(path, "", 0);
	book_close(opened(&env, BOOK_READ));
	with_bob(&env);
	free(path);
}

static void what_was_not_committed_is_undone(void)
{
	struct env env = book_home();
	struct report r = {0};
	struct book *b = opened(&env, BOOK_WRITE);

	CU_ASSERT_EQUAL(book_begin(b, &r), 0);
	put(b, person("Bob", BOB, TEST_NOW, 365), NULL);
	CU_ASSERT_EQUAL(count_of(b, BOB), 1);
	book_abort(b);
	CU_ASSERT_EQUAL(count_of(b, BOB), 0);
	CU_ASSERT_EQUAL(book_begin(b, &r), 0);
	put(b, person("Bob", BOB, TEST_NOW, 365), NULL);
	book_close(b);
	b = opened(&env, BOOK_READ);
	CU_ASSERT_EQUAL(count_of(b, BOB), 0);
	book_close(b);
}

const struct test tests_book[] = {
	TEST(without_the_library_there_is_no_book),
	TEST(a_newer_layout_is_left_alone),
	TEST(what_is_no_file_is_refused),
	TEST(another_run_that_writes_is_waited_for_and_told),
	TEST(a_folder_that_cannot_be_written_is_told),
	TEST(no_database_at_all_is_kept_aside),
	TEST(tables_of_another_layout_are_not_read),
	TEST(a_book_that_runs_in_circles_is_built_anew),
	TEST(what_can_be_read_is_saved_with_its_notes),
	TEST(a_changed_certificate_is_found_when_it_is_read),
	TEST(reading_where_there_is_none_makes_no_file),
	TEST(nobody_else_may_read_it),
	TEST(an_empty_file_of_a_killed_run_becomes_a_book),
	TEST(what_was_not_committed_is_undone),
	{0},
};
