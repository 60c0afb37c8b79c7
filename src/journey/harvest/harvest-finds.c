/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates found by a scan, held until they are put into the book
 * together: of each only where it was seen first and last. */
#include "journey/harvest/harvest-finds.h"

#include <stdlib.h>
#include <string.h>

#include "mail/announced.h"

/* A sighting that owns its texts. */
struct seen {
	bool is_set;
	char *source, *folder, *message;
	time_t at;
	bool announces;
	unsigned ciphers;
	struct buf capabilities;
	bool has_preference;
	struct cms_id preference;
};

struct find {
	struct cert *cert;
	struct seen first, last, said; /* said: the newest that announces */
};

static void seen_clear(struct seen *s)
{
	free(s->source);
	free(s->folder);
	free(s->message);
	buf_clear(&s->capabilities);
	buf_clear(&s->preference.issuer);
	buf_clear(&s->preference.serial);
	buf_clear(&s->preference.key_id);
	*s = (struct seen){0};
}

static void set(struct seen *s, const struct sighting *from)
{
	seen_clear(s);
	s->is_set = true;
	s->source = xstrdup(from->source);
	s->folder = xstrdup(from->folder);
	s->message = xstrdup(from->message);
	s->at = from->at;
	s->announces = from->announces;
	s->ciphers = from->ciphers;
	buf_add(&s->capabilities, from->capabilities.p, from->capabilities.n);
	s->has_preference = from->preference != NULL;
	if (!from->preference)
		return;
	buf_copy(&s->preference.issuer, &from->preference->issuer);
	buf_copy(&s->preference.serial, &from->preference->serial);
	buf_copy(&s->preference.key_id, &from->preference->key_id);
}

static struct sighting sighting_of(const struct seen *s)
{
	return (struct sighting){
		.source = s->source,
		.folder = s->folder,
		.message = s->message,
		.at = s->at,
		.announces = s->announces,
		.ciphers = s->ciphers,
		.capabilities = slice_of(&s->capabilities),
		.preference = s->has_preference ? &s->preference : NULL,
	};
}

/* --- gathered --- */

static struct find *find_of(struct finds *f, struct cert *c)
{
	size_t at = 0, places = ARRAY_LEN(f->table);

	memcpy(&at, c->fingerprint, 4);
	for (at %= places; f->table[at]; at = (at + 1) % places) {
		struct find *one = &f->items[f->table[at] - 1];

		if (memcmp(one->cert->fingerprint, c->fingerprint,
			   FINGERPRINT_LEN) == 0)
			return one;
	}
	if (f->n >= places - 1)
		return NULL;
	if (!(f->n & (f->n - 1)))
		f->items = xrealloc(f->items,
				    (f->n ? 2 * f->n : 1) * sizeof(*f->items));
	f->items[f->n] = (struct find){.cert = cert_hold(c)};
	f->table[at] = (int)++f->n;
	return &f->items[f->n - 1];
}

static void see(struct finds *f, struct cert *c, const struct sighting *s)
{
	struct find *one = find_of(f, c);
	bool says = s->announces || s->preference;

	if (!one)
		return;
	if (!one->first.is_set || s->at < one->first.at)
		set(&one->first, s);
	if (!one->last.is_set || s->at > one->last.at)
		set(&one->last, s);
	if (says && (!one->said.is_set || s->at >= one->said.at))
		set(&one->said, s);
}

/* When it was signed, as the signer says; else as the letter does. */
static time_t time_of(const struct signers_part *part,
		      const struct find_place *at)
{
	time_t t = at->changed;

	if (part->letter->has_date)
		t = part->letter->date;
	for (size_t i = 0; i < part->look->nsigners; i++)
		if (part->look->signers[i].has_time) {
			t = part->look->signers[i].time;
			break;
		}
	return t > at->now ? at->now : t;
}

static void see_signer(struct finds *f, const struct signers_part *part,
		       const struct cms_signer *by, struct sighting s)
{
	struct announced a;

	if (!announced_of(part->look, by, &a))
		return;
	s.announces = by->has_capabilities;
	s.ciphers = by->ciphers;
	s.capabilities = slice_of(&by->capabilities);
	if (a.encrypt && by->has_preference)
		s.preference = &by->preference;
	for (size_t i = 0; i < part->look->certs.n; i++)
		if (part->look->certs.items[i] == a.cert)
			see(f, part->look->certs.items[i], &s);
}

void finds_take(struct finds *f, const struct signers_part *part,
		const struct find_place *at)
{
	const struct sighting s = {.source = at->source,
				   .folder = at->folder,
				   .message = part->letter->id,
				   .at = time_of(part, at)};

	for (size_t i = 0; i < part->look->nsigners; i++)
		see_signer(f, part, &part->look->signers[i], s);
	for (size_t i = 0; i < part->look->certs.n; i++)
		see(f, part->look->certs.items[i], &s);
}

bool finds_are_many(const struct finds *f)
{
	return f->n >= FINDS_MAX;
}

/* --- saved --- */

/* One call less for most: the last one also announces, more often than not. */
static int save_one(const struct find *one, struct book *b, size_t *fresh,
		    struct report *report)
{
	const struct seen *said = one->said.is_set ? &one->said : NULL;
	const struct seen *all[3] = {&one->first, &one->last, said};
	bool is_new = false, ignored;

	if (one->last.at == one->first.at)
		all[1] = NULL;
	for (size_t i = 0; i < 2 && said; i++)
		if (all[i] && all[i]->at == said->at) {
			all[i] = said;
			all[2] = NULL;
		}
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		struct sighting s;

		if (!all[i])
			continue;
		s = sighting_of(all[i]);
		if (book_add(b, one->cert, &s, i ? &ignored : &is_new,
			     report) < 0)
			return -1;
	}
	*fresh += is_new;
	return 0;
}

int finds_save(const struct finds *f, struct book *b, size_t *fresh,
	       struct report *report)
{
	for (size_t i = 0; i < f->n; i++)
		if (save_one(&f->items[i], b, fresh, report) < 0)
			return -1;
	return 0;
}

void finds_clear(struct finds *f)
{
	for (size_t i = 0; i < f->n; i++) {
		cert_free(f->items[i].cert);
		seen_clear(&f->items[i].first);
		seen_clear(&f->items[i].last);
		seen_clear(&f->items[i].said);
	}
	free(f->items);
	*f = (struct finds){0};
}
