/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Directories, locks, sweeping, and questions about files; see fsio.h. */
#include "base/fsio.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

struct place place_of(const char *path)
{
	return (struct place){AT_FDCWD, path, NULL};
}

char *place_path(struct place at)
{
	return at.dir ? path_join(at.dir, at.name) : xstrdup(at.name);
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *fsio_whole_path(const char *path)
{
	return realpath(path, NULL);
}

char *path_join(const char *dir, const char *name)
{
	size_t n = strlen(dir);

	return xasprintf(n && dir[n - 1] == '/' ? "%s%s" : "%s/%s", dir, name);
}

char *path_short(const char *user_home, const char *path)
{
	size_t n = user_home ? strlen(user_home) : 0;

	while (n > 0 && user_home[n - 1] == '/')
		n--;
	if (n > 0 && strncmp(path, user_home, n) == 0 &&
	    (path[n] == '/' || !path[n]))
		return xasprintf("~%s", path + n);
	return xstrdup(path);
}

char *text_short_paths(const char *user_home, const char *text)
{
	size_t n = user_home ? strlen(user_home) : 0;
	const char *at = text, *hit;
	struct buf b = {0};

	while (n > 0 && user_home[n - 1] == '/')
		n--;
	for (; n > 1 && (hit = memmem(at, strlen(at), user_home, n)) != NULL;
	     at = hit + n) {
		bool begins = hit == text || strchr(" (", hit[-1]);
		bool ends = hit[n] == '/' || hit[n] == ' ' || !hit[n];

		buf_add(&b, at, (size_t)(hit - at) + (begins && ends ? 0 : n));
		if (begins && ends)
			buf_addc(&b, '~');
	}
	if (at == text)
		return NULL;
	buf_adds(&b, at);
	return buf_take(&b);
}

static int open_dir_again(int dirfd, const char *name)
{
	int fd;

	do
		fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (fd < 0 && errno == EINTR);
	return fd;
}

int fsio_open_dir(const char *path, struct report *report)
{
	int fd = open_dir_again(AT_FDCWD, path);

	if (fd < 0)
		return report_fail(report, FINDING_HOME_UNUSABLE, path,
				   _("%s could not be opened: %s"), path,
				   strerror(errno));
	return fd;
}

/* A new folder is on disk once the one around it is. */
static void sync_parent(const char *path, struct report *report)
{
	size_t n = (size_t)(path_base(path) - path);
	char *parent = n ? xstrndup(path, n) : xstrdup(".");
	int fd = open_dir_again(AT_FDCWD, parent);
	int r = fd < 0 ? -1 : 0;

	while (fd >= 0 && (r = fsync(fd)) < 0 && errno == EINTR)
		;
	if (r < 0)
		report_add(report, FINDING_FILE_MAYBE_LOST, path,
			   _("The folder could not be synced: %s"),
			   strerror(errno));
	if (fd >= 0)
		close(fd);
	free(parent);
}

int fsio_move(const char *from, const char *to, struct report *report)
{
	if (rename(from, to) == 0) {
		sync_parent(to, report);
		sync_parent(from, report);
		return 0;
	}
	if (errno == ENOENT && !fsio_exists(place_of(from)))
		return 0;
	return report_fail(report, FINDING_FILE_UNWRITABLE, to,
			   _("%s could not be put in place: %s"), to,
			   strerror(errno));
}

int fsio_remove(const char *path, struct report *report)
{
	if (unlink(path) == 0) {
		sync_parent(path, report);
		return 0;
	}
	if (errno == ENOENT)
		return 0;
	return report_fail(report, FINDING_FILE_UNWRITABLE, path,
			   _("%s could not be removed: %s"), path,
			   strerror(errno));
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int make_one(const char *path, struct report *report)
{
	if (is_folder(path))
		return 0;
	if (mkdir(path, 0700) == 0) {
		sync_parent(path, report);
		return 0;
	}
	int error = errno;
	if (is_folder(path)) /* another run was quicker */
		return 0;
	return report_fail(report, FINDING_HOME_UNUSABLE, path,
			   _("%s could not be made: %s"), path,
			   strerror(error));
}

int fsio_mkdir(const char *path, struct report *report)
{
	char *upto;
	size_t n = strlen(path);
	int r = -1;

	if (is_folder(path))
		return 0;
	upto = xstrdup(path);
	while (n > 1 && upto[n - 1] == '/')
		upto[--n] = '\0';
	for (char *p = upto + 1; n > 0 && *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (make_one(upto, report) < 0)
			goto out;
		*p = '/';
	}
	if (make_one(upto, report) < 0)
		goto out;
	r = 0;
out:
	free(upto);
	return r;
}

/* 0 where the file does not say. */
static long lock_holder(int fd)
{
	char text[24];
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);
	long pid;

	if (n <= 0)
		return 0;
	text[n] = '\0';
	pid = strtol(text, NULL, 10);
	return pid > 0 ? pid : 0;
}

static int fail_held(struct place at, int fd, struct report *report)
{
	char *path = place_path(at);
	long pid = lock_holder(fd);

	if (pid == 0)
		report_add(report, FINDING_LOCK_HELD, path, "");
	else
		report_add(report, FINDING_LOCK_HELD, path,
			   _("It is process %ld."), pid);
	free(path);
	return -1;
}

/* The number is a courtesy to the next run: a full disk does not matter. */
static void sign_lock(int fd)
{
	char *text = xasprintf("%ld\n", (long)getpid());
	size_t n = strlen(text);

	if (pwrite(fd, text, n, 0) != (ssize_t)n || ftruncate(fd, (off_t)n) < 0)
		(void)!ftruncate(fd, 0);
	free(text);
}

/* What cannot be used is the folder that the lock is of. */
static int fail_locking(struct place at, const char *what, int error,
			struct report *report)
{
	char *path = place_path(at);
	size_t n = (size_t)(path_base(path) - path);
	char *folder = n > 1 ? xstrndup(path, n - 1) : xstrdup(n ? "/" : ".");

	report_add(report, FINDING_HOME_UNUSABLE, folder, what, path,
		   strerror(error));
	free(folder);
	free(path);
	return -1;
}

int fsio_lock(struct place at, struct report *report)
{
	int fd, r;

	do
		fd = openat(at.dirfd, at.name,
			    O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK |
				    O_CLOEXEC,
			    0600);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return fail_locking(at, _("%s could not be opened: %s"), errno,
				    report);
	while ((r = flock(fd, LOCK_EX | LOCK_NB)) < 0 && errno == EINTR)
		;
	if (r == 0) {
		sign_lock(fd);
		return fd;
	}
	if (errno == EWOULDBLOCK)
		(void)fail_held(at, fd, report);
	else
		(void)fail_locking(at, _("%s could not be locked: %s"), errno,
				   report);
	close(fd);
	return -1;
}

/* ".NAME.tmp-" and sixteen digits, as fsio-write.c makes them. */
static bool is_temp_name(const char *name)
{
	static const char mark[] = ".tmp-";
	size_t n = strlen(name);
	size_t tail = strlen(mark) + 16;

	if (name[0] != '.' || n < tail + 2)
		return false;
	name += n - tail;
	return strncmp(name, mark, strlen(mark)) == 0 &&
	       strspn(name + strlen(mark), "0123456789abcdef") == 16;
}

void fsio_sweep(int dirfd)
{
	int fd = open_dir_again(dirfd, ".");
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *e;
	struct stat st;

	if (!dir && fd >= 0)
		close(fd);
	while (dir && (e = readdir(dir)))
		if (is_temp_name(e->d_name) &&
		    fstatat(dirfd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode))
			(void)unlinkat(dirfd, e->d_name, 0);
	if (dir)
		closedir(dir);
}

void fsio_list(const char *path, struct strlist *out)
{
	DIR *dir = opendir(path);
	const struct dirent *e;

	strlist_clear(out);
	while (dir && (e = readdir(dir)))
		if (e->d_name[0] != '.')
			strlist_add(out, e->d_name);
	if (dir)
		closedir(dir);
	strlist_sort(out);
}

static bool look(struct place at, struct stat *st)
{
	return fstatat(at.dirfd, at.name, st, 0) == 0;
}

bool fsio_exists(struct place at)
{
	struct stat st;

	return look(at, &st);
}

unsigned fsio_mode(struct place at)
{
	struct stat st;

	return look(at, &st) ? (unsigned)st.st_mode & 07777 : 0;
}

long long fsio_mtime(struct place at)
{
	struct stat st;

	return look(at, &st) ? (long long)st.st_mtime : 0;
}
