/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files in an archive, by libarchive, which is loaded on first use. */
#include "mail/archive.h"

#include <pthread.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/secret.h"
#include "mail/library.h"

#define CALLS(X)                             \
	X(archive_entry_filetype)            \
	X(archive_entry_is_encrypted)        \
	X(archive_entry_pathname)            \
	X(archive_entry_pathname_utf8)       \
	X(archive_read_append_filter)        \
	X(archive_read_data)                 \
	X(archive_read_free)                 \
	X(archive_read_new)                  \
	X(archive_read_next_header)          \
	X(archive_read_open_memory)          \
	X(archive_read_support_format_raw)   \
	X(archive_read_support_format_tar)   \
	X(archive_read_support_format_zip)

#define POINTER(f) __typeof__(&f) f;
static struct {
	CALLS(POINTER)
} lib;

static bool is_loaded;

static void load(void)
{
	/* The name on Linux, the BSDs, and macOS, which brings its own. */
	static const char *const files[] = {"libarchive.so.13", "libarchive.so",
					    "/usr/lib/libarchive.2.dylib",
					    NULL};
#define ROW(f) {#f, &lib.f},
	static const struct library_call calls[] = {CALLS(ROW)};

	is_loaded = library_load(files, calls, ARRAY_LEN(calls));
}

enum form { CLOSED, ZIP, TAR, PACKED };

enum { TAR_BLOCK = 512, TAR_EXTRA_MAX = 512, CHUNK = 16384 };

/* One filter, and by name: left to itself the library takes off up to 25, and
 * 4 MiB can hold 90 GB that way. */
static const struct {
	const char *magic;
	size_t n, at;
	enum form form;
	int filter;
} forms[] = {
    {"PK\3\4", 4, 0, ZIP, 0},
    {"PK\5\6", 4, 0, ZIP, 0},
    {"ustar", 5, 257, TAR, 0},
    {"\x1F\x8B\x08", 3, 0, PACKED, ARCHIVE_FILTER_GZIP},
    {"BZh", 3, 0, PACKED, ARCHIVE_FILTER_BZIP2},
    {"\xFD\x37zXZ\0", 6, 0, PACKED, ARCHIVE_FILTER_XZ},
    {"7z\xBC\xAF\x27\x1C", 6, 0, CLOSED, 0},
    {"Rar!\x1A\x07", 6, 0, CLOSED, 0},
};

static int form_of(struct slice file)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (file.n >= forms[i].at + forms[i].n &&
		    memcmp(file.p + forms[i].at, forms[i].magic, forms[i].n) ==
			0)
			return (int)i;
	return -1;
}

bool archive_is(struct slice file)
{
	return form_of(file) >= 0;
}

/* A block whose checksum fits, the field itself counted as blanks. */
static bool is_tar_header(const unsigned char *block)
{
	long sum = 0, said = 0;

	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += i >= 148 && i < 156 ? ' ' : block[i];
	for (size_t i = 148; i < 156; i++)
		if (block[i] >= '0' && block[i] <= '7')
			said = said * 8 + block[i] - '0';
	return sum == said;
}

/* libarchive before 3.8 calls itself for each header that only adds to the
 * next one: enough of them are the end of the stack. */
static bool is_deep_tar(struct slice file)
{
	size_t n = 0;

	for (; file.n >= TAR_BLOCK; file.p += TAR_BLOCK, file.n -= TAR_BLOCK)
		if (file.p[156] && strchr("xXgALKVN", file.p[156]) &&
		    is_tar_header(file.p))
			n++;
	return n > TAR_EXTRA_MAX;
}

static struct archive *open_form(struct slice file, int form)
{
	struct archive *a;
	int r;

	if (forms[form].form == CLOSED ||
	    (forms[form].form == TAR && is_deep_tar(file)))
		return NULL;
	a = lib.archive_read_new();
	if (!a)
		return NULL;
	if (forms[form].form == ZIP)
		r = lib.archive_read_support_format_zip(a);
	else if (forms[form].form == TAR)
		r = lib.archive_read_support_format_tar(a);
	else
		r = lib.archive_read_support_format_raw(a);
	/* Not OK: it would start a program to do it. */
	if (r == ARCHIVE_OK && forms[form].filter)
		r = lib.archive_read_append_filter(a, forms[form].filter);
	if (r != ARCHIVE_OK ||
	    lib.archive_read_open_memory(a, file.p, file.n) != ARCHIVE_OK) {
		lib.archive_read_free(a);
		return NULL;
	}
	return a;
}

struct reading {
	archive_file_fn *each;
	void *arg;
	size_t *left;
	bool packed, cut;
};

/* The file at hand, to its end; of one that is too long only that is known.
 * False where no more can be read: what there is counts all the same. */
static bool take_bytes(struct archive *a, struct reading *r, struct buf *out)
{
	char chunk[CHUNK];

	for (;;) {
		la_ssize_t n = lib.archive_read_data(a, chunk, sizeof(chunk));

		if (n == 0)
			return true;
		if (n < 0 || (size_t)n > *r->left)
			return false;
		*r->left -= (size_t)n;
		if (out->len <= ARCHIVE_FILE_SIZE_MAX)
			buf_add(out, chunk, (size_t)n);
	}
}

static const char *name_of(struct archive_entry *entry, bool packed)
{
	const char *name = lib.archive_entry_pathname_utf8(entry);

	if (!name)
		name = lib.archive_entry_pathname(entry);
	/* "data": the library's own word for a packed file's content. */
	return packed || !name ? "" : name;
}

/* What Macs put beside each file, and hidden files. */
static bool is_litter(const char *path)
{
	const char *base = strrchr(path, '/');

	return strncmp(path, "__MACOSX/", 9) == 0 ||
	       (base ? base + 1 : path)[0] == '.';
}

/* One file is read, wanted or not: passing over it would unpack it without
 * a limit. False at the end. */
static bool take_file(struct archive *a, struct archive_entry *entry,
		      struct reading *r)
{
	const char *path = name_of(entry, r->packed);
	const char *base = strrchr(path, '/');
	struct archive_file file = {.name = base ? base + 1 : path};
	struct buf bytes = {0};
	bool wanted, ok = true;

	file.is_locked = lib.archive_entry_is_encrypted(entry) > 0;
	if (!file.is_locked)
		ok = take_bytes(a, r, &bytes);
	wanted = lib.archive_entry_filetype(entry) == AE_IFREG &&
		 !is_litter(path);
	file.bytes = slice_of(&bytes);
	if (bytes.len > ARCHIVE_FILE_SIZE_MAX)
		r->cut = true;
	else if (wanted && (ok || bytes.len))
		r->each(&file, r->arg);
	buf_wipe(&bytes);
	return ok;
}

static int read_files(struct archive *a, struct reading *r)
{
	struct archive_entry *entry;
	int code = ARCHIVE_OK, n = 0;

	for (bool ok = true; ok && n < ARCHIVE_FILES_MAX; n++) {
		code = lib.archive_read_next_header(a, &entry);
		if (code != ARCHIVE_OK && code != ARCHIVE_WARN)
			break;
		ok = take_file(a, entry, r);
	}
	if (!n && code != ARCHIVE_EOF)
		return -1;
	return r->cut || code != ARCHIVE_EOF;
}

int archive_each(struct slice file, size_t *left, archive_file_fn *each,
		 void *arg)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct reading reading = {each, arg, left, false, false};
	int form = form_of(file), r;
	struct archive *a;

	if (form < 0 || pthread_once(&once, load) != 0 || !is_loaded)
		return -1;
	a = open_form(file, form);
	if (!a)
		return -1;
	reading.packed = forms[form].form == PACKED;
	r = read_files(a, &reading);
	lib.archive_read_free(a);
	return r;
}
