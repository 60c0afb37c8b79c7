/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header fields of a letter, taken apart by GMime. */
#include "mail/message-head.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <gmime/gmime.h>

#include "mail/library.h"
#include "mail/mime.h"

/* As in mime.c: GMime's macros would link GLib. */
#define CALLS(X)                                \
	X(g_date_time_to_unix)                  \
	X(g_free)                               \
	X(g_mime_content_type_get_mime_type)    \
	X(g_mime_content_type_get_parameter)    \
	X(g_mime_encoding_init_decode)          \
	X(g_mime_encoding_outlen)               \
	X(g_mime_encoding_step)                 \
	X(g_mime_message_get_date)              \
	X(g_mime_message_get_from)              \
	X(g_mime_message_get_message_id)        \
	X(g_mime_message_get_mime_part)         \
	X(g_mime_message_get_sender)            \
	X(g_mime_message_get_subject)           \
	X(g_mime_message_get_to)                \
	X(g_mime_object_get_content_disposition_parameter) \
	X(g_mime_object_get_content_type)       \
	X(g_mime_object_get_header)             \
	X(g_mime_parser_construct_message)      \
	X(g_mime_parser_new_with_stream)        \
	X(g_mime_stream_mem_new_with_buffer)    \
	X(g_object_unref)                       \
	X(g_type_check_instance_is_a)           \
	X(internet_address_list_get_address)    \
	X(internet_address_list_length)         \
	X(internet_address_mailbox_get_addr)    \
	X(internet_address_mailbox_get_type)

#define POINTER(f) __typeof__(&f) f;
static struct {
	CALLS(POINTER)
} lib;

static bool is_loaded;

static void load(void)
{
#define ROW(f) {#f, &lib.f},
	static const struct library_call calls[] = {CALLS(ROW)};

	is_loaded = mime_library(calls, ARRAY_LEN(calls));
}

static bool is_ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	return pthread_once(&once, load) == 0 && is_loaded;
}

static char *lower(const char *s)
{
	char *copy = xstrdup(s);

	for (char *p = copy; p && *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + ('a' - 'A'));
	return copy;
}

static void read_addresses(InternetAddressList *list, struct strlist *out)
{
	int n = list ? lib.internet_address_list_length(list) : 0;

	for (int i = 0; i < n; i++) {
		InternetAddress *a =
		    lib.internet_address_list_get_address(list, i);
		const char *addr = NULL;

		if (lib.g_type_check_instance_is_a(
			(GTypeInstance *)a,
			lib.internet_address_mailbox_get_type()))
			addr = lib.internet_address_mailbox_get_addr(
			    (InternetAddressMailbox *)a);
		if (addr)
			strlist_add(out, addr);
	}
}

static char *blank_free(const char *s)
{
	size_t n;

	if (!s)
		return NULL;
	s += strspn(s, " \t\r\n");
	n = strcspn(s, " \t\r\n;(");
	return n ? xstrndup(s, n) : NULL;
}

static void read_part(GMimeObject *part, struct message_head *out)
{
	GMimeContentType *type = lib.g_mime_object_get_content_type(part);
	const char *name = lib.g_mime_object_get_content_disposition_parameter(
	    part, "filename");
	char *text = lib.g_mime_content_type_get_mime_type(type);
	char *encoding = blank_free(lib.g_mime_object_get_header(
	    part, "Content-Transfer-Encoding"));

#define PARAMETER(s) lib.g_mime_content_type_get_parameter(type, s)
	out->type = lower(text);
	out->has_type =
	    lib.g_mime_object_get_header(part, "Content-Type") != NULL;
	out->boundary = xstrdup(PARAMETER("boundary"));
	out->protocol = lower(PARAMETER("protocol"));
	out->micalg = lower(PARAMETER("micalg"));
	out->smime_type = lower(PARAMETER("smime-type"));
	out->name = xstrdup(name ? name : PARAMETER("name"));
	out->encoding = lower(encoding);
	free(encoding);
	lib.g_free(text);
}

static void read_message(GMimeMessage *m, struct message_head *out)
{
	GMimeObject *part = lib.g_mime_message_get_mime_part(m);
	GDateTime *date = lib.g_mime_message_get_date(m);

	read_addresses(lib.g_mime_message_get_from(m), &out->from);
	read_addresses(lib.g_mime_message_get_sender(m), &out->sender);
	read_addresses(lib.g_mime_message_get_to(m), &out->to);
	out->subject = xstrdup(lib.g_mime_message_get_subject(m));
	out->id = xstrdup(lib.g_mime_message_get_message_id(m));
	if (date) {
		out->has_date = true;
		out->date = (time_t)lib.g_date_time_to_unix(date);
	}
	if (part)
		read_part(part, out);
}

int message_head_parse(struct slice bytes, struct message_head *out)
{
	struct buf head = {0};
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *m;

	if (!is_ready())
		return -1;
	buf_add(&head, bytes.p, bytes.n);
	buf_adds(&head, "\r\n\r\n");
	stream = lib.g_mime_stream_mem_new_with_buffer(head.data, head.len);
	parser = lib.g_mime_parser_new_with_stream(stream);
	m = lib.g_mime_parser_construct_message(parser, NULL);
	if (m) {
		read_message(m, out);
		lib.g_object_unref(m);
	}
	if (!out->type)
		out->type = xstrdup("text/plain");
	lib.g_object_unref(parser);
	lib.g_object_unref(stream);
	buf_clear(&head);
	return 0;
}

void message_head_clear(struct message_head *h)
{
	free(h->type);
	free(h->boundary);
	free(h->protocol);
	free(h->micalg);
	free(h->smime_type);
	free(h->name);
	free(h->encoding);
	free(h->subject);
	free(h->id);
	strlist_clear(&h->from);
	strlist_clear(&h->sender);
	strlist_clear(&h->to);
	*h = (struct message_head){0};
}

/* One line, its end included; the rest stays. */
static struct slice next_line(struct slice *rest)
{
	const unsigned char *stop = memchr(rest->p, '\n', rest->n);
	size_t n = stop ? (size_t)(stop - rest->p) + 1 : rest->n;
	struct slice line = {rest->p, n};

	*rest = (struct slice){rest->p + n, rest->n - n};
	return line;
}

static size_t bare_length(struct slice line)
{
	if (line.n && line.p[line.n - 1] == '\n')
		line.n--;
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line.n;
}

size_t message_head_end(struct slice bytes)
{
	const unsigned char *start = bytes.p;

	while (bytes.n) {
		struct slice line = next_line(&bytes);

		if (line.p[line.n - 1] == '\n' && bare_length(line) == 0)
			return (size_t)(line.p + line.n - start);
	}
	return 0;
}

static bool is_named(struct slice line, const char *name)
{
	size_t n = strlen(name);

	return line.n > n && line.p[n] == ':' &&
	       strncasecmp((const char *)line.p, name, n) == 0;
}

/* RFC 5322 section 3.6.8: printable ASCII but the colon. */
static bool is_field(struct slice line)
{
	size_t i = 0;

	while (i < line.n && line.p[i] > 32 && line.p[i] < 127 &&
	       line.p[i] != ':')
		i++;
	return i > 0 && i < line.n && line.p[i] == ':';
}

bool message_is_letter(struct slice bytes)
{
	static const char *const known[] = {
	    "From",	    "To",	    "Subject",
	    "Date",	    "MIME-Version", "Message-ID",
	    "Content-Type", "Return-Path",  "Received"};
	bool has_known = false, first = true;

	while (bytes.n) {
		struct slice line = next_line(&bytes);

		if (bare_length(line) == 0)
			break;
		if (first ? !is_field(line)
			  : !is_field(line) && !strchr(" \t", line.p[0]))
			return false;
		for (size_t i = 0; i < ARRAY_LEN(known); i++)
			has_known |= is_named(line, known[i]);
		first = false;
	}
	return has_known;
}

void message_fields(struct slice head, bool mime, const char *const *but,
		    struct buf *out)
{
	bool wanted = false;

	while (head.n) {
		struct slice line = next_line(&head);
		size_t n = bare_length(line);

		if (n == 0)
			break;
		if (!strchr(" \t", line.p[0]) || !line.p[0]) {
			wanted = (is_named(line, "MIME-Version") ||
				  (n > 8 && strncasecmp((const char *)line.p,
							"Content-", 8) == 0)) ==
				 mime;
			for (size_t i = 0; wanted && but && but[i]; i++)
				wanted = !is_named(line, but[i]);
		}
		if (!wanted)
			continue;
		buf_add(out, line.p, n);
		buf_adds(out, "\r\n");
	}
}

struct message_qp {
	GMimeEncoding state;
};

struct message_qp *message_qp_new(void)
{
	struct message_qp *q = xcalloc(1, sizeof(*q));

	lib.g_mime_encoding_init_decode(
	    &q->state, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	return q;
}

void message_qp_step(struct message_qp *q, struct slice in, struct buf *out)
{
	char *room = xmalloc(lib.g_mime_encoding_outlen(&q->state, in.n) + 1);
	size_t n = lib.g_mime_encoding_step(&q->state, (const char *)in.p, in.n,
					    room);

	buf_add(out, room, n);
	free(room);
}

void message_qp_free(struct message_qp *q)
{
	free(q);
}
