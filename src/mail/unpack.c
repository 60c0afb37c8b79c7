/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any file taken apart until what is inside can be named. */
#include "mail/unpack.h"

#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/text.h"
#include "mail/archive.h"
#include "mail/card.h"
#include "mail/mime.h"
#include "mail/plaintext.h"
#include "mail/signed.h"

enum {
	ITEMS_OF_ONE = 64,		/* recognise() gives no more */
	TEXT_MAX = 1024 * 1024,		/* longer ones are not mended */
};

/* One file, mail part or member: the place it was found at, and how deep. */
struct find {
	struct parts *out;
	size_t *left;	   /* bytes that may still be unpacked, of all */
	const char *where; /* "" at the top */
	unsigned depth;
};

static void look_into(struct slice bytes, const struct find *f);

/* Takes over the item's bytes. */
static void add(const struct find *f, enum item_kind kind, struct buf *der)
{
	struct parts *out = f->out;
	struct part *part;

	if (out->n == UNPACK_PARTS_MAX) {
		out->cut = true;
		return;
	}
	out->items = xrealloc(out->items, (out->n + 1) * sizeof(*out->items));
	part = &out->items[out->n++];
	*part = (struct part){.item.kind = kind, .where = xstrdup(f->where)};
	if (der)
		buf_move(&part->item.der, der);
}

static void drop_from(struct parts *parts, size_t n)
{
	while (parts->n > n) {
		struct part *part = &parts->items[--parts->n];

		buf_clear(&part->item.der);
		free(part->where);
	}
}

static bool is_named(enum item_kind kind)
{
	return kind != ITEM_UNKNOWN && kind != ITEM_EMPTY;
}

static bool is_useful(enum item_kind kind)
{
	return is_named(kind) && kind != ITEM_DAMAGED;
}

/* What only surrounds things. */
static bool is_stranger(enum item_kind kind)
{
	return kind == ITEM_HTML || kind == ITEM_MAIL;
}

static bool any_named(const struct parts *parts, size_t from)
{
	for (size_t i = from; i < parts->n; i++)
		if (is_named(parts->items[i].item.kind))
			return true;
	return false;
}

/* Things that are worth naming, not the mail around them. */
static bool any_inside(const struct parts *parts, size_t from)
{
	for (size_t i = from; i < parts->n; i++)
		if (is_useful(parts->items[i].item.kind) &&
		    !is_stranger(parts->items[i].item.kind))
			return true;
	return false;
}

/* --- one level deeper --- */

/* False where no more may be unpacked. */
static bool spend(const struct find *f, size_t n)
{
	bool enough = n <= *f->left;

	if (enough)
		*f->left -= n;
	else
		f->out->cut = true;
	return enough;
}

/* What is inside something: its name and the container's make its place. */
static void look_inside(struct slice bytes, const char *name,
			const char *container, const struct find *f)
{
	const char *outer = *f->where ? f->where : container;
	struct find inner = {f->out, f->left, NULL, f->depth + 1};
	char *safe = text_safe_str(name);
	/* TRANSLATORS: a part and what holds it: "smime.p7s in the mail". */
	char *where = *safe ? xasprintf(_("%s in %s"), safe, outer)
			    : xstrdup(outer);

	inner.where = where;
	if (f->depth == UNPACK_DEPTH_MAX)
		f->out->cut = true;
	else
		look_into(bytes, &inner);
	free(where);
	free(safe);
}

/* --- archives --- */

static void take_archived(const struct archive_file *file, void *arg)
{
	const struct find *f = arg;
	struct find locked = *f;
	char *where, *safe;

	if (!file->is_locked) {
		look_inside(file->bytes, file->name, _("the archive"), f);
		return;
	}
	safe = text_safe_str(file->name);
	where = xasprintf(_("%s, locked with a password"), safe);
	locked.where = where;
	add(&locked, ITEM_ZIP, NULL);
	free(where);
	free(safe);
}

static void open_archive(struct slice bytes, const struct find *f)
{
	size_t before = f->out->n;
	int r = archive_each(bytes, f->left, take_archived, (void *)f);

	if (r > 0)
		f->out->cut = true;
	if (any_named(f->out, before))
		return;
	drop_from(f->out, before);
	add(f, ITEM_ZIP, NULL);
}

/* --- mail --- */

/* The letter itself is no thing that was sent along. */
static void take_mailed(const struct mime_part *part, void *arg)
{
	const struct find *f = arg;
	size_t before = f->out->n;

	if (!spend(f, part->body.n))
		return;
	look_inside(part->body, part->name ? part->name : "", _("the mail"),
		    f);
	if (part->is_letter && !any_inside(f->out, before))
		drop_from(f->out, before);
}

/* False where nothing came of it: text that only looks like a mail. */
static bool open_mail(struct slice bytes, const struct find *f)
{
	size_t before = f->out->n;
	int r = mime_each(bytes, take_mailed, (void *)f);

	if (r > 0)
		f->out->cut = true;
	if (any_named(f->out, before))
		return true;
	drop_from(f->out, before);
	return false;
}

/* --- cards --- */

static void take_card(const struct card_key *key, void *arg)
{
	const struct find *f = arg;

	if (!spend(f, key->bytes.n))
		return;
	look_inside(key->bytes, key->owner,
		    key->is_entry ? _("the directory entry")
				  : _("the contact card"),
		    f);
}

static bool open_cards(struct slice text, const struct find *f)
{
	size_t before = f->out->n;

	card_each(text, take_card, (void *)f);
	return f->out->n > before;
}

/* --- text and DER --- */

/* How much a reading says: things to use count most, then to know what it is
 * instead, then that it is damaged; damage beside things is less. */
static long score(const struct items *items)
{
	long useful = 0, damaged = 0, strangers = 0;

	for (size_t i = 0; i < items->n; i++) {
		enum item_kind kind = items->items[i].kind;

		damaged += kind == ITEM_DAMAGED;
		strangers += is_stranger(kind);
		useful += is_useful(kind) && !is_stranger(kind);
	}
	if (useful)
		return useful * 1000 - damaged;
	return strangers ? 2 : damaged > 0;
}

static void keep_better(struct items *best, struct items *other)
{
	if (score(other) > score(best)) {
		struct items swap = *best;

		*best = *other;
		*other = swap;
	}
	items_clear(other);
}

/* Base64 whose armour is torn or gone. */
static void read_bare(struct slice text, struct items *out)
{
	struct slice run;

	*out = (struct items){0};
	while (out->n < ITEMS_OF_ONE && plain_base64_next(&text, &run)) {
		struct items one;

		recognise(run.p, run.n, &one);
		out->items = xrealloc(out->items, (out->n + one.n) *
						      sizeof(*out->items));
		memcpy(&out->items[out->n], one.items,
		       one.n * sizeof(*one.items));
		out->n += one.n;
		free(one.items);
	}
}

static bool has_hint(struct slice text)
{
	static const char *const hints[] = {"BEGIN", "Begin", "begin", "MI"};

	for (size_t i = 0; i < ARRAY_LEN(hints); i++)
		if (memmem(text.p, text.n, hints[i], strlen(hints[i])))
			return true;
	return false;
}

static bool is_mendable(struct slice text, const struct items *found)
{
	bool amiss = false;

	for (size_t i = 0; i < found->n; i++)
		amiss = amiss || !is_useful(found->items[i].kind) ||
			is_stranger(found->items[i].kind);
	return amiss && text.n && text.n <= TEXT_MAX &&
	       !memchr(text.p, '\0', text.n) && has_hint(text);
}

/* Each change is undone on top of those before: they come together, and in
 * this order. The reading that names the most is kept. */
static void mend_with(plain_fn *const *changes, struct slice bytes,
		      struct items *best)
{
	struct buf text = {0};
	struct items other;

	buf_add(&text, bytes.p, bytes.n);
	for (; *changes; changes++) {
		struct buf undone = {0};

		if ((*changes)(slice_of(&text), &undone)) {
			recognise(undone.data, undone.len, &other);
			keep_better(best, &other);
			buf_wipe(&text);
			buf_move(&text, &undone);
		}
		buf_wipe(&undone);
	}
	read_bare(slice_of(&text), &other);
	keep_better(best, &other);
	buf_wipe(&text);
}

/* The last "=" of base64 looks like a soft line break, so that what is not
 * quoted-printable must not be decoded as that. */
static void mend(struct slice bytes, struct items *best)
{
	static plain_fn *const plain[] = {plain_unquote, plain_untag,
					  plain_mend, NULL};
	static plain_fn *const printable[] = {plain_unquote, plain_unprint,
					      plain_untag, plain_mend, NULL};

	mend_with(plain, bytes, best);
	mend_with(printable, bytes, best);
}

/* A signature, and what the mail has that is inside it. */
static void open_signed(struct item *item, const struct find *f)
{
	size_t at = f->out->n;
	struct signed_data s = {0};
	bool read = signed_data_read(slice_of(&item->der), &s) == 0;

	add(f, item->kind, &item->der);
	if (at < f->out->n)
		f->out->items[at++].is_signer = s.has_signer;
	if (read && recognise_is_mail(s.content.data, s.content.len) &&
	    spend(f, s.content.len)) {
		look_inside(slice_of(&s.content), "", _("the signed mail"), f);
		if (!any_inside(f->out, at))
			drop_from(f->out, at);
	}
	signed_data_clear(&s);
}

static void name_it(struct slice bytes, const struct find *f)
{
	struct items items;

	recognise(bytes.p, bytes.n, &items);
	if (is_mendable(bytes, &items))
		mend(bytes, &items);
	f->out->cut = f->out->cut || items.n >= ITEMS_OF_ONE;
	for (size_t i = 0; i < items.n; i++)
		if (items.items[i].kind == ITEM_PKCS7)
			open_signed(&items.items[i], f);
		else
			add(f, items.items[i].kind, &items.items[i].der);
	items_clear(&items);
}

static void look_into(struct slice bytes, const struct find *f)
{
	struct buf text = {0};

	if (plain_utf8(bytes, &text))
		bytes = slice_of(&text);
	if (archive_is(bytes))
		open_archive(bytes, f);
	else if (!(recognise_is_mail(bytes.p, bytes.n) &&
		   open_mail(bytes, f)) &&
		 !(card_is(bytes) && open_cards(bytes, f)))
		name_it(bytes, f);
	buf_wipe(&text);
}

void unpack(const void *bytes, size_t len, struct parts *out)
{
	size_t left = UNPACK_BYTES_MAX;
	struct find top = {out, &left, "", 0};

	*out = (struct parts){0};
	look_into((struct slice){bytes, len}, &top);
	if (!out->n)
		add(&top, ITEM_UNKNOWN, NULL);
}

void parts_clear(struct parts *p)
{
	drop_from(p, 0);
	free(p->items);
	*p = (struct parts){0};
}

const struct part *parts_first(const struct parts *p, enum item_kind kind)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].item.kind == kind)
			return &p->items[i];
	return NULL;
}

const struct part *parts_main(const struct parts *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_useful(p->items[i].item.kind))
			return &p->items[i];
	for (size_t i = 0; i < p->n; i++)
		if (is_named(p->items[i].item.kind))
			return &p->items[i];
	return &p->items[0];
}

const char *parts_words(const struct parts *p, const struct buf *bytes)
{
	const struct part *best = parts_main(p);

	if (!best->is_signer)
		return item_kind_name(best->item.kind);
	return recognise_is_mail(bytes->data, bytes->len)
		       ? _("a signed mail")
		       : _("a signature, as it stands in a signed mail");
}
