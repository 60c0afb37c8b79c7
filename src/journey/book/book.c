/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book's file: made, opened, checked, its transactions. */
#include "journey/book/book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/book/book-impl.h"

enum { BOOK_VERSION = 1 };

/*
 * The schema is compared letter by letter at every opening: a file with any
 * other is not ours. A change needs a new version and a way up from this one.
 *
 * A person is an address; what a list shows of it is kept, so that listing
 * reads no certificates. `plain` is what look-alikes have in common.
 */
static const char *const schema[] = {
	"CREATE TABLE certificate(id INTEGER PRIMARY KEY, print BLOB NOT NULL "
	"UNIQUE, issues BLOB, der BLOB NOT NULL)",
	"CREATE INDEX issuer ON certificate(issues) WHERE issues IS NOT NULL",
	"CREATE TABLE holder(key TEXT NOT NULL, encrypts INTEGER NOT NULL, "
	"starts INTEGER NOT NULL, certificate INTEGER NOT NULL, ends INTEGER "
	"NOT NULL, shown TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(key, "
	"encrypts DESC, starts DESC, certificate)) WITHOUT ROWID",
	"CREATE INDEX held ON holder(certificate)",
	"CREATE TABLE person(key TEXT PRIMARY KEY, shown TEXT NOT NULL, name "
	"TEXT NOT NULL, words TEXT NOT NULL, plain TEXT NOT NULL, certificates "
	"INTEGER NOT NULL, encrypts INTEGER NOT NULL, starts INTEGER NOT NULL, "
	"ends INTEGER NOT NULL, note TEXT NOT NULL) WITHOUT ROWID",
	"CREATE INDEX lookalike ON person(plain)",
	"CREATE TABLE seen(certificate INTEGER NOT NULL, is_last INTEGER NOT "
	"NULL, at INTEGER NOT NULL, source TEXT, folder TEXT, message TEXT, "
	"PRIMARY KEY(certificate, is_last)) WITHOUT ROWID",
	"CREATE TABLE announced(certificate INTEGER PRIMARY KEY, at INTEGER NOT "
	"NULL, announces INTEGER NOT NULL, ciphers INTEGER NOT NULL, "
	"capabilities BLOB, issuer BLOB, serial BLOB, key_id BLOB)",
	"CREATE TABLE scanned(folder TEXT NOT NULL, name TEXT NOT NULL, size "
	"INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL, "
	"at INTEGER NOT NULL, mark BLOB, PRIMARY KEY(folder, name)) WITHOUT "
	"ROWID",
};

/* --- checking --- */

/* 0 without a row, too. */
static long long number(struct db *db, const char *sql)
{
	struct db_query *q = db_query(db, sql);
	long long n = db_step(q) > 0 ? db_int(q, 0) : 0;

	db_reset(q);
	return n;
}

static enum book_state check_schema(struct db *db)
{
	struct db_query *q = db_query(db, "SELECT sql FROM sqlite_master WHERE "
					  "sql IS NOT NULL ORDER BY rowid");
	enum book_state state = BOOK_FINE;
	size_t n = 0;

	for (; db_step(q) > 0; n++)
		if (n >= ARRAY_LEN(schema) ||
		    strcmp(db_text(q, 0), schema[n]) != 0)
			state = BOOK_BROKEN;
	db_reset(q);
	if (state == BOOK_FINE && n < ARRAY_LEN(schema))
		state = n ? BOOK_BROKEN : BOOK_EMPTY;
	return state;
}

bool book_is_ours(struct db *db)
{
	return check_schema(db) == BOOK_FINE && db_trouble(db) == DB_FINE;
}

/* Who only reads pays for what lists are made of: certificates prove themselves
 * when they are read, by their fingerprint. */
static bool is_sound(struct db *db, bool all)
{
	struct db_query *q =
		db_query(db, all ? "PRAGMA quick_check(1)"
				 : "PRAGMA quick_check('person')");
	bool sound = db_step(q) > 0 && strcmp(db_text(q, 0), "ok") == 0;

	db_reset(q);
	return sound;
}

enum book_state book_check(struct db *db, bool all)
{
	enum book_state state;

	if (number(db, "PRAGMA user_version") > BOOK_VERSION)
		return BOOK_FUTURE;
	state = db_trouble(db) == DB_FINE ? check_schema(db) : BOOK_TROUBLE;
	if (state == BOOK_FINE && db_trouble(db) == DB_FINE &&
	    !is_sound(db, all))
		state = BOOK_BROKEN;
	if (db_trouble(db) == DB_FINE)
		return state;
	return db_trouble(db) == DB_DAMAGED ? BOOK_BROKEN : BOOK_TROUBLE;
}

/* Another run may have been quicker. Large pages: checking and searching 100,000
 * people takes half of what it takes with the usual ones of 4 KiB. */
int book_make(struct db *db)
{
	if (db_run(db, "PRAGMA page_size=16384; BEGIN IMMEDIATE") < 0)
		return -1;
	if (check_schema(db) == BOOK_EMPTY)
		for (size_t i = 0; i < ARRAY_LEN(schema); i++)
			if (db_run(db, schema[i]) < 0)
				return -1;
	if (db_run(db, "PRAGMA user_version=1") < 0)
		return -1;
	return db_run(db, "COMMIT");
}

/* --- the file --- */

int book_file_new(const char *path, struct report *report)
{
	int fd;

	do
		fd = open(path,
			  O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			  0600);
	while (fd < 0 && errno == EINTR);
	if (fd < 0 && errno == EEXIST)
		return 0;
	if (fd < 0 || (close(fd) < 0 && errno != EINTR))
		return report_fail(report, FINDING_FILE_UNWRITABLE, path,
				   _("%s could not be written: %s"), path,
				   strerror(errno));
	return 0;
}

/* Never through a descriptor of our own: closing that would end the locks that
 * SQLite holds (POSIX fcntl(2)). */
static int look(struct book *b, bool *is_there, struct report *report)
{
	struct stat st;

	*is_there = lstat(b->path, &st) == 0;
	if (!*is_there)
		return b->writes ? book_file_new(b->path, report) : 0;
	if (!S_ISREG(st.st_mode))
		return report_fail(report, FINDING_FILE_NOT_REGULAR, b->path,
				   "%s", "");
	if (st.st_mode & 077 && chmod(b->path, 0600) < 0 && b->writes)
		return report_fail(report, FINDING_FILE_UNWRITABLE, b->path,
				   _("%s could not be written: %s"), b->path,
				   strerror(errno));
	return 0;
}

/* Built anew, and opened: further calls find what could be saved. */
static int renew(struct book *b, struct report *report)
{
	int r;

	db_close(b->db);
	b->db = NULL;
	r = book_mend(b->path, report);
	if (r == 0 && db_open(b->path, b->writes, &b->db) != DB_FINE)
		r = -1;
	return r;
}

int book_fail(struct book *b, struct report *report)
{
	switch (b->db ? db_trouble(b->db) : DB_OTHER) {
	case DB_BUSY:
		return report_fail(report, FINDING_LOCK_HELD, b->path, "%s",
				   "");
	case DB_NO_LIBRARY:
		return report_fail(report, FINDING_BOOK_NO_LIBRARY, b->path,
				   _("It is %s."),
				   "SQLite 3.35 (libsqlite3)");
	case DB_DAMAGED:
		b->is_open = false;
		renew(b, report);
		return -1;
	default:
		return report_fail(report,
				   b->writes ? FINDING_FILE_UNWRITABLE
					     : FINDING_FILE_UNREADABLE,
				   b->path, _("The library says: %s"),
				   b->db ? db_words(b->db) : "");
	}
}

static int mend(struct book *b, struct report *report)
{
	if (renew(b, report) < 0)
		return b->db ? book_fail(b, report) : -1;
	report_lower(report);
	return 0;
}

static int settle(struct book *b, struct report *report)
{
	if (db_open(b->path, b->writes, &b->db) == DB_NO_LIBRARY)
		return book_fail(b, report);
	switch (book_check(b->db, b->writes)) {
	case BOOK_FINE:
		return 0;
	case BOOK_EMPTY:
		if (b->writes)
			return book_make(b->db) < 0 ? book_fail(b, report) : 0;
		db_close(b->db);
		b->db = NULL;
		return 0;
	case BOOK_FUTURE:
		return report_fail(report, FINDING_BOOK_NEWER, b->path, "%s",
				   "");
	case BOOK_BROKEN:
		return mend(b, report);
	default:
		return book_fail(b, report);
	}
}

int book_open(const struct env *env, enum book_mode mode, struct book **out,
	      struct report *report)
{
	struct book *b = xcalloc(1, sizeof(*b));
	bool is_there;
	char *home;

	b->writes = mode == BOOK_WRITE;
	if (b->writes && fsio_mkdir(env->home, report) < 0) {
		free(b);
		return -1;
	}
	/* SQLite follows no link, also none on the way to the file. */
	home = fsio_whole_path(env->home);
	b->home = home ? home : xstrdup(env->home);
	b->path = path_join(b->home, BOOK_FILE);
	if (look(b, &is_there, report) < 0 ||
	    ((is_there || b->writes) && settle(b, report) < 0)) {
		book_close(b);
		return -1;
	}
	*out = b;
	return 0;
}

void book_close(struct book *b)
{
	if (!b)
		return;
	db_close(b->db);
	free(b->path);
	free(b->home);
	free(b);
}

void book_patience(struct book *b, int milliseconds)
{
	if (b->db)
		db_patience(b->db, milliseconds);
}

/* --- transactions --- */

int book_begin(struct book *b, struct report *report)
{
	if (!b->db || db_run(b->db, "BEGIN IMMEDIATE") < 0)
		return book_fail(b, report);
	b->is_open = true;
	return 0;
}

int book_commit(struct book *b, struct report *report)
{
	if (!b->db || db_run(b->db, "COMMIT") < 0)
		return book_fail(b, report);
	b->is_open = false;
	return 0;
}

/* A full disk has SQLite undo all of it already: then there is nothing left to
 * be undone, and that is no trouble. */
void book_abort(struct book *b)
{
	if (b->db && b->is_open) {
		if (db_run(b->db, "ROLLBACK") < 0)
			b->is_open = false;
		db_forget(b->db);
	}
	b->is_open = false;
}

int book_enter(struct book *b, struct report *report)
{
	if (b->is_open && b->db && db_trouble(b->db) == DB_FINE)
		return 0;
	if (!b->db || b->is_open || db_run(b->db, "BEGIN IMMEDIATE") < 0)
		return book_fail(b, report);
	return 0;
}

int book_leave(struct book *b, int r, struct report *report)
{
	if (r == 0 && !b->is_open)
		r = db_run(b->db, "COMMIT");
	if (r == 0)
		return 0;
	book_fail(b, report);
	if (b->db && !b->is_open) {
		if (db_run(b->db, "ROLLBACK") < 0)
			db_forget(b->db);
		db_forget(b->db);
	}
	return -1;
}
