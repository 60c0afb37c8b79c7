/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a PKCS#12 file: its password tried, its safes decrypted and walked. */
#include "x509/bundle/bundle-impl.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "base/text.h"
#include "x509/bundle/bundle-bag.h"

enum { READINGS_MAX = 3 };

/* What the bytes of a password may mean to the program that wrote the file. */
struct readings {
	struct reading items[READINGS_MAX];
	enum mac_verdict mac[READINGS_MAX];
	size_t n;
};

static int count_visible_rounds(struct opening *o,
				const struct bundle_info *info)
{
	if (opening_rounds(o, info->mac_iterations) < 0)
		return -1;
	for (size_t i = 0; i < info->nciphers; i++)
		if (opening_rounds(o, info->ciphers[i].iterations) < 0)
			return -1;
	return 0;
}

static int read_plain(struct opening *o, struct slice content)
{
	struct buf joined = {0};
	struct slice octets;
	int r;

	if (octets_read(content, &joined, &octets) < 0)
		r = opening_damaged(o);
	else
		r = bags_read(o, octets, false);
	buf_clear(&joined);
	return r;
}

/* EncryptedData (RFC 5652 section 8). */
static int read_encrypted(struct opening *o, struct slice content)
{
	struct slice algorithm, rest, octets, bags;
	struct secret *plain = NULL;
	struct buf joined = {0};
	struct scheme s = {0};
	int r = -1;

	if (encrypted_read(content, &algorithm, &rest) < 0 ||
	    octets_read(rest, &joined, &octets) < 0 ||
	    scheme_read(algorithm, &s) < 0) {
		opening_damaged(o);
		goto out;
	}
	if (opening_decrypt(o, &s, octets, &plain) < 0)
		goto out;
	bags.p = (const unsigned char *)secret_data(plain);
	bags.n = secret_len(plain);
	r = bags_read(o, bags, true);
out:
	secret_free(plain);
	scheme_clear(&s);
	buf_clear(&joined);
	return r;
}

static int read_enveloped(struct opening *o, struct slice content)
{
	(void)content;
	return report_fail(o->report, FINDING_LIB_FAILED, NULL, "%s",
			   _("A part of the bundle is protected by a public "
			     "key instead of a password."));
}

static const struct {
	const char *oid;
	int (*read)(struct opening *o, struct slice content);
} kinds[] = {
	{OID_DATA, read_plain},
	{OID_ENCRYPTED_DATA, read_encrypted},
	{OID_ENVELOPED_DATA, read_enveloped},
};

/* One ContentInfo; what is of no known kind is not passed over. */
static int read_safe(struct opening *o, struct slice safe)
{
	char *oid = bundle_oid_read(&safe);
	struct slice content;
	size_t i = 0;
	int r = -1;

	if (!oid || der_enter(&safe, DER_CONTEXT_CONS, &content) < 0) {
		opening_damaged(o);
		goto out;
	}
	while (i < ARRAY_LEN(kinds) && strcmp(oid, kinds[i].oid) != 0)
		i++;
	if (i < ARRAY_LEN(kinds))
		r = kinds[i].read(o, content);
	else
		report_add(o->report, FINDING_LIB_FAILED, NULL,
			   _("A part of the bundle is of a kind that is not "
			     "known here (%s)."),
			   oid);
out:
	free(oid);
	return r;
}

static int read_safes(struct opening *o, struct slice content)
{
	struct slice safes, safe;
	int r = 0;

	o->bundle = xcalloc(1, sizeof(*o->bundle));
	o->nbags = 0;
	if (der_enter(&content, DER_SEQUENCE, &safes) < 0)
		r = opening_damaged(o);
	while (r == 0 && safes.n > 0)
		r = der_enter(&safes, DER_SEQUENCE, &safe) < 0
			    ? opening_damaged(o)
			    : read_safe(o, safe);
	if (r < 0) {
		bundle_free(o->bundle);
		o->bundle = NULL;
	}
	return r;
}

/* The same letters in another form (RFC 8265), where there is one. */
static void add_normal(struct readings *r, const char *text, size_t n)
{
	gnutls_datum_t normal = {0};

	if (gnutls_utf8_password_normalize((const unsigned char *)text,
					   (unsigned)n, &normal,
					   GNUTLS_UTF8_IGNORE_ERRS) == 0 &&
	    (normal.size != n || memcmp(normal.data, text, n) != 0))
		reading_make((const char *)normal.data, normal.size, false,
			     &r->items[r->n++]);
	if (normal.data)
		gnutls_memset(normal.data, 0, normal.size);
	gnutls_free(normal.data);
	secret_scrub_stack();
}

/*
 * None is read as an empty string and as no string at all (RFC 7292 appendix
 * B.1: zero bytes, or the two of the terminator). Another password is taken as
 * typed; beyond ASCII also normalised, and as bytes.
 */
static void list_readings(const struct secret *password, struct readings *r)
{
	const char *text = password ? secret_data(password) : "";
	size_t n = password ? secret_len(password) : 0;

	reading_make(text, n, false, &r->items[r->n++]);
	if (n == 0) {
		reading_make_none(&r->items[r->n++]);
	} else if (!text_is_ascii(text) && text_is_utf8(text, n)) {
		add_normal(r, text, n);
		reading_make(text, n, true, &r->items[r->n++]);
	}
}

/* False only where each reading was checked against the MAC and failed: a MAC
 * that cannot be checked, or none, says nothing about the password. */
static bool check_mac(const struct pfx *pfx, struct readings *r)
{
	struct mac_scheme m;
	bool is_any = false;

	for (size_t i = 0; i < r->n; i++)
		r->mac[i] = MAC_UNKNOWN;
	if (!pfx->has_mac || mac_read(pfx->mac, &m) < 0)
		return true;
	for (size_t i = 0; i < r->n; i++) {
		r->mac[i] = mac_check(&m, &r->items[i], pfx->safes);
		is_any = is_any || r->mac[i] != MAC_WRONG;
	}
	mac_scheme_clear(&m);
	return is_any;
}

/* One reading; a failure goes to first, where that is still empty. */
static bool try_reading(struct opening *o, const struct pfx *pfx,
			const struct reading *r, struct report *first)
{
	struct report *report = o->report;
	struct report failure = {0};
	bool is_open;

	o->reading = r;
	o->report = &failure;
	is_open = read_safes(o, pfx->safes) == 0;
	if (!is_open && first->n == 0)
		report_append(first, &failure);
	o->report = report;
	report_clear(&failure);
	return is_open;
}

/* Readings the MAC speaks for, then the others: some programs write the MAC
 * for one reading and the keys for another. The first failure is the one that
 * is told. */
static int try_readings(struct opening *o, const struct pfx *pfx,
			const struct readings *r)
{
	struct report first = {0};
	bool is_open = false;

	for (size_t i = 0; i < r->n; i++)
		o->is_password_right |= r->mac[i] == MAC_RIGHT;
	for (int wrong = 0; wrong < 2; wrong++)
		for (size_t i = 0; i < r->n && !is_open; i++)
			if ((r->mac[i] == MAC_WRONG) == (wrong == 1))
				is_open = try_reading(o, pfx, &r->items[i],
						      &first);
	if (!is_open)
		report_append(o->report, &first);
	report_clear(&first);
	return is_open ? 0 : -1;
}

static int check_password(const struct secret *password, struct report *report)
{
	if (!password || secret_len(password) == 0 ||
	    !memchr(secret_data(password), '\0', secret_len(password)))
		return 0;
	return report_fail(report, FINDING_PASS_UNUSABLE, NULL, "%s",
			   _("There is a NUL byte in it."));
}

/* bundle_peek() has read it all: it is a PFX. */
static int open_pfx(const struct buf *file, const struct secret *password,
		    struct opening *o)
{
	struct slice bytes = slice_of(file);
	struct readings readings = {0};
	struct pfx pfx = {0};
	struct slice content;
	int r = -1;

	if (der_enter(&bytes, DER_SEQUENCE, &content) < 0 ||
	    pfx_read(content, &pfx) < 0)
		return opening_damaged(o);
	list_readings(password, &readings);
	if (pfx.is_public_key_mode)
		read_enveloped(o, pfx.safes);
	else if (!check_mac(&pfx, &readings))
		report_add(o->report, FINDING_P12_WRONG_PASSWORD, NULL, "%s",
			   "");
	else
		r = try_readings(o, &pfx, &readings);
	for (size_t i = 0; i < readings.n; i++)
		reading_clear(&readings.items[i]);
	pfx_clear(&pfx);
	return r;
}

int bundle_open(const struct buf *file, const struct secret *password,
		struct bundle **out, struct report *report)
{
	struct opening o = {.report = report};
	struct bundle_info info = {0};
	int r = -1;

	if (check_password(password, report) < 0 ||
	    bundle_peek(file, &info, report) < 0)
		return -1;
	if (count_visible_rounds(&o, &info) == 0 &&
	    open_pfx(file, password, &o) == 0) {
		*out = o.bundle;
		r = 0;
	}
	bundle_info_clear(&info);
	return r;
}
