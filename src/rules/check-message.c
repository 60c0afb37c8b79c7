/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to say of a letter, whether it could be opened or not. */
#include "rules/check-message.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/store.h"
#include "x509/address.h"
#include "x509/chain.h"

/* --- which programs read what --- */

#define BIT(x) (1u << (x))
#define AES_CBC                                                                \
	(BIT(CMS_AES_256_CBC) | BIT(CMS_AES_192_CBC) | BIT(CMS_AES_128_CBC))
#define GCM                                                                    \
	(BIT(CMS_AES_256_GCM) | BIT(CMS_AES_192_GCM) | BIT(CMS_AES_128_GCM))

static const struct message_reader readers[] = {
	/* No AuthEnvelopedData, OAEP or PSS; ECDH with the SHA-1 form and 3DES
	 * as wrap only. */
	{N_("Apple Mail"),
	 AES_CBC | BIT(CMS_3DES_CBC) | BIT(CMS_RC2_CBC) | BIT(CMS_DES_CBC),
	 BIT(CMS_RSA) | BIT(CMS_ECDH), true, false,
	 "Apple Security 61901, OSX/libsecurity_smime"},
	{N_("Thunderbird"), AES_CBC | BIT(CMS_3DES_CBC),
	 BIT(CMS_RSA) | BIT(CMS_RSA_OAEP) | BIT(CMS_ECDH), false, true,
	 "Thunderbird 153, tried"},
	/* What a given build reads beyond this is not published. */
	{N_("Outlook for Windows, classic"), AES_CBC | BIT(CMS_3DES_CBC),
	 BIT(CMS_RSA), false, false, "Microsoft KB 4459215"},
	{N_("GnuPG: KMail, Claws, NeoMutt"), AES_CBC | BIT(CMS_3DES_CBC),
	 BIT(CMS_RSA), false, false, "gpgsm 2.2.40, tried"},
	{N_("OpenSSL"), AES_CBC | BIT(CMS_3DES_CBC) | GCM,
	 BIT(CMS_RSA) | BIT(CMS_RSA_OAEP) | BIT(CMS_ECDH), false, true,
	 "openssl cms 3.0, tried"},
};

size_t message_reader_count(void)
{
	return ARRAY_LEN(readers);
}

const struct message_reader *message_reader_at(size_t i)
{
	return &readers[i];
}

/* Other than by dhSinglePass-stdDH-sha1kdf with a 3DES wrap, which alone
 * libsecurity_smime reads. */
static bool is_new_ecdh(const struct cms_recipient *r)
{
	return r->scheme == CMS_ECDH &&
	       (r->digest != CMS_SHA1 || r->wrap != CMS_WRAP_OTHER);
}

bool message_reader_opens(const struct message_reader *r,
			  const struct cms_look *look,
			  const struct cms_recipient *recipient)
{
	if (!(r->ciphers & BIT(look->cipher)))
		return false;
	/* NSS and Apple know the form of RFC 5083 no more than its ciphers. */
	if (look->kind == CMS_AUTH_ENVELOPED && !(r->ciphers & GCM))
		return false;
	if (recipient)
		return (r->schemes & BIT(recipient->scheme)) &&
		       !(r->old_ecdh && is_new_ecdh(recipient));
	for (size_t i = 0; i < look->nrecipients; i++)
		if (message_reader_opens(r, look, &look->recipients[i]))
			return true;
	return look->nrecipients == 0;
}

/* --- encryption --- */

static const struct message_own *own_of(const struct message_subject *s,
					const struct cms_recipient *r)
{
	for (size_t i = 0; i < s->nown; i++)
		if (cms_id_means(&r->id, s->own[i].cert))
			return &s->own[i];
	return NULL;
}

const struct message_own *message_own_of(const struct message_subject *s,
					 const struct cms_look *look)
{
	const struct message_own *found = NULL;

	for (size_t i = 0; i < look->nrecipients; i++) {
		const struct message_own *o = own_of(s, &look->recipients[i]);

		if (o && (!found || (o->has_key && !found->has_key)))
			found = o;
	}
	return found;
}

/* The recipient by which the person would open it; else any that is like
 * that. */
static bool has_scheme(const struct message_subject *s,
		       const struct cms_look *look,
		       bool (*is)(const struct cms_recipient *r))
{
	bool mine = message_own_of(s, look) != NULL, any = false;

	for (size_t i = 0; i < look->nrecipients; i++)
		if (!mine || own_of(s, &look->recipients[i]))
			any |= is(&look->recipients[i]);
	return any;
}

static bool is_oaep(const struct cms_recipient *r)
{
	return r->scheme == CMS_RSA_OAEP;
}

/* Issuer and serial of those it is for, so that they can be looked for. */
static char *meant(const struct cms_look *look)
{
	enum { SHOWN = 3 };
	struct buf out = {0};

	for (size_t i = 0; i < look->nrecipients && i < SHOWN; i++) {
		const struct cms_id *id = &look->recipients[i].id;
		const struct buf *b = id->serial.len ? &id->serial
						     : &id->key_id;
		char *hex = hex_text(b->data, b->len, 0);

		buf_addf(&out, "%s%s", i ? ", " : "", hex);
		free(hex);
	}
	return buf_take(&out);
}

static bool is_from_own(const struct message_subject *s)
{
	const struct strlist *from = &s->message->head.from;

	for (size_t i = 0; s->addresses && i < from->n; i++)
		if (address_in_list(from->items[i], s->addresses) !=
		    ADDRESS_DIFFERS)
			return true;
	return false;
}

static void check_who(const struct message_subject *s,
		      const struct cms_look *look, struct report *report)
{
	const struct message_own *own = message_own_of(s, look);
	char *who = meant(look);

	if (!own && s->nown)
		report_add(report, FINDING_MSG_NO_RECIPIENT_MATCH, s->label,
			   _("It is for the certificates with these serial "
			     "numbers: %s."),
			   who);
	else if (own && !own->has_key)
		report_add(report, FINDING_MSG_NEEDS_OLD_KEY, s->label,
			   _("Serial number: %s."), who);
	if (own && !own->is_current)
		report_add(report, FINDING_MSG_KEY_SELECT_IOS, s->label, "%s",
			   "");
	if (!own && is_from_own(s))
		report_add(report, FINDING_MSG_NOT_ENCRYPTED_TO_SELF, s->label,
			   "%s", "");
	free(who);
}

static void check_encrypted(const struct message_subject *s,
			    const struct cms_look *look, struct report *report)
{
	const char *cipher = cms_cipher_name(look->cipher);

	check_who(s, look, report);
	if (look->kind == CMS_AUTH_ENVELOPED)
		report_add(report, FINDING_MSG_AUTHENVELOPED, s->label, "%s",
			   cipher);
	if (has_scheme(s, look, is_oaep))
		report_add(report, FINDING_MSG_BAD_KEY_TRANSPORT, s->label,
			   "%s", "");
	if (has_scheme(s, look, is_new_ecdh))
		report_add(report, FINDING_MSG_ECDH_APPLE, s->label, "%s", "");
	if (BIT(look->cipher) &
	    (BIT(CMS_3DES_CBC) | BIT(CMS_RC2_CBC) | BIT(CMS_DES_CBC)))
		report_add(report, FINDING_MSG_WEAK_CIPHER, s->label, "%s",
			   cipher);
}

/* --- signatures --- */

static void cert_addresses(const struct cert *c, struct strlist *out)
{
	strlist_copy(out, &c->emails);
	if (c->subject_email)
		strlist_add(out, c->subject_email);
}

/* From or Sender: a list or a secretary sends for somebody. */
static void check_from(const struct message_subject *s, const struct cert *c,
		       struct report *report)
{
	const struct message_head *h = &s->message->head;
	struct strlist own = {0};
	bool found = h->from.n + h->sender.n == 0;

	cert_addresses(c, &own);
	for (size_t i = 0; i < h->from.n; i++)
		found |= address_in_list(h->from.items[i], &own) !=
			 ADDRESS_DIFFERS;
	for (size_t i = 0; i < h->sender.n; i++)
		found |= address_in_list(h->sender.items[i], &own) !=
			 ADDRESS_DIFFERS;
	if (!found)
		report_add(report, FINDING_MSG_SIGN_FROM_MISMATCH, s->label,
			   _("Signed by %s, sent by %s."),
			   own.n ? own.items[0] : "?",
			   h->from.n ? h->from.items[0] : h->sender.items[0]);
	strlist_clear(&own);
}

static bool is_root_known(const struct message_subject *s, const struct cert *c)
{
	return (s->roots && cert_list_has(s->roots, c)) || store_is_public(c);
}

/* The letter's certificates and the person's roots. */
static void check_chain(const struct message_subject *s,
			const struct cms_look *look, const struct cert *c,
			struct report *report)
{
	struct cert_list all = {0};
	struct chain chain;
	char *last;

	all.items = xcalloc(look->certs.n + (s->roots ? s->roots->n : 0) + 1,
			    sizeof(*all.items));
	for (size_t i = 0; i < look->certs.n; i++)
		all.items[all.n++] = look->certs.items[i];
	for (size_t i = 0; s->roots && i < s->roots->n; i++)
		all.items[all.n++] = s->roots->items[i];
	chain_build(c, &all, &chain);
	last = cert_issuer_title(chain.links[chain.n - 1]);
	if (chain.end != CHAIN_ROOT &&
	    !(look->certs.n > 1 && store_has_name(store_mozilla(), last)))
		report_add(report, FINDING_MSG_SIGN_NO_CHAIN, s->label,
			   _("Missing: %s."), last);
	if (chain.end != CHAIN_ROOT ||
	    !is_root_known(s, chain.links[chain.n - 1]))
		report_add(report, FINDING_MSG_SIGN_UNTRUSTED, s->label,
			   _("Issued by %s."), last);
	free(last);
	free(all.items);
}

/* RFC 5652 section 11.3: the time of signing is the signer's own word. */
static void check_time(const struct message_subject *s,
		       const struct cms_signer *signer, struct report *report)
{
	const struct cert *c = signer->cert;
	char *until;

	if (s->now <= c->not_after || !signer->has_time ||
	    signer->time > c->not_after || signer->time < c->not_before)
		return;
	until = text_date(c->not_after);
	report_add(report, FINDING_MSG_SIGN_EXPIRED, s->label,
		   _("It was valid until %s."), until);
	free(until);
}

static void check_signer(const struct message_subject *s,
			 const struct cms_look *look,
			 const struct cms_signer *signer,
			 struct report *report)
{
	const struct cert *c = signer->cert;

	if (signer->digest == CMS_SHA1 || signer->digest == CMS_MD5)
		report_add(report, FINDING_MSG_SIGN_WEAK, s->label, "%s",
			   cms_digest_name(signer->digest));
	if (signer->is_pss)
		report_add(report, FINDING_MSG_SIGN_PSS_APPLE, s->label, "%s",
			   "");
	if (!c)
		return;
	if (signer->has_preference && !cms_id_means(&signer->preference, c))
		report_add(report, FINDING_MSG_PREFERENCE_OTHER, s->label, "%s",
			   "");
	check_from(s, c, report);
	if (signer->verdict != CMS_GOOD)
		return;
	check_chain(s, look, c, report);
	check_time(s, signer, report);
}

/* --- the letter --- */

static void check_damage(const struct message_subject *s, struct report *report)
{
	const struct message *m = s->message;

	if (m->has_tnef && !m->n)
		report_add(report, FINDING_MSG_WRAPPED_ALTERED, s->label, "%s",
			   _("All that came is a winmail.dat of Outlook."));
	else if (m->lost_type)
		report_add(report, FINDING_MSG_WRAPPED_ALTERED, s->label, "%s",
			   _("The part smime.p7m has lost its type."));
}

void check_message(const struct message_subject *s, struct report *report)
{
	const struct message *m = s->message;

	check_damage(s, report);
	for (size_t i = 0; i < m->n; i++) {
		const struct message_layer *l = m->layers[i];
		const struct cms_look *look = &l->look;

		if (look->kind == CMS_ENVELOPED ||
		    look->kind == CMS_AUTH_ENVELOPED)
			check_encrypted(s, look, report);
		/* Inside what is encrypted only its reader sees it. */
		if (look->kind == CMS_SIGNED && l->form == MESSAGE_OPAQUE &&
		    look->nsigners && i == 0)
			report_add(report, FINDING_MSG_OPAQUE, s->label, "%s",
				   "");
		for (size_t k = 0; k < look->nsigners; k++)
			check_signer(s, look, &look->signers[k], report);
	}
}
