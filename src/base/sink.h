/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where bytes go: the link of pipelines that hold one block, not the whole. */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/util.h"

enum { SINK_BLOCK = 192 * 1024 }; /* bytes a stage gathers before it passes them on */

/*
 * A stage is given bytes by put, any number at a time, and told by end that
 * they were all; it hands what it makes of them to the next stage, and ends
 * that one. -1 after one finding in the report the stage was made with: then
 * the stage takes no more, and what came out of it so far is worth nothing.
 * Each stage is freed alone, by whoever made it.
 */
struct sink {
	int (*put)(struct sink *s, const void *bytes, size_t n);
	int (*end)(struct sink *s);
	void (*free)(struct sink *s);
};

int sink_put(struct sink *s, const void *bytes, size_t n) MUST_CHECK;
int sink_end(struct sink *s) MUST_CHECK;
void sink_free(struct sink *s); /* NULL is fine */

/* Appends to a buffer of the caller's; never fails. */
struct sink *sink_to_buf(struct buf *out);

/* Forgets what it is given. */
struct sink *sink_to_nothing(void);

#endif
