/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a folder was read by an earlier scan. */
#include "journey/harvest/harvest-known.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "x509/gtls.h"

/*
 * A Maildir may have a million files: each is a number made of name, size, time
 * and inode, in rows of up to 64 KiB named "/0", "/1" and so on, which no file
 * is. Who could make two files of the same number could as well send none.
 */
enum { CHUNK = 8192, NAME_MAX_LEN = 24, SAMPLE = 4096, DIGEST = 32 };

struct mbox_row {
	char *name;
	struct book_file file;
	bool is_new;
};

struct known {
	char *folder;
	char *key;		/* of it, in the book */
	uint64_t *numbers;	/* in the order they were added */
	size_t n, size;
	size_t saved;		/* of these, are in the book */
	size_t rows;		/* that are there */
	uint32_t *table;	/* 1 + index into numbers; 0: free */
	size_t places;		/* a power of two */
	unsigned char *seen;	/* by index: it was asked for */
	size_t nseen;
	bool rewrite;		/* all rows anew */
	struct mbox_row *mboxes;
	size_t nmboxes;
	struct book_file self;	/* the folder's own row, named "" */
	bool self_is_new;
};

/* --- numbers --- */

static uint64_t mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * 0x9E3779B97F4A7C15u;
	h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9u;
	return h ^ h >> 32;
}

static uint64_t changed_at(const struct stat *st)
{
	return (uint64_t)st->st_mtim.tv_sec * 1000000000u +
	       (uint64_t)st->st_mtim.tv_nsec;
}

/* Flags of a Maildir stand behind ":2," in the name, and change. */
static uint64_t number_of(const char *name, const struct stat *st)
{
	const char *flags = strstr(name, ":2,");
	size_t n = flags ? (size_t)(flags - name) : strlen(name);
	uint64_t h = 0xCBF29CE484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)name[i]) * 0x100000001B3u;
	h = mix(h, (uint64_t)st->st_size);
	h = mix(h, changed_at(st));
	h = mix(h, (uint64_t)st->st_ino);
	return h;
}

/* Where it is in the table, or would be. */
static size_t place(const struct known *k, uint64_t number)
{
	size_t at = (size_t)number & (k->places - 1);

	while (k->table[at] && k->numbers[k->table[at] - 1] != number)
		at = (at + 1) & (k->places - 1);
	return at;
}

static void grow(struct known *k)
{
	k->size = k->size ? 2 * k->size : 256;
	k->places = 4 * k->size;
	k->numbers = xrealloc(k->numbers, k->size * sizeof(*k->numbers));
	k->seen = xrealloc(k->seen, k->size);
	free(k->table);
	k->table = xcalloc(k->places, sizeof(*k->table));
	for (size_t i = 0; i < k->n; i++)
		k->table[place(k, k->numbers[i])] = (uint32_t)i + 1;
}

static bool has(const struct known *k, uint64_t number, size_t *index)
{
	uint32_t i = k->places ? k->table[place(k, number)] : 0;

	*index = i ? i - 1 : 0;
	return i != 0;
}

static void add(struct known *k, uint64_t number, bool seen)
{
	size_t i;

	if (has(k, number, &i))
		return;
	if (k->n == k->size)
		grow(k);
	k->numbers[k->n] = number;
	k->seen[k->n] = seen;
	k->nseen += seen;
	k->table[place(k, number)] = (uint32_t)k->n + 1;
	k->n++;
}

/* --- from the book --- */

static void take_row(const char *name, const struct book_file *file, void *arg)
{
	struct known *k = arg;
	struct mbox_row *row;

	if (!name[0])
		return;
	if (name[0] == '/') {
		for (size_t i = 0; i + 8 <= file->mark.len; i += 8) {
			uint64_t number;

			memcpy(&number, file->mark.data + i, 8);
			add(k, number, false);
		}
		k->rows++;
		return;
	}
	k->mboxes = xrealloc(k->mboxes,
			     (k->nmboxes + 1) * sizeof(*k->mboxes));
	row = &k->mboxes[k->nmboxes++];
	*row = (struct mbox_row){xstrdup(name), *file, false};
	row->file.mark = (struct buf){0};
	buf_copy(&row->file.mark, &file->mark);
}

/* Whole paths begin with a slash. */
static char *key_of(const char *folder, bool forwarded)
{
	return xasprintf("%s%s", forwarded ? "forwarded:" : "", folder);
}

struct known *known_new(struct book *b, const char *folder, bool forwarded,
			struct report *report)
{
	struct known *k = xcalloc(1, sizeof(*k));

	k->folder = xstrdup(folder);
	k->key = key_of(folder, forwarded);
	if (book_files_each(b, k->key, take_row, k, report) < 0) {
		known_free(k);
		return NULL;
	}
	k->saved = k->n;
	return k;
}

void known_free(struct known *k)
{
	if (!k)
		return;
	for (size_t i = 0; i < k->nmboxes; i++) {
		free(k->mboxes[i].name);
		buf_clear(&k->mboxes[i].file.mark);
	}
	free(k->mboxes);
	free(k->numbers);
	free(k->table);
	free(k->seen);
	free(k->folder);
	free(k->key);
	free(k);
}

const char *known_folder(const struct known *k)
{
	return k->folder;
}

/* --- asked --- */

static struct mbox_row *row_of(const struct known *k, const char *name)
{
	for (size_t i = 0; i < k->nmboxes; i++)
		if (strcmp(k->mboxes[i].name, name) == 0)
			return &k->mboxes[i];
	return NULL;
}

/* A few bytes at the beginning, and before the last letter that was read: an
 * mbox that only grew has the same ones. */
static void sample(int fd, off_t at, struct buf *out)
{
	unsigned char *bytes = xmalloc(2 * (size_t)SAMPLE);
	unsigned char digest[DIGEST];
	size_t some = at < SAMPLE ? (size_t)at : SAMPLE, n = 0;
	ssize_t got = pread(fd, bytes, some, 0);

	n += got > 0 ? (size_t)got : 0;
	got = pread(fd, bytes + n, some, at - (off_t)some);
	n += got > 0 ? (size_t)got : 0;
	gtls_sha256(bytes, n, digest);
	buf_clear(out);
	buf_add(out, digest, sizeof(digest));
	free(bytes);
}

static bool is_same(const struct book_file *f, const struct stat *st)
{
	return f->size == (long long)st->st_size &&
	       (uint64_t)f->changed == changed_at(st) &&
	       f->inode == (long long)st->st_ino;
}

bool known_whole(struct known *k, const char *name, const struct stat *st)
{
	const struct mbox_row *row;
	size_t i;

	if (has(k, number_of(name, st), &i)) {
		k->nseen += !k->seen[i];
		k->seen[i] = true;
		return true;
	}
	row = row_of(k, name);
	return row && is_same(&row->file, st);
}

off_t known_from(struct known *k, const char *name, int fd,
		 const struct stat *st)
{
	const struct mbox_row *row = row_of(k, name);
	struct buf now = {0};
	bool same;

	if (known_whole(k, name, st))
		return st->st_size;
	if (!row || row->file.inode != (long long)st->st_ino ||
	    row->file.size > (long long)st->st_size ||
	    row->file.offset > (long long)st->st_size)
		return 0;
	sample(fd, (off_t)row->file.offset, &now);
	same = row->file.size < (long long)st->st_size &&
	       buf_equal(&now, &row->file.mark);
	buf_clear(&now);
	return same ? (off_t)row->file.offset : 0;
}

bool known_is_empty(const struct known *k)
{
	return k->n == k->nseen && !k->nmboxes;
}

static struct book_file row_of_folder(const struct stat *st,
				      const struct known_sum *sum)
{
	return (struct book_file){.size = (long long)sum->files,
				  .changed = (long long)changed_at(st),
				  .inode = (long long)st->st_ino,
				  .offset = (long long)sum->bytes};
}

bool known_folder_is(struct book *b, const char *folder, bool forwarded,
		     const struct stat *st, struct known_sum *sum)
{
	struct report ignored = {0};
	struct book_file file = {0}, now;
	char *key = key_of(folder, forwarded);
	bool r = book_file_get(b, key, "", &file, &ignored) > 0;

	sum->files = (size_t)file.size;
	sum->bytes = (unsigned long long)file.offset;
	now = row_of_folder(st, sum);
	r = r && now.changed == file.changed && now.inode == file.inode;
	buf_clear(&file.mark);
	report_clear(&ignored);
	free(key);
	return r;
}

/* --- added --- */

void known_add_folder(struct known *k, const struct stat *st,
		      const struct known_sum *sum)
{
	k->self = row_of_folder(st, sum);
	k->self_is_new = true;
}

void known_add(struct known *k, const char *name, const struct stat *st)
{
	add(k, number_of(name, st), true);
}

/* One that was not read to its end has another size than the file has, and is
 * gone on with like one that grew. */
void known_add_mbox(struct known *k, const char *name, int fd,
		    const struct stat *st, off_t at, bool is_end)
{
	struct mbox_row *row = row_of(k, name);

	if (!row) {
		k->mboxes = xrealloc(k->mboxes,
				     (k->nmboxes + 1) * sizeof(*k->mboxes));
		row = &k->mboxes[k->nmboxes++];
		*row = (struct mbox_row){.name = xstrdup(name)};
	}
	row->is_new = true;
	row->file.size = is_end ? (long long)st->st_size : (long long)at;
	row->file.changed = is_end ? (long long)changed_at(st) : 0;
	row->file.inode = (long long)st->st_ino;
	row->file.offset = (long long)at;
	sample(fd, at, &row->file.mark);
}

/* Most of it gone: the rest is written anew. */
void known_settle(struct known *k)
{
	size_t kept = 0;

	if (k->nseen >= k->n - k->n / 4 || k->n - k->nseen < CHUNK / 8)
		return;
	for (size_t i = 0; i < k->n; i++) {
		if (!k->seen[i])
			continue;
		k->numbers[kept] = k->numbers[i];
		k->seen[kept++] = true;
	}
	k->n = kept;
	k->rewrite = true;
	memset(k->table, 0, k->places * sizeof(*k->table));
	for (size_t i = 0; i < k->n; i++)
		k->table[place(k, k->numbers[i])] = (uint32_t)i + 1;
}

/* --- to the book --- */

static void row_name(size_t i, char name[NAME_MAX_LEN])
{
	char *text = xasprintf("/%zu", i);

	memset(name, 0, NAME_MAX_LEN);
	memcpy(name, text, strlen(text) < NAME_MAX_LEN ? strlen(text) : 0);
	free(text);
}

static int save_numbers(struct known *k, struct book *b, struct report *report)
{
	size_t first = k->rewrite ? 0 : k->saved / CHUNK;
	size_t rows = (k->n + CHUNK - 1) / CHUNK;
	char name[NAME_MAX_LEN];

	for (size_t i = first; i < rows; i++) {
		size_t n = k->n - i * CHUNK < CHUNK ? k->n - i * CHUNK : CHUNK;
		struct book_file file = {.size = (long long)n};
		int r;

		buf_add(&file.mark, k->numbers + i * CHUNK,
			n * sizeof(*k->numbers));
		row_name(i, name);
		r = book_file_put(b, k->key, name, &file, report);
		buf_clear(&file.mark);
		if (r < 0)
			return -1;
	}
	for (size_t i = rows; i < k->rows; i++) {
		row_name(i, name);
		if (book_file_forget(b, k->key, name, report) < 0)
			return -1;
	}
	k->rows = rows;
	return 0;
}

bool known_is_changed(const struct known *k)
{
	if (k->n != k->saved || k->rewrite || k->self_is_new)
		return true;
	for (size_t i = 0; i < k->nmboxes; i++)
		if (k->mboxes[i].is_new)
			return true;
	return false;
}

int known_save(struct known *k, struct book *b, struct report *report)
{
	if ((k->n != k->saved || k->rewrite) && save_numbers(k, b, report) < 0)
		return -1;
	k->saved = k->n;
	k->rewrite = false;
	for (size_t i = 0; i < k->nmboxes; i++) {
		if (!k->mboxes[i].is_new)
			continue;
		if (book_file_put(b, k->key, k->mboxes[i].name,
				  &k->mboxes[i].file, report) < 0)
			return -1;
		k->mboxes[i].is_new = false;
	}
	if (k->self_is_new &&
	    book_file_put(b, k->key, "", &k->self, report) < 0)
		return -1;
	k->self_is_new = false;
	return 0;
}
