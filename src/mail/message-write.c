/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S/MIME letters written as streams: what comes in is a letter or plain text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/base64-sink.h"
#include "base/secret.h"
#include "base/text.h"
#include "mail/head-quick.h"
#include "mail/message-lines.h"
#include "mail/message-transport.h"
#include "mail/message.h"

enum { STAGES_MAX = 8 };

/* How it is wrapped: a row of the table below. */
struct wrapping {
	/* Writes the fields, and gives the stage the content goes into. */
	struct sink *(*begin)(void *writer);
	int (*end)(void *writer);
};

struct writer {
	struct sink sink;
	const struct wrapping *how;
	struct message_sign sign;
	struct message_encrypt encrypt;
	char *from;
	struct sink *out;	/* as given */
	struct sink *to;	/* out, or the stage before it with LF ends */
	struct report *report;
	bool has_begun;
	bool repeats, again;
	struct buf start;	/* what came so far */
	struct sink *entity;	/* where the content goes */
	struct sink *stages[STAGES_MAX];
	size_t nstages;
	char boundary[40];
	struct sink *seal;	/* the stage of CMS */
};

static struct sink *keep(struct writer *w, struct sink *stage)
{
	w->stages[w->nstages++] = stage;
	return stage;
}

static int write_text(struct writer *w, const char *text)
{
	return sink_put(w->to, text, strlen(text));
}

/* RFC 5322 section 3.3, in UTC; no locale. */
static void add_date(struct buf *out, time_t t)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed",
					   "Thu", "Fri", "Sat"};
	static const char *const months[] = {
	    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct tm tm;

	if (!gmtime_r(&t, &tm))
		return;
	buf_addf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
		 days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
		 tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void add_list(struct buf *out, const char *name,
		     const struct strlist *list)
{
	for (size_t i = 0; list && i < list->n; i++)
		buf_addf(out, "%s%s%s", i ? ",\r\n " : name, i ? "" : ": ",
			 list->items[i]);
	if (list && list->n)
		buf_adds(out, "\r\n");
}

static struct slice head_of(const struct writer *w, bool letter)
{
	struct slice all = {(unsigned char *)w->start.data, w->start.len};
	size_t end = letter ? message_head_end(all) : 0;

	if (letter)
		all.n = end ? end : all.n;
	else
		all.n = 0;
	return all;
}

/* The fields outside: the letter's own, and what has to be there. */
static int write_fields(struct writer *w)
{
	static const char *const but[] = {"Date", NULL};
	bool letter =
	    message_is_letter((struct slice){(unsigned char *)w->start.data,
					     w->start.len});
	struct slice head = head_of(w, letter);
	time_t now = w->encrypt.to ? w->encrypt.now : w->sign.cms.now;
	struct message_head h = {0};
	struct buf out = {0};
	int r;

	if (message_head_sketch(head, &h) < 0)
		return report_fail(w->report, FINDING_MSG_DAMAGED, NULL, "%s",
				   _("The library for mails (GMime) is not "
				     "here."));
	/* What is encrypted may be a letter signed before: its time stays. */
	message_fields(head, false, w->encrypt.to && h.has_date ? NULL : but,
		       &out);
	if (!h.from.n && w->from)
		buf_addf(&out, "From: %s\r\n", w->from);
	if (!h.to.n)
		add_list(&out, "To", w->encrypt.addresses);
	if (!w->encrypt.to || !h.has_date)
		add_date(&out, now);
	buf_adds(&out, "MIME-Version: 1.0\r\n");
	r = sink_put(w->to, out.data, out.len);
	message_head_clear(&h);
	buf_clear(&out);
	return r;
}

/* --- the three forms --- */

static struct sink *armour(struct writer *w)
{
	return keep(w, base64_encoder_new(
			   keep(w, message_tee_new(w->to, NULL)), "\r\n"));
}

static struct sink *begin_clear(void *arg)
{
	struct writer *w = arg;
	unsigned char mark[12];
	struct sink *seal = NULL;
	char *hex, *fields;
	int r = -1;

	if (getentropy(mark, sizeof(mark)) < 0)
		die("no random bytes");
	hex = hex_text(mark, sizeof(mark), 0);
	/* "=_" cannot stand in quoted-printable or base64. */
	snprintf(w->boundary, sizeof(w->boundary), "=_%s", hex);
	free(hex);
	w->sign.cms.is_detached = true;
	if (cms_sign_new(&w->sign.cms,
			 armour(w), &seal, w->report) < 0)
		return NULL;
	w->seal = keep(w, seal);
	fields = xasprintf(
	    "Content-Type: multipart/signed; "
	    "protocol=\"application/pkcs7-signature\";\r\n"
	    "\tmicalg=%s; boundary=\"%s\"\r\n\r\n--%s\r\n",
	    cms_digest_micalg(w->sign.cms.digest), w->boundary, w->boundary);
	r = write_text(w, fields);
	free(fields);
	return r < 0 ? NULL : keep(w, message_tee_new(w->to, w->seal));
}

static int end_clear(void *arg)
{
	struct writer *w = arg;
	char *fields = xasprintf(
	    "\r\n--%s\r\n"
	    "Content-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment; filename=\"smime.p7s\"\r\n\r\n",
	    w->boundary);
	char *last = xasprintf("\r\n--%s--\r\n", w->boundary);
	int r = -1;

	if (write_text(w, fields) == 0 && sink_end(w->seal) == 0)
		r = write_text(w, last);
	free(fields);
	free(last);
	return r;
}

static int write_p7m(struct writer *w, const char *type)
{
	char *fields = xasprintf(
	    "Content-Type: application/pkcs7-mime; smime-type=%s;\r\n"
	    "\tname=\"smime.p7m\"\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment; filename=\"smime.p7m\"\r\n\r\n",
	    type);
	int r = write_text(w, fields);

	free(fields);
	return r;
}

static struct sink *begin_opaque(void *arg)
{
	struct writer *w = arg;
	struct sink *in = NULL;

	w->sign.cms.is_detached = false;
	if (cms_sign_new(&w->sign.cms, armour(w), &in, w->report) < 0)
		return NULL;
	w->seal = keep(w, in);
	return write_p7m(w, "signed-data") < 0 ? NULL : in;
}

static struct sink *begin_encrypted(void *arg)
{
	struct writer *w = arg;
	struct cms_encrypt how = {w->encrypt.to, w->encrypt.n,
				  w->encrypt.cipher, -1};
	bool gcm = how.cipher >= CMS_AES_256_GCM &&
		   how.cipher <= CMS_AES_128_GCM;
	struct sink *in = NULL;

	if (cms_encrypt_new(&how, armour(w), &in, w->report) < 0)
		return NULL;
	w->seal = keep(w, in);
	return write_p7m(w, gcm ? "authEnveloped-data" : "enveloped-data") < 0
		       ? NULL
		       : in;
}

static int end_sealed(void *arg)
{
	struct writer *w = arg;

	return sink_end(w->seal);
}

static const struct wrapping clear = {begin_clear, end_clear};
static const struct wrapping opaque = {begin_opaque, end_sealed};
static const struct wrapping encrypted = {begin_encrypted, end_sealed};

/* --- what comes in --- */

/* The character set of a text that does not say; a cut at the end is passed. */
static const char *charset_of(struct slice text)
{
	while (text.n && text.p[text.n - 1] != '\n' &&
	       !text_is_utf8(text.p, text.n) && text.p[text.n - 1] > 127)
		text.n--;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] > 127)
			return text_is_utf8(text.p, text.n) ? "utf-8"
							    : "unknown-8bit";
	return "us-ascii";
}

/* The fields inside: what the letter says of its content. */
static int make_fields(struct slice head, struct slice body, struct buf *out)
{
	static const char *const but[] = {"MIME-Version", NULL};
	struct message_head h = {0};

	if (message_head_sketch(head, &h) < 0)
		return -1;
	message_fields(head, true, but, out);
	if (!h.has_type)
		buf_addf(out, "Content-Type: text/plain; charset=%s\r\n",
			 charset_of(body));
	buf_adds(out, "\r\n");
	message_head_clear(&h);
	return 0;
}

static bool has_crlf(const struct writer *w)
{
	return w->to == w->out;
}

/* Up to the end of its last line. */
static struct slice whole_lines(struct slice s)
{
	while (s.n && s.p[s.n - 1] != '\n')
		s.n--;
	return s;
}

/* What no server changes stays as people wrote it; of a long letter only the
 * beginning is known. *fields: the stage they go into. */
static struct sink *choose_entity(struct writer *w, struct sink *content,
				  struct slice body, bool whole,
				  struct sink **fields)
{
	bool safe = (whole || w->repeats) &&
		    transport_is_safe(whole ? body : whole_lines(body));
	struct sink *stage;

	if (safe && !whole) {
		*fields = content;
		return transport_plain_new(w->how == &clear ? w->to : NULL,
					   w->seal, has_crlf(w), &w->again);
	}
	stage = safe ? message_crlf_new(NULL, message_tee_new(content, NULL))
		     : transport_new(content, w->report);
	*fields = stage;
	return stage;
}

static int begin_content(struct writer *w, struct sink *content, bool whole)
{
	struct slice all = {(unsigned char *)w->start.data, w->start.len};
	struct slice head = head_of(w, message_is_letter(all)), body;
	struct buf fields = {0};
	struct sink *first;
	int r;

	body = (struct slice){all.p + head.n, all.n - head.n};
	if (make_fields(head, body, &fields) < 0)
		return -1;
	w->entity = keep(w, choose_entity(w, content, body, whole, &first));
	r = sink_put(first, fields.data, fields.len);
	if (r == 0)
		r = sink_put(w->entity, body.p, body.n);
	buf_clear(&fields);
	return r;
}

static int begin(struct writer *w, bool whole)
{
	const char *nl =
	    w->start.len ? memchr(w->start.data, '\n', w->start.len) : NULL;
	struct sink *content;
	int r;

	w->has_begun = true;
	w->to = w->out;
	if (!nl || nl == w->start.data || nl[-1] != '\r')
		w->to = keep(w, message_lf_new(w->out));
	if (write_fields(w) < 0)
		return -1;
	content = w->how->begin(w);
	r = content ? begin_content(w, content, whole) : -1;
	buf_wipe(&w->start);
	return r;
}

static int writer_put(struct sink *s, const void *bytes, size_t n)
{
	struct writer *w = (struct writer *)s;

	if (w->has_begun)
		return sink_put(w->entity, bytes, n);
	buf_add(&w->start, bytes, n);
	return w->start.len < MESSAGE_PEEK ? 0 : begin(w, false);
}

static int writer_end(struct sink *s)
{
	struct writer *w = (struct writer *)s;

	if (!w->has_begun && begin(w, true) < 0)
		return -1;
	if (sink_end(w->entity) < 0)
		return -1;
	if (w->again)
		return 0;
	if (w->how->end(w) < 0)
		return -1;
	return sink_end(w->to);
}

static void writer_free(struct sink *s)
{
	struct writer *w = (struct writer *)s;

	while (w->nstages)
		sink_free(w->stages[--w->nstages]);
	buf_wipe(&w->start);
	free(w->from);
	free(w);
}

static struct writer *writer_new(const struct wrapping *how, const char *from,
				 struct sink *out, struct report *report)
{
	struct writer *w = xcalloc(1, sizeof(*w));

	w->sink = (struct sink){writer_put, writer_end, writer_free};
	w->how = how;
	w->from = xstrdup(from);
	w->out = out;
	w->report = report;
	return w;
}

struct sink *message_sign_new(const struct message_sign *how, const char *from,
			      struct sink *out, struct report *report)
{
	struct writer *w = writer_new(how->is_opaque ? &opaque : &clear, from,
				      out, report);

	w->sign = *how;
	w->sign.cms.length = -1;
	w->repeats = how->repeats;
	return &w->sink;
}

struct sink *message_encrypt_new(const struct message_encrypt *how,
				 const char *from, struct sink *out,
				 struct report *report)
{
	struct writer *w = writer_new(&encrypted, from, out, report);

	w->encrypt = *how;
	w->repeats = how->repeats;
	return &w->sink;
}

bool message_write_again(const struct sink *writer)
{
	return ((const struct writer *)writer)->again;
}
