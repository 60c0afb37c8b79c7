/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A damaged address book kept aside, and a new one of what can be read. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fsio.h"
#include "base/text.h"
#include "journey/book/book-impl.h"

#define LOCK_FILE "recipients.lock"
#define DRAFT_FILE "recipients.rebuilt.sqlite"
#define JOURNAL "-journal"

enum { NAMES_MAX = 10000 };

/* One run at work. */
struct mending {
	char *folder, *path, *draft;
	char *kept;	/* where the damaged one will be */
	struct db *old;
	struct book new;
	size_t n;	/* certificates that were saved */
};

/* --- what can be read --- */

/* Where a page cannot be read, the rows behind it are tried: first the next,
 * then ever further ones. 0 at the end. */
static long long next_after(struct mending *m, long long id, struct buf *der)
{
	struct db_query *q;
	long long found = 0;

	for (long long skip = 0; skip < 1LL << 40; skip = skip * 2 + 1) {
		int r;

		q = db_query(m->old, "SELECT id,der FROM certificate WHERE id>? "
				     "ORDER BY id LIMIT 1");
		db_put_int(q, 1, id + skip);
		r = db_step(q);
		/* A page that is its own child gives the same ones again. */
		if (r > 0 && db_int(q, 0) <= id + skip)
			r = -1;
		if (r > 0) {
			struct slice bytes = db_bytes(q, 1);

			found = db_int(q, 0);
			buf_clear(der);
			buf_add(der, bytes.p, bytes.n);
		}
		db_reset(q);
		if (r >= 0)
			break;
		db_forget(m->old);
	}
	return found;
}

static int keep_announced(struct mending *m, const struct cert *c,
			  long long id)
{
	struct db_query *q = db_query(
		m->old, "SELECT at,announces,ciphers,capabilities,issuer,"
			"serial,key_id FROM announced WHERE certificate=?");
	struct cms_id preference = {0};
	struct buf *to[] = {&preference.issuer, &preference.serial,
			    &preference.key_id};
	struct sighting s = {0};
	int r = 0;

	db_put_int(q, 1, id);
	if (db_step(q) > 0) {
		s.at = (time_t)db_int(q, 0);
		s.announces = db_int(q, 1) != 0;
		s.ciphers = (unsigned)db_int(q, 2);
		s.capabilities = db_bytes(q, 3);
		for (int i = 0; i < 3; i++) {
			struct slice bytes = db_bytes(q, 4 + i);

			buf_add(to[i], bytes.p, bytes.n);
			if (bytes.n)
				s.preference = &preference;
		}
		r = book_announce(&m->new, c, &s);
	}
	db_reset(q);
	db_forget(m->old);
	for (int i = 0; i < 3; i++)
		buf_clear(to[i]);
	return r;
}

static char *copy(struct db_query *q, int column)
{
	const char *text = db_text(q, column);

	return *text ? xstrdup(text) : NULL;
}

static int keep_sightings(struct mending *m, const struct cert *c,
			  long long id)
{
	int r = 0;

	for (int is_last = 0; is_last < 2 && r == 0; is_last++) {
		struct db_query *q = db_query(
			m->old, "SELECT at,source,folder,message FROM seen "
				"WHERE certificate=? AND is_last=?");
		char *texts[3] = {0};
		struct sighting s = {0};

		db_put_int(q, 1, id);
		db_put_int(q, 2, is_last);
		if (db_step(q) > 0) {
			s.at = (time_t)db_int(q, 0);
			for (int i = 0; i < 3; i++)
				texts[i] = copy(q, i + 1);
		}
		db_reset(q);
		db_forget(m->old);
		s.source = texts[0];
		s.folder = texts[1];
		s.message = texts[2];
		r = book_put(&m->new, c, &s, NULL);
		for (int i = 0; i < 3; i++)
			free(texts[i]);
	}
	return r;
}

/* A certificate proves itself: one that does not parse to what it was filed
 * under is not what was put in, but it is one all the same. */
static int keep_certificates(struct mending *m)
{
	struct buf der = {0};
	long long id = 0;
	int r = 0;

	while (r == 0 && (id = next_after(m, id, &der)) > 0) {
		struct report ignored = {0};
		struct cert *c = NULL;

		if (cert_parse(der.data, der.len, &c, &ignored) == 0) {
			r = keep_sightings(m, c, id);
			if (r == 0)
				r = keep_announced(m, c, id);
			m->n++;
		}
		report_clear(&ignored);
		cert_free(c);
	}
	buf_clear(&der);
	return r;
}

static int keep_notes(struct mending *m)
{
	struct db_query *from = db_query(m->old, "SELECT key,note FROM person "
						 "WHERE note<>''");
	struct db_query *to;
	int r = 0;

	while (r == 0 && db_step(from) > 0) {
		to = db_query(m->new.db,
			      "UPDATE person SET note=? WHERE key=?");
		db_put_text(to, 1, db_text(from, 1));
		db_put_text(to, 2, db_text(from, 0));
		r = db_do(to);
	}
	db_reset(from);
	return r;
}

/* Each of them is what was put in; no table knows that. */
static bool are_certificates_whole(struct db *db)
{
	struct db_query *q = db_query(db, "SELECT print,der FROM certificate");
	bool whole = true;
	int r;

	while (whole && (r = db_step(q)) != 0) {
		struct slice print = db_bytes(q, 0), der = db_bytes(q, 1);
		struct report ignored = {0};
		struct cert *c = NULL;

		whole = r > 0 && cert_parse(der.p, der.n, &c, &ignored) == 0 &&
			print.n == FINGERPRINT_LEN &&
			memcmp(print.p, c->fingerprint, print.n) == 0;
		report_clear(&ignored);
		cert_free(c);
	}
	db_reset(q);
	return whole;
}

/* --- files --- */

/* A free name for the damaged one; a link first, so that no moment is without
 * a file of that name. Folders that know no links have it moved. */
static int keep_file(struct mending *m, struct report *report)
{
	for (int i = 1; i < NAMES_MAX; i++) {
		char *name = xasprintf("%s/recipients.damaged-%d.sqlite",
				       m->folder, i);

		if (link(m->path, name) == 0 ||
		    (errno != EEXIST && !fsio_exists(place_of(name)) &&
		     rename(m->path, name) == 0)) {
			m->kept = name;
			return 0;
		}
		free(name);
		if (errno != EEXIST)
			break;
	}
	return report_fail(report, FINDING_FILE_UNWRITABLE, m->path,
			   _("%s could not be put in place: %s"), m->path,
			   strerror(errno));
}

/* A journal is the old file's, and must not be played into the new one. */
static int replace(struct mending *m, struct report *report)
{
	char *from = xasprintf("%s" JOURNAL, m->path);
	char *to;
	int r = keep_file(m, report);

	if (r == 0) {
		to = xasprintf("%s" JOURNAL, m->kept);
		r = fsio_move(from, to, report);
		free(to);
	}
	if (r == 0)
		r = fsio_move(m->draft, m->path, report);
	free(from);
	return r;
}

static int discard(const char *path, struct report *report)
{
	char *journal = xasprintf("%s" JOURNAL, path);
	int r = fsio_remove(path, report);

	if (r == 0)
		r = fsio_remove(journal, report);
	free(journal);
	return r;
}

/* 0 with all that can be read in the draft. */
static int build(struct mending *m, struct report *report)
{
	struct db *new = NULL;
	int r = -1;

	if (discard(m->draft, report) < 0 ||
	    book_file_new(m->draft, report) < 0)
		return -1;
	if (db_open(m->draft, true, &new) == DB_FINE && book_make(new) == 0 &&
	    db_run(new, "BEGIN IMMEDIATE") == 0) {
		m->new.db = new;
		r = book_is_ours(m->old) ? keep_certificates(m) : 0;
		db_forget(m->old);
		if (r == 0 && book_is_ours(m->old))
			r = keep_notes(m);
		if (r == 0)
			r = db_run(new, "COMMIT");
	}
	if (r < 0)
		report_fail(report, FINDING_FILE_UNWRITABLE, m->draft,
			    _("The library says: %s"), db_words(new));
	db_close(new);
	return r;
}

static int mend(struct mending *m, struct report *report)
{
	if (build(m, report) < 0 || replace(m, report) < 0)
		return -1;
	report_add(report, FINDING_BOOK_DAMAGED, m->path,
		   trn("%zu certificate was saved from it. The damaged file is "
		       "kept as %s.",
		       "%zu certificates were saved from it. The damaged file "
		       "is kept as %s.",
		       m->n),
		   m->n, path_base(m->kept));
	return 0;
}

int book_mend(const char *path, struct report *report)
{
	struct mending m = {.path = xstrdup(path)};
	char *lock;
	int fd, r = -1;

	m.folder = xstrndup(path, (size_t)(path_base(path) - path));
	m.draft = path_join(m.folder, DRAFT_FILE);
	lock = path_join(m.folder, LOCK_FILE);
	fd = fsio_lock(place_of(lock), report);
	if (fd >= 0) {
		(void)db_open(path, false, &m.old);
		/* Another run may have been quicker. */
		if (book_check(m.old, true) == BOOK_FINE &&
		    are_certificates_whole(m.old)) {
			report_add(report, FINDING_BOOK_DAMAGED, path, "%s",
				   "");
			r = 0;
		} else {
			r = mend(&m, report);
		}
		close(fd);
	}
	db_close(m.old);
	free(m.path);
	free(m.folder);
	free(m.draft);
	free(m.kept);
	free(lock);
	return r;
}
