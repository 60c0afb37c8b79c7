/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of the address book, without reading a certificate. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-find.h"
#include "journey/book/book-impl.h"
#include "x509/lookalike.h"

enum {
	WORDS_MAX = 4,
	NAME_MIN = 3,		/* letters of a word that is a name */
	LOOKED_AT_MAX = 2000,	/* people, for one of the same name */
};

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

/* Words beyond the last are left out. */
struct words {
	char *folded;
	const char *items[WORDS_MAX];
	size_t n;
};

static void words_of(const char *filter, struct words *out)
{
	char *rest;

	*out = (struct words){.folded = text_fold(filter ? filter : "")};
	for (rest = out->folded; out->n < WORDS_MAX;) {
		size_t n;

		rest += strspn(rest, " \t");
		n = strcspn(rest, " \t");
		if (!n)
			break;
		out->items[out->n++] = rest;
		rest += n;
		if (*rest)
			*rest++ = '\0';
	}
}

/* A function for each row that is looked at is what searching costs: no more of
 * them than there are words. ?9 and on are free for others. */
#define ORDERED " ORDER BY key LIMIT ?9 OFFSET ?10"
#define HAS_1 " FROM person WHERE instr(words,?1)"
#define HAS_2 HAS_1 " AND instr(words,?2)"
#define HAS_3 HAS_2 " AND instr(words,?3)"
#define HAS_4 HAS_3 " AND instr(words,?4)"
static const struct {
	const char *list, *count;
} by_words[WORDS_MAX + 1] = {
	{"SELECT " COLUMNS " FROM person" ORDERED,
	 "SELECT count(*) FROM person"},
	{"SELECT " COLUMNS HAS_1 ORDERED, "SELECT count(*)" HAS_1},
	{"SELECT " COLUMNS HAS_2 ORDERED, "SELECT count(*)" HAS_2},
	{"SELECT " COLUMNS HAS_3 ORDERED, "SELECT count(*)" HAS_3},
	{"SELECT " COLUMNS HAS_4 ORDERED, "SELECT count(*)" HAS_4},
};

static struct db_query *with_words(struct db *db, const char *sql,
				   const struct words *w)
{
	struct db_query *q = db_query(db, sql);

	for (size_t i = 0; i < w->n; i++)
		db_put_text(q, (int)i + 1, w->items[i]);
	return q;
}

static int count(struct db *db, const struct words *w, size_t *total)
{
	struct db_query *q = with_words(db, by_words[w->n].count, w);
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
	struct words w;
	int r;

	book_people_clear(out);
	if (total)
		*total = 0;
	if (!b->db)
		return 0;
	words_of(page->filter, &w);
	q = with_words(b->db, by_words[w.n].list, &w);
	db_put_int(q, 9, page->max ? (long long)page->max : -1);
	db_put_int(q, 10, (long long)page->skip);
	r = collect(b->db, q, page->now, out);
	/* All that there are were looked at for a page that is not full. */
	if (r == 0 && total && !page->skip &&
	    (!page->max || out->n < page->max))
		*total = out->n;
	else if (r == 0 && total)
		r = count(b->db, &w, total);
	free(w.folded);
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

/* The name has them all, not only the address. */
static bool is_named(const char *name, const struct words *w)
{
	char *folded = text_fold(name);
	bool is = true;

	for (size_t i = 0; i < w->n && is; i++)
		is = strstr(folded, w->items[i]) != NULL;
	free(folded);
	return is;
}

static bool has_key(const struct book_people *p, const char *key)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->items[i].key, key) == 0)
			return true;
	return false;
}

static int collect_named(struct db_query *q, const struct words *w,
			 const char *key, struct book_people *out)
{
	int r = 1;

	for (int i = 0; i < LOOKED_AT_MAX && out->n < BOOK_ALIKE_MAX; i++) {
		r = db_step(q);
		if (r <= 0)
			break;
		if (strcmp(db_text(q, 0), key) != 0 &&
		    !has_key(out, db_text(q, 0)) && is_named(db_text(q, 2), w))
			take(q, out);
	}
	db_reset(q);
	return r < 0 ? -1 : 0;
}

/* The words before the @ in somebody's name: "bob" in Bob Example. */
static int add_namesakes(struct db *db, const char *key,
			 struct book_people *out)
{
	static const char *const by_name[] = {
		NULL, "SELECT " COLUMNS HAS_1, "SELECT " COLUMNS HAS_2,
		"SELECT " COLUMNS HAS_3, "SELECT " COLUMNS HAS_4};
	char *local = xstrndup(key, strcspn(key, "@+"));
	struct words w;
	int r = 0;

	for (char *p = local; *p; p++)
		if (strchr("._-0123456789", *p))
			*p = ' ';
	words_of(local, &w);
	if (w.n && strlen(w.items[0]) >= NAME_MIN)
		r = collect_named(with_words(db, by_name[w.n], &w), &w, key,
				  out);
	free(w.folded);
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
	    add_namesakes(b->db, key, out) < 0) {
		book_people_clear(out);
		r = book_fail(b, report);
	}
	free(key);
	return r;
}
