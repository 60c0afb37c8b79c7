/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One name held against the base of one subtree (RFC 5280 section 4.2.1.10). */
#include "x509/constraint-match.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "x509/address.h"
#include "x509/gtls.h"
#include "x509/name.h"

static bool has_nul(struct slice s)
{
	return s.n && memchr(s.p, '\0', s.n);
}

static bool same_text(struct slice a, struct slice b)
{
	return a.n == b.n &&
	       ascii_same((const char *)a.p, (const char *)b.p, a.n);
}

static struct slice last_of(struct slice s, size_t n)
{
	return (struct slice){s.p + (s.n - n), n};
}

static enum match yes(bool is)
{
	return is ? MATCH_YES : MATCH_NO;
}

/* Where the local part ends; s.n where there is none. */
static size_t find_at(struct slice s)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == '@')
			return i - 1;
	return s.n;
}

/* A host, or with a dot in front all hosts inside the domain. */
static enum match match_host(struct slice host, struct slice base)
{
	if (base.p[0] == '.')
		return yes(host.n > base.n &&
			   same_text(last_of(host, base.n), base));
	return yes(same_text(host, base));
}

/* The case of a local part counts, except where that would let one through. */
static enum match match_mail(struct slice name, struct slice base, bool forbids)
{
	size_t at = find_at(name), base_at = find_at(base);

	if (at == name.n || !base.n)
		return yes(forbids);
	if (base_at == base.n)
		return match_host(last_of(name, name.n - at - 1), base);
	if (name.n != base.n || at != base_at)
		return MATCH_NO;
	if (!forbids && memcmp(name.p, base.p, at) != 0)
		return MATCH_NO;
	return yes(same_text(name, base));
}

/* Labels may be added on the left; nothing stands for everything. */
static enum match match_dns(struct slice name, struct slice base)
{
	size_t more = name.n - base.n;

	if (!base.n)
		return MATCH_YES;
	if (name.n < base.n || !same_text(last_of(name, base.n), base))
		return MATCH_NO;
	return yes(more == 0 || base.p[0] == '.' || name.p[more - 1] == '.');
}

/* The host between "//", a user's name, and a port or path; -1 where there is
 * none, or a number. */
static int uri_host(struct slice uri, struct slice *host)
{
	const unsigned char *p = memchr(uri.p, ':', uri.n);
	struct slice s;
	size_t n;
	bool is_number = true;

	if (!p || last_of(uri, uri.n - (size_t)(p - uri.p)).n < 3 ||
	    p[1] != '/' || p[2] != '/')
		return -1;
	s.p = p + 3;
	s.n = uri.n - (size_t)(s.p - uri.p);
	for (n = 0; n < s.n && !memchr("/?#", s.p[n], 3); n++)
		;
	s.n = n;
	n = find_at(s);
	if (n < s.n)
		s = last_of(s, s.n - n - 1);
	for (n = 0; n < s.n && s.p[n] != ':'; n++)
		is_number &= s.p[n] == '.' || (s.p[n] >= '0' && s.p[n] <= '9');
	s.n = n;
	*host = s;
	return is_number || s.p[0] == '[' ? -1 : 0;
}

/* A URI without a host cannot be judged, and is not let through. */
static enum match match_uri(struct slice name, struct slice base)
{
	struct slice host;

	if (!base.n || uri_host(name, &host) < 0)
		return MATCH_UNKNOWN;
	return match_host(host, base);
}

/* The base is an address and a mask of the same length. */
static enum match match_ip(struct slice name, struct slice base)
{
	if ((name.n != 4 && name.n != 16) || (base.n != 8 && base.n != 32))
		return MATCH_UNKNOWN;
	if (base.n != 2 * name.n)
		return MATCH_NO;
	for (size_t i = 0; i < name.n; i++)
		if ((name.p[i] ^ base.p[i]) & base.p[name.n + i])
			return MATCH_NO;
	return MATCH_YES;
}

/* The base has to be the beginning of the name. */
static enum match match_directory(struct slice name, struct slice base)
{
	struct buf whole = {0}, part = {0};
	struct buf n = {(char *)name.p, name.n, 0};
	struct buf b = {(char *)base.p, base.n, 0};
	bool is;

	name_fold(&n, &whole);
	name_fold(&b, &part);
	is = part.len <= whole.len &&
	     (!part.len || memcmp(whole.data, part.data, part.len) == 0);
	buf_clear(&whole);
	buf_clear(&part);
	return yes(is);
}

/* otherName: { OID, [0] value }; the mailbox is a UTF8String. */
static bool utf8_mailbox(const struct general_name *name, struct slice *out)
{
	struct slice rest = name->value, oid, tagged;

	return name->tag == NAME_OTHER &&
	       der_enter(&rest, DER_OID, &oid) == 0 &&
	       der_oid_is(oid, "1.3.6.1.5.5.7.8.9") &&
	       der_enter(&rest, DER_CONTEXT_CONS, &tagged) == 0 &&
	       der_enter(&tagged, DER_UTF8, out) == 0;
}

bool name_has_form(const struct general_name *name, unsigned base)
{
	struct slice mailbox;

	return name->tag == base ||
	       (base == NAME_MAIL && utf8_mailbox(name, &mailbox));
}

enum match name_match(const struct general_name *name,
		      const struct general_name *base, bool forbids)
{
	struct slice value = name->value;

	if (base->tag == NAME_MAIL && name->tag == NAME_OTHER &&
	    !utf8_mailbox(name, &value))
		return MATCH_UNKNOWN;
	if (base->tag != NAME_IP && base->tag != NAME_DIRECTORY &&
	    (has_nul(value) || has_nul(base->value)))
		return MATCH_UNKNOWN;
	switch (base->tag) {
	case NAME_MAIL:
		return match_mail(value, base->value, forbids);
	case NAME_DNS:
		return match_dns(value, base->value);
	case NAME_URI:
		return match_uri(value, base->value);
	case NAME_IP:
		return match_ip(value, base->value);
	case NAME_DIRECTORY:
		return match_directory(value, base->value);
	default:
		return MATCH_UNKNOWN;
	}
}

static char *directory_text(struct slice der)
{
	struct strlist lines = {0};
	struct buf text = {0};

	gtls_name_lines(der.p, der.n, &lines);
	for (size_t i = 0; i < lines.n; i++)
		buf_addf(&text, "%s%s", i ? ", " : "", lines.items[i]);
	strlist_clear(&lines);
	return buf_take(&text);
}

char *name_text(const struct general_name *name)
{
	struct slice value = name->value;
	char *text, *safe;

	switch (name->tag) {
	case NAME_DIRECTORY:
		return directory_text(value);
	case NAME_MAIL:
	case NAME_DNS:
	case NAME_URI:
		break;
	case NAME_IP:
		return hex_text(value.p, value.n, ':');
	default:
		if (!utf8_mailbox(name, &value))
			return xstrdup(_("a name of a rare kind"));
	}
	text = xstrndup((const char *)value.p, value.n);
	safe = text_safe_str(text);
	free(text);
	return safe;
}
