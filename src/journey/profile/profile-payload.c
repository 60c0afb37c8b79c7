/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One payload of a configuration profile in plain words. */
#include "journey/profile/profile-payload.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/page/show.h"
#include "x509/cert.h"
#include "x509/recognise.h"

static void field(struct payload_look *look, const char *label,
		  const char *text)
{
	char *safe;

	if (!text || !*text)
		return;
	safe = text_safe_str(text);
	page_field(look->page, label, "%s", safe);
	free(safe);
}

/* --- certificates and keys --- */

/* DER, or PEM in one of the types. */
static struct cert *cert_of(const struct prop *payload)
{
	const struct prop *data =
		prop_get(payload, "PayloadContent", PROP_DATA);
	struct report ignored = {0};
	struct items items = {0};
	const struct item *item;
	struct cert *c = NULL;

	if (!data)
		return NULL;
	recognise(data->bytes.data, data->bytes.len, &items);
	item = items_first(&items, ITEM_CERT);
	if (item && cert_parse(item->der.data, item->der.len, &c, &ignored) < 0)
		c = NULL;
	report_clear(&ignored);
	items_clear(&items);
	return c;
}

/* What it really is, whatever the payload says: a root in a payload for
 * intermediates is installed as a root all the same. */
static void look_cert(const struct prop *payload, struct payload_look *look)
{
	struct cert *c = cert_of(payload);
	char *title;

	if (!c) {
		page_add(look->page, ROLE_BAD, "%s",
			 _("A certificate that cannot be read."));
		return;
	}
	title = cert_title(c);
	page_add(look->page, ROLE_TEXT, "%s",
		 c->self_signed
			 ? _("A root certificate: the device may then trust "
			     "what this issuer has signed.")
		 : c->is_ca ? _("The certificate of an issuer, between a root "
				"and others.")
			    : _("A certificate without its key, as of a "
				"correspondent."));
	page_field(look->page, _("For"), "%s", title);
	if (c->self_signed)
		show_fingerprint(c, look->page);
	free(title);
	cert_free(c);
}

static void look_bundle(const struct prop *payload, struct payload_look *look)
{
	const struct prop *data =
		prop_get(payload, "PayloadContent", PROP_DATA);
	const char *password = prop_text(payload, "Password");

	page_add(look->page, ROLE_TEXT, "%s",
		 _("A private key with its certificate (a bundle)."));
	field(look, _("Called"), prop_text(payload, "PayloadDisplayName"));
	if (password && *password)
		report_add(look->report, FINDING_CL_PROFILE_PASSWORD,
			   look->label, "");
	else
		page_add(look->page, ROLE_TEXT, "%s",
			 _("The device asks for its password when the profile "
			   "is installed."));
	if (data && !look->bundle->len)
		buf_copy(look->bundle, &data->bytes);
}

/* --- mail accounts --- */

/* Each of the two abilities has switches, of which any may stand there. */
static const struct ability {
	const char *switches[2];
	const char *overrides[2]; /* any of them leaves a way */
	const char *on, *off, *unsaid;
} abilities[] = {
	{{"SMIMESigningEnabled", NULL},
	 {"SMIMESigningUserOverrideable", NULL},
	 N_("Signs every mail."),
	 N_("Signing is switched off, and you cannot switch it on."),
	 N_("It does not say whether mail is signed. By Apple's rules that is "
	    "then off, and may be greyed out.")},
	{{"SMIMEEncryptionEnabled", "SMIMEEncryptByDefault"},
	 {"SMIMEEncryptByDefaultUserOverrideable",
	  "SMIMEEnableEncryptionPerMessageSwitch"},
	 N_("Encrypts every mail unless told otherwise."),
	 N_("Encryption is switched off, and you cannot switch it on."),
	 N_("It does not say whether mail is encrypted. By Apple's rules that "
	    "is then off, and may be greyed out.")},
};

static bool any_flag(const struct prop *p, const char *const names[2])
{
	return prop_flag(p, names[0]) || (names[1] && prop_flag(p, names[1]));
}

static bool any_said(const struct prop *p, const char *const names[2])
{
	return prop_get(p, names[0], PROP_FLAG) ||
	       (names[1] && prop_get(p, names[1], PROP_FLAG));
}

/* The twins that leave the choice to the person default to false
 * (com.apple.mail.managed.yaml), so what is off stays off without them. */
static void look_ability(const struct prop *p, const struct ability *a,
			 struct payload_look *look)
{
	if (any_flag(p, a->switches)) {
		page_add(look->page, ROLE_DONE, "%s", tr(a->on));
		return;
	}
	if (any_flag(p, a->overrides))
		return;
	report_add(look->report, FINDING_PROFILE_SMIME_LOCKED, look->label,
		   "%s", any_said(p, a->switches) ? tr(a->off) : tr(a->unsaid));
	if (!any_said(p, a->switches))
		report_lower(look->report);
}

static bool has_smime(const struct prop *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (strncmp(p->items[i]->key, "SMIME", 5) == 0)
			return true;
	return false;
}

static bool has_payload(const struct prop *all, const char *uuid)
{
	for (size_t i = 0; i < all->n; i++) {
		const char *own = prop_text(all->items[i], "PayloadUUID");

		if (own && strcmp(own, uuid) == 0)
			return true;
	}
	return false;
}

static void look_uuid(const struct prop *p, const char *key,
		      struct payload_look *look)
{
	const char *uuid = prop_text(p, key);

	if (uuid && !has_payload(look->all, uuid))
		page_add(look->page, ROLE_WARN, "%s",
			 _("The account is to use a certificate that is not in "
			   "this profile."));
}

static void look_smime(const struct prop *p, struct payload_look *look)
{
	for (size_t i = 0; i < ARRAY_LEN(abilities); i++)
		look_ability(p, &abilities[i], look);
	look_uuid(p, "SMIMESigningCertificateUUID", look);
	look_uuid(p, "SMIMEEncryptionCertificateUUID", look);
	if (has_smime(p) &&
	    !report_has(look->report, FINDING_CL_PROFILE_MAC_MAIL))
		report_add(look->report, FINDING_CL_PROFILE_MAC_MAIL,
			   look->label, "");
}

static void look_mail(const struct prop *p, struct payload_look *look)
{
	static const char *const passwords[] = {"IncomingPassword",
						"OutgoingPassword", "Password"};

	page_add(look->page, ROLE_TEXT, "%s", _("A new mail account."));
	field(look, _("Address"), prop_text(p, "EmailAddress"));
	field(look, _("Fetches from"),
	      prop_text(p, "IncomingMailServerHostName"));
	field(look, _("Sends through"),
	      prop_text(p, "OutgoingMailServerHostName"));
	field(look, _("Exchange server"), prop_text(p, "Host"));
	for (size_t i = 0; i < ARRAY_LEN(passwords); i++)
		if (prop_get(p, passwords[i], PROP_TEXT)) {
			page_add(look->page, ROLE_WARN, "%s",
				 _("The account's password is in it, for "
				   "everybody who has the file."));
			break;
		}
	if (!report_has(look->report, FINDING_CL_PROFILE_EXISTING_ACCOUNT))
		report_add(look->report, FINDING_CL_PROFILE_EXISTING_ACCOUNT,
			   look->label, "");
	look_smime(p, look);
}

/* --- all others are named as what they are --- */

static const struct row {
	const char *type;
	const char *words; /* untranslated; NULL where look says it all */
	bool is_more;      /* goes beyond mail and certificates */
	void (*look)(const struct prop *payload, struct payload_look *look);
} rows[] = {
	{"com.apple.security.root", NULL, false, look_cert},
	{"com.apple.security.pkcs1", NULL, false, look_cert},
	{"com.apple.security.pem", NULL, false, look_cert},
	{"com.apple.security.pkcs12", NULL, false, look_bundle},
	{"com.apple.mail.managed", NULL, false, look_mail},
	{"com.apple.eas.account", NULL, false, look_mail},
	{"com.apple.security.certificatepreference",
	 N_("Ties a certificate to an address (Mac)."), false, NULL},
	{"com.apple.security.identitypreference",
	 N_("Ties a key and its certificate to a name (Mac)."), false, NULL},
	{"com.apple.security.scep",
	 N_("Has the device make a key and fetch a certificate (SCEP)."), false,
	 NULL},
	{"com.apple.security.acme",
	 N_("Has the device make a key and fetch a certificate (ACME)."), false,
	 NULL},
	{"com.apple.caldav.account", N_("A calendar account."), false, NULL},
	{"com.apple.carddav.account", N_("A contacts account."), false, NULL},
	{"com.apple.subscribedcalendar.account", N_("A calendar to read."),
	 false, NULL},
	{"com.apple.ldap.account", N_("A directory of addresses (LDAP)."),
	 false, NULL},
	{"com.apple.webClip.managed", N_("A shortcut to a web page."), false,
	 NULL},
	{"com.apple.wifi.managed", N_("A wireless network."), false, NULL},
	{"com.apple.profileRemovalPassword",
	 N_("A password that is needed to remove the profile."), false, NULL},
	{"com.apple.mdm",
	 N_("Somebody else manages the device from afar (MDM): they can look "
	    "at it, change it and erase it."),
	 true, NULL},
	{"com.apple.vpn.managed",
	 N_("Traffic goes through somebody else's network (VPN)."), true, NULL},
	{"com.apple.vpn.managed.applayer",
	 N_("Traffic of some apps goes through somebody else's network (VPN)."),
	 true, NULL},
	{"com.apple.relay.managed",
	 N_("Traffic goes through a relay of somebody else."), true, NULL},
	{"com.apple.proxy.http.global",
	 N_("Web pages are fetched through somebody else's server (proxy)."),
	 true, NULL},
	{"com.apple.dnsSettings.managed",
	 N_("Names are looked up at a server of somebody's choice (DNS)."),
	 true, NULL},
	{"com.apple.dnsProxy.managed",
	 N_("Names are looked up through an app (DNS proxy)."), true, NULL},
	{"com.apple.webcontent-filter", N_("Web pages are filtered."), true,
	 NULL},
	{"com.apple.applicationaccess",
	 N_("Some functions of the device are restricted."), true, NULL},
	{"com.apple.mobiledevice.passwordpolicy",
	 N_("Rules for the code of the device."), true, NULL},
	{"com.apple.ManagedClient.preferences",
	 N_("Settings of apps are changed (Mac)."), true, NULL},
};

/* A type that is not known here is shown by its own name, and is more. */
static void look_unknown(const char *type, struct payload_look *look)
{
	char *safe = text_safe_str(type ? type : "");
	char *words = *safe ? xasprintf(_("Something else: %s."), safe)
			    : xstrdup(_("Something that has no name."));

	page_add(look->page, ROLE_WARN, "%s", words);
	strlist_take(&look->more, words);
	free(safe);
}

static void look_row(const struct prop *payload, const struct row *row,
		     struct payload_look *look)
{
	if (row->words)
		page_add(look->page, row->is_more ? ROLE_WARN : ROLE_TEXT, "%s",
			 tr(row->words));
	if (row->is_more)
		strlist_add(&look->more, tr(row->words));
	if (row->look)
		row->look(payload, look);
}

void payload_look(const struct prop *payload, struct payload_look *look)
{
	const char *type = prop_text(payload, "PayloadType");

	for (size_t i = 0; type && i < ARRAY_LEN(rows); i++)
		if (strcmp(type, rows[i].type) == 0) {
			look_row(payload, &rows[i], look);
			return;
		}
	look_unknown(type, look);
}
