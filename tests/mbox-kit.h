/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of archives: a file made of bytes, and what was found in it. */
#ifndef TESTS_MBOX_KIT_H
#define TESTS_MBOX_KIT_H

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mail/mbox.h"
#include "tests/message-kit.h"

#define FROM_LINE "From alice@example.org Mon Jan  1 00:00:00 2024\n"

enum { HEARD_MAX = 64 };

/* The letters of a file, and their bytes where there is a place for them. */
struct heard {
	struct mbox *mbox;
	enum mbox_kind kind;
	size_t n;
	struct mbox_letter letters[HEARD_MAX];
	struct buf *bytes;	/* of the letter numbered `which` */
	size_t which;
	enum mbox_quoting quoting;
	bool changed;
	int (*then)(struct heard *h, const struct mbox_letter *l);
	void *arg;
};

MAYBE_UNUSED static int heard_letter(void *arg, const struct mbox_letter *l)
{
	struct heard *h = arg;
	size_t i = h->n++;

	if (i < HEARD_MAX)
		h->letters[i] = *l;
	if (h->bytes && i == h->which) {
		struct sink *to = sink_to_buf(h->bytes);

		CU_ASSERT_EQUAL(mbox_pour(h->mbox, l, h->quoting, &h->changed,
					  to),
				0);
		sink_free(to);
	}
	return h->then ? h->then(h, l) : 0;
}

MAYBE_UNUSED static enum mbox_result hear(struct heard *h,
					  const struct buf *file, off_t from)
{
	const struct mbox_read how = {.letter = heard_letter, .arg = h};
	char *path = path_join(test_dir(), "mbox");
	enum mbox_result r;
	int fd;

	test_write(path, file->data ? file->data : "", file->len);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	CU_ASSERT_FATAL(fd >= 0);
	h->mbox = mbox_new(&how);
	r = mbox_read(h->mbox, fd, from, &h->kind);
	mbox_free(h->mbox);
	close(fd);
	free(path);
	return r;
}

#endif
