/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates out of DER: every field of RFC 5280 that a rule asks for. */
#include "x509/cert.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/text.h"
#include "x509/cert-strict.h"
#include "x509/der.h"
#include "x509/extension.h"
#include "x509/gtls.h"
#include "x509/sigalg.h"
#include "x509/spki.h"

enum {
	RDNS_MAX = 64, /* security.md 37 */
	SERIAL_MAX = 20, /* octets; RFC 5280 section 4.1.2.2 */
};

static int damaged(struct report *report, const char *why)
{
	return report_fail(report, FINDING_CERT_TEXT_DAMAGED, NULL, "%s", why);
}

/* The outer structure is read strictly, by us where it is of the common form,
 * else by GnuTLS, which takes ten times as long; the fields are read by us, for
 * its getters decode the whole certificate again each (facts of 3.7.9). */
static int read_times(struct cert *c)
{
	gnutls_datum_t der = {(unsigned char *)c->der.data,
			      (unsigned)c->der.len};
	gnutls_x509_crt_t crt;
	int code;

	if (cert_strict(slice_of(&c->der), &c->not_before, &c->not_after))
		return 0;
	if (gnutls_x509_crt_init(&crt) < 0)
		die("out of memory");
	code = gnutls_x509_crt_import(crt, &der, GNUTLS_X509_FMT_DER);
	if (code >= 0) {
		c->not_before = gnutls_x509_crt_get_activation_time(crt);
		c->not_after = gnutls_x509_crt_get_expiration_time(crt);
	}
	gnutls_x509_crt_deinit(crt);
	return code < 0 || c->not_before == (time_t)-1 ||
		       c->not_after == (time_t)-1
		   ? -1
		   : 0;
}

/* Takes one Name off the front, header included. EXT_TOO_MANY as there. */
static int take_name(struct slice *from, struct buf *der, struct strlist *lines)
{
	struct slice whole = {from->p, der_size(*from)}, rdns, set;
	size_t n = 0;

	if (der_enter(from, DER_SEQUENCE, &rdns) < 0)
		return -1;
	for (; rdns.n; n++) {
		if (n == RDNS_MAX)
			return EXT_TOO_MANY;
		if (der_enter(&rdns, DER_SET, &set) < 0)
			return -1;
	}
	buf_add(der, whole.p, whole.n);
	gtls_name_lines(whole.p, whole.n, lines);
	return 0;
}

static int read_usage(struct slice value, struct cert *c)
{
	c->has_usage = true;
	return ext_usage(value, &c->usage);
}

static int read_extended(struct slice value, struct cert *c)
{
	c->has_extended = true;
	return ext_extended(value, &c->extended);
}

static int read_san(struct slice value, struct cert *c)
{
	struct ext_names names = {0};
	int r = ext_names(value, &names);

	if (r < 0)
		return r;
	c->emails = names.emails;
	c->has_smtp_utf8 = names.has_smtp_utf8;
	return 0;
}

static int read_basic(struct slice value, struct cert *c)
{
	return ext_basic(value, &c->is_ca, &c->path_len);
}

static int read_subject_id(struct slice value, struct cert *c)
{
	return ext_subject_id(value, &c->subject_key_id);
}

static int read_authority_id(struct slice value, struct cert *c)
{
	return ext_authority_id(value, &c->authority_key_id);
}

static int read_constraints(struct slice value, struct cert *c)
{
	c->has_name_constraints = true;
	buf_add(&c->name_constraints, value.p, value.n);
	return 0;
}

static int read_policies(struct slice value, struct cert *c)
{
	return ext_policies(value, &c->policies);
}

static int read_crls(struct slice value, struct cert *c)
{
	return ext_crl_urls(value, &c->crl_urls);
}

static int read_access(struct slice value, struct cert *c)
{
	return ext_access(value, &c->issuer_urls, &c->ocsp_urls);
}

/* All extensions of RFC 5280; those without a reader are known and not used. */
static const struct {
	const char *oid;
	int (*read)(struct slice value, struct cert *c);
} readers[] = {
    {"2.5.29.15", read_usage},
    {"2.5.29.37", read_extended},
    {"2.5.29.17", read_san},
    {"2.5.29.19", read_basic},
    {"2.5.29.14", read_subject_id},
    {"2.5.29.35", read_authority_id},
    {"2.5.29.30", read_constraints},
    {"2.5.29.32", read_policies},
    {"2.5.29.31", read_crls},
    {"1.3.6.1.5.5.7.1.1", read_access},
    {"2.5.29.9", NULL},           /* subjectDirectoryAttributes */
    {"2.5.29.18", NULL},          /* issuerAltName */
    {"2.5.29.33", NULL},          /* policyMappings */
    {"2.5.29.36", NULL},          /* policyConstraints */
    {"2.5.29.46", NULL},          /* freshestCRL */
    {"2.5.29.54", NULL},          /* inhibitAnyPolicy */
    {"1.3.6.1.5.5.7.1.11", NULL}, /* subjectInfoAccess */
};

/* Of them, what mozilla::pkix does not know (pkixcert.cpp). */
static const char *const rare[] = {
	"2.5.29.14", "2.5.29.35", "2.5.29.31", "2.5.29.9",
	"2.5.29.18", "2.5.29.33", "2.5.29.46", "1.3.6.1.5.5.7.1.11",
};

static const char *const policy_rules[] = {
	"2.5.29.33",
	"2.5.29.36",
	"2.5.29.54",
};

static bool is_among(struct slice oid, const char *const *oids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (der_oid_is(oid, oids[i]))
			return true;
	return false;
}

/* RFC 5280 section 4.2: none may be there twice; which one counted would be
 * for each program to guess. */
static int read_extension(const struct extension *e, unsigned *seen,
			  struct cert *c)
{
	for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
		if (!der_oid_is(e->oid, readers[i].oid))
			continue;
		if (*seen & 1u << i)
			return -1;
		*seen |= 1u << i;
		if (readers[i].read == read_extended)
			c->extended_critical = e->critical;
		c->critical_rare |=
			e->critical && is_among(e->oid, rare, ARRAY_LEN(rare));
		if (readers[i].read)
			return readers[i].read(e->value, c);
		c->has_policy_rules |=
			is_among(e->oid, policy_rules, ARRAY_LEN(policy_rules));
		return 0;
	}
	c->critical_unknown = c->critical_unknown || e->critical;
	return 0;
}

static int read_extensions(struct slice rest, struct cert *c)
{
	struct slice tagged, list;
	struct extension e;
	unsigned seen = 0, tag;
	int more, r = 0;

	/* [1] and [2], unique identifiers, nobody uses. */
	while (rest.n && rest.p[0] != DER_CONTEXT_CONS + 3)
		if (der_next(&rest, &tag, &tagged) < 0)
			return -1;
	if (!rest.n)
		return 0;
	if (der_enter(&rest, DER_CONTEXT_CONS + 3, &tagged) < 0 || rest.n ||
	    der_enter(&tagged, DER_SEQUENCE, &list) < 0 || tagged.n)
		return -1;
	while (r == 0 && (more = ext_next(&list, &e)) != 0) {
		if (more < 0)
			return -1;
		r = read_extension(&e, &seen, c);
	}
	return r;
}

/* RFC 5280 section 4.1.2.2: positive, at most 20 octets. */
static bool is_serial_bad(struct slice serial)
{
	bool is_zero = true;

	for (size_t i = 0; i < serial.n; i++)
		is_zero = is_zero && !serial.p[i];
	return is_zero || serial.p[0] & 0x80 || serial.n > SERIAL_MAX;
}

static int read_fields(struct slice tbs, struct cert *c)
{
	struct slice version, serial, algorithm, times, spki;
	int r;

	if (tbs.n && tbs.p[0] == DER_CONTEXT_CONS &&
	    der_enter(&tbs, DER_CONTEXT_CONS, &version) < 0)
		return -1;
	if (der_enter(&tbs, DER_INTEGER, &serial) < 0 ||
	    der_enter(&tbs, DER_SEQUENCE, &algorithm) < 0)
		return -1;
	buf_add(&c->serial, serial.p, serial.n);
	c->serial_bad = is_serial_bad(serial);
	r = take_name(&tbs, &c->issuer_der, &c->issuer);
	if (r < 0 || der_enter(&tbs, DER_SEQUENCE, &times) < 0)
		return r < 0 ? r : -1;
	r = take_name(&tbs, &c->subject_der, &c->subject);
	if (r < 0)
		return r;
	spki = (struct slice){tbs.p, der_size(tbs)};
	if (spki_read(spki.p, spki.n, &c->spki) < 0 ||
	    der_enter(&tbs, DER_SEQUENCE, &spki) < 0)
		return -1;
	c->spki_no_null = spki_lacks_null(&c->spki);
	return read_extensions(tbs, c);
}

static int read_all(struct cert *c)
{
	struct signed_data s;
	struct slice tbs;
	int r;

	if (signed_read(c->der.data, c->der.len, &s) < 0 ||
	    der_enter(&s.body, DER_SEQUENCE, &tbs) < 0)
		return -1;
	r = read_fields(tbs, c);
	if (r < 0)
		return r;
	c->signature = sigalg_name(s.algorithm, &c->signature_weak);
	c->common_name =
	    gtls_name_value(c->subject_der.data, c->subject_der.len, "2.5.4.3");
	c->subject_email = gtls_name_value(
	    c->subject_der.data, c->subject_der.len, "1.2.840.113549.1.9.1");
	c->issuer_empty = c->issuer.n == 0;
	c->self_issued = buf_equal(&c->subject_der, &c->issuer_der);
	if (c->is_ca || c->self_issued)
		c->verifier = verifier_new(&c->spki);
	c->self_signed = c->self_issued && cert_signed_by(c, c);
	return 0;
}

int cert_parse(const void *der, size_t len, struct cert **out,
	       struct report *report)
{
	struct cert *c;
	int r;

	if (len > CERT_SIZE_MAX)
		return damaged(report, _("It is longer than any certificate."));
	c = xcalloc(1, sizeof(*c));
	c->path_len = -1;
	buf_add(&c->der, der, len);
	gtls_sha256(der, len, c->fingerprint);
	r = read_times(c);
	if (r == 0)
		r = read_all(c);
	if (r < 0) {
		cert_free(c);
		return damaged(report,
			       r == EXT_TOO_MANY
				   ? _("It has more than 64 parts in a name, "
				       "or more than 1000 other names.")
				   : _("The bytes do not make up a "
				       "certificate."));
	}
	*out = c;
	return 0;
}
