/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: bounded reading, atomic and exclusive writing, locks, sweeping. */
#ifndef BASE_FSIO_H
#define BASE_FSIO_H

#include <sys/types.h>

#include "base/report.h"
#include "base/secret.h"
#include "base/sink.h"

/* A file name in an open directory; dirfd may be AT_FDCWD with a path. */
struct place {
	int dirfd;
	const char *name;
	const char *dir;	/* its path, for findings; NULL: not known */
};

/* The place a path from outside names. */
struct place place_of(const char *path);

/* What to call it; the caller frees. */
char *place_path(struct place at);

/* Regular files only; a directory, FIFO or device, an empty file and one of
 * more than max bytes are findings. Replaces out. */
int fsio_read(struct place at, size_t max, struct buf *out,
	      struct report *report) MUST_CHECK;

/* Reads a descriptor (standard input) to its end; label names it. */
int fsio_read_fd(int fd, const char *label, size_t max, struct buf *out,
		 struct report *report) MUST_CHECK;

/* Opens a regular file to read it in pieces; the caller closes. -1 as above. */
int fsio_open(struct place at, struct report *report) MUST_CHECK;

/* Gives up to `max` bytes of a descriptor, 0 at its end; or all of the rest to
 * a stage, which is not ended. */
ssize_t fsio_read_some(int fd, const char *label, void *out, size_t max,
		       struct report *report) MUST_CHECK;
int fsio_pour(int fd, const char *label, struct sink *to,
	      struct report *report) MUST_CHECK;

/*
 * A regular file of any length, window by window: take() gets all that was
 * read and not used up, and says how many bytes of it it has used. -1 where it
 * uses nothing of a full window: FINDING_FILE_TOO_BIG.
 */
typedef size_t fsio_take_fn(const char *bytes, size_t n, bool is_end,
			    void *arg);
int fsio_stream(struct place at, size_t window, fsio_take_fn *take, void *arg,
		struct report *report) MUST_CHECK;

/*
 * A passphrase: the first line, without its end, of a file that is the user's
 * own and that nobody else can read (security.md 15), or of a descriptor.
 * The caller frees *out. Never through stdio.
 */
int fsio_read_secret(const char *path, struct secret **out,
		     struct report *report) MUST_CHECK;
int fsio_read_secret_fd(int fd, const char *label, struct secret **out,
			struct report *report) MUST_CHECK;

enum {
	FSIO_NEW = 1,	 /* never replace: FINDING_FILE_EXISTS */
	FSIO_KEEP = 2,	 /* what was there is kept as NAME.~N~ */
	FSIO_PUBLIC = 4, /* mode 0644; 0600 otherwise, whatever the umask */
};

/* Called with what was read back from the temporary file, before the rename. */
typedef int fsio_verify_fn(const struct buf *back, void *arg,
			   struct report *report);

struct write_job {
	struct place at;
	unsigned flags;
	fsio_verify_fn *verify; /* may be NULL: then the bytes are compared */
	void *arg;
};

/*
 * Whole or not at all: temporary file in the same directory (O_EXCL,
 * O_NOFOLLOW), fsync, read back and verify, rename, fsync of the directory.
 * A link at the target is replaced, never followed; anything that is not a
 * regular file is refused. After -1 the old file stands as it was and nothing
 * is left over. FINDING_FILE_MAYBE_LOST (a warning, result 0) where only the
 * directory could not be synced.
 */
int fsio_write(const struct write_job *job, const struct buf *data,
	       struct report *report) MUST_CHECK;

/*
 * The same for what is too big to be held: a stage whose end has synced all, and
 * which takes its name by the commit; verify is not called. Freed without it,
 * nothing is left over.
 */
int fsio_draft_new(const struct write_job *job, struct sink **out,
		   struct report *report) MUST_CHECK;
int fsio_draft_commit(struct sink *draft) MUST_CHECK;

/* Puts a file at another path of the same disk, replacing what is there; both
 * folders are synced. 0 where there is no such file (any more). */
int fsio_move(const char *from, const char *to,
	      struct report *report) MUST_CHECK;

/* Removes a file; 0 where it is not there. */
int fsio_remove(const char *path, struct report *report) MUST_CHECK;

/* Directories are made 0700, parents too. 0 where it is there already. */
int fsio_mkdir(const char *path, struct report *report) MUST_CHECK;

/* Opens a directory; the caller closes. -1 with a finding. */
int fsio_open_dir(const char *path, struct report *report) MUST_CHECK;

/*
 * Keeps two runs apart. -1 and FINDING_LOCK_HELD, with the process that holds
 * it, where another has the lock. The caller ends it by close().
 */
int fsio_lock(struct place at, struct report *report) MUST_CHECK;

/* Removes what a killed run left in a directory; call with the lock held. */
void fsio_sweep(int dirfd);

/* Names in a directory, sorted, without those that begin with a dot. An
 * absent directory gives an empty list. */
void fsio_list(const char *path, struct strlist *out);

bool fsio_exists(struct place at);
unsigned fsio_mode(struct place at);	/* 07777 bits; 0 where absent */
long long fsio_mtime(struct place at);	/* seconds; 0 where absent */

/* The path without links, from the root on; the caller frees. NULL where there
 * is no such file. */
char *fsio_whole_path(const char *path);

/* dir + "/" + name; the caller frees. */
char *path_join(const char *dir, const char *name);
const char *path_base(const char *path);	/* behind the last '/' */

/* As the person would write it: "~/x" where it is in user_home, which may be
 * NULL. Not made harmless; the caller frees. */
char *path_short(const char *user_home, const char *path);

/* The same for the paths in a text for people, where a shell would know them as
 * well: not behind a quote or an equals sign. NULL where there are none; the
 * caller frees. */
char *text_short_paths(const char *user_home, const char *text);

#endif
