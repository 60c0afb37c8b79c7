/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mail programs, word processors and shells do to text, undone. */
#include "mail/plaintext.h"

#include <string.h>
#include <strings.h>

#include "base/secret.h"
#include "x509/gtls.h"

enum { LOOK = 64, LABEL_MAX = 64, RUN_MIN = 40 };

static bool begins(struct slice s, const char *with, size_t n)
{
	return s.n >= n && memcmp(s.p, with, n) == 0;
}

static struct slice skip(struct slice s, size_t n)
{
	return (struct slice){s.p + n, s.n - n};
}

static struct slice take_line(struct slice *text)
{
	const unsigned char *stop = memchr(text->p, '\n', text->n);
	size_t n = stop ? (size_t)(stop - text->p) + 1 : text->n;
	struct slice line = {text->p, n};

	*text = skip(*text, n);
	return line;
}

/* --- UTF-16 --- */

enum wide { WIDE_NOT, WIDE_LITTLE, WIDE_BIG };

/* Text of Latin letters: nearly each unit has a zero half, always the same,
 * and the other half never is. */
static enum wide guess_wide(struct slice in)
{
	size_t zero[2] = {0}, n = in.n < LOOK ? in.n : LOOK;

	if (n < 8 || in.n % 2)
		return WIDE_NOT;
	n -= n % 2;
	for (size_t i = 0; i < n; i++)
		zero[i % 2] += in.p[i] == 0;
	if (zero[0] == 0 && zero[1] * 2 >= n - n / 8)
		return WIDE_LITTLE;
	if (zero[1] == 0 && zero[0] * 2 >= n - n / 8)
		return WIDE_BIG;
	return WIDE_NOT;
}

static unsigned long unit(struct slice in, size_t at, enum wide wide)
{
	unsigned a = in.p[at], b = in.p[at + 1];

	return wide == WIDE_LITTLE ? b << 8 | a : a << 8 | b;
}

/* A half of a pair without its other half becomes U+FFFD. */
static void narrow(struct slice in, enum wide wide, struct buf *out)
{
	for (size_t i = 0; i + 1 < in.n; i += 2) {
		unsigned long c = unit(in, i, wide), low = 0;

		if (c >= 0xD800 && c < 0xDC00 && i + 3 < in.n)
			low = unit(in, i + 2, wide);
		if (low >= 0xDC00 && low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		} else if (c >= 0xD800 && c < 0xE000) {
			c = 0xFFFD;
		}
		gtls_put_utf8(out, c);
	}
}

bool plain_utf8(struct slice in, struct buf *out)
{
	enum wide wide = WIDE_NOT;

	if (begins(in, "\xEF\xBB\xBF", 3)) {
		buf_add(out, in.p + 3, in.n - 3);
		return true;
	}
	if (begins(in, "\xFF\xFE", 2))
		wide = WIDE_LITTLE;
	else if (begins(in, "\xFE\xFF", 2))
		wide = WIDE_BIG;
	if (wide != WIDE_NOT)
		in = skip(in, 2);
	else
		wide = guess_wide(in);
	if (wide == WIDE_NOT)
		return false;
	narrow(in, wide, out);
	return true;
}

/* --- quote marks --- */

/* The mark of format=flowed and of every mail program: ">", with or without
 * blanks, one for each answer. */
bool plain_unquote(struct slice in, struct buf *out)
{
	bool changed = false;

	while (in.n) {
		struct slice line = take_line(&in), rest = line;
		bool marked = false;

		while (rest.n && (rest.p[0] == '>' || rest.p[0] == ' ' ||
				  rest.p[0] == '\t')) {
			marked = marked || rest.p[0] == '>';
			rest = skip(rest, 1);
		}
		changed = changed || marked;
		/* A blank alone folds the lines of cards. */
		if (!marked)
			rest = line;
		buf_add(out, rest.p, rest.n);
	}
	return changed;
}

/* --- quoted-printable --- */

static int hex_value(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* Bytes of a soft line break at the front, blanks before its end included. */
static size_t soft_break(struct slice s)
{
	size_t n = 1;

	while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t' || s.p[n] == '\r'))
		n++;
	return n < s.n && s.p[n] == '\n' ? n + 1 : 0;
}

bool plain_unprint(struct slice in, struct buf *out)
{
	bool changed = false;

	while (in.n) {
		const unsigned char *at = memchr(in.p, '=', in.n);
		size_t n = at ? (size_t)(at - in.p) : in.n;
		int high, low;

		buf_add(out, in.p, n);
		in = skip(in, n);
		if (!in.n)
			break;
		n = soft_break(in);
		high = in.n > 2 ? hex_value(in.p[1]) : -1;
		low = in.n > 2 ? hex_value(in.p[2]) : -1;
		if (!n && high >= 0 && low >= 0) {
			buf_addc(out, (char)(high << 4 | low));
			n = 3;
		}
		changed = changed || n;
		if (!n)
			buf_addc(out, '=');
		in = skip(in, n ? n : 1);
	}
	return changed;
}

/* --- HTML --- */

static const struct {
	const char *entity, *text;
} entities[] = {
    {"&nbsp;", " "}, {"&#160;", " "}, {"&#43;", "+"}, {"&#x2B;", "+"},
    {"&#47;", "/"},  {"&#x2F;", "/"}, {"&#61;", "="}, {"&#x3D;", "="},
    {"&plus;", "+"}, {"&sol;", "/"},  {"&equals;", "="},
};

/* Bytes of the tag at the front; 0 where it does not end. A tag may break the
 * line on the screen, so it becomes a line end. */
static size_t tag_len(struct slice s)
{
	const unsigned char *stop;

	if (s.p[0] != '<')
		return 0;
	stop = memchr(s.p, '>', s.n < 4096 ? s.n : 4096);
	return stop ? (size_t)(stop - s.p) + 1 : 0;
}

static size_t add_plain(struct slice s, struct buf *out)
{
	size_t n = tag_len(s);

	for (size_t i = 0; s.p[0] == '&' && i < ARRAY_LEN(entities); i++) {
		size_t len = strlen(entities[i].entity);

		if (s.n < len || strncasecmp((const char *)s.p,
					     entities[i].entity, len) != 0)
			continue;
		buf_adds(out, entities[i].text);
		return len;
	}
	if (n)
		buf_addc(out, '\n');
	return n;
}

bool plain_untag(struct slice in, struct buf *out)
{
	bool changed = false;

	while (in.n) {
		size_t n = 0;

		while (n < in.n && in.p[n] != '<' && in.p[n] != '&')
			n++;
		buf_add(out, in.p, n);
		in = skip(in, n);
		if (!in.n)
			break;
		n = add_plain(in, out);
		changed = changed || n;
		if (!n)
			buf_addc(out, (char)in.p[0]);
		in = skip(in, n ? n : 1);
	}
	return changed;
}

/* --- blanks and dashes --- */

/* What is put for a blank or a dash: no-break space and dash of Windows'
 * Latin-1 alone, the others as UTF-8. The dash of Windows cannot stand inside
 * armour otherwise, so that it need not be known which of the two it is. */
static const struct {
	const char *bytes;
	char means;
} odd[] = {
    {"\xC2\xA0", ' '},     {"\xE3\x80\x80", ' '}, {"\xEF\xBB\xBF", ' '},
    {"\xE2\x80\x8B", ' '}, {"\xE2\x80\xA8", '\n'}, {"\xE2\x80\xA9", '\n'},
    {"\xE2\x80\xAF", ' '}, {"\xE2\x81\x9F", ' '}, {"\xE2\x81\xA0", ' '},
    {"\xE2\x80\x80", ' '}, {"\xE2\x80\x81", ' '}, {"\xE2\x80\x82", ' '},
    {"\xE2\x80\x83", ' '}, {"\xE2\x80\x84", ' '}, {"\xE2\x80\x85", ' '},
    {"\xE2\x80\x86", ' '}, {"\xE2\x80\x87", ' '}, {"\xE2\x80\x88", ' '},
    {"\xE2\x80\x89", ' '}, {"\xE2\x80\x8A", ' '}, {"\xC2\xAD", '-'},
    {"\xE2\x80\x90", '-'}, {"\xE2\x80\x91", '-'}, {"\xE2\x80\x92", '-'},
    {"\xE2\x80\x93", '-'}, {"\xE2\x80\x94", '-'}, {"\xE2\x80\x95", '-'},
    {"\xE2\x88\x92", '-'}, {"\xEF\xB9\x98", '-'}, {"\xEF\xB9\xA3", '-'},
    {"\xEF\xBC\x8D", '-'}, {"\xA0", ' '},         {"\x96", '-'},
    {"\x97", '-'},
};

static size_t mend_one(struct slice s, struct buf *out)
{
	for (size_t i = 0; s.p[0] >= 0x80 && i < ARRAY_LEN(odd); i++)
		if (begins(s, odd[i].bytes, strlen(odd[i].bytes))) {
			buf_addc(out, odd[i].means);
			return strlen(odd[i].bytes);
		}
	return 0;
}

static bool mend_characters(struct slice in, struct buf *out)
{
	bool changed = false;

	while (in.n) {
		size_t n = mend_one(in, out);

		changed = changed || n;
		if (!n)
			buf_addc(out, (char)in.p[0]);
		in = skip(in, n ? n : 1);
	}
	return changed;
}

static struct slice trim(struct slice s, const char *set)
{
	while (s.n && s.p[0] && strchr(set, s.p[0]))
		s = skip(s, 1);
	while (s.n && s.p[s.n - 1] && strchr(set, s.p[s.n - 1]))
		s.n--;
	return s;
}

/* "--- Begin Certificate –--" and the like, with at least one dash at both
 * ends: the whole line again, as RFC 7468 section 3 has it. */
static bool mend_armour(struct slice line, struct buf *out)
{
	struct slice bare = trim(line, " \t\r\n>"), label;
	static const char *const words[] = {"BEGIN ", "END "};

	label = trim(trim(bare, "-"), " \t");
	if (label.n == bare.n || bare.p[0] != '-' || bare.p[bare.n - 1] != '-')
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t n = strlen(words[i]);

		if (label.n <= n || label.n > LABEL_MAX ||
		    strncasecmp((const char *)label.p, words[i], n) != 0)
			continue;
		buf_adds(out, "-----");
		for (n = 0; n < label.n; n++)
			buf_addc(out, label.p[n] >= 'a' && label.p[n] <= 'z'
					  ? (char)(label.p[n] - 'a' + 'A')
					  : (char)label.p[n]);
		buf_adds(out, "-----\n");
		return true;
	}
	return false;
}

bool plain_mend(struct slice in, struct buf *out)
{
	struct buf characters = {0};
	bool changed = mend_characters(in, &characters);

	in = slice_of(&characters);
	while (in.n) {
		struct slice line = take_line(&in);

		if (mend_armour(line, out))
			changed = true;
		else
			buf_add(out, line.p, line.n);
	}
	buf_wipe(&characters);
	return changed;
}

/* --- base64 without armour --- */

static bool is_base64(struct slice line)
{
	for (size_t i = 0; i < line.n; i++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
			    "wxyz0123456789+/=",
			    line.p[i]) ||
		    !line.p[i])
			return false;
	return line.n > 0;
}

/* A SEQUENCE of more than 127 bytes begins "MI" in base64. */
static bool is_start(struct slice line)
{
	return line.n >= RUN_MIN && begins(line, "MI", 2) && is_base64(line);
}

bool plain_base64_next(struct slice *text, struct slice *run)
{
	while (text->n) {
		const unsigned char *start = text->p;
		struct slice rest;

		if (!is_start(trim(take_line(text), " \t\r\n>")))
			continue;
		/* A line of another length ends it; "=" does as well. */
		for (rest = *text; rest.n; *text = rest) {
			struct slice line = trim(take_line(&rest), " \t\r\n>");

			if (!is_base64(line))
				break;
		}
		*run = (struct slice){start, (size_t)(text->p - start)};
		return true;
	}
	return false;
}
