/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a configuration profile from elsewhere would do to a device. */
#include "journey/profile-look.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/profile-payload.h"
#include "mail/plist.h"
#include "mail/signed.h"
#include "rules/store.h"
#include "x509/pkcs7.h"
#include "x509/recognise.h"

enum { PAYLOADS_MAX = 100 }; /* that are told one by one */

/* A profile as it came: its text, and the signature around it. */
struct envelope {
	struct buf text;
	bool is_signed;
	struct cert_list certs;
	const struct cert *signer;
};

static void envelope_clear(struct envelope *e)
{
	buf_clear(&e->text);
	cert_list_clear(&e->certs);
}

static bool is_plist(const struct buf *bytes)
{
	struct items items = {0};
	bool is;

	recognise(bytes->data, bytes->len, &items);
	is = items.items[0].kind == ITEM_PROFILE;
	items_clear(&items);
	return is;
}

/* A signed profile is a CMS SignedData around it, in DER. */
static bool open_signed(const struct buf *bytes, struct envelope *e)
{
	struct report ignored = {0};
	struct signed_data s;

	if (signed_data_read(slice_of(bytes), &s) < 0)
		return false;
	buf_move(&e->text, &s.content);
	e->is_signed = s.has_signer;
	signed_data_clear(&s);
	if (!is_plist(&e->text))
		return false;
	if (pkcs7_certs(bytes->data, bytes->len, &e->certs, &ignored) == 0)
		e->signer = pkcs7_signer(bytes->data, bytes->len, &e->certs);
	report_clear(&ignored);
	return true;
}

static bool envelope_open(const struct buf *bytes, struct envelope *e)
{
	if (open_signed(bytes, e))
		return true;
	if (!is_plist(bytes))
		return false;
	buf_copy(&e->text, bytes);
	return true;
}

/* A root is often left out of a signature: then the name of the last issuer is
 * all there is to go by. */
static bool is_known_signer(const struct envelope *e)
{
	struct chain chain;
	const struct cert *last;
	char *issuer;
	bool known;

	chain_build(e->signer, &e->certs, &chain);
	last = chain.links[chain.n - 1];
	if (chain.end == CHAIN_ROOT)
		return store_find(store_apple(), last) != STORE_UNKNOWN;
	issuer = cert_issuer_title(last);
	known = chain.end == CHAIN_MISSING &&
		store_has_name(store_apple(), issuer);
	free(issuer);
	return known;
}

static void judge_signature(const struct envelope *e, struct diagnosis *d)
{
	const char *label = d->subject.label;
	char *title;

	if (!e->is_signed) {
		report_add(&d->report, FINDING_TRUST_PROFILE_UNVERIFIED, label,
			   "%s", _("It is not signed."));
		return;
	}
	if (!e->signer) {
		report_add(&d->report, FINDING_PROFILE_SIGNATURE_BAD, label,
			   "");
		return;
	}
	title = cert_title(e->signer);
	page_field(&d->page, _("Signed by"), "%s", title);
	if (!is_known_signer(e))
		report_add(&d->report, FINDING_TRUST_PROFILE_UNVERIFIED, label,
			   _("It is signed by %s, whose issuer is not in "
			     "Apple's list."),
			   title);
	free(title);
}

static void field(struct page *page, const char *label, const char *text)
{
	char *safe;

	if (!text || !*text)
		return;
	safe = text_safe_str(text);
	page_field(page, label, "%s", safe);
	free(safe);
}

static void judge_removal(const struct prop *top, struct diagnosis *d)
{
	const struct prop *list = prop_get(top, "PayloadContent", PROP_ARRAY);
	bool stays = prop_flag(top, "PayloadRemovalDisallowed") ||
		     prop_flag(top, "HasRemovalPasscode");

	for (size_t i = 0; list && i < list->n; i++) {
		const char *type = prop_text(list->items[i], "PayloadType");

		stays |= type &&
			 strcmp(type, "com.apple.profileRemovalPassword") == 0;
	}
	if (stays)
		report_add(&d->report, FINDING_PROFILE_NO_REMOVAL,
			   d->subject.label, "");
}

/* What goes beyond mail and certificates is named together. */
static void judge_more(const struct strlist *more, struct diagnosis *d)
{
	struct buf all = {0};

	for (size_t i = 0; i < more->n; i++)
		buf_addf(&all, "%s%s", i ? " " : "", more->items[i]);
	if (more->n)
		report_add(&d->report, FINDING_PROFILE_MORE, d->subject.label,
			   "%s", all.data);
	buf_clear(&all);
}

static void look_payloads(const struct prop *list, struct diagnosis *d,
			  struct buf *bundle)
{
	struct payload_look look = {.label = d->subject.label,
				    .all = list,
				    .page = &d->page,
				    .report = &d->report,
				    .bundle = bundle};

	page_gap(&d->page);
	page_add(&d->page, ROLE_TITLE, "%s", _("What it does on the device"));
	for (size_t i = 0; i < list->n && i < PAYLOADS_MAX; i++)
		payload_look(list->items[i], &look);
	if (list->n > PAYLOADS_MAX)
		page_add(&d->page, ROLE_WARN,
			 trn("%zu more part is not shown.",
			     "%zu more parts are not shown.",
			     list->n - PAYLOADS_MAX),
			 list->n - PAYLOADS_MAX);
	if (!list->n)
		page_add(&d->page, ROLE_TEXT, "%s", _("Nothing."));
	judge_more(&look.more, d);
	strlist_clear(&look.more);
}

static void look_top(const struct prop *top, struct diagnosis *d,
		     struct buf *bundle)
{
	const struct prop *list = prop_get(top, "PayloadContent", PROP_ARRAY);

	field(&d->page, _("Name"), prop_text(top, "PayloadDisplayName"));
	field(&d->page, _("From"), prop_text(top, "PayloadOrganization"));
	field(&d->page, _("About"), prop_text(top, "PayloadDescription"));
	field(&d->page, _("Identifier"), prop_text(top, "PayloadIdentifier"));
	judge_removal(top, d);
	if (list)
		look_payloads(list, d, bundle);
	else if (prop_get(top, "EncryptedPayloadContent", PROP_DATA))
		report_add(&d->report, FINDING_PROFILE_ENCRYPTED,
			   d->subject.label, "");
	else
		report_add(&d->report, FINDING_PROFILE_DAMAGED,
			   d->subject.label, "%s",
			   _("It has no list of what it does."));
}

bool profile_look(const struct buf *bytes, struct diagnosis *d,
		  struct buf *bundle)
{
	struct envelope e = {0};
	struct prop *top = NULL;
	const char *type;

	if (!envelope_open(bytes, &e)) {
		envelope_clear(&e);
		return false;
	}
	d->kind = "profile";
	d->words = item_kind_name(ITEM_PROFILE);
	if (prop_read(e.text.data, e.text.len, &top, &d->report) < 0)
		goto out;
	type = prop_text(top, "PayloadType");
	if (!type || strcmp(type, "Configuration") != 0) {
		report_add(&d->report, FINDING_PROFILE_DAMAGED,
			   d->subject.label, "%s",
			   _("It is a property list, but no configuration "
			     "profile."));
		goto out;
	}
	judge_signature(&e, d);
	look_top(top, d, bundle);
out:
	prop_free(top);
	envelope_clear(&e);
	return true;
}
