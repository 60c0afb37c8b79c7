/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a configuration profile from elsewhere would do to a device. */
#include "journey/profile/profile-look.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mail/plist.h"
#include "mail/signed.h"
#include "rules/store.h"
#include "x509/chain.h"
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

static void judge_signature(const struct envelope *e, struct payload_look *look)
{
	const char *label = look->label;
	char *title;

	if (!e->is_signed) {
		report_add(look->report, FINDING_TRUST_PROFILE_UNVERIFIED,
			   label, "%s", _("It is not signed."));
		return;
	}
	if (!e->signer) {
		report_add(look->report, FINDING_PROFILE_SIGNATURE_BAD, label,
			   "");
		return;
	}
	title = cert_title(e->signer);
	page_field(look->page, _("Signed by"), "%s", title);
	if (!is_known_signer(e))
		report_add(look->report, FINDING_TRUST_PROFILE_UNVERIFIED,
			   label,
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

static void judge_removal(const struct prop *top, struct payload_look *look)
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
		report_add(look->report, FINDING_PROFILE_NO_REMOVAL,
			   look->label, "");
}

/* What goes beyond mail and certificates is named together. */
static void judge_more(struct payload_look *look)
{
	const struct strlist *more = &look->more;
	struct buf all = {0};

	for (size_t i = 0; i < more->n; i++)
		buf_addf(&all, "%s%s", i ? " " : "", more->items[i]);
	if (more->n)
		report_add(look->report, FINDING_PROFILE_MORE, look->label,
			   "%s", all.data);
	buf_clear(&all);
}

static void look_payloads(const struct prop *list, struct payload_look *look)
{
	look->all = list;
	page_gap(look->page);
	page_add(look->page, ROLE_TITLE, "%s", _("What it does on the device"));
	for (size_t i = 0; i < list->n && i < PAYLOADS_MAX; i++)
		payload_look(list->items[i], look);
	if (list->n > PAYLOADS_MAX)
		page_add(look->page, ROLE_WARN,
			 trn("%zu more part is not shown.",
			     "%zu more parts are not shown.",
			     list->n - PAYLOADS_MAX),
			 list->n - PAYLOADS_MAX);
	if (!list->n)
		page_add(look->page, ROLE_TEXT, "%s", _("Nothing."));
	judge_more(look);
}

static void look_top(const struct prop *top, struct payload_look *look)
{
	const struct prop *list = prop_get(top, "PayloadContent", PROP_ARRAY);

	field(look->page, _("Name"), prop_text(top, "PayloadDisplayName"));
	field(look->page, _("From"), prop_text(top, "PayloadOrganization"));
	field(look->page, _("About"), prop_text(top, "PayloadDescription"));
	field(look->page, _("Identifier"), prop_text(top, "PayloadIdentifier"));
	judge_removal(top, look);
	if (list)
		look_payloads(list, look);
	else if (prop_get(top, "EncryptedPayloadContent", PROP_DATA))
		report_add(look->report, FINDING_PROFILE_ENCRYPTED, look->label,
			   "");
	else
		report_add(look->report, FINDING_PROFILE_DAMAGED, look->label,
			   "%s", _("It has no list of what it does."));
}

bool profile_look(const struct buf *bytes, struct payload_look *look)
{
	struct envelope e = {0};
	struct prop *top = NULL;
	const char *type;

	if (!envelope_open(bytes, &e)) {
		envelope_clear(&e);
		return false;
	}
	if (prop_read(e.text.data, e.text.len, &top, look->report) < 0)
		goto out;
	type = prop_text(top, "PayloadType");
	if (!type || strcmp(type, "Configuration") != 0) {
		report_add(look->report, FINDING_PROFILE_DAMAGED, look->label,
			   "%s",
			   _("It is a property list, but no configuration "
			     "profile."));
		goto out;
	}
	judge_signature(&e, look);
	look_top(top, look);
out:
	strlist_clear(&look->more);
	prop_free(top);
	envelope_clear(&e);
	return true;
}
