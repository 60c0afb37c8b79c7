/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found in a letter, layer by layer, for people. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/letter/letter.h"
#include "mail/announced.h"
#include "x509/gtls.h"

int letter_accept(const struct message *m, const char *label,
		  struct report *report)
{
	bool good = true;
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct cms_look *l = &m->layers[i]->look;

		for (size_t k = 0; k < l->nsigners; k++)
			good &= l->signers[k].verdict == CMS_GOOD;
		n += l->nsigners;
	}
	if (n == 0)
		return report_fail(report, FINDING_MSG_NOT_SIGNED, label, "%s",
				   "");
	return good ? 0 : -1;
}

/* What the signer's program says it reads: what to encrypt to it by. */
static void page_capabilities(const struct cms_signer *s, struct page *out)
{
	char *list = announced_ciphers(s->ciphers);

	if (s->has_capabilities)
		page_field(out, _("Reads"), "%s", *list ? list : "?");
	free(list);
}

/* Where it is not the one that signed. */
static void page_preferred(const struct announced *a, struct page *out)
{
	char *number;

	if (a->encrypt == a->cert)
		return;
	if (!a->encrypt) {
		page_field(out, _("Encrypt to"), "%s",
			   _("another certificate, which did not come with "
			     "this letter"));
		return;
	}
	number = hex_text(a->encrypt->serial.data, a->encrypt->serial.len, 0);
	page_field(out, _("Encrypt to"),
		   _("another certificate, which came with this letter: "
		     "serial %s"),
		   number);
	free(number);
}

static void page_signer(const struct cms_look *look,
			const struct cms_signer *s, struct page *out)
{
	static const char *const words[] = {
		[CMS_NOT_CHECKED] = N_("not checked"),
		[CMS_GOOD] = N_("the text is as it was signed"),
		[CMS_CHANGED] = N_("the text was changed after signing"),
		[CMS_FORGED] = N_("the signature is not of this certificate"),
		[CMS_NO_CERT] = N_("the signer's certificate is not here"),
		[CMS_UNKNOWN_METHOD] = N_("made by a method not known here"),
	};
	char *who = s->cert ? cert_title(s->cert) : xstrdup("?");
	char *when = s->has_time ? text_datetime(s->time) : NULL;
	char *by = s->cert ? cert_issuer_title(s->cert) : NULL;
	char *key = s->cert ? spki_text(&s->cert->spki) : NULL;
	struct announced announced;

	page_field(out, _("Signed by"), "%s", who);
	if (s->cert)
		page_strlist(out, _("Address"), &s->cert->emails);
	if (by)
		page_field(out, _("Issued by"), "%s", by);
	if (when)
		page_field(out, _("On"), "%s", when);
	page_field(out, _("Method"), "%s%s, %s", key ? key : "?",
		   s->is_pss ? " (PSS)" : "", cms_digest_name(s->digest));
	page_capabilities(s, out);
	if (announced_of(look, s, &announced))
		page_preferred(&announced, out);
	page_add(out, s->verdict == CMS_GOOD ? ROLE_DONE : ROLE_BAD, "%s",
		 tr(words[s->verdict]));
	free(who);
	free(when);
	free(by);
	free(key);
}

char *letter_issuer(const struct cms_id *id)
{
	static const char *const oids[] = {"2.5.4.3", "2.5.4.10"};
	const struct buf *der = &id->issuer;
	struct strlist lines = {0};
	char *text = NULL, *safe;

	if (!der->len)
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(oids) && !text; i++)
		text = gtls_name_value(der->data, der->len, oids[i]);
	gtls_name_lines(der->data, der->len, &lines);
	if (!text && lines.n)
		text = xstrdup(lines.items[0]);
	safe = text ? text_safe_str(text) : NULL;
	strlist_clear(&lines);
	free(text);
	return safe;
}

/* Issuer and serial, or whose it is where it is one's own. */
static void page_recipient(const struct cms_recipient *r,
			   const struct ring *ring, struct page *out)
{
	char *how = cms_recipient_text(r), *name;
	const struct buf *id = r->id.serial.len ? &r->id.serial : &r->id.key_id;
	char *number = hex_text(id->data, id->len, 0);

	for (size_t i = 0; i < ring->n; i++) {
		if (!cms_id_means(&r->id, ring->items[i].cert))
			continue;
		name = cert_issuer_title(ring->items[i].cert);
		page_field(out, _("For"), _("%s (you), serial %s, issued by %s: %s"),
			   ring->items[i].address, number, name, how);
		free(name);
		goto out;
	}
	name = letter_issuer(&r->id);
	if (name)
		page_field(out, _("For"), _("serial %s, issued by %s: %s"),
			   number, name, how);
	else
		page_field(out, _("For"), _("key %s: %s"), number, how);
	free(name);
out:
	free(number);
	free(how);
}

static void page_layer(const struct message_layer *l, const struct ring *ring,
		       struct page *out)
{
	enum { SHOWN = 20 };
	const struct cms_look *k = &l->look;

	if (k->kind == CMS_ENVELOPED || k->kind == CMS_AUTH_ENVELOPED) {
		page_field(out, _("Encrypted"), "%s",
			   cms_cipher_name(k->cipher));
		for (size_t i = 0; i < k->nrecipients && i < SHOWN; i++)
			page_recipient(&k->recipients[i], ring, out);
		if (k->nrecipients > SHOWN)
			page_field(out, _("For"), _("%zu more"),
				   k->nrecipients - SHOWN);
	}
	for (size_t i = 0; i < k->nsigners && i < SHOWN; i++)
		page_signer(k, &k->signers[i], out);
}

void letter_page(const struct message *m, const struct ring *ring,
		 struct page *out)
{
	for (size_t i = 0; i < m->n; i++)
		page_layer(m->layers[i], ring, out);
}
