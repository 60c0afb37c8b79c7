/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where letters begin, and which of them could hold S/MIME: found in a stream of
 * bytes, before anything is taken apart. */
#include "mail/prescan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

#include "mail/head-quick.h"

/* --- lines that matter --- */

enum { BLOCK = 64 };

/*
 * A line end, and behind it the first and the fifth letter of "From " and of
 * "Content-" in whatever case: tested by the bits these have in common, which
 * lets a line of base64 through once in sixty times.
 */
enum { FIRST_BITS = 0xda, FIRST = 'C' & FIRST_BITS, FIFTH_BITS = 0x9a, FIFTH = 5 };

/*
 * What the processor compares at once, by vectors of that many bytes; compilers
 * do so byte by byte where it does not. A search by memchr() for each line takes
 * several times as long. The first block that has one, else what is left behind the
 * last that could be looked at whole.
 */
#define DEFINE_SKIP(name, lanes)                                               \
	static const unsigned char *name(const unsigned char *p,               \
					 const unsigned char *end)             \
	{                                                                      \
		typedef unsigned char v __attribute__((vector_size(lanes)));   \
		uint64_t any[lanes / 8];                                       \
		for (; end - p > BLOCK + FIFTH; p += BLOCK) {                  \
			v found = {0}, eol, first, fifth;                      \
			uint64_t all = 0;                                      \
			for (int i = 0; i < BLOCK; i += lanes) {               \
				memcpy(&eol, p + i, lanes);                    \
				memcpy(&first, p + i + 1, lanes);              \
				memcpy(&fifth, p + i + FIFTH, lanes);          \
				found |= (v)((eol == '\n') &                   \
					     ((first & FIRST_BITS) == FIRST) & \
					     ((fifth & FIFTH_BITS) == 0));     \
			}                                                      \
			memcpy(any, &found, lanes);                            \
			for (int i = 0; i < lanes / 8; i++)                    \
				all |= any[i];                                 \
			if (all)                                               \
				break;                                         \
		}                                                              \
		return p;                                                      \
	}

DEFINE_SKIP(skip_by_16, 16)

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) DEFINE_SKIP(skip_by_32, 32)

/* glibc knows it already; the compiler's way asks the processor at the start of
 * the program, whatever is then done, and many times. */
static bool has_32(void)
{
#ifdef CPU_FEATURE_ACTIVE
	return CPU_FEATURE_ACTIVE(AVX2);
#else
	return __builtin_cpu_supports("avx2");
#endif
}
#else
#define skip_by_32 skip_by_16

static bool has_32(void)
{
	return false;
}
#endif

/* The line may be cut off before its fifth letter. */
static bool begins_line(const unsigned char *p, const unsigned char *end)
{
	return (p[1] == 'F' || (p[1] | 0x20) == 'c') &&
	       (end - p <= FIFTH || p[FIFTH] == ' ' ||
		(p[FIFTH] | 0x20) == 'e');
}

const unsigned char *prescan_next(const unsigned char *p,
				  const unsigned char *end)
{
	while (end - p > 1) {
		const unsigned char *stop = end - 1;

		if (end - p > BLOCK + FIFTH)
			p = has_32() ? skip_by_32(p, end) : skip_by_16(p, end);
		if (stop - p > BLOCK)
			stop = p + BLOCK;
		while ((p = memchr(p, '\n', (size_t)(stop - p))) != NULL) {
			if (begins_line(p, end))
				return p;
			p++;
		}
		p = stop;
	}
	return end;
}

/* --- "From " lines --- */

static bool begins(struct slice s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && strncasecmp((const char *)s.p, with, n) == 0;
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* A time and a year, wherever they stand: programs write them in many orders,
 * with zones, with the day of the week or without. */
static bool has_date(struct slice line)
{
	size_t digits = 0;
	bool time = false, year = false;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == ':' && digits && i + 1 < line.n &&
		    is_digit(line.p[i + 1]))
			time = true;
		digits = is_digit(line.p[i]) ? digits + 1 : 0;
		year |= digits == 4;
	}
	return time && year;
}

static bool is_blank(struct slice line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != ' ' && line.p[i] != '\t' && line.p[i] != '\r')
			return false;
	return true;
}

/* What comes behind a "From " line: a field, or the ">From " that some servers
 * add; or a line or letter that is empty. */
static bool is_head(struct slice line)
{
	size_t i = 0;

	if (is_blank(line) || begins(line, ">From "))
		return true;
	while (i < line.n && line.p[i] > 32 && line.p[i] < 127 &&
	       line.p[i] != ':')
		i++;
	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i > 0 && i < line.n && line.p[i] == ':';
}

/* The line at the front, without its end, which is taken off as well; false
 * where its end is not here. */
static bool take_line(struct slice *from, struct slice *line)
{
	size_t max = from->n < PRESCAN_LINE_MAX ? from->n : PRESCAN_LINE_MAX;
	const unsigned char *stop = max ? memchr(from->p, '\n', max) : NULL;
	size_t n = stop ? (size_t)(stop - from->p) : max;

	*line = (struct slice){from->p, n};
	n += stop != NULL;
	*from = (struct slice){from->p + n, from->n - n};
	return stop != NULL;
}

/*
 * Bodies have such lines as well, quoted by some programs and not by others, and
 * nobody's Content-Length can be trusted. So a date has to be in it, or nothing
 * (Thunderbird writes no more than "From " behind an empty line), and a head has
 * to follow.
 */
static enum prescan_mark judge_from(struct slice bytes, bool is_last,
				    bool after_empty)
{
	struct slice rest = bytes, line, next;

	if (!take_line(&rest, &line)) {
		if (bytes.n <= PRESCAN_LINE_MAX && !is_last)
			return PRESCAN_MORE;
		if (bytes.n > PRESCAN_LINE_MAX)
			return PRESCAN_NOTHING;
	}
	line = (struct slice){line.p + 5, line.n - 5};
	if (is_blank(line) ? !after_empty : !has_date(line))
		return PRESCAN_NOTHING;
	if (!take_line(&rest, &next) && rest.n == 0 && !is_last &&
	    next.n < PRESCAN_LINE_MAX)
		return PRESCAN_MORE;
	return is_head(next) ? PRESCAN_FROM : PRESCAN_NOTHING;
}

/* --- fields of MIME --- */

/* The length of a field with its further lines; 0 where its end is not here. */
static size_t field_length(struct slice bytes, bool is_last)
{
	const unsigned char *p = bytes.p, *end = bytes.p + bytes.n;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
		p++;
		if (p < end && *p != ' ' && *p != '\t')
			return (size_t)(p - bytes.p);
	}
	return is_last ? bytes.n : 0;
}

struct look {
	bool is_smime;	/* it says so in plain letters */
	bool is_hidden;	/* something that may hide letters */
	bool is_signed;	/* multipart/signed */
	bool is_other;	/* for another kind of signature */
};

/* Letters in lower case, without what may stand between them: folding, quotes,
 * control characters. */
static size_t squeeze(struct slice field, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < field.n; i++) {
		unsigned char c = field.p[i];

		if (c <= ' ' || c == '"' || c >= 0x7f)
			continue;
		out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
	}
	out[n] = '\0';
	return n;
}

static struct look look_at(struct slice field)
{
	char *text = xmalloc(field.n + 1);
	struct look l = {0};

	(void)squeeze(field, text);
	l.is_smime = strstr(text, "cs7") || strstr(text, ".p7");
	l.is_hidden = strpbrk(text, "*(\\%") || strstr(text, "=?");
	l.is_signed = strstr(text, "/signed") != NULL;
	l.is_other = strstr(text, "/pgp-signature") != NULL;
	free(text);
	return l;
}

/* A seven that may end one of the two words, with what may stand between. */
static bool is_end_of_word(unsigned char before)
{
	return before <= ' ' || before == '"' || before >= 0x7f ||
	       strchr("sSpP", before);
}

/* False for most fields, in less time than it takes to look at them. */
static bool deserves_a_look(struct slice field)
{
	for (size_t i = 1; i < field.n; i++)
		switch (field.p[i]) {
		case '7':
			if (is_end_of_word(field.p[i - 1]))
				return true;
			break;
		case '?':
			if (field.p[i - 1] == '=' || field.p[i - 1] <= ' ')
				return true;
			break;
		case '/':
			/* "/signed", with what may stand between. */
			if (i + 1 == field.n || field.p[i + 1] <= ' ' ||
			    field.p[i + 1] >= 0x7f ||
			    strchr("sS\"", field.p[i + 1]))
				return true;
			break;
		case '*':
		case '(':
		case '\\':
		case '%':
			return true;
		default:
			break;
		}
	return false;
}

static bool parsed_is_smime(struct slice field)
{
	struct message_head head = {0};
	bool r = head_quick(field, &head) ||
		 message_head_parse(field, &head) == 0;

	r = r && message_head_is_smime(&head);
	message_head_clear(&head);
	return r;
}

static enum prescan_mark judge_field(struct slice bytes, bool is_last)
{
	size_t n = field_length(bytes, is_last);
	struct look l;

	if (n > PRESCAN_FIELD_MAX || (!n && bytes.n > PRESCAN_FIELD_MAX))
		return PRESCAN_SMIME;
	if (!n)
		return PRESCAN_MORE;
	bytes.n = n;
	if (!deserves_a_look(bytes))
		return PRESCAN_NOTHING;
	l = look_at(bytes);
	if (l.is_smime || (l.is_signed && !l.is_other))
		return PRESCAN_SMIME;
	return (l.is_signed || l.is_hidden) && parsed_is_smime(bytes)
		       ? PRESCAN_SMIME
		       : PRESCAN_NOTHING;
}

enum prescan_mark prescan_line(struct slice bytes, bool is_last,
			       bool after_empty)
{
	static const char *const fields[] = {"Content-Type",
					     "Content-Disposition"};

	if (bytes.n < 20 && !is_last)
		return PRESCAN_MORE;
	if (bytes.n < 5 || (bytes.p[4] != ' ' && bytes.p[4] != 'e' &&
			    bytes.p[4] != 'E'))
		return PRESCAN_NOTHING;
	if (bytes.n >= 5 && memcmp(bytes.p, "From ", 5) == 0)
		return judge_from(bytes, is_last, after_empty);
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (begins(bytes, fields[i]))
			return judge_field(bytes, is_last);
	return PRESCAN_NOTHING;
}

/* --- as a stage --- */

struct watch {
	struct sink sink;
	bool *found;
	bool is_start;		/* a line begins with the next byte */
	struct buf held;	/* one that cannot be told yet */
};

/* Where the line begins that cannot be told yet; n where there is none. */
static size_t watch_lines(struct watch *w, struct slice s, bool is_last)
{
	const unsigned char *end = s.p + s.n, *p = s.p;

	if (!w->is_start)
		p = prescan_next(p, end) + 1;
	while (p < end) {
		struct slice line = {p, (size_t)(end - p)};
		enum prescan_mark mark = prescan_line(line, is_last, false);

		*w->found |= mark == PRESCAN_SMIME;
		if (mark == PRESCAN_MORE)
			return (size_t)(p - s.p);
		p = prescan_next(p, end) + 1;
	}
	w->is_start = s.n ? end[-1] == '\n' : w->is_start;
	return s.n;
}

static int watch_bytes(struct watch *w, struct slice s, bool is_last)
{
	struct slice all = s;
	struct buf rest = {0};
	size_t used;

	if (*w->found || (!s.n && !w->held.len))
		return 0;
	if (w->held.len) {
		buf_add(&w->held, s.p, s.n);
		all = slice_of(&w->held);
		w->is_start = true;
	}
	used = watch_lines(w, all, is_last);
	buf_add(&rest, all.p + used, all.n - used);
	buf_move(&w->held, &rest);
	return 0;
}

static int watch_put(struct sink *s, const void *bytes, size_t n)
{
	return watch_bytes((struct watch *)s, (struct slice){bytes, n}, false);
}

static int watch_end(struct sink *s)
{
	return watch_bytes((struct watch *)s, (struct slice){NULL, 0}, true);
}

static void watch_free(struct sink *s)
{
	buf_clear(&((struct watch *)s)->held);
	free(s);
}

struct sink *prescan_watch_new(bool *found)
{
	struct watch *w = xcalloc(1, sizeof(*w));

	w->sink = (struct sink){watch_put, watch_end, watch_free};
	w->found = found;
	w->is_start = true;
	return &w->sink;
}
