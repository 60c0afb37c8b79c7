/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distinguished names compared (RFC 5280 section 7.1). */
#include "x509/name.h"

#include "x509/der.h"
#include "x509/gtls.h"

enum {
	DER_PRINTABLE = 0x13,
	DER_IA5 = 0x16,
	DER_VISIBLE = 0x1A,
};

/* Bytes of one character of a string type; 0 where it is no text. */
static size_t char_width(unsigned tag)
{
	switch (tag) {
	case DER_UTF8:
	case DER_PRINTABLE:
	case DER_IA5:
	case DER_VISIBLE:
	case DER_T61:
		return 1;
	case DER_BMP:
		return 2;
	case DER_UNIVERSAL:
		return 4;
	default:
		return 0;
	}
}

static bool is_blank(unsigned long c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* T61String is read as Latin-1, as everybody writes it. */
static void put_char(struct buf *out, unsigned tag, unsigned long c)
{
	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	if (tag == DER_UTF8)
		buf_addc(out, (char)c);
	else
		gtls_put_utf8(out, c);
}

static void fold_text(unsigned tag, struct slice text, struct buf *out)
{
	size_t width = char_width(tag);
	bool gap = false;
	size_t start = out->len;

	for (; text.n >= width; text.p += width, text.n -= width) {
		unsigned long c = 0;

		for (size_t i = 0; i < width; i++)
			c = c << 8 | text.p[i];
		if (is_blank(c)) {
			gap = out->len > start;
			continue;
		}
		if (gap)
			buf_addc(out, ' ');
		gap = false;
		put_char(out, tag, c);
	}
}

static int fold_pair(struct slice *set, struct buf *out)
{
	struct slice pair, oid, value;
	struct buf text = {0};
	unsigned tag;

	if (der_enter(set, DER_SEQUENCE, &pair) < 0 ||
	    der_enter(&pair, DER_OID, &oid) < 0 ||
	    der_next(&pair, &tag, &value) < 0 || pair.n)
		return -1;
	der_put(out, DER_OID, oid.p, oid.n);
	if (char_width(tag))
		fold_text(tag, value, &text);
	else
		buf_add(&text, value.p, value.n);
	der_put_buf(out, char_width(tag) ? DER_UTF8 : tag, &text);
	buf_clear(&text);
	return 0;
}

static int fold_name(struct slice der, struct buf *out)
{
	struct slice name, set;

	if (der_enter(&der, DER_SEQUENCE, &name) < 0 || der.n)
		return -1;
	while (name.n) {
		struct buf pairs = {0};
		int r = der_enter(&name, DER_SET, &set);

		while (r == 0 && set.n)
			r = fold_pair(&set, &pairs);
		if (r == 0)
			der_put_buf(out, DER_SET, &pairs);
		buf_clear(&pairs);
		if (r < 0)
			return -1;
	}
	return 0;
}

void name_fold(const struct buf *der, struct buf *out)
{
	struct buf folded = {0};

	if (fold_name(slice_of(der), &folded) < 0)
		buf_copy(&folded, der);
	buf_move(out, &folded);
}
