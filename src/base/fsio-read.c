/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files, descriptors and passphrases, all bounded; see fsio.h. */
#include "base/fsio.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum { POUR_CHUNK = 128 * 1024 };

static int fail_reading(struct report *report, const char *name, int error)
{
	return report_fail(report, FINDING_FILE_UNREADABLE, name,
			   _("%s could not be read: %s"), name,
			   strerror(error));
}

/* Like read(2), but neither a signal nor a descriptor that somebody set to
 * not block ends it early. */
static ssize_t read_some(int fd, void *to, size_t n)
{
	for (;;) {
		ssize_t got = read(fd, to, n);

		if (got >= 0 || (errno != EINTR && errno != EAGAIN))
			return got;
		if (errno == EAGAIN) {
			struct pollfd wait = {.fd = fd, .events = POLLIN};

			(void)poll(&wait, 1, -1);
		}
	}
}

/* Opening a FIFO, or the line of a modem, would wait but for O_NONBLOCK. */
static int open_regular(struct place at, const char *shown, struct stat *st,
			struct report *report)
{
	static const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd;

	do
		fd = openat(at.dirfd, at.name, flags);
	while (fd < 0 && errno == EINTR);
	if (fd < 0 && errno == ENXIO) /* a socket */
		return report_fail(report, FINDING_FILE_NOT_REGULAR, shown, "");
	if (fd < 0)
		return fail_reading(report, shown, errno);
	if (fstat(fd, st) < 0)
		(void)fail_reading(report, shown, errno);
	else if (S_ISDIR(st->st_mode))
		(void)report_fail(report, FINDING_FILE_IS_DIRECTORY, shown, "");
	else if (!S_ISREG(st->st_mode))
		(void)report_fail(report, FINDING_FILE_NOT_REGULAR, shown, "");
	else
		return fd;
	close(fd);
	return -1;
}

static int fail_too_big(struct report *report, const char *name, size_t max)
{
	return report_fail(report, FINDING_FILE_TOO_BIG, name,
			   _("More than %zu bytes are never needed here."),
			   max);
}

/* The chunk is on the heap, where freeing wipes it (heap.c), which costs more than
 * reading does where thousands of small files are read. */
int fsio_read_fd(int fd, const char *label, size_t max, struct buf *out,
		 struct report *report)
{
	enum { CHUNK = 16 * 1024 };
	struct buf all = {0};
	char *chunk = xmalloc(CHUNK);
	ssize_t got;
	int r = -1;

	while ((got = read_some(fd, chunk, CHUNK)) > 0) {
		if ((size_t)got > max - all.len) {
			(void)fail_too_big(report, label, max);
			goto out;
		}
		buf_add(&all, chunk, (size_t)got);
	}
	if (got < 0) {
		(void)fail_reading(report, label, errno);
		goto out;
	}
	if (all.len == 0) {
		(void)report_fail(report, FINDING_FILE_EMPTY, label, "");
		goto out;
	}
	buf_move(out, &all);
	r = 0;
out:
	buf_clear(&all);
	free(chunk);
	return r;
}

int fsio_read(struct place at, size_t max, struct buf *out,
	      struct report *report)
{
	struct stat st;
	char *shown = place_path(at);
	int fd = open_regular(at, shown, &st, report);
	int r = -1;

	if (fd < 0)
		goto out;
	if (st.st_size > 0 && (unsigned long long)st.st_size > max)
		r = fail_too_big(report, shown, max);
	else
		r = fsio_read_fd(fd, shown, max, out, report);
	close(fd);
out:
	free(shown);
	return r;
}

/* What was read of a file and not used up. */
struct window {
	char *bytes;
	size_t n, size;
	fsio_take_fn *take;
	void *arg;
};

static int stream(int fd, const char *name, struct window *w,
		  struct report *report)
{
	for (;;) {
		ssize_t got = read_some(fd, w->bytes + w->n, w->size - w->n);
		size_t used;

		if (got < 0)
			return fail_reading(report, name, errno);
		w->n += (size_t)got;
		used = w->take(w->bytes, w->n, got == 0, w->arg);
		if (got == 0)
			return 0;
		if (!used && w->n == w->size)
			return fail_too_big(report, name, w->size);
		memmove(w->bytes, w->bytes + used, w->n - used);
		w->n -= used;
	}
}

int fsio_stream(struct place at, size_t window, fsio_take_fn *take, void *arg,
		struct report *report)
{
	struct window w = {.size = window, .take = take, .arg = arg};
	struct stat st;
	char *shown = place_path(at);
	int fd = open_regular(at, shown, &st, report), r = -1;

	if (fd < 0)
		goto out;
	w.bytes = xmalloc(window);
	r = stream(fd, shown, &w, report);
	free(w.bytes);
	close(fd);
out:
	free(shown);
	return r;
}

int fsio_open(struct place at, struct report *report)
{
	struct stat st;
	char *shown = place_path(at);
	int fd = open_regular(at, shown, &st, report);

	free(shown);
	return fd;
}

ssize_t fsio_read_some(int fd, const char *label, void *out, size_t max,
		       struct report *report)
{
	ssize_t got = read_some(fd, out, max);

	return got < 0 ? fail_reading(report, label, errno) : got;
}

int fsio_pour(int fd, const char *label, struct sink *to, struct report *report)
{
	char *chunk = xmalloc(POUR_CHUNK);
	ssize_t got;
	int r = 0;

	while (r == 0 && (got = fsio_read_some(fd, label, chunk, POUR_CHUNK,
					       report)) != 0)
		r = got < 0 ? -1 : sink_put(to, chunk, (size_t)got);
	free(chunk);
	return r;
}

/*
 * Byte by byte, so that what follows the line stays in the descriptor: a
 * passphrase and a password may come as two lines of one pipe. Room for a
 * carriage return that is not part of a passphrase of full length.
 */
static int read_line(int fd, const char *label, struct secret *line,
		     struct report *report)
{
	char *room = secret_room(line);
	size_t n = 0;

	for (;;) {
		ssize_t got = read_some(fd, room + n, 1);

		if (got < 0)
			return fail_reading(report, label, errno);
		if (got == 0)
			break;
		if (room[n] == '\n') {
			if (n > 0 && room[n - 1] == '\r')
				n--;
			break;
		}
		if (++n == secret_capacity(line))
			break;
	}
	secret_set_len(line, n);
	return 0;
}

int fsio_read_secret_fd(int fd, const char *label, struct secret **out,
			struct report *report)
{
	struct secret *line = secret_new(SECRET_PHRASE_MAX + 2);
	int r = -1;

	if (read_line(fd, label, line, report) < 0)
		goto out;
	if (secret_len(line) == 0) {
		(void)report_fail(report, FINDING_PASS_EMPTY, label, "");
		goto out;
	}
	if (secret_len(line) > SECRET_PHRASE_MAX ||
	    memchr(secret_data(line), '\0', secret_len(line)) ||
	    !text_is_utf8(secret_data(line), secret_len(line))) {
		(void)report_fail(report, FINDING_PASS_UNUSABLE, label, "");
		goto out;
	}
	*out = line;
	line = NULL;
	r = 0;
out:
	secret_free(line);
	return r;
}

int fsio_read_secret(const char *path, struct secret **out,
		     struct report *report)
{
	struct stat st;
	int fd = open_regular(place_of(path), path, &st, report);
	int r;

	if (fd < 0)
		return -1;
	if (st.st_uid != geteuid() || (st.st_mode & 077) != 0)
		r = report_fail(report, FINDING_PASS_FILE_LOOSE, path,
				_("Its permissions are %03o."),
				(unsigned)st.st_mode & 07777);
	else
		r = fsio_read_secret_fd(fd, path, out, report);
	close(fd);
	return r;
}
