/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one function that writes files: whole or not at all; see fsio.h. */
#include "base/fsio.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum {
	NAME_PART = 200,   /* of the target in a temporary name, of 255 */
	KEPT_MAX = 100000, /* NAME.~N~ */
};

/* One write on its way. Names are relative to dirfd. */
struct writing {
	const struct write_job *job;
	struct report *report;
	int dirfd;
	const char *name;
	char *shown; /* what to call it */
	char *temp;
	char *kept; /* NAME.~N~ where this run made it */
};

static int fail_writing(struct writing *w, int error)
{
	return report_fail(w->report, FINDING_FILE_UNWRITABLE, w->shown,
			   _("%s could not be written: %s"), w->shown,
			   strerror(error));
}

static int open_again(int dirfd, const char *name, int flags, mode_t mode)
{
	int fd;

	do
		fd = openat(dirfd, name, flags | O_CLOEXEC, mode);
	while (fd < 0 && errno == EINTR);
	return fd;
}

static int sync_again(int fd)
{
	int r;

	do
		r = fsync(fd);
	while (r < 0 && errno == EINTR);
	return r;
}

/*
 * After EINTR the state of the descriptor is unspecified (POSIX close(2));
 * Linux has closed it. What it wrote was synced before, so nothing is lost.
 */
static int close_checked(int fd)
{
	return close(fd) < 0 && errno != EINTR ? -1 : 0;
}

static int open_folder(struct writing *w)
{
	const char *path = w->job->at.name;
	size_t n = (size_t)(path_base(path) - path);
	char *folder = n ? xstrndup(path, n) : xstrdup(".");
	int error;

	w->shown = place_path(w->job->at);
	w->name = path + n;
	w->dirfd =
		open_again(w->job->at.dirfd, folder, O_RDONLY | O_DIRECTORY, 0);
	error = errno;
	free(folder);
	return w->dirfd < 0 ? fail_writing(w, error) : 0;
}

/* What stands there and is no file is not replaced either: another name. */
static int fail_kind(struct writing *w, const struct stat *st)
{
	return report_fail(w->report,
			   S_ISDIR(st->st_mode) ? FINDING_FILE_IS_DIRECTORY
						: FINDING_FILE_EXISTS,
			   w->shown, "");
}

/*
 * Only an ordinary file may be replaced, or a link to one. A link to a device
 * or a folder (/dev/stdout) is refused too: nobody wants that replaced.
 */
static int check_target(struct writing *w)
{
	struct stat st, behind;

	if (!*w->name)
		return report_fail(w->report, FINDING_FILE_IS_DIRECTORY,
				   w->shown, "");
	if (fstatat(w->dirfd, w->name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? 0 : fail_writing(w, errno);
	if (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode))
		return fail_kind(w, &st);
	if (S_ISLNK(st.st_mode) &&
	    fstatat(w->dirfd, w->name, &behind, 0) == 0 &&
	    !S_ISREG(behind.st_mode))
		return fail_kind(w, &behind);
	if (w->job->flags & FSIO_NEW)
		return report_fail(w->report, FINDING_FILE_EXISTS,
				   w->shown, "");
	return 0;
}

static int write_all(int fd, const char *p, size_t len)
{
	while (len) {
		ssize_t n = write(fd, p, len);

		if (n > 0) {
			p += n;
			len -= (size_t)n;
		} else if (n == 0 || errno != EINTR) {
			if (n == 0)
				errno = EIO;
			return -1;
		}
	}
	return 0;
}

/* On -1 errno says why; the caller removes the file. */
static int fill_temp(int fd, const struct buf *data, mode_t mode)
{
	int error = 0;

	if (fchmod(fd, mode) < 0 || write_all(fd, data->data, data->len) < 0 ||
	    sync_again(fd) < 0)
		error = errno;
	if (close_checked(fd) < 0 && error == 0)
		error = errno;
	errno = error;
	return error ? -1 : 0;
}

/* Gives the open temporary file, or -1. */
static int open_temp(struct writing *w)
{
	unsigned long long mark;
	char *temp;
	int fd;

	if (getentropy(&mark, sizeof(mark)) < 0)
		return fail_writing(w, errno);
	temp = xasprintf(".%.*s.tmp-%016llx", NAME_PART, w->name, mark);
	/* 0600 whatever comes: it gets its own mode before its contents. */
	fd = open_again(w->dirfd, temp, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW,
			0600);
	if (fd < 0) {
		int error = errno;

		free(temp); /* it is not ours: nothing to remove */
		return fail_writing(w, error);
	}
	w->temp = temp;
	return fd;
}

static int write_temp(struct writing *w, const struct buf *data)
{
	mode_t mode = w->job->flags & FSIO_PUBLIC ? 0644 : 0600;
	int fd = open_temp(w);

	if (fd < 0)
		return -1;
	return fill_temp(fd, data, mode) < 0 ? fail_writing(w, errno) : 0;
}

/* Reads the file again by its name and holds it against what was meant. */
static int verify_temp(struct writing *w, const struct buf *data)
{
	struct report reading = {0};
	struct buf back = {0};
	size_t before = w->report->n;
	int r = -1;

	if (data->len > 0 && fsio_read((struct place){w->dirfd, w->temp, NULL},
				       data->len, &back, &reading) < 0)
		goto out;
	if (!buf_equal(&back, data))
		goto out;
	r = w->job->verify ? w->job->verify(&back, w->job->arg, w->report) : 0;
out:
	if (r < 0 && w->report->n == before)
		(void)report_fail(w->report, FINDING_FILE_NOT_VERIFIED,
				  w->shown, "%s",
				  reading.n ? reading.items[0].detail : "");
	buf_clear(&back);
	report_clear(&reading);
	return r;
}

static bool is_same_file(int dirfd, const char *a, const char *b)
{
	struct stat sa, sb;

	return fstatat(dirfd, a, &sa, AT_SYMLINK_NOFOLLOW) == 0 &&
	       fstatat(dirfd, b, &sb, AT_SYMLINK_NOFOLLOW) == 0 &&
	       sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

/*
 * Gives the old file its second name before it loses the first. One that a
 * killed run has given already is used. A file system without links
 * (a memory stick) refuses: nothing is replaced there.
 */
static int keep_old(struct writing *w)
{
	for (int i = 1; i <= KEPT_MAX; i++) {
		char *kept = xasprintf("%s.~%d~", w->name, i);

		if (linkat(w->dirfd, w->name, w->dirfd, kept, 0) == 0) {
			w->kept = kept;
			return 0;
		}
		int error = errno;
		bool done = error == ENOENT || /* there is no old file */
			    (error == EEXIST &&
			     is_same_file(w->dirfd, w->name, kept));
		free(kept);
		if (done)
			return 0;
		if (error != EEXIST)
			return fail_writing(w, error);
	}
	return fail_writing(w, EEXIST);
}

/* rename() that replaces nothing. Linux has it in one step where the file
 * system can; two names for a moment do everywhere else. */
static int rename_new(int dirfd, const char *from, const char *to)
{
#ifdef RENAME_NOREPLACE
	if (renameat2(dirfd, from, dirfd, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	if (linkat(dirfd, from, dirfd, to, 0) < 0)
		return -1;
	(void)unlinkat(dirfd, from, 0); /* else the sweep takes it */
	return 0;
}

static int publish(struct writing *w)
{
	int r;

	if (w->job->flags & FSIO_NEW)
		r = rename_new(w->dirfd, w->temp, w->name);
	else
		r = renameat(w->dirfd, w->temp, w->dirfd, w->name);
	if (r < 0 && errno == EEXIST && w->job->flags & FSIO_NEW)
		return report_fail(w->report, FINDING_FILE_EXISTS,
				   w->shown, "");
	return r < 0 ? fail_writing(w, errno) : 0;
}

static void remove_traces(struct writing *w)
{
	if (w->temp)
		(void)unlinkat(w->dirfd, w->temp, 0);
	if (w->kept)
		(void)unlinkat(w->dirfd, w->kept, 0);
}

static void sync_folder(struct writing *w)
{
	if (sync_again(w->dirfd) < 0)
		report_add(w->report, FINDING_FILE_MAYBE_LOST, w->shown,
			   _("The folder could not be synced: %s"),
			   strerror(errno));
}

int fsio_write(const struct write_job *job, const struct buf *data,
	       struct report *report)
{
	struct writing w = {.job = job, .report = report, .dirfd = -1};
	int r = -1;

	if (open_folder(&w) < 0 || check_target(&w) < 0 ||
	    write_temp(&w, data) < 0 || verify_temp(&w, data) < 0)
		goto out;
	if (job->flags & FSIO_KEEP && keep_old(&w) < 0)
		goto out;
	if (publish(&w) < 0)
		goto out;
	sync_folder(&w);
	r = 0;
out:
	if (r < 0)
		remove_traces(&w);
	if (w.dirfd >= 0)
		(void)close(w.dirfd);
	free(w.shown);
	free(w.temp);
	free(w.kept);
	return r;
}

/* --- in pieces --- */

struct draft {
	struct sink sink;
	struct writing w;
	struct write_job job;
	int fd;
};

static int draft_put(struct sink *s, const void *bytes, size_t n)
{
	struct draft *f = (struct draft *)s;

	return write_all(f->fd, bytes, n) < 0 ? fail_writing(&f->w, errno) : 0;
}

static int draft_end(struct sink *s)
{
	struct draft *f = (struct draft *)s;

	return sync_again(f->fd) < 0 ? fail_writing(&f->w, errno) : 0;
}

static void draft_free(struct sink *s)
{
	struct draft *f = (struct draft *)s;

	if (f->fd >= 0)
		(void)close(f->fd);
	remove_traces(&f->w);
	if (f->w.dirfd >= 0)
		(void)close(f->w.dirfd);
	free(f->w.shown);
	free(f->w.temp);
	free(f->w.kept);
	free(f);
}

int fsio_draft_new(const struct write_job *job, struct sink **out,
		   struct report *report)
{
	struct draft *f = xcalloc(1, sizeof(*f));

	f->sink = (struct sink){draft_put, draft_end, draft_free};
	f->job = *job;
	f->w = (struct writing){
		.job = &f->job, .report = report, .dirfd = -1};
	f->fd = -1;
	if (open_folder(&f->w) == 0 && check_target(&f->w) == 0)
		f->fd = open_temp(&f->w);
	if (f->fd < 0) {
		draft_free(&f->sink);
		return -1;
	}
	*out = &f->sink;
	return 0;
}

int fsio_draft_commit(struct sink *s)
{
	struct draft *f = (struct draft *)s;
	mode_t mode = f->job.flags & FSIO_PUBLIC ? 0644 : 0600;
	int fd = f->fd;

	f->fd = -1;
	if (fchmod(fd, mode) < 0) {
		int error = errno;

		(void)close(fd);
		return fail_writing(&f->w, error);
	}
	if (close_checked(fd) < 0)
		return fail_writing(&f->w, errno);
	if ((f->job.flags & FSIO_KEEP && keep_old(&f->w) < 0) ||
	    publish(&f->w) < 0)
		return -1;
	free(f->w.temp);
	free(f->w.kept);
	f->w.temp = f->w.kept = NULL; /* they have their names for good */
	sync_folder(&f->w);
	return 0;
}
