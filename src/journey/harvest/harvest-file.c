/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file of a scan: its letters, what becomes of them, when it is saved. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/fsio.h"
#include "journey/harvest/harvest-impl.h"

static const char *path_of(struct harvester *r)
{
	if (!r->path)
		r->path = path_join(r->folder, r->name);
	return r->path;
}

/* What a person calls the folder of a letter: the folder that "cur" and "new"
 * are in, or the mbox; a letter that was saved is in none: NULL. */
static const char *word_of(struct harvester *r)
{
	const char *last = path_base(r->folder);
	char *outer;

	if (r->word)
		return r->word;
	if (strcmp(last, "cur") == 0 || strcmp(last, "new") == 0) {
		outer = xstrndup(r->folder, (size_t)(last - r->folder) -
						    (last > r->folder));
		r->word = xstrdup(path_base(outer));
		free(outer);
	} else if (r->kind == MBOX_MANY) {
		r->word = xstrdup(r->name);
	}
	return r->word;
}

/* --- what is told --- */

static void note(struct harvester *r, const struct harvest_note *n, const char *path)
{
	struct harvest *out = r->out;

	if (out->nnotes == HARVEST_LISTED_MAX)
		return;
	out->notes = xrealloc(out->notes,
			      (out->nnotes + 1) * sizeof(*out->notes));
	out->notes[out->nnotes] = *n;
	out->notes[out->nnotes++].path = xstrdup(path);
}

void harvester_pass_over(struct harvester *r, enum harvest_reason reason,
		      const char *path, long long at)
{
	struct harvest_note n = {.at = at, .reason = reason, .error = errno};

	r->out->passed[reason]++;
	note(r, &n, path);
}

/* --- saved --- */

/* Short: other runs wait meanwhile. */
int harvester_save(struct harvester *r)
{
	size_t fresh = 0;

	if (r->has_failed)
		return -1;
	if (!r->finds.n && !(r->known && known_is_changed(r->known)))
		return 0;
	r->has_failed = true;
	if (book_begin(r->book, r->report) < 0)
		return -1;
	if (finds_save(&r->finds, r->book, &fresh, r->report) < 0 ||
	    (r->known && known_save(r->known, r->book, r->report) < 0) ||
	    book_commit(r->book, r->report) < 0) {
		book_abort(r->book);
		return -1;
	}
	r->has_failed = false;
	r->out->fresh += fresh;
	finds_clear(&r->finds);
	return 0;
}

/* Where the mbox that is being read has come to. */
static void mark_place(struct harvester *r)
{
	if (r->known && r->fd >= 0 && r->last > 0)
		known_add_mbox(r->known, r->name, r->fd, &r->st, r->last,
			       false);
}

int harvester_tick(struct harvester *r)
{
	enum harvest_turn turn =
		r->ask->tick ? r->ask->tick(r->out, r->ask->arg)
			     : HARVEST_GO_ON;

	if (turn == HARVEST_STOP) {
		r->out->is_stopped = true;
		mark_place(r);
		return -1;
	}
	if (turn == HARVEST_GO_ON && !finds_are_many(&r->finds))
		return 0;
	mark_place(r);
	return harvester_save(r);
}

/* --- letters --- */

static void take_part(const struct signers_part *part, void *arg)
{
	struct harvester *r = arg;
	struct find_place at;

	r->out->fates[part->fate]++;
	if (part->fate == SIGNERS_GOOD) {
		at = (struct find_place){path_of(r), word_of(r),
					 r->st.st_mtim.tv_sec, r->ask->now};
		finds_take(&r->finds, part, &at);
		if (finds_are_many(&r->finds) && harvester_save(r) < 0)
			finds_clear(&r->finds);
	} else if (part->fate > SIGNERS_NONE) {
		note(r,
		     &(struct harvest_note){.at = (long long)r->last,
					    .fate = part->fate},
		     path_of(r));
	}
}

static int take_letter(void *arg, const struct mbox_letter *l)
{
	struct harvester *r = arg;
	const struct signers_ask ask = {.forwarded = r->ask->forwarded,
					.shelf = r->shelf,
					.each = take_part,
					.arg = r};
	bool is_cut;

	r->out->letters++;
	r->last = l->start;
	if (!l->may_sign)
		return 0;
	if (signers_each(&ask, r->mbox, l, &is_cut) < 0)
		harvester_pass_over(r, HARVEST_UNREADABLE, path_of(r),
			  (long long)l->start);
	if (is_cut)
		harvester_pass_over(r, HARVEST_PARTS, path_of(r), (long long)l->start);
	return r->has_failed ? -1 : 0;
}

static int take_step(void *arg, off_t at)
{
	struct harvester *r = arg;

	r->out->bytes += (unsigned long long)(at - r->counted);
	r->counted = at;
	return harvester_tick(r);
}

/* --- files --- */

void harvester_is_known(struct harvester *r, const struct stat *st)
{
	r->out->known++;
	r->out->skipped += (unsigned long long)st->st_size;
}

static void is_read(struct harvester *r, enum mbox_kind kind)
{
	/* Letters of a Maildir begin with "From " now and then. */
	if (kind == MBOX_MANY && r->last > 0)
		known_add_mbox(r->known, r->name, r->fd, &r->st, r->last, true);
	else
		known_add(r->known, r->name, &r->st);
	r->out->files++;
	if (kind == MBOX_NO_MAIL && r->is_operand)
		harvester_pass_over(r, HARVEST_NO_MAIL, path_of(r), -1);
	else if (kind == MBOX_NO_MAIL)
		r->out->passed[HARVEST_NO_MAIL]++;
}

/* What is not an mbox any more, where it is gone on with, is read anew. */
static enum mbox_kind read_file(struct harvester *r, off_t from)
{
	r->kind = MBOX_MANY;
	r->last = from;
	r->counted = from;
	r->out->skipped += (unsigned long long)from;
	switch (mbox_read(r->mbox, r->fd, from, &r->kind)) {
	case MBOX_BROKEN:
		harvester_pass_over(r, HARVEST_UNREADABLE, path_of(r), -1);
		return MBOX_MANY;
	case MBOX_STOPPED:
		return MBOX_MANY;
	case MBOX_READ:
		break;
	}
	if (from && r->kind != MBOX_MANY)
		r->out->skipped -= (unsigned long long)from;
	else
		is_read(r, r->kind);
	return r->kind;
}

int harvester_open(int dir, const char *name, bool follows)
{
	int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd;

	do
		fd = openat(dir, name, follows ? flags : flags | O_NOFOLLOW);
	while (fd < 0 && errno == EINTR);
	return fd;
}

/* Of a Maildir that changes: what is gone was moved, or is nobody's loss. */
void harvester_read(struct harvester *r, const char *folder)
{
	off_t from;

	if (fstat(r->fd, &r->st) < 0 || !S_ISREG(r->st.st_mode))
		return;
	if (known_whole(r->known, r->name, &r->st)) {
		harvester_is_known(r, &r->st);
		return;
	}
	from = known_from(r->known, r->name, r->fd, &r->st);
	r->folder = folder;
	mbox_size(r->mbox, r->st.st_size);
	if (read_file(r, from) != MBOX_MANY && from)
		(void)read_file(r, 0);
	free(r->word);
	free(r->path);
	r->path = r->word = NULL;
}

struct mbox *harvester_mbox(struct harvester *r)
{
	const struct mbox_read how = {
		.letter = take_letter, .at = take_step, .arg = r};

	return mbox_new(&how);
}
