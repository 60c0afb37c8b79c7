/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes that are held back until it is known that they may be shown. */
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/fsio.h"
#include "base/text.h"

struct spool {
	struct sink sink;
	char *folder;
	struct report *report;
	struct buf held;
	int fd; /* -1: all is in memory */
};

static int fail(struct spool *s, int error)
{
	return report_fail(s->report, FINDING_FILE_UNWRITABLE, s->folder,
			   _("%s could not be written: %s"), s->folder,
			   strerror(error));
}

static int write_all(struct spool *s, const char *p, size_t len)
{
	while (len) {
		ssize_t n = write(s->fd, p, len);

		if (n < 0 && errno != EINTR)
			return fail(s, errno);
		p += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return 0;
}

static int to_file(struct spool *s)
{
	unsigned long long mark;
	char *path;

	if (fsio_mkdir(s->folder, s->report) < 0)
		return -1;
	if (getentropy(&mark, sizeof(mark)) < 0)
		return fail(s, errno);
	path = xasprintf("%s/.letter.tmp-%016llx", s->folder, mark);
	s->fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		     0600);
	if (s->fd < 0) {
		int error = errno;

		free(path);
		return fail(s, error);
	}
	(void)unlink(path);
	free(path);
	return write_all(s, s->held.data, s->held.len);
}

static int spool_put(struct sink *sink, const void *bytes, size_t n)
{
	struct spool *s = (struct spool *)sink;

	if (s->fd < 0 && s->held.len + n <= SPOOL_MEMORY) {
		buf_add(&s->held, bytes, n);
		return 0;
	}
	if (s->fd < 0 && to_file(s) < 0)
		return -1;
	buf_clear(&s->held);
	return write_all(s, bytes, n);
}

static int spool_end(struct sink *sink)
{
	(void)sink;
	return 0;
}

static void spool_free(struct sink *sink)
{
	struct spool *s = (struct spool *)sink;

	if (s->fd >= 0)
		(void)close(s->fd);
	buf_wipe(&s->held);
	free(s->folder);
	free(s);
}

struct sink *spool_new(const char *folder, struct report *report)
{
	struct spool *s = xcalloc(1, sizeof(*s));

	s->sink = (struct sink){spool_put, spool_end, spool_free};
	s->folder = xstrdup(folder);
	s->report = report;
	s->fd = -1;
	return &s->sink;
}

int spool_pour(struct sink *spool, struct sink *to)
{
	struct spool *s = (struct spool *)spool;

	if (s->fd < 0)
		return sink_put(to, s->held.data, s->held.len);
	if (lseek(s->fd, 0, SEEK_SET) < 0)
		return fail(s, errno);
	return fsio_pour(s->fd, s->folder, to, s->report);
}
