/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of the address book, without reading a certificate. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book-find.h"
#include "journey/book-impl.h"
#include "x509/lookalike.h"

enum { WORDS_MAX = 4 };

void book_people_clear(struct book_people *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->items[i].key);
		free(p->items[i].address);
		free(p->items[i].name);
		free(p->items[i].note);
	}
	free(p->items);
	*p = (struct book_people){0};
}

#define COLUMNS "key,shown,name,note,certificates,encrypts,starts,ends"
#define HAS_WORDS \
	"instr(words,?1) AND instr(words,?2) AND instr(words,?3) AND " \
	"instr(words,?4)"

static void take(struct db_query *q, struct book_people *out)
{
	struct book_person *p;

	if ((out->n & (out->n - 1)) == 0)
		out->items = xrealloc(out->items, (out->n ? 2 * out->n : 1) *
							  sizeof(*out->items));
	p = &out->items[out->n++];
	p->key = xstrdup(db_text(q, 0));
	p->address = xstrdup(db_text(q, 1));
	p->name = xstrdup(db_text(q, 2));
	p->note = xstrdup(db_text(q, 3));
	p->certificates = (size_t)db_int(q, 4);
	p->encrypts = db_int(q, 5) != 0;
	p->starts = (time_t)db_int(q, 6);
	p->ends = (time_t)db_int(q, 7);
}

/* The newest may be for later, or nothing to encrypt with. */
static int choose_now(struct db *db, struct book_person *p, time_t now)
{
	struct db_query *q;
	int r;

	if (p->certificates < 2 ||
	    (p->encrypts && p->starts <= now && p->ends >= now))
		return 0;
	q = db_query(db, "SELECT starts,ends FROM holder WHERE key=?1 AND "
			 "encrypts=1 AND starts<=?2 AND ends>=?2 ORDER BY "
			 "starts DESC LIMIT 1");
	db_put_text(q, 1, p->key);
	db_put_int(q, 2, (long long)now);
	r = db_step(q);
	if (r > 0) {
		p->encrypts = true;
		p->starts = (time_t)db_int(q, 0);
		p->ends = (time_t)db_int(q, 1);
	}
	db_reset(q);
	return r < 0 ? -1 : 0;
}

static int collect(struct db *db, struct db_query *q, time_t now,
		   struct book_people *out)
{
	size_t before = out->n;
	int r;

	while ((r = db_step(q)) > 0)
		take(q, out);
	db_reset(q);
	for (size_t i = before; i < out->n && r == 0; i++)
		r = choose_now(db, &out->items[i], now);
	return r;
}

/* An empty word is in every text. Words beyond the fourth are left out. */
static void put_words(struct db_query *q, const char *filter)
{
	char *folded = text_fold(filter ? filter : "");
	char *rest = folded;

	for (int i = 1; i <= WORDS_MAX; i++) {
		size_t n;

		rest += strspn(rest, " \t");
		n = strcspn(rest, " \t");
		if (rest[n])
			rest[n++] = '\0';
		db_put_text(q, i, rest);
		rest += n;
	}
	free(folded);
}

static bool is_blank(const char *filter)
{
	return !filter || !filter[strspn(filter, " \t")];
}

static struct db_query *count_query(struct db *db, const char *filter)
{
	struct db_query *q;

	if (is_blank(filter))
		return db_query(db, "SELECT count(*) FROM person");
	q = db_query(db, "SELECT count(*) FROM person WHERE " HAS_WORDS);
	put_words(q, filter);
	return q;
}

static int count(struct db *db, const char *filter, size_t *total)
{
	struct db_query *q = count_query(db, filter);
	int r = db_step(q);

	if (r > 0)
		*total = (size_t)db_int(q, 0);
	db_reset(q);
	return r < 0 ? -1 : 0;
}

int book_list(struct book *b, const struct book_page *page,
	      struct book_people *out, size_t *total, struct report *report)
{
	struct db_query *q;
	int r;

	book_people_clear(out);
	if (total)
		*total = 0;
	if (!b->db)
		return 0;
	q = db_query(b->db,
		     is_blank(page->filter)
			     ? "SELECT " COLUMNS " FROM person ORDER BY key "
			       "LIMIT ?5 OFFSET ?6"
			     : "SELECT " COLUMNS " FROM person WHERE " HAS_WORDS
			       " ORDER BY key LIMIT ?5 OFFSET ?6");
	if (!is_blank(page->filter))
		put_words(q, page->filter);
	db_put_int(q, 5, page->max ? (long long)page->max : -1);
	db_put_int(q, 6, (long long)page->skip);
	r = collect(b->db, q, page->now, out);
	if (r == 0 && total)
		r = count(b->db, page->filter, total);
	if (r == 0)
		return 0;
	book_people_clear(out);
	return book_fail(b, report);
}

int book_person(struct book *b, const char *address, time_t now,
		struct book_people *out, struct report *report)
{
	struct db_query *q;
	char *key;
	int r;

	book_people_clear(out);
	if (!b->db)
		return 0;
	key = book_key(address);
	q = db_query(b->db, "SELECT " COLUMNS " FROM person WHERE key=?");
	db_put_text(q, 1, key);
	r = collect(b->db, q, now, out);
	free(key);
	if (r == 0)
		return 0;
	book_people_clear(out);
	return book_fail(b, report);
}

/* --- who may be meant --- */

static int add_alike(struct db *db, const char *key, time_t now,
		     struct book_people *out)
{
	struct db_query *q = db_query(db, "SELECT " COLUMNS " FROM person "
					  "WHERE plain=?1 AND key<>?2 ORDER BY "
					  "key LIMIT ?3");
	char *plain = address_alike(key);

	db_put_text(q, 1, plain);
	db_put_text(q, 2, key);
	db_put_int(q, 3, BOOK_ALIKE_MAX);
	free(plain);
	return collect(db, q, now, out);
}

/* The words before the @, of at least three letters, in somebody's name. */
static int add_namesakes(struct db *db, const char *key, time_t now,
			 struct book_people *out)
{
	struct db_query *q = db_query(
		db, "SELECT " COLUMNS " FROM person WHERE " HAS_WORDS
		    " AND key<>?5 AND plain<>?6 AND instr(lower(name),?7) "
		    "ORDER BY ends DESC LIMIT ?8");
	char *local = xstrndup(key, strcspn(key, "@+"));
	char *plain = address_alike(key);
	size_t n = 0;
	int r = 0;

	for (char *p = local; *p; p++)
		if (strchr("._-0123456789", *p))
			*p = ' ';
	n = strcspn(local + strspn(local, " "), " ");
	put_words(q, local);
	db_put_text(q, 5, key);
	db_put_text(q, 6, plain);
	local[strspn(local, " ") + n] = '\0';
	db_put_text(q, 7, local + strspn(local, " "));
	db_put_int(q, 8, BOOK_ALIKE_MAX - (long long)out->n);
	if (n >= 3 && out->n < BOOK_ALIKE_MAX)
		r = collect(db, q, now, out);
	free(plain);
	free(local);
	return r;
}

int book_alike(struct book *b, const char *address, time_t now,
	       struct book_people *out, struct report *report)
{
	char *key;
	int r = 0;

	book_people_clear(out);
	if (!b->db)
		return 0;
	key = book_key(address);
	if (add_alike(b->db, key, now, out) < 0 ||
	    add_namesakes(b->db, key, now, out) < 0) {
		book_people_clear(out);
		r = book_fail(b, report);
	}
	free(key);
	return r;
}
