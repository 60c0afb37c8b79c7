/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that were read already, so that a second scan reads only what is new. */
#include "journey/book/book-impl.h"

enum { MARK_MAX = 64 * 1024 };

static void get(struct db_query *q, int column, struct book_file *out)
{
	struct slice mark = db_bytes(q, column + 4);

	*out = (struct book_file){db_int(q, column), db_int(q, column + 1),
				  db_int(q, column + 2), db_int(q, column + 3),
				  {0}};
	buf_add(&out->mark, mark.p, mark.n);
}

int book_file_get(struct book *b, const char *folder, const char *name,
		  struct book_file *out, struct report *report)
{
	struct db_query *q;
	int r;

	if (!b->db)
		return 0;
	q = db_query(b->db, "SELECT size,changed,inode,at,mark FROM scanned "
			    "WHERE folder=? AND name=?");
	db_put_text(q, 1, folder);
	db_put_text(q, 2, name);
	r = db_step(q);
	if (r > 0)
		get(q, 0, out);
	db_reset(q);
	return r < 0 ? book_fail(b, report) : r;
}

int book_file_put(struct book *b, const char *folder, const char *name,
		  const struct book_file *file, struct report *report)
{
	struct db_query *q;

	if (book_enter(b, report) < 0)
		return -1;
	q = db_query(b->db, "INSERT OR REPLACE INTO scanned "
			    "VALUES(?,?,?,?,?,?,?)");
	db_put_text(q, 1, folder);
	db_put_text(q, 2, name);
	db_put_int(q, 3, file->size);
	db_put_int(q, 4, file->changed);
	db_put_int(q, 5, file->inode);
	db_put_int(q, 6, file->offset);
	if (file->mark.len && file->mark.len <= MARK_MAX)
		db_put_bytes(q, 7, slice_of(&file->mark));
	return book_leave(b, db_do(q), report);
}

int book_file_forget(struct book *b, const char *folder, const char *name,
		     struct report *report)
{
	struct db_query *q;

	if (book_enter(b, report) < 0)
		return -1;
	q = db_query(b->db, "DELETE FROM scanned WHERE folder=? AND name=?");
	db_put_text(q, 1, folder);
	db_put_text(q, 2, name);
	return book_leave(b, db_do(q), report);
}

int book_files_each(struct book *b, const char *folder, book_file_fn *each,
		    void *arg, struct report *report)
{
	struct db_query *q;
	int r;

	if (!b->db)
		return 0;
	q = db_query(b->db, "SELECT name,size,changed,inode,at,mark FROM "
			    "scanned WHERE folder=? ORDER BY name");
	db_put_text(q, 1, folder);
	while ((r = db_step(q)) > 0) {
		struct book_file file;

		get(q, 1, &file);
		each(db_text(q, 0), &file, arg);
		buf_clear(&file.mark);
	}
	db_reset(q);
	return r < 0 ? book_fail(b, report) : 0;
}
