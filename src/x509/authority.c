/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own certificate authority: its root, and what it issues. */
#include "x509/authority.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/text.h"
#include "x509/gtls.h"

enum {
	DAY = 24 * 60 * 60,
	CLOCK_LAG = 60 * 60, /* a device's clock may be behind ours */
	SERIAL_LEN = 16,
	KEY_IDENTIFIER_LEN = 20,
	RSA_BITS_MIN = 2048,
};

/* What root and leaf differ in. */
struct profile {
	const char *name; /* commonName */
	const struct spki *spki;
	time_t from, to;
	unsigned usage; /* bits of enum key_usage */
	int is_ca;
	int path_len; /* -1 for none */
};

static unsigned native_usage(unsigned usage)
{
	static const struct {
		unsigned ours, native;
	} bits[] = {
		{KU_SIGN, GNUTLS_KEY_DIGITAL_SIGNATURE},
		{KU_KEY_ENCIPHER, GNUTLS_KEY_KEY_ENCIPHERMENT},
		{KU_AGREE, GNUTLS_KEY_KEY_AGREEMENT},
		{KU_CERT_SIGN, GNUTLS_KEY_KEY_CERT_SIGN},
		{KU_CRL_SIGN, GNUTLS_KEY_CRL_SIGN},
	};
	unsigned native = 0;

	for (size_t i = 0; i < ARRAY_LEN(bits); i++)
		if (usage & bits[i].ours)
			native |= bits[i].native;
	return native;
}

/* Positive, without a leading zero, and 126 random bits (RFC 5280 section
 * 4.1.2.2; SBR 7.1 wants 64). */
static int set_serial(gnutls_x509_crt_t crt)
{
	unsigned char serial[SERIAL_LEN];

	gtls_random(serial, sizeof(serial));
	serial[0] = (serial[0] & 0x7F) | 0x40;
	return gnutls_x509_crt_set_serial(crt, serial, sizeof(serial));
}

/* The identifier is a hash of the SubjectPublicKeyInfo (RFC 7093 section 2). */
static int set_public_key(gnutls_x509_crt_t crt, const struct spki *spki)
{
	gnutls_datum_t der = {(unsigned char *)spki->der.data,
			      (unsigned)spki->der.len};
	unsigned char id[KEY_IDENTIFIER_LEN];
	gnutls_pubkey_t key;
	int e;

	if (gnutls_pubkey_init(&key) < 0)
		die("out of memory");
	gtls_sha1(spki->der.data, spki->der.len, id);
	if ((e = gnutls_pubkey_import(key, &der, GNUTLS_X509_FMT_DER)) >= 0 &&
	    (e = gnutls_x509_crt_set_pubkey(crt, key)) >= 0)
		e = gnutls_x509_crt_set_subject_key_id(crt, id, sizeof(id));
	gnutls_pubkey_deinit(key);
	return e;
}

static int set_profile(gnutls_x509_crt_t crt, const struct profile *p)
{
	int e;

	if ((e = gnutls_x509_crt_set_version(crt, 3)) >= 0 &&
	    (e = set_serial(crt)) >= 0 &&
	    (e = gnutls_x509_crt_set_dn_by_oid(
		     crt, GNUTLS_OID_X520_COMMON_NAME, 0, p->name,
		     (unsigned)strlen(p->name))) >= 0 &&
	    (e = gnutls_x509_crt_set_activation_time(crt, p->from)) >= 0 &&
	    (e = gnutls_x509_crt_set_expiration_time(crt, p->to)) >= 0 &&
	    (e = set_public_key(crt, p->spki)) >= 0 &&
	    (e = gnutls_x509_crt_set_basic_constraints(crt, (unsigned)p->is_ca,
						       p->path_len)) >= 0)
		e = gnutls_x509_crt_set_key_usage(crt, native_usage(p->usage));
	return e;
}

/* RSA and EC sign with SHA-256; EdDSA brings its own hash (RFC 8410). */
static int sign(gnutls_x509_crt_t crt, gnutls_x509_crt_t issuer,
		const struct key *key)
{
	gnutls_digest_algorithm_t hash = GNUTLS_DIG_SHA256;
	int e;

	if (key_spki(key)->algo == ALGO_EDDSA)
		hash = GNUTLS_DIG_UNKNOWN;
	e = gnutls_x509_crt_sign2(crt, issuer, key_native(key), hash, 0);
	secret_scrub_stack();
	return e;
}

/* What was made, read by our own reader. */
static int read_back(gnutls_x509_crt_t crt, struct cert **out,
		     struct report *report)
{
	gnutls_datum_t der = {0};
	int e = gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_DER, &der);
	int r;

	if (e < 0)
		return gtls_fail(e, _("The certificate could not be made"),
				 report);
	r = cert_parse(der.data, der.size, out, report);
	gnutls_free(der.data);
	return r;
}

int authority_make_root(const struct key *key, const char *name, time_t now,
			struct cert **out, struct report *report)
{
	struct profile p = {
		.name = name,
		.spki = key_spki(key),
		.from = now - CLOCK_LAG,
		.to = now - CLOCK_LAG + (time_t)AUTHORITY_ROOT_DAYS * DAY - 1,
		.usage = KU_CERT_SIGN | KU_CRL_SIGN,
		.is_ca = 1,
		.path_len = 0,
	};
	gnutls_x509_crt_t crt;
	int r = -1;
	int e;

	if (gnutls_x509_crt_init(&crt) < 0)
		die("out of memory");
	if ((e = set_profile(crt, &p)) < 0 || (e = sign(crt, crt, key)) < 0)
		gtls_fail(e, _("The authority could not be made"), report);
	else
		r = read_back(crt, out, report);
	gnutls_x509_crt_deinit(crt);
	return r;
}

static int refuse_request(const struct csr *request, struct report *report)
{
	const struct spki *spki = &request->spki;

	if (!request->signature_good)
		return report_fail(report, FINDING_REQ_SIGNATURE_BAD, NULL,
				   "%s",
				   _("Its signature does not fit its key."));
	if (request->emails.n == 0)
		return report_fail(report, FINDING_REQ_NO_EMAIL, NULL, "%s",
				   _("It has no address in subjectAltName."));
	if (spki->algo == ALGO_XDH)
		return report_fail(report, FINDING_KEY_X25519, NULL, "%s",
				   _("The request is for such a key."));
	if ((spki->algo == ALGO_RSA || spki->algo == ALGO_RSA_PSS) &&
	    spki->bits < RSA_BITS_MIN)
		return report_fail(report, FINDING_KEY_RSA_TOO_SHORT, NULL,
				   _("The key in the request has %u bits."),
				   spki->bits);
	return 0;
}

static int check_authority(const struct authority *a, const struct issue *issue,
			   struct report *report)
{
	if (issue->days < 1 || issue->days > AUTHORITY_DAYS_MAX)
		return report_fail(report, FINDING_AUTH_DAYS, NULL,
				   _("%d days were asked for."), issue->days);
	if (a->root->not_after <= issue->now)
		return report_fail(report, FINDING_AUTH_DAYS, NULL, "%s",
				   _("The authority itself has expired."));
	if (!spki_equal(key_spki(a->key), &a->root->spki))
		return report_fail(report, FINDING_KEY_NOT_MATCHING, NULL, "%s",
				   _("It is not the key of the authority's "
				     "certificate."));
	return 0;
}

/* A name that hides characters would be shown differently by each program. */
static const char *subject_name(const struct csr *request)
{
	const char *name = request->common_name;

	return name && name[0] && !text_has_hidden(name)
		       ? name
		       : request->emails.items[0];
}

/* Not beyond the authority's own time on either side; the last second is part
 * of the validity (RFC 5280 section 4.1.2.5). */
static void set_validity(struct profile *p, const struct cert *root,
			 const struct issue *issue)
{
	p->from = issue->now - CLOCK_LAG;
	p->to = p->from + (time_t)issue->days * DAY - 1;
	if (p->from < root->not_before)
		p->from = root->not_before;
	if (p->to > root->not_after)
		p->to = root->not_after;
}

static int set_addresses(gnutls_x509_crt_t crt, const struct strlist *addresses)
{
	int e = 0;

	for (size_t i = 0; i < addresses->n && e >= 0; i++)
		e = gnutls_x509_crt_set_subject_alt_name(
			crt, GNUTLS_SAN_RFC822NAME, addresses->items[i],
			(unsigned)strlen(addresses->items[i]),
			i ? GNUTLS_FSAN_APPEND : GNUTLS_FSAN_SET);
	return e;
}

static int set_leaf(gnutls_x509_crt_t crt, const struct profile *p,
		    const struct cert *root, const struct csr *request)
{
	int e;

	if ((e = set_profile(crt, p)) >= 0 &&
	    (e = set_addresses(crt, &request->emails)) >= 0 &&
	    (e = gnutls_x509_crt_set_key_purpose_oid(
		     crt, GNUTLS_KP_EMAIL_PROTECTION, 0)) >= 0)
		e = gnutls_x509_crt_set_authority_key_id(
			crt, root->subject_key_id.data,
			root->subject_key_id.len);
	return e;
}

static int sign_leaf(gnutls_x509_crt_t crt, const struct authority *a)
{
	gnutls_datum_t der = {(unsigned char *)a->root->der.data,
			      (unsigned)a->root->der.len};
	gnutls_x509_crt_t root;
	int e;

	if (gnutls_x509_crt_init(&root) < 0)
		die("out of memory");
	e = gnutls_x509_crt_import(root, &der, GNUTLS_X509_FMT_DER);
	if (e >= 0)
		e = sign(crt, root, a->key);
	gnutls_x509_crt_deinit(root);
	return e;
}

/* The library rewrites an address's domain into its A-label form; anything
 * that is not just what was asked for is not handed out. */
static bool is_as_asked(const struct cert *c, const struct cert *root,
			const struct csr *request)
{
	if (c->is_ca || !spki_equal(&c->spki, &request->spki) ||
	    !cert_signed_by(c, root) || c->emails.n != request->emails.n)
		return false;
	for (size_t i = 0; i < c->emails.n; i++)
		if (strcmp(c->emails.items[i], request->emails.items[i]) != 0)
			return false;
	return true;
}

static int make_leaf(gnutls_x509_crt_t crt, const struct authority *a,
		     const struct issue *issue, struct cert **out,
		     struct report *report)
{
	const struct csr *request = issue->request;
	struct profile p = {
		.name = subject_name(request),
		.spki = &request->spki,
		.usage = csr_usage_for(&request->spki),
		.path_len = -1,
	};
	struct cert *made;
	int e;

	set_validity(&p, a->root, issue);
	if ((e = set_leaf(crt, &p, a->root, request)) < 0 ||
	    (e = sign_leaf(crt, a)) < 0)
		return gtls_fail(e, _("The certificate could not be made"),
				 report);
	if (read_back(crt, &made, report) < 0)
		return -1;
	if (!is_as_asked(made, a->root, request)) {
		cert_free(made);
		return report_fail(report, FINDING_LIB_FAILED, NULL, "%s",
				   _("The certificate does not hold what was "
				     "asked for."));
	}
	*out = made;
	return 0;
}

int authority_issue(const struct authority *authority,
		    const struct issue *issue, struct cert **out,
		    struct report *report)
{
	gnutls_x509_crt_t crt;
	int r;

	if (refuse_request(issue->request, report) < 0 ||
	    check_authority(authority, issue, report) < 0)
		return -1;
	if (gnutls_x509_crt_init(&crt) < 0)
		die("out of memory");
	r = make_leaf(crt, authority, issue, out, report);
	gnutls_x509_crt_deinit(crt);
	return r;
}
