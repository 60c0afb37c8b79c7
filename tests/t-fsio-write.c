/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing files, folders and locks: base/fsio.h; security.md 1-4, 6-12. */
#include "base/fsio.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"

/* What the next fsync() of this program does; it stands before the system's. */
static enum {
	SYNC_WELL,
	SYNC_FAILS, /* of a file */
	SYNC_FOLDER_FAILS,
	SYNC_INTERRUPTED,  /* by a signal, once */
	SYNC_CHANGES_BYTE, /* what comes back is not what was written */
	SYNC_OTHER_CREATES /* another program takes the name meanwhile */
} sync_does;

static const char *other_creates;

int fsync(int fd)
{
	struct stat st;
	bool is_folder = fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);

	if ((sync_does == SYNC_FAILS && !is_folder) ||
	    (sync_does == SYNC_FOLDER_FAILS && is_folder)) {
		errno = EIO;
		return -1;
	}
	if (sync_does == SYNC_INTERRUPTED) {
		sync_does = SYNC_WELL;
		errno = EINTR;
		return -1;
	}
	if (sync_does == SYNC_CHANGES_BYTE && !is_folder)
		CU_ASSERT_EQUAL(pwrite(fd, "?", 1, 0), 1);
	if (sync_does == SYNC_OTHER_CREATES && !is_folder)
		test_write(other_creates, "other", 5);
	return 0;
}

struct scene {
	char *dir;
	char *path; /* dir/key.pem */
	struct report report;
	struct buf data;
};

static void scene_init(struct scene *s)
{
	*s = (struct scene){.dir = xstrdup(test_dir())};
	s->path = path_join(s->dir, "key.pem");
	buf_adds(&s->data, "new");
	sync_does = SYNC_WELL;
}

static void scene_clear(struct scene *s)
{
	sync_does = SYNC_WELL;
	report_clear(&s->report);
	buf_clear(&s->data);
	free(s->path);
	free(s->dir);
}

static int save(struct scene *s, unsigned flags)
{
	struct write_job job = {.at = place_of(s->path), .flags = flags};

	return fsio_write(&job, &s->data, &s->report);
}

static bool holds(const char *path, const char *text)
{
	struct buf b = {0};
	bool is_it;

	test_read(path, &b);
	is_it = b.data && strcmp(b.data, text) == 0;
	buf_clear(&b);
	return is_it;
}

/* Names in a folder, those with a dot too, but for "." and "..". */
static size_t count_names(const char *dir)
{
	char *command = xasprintf("ls -A '%s'", dir);
	FILE *f = popen(command, "r");
	size_t n = 0;

	for (int c; f && (c = getc(f)) != EOF;)
		n += c == '\n';
	CU_ASSERT_EQUAL(f ? pclose(f) : -1, 0);
	free(command);
	return n;
}

/* The call failed so, the old file stands, and nothing is left over. */
static void check_failed(struct scene *s, unsigned flags, enum finding_id id)
{
	CU_ASSERT_EQUAL(save(s, flags), -1);
	CU_ASSERT_TRUE(test_only(&s->report, id));
	CU_ASSERT_STRING_EQUAL(s->report.items[0].subject, s->path);
	CU_ASSERT_TRUE(holds(s->path, "old"));
	CU_ASSERT_EQUAL(count_names(s->dir), 1);
}

static void existing_file_is_never_replaced_unasked(void)
{
	struct scene s;

	scene_init(&s);
	test_write(s.path, "old", 3);
	check_failed(&s, FSIO_NEW, FINDING_FILE_EXISTS);
	scene_clear(&s);
}

static void file_that_appears_meanwhile_is_not_replaced(void)
{
	struct scene s;

	scene_init(&s);
	sync_does = SYNC_OTHER_CREATES;
	other_creates = s.path;
	CU_ASSERT_EQUAL(save(&s, FSIO_NEW), -1);
	CU_ASSERT_TRUE(test_only(&s.report, FINDING_FILE_EXISTS));
	CU_ASSERT_TRUE(holds(s.path, "other"));
	CU_ASSERT_EQUAL(count_names(s.dir), 1);
	scene_clear(&s);
}

static void link_counts_as_a_file_that_exists(void)
{
	struct scene s;

	scene_init(&s);
	CU_ASSERT_EQUAL(symlink("nowhere", s.path), 0);
	CU_ASSERT_EQUAL(save(&s, FSIO_NEW), -1);
	CU_ASSERT_TRUE(test_only(&s.report, FINDING_FILE_EXISTS));
	scene_clear(&s);
}

static void failing_disk_leaves_the_old_file(void)
{
	struct scene s;

	scene_init(&s);
	test_write(s.path, "old", 3);
	sync_does = SYNC_FAILS;
	check_failed(&s, 0, FINDING_FILE_UNWRITABLE);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(s.report.items[0].detail, "Input/output error"));
	scene_clear(&s);
}

static void changed_byte_is_noticed_before_anything_is_replaced(void)
{
	struct scene s;

	scene_init(&s);
	test_write(s.path, "old", 3);
	sync_does = SYNC_CHANGES_BYTE;
	check_failed(&s, 0, FINDING_FILE_NOT_VERIFIED);
	scene_clear(&s);
}

static void kept_name_goes_when_the_write_fails(void)
{
	struct scene s;

	scene_init(&s);
	test_write(s.path, "old", 3);
	sync_does = SYNC_CHANGES_BYTE;
	check_failed(&s, FSIO_KEEP, FINDING_FILE_NOT_VERIFIED);
	scene_clear(&s);
}

static int refuse(const struct buf *back, void *arg, struct report *report)
{
	CU_ASSERT_STRING_EQUAL(back->data, "new");
	return *(bool *)arg
		       ? report_fail(report, FINDING_CANCELLED, NULL, "%s", "")
		       : -1;
}

static void verifier_that_refuses_gives_the_reason(void)
{
	struct scene s;
	bool says_why = true;
	struct write_job job = {.verify = refuse, .arg = &says_why};

	scene_init(&s);
	job.at = place_of(s.path);
	CU_ASSERT_EQUAL(fsio_write(&job, &s.data, &s.report), -1);
	CU_ASSERT_TRUE(test_only(&s.report, FINDING_CANCELLED));
	CU_ASSERT_EQUAL(count_names(s.dir), 0);
	scene_clear(&s);
}

static void verifier_without_a_reason_gets_one(void)
{
	struct scene s;
	bool says_why = false;
	struct write_job job = {.verify = refuse, .arg = &says_why};

	scene_init(&s);
	job.at = place_of(s.path);
	CU_ASSERT_EQUAL(fsio_write(&job, &s.data, &s.report), -1);
	CU_ASSERT_TRUE(test_only(&s.report, FINDING_FILE_NOT_VERIFIED));
	scene_clear(&s);
}

static void size_limit_of_the_process_leaves_the_old_file(void)
{
	struct rlimit kept, small;
	struct scene s;

	scene_init(&s);
	test_write(s.path, "old", 3);
	for (int i = 0; i < 1000; i++)
		buf_adds(&s.data, "more of it");
	CU_ASSERT_EQUAL(getrlimit(RLIMIT_FSIZE, &kept), 0);
	small = kept;
	small.rlim_cur = 64;
	signal(SIGXFSZ, SIG_IGN);
	CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &small), 0);
	int r = save(&s, 0);
	CU_ASSERT_EQUAL(setrlimit(RLIMIT_FSIZE, &kept), 0);
	signal(SIGXFSZ, SIG_DFL);
	CU_ASSERT_EQUAL(r, -1);
	CU_ASSERT_TRUE(test_only(&s.report, FINDING_FILE_UNWRITABLE));
	CU_ASSERT_TRUE(holds(s.path, "old"));
	CU_ASSERT_EQUAL(count_names(s.dir), 1);
	scene_clear(&s);
}

static void check_refused(const char *path, enum finding_id id)
{
	struct write_job job = {.at = place_of(path)};
	struct report r = {0};
	struct buf data = {0};

	buf_adds(&data, "new");
	CU_ASSERT_EQUAL(fsio_write(&job, &data, &r), -1);
	CU_ASSERT_TRUE(test_only(&r, id));
	report_clear(&r);
	buf_clear(&data);
}

static void folder_that_is_not_there_is_unwritable(void)
{
	struct scene s;
	char *path;

	scene_init(&s);
	path = path_join(s.path, "below");
	check_refused(path, FINDING_FILE_UNWRITABLE);
	check_refused("", FINDING_FILE_IS_DIRECTORY);
	free(path);
	scene_clear(&s);
}

static void only_ordinary_files_are_replaced(void)
{
	struct scene s;

	scene_init(&s);
	check_refused(s.dir, FINDING_FILE_IS_DIRECTORY);
	check_refused("/dev/full", FINDING_FILE_EXISTS);
	CU_ASSERT_EQUAL(mkfifo(s.path, 0600), 0);
	check_refused(s.path, FINDING_FILE_EXISTS);
	CU_ASSERT_EQUAL(unlink(s.path), 0);
	CU_ASSERT_EQUAL(symlink("/dev/full", s.path), 0);
	check_refused(s.path, FINDING_FILE_EXISTS);
	CU_ASSERT_EQUAL(count_names(s.dir), 1);
	scene_clear(&s);
}

static void folder_that_cannot_be_synced_is_a_warning_after_success(void)
{
	struct scene s;

	scene_init(&s);
	sync_does = SYNC_FOLDER_FAILS;
	CU_ASSERT_EQUAL(save(&s, 0), 0);
	CU_ASSERT_TRUE(test_only(&s.report, FINDING_FILE_MAYBE_LOST));
	CU_ASSERT_EQUAL(s.report.items[0].severity, SEVERITY_WARNING);
	CU_ASSERT_TRUE(holds(s.path, "new"));
	scene_clear(&s);
}

static void interrupted_sync_is_tried_again(void)
{
	struct scene s;

	scene_init(&s);
	sync_does = SYNC_INTERRUPTED;
	CU_ASSERT_EQUAL(save(&s, FSIO_NEW), 0);
	CU_ASSERT_EQUAL(s.report.n, 0);
	scene_clear(&s);
}

static void modes_are_exact_whatever_the_umask(void)
{
	mode_t kept = umask(0);
	struct scene s;

	scene_init(&s);
	CU_ASSERT_EQUAL(save(&s, FSIO_NEW), 0);
	CU_ASSERT_EQUAL(fsio_mode(place_of(s.path)), 0600);
	umask(0777);
	CU_ASSERT_EQUAL(save(&s, FSIO_PUBLIC), 0);
	umask(kept);
	CU_ASSERT_EQUAL(fsio_mode(place_of(s.path)), 0644);
	scene_clear(&s);
}

static void looser_file_becomes_private_when_replaced(void)
{
	struct scene s;

	scene_init(&s);
	test_write(s.path, "old", 3);
	CU_ASSERT_EQUAL(chmod(s.path, 0666), 0);
	CU_ASSERT_EQUAL(save(&s, 0), 0);
	CU_ASSERT_EQUAL(fsio_mode(place_of(s.path)), 0600);
	CU_ASSERT_TRUE(holds(s.path, "new"));
	scene_clear(&s);
}

static void link_at_the_target_is_replaced_not_followed(void)
{
	struct scene s;
	char *victim;
	struct stat st;

	scene_init(&s);
	victim = path_join(s.dir, "victim");
	test_write(victim, "old", 3);
	CU_ASSERT_EQUAL(symlink("victim", s.path), 0);
	CU_ASSERT_EQUAL(save(&s, 0), 0);
	CU_ASSERT_TRUE(holds(victim, "old"));
	CU_ASSERT_EQUAL(lstat(s.path, &st), 0);
	CU_ASSERT_TRUE(S_ISREG(st.st_mode));
	free(victim);
	scene_clear(&s);
}

static void old_files_are_kept_under_numbers(void)
{
	struct scene s;
	char *first, *second;

	scene_init(&s);
	first = path_join(s.dir, "key.pem.~1~");
	second = path_join(s.dir, "key.pem.~2~");
	test_write(s.path, "old", 3);
	CU_ASSERT_EQUAL(save(&s, FSIO_KEEP), 0);
	buf_adds(&s.data, "er");
	CU_ASSERT_EQUAL(save(&s, FSIO_KEEP), 0);
	CU_ASSERT_TRUE(holds(s.path, "newer"));
	CU_ASSERT_TRUE(holds(first, "old"));
	CU_ASSERT_TRUE(holds(second, "new"));
	CU_ASSERT_EQUAL(count_names(s.dir), 3);
	free(first);
	free(second);
	scene_clear(&s);
}

static void name_that_a_killed_run_gave_is_used(void)
{
	struct scene s;
	char *first;

	scene_init(&s);
	first = path_join(s.dir, "key.pem.~1~");
	test_write(s.path, "old", 3);
	CU_ASSERT_EQUAL(link(s.path, first), 0);
	CU_ASSERT_EQUAL(save(&s, FSIO_KEEP), 0);
	CU_ASSERT_TRUE(holds(first, "old"));
	CU_ASSERT_EQUAL(count_names(s.dir), 2);
	free(first);
	scene_clear(&s);
}

static void nothing_to_keep_is_no_error(void)
{
	struct scene s;

	scene_init(&s);
	CU_ASSERT_EQUAL(save(&s, FSIO_KEEP), 0);
	CU_ASSERT_EQUAL(count_names(s.dir), 1);
	scene_clear(&s);
}

static void longest_name_can_be_written(void)
{
	struct scene s;
	char name[256];

	scene_init(&s);
	memset(name, 'n', 255);
	name[255] = '\0';
	free(s.path);
	s.path = path_join(s.dir, name);
	CU_ASSERT_EQUAL(save(&s, FSIO_NEW), 0);
	CU_ASSERT_EQUAL(count_names(s.dir), 1);
	scene_clear(&s);
}

static void empty_data_make_an_empty_file(void)
{
	struct scene s;

	scene_init(&s);
	buf_clear(&s.data);
	CU_ASSERT_EQUAL(save(&s, FSIO_NEW), 0);
	CU_ASSERT_TRUE(fsio_exists(place_of(s.path)));
	scene_clear(&s);
}

static void name_in_an_open_folder_is_written_there(void)
{
	struct write_job job = {.flags = FSIO_NEW};
	struct scene s;

	scene_init(&s);
	job.at.dirfd = fsio_open_dir(s.dir, &s.report);
	job.at.name = "key.pem";
	CU_ASSERT_EQUAL(fsio_write(&job, &s.data, &s.report), 0);
	CU_ASSERT_TRUE(holds(s.path, "new"));
	close(job.at.dirfd);
	scene_clear(&s);
}

const struct test tests_fsio_write[] = {
	TEST(existing_file_is_never_replaced_unasked),
	TEST(file_that_appears_meanwhile_is_not_replaced),
	TEST(link_counts_as_a_file_that_exists),
	TEST(failing_disk_leaves_the_old_file),
	TEST(changed_byte_is_noticed_before_anything_is_replaced),
	TEST(kept_name_goes_when_the_write_fails),
	TEST(verifier_that_refuses_gives_the_reason),
	TEST(verifier_without_a_reason_gets_one),
	TEST(size_limit_of_the_process_leaves_the_old_file),
	TEST(folder_that_is_not_there_is_unwritable),
	TEST(only_ordinary_files_are_replaced),
	TEST(folder_that_cannot_be_synced_is_a_warning_after_success),
	TEST(interrupted_sync_is_tried_again),
	TEST(modes_are_exact_whatever_the_umask),
	TEST(looser_file_becomes_private_when_replaced),
	TEST(link_at_the_target_is_replaced_not_followed),
	TEST(old_files_are_kept_under_numbers),
	TEST(name_that_a_killed_run_gave_is_used),
	TEST(nothing_to_keep_is_no_error),
	TEST(longest_name_can_be_written),
	TEST(empty_data_make_an_empty_file),
	TEST(name_in_an_open_folder_is_written_there),
	{0},
};
