/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates of the address book, with all that is known of them. */
#include "journey/book/book-find.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-impl.h"

static void seen_clear(struct book_seen *s)
{
	free(s->source);
	free(s->folder);
	free(s->message);
	*s = (struct book_seen){0};
}

void book_entry_clear(struct book_entry *e)
{
	cert_free(e->cert);
	seen_clear(&e->first);
	seen_clear(&e->last);
	buf_clear(&e->capabilities);
	buf_clear(&e->preference.issuer);
	buf_clear(&e->preference.serial);
	buf_clear(&e->preference.key_id);
}

void book_entries_clear(struct book_entries *e)
{
	for (size_t i = 0; i < e->n; i++)
		book_entry_clear(&e->items[i]);
	free(e->items);
	*e = (struct book_entries){0};
}

/* What was put in comes out the same, or the file is damaged. */
static int read_certificate(struct db *db, struct db_query *q,
			    struct cert **out)
{
	struct slice print = db_bytes(q, 0), der = db_bytes(q, 1);
	struct report ignored = {0};
	struct cert *c = NULL;

	if (cert_parse(der.p, der.n, &c, &ignored) < 0 ||
	    print.n != FINGERPRINT_LEN ||
	    memcmp(print.p, c->fingerprint, FINGERPRINT_LEN) != 0) {
		cert_free(c);
		report_clear(&ignored);
		db_is_damaged(db);
		return -1;
	}
	*out = c;
	return 0;
}

static char *text_of(struct db_query *q, int column)
{
	const char *text = db_text(q, column);

	return *text ? xstrdup(text) : NULL;
}

static int read_seen(struct db *db, long long id, struct book_entry *e)
{
	struct db_query *q = db_query(db, "SELECT is_last,at,source,folder,"
					  "message FROM seen WHERE "
					  "certificate=?");
	int r;

	db_put_int(q, 1, id);
	while ((r = db_step(q)) > 0) {
		struct book_seen *to = db_int(q, 0) ? &e->last : &e->first;

		seen_clear(to);
		to->at = (time_t)db_int(q, 1);
		to->source = text_of(q, 2);
		to->folder = text_of(q, 3);
		to->message = text_of(q, 4);
	}
	db_reset(q);
	return r;
}

static int read_announced(struct db *db, long long id, struct book_entry *e)
{
	struct db_query *q = db_query(
		db, "SELECT at,announces,ciphers,capabilities,issuer,serial,"
		    "key_id FROM announced WHERE certificate=?");
	struct buf *to[] = {&e->capabilities, &e->preference.issuer,
			    &e->preference.serial, &e->preference.key_id};
	int r;

	db_put_int(q, 1, id);
	r = db_step(q);
	if (r > 0) {
		e->announced_at = (time_t)db_int(q, 0);
		e->announces = db_int(q, 1) != 0;
		e->ciphers = (unsigned)db_int(q, 2);
		for (int i = 0; i < 4; i++) {
			struct slice bytes = db_bytes(q, 3 + i);

			buf_add(to[i], bytes.p, bytes.n);
		}
		e->has_preference =
			e->preference.serial.len || e->preference.key_id.len;
	}
	db_reset(q);
	return r < 0 ? -1 : 0;
}

/* The query gives print, der and id. */
static int collect(struct book *b, struct db_query *q, struct book_entries *out)
{
	int r;

	while ((r = db_step(q)) > 0) {
		struct book_entry e = {0};
		long long id = db_int(q, 2);

		if (read_certificate(b->db, q, &e.cert) < 0 ||
		    read_seen(b->db, id, &e) < 0 ||
		    read_announced(b->db, id, &e) < 0) {
			book_entry_clear(&e);
			r = -1;
			break;
		}
		out->items = xrealloc(out->items,
				      (out->n + 1) * sizeof(*out->items));
		out->items[out->n++] = e;
	}
	db_reset(q);
	return r;
}

static int finish(struct book *b, int r, struct book_entries *out,
		  struct report *report)
{
	if (r == 0)
		return 0;
	book_entries_clear(out);
	return book_fail(b, report);
}

int book_find(struct book *b, const char *address, struct book_entries *out,
	      struct report *report)
{
	struct db_query *q;
	char *key;
	int r;

	book_entries_clear(out);
	if (!b->db)
		return 0;
	key = book_key(address);
	q = db_query(b->db, "SELECT print,der,id FROM holder JOIN certificate "
			    "ON id=certificate WHERE key=? ORDER BY starts "
			    "DESC LIMIT ?");
	db_put_text(q, 1, key);
	db_put_int(q, 2, BOOK_CERTS_MAX);
	r = collect(b, q, out);
	free(key);
	return finish(b, r, out, report);
}

int book_find_one(struct book *b, const unsigned char print[FINGERPRINT_LEN],
		  struct book_entries *out, struct report *report)
{
	struct db_query *q;

	book_entries_clear(out);
	if (!b->db)
		return 0;
	q = db_query(b->db, "SELECT print,der,id FROM certificate WHERE "
			    "print=?");
	db_put_bytes(q, 1, (struct slice){print, FINGERPRINT_LEN});
	return finish(b, collect(b, q, out), out, report);
}

/* Their keys are fingerprints, which have no '@'. */
int book_find_nobody(struct book *b, struct book_entries *out,
		     struct report *report)
{
	struct db_query *q;

	book_entries_clear(out);
	if (!b->db)
		return 0;
	q = db_query(b->db, "SELECT print,der,id FROM holder JOIN certificate "
			    "ON id=certificate WHERE shown='' ORDER BY starts "
			    "DESC LIMIT ?");
	db_put_int(q, 1, BOOK_CERTS_MAX);
	return finish(b, collect(b, q, out), out, report);
}

int book_find_issuers(struct book *b, struct book_entries *out,
		      struct report *report)
{
	struct db_query *q;

	book_entries_clear(out);
	if (!b->db)
		return 0;
	q = db_query(b->db, "SELECT print,der,id FROM certificate WHERE issues "
			    "IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person) "
			    "LIMIT ?");
	db_put_int(q, 1, BOOK_CERTS_MAX);
	return finish(b, collect(b, q, out), out, report);
}

static int add_issuers(struct book *b, const struct cert *c,
		       struct cert_list *out)
{
	struct db_query *q = db_query(b->db, "SELECT print,der FROM "
					     "certificate WHERE issues=?");
	int r = 0;

	db_put_bytes(q, 1, slice_of(&c->issuer_der));
	while (out->n < BOOK_CHAIN_MAX && (r = db_step(q)) > 0) {
		struct cert *issuer = NULL;

		if (read_certificate(b->db, q, &issuer) < 0) {
			r = -1;
			break;
		}
		if (cert_list_has(out, issuer))
			cert_free(issuer);
		else
			cert_list_take(out, issuer);
	}
	db_reset(q);
	return r < 0 ? -1 : 0;
}

int book_chain(struct book *b, const struct cert *c, struct cert_list *out,
	       struct report *report)
{
	struct cert_list found = {0};
	int r = 0;

	if (b->db)
		r = add_issuers(b, c, &found);
	for (size_t i = 0; i < found.n && r == 0; i++)
		if (!found.items[i]->self_issued)
			r = add_issuers(b, found.items[i], &found);
	for (size_t i = 0; i < found.n; i++) {
		if (r == 0 && !cert_list_has(out, found.items[i]))
			cert_list_take(out, cert_dup(found.items[i]));
	}
	cert_list_clear(&found);
	return r < 0 ? book_fail(b, report) : 0;
}
