/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite behind a few calls: opening, statements made once, what went wrong. */
#ifndef JOURNEY_BOOK_DB_H
#define JOURNEY_BOOK_DB_H

#include "x509/der.h"

enum db_result {
	DB_FINE,
	DB_BUSY,	/* another run writes */
	DB_DISK,	/* full, read-only, unreadable */
	DB_DAMAGED,	/* no database, or what it holds contradicts itself */
	DB_NO_LIBRARY,
	DB_OTHER
};

struct db;
struct db_query;	/* a statement; ended by db_reset() or db_close() */

/*
 * Opens a file that is there; links are not followed. Nothing but what is asked
 * for is trusted or run: no triggers, no functions in the schema. *out is set
 * also where it cannot be opened: then db_trouble() says why.
 */
enum db_result db_open(const char *path, bool writes, struct db **out);

/* What is not committed is undone. NULL is allowed. */
void db_close(struct db *db);

/* The first thing that went wrong since the last db_forget(), and SQLite's own
 * words for it, which belong to the database. */
enum db_result db_trouble(const struct db *db);
const char *db_words(const struct db *db);
void db_forget(struct db *db);

/* What was read cannot be what was written: DB_DAMAGED. */
void db_is_damaged(struct db *db);

/* How long a lock of another run is waited for. */
void db_patience(struct db *db, int milliseconds);

/* Statements without results; -1 where one failed. */
int db_run(struct db *db, const char *sql) MUST_CHECK;

/* The statement of this text, made once; its parameters are empty. Never NULL:
 * where it cannot be made, db_step() says -1. The text has to stay. */
struct db_query *db_query(struct db *db, const char *sql);

/* Parameters are counted from 1. They are copied. NULL text is NULL. */
void db_put_int(struct db_query *q, int at, long long value);
void db_put_text(struct db_query *q, int at, const char *text);
void db_put_bytes(struct db_query *q, int at, struct slice bytes);

/* 1: there is a row; 0: no more; -1. */
int db_step(struct db_query *q) MUST_CHECK;

/* Of the row; columns are counted from 0. Text and bytes are valid until the
 * next step. NULL is "" and 0. */
long long db_int(struct db_query *q, int column);
const char *db_text(struct db_query *q, int column);
struct slice db_bytes(struct db_query *q, int column);

/* Ends a run of a statement. A statement that is not run to its end holds its
 * lock. */
void db_reset(struct db_query *q);

/* One step of a statement that has no results, and its end. */
int db_do(struct db_query *q) MUST_CHECK;

long long db_last_id(struct db *db);

/* The last statement that writes has found a row to write. By RETURNING, the
 * same takes a table of SQLite's own for each run. */
bool db_changed(struct db *db);

#endif
