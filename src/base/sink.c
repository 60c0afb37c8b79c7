/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where bytes go: the link of pipelines that hold one block, not the whole. */
#include "base/sink.h"

#include <stdlib.h>

struct buf_sink {
	struct sink sink;
	struct buf *out; /* NULL: forget */
};

int sink_put(struct sink *s, const void *bytes, size_t n)
{
	return n ? s->put(s, bytes, n) : 0;
}

int sink_end(struct sink *s)
{
	return s->end(s);
}

void sink_free(struct sink *s)
{
	if (s)
		s->free(s);
}

static int buf_sink_put(struct sink *s, const void *bytes, size_t n)
{
	struct buf_sink *b = (struct buf_sink *)s;

	if (b->out)
		buf_add(b->out, bytes, n);
	return 0;
}

static int buf_sink_end(struct sink *s)
{
	(void)s;
	return 0;
}

static void buf_sink_free(struct sink *s)
{
	free(s);
}

struct sink *sink_to_buf(struct buf *out)
{
	struct buf_sink *b = xcalloc(1, sizeof(*b));

	b->sink = (struct sink){buf_sink_put, buf_sink_end, buf_sink_free};
	b->out = out;
	return &b->sink;
}

struct sink *sink_to_nothing(void)
{
	return sink_to_buf(NULL);
}
