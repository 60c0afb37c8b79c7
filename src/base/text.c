/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for people: translation, made harmless, measured and wrapped. */
#include "base/text.h"

#include <libintl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#define DOMAIN "smime-setup"

const char *tr(const char *msgid)
{
	return *msgid ? dgettext(DOMAIN, msgid) : msgid;
}

const char *trn(const char *one, const char *many, unsigned long n)
{
	return dngettext(DOMAIN, one, many, n);
}

static const uint8_t *bytes_of(const char *s)
{
	return (const uint8_t *)s;
}

/* Letters that print as nothing or as a blank although they are letters. */
static bool is_filler(ucs4_t c)
{
	return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 ||
	       c == 0x034F || c == 0x17B4 || c == 0x17B5 || c == 0x2800 ||
	       (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F) ||
	       (c >= 0xE0100 && c <= 0xE01EF);
}

/* Cc, Cf, Cs, Co, Cn, Zl, Zp, every Zs but the blank, and fillers. */
static bool is_hidden(ucs4_t c)
{
	static const uint32_t mask =
		UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
		UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co |
		UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl |
		UC_CATEGORY_MASK_Zp | UC_CATEGORY_MASK_Zs;

	if (c == ' ')
		return false;
	return uc_is_general_category_withtable(c, mask) || is_filler(c);
}

static bool is_mark(ucs4_t c)
{
	return uc_is_general_category_withtable(
		c, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me);
}

/* Writes what stands at p; returns how many bytes of it are used up. */
static size_t safe_one(const uint8_t *p, size_t n, unsigned *marks,
		       struct buf *out)
{
	ucs4_t c;
	int used = u8_mbtoucr(&c, p, n);

	if (used <= 0) {
		buf_addf(out, "\\x%02X", p[0]);
		*marks = 0;
		return 1;
	}
	*marks = is_mark(c) ? *marks + 1 : 0;
	if (c == '\\' || c == '"') /* it may stand in quotes */
		buf_addf(out, "\\%c", (char)c);
	else if (c < 0x80 && is_hidden(c))
		buf_addf(out, "\\x%02X", (unsigned)c);
	else if (is_hidden(c) || *marks > 2)
		buf_addf(out, "\\u{%04X}", (unsigned)c);
	else
		buf_add(out, p, (size_t)used);
	return (size_t)used;
}

/* ASCII that nothing has to be done to: nearly all there is. */
static bool is_plain(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] < ' ' || p[i] > '~' || p[i] == '\\' || p[i] == '"')
			return false;
	return true;
}

char *text_safe_full(const void *bytes, size_t len)
{
	const uint8_t *p = bytes;
	struct buf out = {0};
	unsigned marks = 2; /* a mark with no letter before it is shown as such */

	if (len && is_plain(p, len))
		return xstrndup(bytes, len);
	for (size_t i = 0; i < len;)
		i += safe_one(p + i, len - i, &marks, &out);
	return buf_take(&out);
}

char *text_safe(const void *bytes, size_t len)
{
	/* No character is shorter than a byte: more need not be looked at. */
	size_t look = len > TEXT_CELLS_MAX * 16 ? TEXT_CELLS_MAX * 16 : len;
	char *all = text_safe_full(bytes, look);
	static const char more[] = "[...]";
	size_t fit;

	/* No character is wider than its bytes are many. */
	if (look == len && (strlen(all) <= TEXT_CELLS_MAX ||
			    text_width(all) <= TEXT_CELLS_MAX))
		return all;
	fit = text_fit(all, TEXT_CELLS_MAX - strlen(more));
	char *cut = xasprintf("%.*s%s", (int)fit, all, more);
	free(all);
	return cut;
}

char *text_safe_str(const char *s)
{
	return s ? text_safe(s, strlen(s)) : xstrdup("");
}

char *text_ascii(const char *utf8)
{
	const uint8_t *p = bytes_of(utf8);
	size_t n = strlen(utf8);
	struct buf out = {0};

	for (size_t i = 0; i < n;) {
		ucs4_t c;
		int used = u8_mbtoucr(&c, p + i, n - i);

		if (used <= 0) {
			buf_addf(&out, "\\x%02X", p[i]);
			used = 1;
		} else if (c < 0x80) {
			buf_addc(&out, (char)c);
		} else {
			buf_addf(&out, "\\u{%04X}", (unsigned)c);
		}
		i += (size_t)used;
	}
	return buf_take(&out);
}

bool text_is_utf8(const void *bytes, size_t len)
{
	return !u8_check(bytes, len);
}

bool text_is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

bool text_has_hidden(const char *utf8)
{
	const uint8_t *p = bytes_of(utf8);
	size_t n = strlen(utf8);

	for (size_t i = 0; i < n;) {
		ucs4_t c;
		int used = u8_mbtoucr(&c, p + i, n - i);

		if (used <= 0 || is_hidden(c))
			return true;
		i += (size_t)used;
	}
	return false;
}

/* From U+2600 to U+27BF or from U+1F000 to U+1FFFF. */
static bool is_picture(const uint8_t *p)
{
	return (p[0] == 0xE2 && p[1] >= 0x98 && p[1] <= 0x9E) ||
	       (p[0] == 0xF0 && p[1] == 0x9F);
}

/* Of ASCII only CR and LF join what stands behind them (UAX #29, GB3). */
static bool stands_alone(const uint8_t *p)
{
	return p[0] >= ' ' && p[0] < 0x80 && p[1] < 0x80;
}

/* Pictures that are joined are one, which libunistring does not know before
 * its release 1.1 (UAX #29, rule GB11). */
size_t text_cluster(const char *utf8)
{
	static const char joiner[] = "\xE2\x80\x8D";
	const uint8_t *p = bytes_of(utf8);
	const uint8_t *end, *next;

	if (stands_alone(p))
		return 1;
	end = p + strlen(utf8);
	next = u8_grapheme_next(p, end);

	while (next && next - p > 3 && is_picture(next) &&
	       memcmp(next - 3, joiner, 3) == 0)
		next = u8_grapheme_next(next, end);
	return next ? (size_t)(next - p) : 0;
}

/* A control has no width of its own and would make the sum nonsense: 1. */
static size_t cluster_width(const char *utf8, size_t n)
{
	ucs4_t first;

	if (n == 1 || u8_mbtoucr(&first, bytes_of(utf8), n) <= 0 ||
	    uc_is_general_category_withtable(first, UC_CATEGORY_MASK_Cc))
		return 1;
	return (size_t)u8_width(bytes_of(utf8), n, "UTF-8");
}

size_t text_width(const char *utf8)
{
	size_t cells = 0;
	size_t n;

	for (; (n = text_cluster(utf8)) > 0; utf8 += n)
		cells += cluster_width(utf8, n);
	return cells;
}

size_t text_fit(const char *utf8, size_t cells)
{
	size_t at = 0, used = 0, n;

	while ((n = text_cluster(utf8 + at)) > 0) {
		used += cluster_width(utf8 + at, n);
		if (used > cells)
			break;
		at += n;
	}
	return at;
}

char *text_cut(const char *utf8, size_t cells, const char *mark)
{
	size_t room = text_width(mark), n = strlen(utf8);

	if (text_width(utf8) <= cells)
		return xstrndup(utf8, n);
	if (room >= cells)
		return xstrndup(utf8, text_fit(utf8, cells));
	n = text_fit(utf8, cells - room);
	while (n > 0 && utf8[n - 1] == ' ')
		n--;
	return xasprintf("%.*s%s", (int)n, utf8, mark);
}

/* Where a word that is too long is best broken: behind a '/' of a path, a ':'
 * of a fingerprint, a '-' of a name, where that leaves more than half of the
 * line. */
static size_t break_word(const char *utf8, size_t fit)
{
	size_t cut = fit;

	while (cut > fit / 2 && !strchr("/:-", utf8[cut - 1]))
		cut--;
	return cut > fit / 2 ? cut : fit;
}

/* Where lines may end by Unicode's rules (UAX 14), one mark for each byte:
 * Chinese and Japanese are written without blanks. NULL where every letter is
 * ASCII. */
static char *find_breaks(const char *utf8)
{
	size_t n = strlen(utf8);
	char *breaks;

	if (text_is_ascii(utf8))
		return NULL;
	breaks = xmalloc(n);
	u8_possible_linebreaks(bytes_of(utf8), n, "UTF-8", breaks);
	return breaks;
}

static bool is_wide(ucs4_t c)
{
	return uc_width(c, "UTF-8") == 2;
}

/* Beside a letter of two cells, where the rules allow it. Elsewhere they are
 * not asked: they would part "--help" and "and/or". */
static bool may_part(const char *utf8, size_t at, const char *breaks)
{
	ucs4_t before, behind;

	return breaks && breaks[at] == UC_BREAK_POSSIBLE &&
	       u8_prev(&before, bytes_of(utf8 + at), bytes_of(utf8)) &&
	       u8_next(&behind, bytes_of(utf8 + at)) &&
	       (is_wide(before) || is_wide(behind));
}

/* French sets a blank before : ; ? ! and inside its quotation marks: no line
 * ends there. */
static bool is_bound(const char *utf8, size_t at)
{
	const char *next = utf8 + at + strspn(utf8 + at, " ");

	while (at > 0 && utf8[at - 1] == ' ')
		at--;
	if (at >= 2 && memcmp(utf8 + at - 2, "\xC2\xAB", 2) == 0)
		return true;
	if (strncmp(next, "\xC2\xBB", 2) == 0)
		return strchr(" .,:;?!)", next[2]) != NULL;
	return *next && strchr(":;?!", *next) && (!next[1] || next[1] == ' ');
}

/* Where to end a line that has room for fit bytes and goes on behind them. */
static size_t find_cut(const char *utf8, size_t fit, const char *breaks)
{
	size_t bound = 0;

	for (size_t cut = fit; cut > 0; cut--) {
		bool blank = utf8[cut] == ' ' || utf8[cut - 1] == ' ';

		if (blank ? !is_bound(utf8, cut) : may_part(utf8, cut, breaks))
			return cut;
		if (blank && !bound)
			bound = cut;
	}
	return bound ? bound : break_word(utf8, fit);
}

void text_wrap(const char *utf8, size_t cells, struct strlist *out)
{
	char *breaks = find_breaks(utf8);
	const char *marks = breaks;

	if (cells == 0)
		cells = 1;
	do {
		size_t fit = text_fit(utf8, cells);

		if (fit == 0 && *utf8)
			fit = text_cluster(utf8);
		size_t cut = utf8[fit] ? find_cut(utf8, fit, marks) : fit;
		size_t end = cut;
		while (end > 0 && utf8[end - 1] == ' ')
			end--;
		strlist_take(out, xstrndup(utf8, end));
		while (utf8[cut] == ' ')
			cut++;
		utf8 += cut;
		marks = marks ? marks + cut : NULL;
	} while (*utf8);
	free(breaks);
}

static char *from_u8(uint8_t *text, size_t n)
{
	char *copy;

	if (!text)
		return NULL;
	copy = xstrndup((const char *)text, n);
	free(text);
	return copy;
}

char *text_nfc(const char *utf8)
{
	size_t n = 0;
	uint8_t *text;

	if (!text_is_utf8(utf8, strlen(utf8)))
		return NULL;
	text = u8_normalize(UNINORM_NFC, bytes_of(utf8), strlen(utf8), NULL,
			    &n);
	return from_u8(text, n);
}

char *text_fold_ascii(const char *text)
{
	char *folded = xstrdup(text);

	for (char *p = folded; *p; p++) {
		if ((unsigned char)*p > 0x7f) {
			free(folded);
			return NULL;
		}
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	}
	return folded;
}

char *text_fold(const char *utf8)
{
	char *folded = text_fold_ascii(utf8);
	uint8_t *text;
	size_t n = 0;

	if (folded)
		return folded;
	text = u8_casefold(bytes_of(utf8), strlen(utf8), NULL, UNINORM_NFC,
			   NULL, &n);
	folded = from_u8(text, n);
	return folded ? folded : xstrdup(utf8);
}

static char *format_utc(time_t t, const char *format)
{
	char text[40];
	struct tm tm;

	if (!gmtime_r(&t, &tm) || !strftime(text, sizeof(text), format, &tm))
		return xstrdup("?");
	return xstrdup(text);
}

char *text_date(time_t t)
{
	return format_utc(t, "%Y-%m-%d");
}

char *text_datetime(time_t t)
{
	return format_utc(t, "%Y-%m-%d %H:%M UTC");
}

long text_days_until(time_t then, time_t now)
{
	long seconds = (long)difftime(then, now);

	return seconds / 86400 - (seconds % 86400 < 0);
}
