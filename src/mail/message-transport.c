/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter's content in a form that no mail server changes. */
#include "mail/message-transport.h"

#include <stdlib.h>
#include <string.h>

#include "base/base64-sink.h"
#include "base/text.h"
#include "mail/message-lines.h"

struct transport {
	struct sink sink;
	struct sink *out;
	struct report *report;
	unsigned depth;
	bool in_body;
	struct buf head;
	struct message_head fields;
	struct sink *body;
	struct sink *first;	/* what body gives to; or NULL */
	size_t parts;
};

static struct sink *transport_part(struct sink *out, unsigned depth,
				   struct report *report);

static int puts_to(struct sink *out, const char *s)
{
	return sink_put(out, s, strlen(s));
}

/* The parts of multipart: each after its line, which is written anew. */
static struct sink *next_part(void *arg, size_t index, bool *failed)
{
	struct transport *t = arg;
	char *line = xasprintf("%s--%s\r\n", index ? "\r\n" : "",
			       t->fields.boundary);

	*failed = puts_to(t->out, line) < 0;
	t->parts = index + 1;
	free(line);
	return *failed ? NULL
		       : transport_part(t->out, t->depth + 1, t->report);
}

/* What has to be encoded, and how; NULL: it stays as it is. A part that is
 * signed already must not be touched; message/rfc822 may not be encoded (RFC
 * 2046 section 5.2.1). */
static const char *coding(const struct message_head *h)
{
	const char *e = h->encoding;

	if (e && (strcmp(e, "base64") == 0 ||
		  strcmp(e, "quoted-printable") == 0))
		return NULL;
	if (strncmp(h->type, "multipart/", 10) == 0 ||
	    strncmp(h->type, "message/", 8) == 0)
		return NULL;
	return strncmp(h->type, "text/", 5) == 0 ? "quoted-printable"
						 : "base64";
}

static bool is_split(const struct transport *t)
{
	return strncmp(t->fields.type, "multipart/", 10) == 0 &&
	       strcmp(t->fields.type, "multipart/signed") != 0 &&
	       strcmp(t->fields.type, "multipart/encrypted") != 0 &&
	       t->fields.boundary && t->depth < MESSAGE_DEPTH_MAX;
}

static void choose_body(struct transport *t, const char *encoding)
{
	if (is_split(t)) {
		t->body = message_split_new(t->fields.boundary, next_part, t);
		return;
	}
	t->first = message_tee_new(t->out, NULL);
	t->body = t->first;
	if (!encoding)
		return;
	t->body = strcmp(encoding, "base64") == 0
			  ? base64_encoder_new(t->first, "\r\n")
			  : message_qp_encoder_new(t->first);
}

static int begin_body(struct transport *t, size_t end)
{
	static const char *const but[] = {"Content-Transfer-Encoding", NULL};
	struct slice head = {(unsigned char *)t->head.data, end};
	const char *encoding;
	struct buf all = {0};
	int r;

	t->in_body = true;
	if (message_head_parse(head, &t->fields) < 0)
		return report_fail(t->report, FINDING_MSG_DAMAGED, NULL, "%s",
				   _("The library for mails (GMime) is not "
				     "here."));
	encoding = coding(&t->fields);
	choose_body(t, encoding);
	message_fields(head, false, NULL, &all);
	message_fields(head, true, encoding ? but : NULL, &all);
	if (encoding)
		buf_addf(&all, "Content-Transfer-Encoding: %s\r\n", encoding);
	buf_adds(&all, "\r\n");
	r = sink_put(t->out, all.data, all.len);
	if (r == 0)
		r = sink_put(t->body, t->head.data + end, t->head.len - end);
	buf_wipe(&t->head);
	buf_wipe(&all);
	return r;
}

static int transport_put(struct sink *s, const void *bytes, size_t n)
{
	struct transport *t = (struct transport *)s;
	size_t end;

	if (t->in_body)
		return sink_put(t->body, bytes, n);
	buf_add(&t->head, bytes, n);
	end = message_head_end(
	    (struct slice){(unsigned char *)t->head.data, t->head.len});
	if (end)
		return begin_body(t, end);
	if (t->head.len > MESSAGE_HEAD_MAX)
		return report_fail(t->report, FINDING_MSG_DAMAGED, NULL, "%s",
				   _("Its head has no end."));
	return 0;
}

static int transport_end(struct sink *s)
{
	struct transport *t = (struct transport *)s;
	char *line;
	int r;

	if (!t->in_body && begin_body(t, t->head.len) < 0)
		return -1;
	r = sink_end(t->body);
	if (r < 0 || !is_split(t))
		return r;
	line = xasprintf("%s--%s--\r\n", t->parts ? "\r\n" : "",
			 t->fields.boundary);
	r = puts_to(t->out, line);
	free(line);
	return r;
}

static void transport_free(struct sink *s)
{
	struct transport *t = (struct transport *)s;

	if (t->body != t->first)
		sink_free(t->body);
	sink_free(t->first);
	message_head_clear(&t->fields);
	buf_wipe(&t->head);
	free(t);
}

static struct sink *transport_part(struct sink *out, unsigned depth,
				   struct report *report)
{
	struct transport *t = xcalloc(1, sizeof(*t));

	t->sink = (struct sink){transport_put, transport_end, transport_free};
	t->out = out;
	t->depth = depth;
	t->report = report;
	return &t->sink;
}

struct sink *transport_new(struct sink *out, struct report *report)
{
	return message_crlf_new(NULL, transport_part(out, 0, report));
}
