/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody sent, taken into the address book, whatever form it has. */
#include "journey/book/book-take.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-impl.h"
#include "journey/desk/desk.h"
#include "journey/identity/ring.h"
#include "journey/intake/intake.h"
#include "mail/announced.h"
#include "x509/gtls.h"

void book_taken_clear(struct book_taken *t)
{
	strlist_clear(&t->addresses);
	*t = (struct book_taken){0};
}

/* What nobody but its owner may have, and what is another system's. A warning
 * beside one's own certificates; here it is why nothing was done. */
static const struct {
	enum item_kind kind;
	enum finding_id id;
	bool even_so;	/* also where there is a certificate beside it */
} refusals[] = {
	{ITEM_P12, FINDING_RCPT_FILE_IS_P12, true},
	{ITEM_JKS, FINDING_RCPT_FILE_IS_P12, true},
	{ITEM_KEY, FINDING_RCPT_FILE_IS_P12, true},
	{ITEM_KEY_ENCRYPTED, FINDING_RCPT_FILE_IS_P12, true},
	{ITEM_OPENPGP, FINDING_RCPT_OPENPGP_ONLY, false},
};

static bool has_bytes(const struct buf *all, const void *some, size_t n)
{
	return n && all->len >= n && memmem(all->data, all->len, some, n);
}

/* Bundles name the pair in the open by the SHA-1 of its certificate, those of
 * most programs; of keys there is the file. */
static bool is_of(const struct ring_item *item, const struct buf *bytes,
		  const struct parts *parts)
{
	const struct part *bundle = parts_first(parts, ITEM_P12);
	unsigned char print[20];

	gtls_sha1(item->cert->der.data, item->cert->der.len, print);
	if (bundle && has_bytes(&bundle->item.der, print, sizeof(print)))
		return true;
	for (size_t i = 0; i < parts->n; i++)
		if (parts->items[i].item.kind == ITEM_CERT &&
		    buf_equal(&parts->items[i].item.der, &item->cert->der))
			return true;
	return has_bytes(bytes, item->file.data, item->file.len);
}

bool book_tell_own(const struct env *env, const struct buf *bytes,
		   const struct parts *parts, const char *source,
		   struct report *report)
{
	struct ring ring = {0};
	bool is_own = false;

	ring_scan(env, &ring);
	for (size_t i = 0; i < ring.n && !is_own; i++) {
		const char *address = ring.items[i].address;
		char *dir, *path;

		is_own = is_of(&ring.items[i], bytes, parts);
		if (!is_own)
			continue;
		dir = ws_identity_path(env, address);
		path = path_join(dir, WS_CERT);
		report_add(report, FINDING_RCPT_OWN_SECRET, source,
			   _("It is of %s. Your certificate is the file %s."),
			   address, path);
		free(path);
		free(dir);
	}
	ring_clear(&ring);
	return is_own;
}

static int refuse(const struct book *b, const struct buf *bytes,
		  const struct parts *parts, const char *source,
		  struct report *report)
{
	const struct env env = {.home = b->home};
	bool has_cert = parts_first(parts, ITEM_CERT) ||
			parts_first(parts, ITEM_PKCS7);

	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		const struct part *p = parts_first(parts, refusals[i].kind);

		if (!p || (has_cert && !refusals[i].even_so))
			continue;
		if (refusals[i].id == FINDING_RCPT_FILE_IS_P12 &&
		    book_tell_own(&env, bytes, parts, source, report))
			return -1;
		report_add(report, refusals[i].id, source, _("It is %s."),
			   item_kind_name(refusals[i].kind));
		report->items[report->n - 1].severity = SEVERITY_BLOCKER;
		return -1;
	}
	return 0;
}

/* What a good signature by this certificate says; the last one of several. */
static void hear(const struct message *m, const struct cert *c,
		 struct sighting *s)
{
	struct announced a;

	for (size_t i = 0; announced_at(m, i, &a); i++) {
		if (!cert_equal(a.cert, c))
			continue;
		s->announces = a.by->has_capabilities;
		s->ciphers = a.by->ciphers;
		s->capabilities = slice_of(&a.by->capabilities);
		s->preference =
			a.by->has_preference ? &a.by->preference : NULL;
	}
}

static void add_address(struct book_taken *t, const char *address)
{
	char *safe = text_safe_str(address);

	if (strlist_has(&t->addresses, safe))
		free(safe);
	else
		strlist_take(&t->addresses, safe);
}

static void count(struct book_taken *t, const struct cert *c, bool is_new)
{
	t->added += is_new;
	if (c->is_ca) {
		t->issuers++;
		return;
	}
	t->people++;
	for (size_t i = 0; i < c->emails.n; i++)
		add_address(t, c->emails.items[i]);
	if (!c->emails.n && c->subject_email)
		add_address(t, c->subject_email);
}

/* An issuer's was sent in place of a person's, most likely. */
static void note_issuers(const struct cert_list *certs, const char *source,
			 struct report *report)
{
	for (size_t i = 0; i < certs->n; i++)
		if (!certs->items[i]->is_ca)
			return;
	report_add(report, FINDING_CERT_WRONG_TYPE_CA, source, "%s", "");
	report_lower(report);
}

static int add_all(struct book *b, const struct cert_list *certs,
		   const struct message *m, const struct sighting *seen,
		   struct book_taken *out, struct report *report)
{
	int r = book_begin(b, report);

	for (size_t i = 0; i < certs->n && r == 0; i++) {
		struct sighting s = *seen;
		bool is_new = false;

		hear(m, certs->items[i], &s);
		r = book_add(b, certs->items[i], &s, &is_new, report);
		count(out, certs->items[i], is_new);
	}
	if (r == 0)
		r = book_commit(b, report);
	if (r < 0)
		book_abort(b);
	return r;
}

int book_take(struct book *b, const struct buf *bytes, const char *source,
	      time_t at, struct book_taken *out, struct report *report)
{
	struct sighting seen = {.source = source, .at = at};
	struct cert_list certs = {0};
	struct message m = {0};
	struct report said = {0};
	struct parts parts;
	int r;

	unpack(bytes->data, bytes->len, &parts);
	r = refuse(b, bytes, &parts, source, report);
	if (r == 0)
		r = intake_parts(&parts, source, &certs, &said);
	/* It explains that one's own key is missing in such a file. */
	report_remove(&said, FINDING_CERT_IS_PKCS7);
	report_append(report, &said);
	if (r == 0) {
		(void)announced_read(slice_of(bytes), &m);
		if (m.is_letter && m.head.has_date)
			seen.at = m.head.date;
		if (m.is_letter)
			seen.message = m.head.id;
		r = add_all(b, &certs, &m, &seen, out, report);
	}
	if (r == 0)
		note_issuers(&certs, source, report);
	message_clear(&m);
	cert_list_clear(&certs);
	report_clear(&said);
	parts_clear(&parts);
	return r;
}

/* --- from a front end --- */

/* The path as it is kept, and the time of the file. */
static char *source_of(const struct env *env, const char *brought, time_t *at)
{
	char *path, *whole;

	*at = env->now;
	if (strchr(brought, '\n'))
		return xstrdup(_("pasted text"));
	path = expand_home(env, brought);
	whole = fsio_whole_path(path);
	*at = (time_t)fsio_mtime(place_of(path));
	if (!whole)
		return path;
	free(path);
	return whole;
}

int book_bring(const struct env *env, const char *brought,
	       struct book_taken *out, struct report *report)
{
	struct book *b = NULL;
	struct buf bytes = {0};
	time_t at;
	char *source = source_of(env, brought, &at);
	int r = intake_read(env, brought, &bytes, report);

	if (r == 0)
		r = book_open(env, BOOK_WRITE, &b, report);
	if (r == 0)
		r = book_take(b, &bytes, source, at, out, report);
	book_close(b);
	buf_clear(&bytes);
	free(source);
	return r;
}
