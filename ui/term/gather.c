/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One screen is one write. */
#include "ui/term/gather.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/util.h"

/* Curses keeps the number of its descriptor, not the stream: what the number
 * stands for is exchanged below it. */
static struct {
	FILE *stream;
	int memory; /* -1: none */
} gather = {.memory = -1};

static int open_memory(void)
{
#ifdef MFD_CLOEXEC
	return memfd_create("screen", MFD_CLOEXEC);
#else
	return -1;
#endif
}

FILE *gather_open(void)
{
	int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

	gather.stream = fd < 0 ? NULL : fdopen(fd, "w");
	if (gather.stream)
		gather.memory = open_memory();
	else if (fd >= 0)
		close(fd);
	return gather.stream;
}

void gather_close(void)
{
	if (gather.stream)
		fclose(gather.stream);
	if (gather.memory >= 0)
		close(gather.memory);
	gather.stream = NULL;
	gather.memory = -1;
}

static bool stands_for(int fd)
{
	int number = fileno(gather.stream);

	return dup2(fd, number) >= 0 && fcntl(number, F_SETFD, FD_CLOEXEC) == 0;
}

void gather_begin(void)
{
	if (gather.memory >= 0 && !stands_for(gather.memory)) {
		close(gather.memory);
		gather.memory = -1;
	}
}

void gather_put(const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		struct pollfd out = {STDOUT_FILENO, POLLOUT, 0};
		ssize_t done = write(STDOUT_FILENO, p, n);

		if (done < 0 && errno == EAGAIN)
			(void)poll(&out, 1, -1);
		else if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
}

void gather_end(void)
{
	char piece[16384]; /* more than most screens */
	off_t left;
	ssize_t n;

	if (gather.memory < 0)
		return;
	stands_for(STDOUT_FILENO);
	left = lseek(gather.memory, 0, SEEK_CUR);
	lseek(gather.memory, 0, SEEK_SET);
	/* What an earlier screen left behind this one is not read. */
	while (left > 0) {
		n = left < (off_t)sizeof(piece) ? (ssize_t)left
						: (ssize_t)sizeof(piece);
		n = read(gather.memory, piece, (size_t)n);
		if (n <= 0)
			break;
		gather_put(piece, (size_t)n);
		left -= n;
	}
	lseek(gather.memory, 0, SEEK_SET);
}
