/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite behind a few calls; the library is loaded on first use. */
#include "journey/book/book-db.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "mail/library.h"

#define CALLS(X)                     \
	X(sqlite3_open_v2)           \
	X(sqlite3_close_v2)          \
	X(sqlite3_exec)              \
	X(sqlite3_prepare_v3)        \
	X(sqlite3_finalize)          \
	X(sqlite3_reset)             \
	X(sqlite3_clear_bindings)    \
	X(sqlite3_step)              \
	X(sqlite3_bind_int64)        \
	X(sqlite3_bind_text)         \
	X(sqlite3_bind_blob)         \
	X(sqlite3_bind_null)         \
	X(sqlite3_column_int64)      \
	X(sqlite3_column_text)       \
	X(sqlite3_column_blob)       \
	X(sqlite3_column_bytes)      \
	X(sqlite3_last_insert_rowid) \
	X(sqlite3_changes)           \
	X(sqlite3_errmsg)            \
	X(sqlite3_errstr)            \
	X(sqlite3_busy_timeout)      \
	X(sqlite3_progress_handler)  \
	X(sqlite3_db_config)         \
	X(sqlite3_limit)

#define POINTER(f) __typeof__(&f) f;
static struct {
	CALLS(POINTER)
} lib;

enum {
	WAIT_MS = 5000,		/* for another run that is writing */
	VALUE_MAX = 1 << 20,	/* bytes of one value; a certificate is less */
	QUERIES_MAX = 64,
	WORK_UNIT = 100 * 1000,	/* instructions of SQLite's machine */
	WORK_MAX = 2000,	/* units for one run of a statement: seconds; to
				 * search 100,000 people takes ten */
};

struct db_query {
	struct db *db;
	sqlite3_stmt *stmt;	/* NULL: it could not be made */
	const char *sql;
};

struct db {
	sqlite3 *handle;
	enum db_result trouble;
	char *words;
	struct db_query queries[QUERIES_MAX];
	size_t n;
	int work;	/* units of the statement that runs */
};

/* Tried again as long as it is missing: it may be installed meanwhile. */
static bool load(void)
{
	static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
	static bool is_loaded;
	/* The name on Linux and the BSDs, and on macOS, which brings its own. */
	static const char *const files[] = {"libsqlite3.so.0", "libsqlite3.so",
					    "/usr/lib/libsqlite3.dylib", NULL};
#define ROW(f) {#f, &lib.f},
	static const struct library_call calls[] = {CALLS(ROW)};
	bool done;

	pthread_mutex_lock(&one);
	if (!is_loaded)
		is_loaded = library_load(files, calls, ARRAY_LEN(calls));
	done = is_loaded;
	pthread_mutex_unlock(&one);
	return done;
}

static enum db_result result_of(int code)
{
	switch (code & 0xFF) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return DB_FINE;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return DB_BUSY;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return DB_DISK;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_INTERRUPT:
		return DB_DAMAGED;
	case SQLITE_NOMEM:
		die("out of memory");
	default:
		return DB_OTHER;
	}
}

/* Keeps the first trouble: what follows comes of it. */
static int note(struct db *db, int code)
{
	enum db_result r = result_of(code);

	if (r == DB_FINE)
		return 0;
	if (db->trouble == DB_FINE) {
		db->trouble = r;
		db->words = xstrdup(db->handle
					    ? lib.sqlite3_errmsg(db->handle)
					    : lib.sqlite3_errstr(code));
	}
	return -1;
}

/* Pages that point to one another can keep a statement busy for ever. */
static int tire(void *arg)
{
	struct db *db = arg;

	return ++db->work > WORK_MAX;
}

/* A file somebody else has made runs nothing: no views, triggers or functions
 * of its schema, and its cells are looked at before they are believed. */
static int settle(struct db *db, bool writes)
{
	static const char common[] =
		"PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
		"PRAGMA temp_store=MEMORY; PRAGMA cache_size=-2048;"
		"PRAGMA mmap_size=0; PRAGMA foreign_keys=OFF";
	/* No second file but the journal, and that only while writing. EXTRA: a
	 * commit holds when the power is cut right after. */
	static const char writing[] =
		"PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
		"PRAGMA fullfsync=ON";

	lib.sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	lib.sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0,
			      NULL);
	lib.sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, VALUE_MAX);
	lib.sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
	lib.sqlite3_busy_timeout(db->handle, WAIT_MS);
	lib.sqlite3_progress_handler(db->handle, WORK_UNIT, tire, db);
	if (db_run(db, common) < 0)
		return -1;
	return writes ? db_run(db, writing) : 0;
}

enum db_result db_open(const char *path, bool writes, struct db **out)
{
	struct db *db = xcalloc(1, sizeof(*db));
	/* Reading, too, has to be able to undo what a killed run left. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
		    SQLITE_OPEN_PRIVATECACHE;
	int code;

	*out = db;
	if (!load()) {
		db->trouble = DB_NO_LIBRARY;
		return DB_NO_LIBRARY;
	}
	code = lib.sqlite3_open_v2(path, &db->handle, flags, NULL);
	if (note(db, code) == 0 && settle(db, writes) < 0)
		return db->trouble;
	return db->trouble;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < db->n; i++)
		lib.sqlite3_finalize(db->queries[i].stmt);
	if (db->handle)
		lib.sqlite3_close_v2(db->handle);
	free(db->words);
	free(db);
}

enum db_result db_trouble(const struct db *db)
{
	return db->trouble;
}

const char *db_words(const struct db *db)
{
	return db->words ? db->words : "";
}

void db_forget(struct db *db)
{
	free(db->words);
	db->words = NULL;
	db->trouble = DB_FINE;
}

void db_is_damaged(struct db *db)
{
	db_forget(db);
	db->trouble = DB_DAMAGED;
}

void db_patience(struct db *db, int milliseconds)
{
	lib.sqlite3_busy_timeout(db->handle, milliseconds);
}

int db_run(struct db *db, const char *sql)
{
	db->work = 0;
	return note(db, lib.sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

struct db_query *db_query(struct db *db, const char *sql)
{
	struct db_query *q = db->queries;

	db->work = 0;
	while (q < db->queries + db->n && q->sql != sql)
		q++;
	if (q == db->queries + QUERIES_MAX)
		die("too many statements");
	if (q == db->queries + db->n) {
		*q = (struct db_query){.db = db, .sql = sql};
		db->n++;
	}
	if (q->stmt)
		lib.sqlite3_clear_bindings(q->stmt);
	else
		note(db, lib.sqlite3_prepare_v3(db->handle, sql, -1,
						SQLITE_PREPARE_PERSISTENT,
						&q->stmt, NULL));
	return q;
}

void db_put_int(struct db_query *q, int at, long long value)
{
	note(q->db, lib.sqlite3_bind_int64(q->stmt, at, value));
}

void db_put_text(struct db_query *q, int at, const char *text)
{
	if (text)
		note(q->db, lib.sqlite3_bind_text(q->stmt, at, text, -1,
						  SQLITE_TRANSIENT));
	else
		note(q->db, lib.sqlite3_bind_null(q->stmt, at));
}

void db_put_bytes(struct db_query *q, int at, struct slice bytes)
{
	note(q->db, lib.sqlite3_bind_blob(q->stmt, at, bytes.n ? bytes.p : NULL,
					  (int)bytes.n, SQLITE_TRANSIENT));
}

int db_step(struct db_query *q)
{
	int code = q->stmt ? lib.sqlite3_step(q->stmt) : SQLITE_MISUSE;

	if (code == SQLITE_ROW)
		return 1;
	if (code == SQLITE_DONE)
		return 0;
	return note(q->db, code);
}

long long db_int(struct db_query *q, int column)
{
	return lib.sqlite3_column_int64(q->stmt, column);
}

const char *db_text(struct db_query *q, int column)
{
	const unsigned char *text = lib.sqlite3_column_text(q->stmt, column);

	return text ? (const char *)text : "";
}

struct slice db_bytes(struct db_query *q, int column)
{
	const void *bytes = lib.sqlite3_column_blob(q->stmt, column);

	return (struct slice){
		bytes, (size_t)lib.sqlite3_column_bytes(q->stmt, column)};
}

void db_reset(struct db_query *q)
{
	if (q->stmt)
		lib.sqlite3_reset(q->stmt);
}

int db_do(struct db_query *q)
{
	int r = db_step(q);

	db_reset(q);
	return r < 0 ? -1 : 0;
}

long long db_last_id(struct db *db)
{
	return lib.sqlite3_last_insert_rowid(db->handle);
}

bool db_changed(struct db *db)
{
	return lib.sqlite3_changes(db->handle) > 0;
}
