/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzz target: an archive of letters, split and searched for signers; letters
 * without a mark have to hold none. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "mail/head-quick.h"
#include "mail/signers.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

struct run {
	struct mbox *mbox;
	off_t last;
	bool marked;
};

static void take_part(const struct signers_part *part, void *arg)
{
	const struct run *r = arg;

	(void)part;
	if (!r->marked)
		die("a letter without a mark holds S/MIME");
}

static int take_letter(void *arg, const struct mbox_letter *l)
{
	struct run *r = arg;
	const struct signers_ask ask = {
		.forwarded = true, .each = take_part, .arg = r};
	bool is_cut;

	if (l->start < r->last || l->end <= l->start)
		die("letters do not follow each other");
	r->last = l->end;
	r->marked = l->may_sign;
	return signers_each(&ask, r->mbox, l, &is_cut);
}

static void read_head(const uint8_t *bytes, size_t n)
{
	struct message_head head = {0};

	if (head_quick((struct slice){bytes, n}, &head) && !head.type)
		die("a head has a type");
	message_head_clear(&head);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct run r = {0};
	const struct mbox_read how = {.letter = take_letter, .arg = &r};
	FILE *file = tmpfile();
	enum mbox_kind kind;

	if (!file)
		die("no temporary file");
	if (fwrite(bytes, 1, n, file) == n && fflush(file) == 0) {
		r.mbox = mbox_new(&how);
		if (mbox_read(r.mbox, fileno(file), 0, &kind) == MBOX_BROKEN)
			die("a file cannot be read");
		mbox_free(r.mbox);
	}
	fclose(file);
	read_head(bytes, n);
	return 0;
}
