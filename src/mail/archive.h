/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files in an archive (ZIP, tar) or a packed file, never on a disk. */
#ifndef MAIL_ARCHIVE_H
#define MAIL_ARCHIVE_H

#include "x509/der.h"

enum {
	ARCHIVE_FILES_MAX = 256,
	ARCHIVE_FILE_SIZE_MAX = 16 * 1024 * 1024, /* longer ones are left out */
};

/* One file; everything is valid during the call only. */
struct archive_file {
	const char *name; /* without folders; foreign; "" where it has none */
	bool is_locked;	  /* encrypted: there are no bytes */
	struct slice bytes;
};

typedef void archive_file_fn(const struct archive_file *file, void *arg);

/* By its first bytes; also the kinds that are not opened here: 7z and RAR
 * headers may ask for any amount of memory. */
bool archive_is(struct slice file);

/*
 * Calls `each` for every file, in order, while there is some of *left left,
 * from which all that is unpacked is taken. 1 where a limit was reached or the
 * rest is damaged, so that there may be more; -1 where nothing can be read, or
 * the library for archives is not on this machine.
 */
int archive_each(struct slice file, size_t *left, archive_file_fn *each,
		 void *arg) MUST_CHECK;

#endif
