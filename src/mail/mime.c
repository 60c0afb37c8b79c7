/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a mail, decoded by GMime, which is loaded on first use. */
#include "mail/mime.h"

#include <pthread.h>
#include <string.h>
#include <strings.h>

#include <gmime/gmime.h>

#include "base/secret.h"
#include "mail/library.h"

/* GMime's own macros would call GLib by name, and so link it. */
#define CALLS(X)                                \
	X(g_free)                               \
	X(g_log_set_default_handler)            \
	X(g_mime_content_type_get_mime_type)    \
	X(g_mime_data_wrapper_write_to_stream)  \
	X(g_mime_init)                          \
	X(g_mime_message_get_mime_part)         \
	X(g_mime_message_part_get_message)      \
	X(g_mime_message_part_get_type)         \
	X(g_mime_multipart_get_count)           \
	X(g_mime_multipart_get_part)            \
	X(g_mime_multipart_get_type)            \
	X(g_mime_object_get_content_type)       \
	X(g_mime_object_get_disposition)        \
	X(g_mime_parser_construct_message)      \
	X(g_mime_parser_eos)                    \
	X(g_mime_parser_new_with_stream)        \
	X(g_mime_parser_set_format)             \
	X(g_mime_part_get_content)              \
	X(g_mime_part_get_filename)             \
	X(g_mime_part_get_type)                 \
	X(g_mime_stream_mem_get_byte_array)     \
	X(g_mime_stream_mem_new)                \
	X(g_mime_stream_mem_new_with_buffer)    \
	X(g_object_unref)                       \
	X(g_type_check_instance_is_a)

#define POINTER(f) __typeof__(&f) f;
static struct {
	CALLS(POINTER)
} lib;

static bool is_loaded;

/* GLib would write to the screen. */
static void be_quiet(const char *domain, GLogLevelFlags level, const char *text,
		     void *data)
{
	(void)domain;
	(void)level;
	(void)text;
	(void)data;
}

/* The name on Linux and the BSDs, and on macOS. */
static const char *const files[] = {"libgmime-3.0.so.0", "libgmime-3.0.0.dylib",
				    "/opt/homebrew/lib/libgmime-3.0.0.dylib",
				    "/usr/local/lib/libgmime-3.0.0.dylib",
				    NULL};

static void load(void)
{
#define ROW(f) {#f, &lib.f},
	static const struct library_call calls[] = {CALLS(ROW)};

	is_loaded = library_load(files, calls, ARRAY_LEN(calls));
	if (!is_loaded)
		return;
	lib.g_log_set_default_handler(be_quiet, NULL);
	lib.g_mime_init();
}

static bool is_ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	return pthread_once(&once, load) == 0 && is_loaded;
}

bool mime_library(const struct library_call *calls, size_t n)
{
	return is_ready() && library_load(files, calls, n);
}

/* What GMime would spend memory or time on, counted before it sees it: each
 * part begins with a line of dashes, each field has a colon. */
struct budget {
	long parts, fields, parameters, charsets;
};

static long count(struct slice s, const char *what)
{
	const unsigned char *at;
	long n = 0;

	while (s.n && (at = memmem(s.p, s.n, what, strlen(what)))) {
		s.n -= (size_t)(at - s.p) + 1;
		s.p = at + 1;
		n++;
	}
	return n;
}

static bool begins(struct slice s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && strncasecmp((const char *)s.p, with, n) == 0;
}

static bool spend(struct budget *b, struct slice line)
{
	bool field = memchr(line.p, ':', line.n) != NULL;

	b->parts -= begins(line, "--") || begins(line, "From ");
	b->fields -= field;
	if (field || begins(line, " ") || begins(line, "\t")) {
		b->parameters -= count(line, ";");
		b->charsets -= count(line, "=?") + count(line, "*");
	}
	return b->parts >= 0 && b->fields >= 0 && b->parameters >= 0 &&
	       b->charsets >= 0;
}

/* GMime takes these apart at once, an object for each address in them; they
 * are not needed here. */
static bool is_costly(struct slice line)
{
	static const char *const fields[] = {"Sender", "From", "Reply-To", "To",
					     "Cc",     "Bcc",  "Subject"};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		size_t n = strlen(fields[i]);

		if (!begins(line, fields[i]))
			continue;
		while (n < line.n && strchr(" \t", line.p[n]) && line.p[n])
			n++;
		if (n < line.n && line.p[n] == ':')
			return true;
	}
	return false;
}

/* The mail, as far as the budget goes, with costly fields renamed; true where
 * it was cut. */
static bool tame(struct slice mail, struct buf *out)
{
	struct budget b = {MIME_PARTS_MAX, 50000, 100000, 20000};
	bool cut = mail.n > MIME_SIZE_MAX;

	if (cut)
		mail.n = MIME_SIZE_MAX;
	while (mail.n) {
		const unsigned char *stop = memchr(mail.p, '\n', mail.n);
		size_t n = stop ? (size_t)(stop - mail.p) + 1 : mail.n;
		struct slice line = {mail.p, n};

		if (!spend(&b, line))
			return true;
		mail = (struct slice){mail.p + n, mail.n - n};
		buf_add(out, line.p, line.n);
		if (is_costly(line))
			out->data[out->len - line.n] = 'X';
	}
	return cut;
}

struct walk {
	mime_part_fn *each;
	void *arg;
	bool cut;
};

static bool is_a(const void *object, GType type)
{
	return lib.g_type_check_instance_is_a((GTypeInstance *)object, type);
}

static bool is_shown(GMimeObject *leaf, const char *type, const char *name)
{
	const char *how = lib.g_mime_object_get_disposition(leaf);

	if (how ? strcasecmp(how, "inline") != 0 : name != NULL)
		return false;
	return strncasecmp(type, "text/", 5) == 0 ||
	       strncasecmp(type, "image/", 6) == 0;
}

static void give(GMimePart *leaf, struct walk *w)
{
	GMimeObject *object = (GMimeObject *)leaf;
	GMimeDataWrapper *content = lib.g_mime_part_get_content(leaf);
	GMimeStream *stream;
	GByteArray *bytes;
	char *type;

	if (!content)
		return;
	stream = lib.g_mime_stream_mem_new();
	lib.g_mime_data_wrapper_write_to_stream(content, stream);
	bytes = lib.g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);
	type = lib.g_mime_content_type_get_mime_type(
	    lib.g_mime_object_get_content_type(object));

	struct mime_part part = {
	    .name = lib.g_mime_part_get_filename(leaf),
	    .type = type,
	    .body = {bytes->data, bytes->len},
	};

	part.is_letter = is_shown(object, type, part.name);
	w->each(&part, w->arg);
	lib.g_free(type);
	lib.g_object_unref(stream);
}

static void visit(GMimeObject *object, unsigned depth, struct walk *w)
{
	if (object && depth > MIME_DEPTH_MAX) {
		w->cut = true;
	} else if (object && is_a(object, lib.g_mime_multipart_get_type())) {
		GMimeMultipart *m = (GMimeMultipart *)object;
		int n = lib.g_mime_multipart_get_count(m);

		for (int i = 0; i < n; i++)
			visit(lib.g_mime_multipart_get_part(m, i), depth + 1,
			      w);
	} else if (object && is_a(object, lib.g_mime_message_part_get_type())) {
		GMimeMessage *m = lib.g_mime_message_part_get_message(
		    (GMimeMessagePart *)object);

		visit(m ? lib.g_mime_message_get_mime_part(m) : NULL, depth + 1,
		      w);
	} else if (object && is_a(object, lib.g_mime_part_get_type())) {
		give((GMimePart *)object, w);
	}
}

/* One mail, or all of an mbox: there each begins with "From ". */
static int read_all(GMimeParser *parser, struct walk *w)
{
	int n = 0;

	do {
		GMimeMessage *m =
		    lib.g_mime_parser_construct_message(parser, NULL);

		if (!m)
			break;
		visit(lib.g_mime_message_get_mime_part(m), 1, w);
		lib.g_object_unref(m);
		n++;
	} while (!lib.g_mime_parser_eos(parser));
	return n ? w->cut : -1;
}

int mime_each(struct slice mail, mime_part_fn *each, void *arg)
{
	struct walk w = {each, arg, false};
	struct buf text = {0};
	GMimeStream *stream;
	GMimeParser *parser;
	int r;

	if (!is_ready())
		return -1;
	w.cut = tame(mail, &text);
	stream = lib.g_mime_stream_mem_new_with_buffer(text.data, text.len);
	parser = lib.g_mime_parser_new_with_stream(stream);
	lib.g_mime_parser_set_format(parser, begins(mail, "From ")
						 ? GMIME_FORMAT_MBOX
						 : GMIME_FORMAT_MESSAGE);
	r = read_all(parser, &w);
	lib.g_object_unref(parser);
	lib.g_object_unref(stream);
	buf_wipe(&text);
	return r;
}
