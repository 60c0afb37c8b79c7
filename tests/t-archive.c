/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of an archive are given whole, and no more of them than is safe. */
#include "tests/tool.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "mail/archive.h"

enum { MIB = 1024 * 1024 };

struct seen {
	size_t n, locked, bytes, left;
	struct buf text; /* "NAME=BEGINNING|" of each */
};

static void note(const struct archive_file *file, void *arg)
{
	struct seen *s = arg;

	s->n++;
	s->locked += file->is_locked;
	s->bytes += file->bytes.n;
	if (s->text.len > 1000)
		return;
	buf_addf(&s->text, "%s=", file->name);
	buf_add(&s->text, file->bytes.p,
		file->bytes.n < 10 ? file->bytes.n : 10);
	buf_addc(&s->text, '|');
}

static int read_all(const struct buf *file, size_t left, struct seen *s)
{
	int r;

	*s = (struct seen){.left = left};
	r = archive_each(slice_of(file), &s->left, note, s);
	return r;
}

static void check(const struct buf *file, int r, const char *files)
{
	struct seen s;

	CU_ASSERT_TRUE(archive_is(slice_of(file)));
	CU_ASSERT_EQUAL(read_all(file, 64 * MIB, &s), r);
	CU_ASSERT_STRING_EQUAL(s.text.data ? s.text.data : "", files);
	buf_clear(&s.text);
}

static void add_file(struct archive *a, const char *name, const void *bytes,
		     size_t n)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_size(e, (la_int64_t)n);
	archive_entry_set_filetype(e, name[strlen(name) - 1] == '/' ? AE_IFDIR
								    : AE_IFREG);
	archive_entry_set_perm(e, 0644);
	CU_ASSERT_EQUAL(archive_write_header(a, e), ARCHIVE_OK);
	archive_write_data(a, bytes, n);
	archive_entry_free(e);
}

/* Names and contents in turn, ended by NULL; written as this format. */
static void make(int (*format)(struct archive *), const char *const *files,
		 struct buf *out)
{
	struct archive *a = archive_write_new();
	static char room[MIB];
	size_t used = 0;

	format(a);
	archive_write_set_bytes_in_last_block(a, 1);
	CU_ASSERT_EQUAL(
	    archive_write_open_memory(a, room, sizeof(room), &used),
	    ARCHIVE_OK);
	for (; *files; files += 2)
		add_file(a, files[0], files[1], strlen(files[1]));
	archive_write_close(a);
	archive_write_free(a);
	buf_clear(out);
	buf_add(out, room, used);
}

/* One file of n zero bytes each. */
static void make_zeros(const size_t *sizes, size_t n, struct buf *out)
{
	struct archive *a = archive_write_new();
	static char room[MIB];
	char *zeros = xcalloc(20, MIB);
	size_t used = 0;

	archive_write_set_format_zip(a);
	archive_write_open_memory(a, room, sizeof(room), &used);
	for (size_t i = 0; i < n; i++)
		add_file(a, "zeros", zeros, sizes[i]);
	archive_write_close(a);
	archive_write_free(a);
	buf_clear(out);
	buf_add(out, room, used);
	free(zeros);
}

static const char *const two[] = {"folder/", "",          "folder/a.pem",
				  "hello",   "b.p7b", "world", NULL};

static void other_bytes_are_no_archive(void)
{
	static const char text[] = "PK is how it begins";
	struct seen s;
	struct buf b = {0};

	CU_ASSERT_FALSE(archive_is((struct slice){NULL, 0}));
	CU_ASSERT_FALSE(archive_is((struct slice){(const void *)text, 19}));
	CU_ASSERT_EQUAL(read_all(&b, 64 * MIB, &s), -1);
}

static void the_end_of_an_archive_alone_holds_nothing(void)
{
	struct buf b = {0};

	buf_add(&b, "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
	check(&b, 0, "");
	buf_clear(&b);
}

static void a_torn_archive_is_not_whole(void)
{
	struct buf b = {0};
	struct seen s;

	make(archive_write_set_format_zip, two, &b);
	b.len = 40;
	CU_ASSERT(read_all(&b, 64 * MIB, &s) != 0);
	buf_clear(&s.text);
	buf_clear(&b);
}

static void files_of_a_zip_are_given_without_folders(void)
{
	struct buf b = {0};

	make(archive_write_set_format_zip, two, &b);
	check(&b, 0, "a.pem=hello|b.p7b=world|");
	buf_clear(&b);
}

static void files_of_a_tar_are_given(void)
{
	struct buf b = {0};

	make(archive_write_set_format_ustar, two, &b);
	check(&b, 0, "a.pem=hello|b.p7b=world|");
	make(archive_write_set_format_pax, two, &b);
	check(&b, 0, "a.pem=hello|b.p7b=world|");
	buf_clear(&b);
}

static void a_packed_file_has_no_name(void)
{
	static const char *const commands[] = {"gzip -c in >made",
					       "bzip2 -c in >made",
					       "xz -c in >made"};

	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		char *line = xasprintf("printf hello >in && %s", commands[i]);
		struct buf b = {0};

		if (tool_makes(line, &b))
			check(&b, 0, "=hello|");
		buf_clear(&b);
		free(line);
	}
}

static void what_macs_put_beside_files_is_passed_over(void)
{
	static const char *const files[] = {
	    "__MACOSX/._a.pem", "x", ".DS_Store", "x", "a.pem", "hello", NULL};
	struct buf b = {0};

	make(archive_write_set_format_zip, files, &b);
	check(&b, 0, "a.pem=hello|");
	buf_clear(&b);
}

static void locked_files_are_told(void)
{
	struct buf b = {0};
	struct seen s;

	make(archive_write_set_format_zip, two, &b);
	/* Bit 0 of the flags, at 6 of the file's header and at 8 of the
	 * directory's (APPNOTE.TXT sections 4.3.7 and 4.3.12). */
	for (size_t i = 0; i + 10 < b.len; i++) {
		if (memcmp(b.data + i, "PK\3\4", 4) == 0)
			b.data[i + 6] |= 1;
		if (memcmp(b.data + i, "PK\1\2", 4) == 0)
			b.data[i + 8] |= 1;
	}
	read_all(&b, 64 * MIB, &s);
	CU_ASSERT(s.locked >= 1);
	CU_ASSERT_EQUAL(s.bytes, 0);
	buf_clear(&s.text);
	buf_clear(&b);
}

static void forms_that_are_not_opened_are_known(void)
{
	static const char *const begins[] = {"7z\xBC\xAF\x27\x1C",
					     "Rar!\x1A\x07"};

	for (size_t i = 0; i < ARRAY_LEN(begins); i++) {
		struct buf b = {0};
		struct seen s;

		buf_adds(&b, begins[i]);
		CU_ASSERT_TRUE(archive_is(slice_of(&b)));
		CU_ASSERT_EQUAL(read_all(&b, 64 * MIB, &s), -1);
		buf_clear(&b);
	}
}

static void no_more_is_unpacked_than_is_left(void)
{
	static const size_t sizes[] = {MIB, MIB, MIB};
	struct buf b = {0};
	struct seen s;

	make_zeros(sizes, 3, &b);
	CU_ASSERT_EQUAL(read_all(&b, 3 * MIB, &s), 0);
	CU_ASSERT_EQUAL(s.bytes, 3 * MIB);
	CU_ASSERT_EQUAL(s.left, 0);
	buf_clear(&s.text);
	CU_ASSERT_EQUAL(read_all(&b, 3 * MIB - 1, &s), 1);
	CU_ASSERT(s.bytes < 3 * MIB);
	buf_clear(&s.text);
	buf_clear(&b);
}

static void a_file_of_over_16_mib_is_left_out(void)
{
	static const size_t sizes[] = {ARCHIVE_FILE_SIZE_MAX + 1, 5};
	struct buf b = {0};
	struct seen s;

	make_zeros(sizes, 2, &b);
	CU_ASSERT_EQUAL(read_all(&b, 64 * MIB, &s), 1);
	CU_ASSERT_EQUAL(s.bytes, 5);
	buf_clear(&s.text);
	buf_clear(&b);
}

static void at_most_256_files_are_given(void)
{
	size_t sizes[ARCHIVE_FILES_MAX + 1];
	struct buf b = {0};
	struct seen s;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
		sizes[i] = 1;
	make_zeros(sizes, ARRAY_LEN(sizes), &b);
	CU_ASSERT_EQUAL(read_all(&b, 64 * MIB, &s), 1);
	CU_ASSERT_EQUAL(s.n, ARCHIVE_FILES_MAX);
	buf_clear(&s.text);
	buf_clear(&b);
}

/* A header of kind 'x' with nothing in it: libarchive calls itself for what
 * it says about the next. */
static void a_tar_of_nothing_but_additions_is_refused(void)
{
	char block[512] = "a";
	struct buf b = {0};
	struct seen s;
	unsigned sum = 0;

	memcpy(block + 124, "00000000000", 11);
	block[156] = 'x';
	memcpy(block + 257, "ustar", 6);
	memset(block + 148, ' ', 8);
	for (size_t i = 0; i < sizeof(block); i++)
		sum += (unsigned char)block[i];
	block[153] = (char)('0' + (sum & 7));
	block[152] = (char)('0' + (sum >> 3 & 7));
	block[151] = (char)('0' + (sum >> 6 & 7));
	block[150] = (char)('0' + (sum >> 9 & 7));
	for (int i = 0; i < 8000; i++)
		buf_add(&b, block, sizeof(block));
	CU_ASSERT_EQUAL(read_all(&b, 64 * MIB, &s), -1);
	buf_clear(&b);
}

const struct test tests_archive[] = {
    TEST(other_bytes_are_no_archive),
    TEST(the_end_of_an_archive_alone_holds_nothing),
    TEST(a_torn_archive_is_not_whole),
    TEST(files_of_a_zip_are_given_without_folders),
    TEST(files_of_a_tar_are_given),
    TEST(a_packed_file_has_no_name),
    TEST(what_macs_put_beside_files_is_passed_over),
    TEST(locked_files_are_told),
    TEST(forms_that_are_not_opened_are_known),
    TEST(no_more_is_unpacked_than_is_left),
    TEST(a_file_of_over_16_mib_is_left_out),
    TEST(at_most_256_files_are_given),
    TEST(a_tar_of_nothing_but_additions_is_refused),
    {0},
};
