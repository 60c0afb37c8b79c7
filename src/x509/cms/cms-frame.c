/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around content that is written as a stream: DER where its length
 * is known in time, else BER with indefinite lengths (X.690 section 8.1.3.6).
 */
#include "x509/cms/cms-impl.h"

#include <stdlib.h>
#include <string.h>

enum { CONSTRUCTED = 0x20, INDEFINITE = 0x80 };

void cms_body_init(struct cms_body *b, struct sink *out, long long length)
{
	*b = (struct cms_body){.out = out, .length = length};
	b->room = xmalloc(CMS_PIECE_HEAD + SINK_BLOCK);
}

void cms_body_clear(struct cms_body *b)
{
	for (size_t i = 0; i < CMS_LEVELS_MAX; i++) {
		buf_clear(&b->levels[i].before);
		buf_clear(&b->levels[i].behind);
	}
	free(b->room);
	*b = (struct cms_body){0};
}

static void open_der(const struct cms_body *b, struct buf *to)
{
	unsigned long len[CMS_LEVELS_MAX];
	struct buf header = {0};

	for (size_t i = b->n; i-- > 0;) {
		const struct cms_level *l = &b->levels[i];

		len[i] = l->before.len + l->behind.len;
		if (i + 1 < b->n)
			len[i] += header.len + len[i + 1];
		else
			len[i] += (unsigned long)b->length;
		buf_clear(&header);
		der_put_header(&header, l->tag, len[i]);
	}
	buf_clear(&header);
	for (size_t i = 0; i < b->n; i++) {
		der_put_header(to, b->levels[i].tag, len[i]);
		buf_add(to, b->levels[i].before.data, b->levels[i].before.len);
	}
}

static void open_ber(const struct cms_body *b, struct buf *to)
{
	for (size_t i = 0; i < b->n; i++) {
		buf_addc(to, (char)(b->levels[i].tag | CONSTRUCTED));
		buf_addc(to, (char)INDEFINITE);
		buf_add(to, b->levels[i].before.data, b->levels[i].before.len);
	}
}

static int open_frame(struct cms_body *b)
{
	struct buf head = {0};
	int r;

	b->is_open = true;
	b->is_ber = b->length < 0;
	if (b->is_ber)
		open_ber(b, &head);
	else
		open_der(b, &head);
	r = sink_put(b->out, head.data, head.len);
	buf_clear(&head);
	return r;
}

unsigned char *cms_body_room(struct cms_body *b, size_t *n)
{
	*n = SINK_BLOCK - b->fill;
	return b->room + CMS_PIECE_HEAD + b->fill;
}

int cms_body_flush(struct cms_body *b)
{
	struct buf head = {0};
	unsigned char *from = b->room + CMS_PIECE_HEAD;
	size_t n = b->fill;

	if (!b->is_open && open_frame(b) < 0)
		return -1;
	b->fill = 0;
	if (b->is_ber && n) {
		der_put_header(&head, DER_OCTETS, n);
		from -= head.len;
		memcpy(from, head.data, head.len);
		n += head.len;
		buf_clear(&head);
	}
	return sink_put(b->out, from, n);
}

int cms_body_end(struct cms_body *b)
{
	struct buf tail = {0};
	int r;

	if (!b->is_open)
		b->length = (long long)b->fill;
	if (cms_body_flush(b) < 0)
		return -1;
	for (size_t i = b->n; i-- > 0;) {
		buf_add(&tail, b->levels[i].behind.data,
			b->levels[i].behind.len);
		if (b->is_ber)
			buf_add(&tail, "\0\0", 2);
	}
	r = sink_put(b->out, tail.data, tail.len);
	buf_clear(&tail);
	return r < 0 ? -1 : sink_end(b->out);
}
