/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives of mail read for the certificates of those who signed. */
#include "journey/harvest/harvest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/harvest/harvest-impl.h"
#include "journey/harvest/harvest-measure.h"

/* A file system may tell time in steps of two seconds. */
enum { DEPTH_MAX = 32, SETTLED_SECONDS = 3 };

/* --- folders --- */

static int take_file(struct harvester *r, int dir, const char *folder,
		     const char *name)
{
	r->name = name;
	r->fd = harvester_open(dir, name, false);
	if (r->fd >= 0) {
		harvester_read(r, folder);
		close(r->fd);
	} else if (errno != ENOENT) {
		char *path = path_join(folder, name);

		harvester_pass_over(r, HARVEST_UNREADABLE, path, -1);
		free(path);
	}
	r->fd = -1;
	return r->out->is_stopped || harvester_tick(r) < 0 ? -1 : 0;
}

static int enter(struct harvester *r, const char *folder)
{
	if (r->known && strcmp(known_folder(r->known), folder) == 0)
		return 0;
	if (harvester_save(r) < 0)
		return -1;
	known_free(r->known);
	r->known = known_new(r->book, folder, r->ask->forwarded, r->report);
	r->has_failed = !r->known;
	return r->known ? 0 : -1;
}

static int take_entry(struct harvester *r, int dir, const char *folder,
		      const struct dirent *e, struct strlist *inner)
{
	const char *name = e->d_name;
	struct stat st;
	char *path;

	if (e->d_type == DT_REG && known_is_empty(r->known))
		return take_file(r, dir, folder, name);
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	if (S_ISDIR(st.st_mode)) {
		strlist_add(inner, name);
		return 0;
	}
	if (S_ISREG(st.st_mode)) {
		if (!known_whole(r->known, name, &st))
			return take_file(r, dir, folder, name);
		harvester_is_known(r, &st);
		return 0;
	}
	errno = 0;
	path = path_join(folder, name);
	harvester_pass_over(r, S_ISLNK(st.st_mode) ? HARVEST_LINK : HARVEST_NOT_REGULAR,
		  path, -1);
	free(path);
	return 0;
}

/* Letters that are being delivered are not there yet. */
static bool is_unfinished(int dir, const char *name)
{
	return strcmp(name, "tmp") == 0 && faccessat(dir, "cur", F_OK, 0) == 0;
}

static int take_entries(struct harvester *r, DIR *d, const char *folder,
			struct strlist *inner)
{
	const struct dirent *e;

	if (enter(r, folder) < 0)
		return -1;
	while ((e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0 &&
		    !is_unfinished(dirfd(d), e->d_name) &&
		    take_entry(r, dirfd(d), folder, e, inner) < 0)
			return -1;
	known_settle(r->known);
	return 0;
}

/* What is in "cur" and "new" of a Maildir never changes but by a change of the
 * folder itself: the one that has the time it had holds nothing new. */
static bool is_settled(const struct harvester *r, const char *folder,
		       const struct stat *st)
{
	const char *last = path_base(folder);

	return (strcmp(last, "cur") == 0 || strcmp(last, "new") == 0) &&
	       st->st_mtim.tv_sec + SETTLED_SECONDS < r->ask->now;
}

static int take_listed(struct harvester *r, DIR *d, const char *folder,
		       struct strlist *inner)
{
	struct harvest before = *r->out;
	size_t passed = 0;
	struct stat st;
	bool settled = fstat(dirfd(d), &st) == 0 && is_settled(r, folder, &st);
	struct known_sum sum;

	if (settled && known_folder_is(r->book, folder, r->ask->forwarded, &st,
				       &sum)) {
		r->out->known += sum.files;
		r->out->skipped += sum.bytes;
		return 0;
	}
	if (take_entries(r, d, folder, inner) < 0)
		return -1;
	for (size_t i = 0; i < HARVEST_REASONS; i++)
		passed += r->out->passed[i] - before.passed[i];
	sum.files = r->out->files + r->out->known - before.files - before.known;
	sum.bytes = r->out->bytes + r->out->skipped - before.bytes -
		    before.skipped;
	if (settled && !inner->n && !passed)
		known_add_folder(r->known, &st, &sum);
	return 0;
}

static int take_folder(struct harvester *r, int fd, const char *folder,
		       unsigned depth)
{
	struct strlist inner = {0};
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	int result;

	if (!d) {
		harvester_pass_over(r, HARVEST_UNREADABLE, folder, -1);
		if (fd >= 0)
			close(fd);
		return 0;
	}
	result = take_listed(r, d, folder, &inner);
	strlist_sort(&inner);
	for (size_t i = 0; i < inner.n && result == 0; i++) {
		char *path = path_join(folder, inner.items[i]);

		if (depth >= DEPTH_MAX)
			harvester_pass_over(r, HARVEST_TOO_DEEP, path, -1);
		else
			result = take_folder(r,
					     openat(dirfd(d), inner.items[i],
						    O_RDONLY | O_DIRECTORY |
							    O_NOFOLLOW |
							    O_CLOEXEC),
					     path, depth + 1);
		free(path);
	}
	strlist_clear(&inner);
	closedir(d);
	return result;
}

/* --- operands --- */

/* A file that was named is read whatever it is called, links are followed. */
static int take_operand(struct harvester *r, const char *operand)
{
	char *path = fsio_whole_path(operand), *folder = NULL;
	int fd = path ? harvester_open(AT_FDCWD, path, true) : -1;
	size_t had = r->out->nnotes;
	int result = 0;

	if (fd < 0 || fstat(fd, &r->st) < 0) {
		report_add(r->report, FINDING_FILE_UNREADABLE, operand,
			   _("%s could not be read: %s"), operand,
			   strerror(errno));
		harvester_pass_over(r, HARVEST_UNREADABLE, operand, -1);
		if (r->out->nnotes > had)
			r->out->notes[had].is_told = true;
	} else if (S_ISDIR(r->st.st_mode)) {
		result = take_folder(r, fd, path, 0);
		fd = -1;
	} else if (!S_ISREG(r->st.st_mode)) {
		errno = 0;
		harvester_pass_over(r, HARVEST_NOT_REGULAR, operand, -1);
	} else {
		folder = xstrndup(path, (size_t)(path_base(path) - path));
		if (folder[0] && folder[1])
			folder[strlen(folder) - 1] = '\0';
		r->name = path_base(path);
		r->fd = fd;
		r->is_operand = true;
		result = enter(r, folder);
		if (result == 0)
			harvester_read(r, folder);
		r->is_operand = false;
		close(fd);
		r->fd = fd = -1;
		if (r->out->is_stopped || (result == 0 && harvester_tick(r) < 0))
			result = -1;
	}
	if (fd >= 0)
		close(fd);
	free(folder);
	free(path);
	return result;
}

int harvest_run(struct book *b, const struct harvest_ask *ask,
		struct harvest *out, struct report *report)
{
	struct harvester r = {.ask = ask,
			.book = b,
			.out = out,
			.report = report,
			.shelf = shelf_new(),
			.fd = -1};

	for (size_t i = 0; ask->measures && i < ask->n; i++)
		if (harvest_measure(ask, ask->paths[i], out) < 0)
			break;
	r.mbox = harvester_mbox(&r);
	for (size_t i = 0; i < ask->n && !out->is_stopped; i++)
		if (take_operand(&r, ask->paths[i]) < 0)
			break;
	if (harvester_save(&r) < 0)
		r.has_failed = true;
	known_free(r.known);
	finds_clear(&r.finds);
	mbox_free(r.mbox);
	shelf_free(r.shelf);
	return r.has_failed ? -1 : 0;
}

void harvest_clear(struct harvest *h)
{
	for (size_t i = 0; i < h->nnotes; i++)
		free(h->notes[i].path);
	free(h->notes);
	*h = (struct harvest){0};
}
