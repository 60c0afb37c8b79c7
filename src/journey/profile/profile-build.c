/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a .mobileconfig of ours holds: the tree of its payloads. */
#include "journey/profile/profile-build.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/gtls.h"

enum { MARK_LEN = 8, UUID_LEN = 16 };

/*
 * A device tells profiles apart by PayloadIdentifier: an equal one replaces the
 * profile that is there, with all that came by it (Apple device-management,
 * TopLevel.yaml). A renewed certificate must not take the old key away, old
 * mail needs it; so the fingerprint is part of the name.
 *
 * Of an address each letter and digit stays, all else becomes -XX: no dot but
 * those between the parts of the domain, so two addresses never share a name.
 */
static void add_part(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z'))
			buf_addc(out, s[i]);
		else
			buf_addf(out, "-%02X", c);
	}
}

/* alice@mail.example.org is org.example.mail.alice. */
static void add_address(struct buf *out, const char *address)
{
	const char *at = strrchr(address, '@');
	const char *domain = at ? at + 1 : address;
	const char *end = domain + strlen(domain);

	while (end > domain) {
		const char *part = end;

		while (part > domain && part[-1] != '.')
			part--;
		add_part(out, part, (size_t)(end - part));
		buf_addc(out, '.');
		end = part > domain ? part - 1 : part;
	}
	add_part(out, address, at ? (size_t)(at - address) : 0);
}

static char *mark_of(const struct cert *c)
{
	return hex_text(c->fingerprint, MARK_LEN, 0);
}

/* The certificate a profile is about. */
static const struct cert *subject_of(const struct profile_wish *wish)
{
	if (wish->leaf)
		return wish->leaf;
	return wish->root ? wish->root : wish->issuers[wish->nissuers - 1];
}

char *profile_identifier(const struct profile_wish *wish)
{
	char *mark = mark_of(subject_of(wish));
	struct buf out = {0};

	if (wish->address)
		add_address(&out, wish->address);
	else
		buf_adds(&out, "smime-setup");
	buf_addf(&out, ".%s.%s", wish->leaf ? "smime" : "smime-trust", mark);
	free(mark);
	return buf_take(&out);
}

/*
 * Fresh for each profile (RFC 4122 section 4.4): a payload that keeps its
 * PayloadUUID is updated in place, one with a new one is installed as new
 * (CommonPayloadKeys.yaml); the new bundle has a new password to ask for.
 */
static char *uuid_make(void)
{
	static const size_t dashes[] = {8, 13, 18, 23};
	unsigned char bytes[UUID_LEN];
	char *hex;
	struct buf out = {0};
	size_t next = 0;

	gtls_random(bytes, sizeof(bytes));
	bytes[6] = (unsigned char)((bytes[6] & 0x0F) | 0x40);
	bytes[8] = (unsigned char)((bytes[8] & 0x3F) | 0x80);
	hex = hex_text(bytes, sizeof(bytes), 0);
	for (const char *p = hex; *p; p++) {
		if (next < ARRAY_LEN(dashes) && out.len == dashes[next]) {
			buf_addc(&out, '-');
			next++;
		}
		buf_addc(&out, *p);
	}
	free(hex);
	return buf_take(&out);
}

/* Names of others become part of what the device shows: harmless, and no
 * longer than a line. The caller frees. */
static char *harmless(const char *text)
{
	char *safe = text_safe_full(text, strlen(text));

	safe[text_fit(safe, TEXT_CELLS_MAX)] = '\0';
	return safe;
}

static void put_safe(struct prop *dict, const char *key, const char *text)
{
	char *safe = harmless(text);

	prop_put_text(dict, key, safe);
	free(safe);
}

/* As cert_title(), but a quote is a quote: no program reads it here. */
static char *title_of(const struct cert *c)
{
	return c->common_name && *c->common_name ? harmless(c->common_name)
						 : cert_title(c);
}

/* What every payload has; id ends its identifier. Gives its UUID. */
static const char *put_common(struct prop *p, const char *type,
			      const char *identifier, const char *id)
{
	char *full =
		*id ? xasprintf("%s.%s", identifier, id) : xstrdup(identifier);
	char *uuid = uuid_make();

	prop_put_text(p, "PayloadType", type);
	prop_put_number(p, "PayloadVersion", 1);
	prop_put_text(p, "PayloadIdentifier", full);
	prop_put_text(p, "PayloadUUID", uuid);
	free(full);
	free(uuid);
	return prop_text(p, "PayloadUUID");
}

static void add_certificate(struct prop *list, const char *identifier,
			    const struct cert *c, bool is_root)
{
	struct prop *p = prop_add_dict(list);
	const char *kind = is_root ? "root" : "issuer";
	char *mark = mark_of(c);
	char *id = xasprintf("%s.%s", kind, mark);
	char *file = xasprintf("%s-%s.cer", kind, mark);
	char *title = title_of(c);

	put_common(p,
		   is_root ? "com.apple.security.root"
			   : "com.apple.security.pkcs1",
		   identifier, id);
	prop_put_text(p, "PayloadDisplayName", title);
	prop_put_text(p, "PayloadDescription",
		      is_root ? _("The root certificate: what it has issued "
				  "can be trusted.")
			      : _("The certificate of an issuer."));
	prop_put_text(p, "PayloadCertificateFileName", file);
	prop_put_data(p, "PayloadContent", &c->der);
	free(mark);
	free(id);
	free(file);
	free(title);
}

/* Without Password: the device asks (com.apple.security.pkcs12.yaml). */
static const char *add_bundle(struct prop *list, const char *identifier,
			      const struct profile_wish *wish)
{
	struct prop *p = prop_add_dict(list);
	const char *uuid = put_common(p, "com.apple.security.pkcs12",
				      identifier, "identity");
	char *title = title_of(wish->leaf);
	char *mark = mark_of(wish->leaf);
	char *file = xasprintf("%s.p12", mark);

	prop_put_text(p, "PayloadDisplayName", title);
	prop_put_text(p, "PayloadDescription",
		      _("Your key and certificate, protected by a password."));
	prop_put_text(p, "PayloadCertificateFileName", file);
	prop_put_data(p, "PayloadContent", wish->bundle);
	free(title);
	free(mark);
	free(file);
	return uuid;
}

/* The keys of one direction. */
struct server_keys {
	const char *host, *port, *tls, *login, *user;
};

static const struct server_keys keys_in = {
	"IncomingMailServerHostName", "IncomingMailServerPortNumber",
	"IncomingMailServerUseSSL",   "IncomingMailServerAuthentication",
	"IncomingMailServerUsername",
};

static const struct server_keys keys_out = {
	"OutgoingMailServerHostName", "OutgoingMailServerPortNumber",
	"OutgoingMailServerUseSSL",   "OutgoingMailServerAuthentication",
	"OutgoingMailServerUsername",
};

/* Without TLS the password would cross the network in clear: there is no
 * question about it. */
static void put_server(struct prop *p, const struct server_keys *keys,
		       const struct profile_server *server, const char *user)
{
	prop_put_text(p, keys->host, server->host);
	if (server->port)
		prop_put_number(p, keys->port, server->port);
	prop_put_flag(p, keys->tls, true);
	prop_put_text(p, keys->login, "EmailAuthPassword");
	prop_put_text(p, keys->user, user);
}

/*
 * SMIMEEncryptionEnabled is for iOS 10 and 11, SMIMEEncryptByDefault for later
 * ones; both mean "encrypt unless told otherwise". Whatever is set, the person
 * may change it: without the UserOverrideable twins the switches are greyed
 * out, as their default is false (com.apple.mail.managed.yaml).
 */
static void put_smime(struct prop *p, const struct profile_mail *mail,
		      const char *uuid)
{
	prop_put_flag(p, "SMIMESigningEnabled", mail->sign);
	prop_put_flag(p, "SMIMESigningUserOverrideable", true);
	prop_put_text(p, "SMIMESigningCertificateUUID", uuid);
	prop_put_flag(p, "SMIMESigningCertificateUUIDUserOverrideable", true);
	prop_put_flag(p, "SMIMEEncryptionEnabled", mail->encrypt);
	prop_put_flag(p, "SMIMEEncryptByDefault", mail->encrypt);
	prop_put_flag(p, "SMIMEEncryptByDefaultUserOverrideable", true);
	prop_put_text(p, "SMIMEEncryptionCertificateUUID", uuid);
	prop_put_flag(p, "SMIMEEncryptionCertificateUUIDUserOverrideable",
		      true);
	prop_put_flag(p, "SMIMEEnableEncryptionPerMessageSwitch", true);
}

static void add_mail(struct prop *list, const char *identifier,
		     const struct profile_wish *wish, const char *uuid)
{
	const struct profile_mail *mail = wish->mail;
	struct prop *p = prop_add_dict(list);

	put_common(p, "com.apple.mail.managed", identifier, "mail");
	prop_put_text(p, "PayloadDisplayName", wish->address);
	prop_put_text(p, "EmailAccountDescription", wish->address);
	if (wish->name && *wish->name)
		put_safe(p, "EmailAccountName", wish->name);
	prop_put_text(p, "EmailAccountType",
		      strcmp(mail->type, "pop") == 0 ? "EmailTypePOP"
						     : "EmailTypeIMAP");
	prop_put_text(p, "EmailAddress", wish->address);
	put_server(p, &keys_in, &mail->in, mail->user);
	put_server(p, &keys_out, &mail->out, mail->user);
	prop_put_flag(p, "OutgoingPasswordSameAsIncomingPassword", true);
	put_smime(p, mail, uuid);
}

static void put_top(struct prop *top, const struct profile_wish *wish,
		    const char *identifier)
{
	char *whose = wish->address ? harmless(wish->address)
				    : title_of(subject_of(wish));
	char *title = xasprintf(wish->leaf ? _("S/MIME for %s")
					   : _("Mail certificates: trust for "
					       "%s"),
				whose);

	put_common(top, "Configuration", identifier, "");
	prop_put_text(top, "PayloadDisplayName", title);
	prop_put_text(
		top, "PayloadDescription",
		wish->leaf ? _("Installs your key and certificate for signed "
			       "and encrypted mail, and those of their "
			       "issuers.")
			   : _("Installs the certificates of an issuer, so "
			       "that signed mail can be trusted. It holds "
			       "no secret."));
	put_safe(top, "PayloadOrganization",
		 wish->name && *wish->name ? wish->name : "smime-setup");
	free(whose);
	free(title);
}

struct prop *profile_build(const struct profile_wish *wish)
{
	char *identifier = profile_identifier(wish);
	struct prop *top = prop_new(), *list;
	const char *uuid = NULL;

	put_top(top, wish, identifier);
	list = prop_put_array(top, "PayloadContent");
	if (wish->root)
		add_certificate(list, identifier, wish->root, true);
	for (size_t i = 0; i < wish->nissuers; i++)
		add_certificate(list, identifier, wish->issuers[i], false);
	if (wish->bundle)
		uuid = add_bundle(list, identifier, wish);
	if (uuid && wish->mail)
		add_mail(list, identifier, wish, uuid);
	free(identifier);
	return top;
}

const struct prop *profile_bundle(const struct prop *profile)
{
	const struct prop *list =
		prop_get(profile, "PayloadContent", PROP_ARRAY);

	for (size_t i = 0; list && i < list->n; i++) {
		const char *type = prop_text(list->items[i], "PayloadType");

		if (type && strcmp(type, "com.apple.security.pkcs12") == 0)
			return prop_get(list->items[i], "PayloadContent",
					PROP_DATA);
	}
	return NULL;
}
