/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much there is to be read, before it is. */
#include "journey/harvest/harvest-measure.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 32 };

static unsigned long long measure_at(int dir, const char *name, int flags,
				     unsigned depth);

static unsigned long long measure_folder(int fd, unsigned depth)
{
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	unsigned long long sum = 0;
	const struct dirent *e;

	if (!d)
		return 0;
	while ((e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			sum += measure_at(dirfd(d), e->d_name,
					  AT_SYMLINK_NOFOLLOW, depth + 1);
	closedir(d);
	return sum;
}

static unsigned long long measure_at(int dir, const char *name, int flags,
				     unsigned depth)
{
	struct stat st;

	if (fstatat(dir, name, &st, flags) < 0)
		return 0;
	if (S_ISREG(st.st_mode))
		return (unsigned long long)st.st_size;
	if (!S_ISDIR(st.st_mode) || depth > DEPTH_MAX)
		return 0;
	return measure_folder(openat(dir, name,
				     O_RDONLY | O_DIRECTORY | O_CLOEXEC),
			      depth);
}

unsigned long long harvest_measure(const char *path)
{
	return measure_at(AT_FDCWD, path, 0, 0);
}
