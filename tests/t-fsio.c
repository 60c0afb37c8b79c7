/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files: base/fsio.h; security.md 5, 15, 16, 37. Writing:
 * t-fsio-write.c. */
#include "base/fsio.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"

/* The caller frees. */
static char *fresh(const char *name)
{
	return path_join(test_dir(), name);
}

static void check_read(const char *path, size_t max, enum finding_id id)
{
	struct report r = {0};
	struct buf b = {0};

	CU_ASSERT_EQUAL(fsio_read(place_of(path), max, &b, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, id));
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, path);
	CU_ASSERT_PTR_NULL(b.data);
	report_clear(&r);
}

static void absent_file_is_unreadable_and_says_why(void)
{
	struct report r = {0};
	struct buf b = {0};
	char *path = fresh("absent");

	CU_ASSERT_EQUAL(fsio_read(place_of(path), 10, &b, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_FILE_UNREADABLE));
	CU_ASSERT_PTR_NOT_NULL(strstr(r.items[0].detail, "No such file"));
	report_clear(&r);
	free(path);
}

static void folder_is_not_read(void)
{
	check_read(test_dir(), 10, FINDING_FILE_IS_DIRECTORY);
}

static void fifo_is_refused_without_waiting(void)
{
	char *path = fresh("fifo");

	CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
	check_read(path, 10, FINDING_FILE_NOT_REGULAR);
	free(path);
}

static void device_is_refused(void)
{
	check_read("/dev/zero", 10, FINDING_FILE_NOT_REGULAR);
}

static void empty_file_is_a_finding(void)
{
	char *path = fresh("empty");

	test_write(path, "", 0);
	check_read(path, 10, FINDING_FILE_EMPTY);
	free(path);
}

static void file_of_four_gigabytes_is_refused_unread(void)
{
	char *path = fresh("big");

	test_write(path, "x", 1);
	CU_ASSERT_EQUAL(truncate(path, (off_t)4 << 30), 0);
	check_read(path, 1 << 20, FINDING_FILE_TOO_BIG);
	free(path);
}

static void limit_is_the_last_size_that_is_read(void)
{
	struct report r = {0};
	struct buf b = {0};
	char *path = fresh("limit");

	test_write(path, "12345", 5);
	check_read(path, 4, FINDING_FILE_TOO_BIG);
	CU_ASSERT_EQUAL(fsio_read(place_of(path), 5, &b, &r), 0);
	CU_ASSERT_STRING_EQUAL(b.data, "12345");
	CU_ASSERT_EQUAL(r.n, 0);
	buf_clear(&b);
	free(path);
}

static void failed_reading_leaves_the_old_contents(void)
{
	struct report r = {0};
	struct buf b = {0};

	buf_adds(&b, "old");
	CU_ASSERT_EQUAL(fsio_read(place_of("/dev/null"), 5, &b, &r), -1);
	CU_ASSERT_STRING_EQUAL(b.data, "old");
	buf_clear(&b);
	report_clear(&r);
}

/* Its length is 0 as stat() tells it, and it is not empty. */
static void file_of_unknown_length_is_bounded_while_reading(void)
{
	if (access("/proc/self/maps", R_OK) < 0) {
		test_skip("this system has no /proc");
		return;
	}
	check_read("/proc/self/maps", 100, FINDING_FILE_TOO_BIG);
}

static void link_to_a_file_is_read(void)
{
	struct report r = {0};
	struct buf b = {0};
	const char *dir = test_dir();
	char *path = path_join(dir, "file");
	char *name = path_join(dir, "link");

	test_write(path, "x", 1);
	CU_ASSERT_EQUAL(symlink("file", name), 0);
	CU_ASSERT_EQUAL(fsio_read(place_of(name), 5, &b, &r), 0);
	buf_clear(&b);
	free(path);
	free(name);
}

/* A pipe holding these bytes, at its end behind them. */
static int pipe_of(const char *bytes, size_t n)
{
	int ends[2];

	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	CU_ASSERT_EQUAL(write(ends[1], bytes, n), (ssize_t)n);
	close(ends[1]);
	return ends[0];
}

static void check_read_fd(int fd, size_t max, enum finding_id id)
{
	struct report r = {0};
	struct buf b = {0};

	CU_ASSERT_EQUAL(fsio_read_fd(fd, "standard input", max, &b, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, id));
	CU_ASSERT_STRING_EQUAL(r.items[0].subject, "standard input");
	report_clear(&r);
	close(fd);
}

static void standard_input_has_the_same_limits(void)
{
	check_read_fd(pipe_of("", 0), 10, FINDING_FILE_EMPTY);
	check_read_fd(pipe_of("12345", 5), 4, FINDING_FILE_TOO_BIG);
	check_read_fd(-1, 10, FINDING_FILE_UNREADABLE);
}

static void standard_input_is_read_to_its_end(void)
{
	struct report r = {0};
	struct buf b = {0};
	int fd = pipe_of("1\0002", 3);

	CU_ASSERT_EQUAL(fsio_read_fd(fd, "-", 3, &b, &r), 0);
	CU_ASSERT_EQUAL(b.len, 3);
	buf_clear(&b);
	close(fd);
}

static void descriptor_that_does_not_block_is_waited_for(void)
{
	struct report r = {0};
	struct buf b = {0};
	int ends[2];
	pid_t pid;

	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	CU_ASSERT_EQUAL(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		_exit(write(ends[1], "late", 4) == 4 ? 0 : 1);
	}
	close(ends[1]);
	CU_ASSERT_EQUAL(fsio_read_fd(ends[0], "-", 9, &b, &r), 0);
	CU_ASSERT_STRING_EQUAL(b.data, "late");
	CU_ASSERT_EQUAL(waitpid(pid, NULL, 0), pid);
	close(ends[0]);
	buf_clear(&b);
}

/* --- passphrases --- */

static void check_phrase(const char *bytes, size_t n, enum finding_id id)
{
	struct secret *s = NULL;
	struct report r = {0};
	int fd = pipe_of(bytes, n);

	CU_ASSERT_EQUAL(fsio_read_secret_fd(fd, "descriptor 3", &s, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, id));
	CU_ASSERT_PTR_NULL(s);
	report_clear(&r);
	close(fd);
}

static void empty_passphrase_is_refused(void)
{
	check_phrase("", 0, FINDING_PASS_EMPTY);
	check_phrase("\nnext", 5, FINDING_PASS_EMPTY);
	check_phrase("\r\n", 2, FINDING_PASS_EMPTY);
}

static void passphrase_that_is_no_text_is_refused(void)
{
	check_phrase("a\xff\n", 3, FINDING_PASS_UNUSABLE);
	check_phrase("a\0b\n", 4, FINDING_PASS_UNUSABLE);
}

static void passphrase_from_a_closed_descriptor_is_unreadable(void)
{
	struct secret *s = NULL;
	struct report r = {0};

	CU_ASSERT_EQUAL(fsio_read_secret_fd(-1, "descriptor -1", &s, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, FINDING_FILE_UNREADABLE));
	report_clear(&r);
}

static void passphrase_of_1024_bytes_is_the_longest(void)
{
	struct secret *s = NULL;
	struct report r = {0};
	char text[2000];
	int fd;

	memset(text, 'x', sizeof(text));
	check_phrase(text, sizeof(text), FINDING_PASS_UNUSABLE);
	check_phrase(text, 1025, FINDING_PASS_UNUSABLE);
	memcpy(text + 1024, "\r\n", 2);
	fd = pipe_of(text, 1026);
	CU_ASSERT_EQUAL(fsio_read_secret_fd(fd, "-", &s, &r), 0);
	CU_ASSERT_EQUAL(secret_len(s), 1024);
	secret_free(s);
	close(fd);
}

static void two_lines_of_one_pipe_are_two_passphrases(void)
{
	struct secret *a = NULL, *b = NULL;
	struct report r = {0};
	int fd = pipe_of("one \r\ntw\xC3\xB6", 10);

	CU_ASSERT_EQUAL(fsio_read_secret_fd(fd, "-", &a, &r), 0);
	CU_ASSERT_EQUAL(fsio_read_secret_fd(fd, "-", &b, &r), 0);
	CU_ASSERT_STRING_EQUAL(secret_data(a), "one ");
	CU_ASSERT_STRING_EQUAL(secret_data(b), "tw\xC3\xB6");
	secret_free(a);
	secret_free(b);
	close(fd);
}

static void check_phrase_file(const char *path, enum finding_id id)
{
	struct secret *s = NULL;
	struct report r = {0};

	CU_ASSERT_EQUAL(fsio_read_secret(path, &s, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, id));
	CU_ASSERT_PTR_NULL(s);
	report_clear(&r);
}

static void passphrase_file_others_can_read_is_refused(void)
{
	char *path = fresh("pass");

	test_write(path, "hunter2\n", 8);
	CU_ASSERT_EQUAL(chmod(path, 0640), 0);
	check_phrase_file(path, FINDING_PASS_FILE_LOOSE);
	free(path);
}

static void passphrase_file_of_another_user_is_refused(void)
{
	char *path = fresh("pass");

	test_write(path, "hunter2\n", 8);
	CU_ASSERT_EQUAL(chmod(path, 0600), 0);
	if (geteuid() != 0 || chown(path, 12345, (gid_t)-1) < 0)
		test_skip("only root can give a file away");
	else
		check_phrase_file(path, FINDING_PASS_FILE_LOOSE);
	free(path);
}

static void passphrase_file_has_to_be_a_file(void)
{
	char *path = fresh("absent");

	check_phrase_file(path, FINDING_FILE_UNREADABLE);
	check_phrase_file(test_dir(), FINDING_FILE_IS_DIRECTORY);
	check_phrase_file("/dev/zero", FINDING_FILE_NOT_REGULAR);
	free(path);
}

static void passphrase_is_the_first_line_of_its_file(void)
{
	struct secret *s = NULL;
	struct report r = {0};
	char *path = fresh("pass");

	test_write(path, "a b\nc\n", 6);
	CU_ASSERT_EQUAL(chmod(path, 0600), 0);
	CU_ASSERT_EQUAL(fsio_read_secret(path, &s, &r), 0);
	CU_ASSERT_STRING_EQUAL(secret_data(s), "a b");
	secret_free(s);
	free(path);
}

/* Uses whole lines, and remembers how much it was shown at once. */
struct lines {
	size_t calls, bytes, most;
	bool ended;
};

static size_t take_lines(const char *bytes, size_t n, bool is_end, void *arg)
{
	struct lines *l = arg;
	const char *last = n ? memrchr(bytes, '\n', n) : NULL;
	size_t used = last ? (size_t)(last - bytes) + 1 : 0;

	l->calls++;
	l->most = n > l->most ? n : l->most;
	l->bytes += used;
	l->ended = is_end;
	return used;
}

static void stream_shows_no_more_than_its_window(void)
{
	char *path = path_join(test_dir(), "lines");
	struct lines l = {0};
	struct report r = {0};
	struct buf text = {0};

	for (int i = 0; i < 1000; i++)
		buf_addf(&text, "line %d\n", i);
	test_write(path, text.data, text.len);
	CU_ASSERT_EQUAL(fsio_stream(place_of(path), 100, take_lines, &l, &r),
			0);
	CU_ASSERT_EQUAL(l.bytes, text.len);
	CU_ASSERT(l.most <= 100);
	CU_ASSERT(l.calls > text.len / 100);
	CU_ASSERT(l.ended);
	CU_ASSERT_EQUAL(fsio_stream(place_of(path), 7, take_lines, &l, &r), -1);
	CU_ASSERT(test_only(&r, FINDING_FILE_TOO_BIG));
	report_clear(&r);
	CU_ASSERT_EQUAL(fsio_stream(place_of(test_dir()), 100, take_lines, &l,
				    &r),
			-1);
	CU_ASSERT(test_only(&r, FINDING_FILE_IS_DIRECTORY));
	report_clear(&r);
	buf_clear(&text);
	free(path);
}

const struct test tests_fsio[] = {
	TEST(absent_file_is_unreadable_and_says_why),
	TEST(folder_is_not_read),
	TEST(fifo_is_refused_without_waiting),
	TEST(device_is_refused),
	TEST(empty_file_is_a_finding),
	TEST(file_of_four_gigabytes_is_refused_unread),
	TEST(limit_is_the_last_size_that_is_read),
	TEST(failed_reading_leaves_the_old_contents),
	TEST(file_of_unknown_length_is_bounded_while_reading),
	TEST(link_to_a_file_is_read),
	TEST(standard_input_has_the_same_limits),
	TEST(standard_input_is_read_to_its_end),
	TEST(descriptor_that_does_not_block_is_waited_for),
	TEST(empty_passphrase_is_refused),
	TEST(passphrase_that_is_no_text_is_refused),
	TEST(passphrase_from_a_closed_descriptor_is_unreadable),
	TEST(passphrase_of_1024_bytes_is_the_longest),
	TEST(two_lines_of_one_pipe_are_two_passphrases),
	TEST(passphrase_file_others_can_read_is_refused),
	TEST(passphrase_file_of_another_user_is_refused),
	TEST(passphrase_file_has_to_be_a_file),
	TEST(passphrase_is_the_first_line_of_its_file),
	TEST(stream_shows_no_more_than_its_window),
	{0},
};
