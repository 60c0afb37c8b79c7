/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates put into the address book, taken out, and noted. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-find.h"
#include "journey/book/book-impl.h"
#include "x509/address.h"
#include "x509/lookalike.h"

enum { TEXT_MAX = 4096, BYTES_MAX = 64 * 1024 };

bool book_can_encrypt(const struct cert *c)
{
	bool fits = !c->has_usage || c->usage & KU_ENCRYPTS;

	return fits && spki_can_encrypt(&c->spki) &&
	       (!c->has_extended || c->extended & (EKU_EMAIL | EKU_ANY));
}

char *book_key(const char *address)
{
	struct report ignored = {0};
	char *clean = NULL, *key;

	if (address_clean(address, &clean, &ignored) < 0)
		clean = xstrdup(address);
	report_clear(&ignored);
	key = text_fold(clean);
	free(clean);
	return key;
}

/* --- one certificate --- */

static void put_print(struct db_query *q, int at, const unsigned char *print)
{
	db_put_bytes(q, at, (struct slice){print, FINGERPRINT_LEN});
}

/* 1: *id is set; 0: it is not there; -1. */
static int find(struct db *db, const unsigned char *print, long long *id)
{
	struct db_query *q = db_query(
		db, "SELECT id FROM certificate WHERE print=?");
	int r;

	put_print(q, 1, print);
	r = db_step(q);
	if (r > 0)
		*id = db_int(q, 0);
	db_reset(q);
	return r;
}

static int put_certificate(struct db *db, const struct cert *c, long long *id)
{
	struct db_query *q = db_query(db, "INSERT INTO certificate(print,"
					  "issues,der) VALUES(?,?,?)");

	put_print(q, 1, c->fingerprint);
	if (c->is_ca)
		db_put_bytes(q, 2, slice_of(&c->subject_der));
	db_put_bytes(q, 3, slice_of(&c->der));
	if (db_do(q) < 0)
		return -1;
	*id = db_last_id(db);
	return 0;
}

/* --- what a list shows of an address --- */

static char *words_of(const char *shown, const char *name)
{
	char *both = xasprintf("%s %s", shown, name), *folded = text_fold(both);

	free(both);
	return folded;
}

/* The one to encrypt with comes first, then the newest. */
static int show_best(struct db *db, const char *key)
{
	struct db_query *q = db_query(
		db, "UPDATE person SET (shown,name,encrypts,starts,ends)="
		    "(SELECT shown,name,encrypts,starts,ends FROM holder WHERE "
		    "holder.key=person.key ORDER BY encrypts DESC,starts DESC "
		    "LIMIT 1) WHERE key=?");
	char *words;
	int r;

	db_put_text(q, 1, key);
	if (db_do(q) < 0)
		return -1;
	q = db_query(db, "SELECT shown,name FROM person WHERE key=?");
	db_put_text(q, 1, key);
	r = db_step(q);
	words = r > 0 ? words_of(db_text(q, 0), db_text(q, 1)) : NULL;
	db_reset(q);
	if (r <= 0)
		return r;
	q = db_query(db, "UPDATE person SET words=? WHERE key=?");
	db_put_text(q, 1, words);
	db_put_text(q, 2, key);
	free(words);
	return db_do(q);
}

/* Somebody who was not there, with the only certificate. */
static int put_new_person(struct db *db, const char *key, const char *shown,
			  const struct cert *c)
{
	struct db_query *q = db_query(
		db, "INSERT INTO person(key,shown,name,words,plain,certificates,"
		    "encrypts,starts,ends,note) VALUES(?,?,?,?,?,1,?,?,?,'')");
	const char *name = c->common_name ? c->common_name : "";
	char *words = words_of(shown, name), *plain = address_alike(key);

	db_put_text(q, 1, key);
	db_put_text(q, 2, shown);
	db_put_text(q, 3, name);
	db_put_text(q, 4, words);
	db_put_text(q, 5, plain);
	db_put_int(q, 6, book_can_encrypt(c));
	db_put_int(q, 7, (long long)c->not_before);
	db_put_int(q, 8, (long long)c->not_after);
	free(plain);
	free(words);
	return db_do(q);
}

static int put_person(struct db *db, const char *key, const char *shown,
		      const struct cert *c)
{
	struct db_query *q = db_query(db, "UPDATE person SET certificates="
					  "certificates+1 WHERE key=?");

	db_put_text(q, 1, key);
	if (db_do(q) < 0)
		return -1;
	return db_changed(db) ? show_best(db, key)
			      : put_new_person(db, key, shown, c);
}

static int hold(struct db *db, const struct cert *c, long long id,
		const char *key, const char *shown)
{
	struct db_query *q = db_query(
		db, "INSERT OR IGNORE INTO holder(key,encrypts,starts,"
		    "certificate,ends,shown,name) VALUES(?,?,?,?,?,?,?)");

	db_put_text(q, 1, key);
	db_put_int(q, 2, book_can_encrypt(c));
	db_put_int(q, 3, (long long)c->not_before);
	db_put_int(q, 4, id);
	db_put_int(q, 5, (long long)c->not_after);
	db_put_text(q, 6, shown);
	db_put_text(q, 7, c->common_name ? c->common_name : "");
	if (db_do(q) < 0)
		return -1;
	return db_changed(db) ? put_person(db, key, shown, c) : 0;
}

/* A certificate for nobody has a row of its own all the same, so that it can
 * be seen and removed; no address begins so. */
static int put_holders(struct db *db, const struct cert *c, long long id)
{
	char *key, *print;
	size_t n = 0;
	int r = 0;

	if (c->is_ca)
		return 0;
	for (size_t i = 0; i <= c->emails.n && r == 0; i++) {
		const char *shown = i < c->emails.n ? c->emails.items[i]
						    : c->subject_email;

		if (!shown)
			continue;
		n++;
		key = book_key(shown);
		r = hold(db, c, id, key, shown);
		free(key);
	}
	if (n || r < 0)
		return r;
	print = hex_text(c->fingerprint, FINGERPRINT_LEN, 0);
	key = book_key(print);
	r = hold(db, c, id, key, "");
	free(key);
	free(print);
	return r;
}

/* --- where it was seen, and what was announced --- */

static void put_text(struct db_query *q, int at, const char *text)
{
	char *cut = text ? xstrndup(text, strnlen(text, TEXT_MAX)) : NULL;

	db_put_text(q, at, cut);
	free(cut);
}

static int put_seen(struct db *db, long long id, const struct sighting *s)
{
	static const char *const each[] = {
		"INSERT INTO seen VALUES(?,0,?,?,?,?) ON CONFLICT DO UPDATE SET "
		"at=excluded.at,source=excluded.source,folder=excluded.folder,"
		"message=excluded.message WHERE excluded.at<at",
		"INSERT INTO seen VALUES(?,1,?,?,?,?) ON CONFLICT DO UPDATE SET "
		"at=excluded.at,source=excluded.source,folder=excluded.folder,"
		"message=excluded.message WHERE excluded.at>=at"};
	int r = 0;

	for (size_t i = 0; i < ARRAY_LEN(each) && r == 0; i++) {
		struct db_query *q = db_query(db, each[i]);

		db_put_int(q, 1, id);
		db_put_int(q, 2, (long long)s->at);
		put_text(q, 3, s->source);
		put_text(q, 4, s->folder);
		put_text(q, 5, s->message);
		r = db_do(q);
	}
	return r;
}

static void put_some(struct db_query *q, int at, struct slice bytes)
{
	if (bytes.n && bytes.n <= BYTES_MAX)
		db_put_bytes(q, at, bytes);
}

static int put_announced(struct db *db, long long id, const struct sighting *s)
{
	struct db_query *q = db_query(
		db, "INSERT INTO announced VALUES(?,?,?,?,?,?,?,?) ON CONFLICT "
		    "DO UPDATE SET at=excluded.at,announces=excluded.announces,"
		    "ciphers=excluded.ciphers,"
		    "capabilities=excluded.capabilities,issuer=excluded.issuer,"
		    "serial=excluded.serial,key_id=excluded.key_id "
		    "WHERE excluded.at>=at");

	if (!s->announces && !s->preference)
		return 0;
	db_put_int(q, 1, id);
	db_put_int(q, 2, (long long)s->at);
	db_put_int(q, 3, s->announces);
	db_put_int(q, 4, s->ciphers);
	put_some(q, 5, s->capabilities);
	if (s->preference) {
		put_some(q, 6, slice_of(&s->preference->issuer));
		put_some(q, 7, slice_of(&s->preference->serial));
		put_some(q, 8, slice_of(&s->preference->key_id));
	}
	return db_do(q);
}

int book_announce(struct book *b, const struct cert *c,
		  const struct sighting *s)
{
	long long id = 0;

	return find(b->db, c->fingerprint, &id) > 0
		       ? put_announced(b->db, id, s)
		       : -1;
}

int book_put(struct book *b, const struct cert *c, const struct sighting *s,
	     bool *is_new)
{
	long long id = 0;
	int known = find(b->db, c->fingerprint, &id);

	if (known < 0)
		return -1;
	if (!known && put_certificate(b->db, c, &id) < 0)
		return -1;
	/* It may be here for others only, since somebody was removed. */
	if (put_holders(b->db, c, id) < 0)
		return -1;
	if (put_seen(b->db, id, s) < 0 || put_announced(b->db, id, s) < 0)
		return -1;
	if (is_new)
		*is_new = !known;
	return 0;
}

int book_add(struct book *b, const struct cert *c, const struct sighting *s,
	     bool *is_new, struct report *report)
{
	if (book_enter(b, report) < 0)
		return -1;
	return book_leave(b, book_put(b, c, s, is_new), report);
}

bool book_has(struct book *b, const unsigned char print[FINGERPRINT_LEN])
{
	long long id;

	return b->db && find(b->db, print, &id) > 0;
}

/* --- taken out --- */

/* Its rows, and the persons that have nothing else. */
static int drop(struct db *db, long long id)
{
	static const char *const steps[] = {
		"UPDATE person SET certificates=certificates-1 WHERE key IN "
		"(SELECT key FROM holder WHERE certificate=?)",
		"DELETE FROM person WHERE certificates<=0 AND key IN (SELECT "
		"key FROM holder WHERE certificate=?)",
		"DELETE FROM seen WHERE certificate=?",
		"DELETE FROM announced WHERE certificate=?",
		"DELETE FROM certificate WHERE id=?"};
	struct strlist keys = {0};
	struct db_query *q;
	int r = 0;

	for (size_t i = 0; i < ARRAY_LEN(steps) && r == 0; i++) {
		q = db_query(db, steps[i]);
		db_put_int(q, 1, id);
		r = db_do(q);
	}
	q = db_query(db, "SELECT key FROM holder WHERE certificate=?");
	db_put_int(q, 1, id);
	while (r == 0 && (r = db_step(q)) > 0) {
		strlist_add(&keys, db_text(q, 0));
		r = 0;
	}
	db_reset(q);
	q = db_query(db, "DELETE FROM holder WHERE certificate=?");
	db_put_int(q, 1, id);
	if (r == 0)
		r = db_do(q);
	for (size_t i = 0; i < keys.n && r == 0; i++)
		r = show_best(db, keys.items[i]);
	strlist_clear(&keys);
	return r;
}

/* Appends for whom else it is. */
static int add_others(struct db *db, long long id, const char *key,
		      struct strlist *out)
{
	struct db_query *q = db_query(db, "SELECT shown FROM holder WHERE "
					  "certificate=? AND key<>?");
	int r;

	db_put_int(q, 1, id);
	db_put_text(q, 2, key);
	while ((r = db_step(q)) > 0)
		if (!strlist_has(out, db_text(q, 0)))
			strlist_add(out, db_text(q, 0));
	db_reset(q);
	return r;
}

/* The certificate stays, and is not this person's any more. */
static int let_go(struct db *db, long long id, const char *key)
{
	static const char *const steps[] = {
		"UPDATE person SET certificates=certificates-1 WHERE key=?",
		"DELETE FROM person WHERE key=? AND certificates<=0"};
	struct db_query *q = db_query(db, "DELETE FROM holder WHERE key=? AND "
					  "certificate=?");
	int r;

	db_put_text(q, 1, key);
	db_put_int(q, 2, id);
	r = db_do(q);
	for (size_t i = 0; i < ARRAY_LEN(steps) && r == 0; i++) {
		q = db_query(db, steps[i]);
		db_put_text(q, 1, key);
		r = db_do(q);
	}
	return r;
}

/* 1: one of the person's is done with; 0: there is none left. */
static int remove_next(struct db *db, const char *key,
		       struct book_removed *out)
{
	struct db_query *q = db_query(
		db, "SELECT certificate,(SELECT count(*) FROM holder AS other "
		    "WHERE other.certificate=holder.certificate) FROM holder "
		    "WHERE key=? LIMIT 1");
	long long id = 0;
	bool shared = false;
	int r;

	db_put_text(q, 1, key);
	r = db_step(q);
	if (r > 0) {
		id = db_int(q, 0);
		shared = db_int(q, 1) > 1;
	}
	db_reset(q);
	if (r <= 0)
		return r;
	if (shared)
		r = add_others(db, id, key, &out->others) < 0 ||
				    let_go(db, id, key) < 0
			    ? -1
			    : 1;
	else if (drop(db, id) < 0)
		r = -1;
	out->kept += r > 0 && shared;
	out->gone += r > 0 && !shared;
	return r;
}

void book_removed_clear(struct book_removed *r)
{
	strlist_clear(&r->others);
	*r = (struct book_removed){0};
}

int book_remove(struct book *b, const char *address, struct book_removed *out,
		struct report *report)
{
	char *key = book_key(address);
	int r = book_enter(b, report);

	book_removed_clear(out);
	if (r == 0) {
		do
			r = remove_next(b->db, key, out);
		while (r > 0);
		r = book_leave(b, r, report);
	}
	if (r < 0)
		book_removed_clear(out);
	free(key);
	return r;
}

int book_remove_one(struct book *b, const unsigned char print[FINGERPRINT_LEN],
		    size_t *n, struct report *report)
{
	long long id = 0;
	int r;

	*n = 0;
	if (book_enter(b, report) < 0)
		return -1;
	r = find(b->db, print, &id);
	if (r > 0) {
		*n = 1;
		r = drop(b->db, id);
	}
	return book_leave(b, r, report);
}

int book_note(struct book *b, const char *address, const char *text,
	      bool *found, struct report *report)
{
	char *key = book_key(address);
	int r = book_enter(b, report);

	if (r == 0) {
		struct db_query *q = db_query(
			b->db, "UPDATE person SET note=? WHERE key=?");

		put_text(q, 1, text);
		db_put_text(q, 2, key);
		r = db_do(q);
		*found = r == 0 && db_changed(b->db);
		r = book_leave(b, r, report);
	}
	free(key);
	return r;
}
