/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a letter is what, and the stages each layer is read by. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/base64-sink.h"
#include "base/text.h"
#include "mail/message-impl.h"
#include "mail/message-lines.h"
#include "mail/prescan.h"

enum { PARTS_MAX = 10000 };

/* --- layers --- */

static bool says(const char *text, const char *word)
{
	return text && strstr(text, word) != NULL;
}

static struct message_layer *add_layer(struct entity *e, enum message_form form)
{
	struct message *m = e->rd->m;
	struct message_layer *l;

	if (m->n == MESSAGE_LAYERS_MAX) {
		entity_damaged(e, _("More layers are inside each other than any "
			     "program makes."));
		return NULL;
	}
	l = xcalloc(1, sizeof(*l));
	l->form = form;
	l->is_forwarded = e->is_forwarded;
	l->is_inner = e->is_inner;
	l->head = e->fields;
	e->fields = (struct message_head){0};
	m->layers[m->n++] = l;
	e->own = l;
	return l;
}

/* A part of it, or what is inside of it. */
static struct sink *entity_inside(struct entity *e, struct message_layer *layer)
{
	struct sink *part = entity_new(e->rd, layer, e->depth + 1);

	((struct entity *)part)->is_forwarded = e->is_forwarded;
	((struct entity *)part)->is_inner = e->is_inner;
	return part;
}

static const struct cms_look *look_before(const struct reading *rd, size_t i)
{
	const struct message *before = rd->how.before;

	return before && i < before->n ? &before->layers[i]->look : NULL;
}

static struct sink *cms_stage(struct entity *e, struct message_layer *l,
			      bool has_content)
{
	struct reading *rd = e->rd;
	struct cms_read how = {rd->how.identities, rd->how.n, NULL,
			       look_before(rd, rd->m->n - 1), rd->how.shelf};

	if (has_content)
		how.out = entity_keep(e, entity_inside(e, l));
	return entity_keep(e, cms_read_new(&how, &l->look, &rd->trouble));
}

struct qp_stage {
	struct sink sink;
	struct sink *out;
	struct message_qp *qp;
	struct buf room;
};

static int qp_put(struct sink *s, const void *bytes, size_t n)
{
	struct qp_stage *q = (struct qp_stage *)s;

	q->room.len = 0;
	message_qp_step(q->qp, (struct slice){bytes, n}, &q->room);
	return sink_put(q->out, q->room.data, q->room.len);
}

static int qp_end(struct sink *s)
{
	return sink_end(((struct qp_stage *)s)->out);
}

static void qp_free(struct sink *s)
{
	struct qp_stage *q = (struct qp_stage *)s;

	message_qp_free(q->qp);
	buf_wipe(&q->room);
	free(q);
}

static struct sink *decoded(struct entity *e, const char *encoding,
			    struct sink *cms)
{
	struct qp_stage *q;

	if (says(encoding, "base64"))
		return entity_keep(e, base64_decoder_new(cms));
	if (!says(encoding, "quoted-printable"))
		return cms;
	q = xcalloc(1, sizeof(*q));
	q->sink = (struct sink){qp_put, qp_end, qp_free};
	q->out = cms;
	q->qp = message_qp_new();
	return entity_keep(e, &q->sink);
}

static void begin_cms(struct entity *e, enum message_form form)
{
	struct message_layer *l = add_layer(e, form);

	if (l)
		e->body = decoded(e, l->head.encoding,
				  cms_stage(e, l, form != MESSAGE_LONE));
}

/* "sha-256", "sha256", or several; what is not known, or could be a mistake
 * that cannot be mended later, is all of them. */
static unsigned announced(const struct reading *rd, size_t layer,
			  const char *micalg)
{
	const struct cms_look *before = look_before(rd, layer);
	unsigned bits = before ? before->digests : 0;

	for (int i = 0; micalg && i < CMS_DIGEST_OTHER; i++) {
		const char *name = cms_digest_micalg((enum cms_digest)i);
		char *plain = xstrdup(name), *dash = strchr(plain, '-');

		if (dash)
			memmove(dash, dash + 1, strlen(dash));
		if (strstr(micalg, name) || strstr(micalg, plain))
			bits |= 1u << i;
		free(plain);
	}
	return bits && !rd->how.once ? bits : (1u << CMS_DIGEST_OTHER) - 1;
}

static struct sink *signed_part(void *arg, size_t index, bool *failed)
{
	struct entity *e = arg;
	struct message_layer *l = e->own;
	struct entity *part;

	(void)failed;
	if (index > 1)
		return NULL;
	part = (struct entity *)entity_inside(e, l);
	if (index == 1) {
		part->is_signature = true;
		return &part->sink;
	}
	/* The hash outlives the part: it is asked for its value later. */
	entity_keep(e, &part->sink);
	l->hash = cms_hash_new(l->hashed, &part->sink);
	return message_tee_new(NULL, cms_hash_in(l->hash));
}

static void begin_clear(struct entity *e)
{
	struct message_layer *l = add_layer(e, MESSAGE_CLEAR);

	if (!l)
		return;
	l->hashed = announced(e->rd, e->rd->m->n - 1, l->head.micalg);
	e->body = entity_keep(e, message_split_new(l->head.boundary, signed_part, e));
}

/* --- looking for them --- */

static struct sink *searched_part(void *arg, size_t index, bool *failed)
{
	struct entity *e = arg;

	(void)index;
	(void)failed;
	if (e->rd->m->n && !e->rd->how.each)
		return NULL;
	if (++e->rd->parts > PARTS_MAX) {
		e->rd->m->is_cut = true;
		return NULL;
	}
	return entity_inside(e, NULL);
}

static bool is_type(const struct message_head *h, const char *plain,
		    const char *x)
{
	return strcmp(h->type, plain) == 0 || strcmp(h->type, x) == 0;
}

static bool ends(const char *name, const char *with)
{
	size_t n = name ? strlen(name) : 0, m = strlen(with);

	return n >= m && strcasecmp(name + n - m, with) == 0;
}

static bool is_clear(const struct message_head *h)
{
	return strcmp(h->type, "multipart/signed") == 0 && h->boundary &&
	       (!h->protocol || says(h->protocol, "pkcs7-signature"));
}

/* A server that does not know the type has put its own there. */
static bool has_lost_type(const struct message_head *h)
{
	return !is_type(h, "application/pkcs7-mime",
			"application/x-pkcs7-mime") &&
	       ends(h->name, ".p7m");
}

static bool is_cms(const struct message_head *h)
{
	return is_type(h, "application/pkcs7-mime",
		       "application/x-pkcs7-mime") ||
	       ends(h->name, ".p7m");
}

static bool is_lone(const struct message_head *h)
{
	return is_type(h, "application/pkcs7-signature",
		       "application/x-pkcs7-signature");
}

bool message_head_is_smime(const struct message_head *h)
{
	return is_clear(h) || is_cms(h) || is_lone(h);
}

static void search(struct entity *e)
{
	const char *type = e->fields.type;

	e->is_inner |= e->layer != NULL;
	if (is_type(&e->fields, "application/ms-tnef", "application/vnd.ms-tnef") ||
	    ends(e->fields.name, "winmail.dat"))
		e->rd->m->has_tnef = true;
	if (e->depth >= MESSAGE_DEPTH_MAX) {
		e->rd->m->is_cut = true;
		return;
	}
	if (strncmp(type, "multipart/", 10) == 0 && e->fields.boundary)
		e->body = entity_keep(e, message_split_new(e->fields.boundary,
						    searched_part, e));
	else if (strcmp(type, "message/rfc822") == 0) {
		e->is_forwarded = true;
		e->body = entity_keep(e, entity_inside(e, NULL));
	}
}

static void take_content(struct entity *e)
{
	if (e->rd->how.each) {
		e->body = entity_keep(
			e, prescan_watch_new(&e->rd->m->has_inner));
		return;
	}
	e->rd->m->has_content = true;
	e->rd->m->content = e->fields;
	e->fields = (struct message_head){0};
}

/* The signature of multipart/signed, whatever it says of itself. */
static void begin_signature(struct entity *e)
{
	struct reading *rd = e->rd;
	struct message *m = rd->m;
	struct cms_read how = {.shelf = rd->how.shelf};

	for (size_t i = 0; i < m->n; i++)
		if (m->layers[i] == e->layer)
			how.before = look_before(rd, i);
	e->own = e->layer;
	e->body = decoded(
	    e, e->fields.encoding,
	    entity_keep(e, cms_read_new(&how, &e->layer->look, &rd->trouble)));
}

void entity_route(struct entity *e)
{
	const struct message_head *f = &e->fields;
	bool clear = is_clear(f), cms = is_cms(f);
	bool found = clear || cms || (is_lone(f) && !e->layer);

	if (cms && has_lost_type(f))
		e->rd->m->lost_type = true;

	if (!e->is_signature && entity_is_wanted(e, e->layer && !found) &&
	    entity_begin_out(e) < 0) {
		entity_break_off(e);
		return;
	}
	if (found && !e->layer && e->depth)
		e->rd->m->is_part = true;
	if (e->is_signature)
		begin_signature(e);
	else if (found && clear)
		begin_clear(e);
	else if (found)
		begin_cms(e, cms ? MESSAGE_OPAQUE : MESSAGE_LONE);
	else if (e->layer && (!e->rd->how.each || e->rd->how.shallow))
		take_content(e);
	else
		search(e);
}

void entity_bare(struct entity *e, const char *pem)
{
	struct message_layer *l = add_layer(e, MESSAGE_BARE);
	struct sink *cms = l ? cms_stage(e, l, true) : NULL;
	char *stop;

	e->body = cms;
	if (!cms || !pem)
		return;
	/* The decoder passes over the rest of the first line. */
	stop = xasprintf("---END %s-----", pem);
	e->body = entity_keep(e, message_crlf_new(stop,
						  base64_decoder_new(cms)));
	free(stop);
}

/* --- what was read --- */

static void layer_free(struct message_layer *l)
{
	message_head_clear(&l->head);
	cms_look_clear(&l->look);
	cms_hash_free(l->hash);
	free(l);
}

void entity_hand_over(struct entity *e)
{
	struct message *m = e->rd->m;
	size_t i = 0;

	e->rd->how.each(e->own, e->rd->how.arg);
	while (i < m->n && m->layers[i] != e->own)
		i++;
	if (i < m->n)
		m->layers[i] = m->layers[--m->n];
	shelf_put(e->rd->how.shelf, &e->own->look.certs);
	layer_free(e->own);
	e->own = NULL;
	report_clear(&e->rd->trouble);
}

void message_clear(struct message *m)
{
	for (size_t i = 0; i < m->n; i++)
		layer_free(m->layers[i]);
	message_head_clear(&m->head);
	message_head_clear(&m->content);
	*m = (struct message){0};
}

bool message_again(const struct message *m)
{
	bool again = false;

	for (size_t i = 0; i < m->n; i++) {
		const struct message_layer *l = m->layers[i];

		again |= l->form == MESSAGE_CLEAR &&
			 (l->look.digests & ~l->hashed) != 0;
		again |= l->look.kind == CMS_AUTH_ENVELOPED && l->has_failed &&
			 l->look.auth_attributes.len;
	}
	return again;
}

void message_verify(struct message *m, const struct cert_list *more,
		    struct report *report)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->layers[i]->look.kind == CMS_SIGNED)
			cms_verify(&m->layers[i]->look, m->layers[i]->hash,
				   more, report);
}
