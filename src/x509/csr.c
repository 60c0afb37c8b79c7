/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificate signing requests (PKCS#10, RFC 2986): built and read. */
#include "x509/csr.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/text.h"
#include "x509/cert.h"
#include "x509/der.h"
#include "x509/extension.h"
#include "x509/gtls.h"
#include "x509/sigalg.h"
#include "x509/spki.h"

static const struct {
	unsigned ours, theirs;
} usage_bits[] = {
    {KU_SIGN, GNUTLS_KEY_DIGITAL_SIGNATURE},
    {KU_KEY_ENCIPHER, GNUTLS_KEY_KEY_ENCIPHERMENT},
    {KU_AGREE, GNUTLS_KEY_KEY_AGREEMENT},
};

unsigned csr_usage_for(const struct spki *spki)
{
	static const unsigned usage[] = {
	    [ALGO_RSA] = KU_SIGN | KU_KEY_ENCIPHER,
	    [ALGO_RSA_PSS] = KU_SIGN,
	    [ALGO_EC] = KU_SIGN | KU_AGREE,
	    [ALGO_EDDSA] = KU_SIGN,
	    [ALGO_XDH] = KU_AGREE,
	    [ALGO_DSA] = KU_SIGN,
	    [ALGO_OTHER] = 0,
	};

	return usage[spki->algo];
}

/* GnuTLS's code of the first call that fails. */
static int set_wishes(gnutls_x509_crq_t crq, const struct key *key,
		      const struct csr_wish *wish)
{
	unsigned usage = csr_usage_for(key_spki(key)), theirs = 0;
	const struct strlist *addresses = wish->addresses;
	int code = gnutls_x509_crq_set_version(crq, 1);

	if (code >= 0 && wish->name && *wish->name)
		code = gnutls_x509_crq_set_dn_by_oid(
		    crq, GNUTLS_OID_X520_COMMON_NAME, 0, wish->name,
		    (unsigned)strlen(wish->name));
	for (size_t i = 0; code >= 0 && i < addresses->n; i++)
		code = gnutls_x509_crq_set_subject_alt_name(
		    crq, GNUTLS_SAN_RFC822NAME, addresses->items[i],
		    (unsigned)strlen(addresses->items[i]),
		    i ? GNUTLS_FSAN_APPEND : GNUTLS_FSAN_SET);
	for (size_t i = 0; i < ARRAY_LEN(usage_bits); i++)
		if (usage & usage_bits[i].ours)
			theirs |= usage_bits[i].theirs;
	if (code >= 0)
		code = gnutls_x509_crq_set_key_usage(crq, theirs);
	if (code >= 0)
		code = gnutls_x509_crq_set_key_purpose_oid(
		    crq, GNUTLS_KP_EMAIL_PROTECTION, 0);
	return code;
}

const char *csr_signature_for(const struct spki *spki)
{
	return spki->algo == ALGO_RSA	? "RSA-SHA256"
	       : spki->algo == ALGO_EC	? "ECDSA-SHA256"
					: "EdDSA-Ed25519";
}

/* RSA and EC sign with SHA-256; EdDSA brings its own hash (RFC 8410). */
static int sign(gnutls_x509_crq_t crq, const struct key *key)
{
	bool eddsa = key_spki(key)->algo == ALGO_EDDSA;
	int code = gnutls_x509_crq_set_key(crq, key_native(key));

	if (code >= 0)
		code = gnutls_x509_crq_sign2(
		    crq, key_native(key),
		    eddsa ? GNUTLS_DIG_UNKNOWN : GNUTLS_DIG_SHA256, 0);
	secret_scrub_stack();
	return code;
}

/* The request has to say just what was wished, and prove it. */
static bool is_as_wished(const struct csr *r, const struct key *key,
			 const struct csr_wish *wish)
{
	if (!r->signature_good || !spki_equal(&r->spki, key_spki(key)) ||
	    r->emails.n != wish->addresses->n)
		return false;
	for (size_t i = 0; i < r->emails.n; i++)
		if (strcmp(r->emails.items[i], wish->addresses->items[i]) != 0)
			return false;
	return true;
}

static int build(gnutls_x509_crq_t crq, const struct key *key,
		 const struct csr_wish *wish, struct csr **out,
		 struct report *report)
{
	gnutls_datum_t der = {0};
	struct csr *made = NULL;
	int r = -1, code;

	if ((code = set_wishes(crq, key, wish)) < 0 ||
	    (code = sign(crq, key)) < 0 ||
	    (code = gnutls_x509_crq_export2(crq, GNUTLS_X509_FMT_DER, &der)) <
		0) {
		gtls_fail(code, _("The request could not be made"), report);
		goto out;
	}
	if (csr_parse(der.data, der.size, &made, report) < 0)
		goto out;
	if (!is_as_wished(made, key, wish)) {
		report_add(report, FINDING_LIB_FAILED, NULL, "%s",
			   _("The request does not hold what was asked for."));
		goto out;
	}
	*out = made;
	made = NULL;
	r = 0;
out:
	csr_free(made);
	gnutls_free(der.data);
	return r;
}

int csr_build(const struct key *key, const struct csr_wish *wish,
	      struct csr **out, struct report *report)
{
	gnutls_x509_crq_t crq;
	int r;

	if (!wish->addresses->n)
		return report_fail(report, FINDING_REQ_NO_EMAIL, NULL, "%s",
				   "");
	if (key_spki(key)->algo == ALGO_XDH)
		return report_fail(report, FINDING_KEY_X25519, NULL, "%s", "");
	if (gnutls_x509_crq_init(&crq) < 0)
		die("out of memory");
	r = build(crq, key, wish, out, report);
	gnutls_x509_crq_deinit(crq);
	return r;
}

static int read_extensions(struct slice list, struct csr *r)
{
	struct ext_names names = {0};
	struct extension e;
	int more, code = 0;

	while (code == 0 && (more = ext_next(&list, &e)) != 0) {
		if (more < 0) {
			code = -1;
			break;
		}
		if (der_oid_is(e.oid, "2.5.29.17"))
			code = ext_names(e.value, &names);
		else if (der_oid_is(e.oid, "2.5.29.15"))
			code = ext_usage(e.value, &r->usage);
		else if (der_oid_is(e.oid, "2.5.29.37"))
			code = ext_extended(e.value, &r->extended);
	}
	for (size_t i = 0; code == 0 && i < names.emails.n; i++)
		strlist_add(&r->emails, names.emails.items[i]);
	ext_names_clear(&names);
	return code;
}

/* extensionRequest by its own OID (RFC 2985 section 5.4.2) and by Microsoft's,
 * which some Windows tools still write. */
static int read_attribute(const char *oid, struct slice values, struct csr *r)
{
	struct slice list;

	if (strcmp(oid, "1.2.840.113549.1.9.7") == 0)
		r->has_challenge = true;
	if (strcmp(oid, "1.2.840.113549.1.9.14") != 0 &&
	    strcmp(oid, "1.3.6.1.4.1.311.2.1.14") != 0)
		return 0;
	return der_enter(&values, DER_SEQUENCE, &list) < 0
		   ? -1
		   : read_extensions(list, r);
}

static int read_attributes(struct slice rest, struct csr *r)
{
	struct slice list, pair, oid, values;
	char *text;
	int code = 0;

	if (!rest.n)
		return 0;
	if (der_enter(&rest, DER_CONTEXT_CONS, &list) < 0 || rest.n)
		return -1;
	while (code == 0 && list.n) {
		if (der_enter(&list, DER_SEQUENCE, &pair) < 0 ||
		    der_enter(&pair, DER_OID, &oid) < 0 ||
		    der_enter(&pair, DER_SET, &values) < 0 ||
		    !(text = der_oid_text(oid)))
			return -1;
		code = read_attribute(text, values, r);
		free(text);
	}
	return code;
}

static int read_info(struct slice info, struct csr *r)
{
	struct slice version, name, name_body, spki;

	if (der_enter(&info, DER_INTEGER, &version) < 0)
		return -1;
	name = (struct slice){info.p, der_size(info)};
	if (der_enter(&info, DER_SEQUENCE, &name_body) < 0)
		return -1;
	spki = (struct slice){info.p, der_size(info)};
	if (spki_read(spki.p, spki.n, &r->spki) < 0 ||
	    der_enter(&info, DER_SEQUENCE, &spki) < 0)
		return -1;
	gtls_name_lines(name.p, name.n, &r->subject);
	r->common_name =
	    gtls_name_value(name.p, name.n, GNUTLS_OID_X520_COMMON_NAME);
	r->subject_email =
	    gtls_name_value(name.p, name.n, GNUTLS_OID_PKCS9_EMAIL);
	return read_attributes(info, r);
}

static int read_all(struct csr *r)
{
	struct signed_data s;
	struct slice body, info;

	if (signed_read(r->der.data, r->der.len, &s) < 0)
		return -1;
	body = s.body;
	if (der_enter(&body, DER_SEQUENCE, &info) < 0 || read_info(info, r) < 0)
		return -1;
	r->signature = sigalg_name(s.algorithm, &r->signature_weak);
	r->signature_good = signed_verify(&s, &r->spki);
	return 0;
}

int csr_parse(const void *der, size_t len, struct csr **out,
	      struct report *report)
{
	struct csr *r;

	if (len > CERT_SIZE_MAX)
		return report_fail(report, FINDING_REQ_NOT_A_REQUEST, NULL,
				   "%s", _("It is longer than any request."));
	r = xcalloc(1, sizeof(*r));
	buf_add(&r->der, der, len);
	if (read_all(r) < 0) {
		csr_free(r);
		return report_fail(report, FINDING_REQ_NOT_A_REQUEST, NULL,
				   "%s",
				   _("The bytes do not make up a "
				     "request."));
	}
	*out = r;
	return 0;
}

void csr_free(struct csr *r)
{
	if (!r)
		return;
	buf_clear(&r->der);
	strlist_clear(&r->subject);
	strlist_clear(&r->emails);
	spki_clear(&r->spki);
	free(r->common_name);
	free(r->subject_email);
	free(r->signature);
	free(r);
}

void csr_pem(const struct csr *r, struct buf *out)
{
	gtls_pem("CERTIFICATE REQUEST", &r->der, out);
}
