/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files and folders in a folder, the newest first. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/report.h"

enum { FOLDER_MAX = 100000 };

struct folder_item {
	char *name;	/* as it is on disk: any bytes */
	long long time;	/* seconds */
	long long size;
	bool is_folder;
};

/* `struct folder f = {0}` is empty. */
struct folder {
	struct folder_item *items;
	size_t n;
	bool cut;	/* there are more than FOLDER_MAX */
};

/*
 * Regular files and folders, by themselves or through links that lead
 * somewhere; names that begin with a dot too. Replaces out. -1 with
 * FILE_UNREADABLE where the folder cannot be listed.
 */
int folder_read(const char *path, struct folder *out,
		struct report *report) MUST_CHECK;
void folder_clear(struct folder *f);

/* Whether a person can see all of a name. */
bool folder_name_is_plain(const char *name);

#endif
