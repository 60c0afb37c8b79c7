/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a folder was read by an earlier scan. */
#ifndef JOURNEY_HARVEST_KNOWN_H
#define JOURNEY_HARVEST_KNOWN_H

#include <sys/stat.h>

#include "journey/book/book.h"

/* One folder at a time; kept in the book, as one number for each file that is
 * read whole, and a row for each mbox. */
struct known;

/* Of a folder with a whole path. What was read without the forwarded letters is
 * not known to a scan that reads these too. NULL with a finding. */
struct known *known_new(struct book *b, const char *folder, bool forwarded,
			struct report *report);
void known_free(struct known *k);
const char *known_folder(const struct known *k);

/* Where to go on reading a file; its size: all of it is known. 0: it is new, or
 * another one than it was. */
off_t known_from(struct known *k, const char *name, int fd,
		 const struct stat *st);

/* True, without opening it, where nothing of it is new. */
bool known_whole(struct known *k, const char *name, const struct stat *st);

/* A file that holds one letter, or none, was read. */
void known_add(struct known *k, const char *name, const struct stat *st);

/* An mbox was read up to a letter that begins at `at`: to its end as it was
 * when st was taken, or (is_end false) no further. */
void known_add_mbox(struct known *k, const char *name, int fd,
		    const struct stat *st, off_t at, bool is_end);

/* Nothing is known of the folder's files. */
bool known_is_empty(const struct known *k);

/* How much is in a folder. */
struct known_sum {
	size_t files;
	unsigned long long bytes;
};

/* A folder whose files do not change was read: the next scan knows it by its
 * own time. True where that is so; trouble is false. */
void known_add_folder(struct known *k, const struct stat *st,
		      const struct known_sum *sum);
bool known_folder_is(struct book *b, const char *folder, bool forwarded,
		     const struct stat *st, struct known_sum *sum);

/* All of the folder was looked at: what is not there any more can go. */
void known_settle(struct known *k);

/* What was added since the last call; inside a transaction. */
int known_save(struct known *k, struct book *b, struct report *report)
	MUST_CHECK;

/* True where known_save() has something to do. */
bool known_is_changed(const struct known *k);

#endif
