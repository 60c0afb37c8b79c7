/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S/MIME letters read as streams: the letter and its parts as stages. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mail/head-quick.h"
#include "mail/message-impl.h"
#include "mail/message-lines.h"

enum { HEAD_PIECE = 4096 };

struct sink *entity_keep(struct entity *e, struct sink *stage)
{
	e->stages[e->nstages++] = stage;
	return stage;
}

void entity_break_off(struct entity *e)
{
	e->rd->failed = true;
	e->body = NULL;
	if (e->own)
		e->own->has_failed = true;
}

void entity_damaged(struct entity *e, const char *why)
{
	report_add(&e->rd->trouble, FINDING_MSG_DAMAGED, NULL, "%s", why);
	entity_break_off(e);
}

/* --- what comes out --- */

static const char *const *names_in(struct slice head, struct strlist *names)
{
	struct buf fields = {0};
	const char **list;
	char *line, *rest;
	size_t n = 0;

	message_fields(head, false, NULL, &fields);
	for (line = fields.data; line && *line; line = rest) {
		rest = line + strcspn(line, "\n");
		rest += *rest == '\n';
		if (*line != ' ' && *line != '\t')
			strlist_take(names, xstrndup(line, strcspn(line, ":")));
	}
	list = xcalloc(names->n + 1, sizeof(*list));
	for (n = 0; n < names->n; n++)
		list[n] = names->items[n];
	buf_clear(&fields);
	return list;
}

static struct sink *out_of(struct reading *rd)
{
	return rd->lf ? rd->lf : rd->how.out;
}

/* The letter's own fields come before; those that stand inside too are the
 * ones that are signed or were encrypted (RFC 9788). */
int entity_begin_out(struct entity *e)
{
	struct reading *rd = e->rd;
	struct slice head = {(unsigned char *)e->head.data, e->head.len};
	struct strlist names = {0};
	const char *const *but = names_in(head, &names);
	const char *encoding = e->fields.encoding;
	struct buf first = {0};
	int r;

	rd->wrote = true;
	if (rd->is_lf && !(encoding && strcmp(encoding, "binary") == 0))
		rd->lf = message_lf_new(rd->how.out);
	if (rd->m->is_letter) {
		message_fields((struct slice){(unsigned char *)rd->fields.data,
					      rd->fields.len},
			       false, but, &first);
		if (!e->head.data || !strcasestr(e->head.data, "mime-version:"))
			buf_adds(&first, "MIME-Version: 1.0\r\n");
	}
	r = sink_put(out_of(rd), first.data, first.len);
	e->copies = r == 0;
	buf_clear(&first);
	strlist_clear(&names);
	free((void *)but);
	return r;
}

static bool is_encrypted(const struct message_layer *l)
{
	return l && (l->look.kind == CMS_ENVELOPED ||
		     l->look.kind == CMS_AUTH_ENVELOPED);
}

static bool says(const char *text, const char *word)
{
	return text && strstr(text, word) != NULL;
}

/* True where this part is what was wanted. */
bool entity_is_wanted(const struct entity *e, bool is_content)
{
	const struct reading *rd = e->rd;

	if (rd->wrote || !rd->how.out || e->is_signature)
		return false;
	if (rd->how.want == MESSAGE_CONTENT)
		return is_content;
	return rd->how.want == MESSAGE_OPENED && is_encrypted(e->layer) &&
	       !says(e->fields.smime_type, "enveloped");
}

/* --- the head --- */

/* An mbox has a line before each letter, and files begin with empty ones. */
static void drop(struct buf *b, size_t n)
{
	if (n) {
		memmove(b->data, b->data + n, b->len - n + 1);
		b->len -= n;
	}
}

static void trim_start(struct entity *e)
{
	struct buf *b = &e->head;
	const char *stop;

	drop(b, b->len ? strspn(b->data, "\r\n") : 0);
	stop = b->len ? memchr(b->data, '\n', b->len) : NULL;
	if (stop && b->len >= 5 && strncmp(b->data, "From ", 5) == 0)
		drop(b, (size_t)(stop - b->data) + 1);
}

/* Bare CMS: DER or BER, a SEQUENCE whose length is no printable byte. */
static bool is_der(const struct buf *b)
{
	return b->len > 1 && b->data[0] == 0x30 &&
	       ((unsigned char)b->data[1] >= 0x80 || b->data[1] < ' ');
}

static bool is_pem(const struct buf *b)
{
	return b->len > 11 && strncmp(b->data, "-----BEGIN ", 11) == 0;
}

static void begin_bare(struct entity *e)
{
	size_t n = strcspn(e->head.data, "\r\n");
	char *label = NULL;

	e->in_body = true;
	if (is_pem(&e->head) && n > 16)
		label = xstrndup(e->head.data + 11, n - 16);
	entity_bare(e, label);
	if (label)
		drop(&e->head, n);
	free(label);
}

static int pass_on(struct entity *e, const void *bytes, size_t n)
{
	if (e->copies && sink_put(out_of(e->rd), bytes, n) < 0) {
		e->copies = false;
		entity_break_off(e);
	}
	if (e->body && sink_put(e->body, bytes, n) < 0)
		entity_break_off(e);
	return 0;
}

/* Of thousands of letters only the date and the id are asked for. */
static int read_head(struct entity *e, struct slice head)
{
	struct message_head *whole = e->depth ? NULL : &e->rd->m->head;
	bool quick = e->rd->how.each && head_quick(head, &e->fields);

	if (!quick && message_head_parse(head, &e->fields) < 0)
		return -1;
	if (!whole)
		return 0;
	if (!quick)
		return message_head_parse(head, whole);
	whole->id = xstrdup(e->fields.id);
	whole->has_date = e->fields.has_date;
	whole->date = e->fields.date;
	return 0;
}

/* The head is whole: `end` bytes of what was gathered. */
static int begin_body(struct entity *e, size_t end)
{
	struct reading *rd = e->rd;
	struct slice head = {(unsigned char *)e->head.data, end};
	struct buf all = {0};

	e->in_body = true;
	if (read_head(e, head) < 0) {
		entity_damaged(e, _("The library for mails (GMime) is not here."));
		return 0;
	}
	buf_move(&all, &e->head);
	buf_add(&e->head, all.data, end);
	if (e->depth == 0) {
		const char *nl = all.data ? memchr(all.data, '\n', end) : NULL;

		rd->m->is_letter = true;
		rd->is_lf = nl && (nl == all.data || nl[-1] != '\r');
		if (rd->how.out)
			message_fields(head, false, NULL, &rd->fields);
	}
	entity_route(e);
	if (e->copies && sink_put(out_of(rd), all.data, end) < 0)
		entity_break_off(e);
	pass_on(e, all.data + end, all.len - end);
	buf_wipe(&all);
	buf_wipe(&e->head);
	return 0;
}

/* More bytes of a head. */
static int gather(struct entity *e, const char *bytes, size_t n)
{
	size_t end;

	buf_add(&e->head, bytes, n);
	if (e->depth == 0) {
		if (is_der(&e->head) || is_pem(&e->head)) {
			struct buf all = {0};

			if (is_pem(&e->head) &&
			    !memchr(e->head.data, '\n', e->head.len) &&
			    e->head.len < MESSAGE_HEAD_MAX)
				return 0;
			begin_bare(e);
			buf_move(&all, &e->head);
			pass_on(e, all.data, all.len);
			buf_clear(&all);
			return 0;
		}
		trim_start(e);
	}
	end = message_head_end(
	    (struct slice){(unsigned char *)e->head.data, e->head.len});
	if (end)
		return begin_body(e, end);
	if (e->head.len > MESSAGE_HEAD_MAX) {
		e->in_body = true;
		entity_damaged(e, _("Its head has no end."));
	}
	return 0;
}

/* Little of a long block is held: most of it is of the body. */
static int entity_put(struct sink *s, const void *bytes, size_t n)
{
	struct entity *e = (struct entity *)s;
	const char *p = bytes;

	while (!e->in_body && n) {
		size_t some = n < HEAD_PIECE ? n : HEAD_PIECE;

		gather(e, p, some);
		p += some;
		n -= some;
	}
	return n ? pass_on(e, p, n) : 0;
}

static int entity_end(struct sink *s)
{
	struct entity *e = (struct entity *)s;

	if (!e->in_body)
		begin_body(e, e->head.len);
	if (e->body && sink_end(e->body) < 0)
		entity_break_off(e);
	if (e->rd->how.each && e->own && !e->is_signature)
		entity_hand_over(e);
	return 0;
}

static void entity_free(struct sink *s)
{
	struct entity *e = (struct entity *)s;

	/* What was made later gives to what was made before. */
	while (e->nstages)
		sink_free(e->stages[--e->nstages]);
	message_head_clear(&e->fields);
	buf_wipe(&e->head);
	free(e);
}

struct sink *entity_new(struct reading *rd, struct message_layer *layer,
			unsigned depth)
{
	struct entity *e = xcalloc(1, sizeof(*e));

	e->sink = (struct sink){entity_put, entity_end, entity_free};
	e->rd = rd;
	e->layer = layer;
	e->depth = depth;
	return &e->sink;
}

/* --- the whole --- */

static int reading_put(struct sink *s, const void *bytes, size_t n)
{
	return sink_put(((struct reading *)s)->top, bytes, n);
}

static int tell_first(struct reading *rd)
{
	struct report first = {rd->trouble.items, 1};

	if (rd->trouble.n)
		report_append(rd->report, &first);
	return -1;
}

static int reading_end(struct sink *s)
{
	struct reading *rd = (struct reading *)s;

	if (sink_end(rd->top) < 0)
		rd->failed = true;
	if (rd->how.each)
		return 0;
	if (!rd->failed && rd->m->n == 0)
		report_add(&rd->trouble, FINDING_MSG_NOT_SMIME, NULL, "%s", "");
	else if (!rd->failed && rd->how.out && !rd->wrote &&
		 rd->how.want == MESSAGE_OPENED)
		report_add(&rd->trouble, FINDING_MSG_NOT_ENCRYPTED, NULL, "%s",
			   "");
	else if (!rd->failed && rd->how.out && !rd->wrote)
		report_add(&rd->trouble, FINDING_MSG_DAMAGED, NULL, "%s",
			   _("There is no content in it."));
	if (rd->trouble.n || rd->failed)
		return tell_first(rd);
	if (rd->lf)
		return sink_end(rd->lf);
	return rd->how.out ? sink_end(rd->how.out) : 0;
}

static void reading_free(struct sink *s)
{
	struct reading *rd = (struct reading *)s;

	sink_free(rd->top);
	sink_free(rd->lf);
	report_clear(&rd->trouble);
	buf_clear(&rd->fields);
	free(rd);
}

struct sink *message_read_new(const struct message_read *how,
			      struct message *m, struct report *report)
{
	struct reading *rd = xcalloc(1, sizeof(*rd));

	rd->sink = (struct sink){reading_put, reading_end, reading_free};
	rd->how = *how;
	rd->m = m;
	rd->report = report;
	rd->top = entity_new(rd, NULL, 0);
	return &rd->sink;
}
