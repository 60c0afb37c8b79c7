/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contents of single extensions (RFC 5280 section 4.2) as plain data. */
#include "x509/extension.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "x509/cert.h"
#include "x509/usage.h"

/* GeneralName's alternatives, RFC 5280 section 4.2.1.6. */
enum {
	NAME_OTHER = DER_CONTEXT_CONS,
	NAME_MAIL = DER_CONTEXT + 1,
	NAME_URI = DER_CONTEXT + 6,
};

struct purpose {
	const char *oid;
	unsigned bit;
};

static const struct purpose purposes[] = {
    {"1.3.6.1.5.5.7.3.4", EKU_EMAIL},  {"2.5.29.37.0", EKU_ANY},
    {"1.3.6.1.5.5.7.3.1", EKU_SERVER}, {"1.3.6.1.5.5.7.3.2", EKU_CLIENT},
    {"1.3.6.1.5.5.7.3.3", EKU_CODE},   {"1.3.6.1.5.5.7.3.8", EKU_TIME},
    {"1.3.6.1.5.5.7.3.9", EKU_OCSP},
};

/* The whole value has to be one SEQUENCE. */
static int enter_all(struct slice value, struct slice *content)
{
	return der_enter(&value, DER_SEQUENCE, content) < 0 || value.n ? -1 : 0;
}

static bool has_nul(struct slice s)
{
	return s.n && memchr(s.p, '\0', s.n);
}

/* KeyUsage numbers its bits from the left; enum key_usage is in that order. */
int ext_usage(struct slice value, unsigned *usage)
{
	struct slice bits;
	unsigned found = 0;

	if (der_enter(&value, DER_BITS, &bits) < 0 || value.n || !bits.n)
		return -1;
	for (unsigned i = 0; i < 9 && 1 + i / 8 < bits.n; i++)
		if (bits.p[1 + i / 8] & 0x80 >> i % 8)
			found |= 1u << i;
	*usage = found;
	return 0;
}

int ext_extended(struct slice value, unsigned *extended)
{
	struct slice list, oid;
	unsigned found = 0;

	if (enter_all(value, &list) < 0)
		return -1;
	while (list.n) {
		unsigned bit = EKU_OTHER;

		if (der_enter(&list, DER_OID, &oid) < 0)
			return -1;
		for (size_t i = 0; i < ARRAY_LEN(purposes); i++)
			if (der_oid_is(oid, purposes[i].oid))
				bit = purposes[i].bit;
		found |= bit;
	}
	*extended = found;
	return 0;
}

void ext_names_clear(struct ext_names *names)
{
	strlist_clear(&names->emails);
	*names = (struct ext_names){0};
}

int ext_names(struct slice value, struct ext_names *out)
{
	struct ext_names names = {0};
	struct slice list, name, oid;
	unsigned tag;

	if (enter_all(value, &list) < 0)
		return -1;
	for (size_t n = 0; list.n; n++) {
		if (n == CERT_NAMES_MAX || der_next(&list, &tag, &name) < 0) {
			ext_names_clear(&names);
			return n == CERT_NAMES_MAX ? EXT_TOO_MANY : -1;
		}
		if (tag == NAME_MAIL && !has_nul(name))
			strlist_take(&names.emails,
				     xstrndup((const char *)name.p, name.n));
		else if (tag == NAME_OTHER &&
			 der_enter(&name, DER_OID, &oid) == 0 &&
			 der_oid_is(oid, "1.3.6.1.5.5.7.8.9"))
			names.has_smtp_utf8 = true;
	}
	ext_names_clear(out);
	*out = names;
	return 0;
}

/* False is the default and may yet be written out. */
int ext_basic(struct slice value, bool *is_ca, int *path_len)
{
	struct slice body, content;
	unsigned long length;
	int limit = -1;
	bool ca = false;

	if (enter_all(value, &body) < 0)
		return -1;
	if (der_enter(&body, DER_BOOLEAN, &content) == 0)
		ca = content.n == 1 && content.p[0];
	if (der_enter(&body, DER_INTEGER, &content) == 0) {
		if (der_number(content, &length) < 0)
			return -1;
		limit = length > INT_MAX ? INT_MAX : (int)length;
	}
	*is_ca = ca;
	*path_len = limit;
	return 0;
}

static void set_bytes(struct buf *to, struct slice from)
{
	buf_clear(to);
	buf_add(to, from.p, from.n);
}

int ext_subject_id(struct slice value, struct buf *id)
{
	struct slice octets;

	if (der_enter(&value, DER_OCTETS, &octets) < 0 || value.n)
		return -1;
	set_bytes(id, octets);
	return 0;
}

/* It may name the issuer and serial number instead; nobody builds by that. */
int ext_authority_id(struct slice value, struct buf *id)
{
	struct slice body, octets;

	if (enter_all(value, &body) < 0)
		return -1;
	if (der_enter(&body, DER_CONTEXT, &octets) == 0)
		set_bytes(id, octets);
	return 0;
}

int ext_policies(struct slice value, struct strlist *oids)
{
	struct slice list, policy, oid;
	char *text;

	if (enter_all(value, &list) < 0)
		return -1;
	while (list.n) {
		if (der_enter(&list, DER_SEQUENCE, &policy) < 0 ||
		    der_enter(&policy, DER_OID, &oid) < 0 ||
		    !(text = der_oid_text(oid)))
			return -1;
		strlist_take(oids, text);
	}
	return 0;
}

static void add_url(struct slice name, struct strlist *urls)
{
	if (!has_nul(name))
		strlist_take(urls, xstrndup((const char *)name.p, name.n));
}

/* DistributionPoint: [0] { [0] names }, and what nobody uses. */
int ext_crl_urls(struct slice value, struct strlist *urls)
{
	struct slice list, point, choice, names, name;
	unsigned tag;

	if (enter_all(value, &list) < 0)
		return -1;
	while (list.n) {
		if (der_enter(&list, DER_SEQUENCE, &point) < 0)
			return -1;
		if (der_enter(&point, DER_CONTEXT_CONS, &choice) < 0 ||
		    der_enter(&choice, DER_CONTEXT_CONS, &names) < 0)
			continue;
		while (der_next(&names, &tag, &name) == 0)
			if (tag == NAME_URI)
				add_url(name, urls);
	}
	return 0;
}

int ext_access(struct slice value, struct strlist *issuer_urls,
	       struct strlist *ocsp_urls)
{
	struct slice list, entry, method, name;
	unsigned tag;

	if (enter_all(value, &list) < 0)
		return -1;
	while (list.n) {
		if (der_enter(&list, DER_SEQUENCE, &entry) < 0 ||
		    der_enter(&entry, DER_OID, &method) < 0 ||
		    der_next(&entry, &tag, &name) < 0)
			return -1;
		if (tag == NAME_URI && der_oid_is(method, "1.3.6.1.5.5.7.48.2"))
			add_url(name, issuer_urls);
		if (tag == NAME_URI && der_oid_is(method, "1.3.6.1.5.5.7.48.1"))
			add_url(name, ocsp_urls);
	}
	return 0;
}

int ext_next(struct slice *from, struct extension *out)
{
	struct slice body, flag;
	struct extension e = {0};

	if (!from->n)
		return 0;
	if (der_enter(from, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_OID, &e.oid) < 0)
		return -1;
	if (der_enter(&body, DER_BOOLEAN, &flag) == 0)
		e.critical = flag.n == 1 && flag.p[0];
	if (der_enter(&body, DER_OCTETS, &e.value) < 0 || body.n)
		return -1;
	*out = e;
	return 1;
}

int ext_find(struct slice cert, const char *oid, struct slice *value)
{
	struct slice inside, tbs, part, list;
	struct extension e;
	unsigned tag = 0;
	int more;

	if (der_enter(&cert, DER_SEQUENCE, &inside) < 0 ||
	    der_enter(&inside, DER_SEQUENCE, &tbs) < 0)
		return -1;
	while (tbs.n && tag != DER_CONTEXT_CONS + 3)
		if (der_next(&tbs, &tag, &part) < 0)
			return -1;
	if (tag != DER_CONTEXT_CONS + 3)
		return 0;
	if (der_enter(&part, DER_SEQUENCE, &list) < 0)
		return -1;
	while ((more = ext_next(&list, &e)) > 0)
		if (der_oid_is(e.oid, oid)) {
			*value = e.value;
			return 1;
		}
	return more;
}
