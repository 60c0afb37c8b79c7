/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DER: a bounded reader and a builder, on libtasn1's tag and length calls. */
#include "x509/der.h"

#include <limits.h>
#include <string.h>

#include <libtasn1.h>

enum {
	CONSTRUCTED = 0x20,
	DEPTH_MAX = 64, /* indefinite lengths inside one another */
	/* What asn1_get_length_der() returns beside lengths. */
	LENGTH_INDEFINITE = -1,
	LENGTH_BEYOND_END = -4,
	OID_BYTES_MAX = 128,
	OID_TEXT_MAX = 512, /* three digits and a dot a byte, at the most */
};

struct header {
	unsigned tag;
	size_t len; /* of tag and length together */
	size_t content;
	bool is_indefinite;
	bool is_cut; /* the bytes end before the content does */
};

struct slice slice_of(const struct buf *b)
{
	return (struct slice){(const unsigned char *)b->data, b->len};
}

static struct slice slice_rest(struct slice s, size_t from)
{
	return (struct slice){s.p + from, s.n - from};
}

/* libtasn1 4.19 takes what is there of a length for the whole. */
static bool is_length_torn(struct slice s)
{
	return s.p[0] > 0x80 && (s.p[0] & 0x7Fu) >= s.n;
}

/* The content may be longer than what is there. An end-of-contents reads as
 * tag 0 without content. */
static int read_header(struct slice s, struct header *h)
{
	unsigned char class;
	unsigned long number;
	int tag_len, length_len;
	long n;

	if (s.n < 2 || s.n > INT_MAX)
		return -1;
	if (asn1_get_tag_der(s.p, (int)s.n, &class, &tag_len, &number) !=
	    ASN1_SUCCESS)
		return -1;
	if (tag_len <= 0 || (size_t)tag_len >= s.n ||
	    is_length_torn(slice_rest(s, (size_t)tag_len)))
		return -1;
	n = asn1_get_length_der(s.p + tag_len, (int)s.n - tag_len, &length_len);
	h->tag = s.p[0];
	h->is_cut = n == LENGTH_BEYOND_END;
	h->is_indefinite = n == LENGTH_INDEFINITE;
	if ((n < 0 && !h->is_cut && !h->is_indefinite) ||
	    (h->is_indefinite && !(h->tag & CONSTRUCTED)))
		return -1;
	h->len = (size_t)tag_len + (size_t)length_len;
	h->content = n < 0 ? 0 : (size_t)n;
	if (h->len > s.n)
		return -1;
	if (h->content > s.n - h->len)
		h->is_cut = true;
	return 0;
}

/* Bytes up to the end-of-contents that belongs to the front (X.690 section
 * 8.1.3.6). Counting replaces recursion: the depth is the sender's choice. */
static int find_end(struct slice s, size_t *content)
{
	size_t at = 0;
	size_t depth = 1;

	for (;;) {
		struct header h;

		if (read_header(slice_rest(s, at), &h) < 0 || h.is_cut)
			return -1;
		if (h.tag == 0 && (h.len != 2 || h.content != 0))
			return -1;
		if (h.tag == 0 && --depth == 0)
			break;
		if (h.is_indefinite && ++depth > DEPTH_MAX)
			return -1;
		at += h.len + h.content;
	}
	*content = at;
	return 0;
}

/* The front element: its tag, its content, and its bytes altogether. */
static int read_element(struct slice from, unsigned *tag, struct slice *content,
			size_t *size)
{
	struct header h;
	size_t end = 0;

	if (read_header(from, &h) < 0 || h.is_cut || h.tag == 0)
		return -1;
	if (h.is_indefinite) {
		if (find_end(slice_rest(from, h.len), &h.content) < 0)
			return -1;
		end = 2;
	}
	*tag = h.tag;
	*content = (struct slice){from.p + h.len, h.content};
	*size = h.len + h.content + end;
	return 0;
}

int der_next(struct slice *from, unsigned *tag, struct slice *content)
{
	size_t size;

	if (read_element(*from, tag, content, &size) < 0)
		return -1;
	*from = slice_rest(*from, size);
	return 0;
}

int der_enter(struct slice *from, unsigned tag, struct slice *content)
{
	struct slice inner;
	unsigned found;
	size_t size;

	if (read_element(*from, &found, &inner, &size) < 0 || found != tag)
		return -1;
	*from = slice_rest(*from, size);
	*content = inner;
	return 0;
}

size_t der_size(struct slice from)
{
	struct slice content;
	unsigned tag;
	size_t size;

	return read_element(from, &tag, &content, &size) < 0 ? 0 : size;
}

int der_cut(struct slice from, struct slice *content)
{
	struct header h;
	size_t end;

	if (read_header(from, &h) < 0)
		return -1;
	if (!h.is_cut &&
	    !(h.is_indefinite && find_end(slice_rest(from, h.len), &end) < 0))
		return -1;
	*content = slice_rest(from, h.len);
	return 0;
}

int der_number(struct slice content, unsigned long *out)
{
	unsigned long value = 0;
	size_t i = 0;

	if (content.n == 0 || (content.p[0] & 0x80))
		return -1;
	while (i < content.n && content.p[i] == 0)
		i++;
	if (content.n - i > 4)
		return -1;
	for (; i < content.n; i++)
		value = value << 8 | content.p[i];
	*out = value;
	return 0;
}

/* libtasn1 wants the length octets before the content. */
char *der_oid_text(struct slice content)
{
	unsigned char der[OID_BYTES_MAX + 8];
	char text[OID_TEXT_MAX];
	int len, used;

	if (content.n == 0 || content.n > OID_BYTES_MAX)
		return NULL;
	asn1_length_der(content.n, der, &len);
	memcpy(der + len, content.p, content.n);
	if (asn1_get_object_id_der(der, len + (int)content.n, &used, text,
				   sizeof(text)) != ASN1_SUCCESS)
		return NULL;
	return xstrdup(text);
}

/* One arc off the front, base 128 (X.690 section 8.19); false where it is
 * damaged or beyond 32 bits. */
static bool take_arc(struct slice *from, unsigned long *arc)
{
	unsigned long value = 0;

	if (!from->n || from->p[0] == 0x80)
		return false;
	for (; from->n && value < 1ul << 25; from->p++, from->n--) {
		value = value << 7 | (from->p[0] & 0x7F);
		if (from->p[0] & 0x80)
			continue;
		*from = slice_rest(*from, 1);
		*arc = value;
		return true;
	}
	return false;
}

/* One number off the front of dotted text, and the dot. */
static unsigned long take_number(const char **dotted)
{
	unsigned long value = 0;

	for (; **dotted >= '0' && **dotted <= '9'; ++*dotted)
		value = value * 10 + (unsigned long)(**dotted - '0');
	if (**dotted == '.')
		++*dotted;
	return value;
}

/* The first two numbers share one arc. */
bool der_oid_is(struct slice content, const char *dotted)
{
	unsigned long arc, wanted = 40 * take_number(&dotted);

	for (wanted += take_number(&dotted);; wanted = take_number(&dotted)) {
		if (!take_arc(&content, &arc) || arc != wanted)
			return false;
		if (!*dotted)
			return content.n == 0;
	}
}

void der_put_header(struct buf *to, unsigned tag, unsigned long n)
{
	unsigned char length[sizeof(unsigned long) + 1];
	int len;

	asn1_length_der(n, length, &len);
	buf_addc(to, (char)tag);
	buf_add(to, length, (size_t)len);
}

void der_put(struct buf *to, unsigned tag, const void *content, size_t n)
{
	der_put_header(to, tag, n);
	buf_add(to, content, n);
}

void der_put_buf(struct buf *to, unsigned tag, const struct buf *content)
{
	der_put(to, tag, content->data, content->len);
}

/* Big-endian without needless zeros; one in front where the top bit is set, as
 * the number is not negative (X.690 section 8.3). */
void der_put_number(struct buf *to, unsigned long value)
{
	unsigned char bytes[sizeof(value) + 1];
	size_t at = sizeof(bytes);

	do {
		bytes[--at] = (unsigned char)value;
		value >>= 8;
	} while (value);
	if (bytes[at] & 0x80)
		bytes[--at] = 0;
	der_put(to, DER_INTEGER, bytes + at, sizeof(bytes) - at);
}

void der_put_oid(struct buf *to, const char *dotted)
{
	unsigned char der[OID_BYTES_MAX];
	int len = sizeof(der);

	if (asn1_object_id_der(dotted, der, &len, 0) != ASN1_SUCCESS)
		die("not an object identifier: %s", dotted);
	buf_add(to, der, (size_t)len);
}

void der_put_null(struct buf *to)
{
	der_put(to, DER_NULL, NULL, 0);
}

void der_wrap(struct buf *b, unsigned tag)
{
	struct buf outer = {0};

	der_put_buf(&outer, tag, b);
	buf_move(b, &outer);
}
