/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much there is to be read, before it is. */
#include "journey/harvest/harvest-measure.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 32 };

struct measure {
	const struct harvest_ask *ask;
	struct harvest *out;
	size_t names;
};

static void measure_at(struct measure *m, int dir, const char *name,
		       unsigned depth);

/* A folder on a slow disk has many: who waits may not want to any more. */
static bool goes_on(struct measure *m)
{
	if (!m->out->is_stopped && ++m->names % MEASURE_EVERY == 0 &&
	    m->ask->tick && m->ask->tick(m->out, m->ask->arg) == HARVEST_STOP)
		m->out->is_stopped = true;
	return !m->out->is_stopped;
}

static void measure_folder(struct measure *m, int fd, unsigned depth)
{
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *e;

	if (!d) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((e = readdir(d)) != NULL && goes_on(m))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			measure_at(m, dirfd(d), e->d_name, depth + 1);
	closedir(d);
}

/* Links are followed where they were named, not inside. */
static void measure_at(struct measure *m, int dir, const char *name,
		       unsigned depth)
{
	static const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	bool follows = depth == 0;
	struct stat st;

	if (fstatat(dir, name, &st, follows ? 0 : AT_SYMLINK_NOFOLLOW) < 0)
		return;
	if (S_ISREG(st.st_mode))
		m->out->total += (unsigned long long)st.st_size;
	else if (S_ISDIR(st.st_mode) && depth <= DEPTH_MAX)
		measure_folder(m,
			       openat(dir, name,
				      follows ? flags : flags | O_NOFOLLOW),
			       depth);
}

int harvest_measure(const struct harvest_ask *ask, const char *path,
		    struct harvest *out)
{
	struct measure m = {.ask = ask, .out = out};

	measure_at(&m, AT_FDCWD, path, 0);
	return out->is_stopped ? -1 : 0;
}
