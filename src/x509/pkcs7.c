/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificates a PKCS#7 or CMS SignedData carries, and which of them signed
 * it (RFC 5652 section 5). */
#include "x509/pkcs7.h"

#include <stdlib.h>
#include <string.h>

#include <gnutls/pkcs7.h>

#include "base/text.h"
#include "x509/der.h"

static bool is_signed_data(struct slice oid)
{
	char *text = der_oid_text(oid);
	bool same = text && strcmp(text, "1.2.840.113549.1.7.2") == 0;

	free(text);
	return same;
}

/* The content of the certificates field; empty where it is absent. */
static int enter_certs(struct slice all, struct slice *certs)
{
	struct slice info, oid, tagged, body, skipped;

	*certs = (struct slice){0};
	if (der_enter(&all, DER_SEQUENCE, &info) < 0 ||
	    der_enter(&info, DER_OID, &oid) < 0 || !is_signed_data(oid) ||
	    der_enter(&info, DER_CONTEXT_CONS, &tagged) < 0 ||
	    der_enter(&tagged, DER_SEQUENCE, &body) < 0 ||
	    der_enter(&body, DER_INTEGER, &skipped) < 0 ||
	    der_enter(&body, DER_SET, &skipped) < 0 ||
	    der_enter(&body, DER_SEQUENCE, &skipped) < 0)
		return -1;
	if (body.n && body.p[0] == DER_CONTEXT_CONS)
		return der_enter(&body, DER_CONTEXT_CONS, certs);
	return 0;
}

/* Walked element by element: gnutls_pkcs7_get_crt_raw2() starts over for each
 * certificate, and a list of thousands would take seconds. */
static int take_certs(struct slice certs, struct cert_list *list)
{
	struct slice whole, content;
	unsigned tag;

	while (certs.n) {
		struct report ignored = {0};
		struct cert *c;

		whole = (struct slice){certs.p, der_size(certs)};
		if (der_next(&certs, &tag, &content) < 0 ||
		    list->n >= PKCS7_CERTS_MAX)
			return -1;
		/* Other tags are attribute certificates and the like. */
		if (tag == DER_SEQUENCE &&
		    cert_parse(whole.p, whole.n, &c, &ignored) == 0) {
			if (cert_list_has(list, c))
				cert_free(c);
			else
				cert_list_take(list, c);
		}
		report_clear(&ignored);
	}
	return list->n ? 0 : -1;
}

int pkcs7_certs(const void *der, size_t len, struct cert_list *out,
		struct report *report)
{
	struct cert_list list = {0};
	struct slice certs;

	if (enter_certs((struct slice){der, len}, &certs) < 0 ||
	    take_certs(certs, &list) < 0) {
		cert_list_clear(&list);
		return report_fail(report, FINDING_CERT_TEXT_DAMAGED, NULL,
				   "%s",
				   _("No certificate can be read from "
				     "this PKCS#7 file."));
	}
	for (size_t i = 0; i < list.n; i++)
		cert_list_take(out, list.items[i]);
	free(list.items);
	return 0;
}

static bool confirms(gnutls_pkcs7_t pkcs7, const struct cert *c)
{
	gnutls_datum_t der = {(unsigned char *)c->der.data,
			      (unsigned)c->der.len};
	gnutls_x509_crt_t crt = NULL;
	bool is = gnutls_x509_crt_init(&crt) == 0 &&
		  gnutls_x509_crt_import(crt, &der, GNUTLS_X509_FMT_DER) == 0 &&
		  gnutls_pkcs7_verify_direct(pkcs7, crt, 0, NULL, 0) == 0;

	gnutls_x509_crt_deinit(crt);
	return is;
}

const struct cert *pkcs7_signer(const void *der, size_t len,
				const struct cert_list *certs)
{
	gnutls_datum_t all = {(void *)der, (unsigned)len};
	const struct cert *signer = NULL;
	gnutls_pkcs7_t pkcs7 = NULL;
	bool read = gnutls_pkcs7_init(&pkcs7) == 0 &&
		    gnutls_pkcs7_import(pkcs7, &all, GNUTLS_X509_FMT_DER) == 0;

	for (size_t i = 0; read && i < certs->n && i < PKCS7_SIGNERS_MAX; i++)
		if (!signer && confirms(pkcs7, certs->items[i]))
			signer = certs->items[i];
	gnutls_pkcs7_deinit(pkcs7);
	return signer;
}
