/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads of letters as nearly all programs write them, read at a tenth of what
 * the library for mails takes. */
#include "mail/head-quick.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { VALUE_MAX = 2000, LETTERS_OF_MONTH = 3 };

/* A value that is read from left to right. */
struct cursor {
	const char *p;
};

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* RFC 2045 section 5.1, without what encodings use (RFC 2231, RFC 2047), and
 * what might be taken for something else. */
static bool is_token(char c)
{
	return c && (is_alnum(c) || strchr("-_.+/", c));
}

static bool is_quotable(char c)
{
	return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

static void blanks(struct cursor *c)
{
	c->p += strspn(c->p, " \t");
}

/* A run of characters; NULL where there is none. */
static char *run(struct cursor *c, bool (*is_of)(char))
{
	size_t n = 0;

	while (is_of(c->p[n]))
		n++;
	c->p += n;
	return n ? xstrndup(c->p - n, n) : NULL;
}

static char *lower(char *s)
{
	for (char *p = s; p && *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + ('a' - 'A'));
	return s;
}

/* --- parameters --- */

struct wanted {
	const char *name;
	char **to;
	bool folds;	/* to lower case */
};

static char *parameter_value(struct cursor *c)
{
	char *value;

	if (*c->p != '"')
		return run(c, is_token);
	c->p++;
	value = run(c, is_quotable);
	/* Blanks at the ends are kept by some programs. */
	if (!value || *c->p != '"' || strstr(value, "=?") ||
	    value[0] == ' ' || value[strlen(value) - 1] == ' ') {
		free(value);
		return NULL;
	}
	c->p++;
	return value;
}

/* False for a second one of the same name. */
static bool keep(const struct wanted *wanted, const char *name, char *value)
{
	for (; wanted->name; wanted++) {
		if (strcasecmp(wanted->name, name) != 0)
			continue;
		if (*wanted->to)
			break;
		*wanted->to = wanted->folds ? lower(value) : value;
		return true;
	}
	free(value);
	return !wanted->name;
}

static bool parameters(struct cursor *c, const struct wanted *wanted)
{
	bool good = true;

	for (blanks(c); good && *c->p == ';'; blanks(c)) {
		char *name, *value;

		c->p++;
		blanks(c);
		name = run(c, is_token);
		good = name && *c->p == '=';
		c->p += good;
		value = good ? parameter_value(c) : NULL;
		good = value && keep(wanted, name, value);
		free(name);
	}
	return good && !*c->p;
}

/* --- fields --- */

struct fields {
	struct message_head *head;
	char *file, *named;	/* filename, and name of the type */
};

static bool read_type(const char *value, struct fields *f)
{
	struct message_head *h = f->head;
	const struct wanted wanted[] = {{"boundary", &h->boundary, false},
					{"protocol", &h->protocol, true},
					{"micalg", &h->micalg, true},
					{"smime-type", &h->smime_type, true},
					{"name", &f->named, false},
					{0}};
	struct cursor c = {value};
	const char *slash;

	h->type = lower(run(&c, is_token));
	slash = h->type ? strchr(h->type, '/') : NULL;
	h->has_type = true;
	return slash && slash > h->type && slash[1] && !strchr(slash + 1, '/') &&
	       parameters(&c, wanted);
}

static bool read_disposition(const char *value, struct fields *f)
{
	const struct wanted wanted[] = {{"filename", &f->file, false}, {0}};
	struct cursor c = {value};
	char *how = run(&c, is_token);
	bool good = how && parameters(&c, wanted);

	free(how);
	return good;
}

static bool read_encoding(const char *value, struct fields *f)
{
	struct cursor c = {value};

	f->head->encoding = lower(run(&c, is_token));
	return f->head->encoding && !*c.p;
}

static bool is_id(char c)
{
	return c && (is_alnum(c) || strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static bool read_id(const char *value, struct fields *f)
{
	size_t left = 0, right = 0;

	if (*value++ != '<')
		return false;
	while (is_id(value[left]))
		left++;
	while (value[left] == '@' && is_token(value[left + 1 + right]))
		right++;
	if (!left || !right || strcmp(value + left + 1 + right, ">") != 0)
		return false;
	f->head->id = xstrndup(value, left + 1 + right);
	return true;
}

/* --- dates --- */

static bool digits(struct cursor *c, size_t min, size_t max, long *out)
{
	size_t n = strspn(c->p, "0123456789");

	if (n < min || n > max)
		return false;
	*out = strtol(c->p, NULL, 10);
	c->p += n;
	return true;
}

static bool skip(struct cursor *c, const char *what)
{
	size_t n = strlen(what);

	if (strncmp(c->p, what, n) != 0)
		return false;
	c->p += n;
	return true;
}

static bool month(struct cursor *c, long *out)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (*out = 0; *out < 12; ++*out)
		if (strncmp(c->p, names + LETTERS_OF_MONTH * *out,
			    LETTERS_OF_MONTH) == 0) {
			c->p += LETTERS_OF_MONTH;
			return true;
		}
	return false;
}

/* Days from 1970-01-01 in the Gregorian calendar; month from 0. -1 where the
 * month has no such day. */
static long long days(long year, long mon, long day)
{
	static const int before[] = {0,	  31,  59,  90,	 120, 151, 181,
				     212, 243, 273, 304, 334, 365};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	long long y = year - 1;

	if (day < 1 ||
	    day > before[mon + 1] - before[mon] + (mon == 1 && leap))
		return -1;
	return y * 365 + y / 4 - y / 100 + y / 400 - 719162 + before[mon] +
	       (mon > 1 && leap) + day - 1;
}

static bool zone(struct cursor *c, long *minutes)
{
	bool west = *c->p == '-';
	long value;

	if (*c->p != '+' && *c->p != '-')
		return false;
	c->p++;
	if (!digits(c, 4, 4, &value) || value % 100 > 59 || value > 1400)
		return false;
	*minutes = value / 100 * 60 + value % 100;
	if (west)
		*minutes = -*minutes;
	return true;
}

/* "Mon, 1 Jan 2024 10:00:00 +0000", the day of the week or not. */
static bool read_date(const char *value, struct fields *f)
{
	struct cursor c = {value};
	long day, mon, year, h, m, s, east;
	long long date;

	if (is_alnum(c.p[0]) && is_alnum(c.p[1]) && is_alnum(c.p[2]) &&
	    c.p[3] == ',' && c.p[4] == ' ')
		c.p += 5;
	if (!digits(&c, 1, 2, &day) || !skip(&c, " ") || !month(&c, &mon) ||
	    !skip(&c, " ") || !digits(&c, 4, 4, &year) || !skip(&c, " ") ||
	    !digits(&c, 2, 2, &h) || !skip(&c, ":") || !digits(&c, 2, 2, &m) ||
	    !skip(&c, ":") || !digits(&c, 2, 2, &s) || !skip(&c, " ") ||
	    !zone(&c, &east) || *c.p)
		return false;
	if (year < 1970 || h > 23 || m > 59 || s > 59 ||
	    (date = days(year, mon, day)) < 0)
		return false;
	f->head->has_date = true;
	f->head->date =
		(time_t)(date * 86400 + h * 3600 + m * 60 + s - east * 60);
	return true;
}

/* --- the head --- */

static const struct field {
	const char *name;
	bool (*read)(const char *value, struct fields *f);
} known[] = {
	{"Content-Type", read_type},
	{"Content-Disposition", read_disposition},
	{"Content-Transfer-Encoding", read_encoding},
	{"Message-ID", read_id},
	{"Date", read_date},
};

/* One line without its end; false behind the last. */
static bool next_line(struct slice *rest, struct slice *line)
{
	const unsigned char *stop;
	size_t n;

	if (!rest->n)
		return false;
	stop = memchr(rest->p, '\n', rest->n);
	n = stop ? (size_t)(stop - rest->p) : rest->n;
	*line = (struct slice){rest->p, n};
	n += stop != NULL;
	*rest = (struct slice){rest->p + n, rest->n - n};
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return line->n > 0;
}

static bool is_continued(struct slice rest)
{
	return rest.n && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

/* What stands behind the colon, unfolded; false where it is too long. */
static bool value_of(struct slice line, size_t name, struct slice *rest,
		     char value[VALUE_MAX])
{
	size_t n = 0;

	line = (struct slice){line.p + name + 1, line.n - name - 1};
	for (;;) {
		if (line.n >= VALUE_MAX - n)
			return false;
		memcpy(value + n, line.p, line.n);
		n += line.n;
		if (!is_continued(*rest))
			break;
		if (!next_line(rest, &line))
			return false;
	}
	while (n && (value[n - 1] == ' ' || value[n - 1] == '\t'))
		n--;
	value[n] = '\0';
	return true;
}

static const struct field *field_of(struct slice line, size_t name)
{
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strlen(known[i].name) == name &&
		    strncasecmp((const char *)line.p, known[i].name, name) == 0)
			return &known[i];
	return NULL;
}

static bool read_field(struct slice line, struct slice *rest, unsigned *seen,
		       struct fields *f)
{
	char value[VALUE_MAX];
	const struct field *field;
	unsigned bit;
	size_t name = 0;

	while (name < line.n && (is_alnum((char)line.p[name]) ||
				 line.p[name] == '-' || line.p[name] == '_'))
		name++;
	if (!name || name == line.n || line.p[name] != ':')
		return false;
	field = field_of(line, name);
	if (!field) {
		while (is_continued(*rest))
			if (!next_line(rest, &line))
				return false;
		return true;
	}
	bit = 1u << (field - known);
	if (*seen & bit || !value_of(line, name, rest, value))
		return false;
	*seen |= bit;
	return field->read(value + strspn(value, " \t"), f);
}

bool head_quick(struct slice bytes, struct message_head *out)
{
	struct message_head head = {0};
	struct fields f = {.head = &head};
	struct slice rest = bytes, line;
	unsigned seen = 0;
	bool good = !bytes.n || !memchr(bytes.p, '\0', bytes.n);

	while (good && next_line(&rest, &line))
		good = read_field(line, &rest, &seen, &f);
	head.name = f.file ? f.file : f.named;
	if (f.file)
		free(f.named);
	if (!head.type)
		head.type = xstrdup("text/plain");
	if (good)
		*out = head;
	else
		message_head_clear(&head);
	return good;
}

/* --- for a writer --- */

/* One address or several, with names in words of ASCII: there is a mailbox in
 * it, however it is read. */
static bool has_plain_address(struct slice value)
{
	bool has = false, inside = false;

	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = value.p[i];

		if (!is_alnum((char)c) && (!c || !strchr(" .,<>@_+-", c)))
			return false;
		if (c == (inside ? '<' : '>'))
			return false;
		inside = c == '<' || (inside && c != '>');
		has |= c == '@' && i && i + 1 < value.n &&
		       is_alnum((char)value.p[i - 1]) &&
		       is_alnum((char)value.p[i + 1]);
	}
	return has && !inside;
}

/* False where the field is not of that form; *found where it is there. */
static bool sketch_addresses(struct slice head, const char *name,
			     struct strlist *found)
{
	size_t n = strlen(name);
	struct slice line, value;

	while (next_line(&head, &line)) {
		if (line.n <= n || line.p[n] != ':' ||
		    strncasecmp((const char *)line.p, name, n) != 0)
			continue;
		value = (struct slice){line.p + n + 1, line.n - n - 1};
		if (is_continued(head) || found->n || !has_plain_address(value))
			return false;
		strlist_add(found, "");
	}
	return true;
}

int message_head_sketch(struct slice bytes, struct message_head *out)
{
	if (head_quick(bytes, out) &&
	    sketch_addresses(bytes, "From", &out->from) &&
	    sketch_addresses(bytes, "To", &out->to))
		return 0;
	message_head_clear(out);
	return message_head_parse(bytes, out);
}
